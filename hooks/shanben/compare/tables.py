"""Tables in what two versions of a work say: compared row by row and cell by cell.

In the words of an article a row is a line, and its cells stand between tabs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from shanben.compare.words import Edit, Op
from shanben.model.forms import Cell
from shanben.model.text import Block

Compared = Callable[[str, str], Sequence[Edit]]
"""Tells how two texts differ."""


def lines_of(blocks: Iterable[tuple[Block, str]]) -> list[str]:
    """What blocks say, a line each; the cells of one row of a table are one line."""
    lines: list[str] = []
    for row, group in groupby(blocks, key=lambda one: _row_of(one[0])):
        if row is None:
            lines += [text for _, text in group if text]
            continue
        cells: list[str] = []
        for block, text in group:
            assert isinstance(block.form, Cell)
            cells += [""] * (block.form.column - len(cells))
            cells[block.form.column - 1] = " ".join(text.split())
        lines.append("\t".join(cells))
    return lines


def _row_of(block: Block) -> tuple[str, int] | None:
    return (block.form.table, block.form.row) if isinstance(block.form, Cell) else None


def edits_of(old: str, new: str, compared: Compared) -> tuple[Edit, ...]:
    """How two texts differ: where they have as many tables, these cell by cell, and what is around them as text."""
    ones, others = _parts(old), _parts(new)
    if len(ones) != len(others) or len(ones) < 2:
        return tuple(compared(old, new))
    found: list[Edit] = []
    for at, (one, other) in enumerate(zip(ones, others, strict=True)):
        found += _rows(one, other, compared) if at % 2 else _text("".join(one), "".join(other), compared)
    return (*found[:-1], *_without_end(found[-1])) if found else ()


def _without_end(last: Edit) -> Iterator[Edit]:
    """The last edit without the end of its line."""
    if text := last.text.removesuffix("\n"):
        yield Edit(last.op, text, last.printed.removesuffix("\n"))


def _parts(text: str) -> list[list[str]]:
    """The lines of a text in parts: what stands before a table, the table, what stands behind it, and so on."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if ("\t" in line) != (len(parts) % 2 == 0):
            parts.append([])
        parts[-1].append(line + "\n")
    return parts if len(parts) % 2 else [*parts, []]


def _text(old: str, new: str, compared: Compared) -> Sequence[Edit]:
    if old and new:
        return compared(old, new)
    return [Edit(op, text) for op, text in ((Op.CUT, old), (Op.NEW, new)) if text]


def _rows(old: Sequence[str], new: Sequence[str], compared: Compared) -> Iterator[Edit]:
    """Rows are one where they begin with the same cell, and where as many stand for each other between such."""
    ones, others = ([line.partition("\t")[0] for line in lines] for lines in (old, new))
    for op, start, end, begin, past in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if op == "equal" or end - start == past - begin:
            for one, other in zip(old[start:end], new[begin:past], strict=True):
                yield from _cells(one, other, compared)
            continue
        yield from (Edit(Op.CUT, line) for line in old[start:end])
        yield from (Edit(Op.NEW, line) for line in new[begin:past])


def _cells(old: str, new: str, compared: Compared) -> Iterator[Edit]:
    pairs = zip_longest(old.removesuffix("\n").split("\t"), new.removesuffix("\n").split("\t"), fillvalue="")
    for at, (one, other) in enumerate(pairs):
        if at:
            yield Edit(Op.SAME, "\t")
        yield from _text(one, other, compared)
    yield Edit(Op.SAME, "\n")
