"""Evidence beside a source: read where it fits the source's bytes, else doubted and left aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

from shanben.model.evidence import Cell, Evidence, LineEvidence, Mark, OutlineEntry, Ruby
from shanben.model.text import Origin, Source
from shanben.problems import Problem

SUFFIX = ".evidence.jsonl"

_PARTS = {"cells": Cell, "marks": Mark, "ruby": Ruby, "outline": OutlineEntry}


def evidence_path(source: Path) -> Path:
    """Where a source's evidence stands."""
    return source.with_name(source.stem + SUFFIX)


def read_evidence(source: Source, path: Path, shown: str) -> tuple[Evidence | None, tuple[Problem, ...]]:
    """The evidence at ``path``; none where there is none, where it is about other bytes (D130) or damaged (D131)."""
    try:
        rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row]
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, RecursionError):
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
    count = source.text.count("\n") + 1
    if any(not isinstance(number, int) or not 0 < number <= count for number in lines):
        return None, (_damaged(shown),)
    values = {name: getattr(head, name) for name in Evidence.__slots__ if name != "lines"}
    return Evidence(**values, lines=lines), ()


def _damaged(shown: str) -> Problem:
    return Problem("D131", "is damaged and left aside: take the document in again, or remove it", Origin(shown))


def _whole(kind: type[Any], row: dict[str, Any]) -> Any:
    """A record from its JSON; keys of a later version are passed over."""
    known = kind.__slots__
    hints = _HINTS[kind]
    values = {name: _value(name, value) for name, value in row.items() if name in known}
    if any(type(value) not in _SCALARS[hints[name]] for name, value in values.items() if hints[name] in _SCALARS):
        raise TypeError(kind.__name__)
    return kind(**values)


_HINTS: dict[Any, dict[str, Any]] = {kind: get_type_hints(kind) for kind in (Evidence, LineEvidence, *_PARTS.values())}
_SCALARS: dict[Any, tuple[type, ...]] = {int: (int,), str: (str,), bool: (bool,), float: (int, float)}
"""Which values of JSON a field of each type may have; whether lines are numbered rightly is asked apart."""


def _value(name: str, value: Any) -> Any:
    if name in _PARTS and isinstance(value, list):
        return tuple(_whole(_PARTS[name], one) for one in value)
    return tuple(value) if isinstance(value, list) else value
