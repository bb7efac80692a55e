"""Terms in a sheet (CSV): one of ours, a row a form, or one as people keep it, a row a term (see ``plain_terms``)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from shanben.encodings import decode
from shanben.model.language import Term
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.files import contents
from shanben.read.plain_terms import plain_entries, roles, unknown_columns
from shanben.read.termbase import TWICE, Entry, terms_of_entries

CSV_COLUMNS = ("id", "sense", "language", "form", "usage", "status", "source", "scope", "definition", "note")
"""One row a form. The row whose language is zh and whose sense is a number is the term; zh without one is an alias.

Where the first column is missing or empty, the rows after a term are its own, and its id is made of its words.
"""
_OURS = frozenset({"sense", "language", "form"})
"""By any two of these columns a sheet is known as ours."""
_BETWEEN = ",;\t，"
"""What may stand between cells: spreadsheets write semicolons where a comma is the decimal point."""

_Rows = Sequence[tuple[int, Sequence[str]]]


def read_csv(path: Path, shown: str) -> tuple[Term, ...]:
    """The terms of a sheet. Raises ``Refused`` as ``read_sheet`` does."""
    return read_sheet(path, shown)[0]


def read_sheet(path: Path, shown: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of a sheet, and the columns that nothing was taken from: with ``CSV_COLUMNS`` or with columns that
    ``plain_terms`` knows, in any encoding we read.

    Raises ``Refused`` with E105, E801 or E802.
    """
    head, rows = _sheet(path, shown)
    if len(_OURS & set(head)) < 2:
        return terms_of_entries(plain_entries(head, rows, shown), shown), unknown_columns(head)
    missing = [column for column in CSV_COLUMNS[1:] if column not in head]
    if missing:
        raise Refused(
            [Problem("E802", "the first line names no column {column}", Origin(shown, 1), {"column": missing[0]})]
        )
    entries: dict[str, Entry] = {}
    for line, cells in rows:
        origin = Origin(shown, line)
        if len(cells) != len(head):
            raise Refused([Problem("E802", "this row has not as many cells as there are columns", origin)])
        _add_row(entries, dict(zip(head, cells, strict=True)), origin)
    return terms_of_entries(list(entries.values()), shown), ()


def _sheet(path: Path, shown: str) -> tuple[Sequence[str], _Rows]:
    """The cells of the first line, and those of each line after it that holds something, with its number."""
    text = _text(path, shown)
    first = next(filter(str.strip, text.splitlines()), "")
    between = max(_BETWEEN, key=lambda sign: len(roles(first.split(sign))))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=between)
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))  # noqa: PERF401 - a fault needs the line it is at
    except csv.Error as error:
        origin = Origin(shown, reader.line_num)
        raise Refused([Problem("E802", "not CSV: {reason}", origin, {"reason": error})]) from None
    if not rows:
        return (), ()
    return [cell.strip() for cell in rows[0][1]], rows[1:]


def _text(path: Path, shown: str) -> str:
    raw = contents(path, Origin(shown))
    try:
        return decode(raw, "", Origin(shown))[0].removeprefix("\ufeff")
    except Refused as refusal:
        line = refusal.problems[0].origin.line
        raise Refused([Problem("E802", "is not UTF-8 here: save it as UTF-8", Origin(shown, line))]) from None


def _add_row(entries: dict[str, Entry], row: Mapping[str, str], origin: Origin) -> None:
    own, number = row.get("id", ""), row["sense"]
    opens = row["language"] == "zh" and number == "1"
    name = own or (f"#{len(entries)}" if opens else next(reversed(entries), ""))
    if number and not re.fullmatch(r"[1-9]\d{0,2}", number):
        raise Refused([Problem("E802", "sense {number} is no number from 1", origin, {"number": number})])
    scope = row["scope"].split()
    if opens:
        if name in entries:
            raise Refused([Problem("E801", TWICE, origin, {"id": name})])
        entries[name] = (origin.line, {"id": own or None, "term": row["form"], "aliases": [], "senses": []})
    if name not in entries:
        message = "{name} has no row of its own before this one (language zh, sense 1)"
        raise Refused([Problem("E802", message, origin, {"name": name})])
    entry = entries[name][1]
    if not number:
        entry["aliases"].append({"form": row["form"], "usage": row["usage"], "scope": scope})
        return
    senses = entry["senses"]
    if row["language"] == "zh" and int(number) == len(senses) + 1:
        senses.append({"translations": {}, "definition": row["definition"], "note": row["note"], "scope": scope})
    elif row["language"] != "zh" and int(number) == len(senses):
        rendering = {"text": row["form"], "usage": row["usage"], "status": row["status"], "source": row["source"]}
        senses[-1]["translations"].setdefault(row["language"], []).append(rendering)
    else:
        raise Refused([Problem("E802", "sense {number} stands out of its order", origin, {"number": number})])
