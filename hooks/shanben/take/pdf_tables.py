"""Ruled tables of a PDF page: what stands in each of their cells, a line for each row."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from math import inf

from shanben.model.evidence import Cell
from shanben.take.blocks import parted
from shanben.take.pdf_characters import PageCharacters
from shanben.take.pdf_grids import GridCell, around, inside
from shanben.take.pdf_lines import PrintedLine, line_of, rows_of
from shanben.take.pdf_runs import Run, runs_of


def without_tables(
    page: PageCharacters, tables: Sequence[Sequence[GridCell]], number: int
) -> tuple[PageCharacters, list[Run]]:
    """The characters of a page that stand in no table, and the rows of its tables as runs that are lines already."""
    rows: list[Run] = []
    for table, cells in enumerate(tables, 1):
        box = around(cells)
        within = [at for at in range(len(page.text)) if inside(box, *_middle(page, at))]
        owners = {at: _owner(cells, *_middle(page, at)) for at in within}
        texts = {cell: _cell(page.some(at for at in within if owners[at] == cell), number) for cell in cells}
        if _is_frame(texts):
            continue
        for row, group in itertools.groupby(cells, key=lambda cell: cell.row):
            line = _row([(cell, texts[cell]) for cell in group], (number, table, row + 1), page)
            if line is not None:
                rows.append(Run(0, 0, line.left, line.right, line.y, line.size, line))
        kept = set(within)
        page = page.some(at for at in range(len(page.text)) if at not in kept)
    return page, rows


def _is_frame(texts: Mapping[GridCell, Sequence[PrintedLine]]) -> bool:
    """Whether rules only frame words, as those of a step in a drawing do: few cells, one or two of them with words, one
    over the whole width and none beside another.
    """
    filled = [cell for cell, lines in texts.items() if lines]
    width = max(cell.column + cell.columns for cell in texts)
    whole = any(cell.columns == width for cell in filled)
    return whole and len(texts) <= _FEW and len({cell.row for cell in filled}) == len(filled) < _TABLE


_FEW = 4
"""Cells of a frame, and of what is drawn at it."""
_TABLE = 3
"""Cells with words that the smallest table has, unless two of them stand beside each other."""


def _middle(page: PageCharacters, at: int) -> tuple[float, float]:
    return (page.x[at] + page.right[at]) / 2, page.y[at] + 0.35 * page.size[at]


def _owner(cells: Sequence[GridCell], x: float, y: float) -> GridCell | None:
    return next((cell for cell in cells if inside(cell.box, x, y)), None)


def _cell(page: PageCharacters, number: int) -> list[PrintedLine]:
    """The printed lines of one cell."""
    runs = runs_of(page)
    if not runs:
        return []
    edges = (0, min(run.left for run in runs), max(run.right for run in runs))
    return [line for row in rows_of(runs) if (line := line_of(page, row, number, edges)).text]


def _row(
    cells: Sequence[tuple[GridCell, list[PrintedLine]]], place: tuple[int, int, int], page: PageCharacters
) -> PrintedLine | None:
    """The line of one row: its cells set apart by tabs; None where all are empty."""
    printed = [line for _, lines in cells for line in lines]
    if not printed:
        return None
    text = ""
    placed: list[Cell] = []
    pieces: list[tuple[int, int, float, float]] = []
    for at, (cell, lines) in enumerate(cells):
        text += "\t" if at else ""
        start = len(text)
        text += _flat(lines)
        placed.append(Cell(start, len(text), cell.column, cell.columns, cell.rows))
        pieces.append((start, len(text), cell.box[0], cell.box[2]))
    letters = [one for line in printed for one in line.letters]
    faces = [one for line in printed for one in line.faces]
    size = max(line.size for line in printed)
    base = max(cell.box[3] for cell, _ in cells) - size  # not that of words in the middle of tall cells
    left, right = min(line.left for line in printed), max(line.right for line in printed)
    found = PrintedLine(
        text, place[0], left, base, right, size, sum(line.drawn for line in printed), letters, faces,
        (0, left, right), pieces, page.view,
    )  # fmt: skip
    found.table, found.row, found.placed = place[1], place[2], tuple(placed)
    found.rooms = tuple(_room(lines) for _, lines in cells)
    return found


def _room(lines: Sequence[PrintedLine]) -> float:
    """The ems that the last of several lines lacks to be as long as the longest; of one line nobody can say."""
    last = lines[-1] if len(lines) > 1 else None
    return (max(line.right for line in lines) - last.right) / last.size if last else inf


def _flat(lines: Sequence[PrintedLine]) -> str:
    """Printed lines as one: Han characters meet, words keep a space between them."""
    text = ""
    for line in lines:
        text += (" " if parted(text, line.text) else "") + line.text.replace("\t", " ")
    return text
