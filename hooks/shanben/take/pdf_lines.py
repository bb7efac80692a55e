"""Printed lines of a page in reading order: runs of characters, columns, and lines that go across them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from shanben.model.evidence import Cell
from shanben.model.radicals import read_radicals
from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_columns import regions
from shanben.take.pdf_room import without_room
from shanben.take.pdf_runs import Run, runs_of
from shanben.take.pdf_views import UNKNOWN, View

_ROOM = re.compile("[\u3400-\u9fff]{2}(?<![章条條节節编編款项項部篇目卷回]) [\u3400-\u9fff]{2}")
"""Room for a character inside words; after the number of a heading it is set on purpose."""
_LISTED = re.compile(
    r"[•●⚫○⚪■◼◾□◆◇▪▫➢➤►▸▶‣◦✓✔❖·\uf020-\uf0ff]|[（(]?[〇零一二三四五六七八九十百\d]{1,4}[）)]|[〇零一二三四五六七八九十百\d]{1,4}[、.．]"
    r"|第[〇零一二三四五六七八九十百千\d]+[编編章节節条條]|[①-⑳]"
)
"""What stands before an item of a list, often with a tab behind it: it is no cell of a table."""
_WORDS = re.compile("[\u3400-\u9fff]{2}")
_HALF, _OTHER_HALF = re.compile("[\u4e00-\u9fff]"), re.compile("[\u4e00-\u9fff][：:]")
"""The characters of a label that is set wide, as on covers: 姓　名："""
_WIDE = 2.5
"""Ems between the two characters of a line that are one word set wide: 规　则."""
_SMALL, _RAISED = 0.8, 0.12
"""Times the size of its line that a raised sign has at most, and ems that it stands above the baseline at least."""
_CLAUSE = re.compile("([\u2e80-\u2fdf\u3400-\u9fff]{4,9})(?:[\\[［〔]\\d{1,3}[\\]］〕])?[，。；！？、]")
"""A line of verse or a half of one, with its mark; halves are often set apart like cells."""
_ASIDE = 1000
"""Number of the first column that runs another way than its page."""
_APART = 0.75
"""Ems of room that stand for a space between Han characters."""
_LEADER = 4
"""Dots of a leader."""
_CLOSE = 0.16
"""Ems between two letters of one word at most."""


@dataclass(slots=True)
class PrintedLine:
    """A line: its text, its box (left, baseline, right), the column it stands in, and what its characters look like."""

    text: str
    page: int
    left: float
    y: float
    right: float
    size: float
    drawn: int
    """How many of its characters are drawn twice, to look heavier."""
    letters: list[str]
    """Its characters as they are printed,"""
    faces: list[int]
    """… and the font of each."""
    column: tuple[int, float, float]
    """The number of the column on the page, and its left and right edge."""
    cells: list[tuple[int, int, float, float]] = field(default_factory=list)
    """Pieces with wide gaps between them: their places in the text, and their left and right edge."""
    view: View = UNKNOWN
    """How its page is looked at."""
    raised: list[tuple[int, int]] = field(default_factory=list)
    """Places of small characters above the baseline."""
    repaired: str = ""
    lacking: bool = False
    """Whether there is room for a character between two Han characters, which a font may lack."""
    recognised: bool = False
    """Whether it was recognised in a picture."""
    bold: bool = False
    weighed: bool = False
    """Whether it is known if it is bold."""
    table: int = 0
    row: int = 0
    """Of a row of a ruled table: its table on this page, and the row, both from 1."""
    placed: tuple[Cell, ...] = ()
    """… and its cells."""
    rooms: tuple[float, ...] = ()
    """… and for each of these the ems that the last of several lines lacks to be as long as the longest."""

    @property
    def height(self) -> float:
        """The height of the page."""
        return self.view.height


def page_lines(
    page: PageCharacters, number: int, columns: list[float], tables: Sequence[Run] = ()
) -> list[PrintedLine]:
    """The lines of a page in the order they are read.

    ``columns`` are the middles of the white stripes between the columns of the page before; they become this page's.
    ``tables`` are the rows of its ruled tables, whose characters are not among those of ``page``.
    """
    if page.turned:
        aside = page.some(sorted(page.turned))
        page = page.some(at for at in range(len(page.text)) if at not in page.turned)
        return [*page_lines(page, number, columns, tables), *turned_lines(aside, number)]
    runs = [*runs_of(page), *tables]
    if not runs:
        return []
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += run.end - run.start
    em = sizes.most_common(1)[0][0] or 10.0
    lines: list[PrintedLine] = []
    for column, region in enumerate(regions(page, runs, em, columns), 1):
        left, right = min(run.left for run in region), max(run.right for run in region)
        for row in rows_of(region):
            lines.append(row[0].line or line_of(page, row, number, (column, left, right)))
            lines[-1].column = (column, left, right)
    return [line for line in lines if line.text]


def turned_lines(page: PageCharacters, number: int) -> list[PrintedLine]:
    """The lines of characters that run upwards or downwards, each by itself in the order of the file."""
    lines: list[PrintedLine] = []
    start = 0
    for at in range(1, len(page.text) + 1):
        near = at < len(page.text) and abs(page.y[at] - page.y[at - 1]) < 3 * page.size[at]
        if near and abs(page.x[at] - page.x[at - 1]) < 0.5 * page.size[at]:
            continue
        left, right = min(page.x[start:at]), max(page.right[start:at])
        text = "".join(page.text[start:at]).strip()
        column = (_ASIDE + len(lines), left, right)
        line = PrintedLine(
            text, number, left, min(page.y[start:at]), right, page.size[start], 0,
            page.text[start:at], page.font[start:at], column,
        )  # fmt: skip
        line.view = page.view
        lines += [line] if text else []
        start = at
    return lines


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline, from above; raised and lowered ones with the line they belong to."""
    rows: list[list[Run]] = []
    mains: list[Run] = []
    for run in sorted(runs, key=lambda one: -one.y):
        for at in range(max(0, len(rows) - 3), len(rows)):
            main = mains[at]
            if main.line or run.line:
                continue
            larger = max(main.size, run.size)
            apart = abs(main.y - run.y)
            small = min(main.size, run.size) < 0.8 * larger
            if apart < 0.3 * larger or (small and apart < 0.75 * larger and _beside(rows[at], run)):
                rows[at].append(run)
                if _weight(run) > _weight(main):
                    mains[at] = run
                break
        else:
            rows.append([run])
            mains.append(run)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _weight(run: Run) -> float:
    """How much a run tells of its line."""
    return run.size * (run.end - run.start)


def _beside(row: Sequence[Run], run: Run) -> bool:
    return any(abs(one.right - run.left) < one.size or abs(run.right - one.left) < one.size for one in row)


def line_of(page: PageCharacters, row: Sequence[Run], number: int, column: tuple[int, float, float]) -> PrintedLine:
    """The line that runs make; ``number`` is the page's, ``column`` the column's with its edges."""
    main = max(row, key=_weight)
    text = ""
    cells: list[tuple[int, int, float, float]] = []
    raised: list[tuple[int, int]] = []
    letters: list[str] = []
    faces: list[int] = []
    lacking = False
    wide = len(row) == 2 and all(_HALF.fullmatch("".join(page.text[run.start : run.end])) for run in row)
    for at, run in enumerate(row):
        small = run.size < _SMALL * main.size and run.y > main.y + _RAISED * main.size
        gap = run.left - row[at - 1].right if at else 0.0
        label = (
            at and _HALF.fullmatch(text, cells[-1][0]) and _OTHER_HALF.match("".join(page.text[run.start : run.end]))
        )
        if label or (wide and 0 < gap < _WIDE * main.size):
            text += " "
        elif at and not small and gap > 1.3 * main.size and not (row[at - 1].size < 0.8 * main.size):
            text += "\t"
            cells.append((len(text), len(text), run.left, run.right))
        elif at and not small and gap > _APART * main.size and not _latin(text[-1:]):
            text += " "
        if not cells:
            cells.append((0, 0, run.left, run.right))
        start = len(text)
        words = _joined(page, run, text[-1:] if at and text[-1:] != "\t" else "", gap)
        text += words
        lacking = lacking or (" " in words and " " not in page.text[run.start : run.end] and bool(_ROOM.search(words)))
        if small and len(text) > start:
            raised.append((start, len(text)))
        elif min(page.size[run.start : run.end]) < _SMALL * run.size:
            raised += ((start + first, start + last) for first, last in _raised_in(page, run, words))
        cells[-1] = (cells[-1][0], len(text), cells[-1][2], run.right)
        letters += page.text[run.start : run.end]
        faces += page.font[run.start : run.end]
    first = read_radicals(text[: cells[0][1]].strip())
    listed = len(cells) == 2 and _LISTED.fullmatch(first) and _WORDS.search(text, cells[1][0])
    if listed or (len(cells) > 1 and _is_verse(text.split("\t"))):
        text, cells = text.replace("\t", " "), []
    elif len(cells) > 1:
        text, cells = without_room(text, cells)
    stripped = text.strip(" \u3000")
    shift = len(text) - len(text.lstrip(" \u3000"))
    begins = row[0].start
    while begins < row[0].end - 1 and page.text[begins].isspace():
        begins += 1
    return PrintedLine(
        stripped, number, page.x[begins], main.y, max([run.right for run in row]), main.size,
        sum(run.start <= at < run.end for at in page.twice for run in row) if page.twice else 0, letters, faces, column,
        [(max(0, start - shift), min(len(stripped), end - shift), low, high) for start, end, low, high in cells]
        if len(cells) > 1 else [],
        page.view, [(start - shift, end - shift) for start, end in raised if start >= shift], "", lacking,
    )  # fmt: skip


def _raised_in(page: PageCharacters, run: Run, words: str) -> list[tuple[int, int]]:
    """Where small characters above the baseline stand among the ``words`` of a run, which have spaces put between."""
    found: list[tuple[int, int]] = []
    at = 0
    for place in range(run.start, run.end):
        at = words.find(page.text[place], at)
        if at < 0:
            break
        end = at + len(page.text[place])
        if page.size[place] < _SMALL * run.size and page.y[place] > run.y + _RAISED * run.size:
            start = found.pop()[0] if found and found[-1][1] == at else at
            found.append((start, end))
        at = end
    return found


def _is_verse(parts: Sequence[str]) -> bool:
    """Whether what is set apart are lines of verse: clauses of as many characters each."""
    clauses = [_CLAUSE.fullmatch(part.strip()) for part in parts]
    return len({len(clause[1]) if clause else 0 for clause in clauses}) == 1 and None not in clauses


def _joined(page: PageCharacters, run: Run, before: str, gap: float) -> str:
    """The text of a run, with a space where there is room for one between letters."""
    start, end = run.start, run.end
    characters, sizes = page.text[start:end], page.size[start:end]
    gaps = [left - edge for left, edge in zip(page.x[start + 1 : end], page.right[start:end], strict=False)]
    text = ""
    if before and gap > 0.2 * sizes[0] and _latin(before) and _latin(characters[0]):
        text = " "
    if not gaps or max(gaps) <= _CLOSE * min(sizes):
        return text + "".join(characters)
    usual = median(_between_words(characters, gaps))
    for at, one in enumerate(characters):
        if at:
            room = gaps[at - 1] - max(0.0, usual)
            last = characters[at - 1]
            letters = last.isascii() and one.isascii()
            if last.isspace() or one.isspace():
                text += one
                continue
            if room > (_CLOSE if letters else 0.5 if _latin(last) or _latin(one) else 0.75) * sizes[at]:
                text += " "
        text += one
    return text


def _between_words(characters: Sequence[str], gaps: Sequence[float]) -> Sequence[float]:
    """The gaps of a run without those between the dots of a leader, which tell nothing of its words."""
    if characters.count(".") < _LEADER:
        return gaps
    pairs = zip(gaps, characters, characters[1:], strict=False)
    return [gap for gap, one, other in pairs if not one == other == "."] or gaps


def _latin(text: str) -> bool:
    return text[-1:] < "\u2e80" and text[-1:].isalnum()
