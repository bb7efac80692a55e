"""Pages about the versions of a work: all of them at a glance, two side by side or as one, and each article's history.

They need no script: two columns stand beside each other where there is room and one under the other where there is
none; a choice of the reader's shows both wordings as one text, with what was cut and what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from shanben.addresses import comparison_page
from shanben.compare.articles import Article
from shanben.compare.english import english_headings, english_name
from shanben.compare.marked import marked_lines
from shanben.compare.version_labels import FATES, STANDINGS
from shanben.compare.versions import Fate, Row, VersionComparison, compare_versions, scripts_differ
from shanben.compare.words import Edit, Op
from shanben.markup import Markup, article, both, bracketed, either, element, joined, link, phrased, unbroken
from shanben.model.language import by_rule, of_ours
from shanben.model.library import Contents, Page
from shanben.model.versions import Version, Versions
from shanben.model.works import Work
from shanben.remembered import Remembered

GONE = "后来删去的各条 · Articles that were repealed"
_STILL = frozenset({Fate.SAME, Fate.RENUMBERED})
"""Fates of articles that are left out where only what changed is shown."""
SCRIPTS = "简繁不同不算改动 · The two are printed in different scripts, which counts as no change"
EVERY_PAIR = 5
"""Versions of which any two are compared; of more, each with the next and with the current one."""

Link = Callable[[str, str, str], str]
"""The address of an anchor of a work as written on a page: from the page's path, the work, the anchor."""


_Step = tuple[int, Row, Article | None]
"""Of an article's history: the number of the step between two versions, its row, and what it led to, if to anything."""


@dataclass(frozen=True, slots=True)
class Side:
    """A version with its text."""

    version: Version
    work: Work


def version_pages(
    versions: Versions,
    works: Mapping[str, Work],
    link_to: Link,
    between: Callable[[str, str], str],
    remembered: Remembered | None = None,
) -> Iterator[Page]:
    """The pages about a work's versions. ``between`` gives the address of one page as written on another; pairs of
    articles that are ``remembered`` are not looked for.
    """
    sides = [Side(version, works[version.work]) for version in versions.versions]
    pairs = list(_pairs(versions, sides))
    compared = {
        (one.version.work, other.version.work): compare_versions(one.work, other.work, remembered)
        for one, other in pairs
    }
    yield _overview(versions, sides, pairs, compared, between)
    for one, other in pairs:
        yield _side_by_side(versions, one, other, compared[one.version.work, other.version.work], link_to, between)
    steps = [compared[one.version.work, other.version.work] for one, other in pairwise(sides)]
    yield _history(versions, sides, steps, link_to, between)


def overview_path(versions: Versions) -> str:
    """The page that lists the versions of a work."""
    return f"works/{versions.id}/versions/index.md"


def history_path(versions: Versions) -> str:
    """The page with the history of each article."""
    return f"works/{versions.id}/versions/history.md"


def _pairs(versions: Versions, sides: list[Side]) -> Iterator[tuple[Side, Side]]:
    if len(sides) <= EVERY_PAIR:
        yield from combinations(sides, 2)
        return
    current = next(side for side in sides if side.version.work == versions.id)
    steps = list(pairwise(sides))
    yield from steps
    yield from ((side, current) for side in sides[:-1] if (side, current) not in steps and side != current)


# --- all versions -----------------------------------------------------------------------------------------------------


def _overview(
    versions: Versions, sides: list[Side], pairs: list[tuple[Side, Side]],
    compared: Mapping[tuple[str, str], VersionComparison], between: Callable[[str, str], str],
) -> Page:  # fmt: skip
    path = overview_path(versions)
    title = f"{versions.title}：各版本"
    english = _english_title(sides)
    head = element(
        "h1", _titled(versions, english, "：各版本", ": all versions"), id="versions", lang=_language(versions, sides)
    )
    items = [
        element(
            "li", link(between(path, f"works/{side.version.work}/index.md"), side.version.label), " ",
            _standing(side.version, versions),
        )
        for side in sides
    ]  # fmt: skip
    rows = [
        element(
            "li",
            link(between(path, comparison_page(versions, one.version, other.version)),
                 unbroken(f"{one.version.label} → {other.version.label}")),
            " ", element("span", _told(compared[one.version.work, other.version.work]), classes="sb-about"),
        )
        for one, other in pairs
    ]  # fmt: skip
    body = (
        head,
        element("ol", *items, classes="sb-version-list"),
        element("h2", both("对照 · Compare"), id="compare"),
        element("ul", *rows, classes="sb-version-pairs"),
        element(
            "p",
            link(between(path, history_path(versions)), both("各条沿革 · History of each article")),
            classes="sb-ways",
        ),
    )
    compare = Contents("compare", "对照 · Compare", (), ())
    outline = (Contents("versions", title, (), (compare,)),)
    return Page(path, title, article(body), outline, translations=by_rule(english and f"{english}: all versions"))


def _english_title(sides: Sequence[Side]) -> str:
    """What readers of English call the work: the newest text that has a translated title says it."""
    return next(filter(None, (english_name(side.work, side.work.root) for side in reversed(sides))), "")


def _language(versions: Versions, sides: Sequence[Side]) -> str:
    """The language of the current text, whose title is that of the work."""
    return next(side.work.language for side in sides if side.version.work == versions.id)


def _titled(versions: Versions, english: str, chinese_end: str, english_end: str, days: str = "") -> Markup:
    """A title of a page about the versions, with the English below it where the work's title is translated.

    A line of it may end behind the colon.
    """
    ending = joined((chinese_end[:1], chinese_end[1:]), element("wbr"))
    if not english:
        return joined((phrased(versions.title), either(ending, english_end), unbroken(days)))
    return _beside(
        joined((phrased(versions.title), ending, unbroken(days))), joined((english, english_end, unbroken(days)))
    )


def _beside(original: Markup, english: str) -> Markup:
    """What a text is called, and what it is called in English: readers see what they chose, the English last."""
    spanned = element("span", english, classes="sb-translation", lang="en")
    return joined((element("span", original, classes="sb-original"), spanned), " ")


def _standing(version: Version, versions: Versions) -> Markup:
    chinese, english = STANDINGS[version.standing]
    here = both("现行 · current") if version.work == versions.id else ""
    by = bracketed(version.by) if version.by else ""
    return element(
        "span", here or joined((both(chinese, english), by)), classes=f"sb-standing sb-{version.standing.value}"
    )


# --- two versions -----------------------------------------------------------------------------------------------------


def _side_by_side(
    versions: Versions, before: Side, after: Side, comparison: VersionComparison, link_to: Link,
    between: Callable[[str, str], str],
) -> Page:  # fmt: skip
    path = comparison_page(versions, before.version, after.version)
    days = f"{before.version.label} → {after.version.label}"
    title, english = f"{versions.title}：{days}", _english_title((before, after))
    headings = {**english_headings(before.work), **english_headings(after.work)}
    parts: list[Markup] = []
    outline: list[Contents] = []
    last: tuple[str, ...] = ()
    used: set[str] = set()
    changed = _changed_parts(comparison.rows)
    for row in comparison.rows:
        place = (row.after or row.before)[0]
        if row.after and place.path != last:
            for level, heading in enumerate(place.path):
                if place.path[: level + 1] != last[: level + 1]:
                    called = headings.get(heading, "")
                    shown = _beside(phrased(heading), called) if called else phrased(heading)
                    still = "" if place.path[: level + 1] in changed else " sb-pair-still"
                    parts.append(element("p", shown, classes=f"sb-pair-heading{still}"))
            last = place.path
        name = _row_name(row)
        name = name if name not in used else ""
        used.add(name)
        parts.append(_row(row, name, lambda side, anchor: link_to(path, side, anchor), before, after))
        if row.fate is not Fate.SAME:
            chinese, told = FATES[row.fate]
            named = of_ours(f"{place.english or place.number or place.heading or 'Text'}, {told}")
            outline.append(Contents(name, f"{place.number or place.heading or '正文'} {chinese}", named, ()))
    views = (
        Markup('<input type="radio" name="sb-view" id="sb-view-sides" checked>'),
        element("label", both("对照 · Side by side"), for_="sb-view-sides"),
        Markup('<input type="radio" name="sb-view" id="sb-view-redline">'),
        element("label", both("花脸 · Redline"), for_="sb-view-redline"),
        element("br", classes="sb-break"),
        Markup('<input type="checkbox" id="sb-only-changed">'),
        element("label", both("只看有变动的 · Only what changed"), for_="sb-only-changed"),
    )
    heads = element(
        "div",
        *(
            element("p", link(between(path, f"works/{side.version.work}/index.md"), side.version.label), " ",
                    _standing(side.version, versions))
            for side in (before, after)
        ),
        classes="sb-pair-sides sb-pair-heads",
    )  # fmt: skip
    body = (
        element("h1", _titled(versions, english, "：", ": ", days), id="compare", lang=after.work.language),
        element("p", link(between(path, overview_path(versions)), both("各版本 · All versions")), classes="sb-ways"),
        *([element("p", _told(comparison), classes="sb-ways")] if comparison.counts else []),
        *([element("p", both(SCRIPTS), classes="sb-ways")] if scripts_differ(before.work, after.work) else []),
        element("div", *views, heads, *parts, classes="sb-versions", lang=after.work.language),
    )
    titles = by_rule(english and f"{english}: {days}")
    return Page(path, title, article(body), (Contents("compare", title, (), tuple(outline)),), translations=titles)


def _changed_parts(rows: Iterable[Row]) -> frozenset[tuple[str, ...]]:
    """The headings, with those above them, under which something changed; the others head nothing where only that is
    shown.
    """
    found: set[tuple[str, ...]] = set()
    path: tuple[str, ...] = ()
    for row in rows:
        path = row.after[0].path if row.after else path  # what is gone stands where it stood
        if row.fate not in _STILL:
            found.update(path[: level + 1] for level in range(len(path)))
    return frozenset(found)


def _told(comparison: VersionComparison) -> Markup | str:
    """How many articles met with each fate: 修改 12 · 新增 3 — 12 changed, 3 new."""
    counts = comparison.counts.items()
    chinese = " · ".join(f"{FATES[fate][0]} {count}" for fate, count in counts)
    english = ", ".join(f"{count} {FATES[fate][1]}" for fate, count in counts)
    return both(chinese, english, " — ")


def _row_name(row: Row) -> str:
    return f"row-{row.after[0].anchor}" if row.after else f"row-gone-{row.before[0].anchor}"


def _row(row: Row, name: str, address: Callable[[str, str], str], before: Side, after: Side) -> Markup:
    chinese, english = FATES[row.fate]
    numbers = [
        joined((link(address(side.version.work, one.anchor), _called(one)) for one in ones), either("、", ", "))
        for side, ones in ((before, row.before), (after, row.after))
        if ones
    ]
    took = joined(
        (link(address(before.version.work, one.anchor), _called(one)) for one in row.took), either("、", ", ")
    )
    also = element("span", " ", both("另取自 · also from"), " ", took, classes="sb-fate") if row.took else ""
    head = element(
        "p", joined(numbers, " → "), " ", element("span", both(chinese, english), classes="sb-fate"), also,
        classes="sb-pair-head",
    )  # fmt: skip
    if not row.reworded:
        sides = element("div", marked_lines(row.edits), classes="sb-pair-both")
    else:
        sides = element(
            "div",
            _wording(_before(row.edits), "sb-pair-before", "之前 · before", before.work.language),
            _wording(marked_lines(row.edits), "sb-pair-after", "之后 · after", after.work.language),
            classes="sb-pair-sides",
        )
    return element(
        "section", head, sides, id=name, classes=f"sb-pair sb-fate-{row.fate.value}", data_fate=row.fate.value
    )


def _wording(shown: Markup, classes: str, name: str, language: str) -> Markup:
    return element("div", shown, classes=classes, aria_label=name, role="group", lang=language)


def _called(one: Article) -> Markup | str:
    """An article by its number as printed, and in English for who reads that alone."""
    printed = one.number or one.heading
    if not printed:
        return either("正文", "Text")
    return either(printed, one.english) if one.english else printed


def _before(parts: Iterable[Edit]) -> Markup:
    """The older side of a row."""
    return marked_lines(Edit(part.op, part.printed or part.text) for part in parts if part.op is not Op.NEW)


# --- the history of each article --------------------------------------------------------------------------------------


def _history(
    versions: Versions, sides: list[Side], steps: list[VersionComparison], link_to: Link,
    between: Callable[[str, str], str],
) -> Page:  # fmt: skip
    """What each article of the newest version was before, from version to version; then those it has no more."""
    path = history_path(versions)
    title, english = f"{versions.title}：各条沿革", _english_title(sides)
    came_from = [{one.anchor: row for row in step.rows for one in row.after} for step in steps]
    newest = steps[-1]
    items: list[Markup] = []
    for row in newest.rows:
        for one in row.after:
            trail = tuple(_trail(one, came_from))
            items.append(_one_history(f"history-{one.anchor}", trail, sides, versions, path, link_to, between))
    gone: list[Markup] = []
    for number, row, one in _gone(steps):
        ended: list[_Step] = [(number, row, None), *_trail(one, came_from[:number])]
        gone.append(_one_history(f"gone-{number}-{one.anchor}", ended, sides, versions, path, link_to, between))
    body = (
        element(
            "h1",
            _titled(versions, english, "：各条沿革", ": history of each article"),
            id="history",
            lang=_language(versions, sides),
        ),
        element("p", link(between(path, overview_path(versions)), both("各版本 · All versions")), classes="sb-ways"),
        element("div", *items, classes="sb-history"),
        *([element("h2", both(GONE), id="gone"), element("div", *gone, classes="sb-history")] if gone else []),
    )
    called = by_rule(english and f"{english}: history of each article")
    below = (Contents("gone", GONE, (), ()),) if gone else ()
    return Page(path, title, article(body), (Contents("history", title, (), below),), translations=called)


def _gone(steps: Iterable[VersionComparison]) -> Iterator[tuple[int, Row, Article]]:
    """Articles that a later version had no more, each with the step that ended it."""
    for number, step in enumerate(steps):
        for row in step.rows:
            if not row.after:
                yield from ((number, row, one) for one in row.before)


def _trail(one: Article, came_from: list[dict[str, Row]]) -> Iterator[_Step]:
    """The rows that lead to an article, the latest first, each with the number of its step and what it led to."""
    for number in range(len(came_from) - 1, -1, -1):
        row = came_from[number].get(one.anchor)
        if row is None:
            return
        yield number, row, one
        if not row.before:
            return
        one = row.before[0]


def _one_history(
    anchor: str, trail: Sequence[_Step], sides: list[Side], versions: Versions, path: str,
    link_to: Link, between: Callable[[str, str], str],
) -> Markup:  # fmt: skip
    """An article with its number in every version and what happened between them, the first version first."""
    words: list[Markup] = []
    for number, row, became in reversed(trail):
        before, after = sides[number], sides[number + 1]
        if not words and row.before:
            words.append(joined((_at(old, before, path, link_to) for old in row.before), either("、", ", ")))
        page = between(path, comparison_page(versions, before.version, after.version))
        fate = both(*FATES[row.fate])
        words.append(
            joined((" → ", link(f"{page}#{_row_name(row)}", fate, classes=f"sb-fate sb-fate-{row.fate.value}"), " "))
        )
        if became:
            words.append(_at(became, after, path, link_to))
    return element("p", *words, id=anchor)


def _at(one: Article, side: Side, path: str, link_to: Link) -> Markup:
    day = element("span", bracketed(side.version.label), classes="sb-day")
    return link(link_to(path, side.version.work, one.anchor), _called(one), day)
