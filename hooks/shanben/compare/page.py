"""The Changes page of a preview: side by side, marked by character, every change linked to its place in the preview.

The page is complete without its script, which adds filters and the keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape

from shanben.compare.comparison import Change, Comparison, Detail, Place
from shanben.compare.labels import KINDS, NOTHING, SUBJECTS
from shanben.compare.report import where_of
from shanben.compare.words import Edit, Op
from shanben.model.library import Page

CHANGES = "changes.md"
MOST = 500
"""Changes on the page; ``changes.json`` has all of them."""

_TITLE = "变更 · Changes"


def changes_page(comparison: Comparison, base: str, link: Callable[[Place], str]) -> Page:
    """The page. ``base`` names what the preview is compared with, ``link`` gives addresses as written on this page."""
    if not comparison.changes:
        return Page(CHANGES, _TITLE, f"# {_TITLE}\n\n{NOTHING}\n")
    parts = [
        '<div class="sb-changes">',
        f"<p>相比之下 · Compared with <code>{_text(base)}</code>. {_readdressed(comparison)}</p>",
        *_filters(comparison),
        '<ol class="sb-change-list">',
        *(_item(number, change, link) for number, change in enumerate(comparison.changes[:MOST], 1)),
        "</ol>",
        _left_out(len(comparison.changes) - MOST),
        "</div>",
    ]
    return Page(CHANGES, _TITLE, f"# {_TITLE}\n\n" + "\n".join(filter(None, parts)) + "\n")


def _readdressed(comparison: Comparison) -> str:
    count = comparison.readdressed
    return f"{count} 段仅地址变动 · {count} paragraphs only have a new address." if count else ""


def _left_out(count: int) -> str:
    return f'<p>另有 {count} 处 · {count} more: <a href="../changes.json">changes.json</a></p>' if count > 0 else ""


def _filters(comparison: Comparison) -> Iterator[str]:
    """A box for each subject; shown by the script, which makes them work."""
    counts = Counter(kind.subject for kind in comparison.counts for _ in range(comparison.counts[kind]))
    yield '<div class="sb-change-filters" role="group" aria-label="筛选 · Filter" hidden>'
    for subject, (chinese, english) in SUBJECTS.items():
        if counts[subject]:
            yield (
                f'<label><input type="checkbox" value="{subject}" checked> {chinese} · {english} '
                f"<span>{counts[subject]}</span></label>"
            )
    yield '<span class="sb-change-keys"><kbd>j</kbd> <kbd>k</kbd> 下一处、上一处 · next, previous</span>'
    yield "</div>"


def _item(number: int, change: Change, link: Callable[[Place], str]) -> str:
    chinese, english = KINDS[change.kind]
    place = change.after or change.spot
    where = _text(where_of(change))
    title = f"《{_text((change.after or change.before or _NOWHERE).title)}》" if change.after or change.before else ""
    shown = f'<a href="{escape(link(place))}">{title} {where}</a>' if place else f"{title} {where}"
    return (
        f'<li class="sb-change" id="change-{number}" data-kind="{change.kind.value}" '
        f'data-subject="{change.kind.subject}" tabindex="-1">'
        f'<p class="sb-change-head"><span class="sb-change-kind">{chinese} · {english}</span> {shown}</p>'
        f"{_sides(change.edits)}{_table(change.details)}</li>"
    )


_NOWHERE = Place("", "", "")


def _sides(parts: tuple[Edit, ...]) -> str:
    """Before and after beside each other; one alone where nothing was, or is, there."""
    if not parts:
        return ""
    if all(part.op is Op.SAME for part in parts):
        return f'<div class="sb-change-sides"><div class="sb-change-both">{_side(parts, Op.SAME)}</div></div>'
    before = f'<div class="sb-change-before" aria-label="之前 · before">{_side(parts, Op.CUT)}</div>'
    after = f'<div class="sb-change-after" aria-label="之后 · after">{_side(parts, Op.NEW)}</div>'
    return f'<div class="sb-change-sides">{before}{after}</div>'


_MARKS = {Op.SAME: "{}", Op.CUT: "<del>{}</del>", Op.NEW: "<ins>{}</ins>"}


def _side(parts: Iterable[Edit], op: Op) -> str:
    return "".join(_MARKS[part.op].format(_text(part.text)) for part in parts if part.op in (Op.SAME, op))


def _table(details: tuple[Detail, ...]) -> str:
    rows = "".join(f"<div><dt>{_text(detail.name)}</dt><dd>{_values(detail)}</dd></div>" for detail in details)
    return f'<dl class="sb-change-details">{rows}</dl>' if rows else ""


def _values(detail: Detail) -> str:
    if detail.before == detail.after:
        return _text(detail.after)
    before = f"<del>{_text(detail.before)}</del>" if detail.before else ""
    return f"{before} <ins>{_text(detail.after)}</ins>" if detail.after else before


_UNSEEN = dict.fromkeys((*range(9), *range(11, 32), 127))


def _text(text: str) -> str:
    """Text inside raw HTML: on one line, so that no blank line ends the block, and without control characters."""
    return escape(" ".join(text.translate(_UNSEEN).splitlines()))
