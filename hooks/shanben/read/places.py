"""Places as edition files write them: 12 · 12-15 · 12:5-13:8 · several after commas or as a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from shanben.lineation import Lines
from shanben.model.text import Origin, Source, Span
from shanben.problems import Problem, Refused
from shanben.read.faults import Unfit

_PLACE = re.compile(
    "(?P<line>N)(?::(?P<column>N))?(?:\\s*-\\s*(?P<last>N)(?::(?P<last_column>N))?)?".replace("N", "[0-9]{1,9}")
)

Range = tuple[int, int | None, int, int | None]
"""First line and column, last line and column, all from 1 and inclusive; no column means the whole line."""


def ranges_of(value: object) -> tuple[Range, ...]:
    """Ranges from text, a number or a list of them. Raises ValueError."""
    if isinstance(value, list):
        return tuple(one for item in value for one in ranges_of(item))
    if isinstance(value, tuple):
        return value
    ranges = []
    for piece in re.split(r"[,，]", str(value)):
        match = _PLACE.fullmatch(piece.strip())
        if not match:
            raise Unfit(
                "“{place}” is no place; write 12, 12-15 or 12:5-13:8, several after commas", place=piece.strip()
            )
        line = int(match["line"])
        column = int(match["column"]) if match["column"] else None
        last = int(match["last"]) if match["last"] else line
        last_column = int(match["last_column"]) if match["last_column"] else None
        if not match["last"] and column:
            raise Unfit("“{place}” names one character; write where it ends as well", place=piece.strip())
        if line < 1 or last < line or column == 0 or last_column == 0:
            raise Unfit("“{place}” runs backwards; lines and columns count from 1", place=piece.strip())
        ranges.append((line, column, last, last_column))
    return tuple(ranges)


Place = Annotated[
    tuple[Range, ...],
    BeforeValidator(ranges_of),
    WithJsonSchema(
        {
            "description": "Lines of the source: 12, 12-15, 12:5-13:8 (line:column), several after commas or as a list",
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string"},
                {"type": "array", "items": {"type": ["string", "integer"]}},
            ],
        }
    ),
]


def place_spans(place: Sequence[Range], lines: Lines, origin: Origin, source: Source) -> tuple[Span, ...]:
    """The spans of a place. Raises ``Refused`` with an E203 for a line or column the source does not have."""
    spans = []
    for first, column, last, last_column in place:
        for number in (first, last):
            if number > len(lines):
                message = "line {line} is beyond the end: {source} has {lines} lines"
                values = {"line": number, "source": source.path.name, "lines": len(lines)}
                raise Refused([Problem("E203", message, origin, values)])
        start = lines[first].start + (column - 1 if column else 0)
        end = lines[last].start + last_column if last_column else lines[last].end
        if start > lines[first].end or end > lines[last].end or end < start:
            wrong = first if start > lines[first].end else last
            message = "line {line} of {source} has no such column: it has {columns}"
            columns = lines[wrong].end - lines[wrong].start
            column_values = {"line": wrong, "source": source.path.name, "columns": columns}
            raise Refused([Problem("E203", message, origin, column_values)])
        spans.append(Span(start, end))
    return tuple(spans)
