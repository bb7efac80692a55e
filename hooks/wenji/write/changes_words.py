"""Two wordings of one passage, compared by character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Op(StrEnum):
    """What became of some characters."""

    SAME = "same"
    CUT = "cut"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of characters and what became of it."""

    op: Op
    text: str


ISLAND = 2
"""Fewer equal characters than this between two changes are shown as changed: confetti cannot be read."""
LONGEST = 1_500
"""Characters of a run that are compared one by one; comparing is quadratic in them. A longer run is shown whole."""
MOST_SENTENCES = 2_000

_SENTENCES = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+")


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """What turns ``before`` into ``after``: sentences are aligned first, then the characters of those that differ."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = _sentences(before[head : len(before) - tail], after[head : len(after) - tail])
    whole = [
        Edit(Op.SAME, before[:head]),
        *middle,
        Edit(Op.SAME, before[len(before) - tail :] if tail else ""),
    ]
    return tuple(_joined(_without_islands(_joined(whole))))


def before_of(parts: Iterable[Edit]) -> str:
    """The earlier wording."""
    return "".join(part.text for part in parts if part.op is not Op.NEW)


def after_of(parts: Iterable[Edit]) -> str:
    """The later wording."""
    return "".join(part.text for part in parts if part.op is not Op.CUT)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, by halving: slices compare fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _sentences(before: str, after: str) -> Iterator[Edit]:
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    if max(len(old), len(new)) > MOST_SENTENCES:
        yield from _replaced(before, after)
        return
    for same, one, other in _runs(old, new):
        if same:
            yield Edit(Op.SAME, "".join(one))
        else:
            yield from _characters("".join(one), "".join(other))


def _characters(before: str, after: str) -> Iterator[Edit]:
    if max(len(before), len(after)) > LONGEST:
        yield from _replaced(before, after)
        return
    for same, one, other in _runs(before, after):
        if same:
            yield Edit(Op.SAME, "".join(one))
        else:
            yield from _replaced("".join(one), "".join(other))


def _replaced(before: str, after: str) -> Iterator[Edit]:
    yield Edit(Op.CUT, before)
    yield Edit(Op.NEW, after)


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", before[i1:i2], after[j1:j2]


def _joined(parts: Iterable[Edit]) -> list[Edit]:
    """Neighbours of one kind as one; between two equal runs, first what is cut, then what is new."""
    out: list[Edit] = []
    cut = new = ""
    for part in parts:
        if part.op is Op.CUT:
            cut += part.text
        elif part.op is Op.NEW:
            new += part.text
        elif part.text:
            out += _changed(cut, new)
            cut = new = ""
            if out and out[-1].op is Op.SAME:
                out[-1] = Edit(Op.SAME, out[-1].text + part.text)
            else:
                out.append(part)
    return [*out, *_changed(cut, new)]


def _changed(cut: str, new: str) -> list[Edit]:
    return [Edit(op, text) for op, text in ((Op.CUT, cut), (Op.NEW, new)) if text]


def _without_islands(parts: Sequence[Edit]) -> Iterator[Edit]:
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if part.op is Op.SAME and len(part.text) < ISLAND and 0 < index < last:
            yield from _replaced(part.text, part.text)
        else:
            yield part
