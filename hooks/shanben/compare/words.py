"""Two wordings of one passage, compared by character; words of Latin letters and numbers as wholes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from shanben.simplified import simplified


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
    printed: str = ""
    """How the earlier text prints what is the same in both, where that is another script; empty where it is alike."""


ISLAND = 2
"""Fewer equal characters than this between two changes are shown as changed: confetti cannot be read."""
LONGEST = 1_500
"""Characters that are compared one by one, at most: comparing is quadratic in them. A longer run is shown whole."""
MOST_SENTENCES = 2_000
"""Sentences that are aligned, at most, for the same reason."""

_MARKS = "(),:;!?", "（），：；！？"
_FIGURES = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000", "".join(map(chr, range(0x21, 0x7F))) + " "
_WIDE = str.maketrans(*_FIGURES) | str.maketrans(*_MARKS) | str.maketrans(_MARKS[1], _MARKS[1])
"""One width of each character: figures and letters narrow, the marks that end sentences and clauses wide."""
_UNITS = re.compile(r"[A-Za-z\u00C0-\u024F]+|[0-9]+|.", re.DOTALL)
"""What is compared: a Chinese character or a mark by itself, a word of letters or a number as a whole."""
_SENTENCE_ENDS = "\n。！？；"
_CLAUSE_ENDS = "，、："
_SENTENCES = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’」』）)]*|[^。！？；!?;]+")


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """What turns ``before`` into ``after``: sentences are aligned first, then the characters of those that differ."""
    return tuple(_whole(_joined(_without_islands(_joined(_sentences(before, after))))))


def in_any_width(before: str, after: str) -> tuple[Edit, ...]:
    """As ``edits``, of two texts that set marks, figures and letters as wide as they like: (一) and （一） are one."""
    return _in_one_form(before, after, before.translate(_WIDE), after.translate(_WIDE))


def in_either_script(before: str, after: str) -> tuple[Edit, ...]:
    """As ``in_any_width``, of two texts that are printed in different scripts: 條例 and 条例 are the same words."""
    return _in_one_form(before, after, *(simplified(text.translate(_WIDE)) for text in (before, after)))


def _in_one_form(before: str, after: str, *plain: str) -> tuple[Edit, ...]:
    """What turns one text into the other, where only that counts which differs in these forms of both."""
    if plain == (before, after) or [len(text) for text in plain] != [len(before), len(after)]:
        return edits(before, after)
    found: list[Edit] = []
    old = new = 0
    for part in edits(*plain):
        length = len(part.text)
        was, now = before[old : old + length], after[new : new + length]
        found.append(Edit(part.op, was if part.op is Op.CUT else now, was if part.op is Op.SAME and was != now else ""))
        old += length if part.op is not Op.NEW else 0
        new += length if part.op is not Op.CUT else 0
    return tuple(found)


def before_of(parts: Iterable[Edit]) -> str:
    """The earlier wording."""
    return "".join(part.printed or part.text for part in parts if part.op is not Op.NEW)


def after_of(parts: Iterable[Edit]) -> str:
    """The later wording."""
    return "".join(part.text for part in parts if part.op is not Op.CUT)


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
    old, new = _UNITS.findall(before), _UNITS.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    inner, outer = old[head : len(old) - tail], new[head : len(new) - tail]
    yield Edit(Op.SAME, "".join(old[:head]))
    if max(len(inner), len(outer)) > LONGEST:
        yield from _replaced("".join(inner), "".join(outer))
    else:
        for same, one, other in _runs(inner, outer):
            yield from [Edit(Op.SAME, "".join(one))] if same else _replaced("".join(one), "".join(other))
    yield Edit(Op.SAME, "".join(old[len(old) - tail :]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many entries two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


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


def _whole(parts: Sequence[Edit]) -> list[Edit]:
    """What is cut or new, alone between two equal runs, begins where a sentence or a clause begins, if it can.

    国[家公布。国]务院 says the same as [国家公布。]国务院, which can be read.
    """
    out = list(parts)
    for index in range(1, len(out) - 1):
        left, part, right = out[index - 1 : index + 2]
        if part.op is not Op.SAME and left.op is right.op is Op.SAME:
            back = _slide(left.text, part.text)
            if back:
                taken = part.text[-back:]
                out[index - 1] = Edit(Op.SAME, left.text[:-back])
                out[index] = Edit(part.op, taken + part.text[:-back])
                out[index + 1] = Edit(Op.SAME, taken + right.text)
    return [part for part in out if part.text]


def _slide(before: str, moved: str) -> int:
    """How many characters a change must stand further left to begin where a sentence or, if none, a clause begins."""
    common = _common(before[::-1], moved[::-1])
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        for back in range(common + 1):
            rest = before[: len(before) - back]
            if not rest or rest[-1] in ends:
                return back
    return 0


def _changed(cut: str, new: str) -> list[Edit]:
    return [Edit(op, text) for op, text in ((Op.CUT, cut), (Op.NEW, new)) if text]


def _without_islands(parts: Sequence[Edit]) -> Iterator[Edit]:
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if part.op is Op.SAME and len(part.text) < ISLAND and 0 < index < last:
            yield from _replaced(part.text, part.text)
        else:
            yield part
