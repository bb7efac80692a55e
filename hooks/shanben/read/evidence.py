"""Evidence beside a source: read where it fits the source's bytes, else doubted and left aside."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from shanben.lineation import Lines, lines_of
from shanben.model.evidence import Cell, Evidence, LineEvidence, Mark, OutlineEntry, Ruby
from shanben.model.facsimile import Sheet
from shanben.model.forms import MOST_SPANNED
from shanben.model.text import Origin, Source
from shanben.pictures import is_inside
from shanben.problems import Problem, Refused
from shanben.read.files import LIMIT, contents

SUFFIX = ".evidence.jsonl"
LARGEST = 8 * LIMIT
"""Bytes that evidence may have: it says several times as much as the text it is about."""
_DIGITS = 12
"""Digits before the point of the largest number that evidence states."""

_PARTS = {"cells": Cell, "marks": Mark, "ruby": Ruby, "outline": OutlineEntry, "sheets": Sheet}


def evidence_path(source: Path) -> Path:
    """Where a source's evidence stands."""
    return source.with_name(source.stem + SUFFIX)


def read_evidence(source: Source, path: Path, shown: str) -> tuple[Evidence | None, tuple[Problem, ...]]:
    """The evidence at ``path``; none where there is none, where it is about other bytes (D130) or damaged (D131).

    Where it is no file inside the folder of the sources, or too large, there is none either, and a fault as of
    ``contents``.
    """
    if not os.path.lexists(path):
        return None, ()
    try:
        raw = contents(path, Origin(shown), limit=LARGEST, inside=path.parent)
        rows = [_json(row) for row in raw.decode("utf-8").split("\n") if row.strip()]
    except Refused as refusal:
        return None, refusal.problems
    except (ValueError, RecursionError):
        return None, (_damaged(shown),)
    try:
        head = _whole(Evidence, rows[0])
        lines = {row["line"]: _whole(LineEvidence, row) for row in rows[1:]}
    except (IndexError, KeyError, TypeError, AttributeError):
        return None, (_damaged(shown),)
    if head.sha256 != source.sha256:
        problem = Problem(
            "D130",
            "is about other bytes than {file} now holds and is left aside: take the document in again, or remove it",
            Origin(shown),
            {"file": source.path.name},
        )
        return None, (problem,)
    text = lines_of(source.text)
    outline = all(0 <= entry.line <= len(text) for entry in head.outline)
    kept = all(is_inside(path) for path in (head.original, *(sheet.image for sheet in head.sheets)))
    sized = all(sheet.width > 0 and sheet.height > 0 for sheet in head.sheets)
    counted = all(type(number) is int for several in (head.left_out, head.repaired) for number in several.values())
    if not (outline and kept and sized and counted) or not all(
        _fits(number, facts, text) for number, facts in lines.items()
    ):
        return None, (_damaged(shown),)
    values = {name: getattr(head, name) for name in Evidence.__slots__ if name != "lines"}
    return Evidence(**values, lines=lines), ()


def _json(row: str) -> Any:
    """A row; numbers that are no number, or none that a document states, are damage."""
    return json.loads(row, parse_int=_int, parse_float=_float, parse_constant=_float)


def _int(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(digits)
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not abs(number) < 10**_DIGITS:  # nor is NaN
        raise ValueError(digits)
    return number


def _fits(number: object, facts: LineEvidence, text: Lines) -> bool:
    """Whether the facts are about a line of the text, and their places about characters of that line."""
    if not isinstance(number, int) or not 0 < number <= len(text):
        return False
    line = text[number]
    several: tuple[tuple[Cell | Mark | Ruby, ...], ...] = (facts.cells, facts.marks, facts.ruby)
    places = [(one.start, one.end) for some in several for one in some]
    return (
        all(0 <= start <= end <= line.end - line.start for start, end in places)
        and all(start < end for start, end in ((one.start, one.end) for one in facts.marks))
        and all(one.col >= 0 and min(one.cols, one.rows) >= 1 for one in facts.cells)
        and all(max(one.cols, one.rows) <= MOST_SPANNED for one in facts.cells)
        and len(facts.box) in (0, 4)
        and all(type(edge) in (int, float) for edge in facts.box)
        and is_inside(facts.image)
    )


def _damaged(shown: str) -> Problem:
    return Problem("D131", "is damaged and left aside: take the document in again, or remove it", Origin(shown))


def _whole(kind: type[Any], row: dict[str, Any]) -> Any:
    """A record from its JSON; keys of a later version are passed over."""
    known = kind.__slots__
    hints = _HINTS[kind]
    values = {name: _value(name, value) for name, value in row.items() if name in known}
    held = {name: _HELD[of] for name in values if (of := get_origin(hints[name])) in _HELD}
    if any(not isinstance(values[name], type_) for name, type_ in held.items()):
        raise TypeError(kind.__name__)
    if any(type(value) not in _SCALARS[hints[name]] for name, value in values.items() if hints[name] in _SCALARS):
        raise TypeError(kind.__name__)
    return kind(**values)


_HINTS: dict[Any, dict[str, Any]] = {kind: get_type_hints(kind) for kind in (Evidence, LineEvidence, *_PARTS.values())}
_SCALARS: dict[Any, tuple[type, ...]] = {int: (int,), str: (str,), bool: (bool,), float: (int, float)}
"""Which values of JSON a field of each type may have; whether lines are numbered rightly is asked apart."""

_HELD: dict[Any, type] = {tuple: tuple, Mapping: dict}
"""What of JSON a field that holds several values may have."""


def _value(name: str, value: Any) -> Any:
    if name in _PARTS and isinstance(value, list):
        return tuple(_whole(_PARTS[name], one) for one in value)
    return tuple(value) if isinstance(value, list) else value
