"""What belongs to the page of a PDF: heads, feet and page numbers, told by words, place and size together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from statistics import median

from shanben.take.pdf_lines import PrintedLine

_DIGITS = re.compile(r"[\d〇零一二三四五六七八九十百]+")
_NUMBER = re.compile(
    r"[\W_]*(?:第?\s*(?:\d{1,4}|[ivxlc]{1,6}|[〇零一二三四五六七八九十百]{1,5})\s*[页頁⻚⾴]?"
    r"(?:\s*[,，/／|]?\s*(?:共|总|of)?\s*\d{1,4}\s*[页頁⻚⾴]?)?)[\W_]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[第卷（(]?0[编編章节節条條回卷篇讲講课課]|[（(]0[)）]|0、")
"""The number of a heading, as ``_key`` has it."""
_ROMAN = re.compile(r"(?<![A-Za-z])[ivxlc]{1,7}(?![A-Za-z])")
"""Small Roman numerals, as pages before the text have."""
_ROMAN_PAGE = re.compile(r"[\W_]*[IVXLC]{1,7}[\W_]*")
_PAGE_OF = re.compile(r"[第共总]\d+[页頁]|\d+[/／]\d+(?![/／\d])")
"""The number of a page in a head that is set as a table."""
_EDGE = 4
"""Lines from the head or foot of a page among which its furniture stands."""
_SHORTEST_TITLE = 4
_BOOK = 8
"""Pages of a book that are enough to tell heads that change."""
_MOST_PAGES, _NEARLY_ALL = 0.4, 0.8
_MARGIN = 0.13
"""Of the page's height: furniture stands no further from its edge."""


_Key = tuple[str, int, int]
"""Words without their numbers, with the place and size that they have on a page."""


def page_furniture(pages: Sequence[Sequence[PrintedLine]]) -> dict[int, str]:
    """For each line that belongs to the page, by its ``id()``, which part of it: page number or running head."""
    groups: dict[_Key, list[PrintedLine]] = defaultdict(list)
    for lines in pages:
        for line in _edges(lines):
            groups[_key(line, line.text)].append(line)
    count = sum(bool(lines) for lines in pages)
    found: dict[int, str] = {}
    known: set[_Key] = set()
    for key, group in groups.items():
        times = len({line.page for line in group})
        number = bool(_NUMBER.fullmatch(group[0].text)) and len(group[0].text) <= 20
        enough = 2 if number or count < 4 else max(3, count // 6)
        if _COUNTED.match(key[0]) and len({line.text for line in group}) == len(group) > 1:
            continue  # each says another number: they are headings that happen to stand there
        if times >= enough or (count == 1 and number and any(mark in key for mark in ("页", "頁", "⻚", "-0-", "—0—"))):
            found |= {id(line): "page-number" if number else "running-head" for line in group}
            known.add(key)
    for line in _outermost(pages, groups, count):
        found.setdefault(id(line), "running-head")
        known.add(_key(line, line.text))
    parted = (line for group in groups.values() for line in group if "\t" in line.text and id(line) not in found)
    found |= {id(line): "running-head" for line in parted if _is_made_of(line, known)}
    return found | {id(line): "running-head" for line in _titles_again(pages)}


def _outermost(
    pages: Sequence[Sequence[PrintedLine]], groups: Mapping[_Key, Sequence[PrintedLine]], count: int
) -> Iterator[PrintedLine]:
    """First or last lines that stand in one place on most pages, and nearly all say what the next page says too.

    So the heads of a book are, that name its chapters: each is on too few pages to be told by its words.
    """
    places: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for lines in pages:
        ordered = sorted(_edges(lines), key=lambda line: line.y)
        for line in {id(one): one for one in (*ordered[:1], *ordered[-1:])}.values():
            places[_key(line, "")[1:]].append(line)
    for group in places.values():
        again = [line for line in group if len({other.page for other in groups[_key(line, line.text)]}) > 1]
        if len(group) >= max(_BOOK, count * _MOST_PAGES) and len(again) >= _NEARLY_ALL * len(group):
            yield from group


def _key(line: PrintedLine, text: str) -> _Key:
    """What a line, or a part of it, has in common with those that stand in its place on other pages."""
    words = "0" if _ROMAN_PAGE.fullmatch(text) else _ROMAN.sub("0", text)
    solid = re.sub(r"\s", "", words)
    same = _PAGE_OF.sub("0", solid) if line.table else _DIGITS.sub("0", solid)  # rows of a table differ by numbers
    return same, round(line.y / 6), round(line.size)


def _is_made_of(line: PrintedLine, known: Set[_Key]) -> bool:
    """Whether each part of a line stands in its place by itself elsewhere: on pages with columns a head is torn."""
    parts = [part for part in line.text.split("\t") if part]
    return all(_key(line, part) in known or _NUMBER.fullmatch(part) for part in parts) and any(
        _key(line, part) in known for part in parts
    )


def _titles_again(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[PrintedLine]:
    """Small lines by themselves at the head of later pages that repeat the largest words of the first page."""
    first = next((lines for lines in pages if lines), ())
    title = max(first, key=lambda line: line.size, default=None)
    if title is None or len(title.text) < _SHORTEST_TITLE:
        return
    for lines in pages:
        top = max(lines, key=lambda line: line.y, default=None)
        if top is None or top.page == title.page or top.y < top.height * (1 - _MARGIN):
            continue
        usual = median(line.size for line in lines)
        if title.text in top.text and top.size < usual and len(top.text) < 3 * len(title.text):
            yield top


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines near the head and foot of a page, beyond which no text stands."""
    if not lines:
        return []
    ordered = sorted(lines, key=lambda line: -line.y)
    height = lines[0].height or 1.0
    top = [line for line in ordered[:_EDGE] if line.y > height * (1 - _MARGIN)]
    foot = [line for line in ordered[-_EDGE:] if line.y < height * _MARGIN]
    return [*top, *(line for line in foot if line not in top)]
