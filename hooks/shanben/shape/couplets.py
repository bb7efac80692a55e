"""Couplets: pairs of lines of one length, as they hang beside doors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.doubts import Doubt
from shanben.model.works import NumberForm
from shanben.shape.layout import TextLine


def is_couplets(lines: Sequence[TextLine]) -> bool:
    """Whether below its title a text is nothing but pairs of lines, as long as each other and without a mark."""
    if len(lines) < 5 or len(lines) % 2 == 0 or len(lines) > _MOST_COUPLETS:
        return False
    pairs = list(zip(lines[1::2], lines[2::2], strict=True))
    return all(
        one.blanks > 0 and other.blanks == 0 and one.width == other.width and 4 <= one.width <= _WIDEST_COUPLET
        and one.content.isalpha() and other.content.isalpha() and NumberForm.NONE is one.form is other.form
        for one, other in pairs
    )  # fmt: skip


def named_couplets(lines: Sequence[TextLine]) -> Iterator[tuple[int, int, Doubt | None]]:
    """Pairs of lines of one length, in a text that is called after such: 楹联选 / 东渡口联 / 两岸青山… / 一江绿水…."""
    if not lines or not _COUPLETS.search(lines[0].content):
        return
    index = 1
    while index + 1 < len(lines):
        one, other = lines[index : index + 2]
        last = index + 2 == len(lines) or lines[index + 2].blanks > 0
        even = _NARROWEST <= one.width == other.width <= _WIDEST and other.blanks <= 0
        alike = one.content[-1].isalnum() == other.content[-1].isalnum() and one.form is other.form is NumberForm.NONE
        if even and alike and last:
            yield index, index + 2, None
            index += 1
        index += 1


_COUPLETS = re.compile("[楹对對春门門挽輓寿壽贺賀][联聯](?:[选選集录錄抄辑輯]{0,2}|大全)$")
_NARROWEST, _WIDEST = 4.0, 30.0
_WIDEST_COUPLET = 12.0
_MOST_COUPLETS = 401


def classical_stanzas(lines: Sequence[TextLine], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Stanzas among short lines that are no stanza together: two lines or more below each other, each a couplet of five
    and five or seven and seven characters, as novels have them between what is told.
    """
    index = first
    while index < end:
        begun, form = index, _couplet(lines[index])
        index += 1
        while form and index < end and _couplet(lines[index]) == form:
            index += 1
        if index - begun > 1 and lines[index - 1].content[-1] in "。！？":
            yield begun, index


def _couplet(line: TextLine) -> int:
    """The characters of either half of a line that is a couplet; 0 where it is none."""
    found = _COUPLET.fullmatch(line.content)
    return len(found[1]) if found and len(found[1]) == len(found[2]) else 0


_HALF = r"([\u3400-\u9fff]{5}|[\u3400-\u9fff]{7})"
_COUPLET = re.compile(rf"{_HALF}[，；？]{_HALF}[。；，！？]")
