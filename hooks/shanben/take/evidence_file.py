"""``x.evidence.jsonl``: what a document states of itself as one JSON object a line, the head first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from shanben.model.evidence import Evidence


def evidence_jsonl(evidence: Evidence) -> str:
    """The file's text. Keys whose value is unknown are absent."""
    rows = [_known(evidence, leave=("lines",))]
    rows += [_known(line) for _, line in sorted(evidence.lines.items())]
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def _known(record: Any, leave: tuple[str, ...] = ()) -> dict[str, object]:
    return dict(_pairs(record, leave))


def _pairs(record: Any, leave: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    for name, default in _defaults(record.__class__):
        value = getattr(record, name)
        if name in leave or (value == default and default is not MISSING) or value in ((), {}):
            continue
        yield name, _plain(value)


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a kind of record, each with what it is where nothing is known; asked of a kind once."""
    return tuple((field.name, field.default) for field in fields(kind))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return _known(value)
    return round(value, 2) if isinstance(value, float) else value
