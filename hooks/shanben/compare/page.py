"""The Changes page of a preview: side by side, marked by character, every change linked to its place in the preview.

The page is complete without its script, which adds filters and the keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from shanben.compare.comparison import Change, Comparison, Detail, Place
from shanben.compare.labels import KINDS, NOTHING, SUBJECTS
from shanben.compare.report import where_of
from shanben.compare.words import Edit, Op
from shanben.markup import Markup, article, both, element, escape, joined, link
from shanben.model.library import Contents, Page

CHANGES = "changes.md"
MOST = 500
"""Changes on the page; ``changes.json`` has all of them."""

_TITLE = "变更 · Changes"


def changes_page(comparison: Comparison, base: str, link_to: Callable[[Place], str]) -> Page:
    """The page. ``base`` names what the preview is compared with, ``link_to`` gives addresses as written on it."""
    title, outline = element("h1", both(_TITLE), id="changes"), (Contents("changes", _TITLE, (), ()),)
    if not comparison.changes:
        return Page(CHANGES, _TITLE, article((title, element("p", both(NOTHING)))), outline)
    head = [both("相比之下 · Compared with"), " ", element("code", base), ". ", _readdressed(comparison)]
    shown = comparison.changes[:MOST]
    changes = (_item(number, change, link_to) for number, change in enumerate(shown, 1))
    parts = (
        element("p", *head),
        _filters(comparison),
        element("ol", *changes, classes="sb-change-list"),
        _left_out(len(comparison.changes) - MOST),
    )
    return Page(CHANGES, _TITLE, article((title, element("div", *parts, classes="sb-changes"))), outline)


def _readdressed(comparison: Comparison) -> str:
    count = comparison.readdressed
    english = "1 paragraph only has a new address." if count == 1 else f"{count} paragraphs only have a new address."
    return both(f"{count} 段仅地址变动", english) if count else ""


def _left_out(count: int) -> Markup:
    words = both(f"另有 {count} 处", f"{count} more")
    return element("p", words, ": ", link("../changes.json", "changes.json")) if count > 0 else Markup()


def _filters(comparison: Comparison) -> Markup:
    """A box for each subject; shown by the script, which makes them work."""
    counts = Counter(kind.subject for kind in comparison.counts for _ in range(comparison.counts[kind]))
    boxes = [
        element("label", _box(subject), " ", both(chinese, english), " ", element("span", str(counts[subject])))
        for subject, (chinese, english) in SUBJECTS.items()
        if counts[subject]
    ]
    keys = (element("kbd", "j"), " ", element("kbd", "k"), " ", both("下一处、上一处 · next, previous"))
    boxes.append(element("span", *keys, classes="sb-change-keys"))
    return Markup('<div class="sb-change-filters" role="group" aria-label="筛选 · Filter" hidden>{}</div>').format(
        joined(boxes)
    )


def _box(subject: str) -> Markup:
    return Markup('<input type="checkbox" value="{}" checked>').format(subject)


def _item(number: int, change: Change, link_to: Callable[[Place], str]) -> Markup:
    chinese, english = KINDS[change.kind]
    place = change.after or change.spot
    named = change.after or change.before
    words = f"《{named.title}》 {where_of(change)}" if named else f" {where_of(change)}"
    kind = element("span", both(chinese, english), classes="sb-change-kind")
    shown = link(link_to(place), words) if place else words
    return element(
        "li", element("p", kind, " ", shown, classes="sb-change-head"), _sides(change.edits), _table(change.details),
        classes="sb-change", id=f"change-{number}", data_kind=change.kind.value, data_subject=change.kind.subject,
        tabindex="-1",
    )  # fmt: skip


def _sides(parts: tuple[Edit, ...]) -> Markup:
    """Before and after beside each other; one alone where nothing was, or is, there."""
    if not parts:
        return Markup()
    if all(part.op is Op.SAME for part in parts):
        return element(
            "div", element("div", _side(parts, Op.SAME), classes="sb-change-both"), classes="sb-change-sides"
        )
    before = element("div", _side(parts, Op.CUT), classes="sb-change-before", aria_label="之前 · before")
    after = element("div", _side(parts, Op.NEW), classes="sb-change-after", aria_label="之后 · after")
    return element("div", before, after, classes="sb-change-sides")


_MARKS = {Op.CUT: "del", Op.NEW: "ins"}


def _side(parts: Iterable[Edit], op: Op) -> Markup:
    return joined(
        element(_MARKS[part.op], part.text) if part.op in _MARKS else part.text
        for part in parts
        if part.op in (Op.SAME, op)
    )


def _table(details: tuple[Detail, ...]) -> Markup:
    rows = [element("div", element("dt", detail.name), element("dd", _values(detail))) for detail in details]
    return element("dl", *rows, classes="sb-change-details") if rows else Markup()


def _values(detail: Detail) -> Markup:
    if detail.before == detail.after:
        return escape(detail.after)
    before = element("del", detail.before) if detail.before else ""
    return joined((before, element("ins", detail.after)), " ") if detail.after else joined((before,))
