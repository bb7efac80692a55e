"""Free verse: a whole text of short lines that no column breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.works import NumberForm
from shanben.shape.layout import End, TextLine

WIDEST_VERSE = 24.0
"""Cells of the widest line of verse."""
MARK = "，。！？；、,!?;：…"
"""Marks with which lines of verse end."""


def is_free_verse(lines: Sequence[TextLine]) -> bool:
    """Whether a text below its title is nothing but short lines that fill no column."""
    if not 6 <= len(lines) <= 400:
        return False
    body = lines[1:]
    if any(line.form is not NumberForm.NONE or line.width > 1.5 * WIDEST_VERSE or line.lead for line in body):
        return False
    stepped = len({round(line.indent) for line in body}) > 2
    mixed = any(line.indent >= 1 for line in body) and any(line.indent < 1 and line.blanks <= 0 for line in body)
    if mixed and (not stepped or any(map(_has_mark, body))):
        return False  # paragraphs with an indent, and verse between them
    widths = [line.width for line in body]
    widest = max(widths)
    full = sum(width >= widest - 1 for width in widths)
    stops = sum(line.end_class is End.STOP for line in body)
    commas = sum(line.end_class is End.COMMA for line in body)
    stanzas = sum(line.blanks > 0 for line in body)
    speech = sum(line.content[0] in "“「﹁『" or "：" in line.content for line in body)
    lists = sum("、" in line.content or any(map(str.isdecimal, line.content)) for line in body)
    counted = sum(sum(map(str.isdecimal, line.content)) >= _FIGURES for line in body)
    told = sum(line.content.count("，", 0, -1) >= _CLAUSES for line in body)
    if (
        told >= _CLAUSES
        or counted * 4 > len(body)
        or stanzas * 2 > len(body)
        or speech * 4 > len(body)
        or widest > 1.5 * WIDEST_VERSE
    ):
        return False
    if all(line.content[-1] in MARK for line in body):  # where a column breaks lines, some end without a mark
        return widest <= 15 and commas >= 2 and stops > 0 and not lists
    even = full * 3 > len(body) + 2 and (widest > _NARROWEST or any(map(_has_mark, body)))
    if even and stanzas and not any("。" in line.content[:-1] for line in body):  # in a column, few lines end short
        even = sum(line.width < widest - 2 and line.content[-1] not in MARK for line in body) * 4 < len(body)
    if widest - min(widths) < 2 or even or ROLL.search(lines[0].content):
        return False
    average = sum(widths) / len(widths)
    marked = commas + stops >= len(body) // 4 and commas >= 2 and 0 < stops <= len(body) * 0.6 and average <= 13
    says = sum(bool(_SAYS.search(line.content)) for line in body)
    parted = stanzas > 0 or (not any(map(_has_mark, body)) and (stepped or says * 3 >= 2 * len(body)))
    bare = parted and stops * 4 <= len(body) and not lists and 2.5 <= average <= 10 and widest <= 15
    return marked or (bare and says * 4 >= len(body))


_CLAUSES = 2
"""Marks inside a line that only prose has, in as many lines."""
_FIGURES = 4
"""Figures that a line of sources, prices or numbers has, and no verse."""
_NARROWEST = 9.0
"""No column is narrower: lines that fill one have marks."""
ROLL = re.compile(
    r"(?:名[单單录錄册冊]|人[员員]|成[员員]|目[录錄]|[书書曲剧劇节節]目|[单單]位|一[览覽]表?|小[组組]|安排|分工|范[围圍])$"
)
"""A title above names."""


def _has_mark(line: TextLine) -> bool:
    return any(one in MARK for one in line.content)


_SAYS = re.compile(r"[的了着著过過是我你您他她它们們这這那哪谁誰也就都不没沒把被让讓向从從却卻还還又再像吧呢吗嗎啊]")
"""Words that sentences have and lists of names have not."""


def is_said_of(line: TextLine) -> bool:
    """Whether a line says where verse is taken from, or when and where it was written."""
    return line.end_class is End.BRACKET or bool(_WRITTEN.search(line.content))


_WRITTEN = re.compile(r"(?:年|[月日]|[春夏秋冬]).*(?:[作写寫记記草成]|[于於]\S{2,8}$)|^(?:[写寫作][于於]|\d{4}[年./-])")


def names_between(lines: Sequence[TextLine], first: int, end: int) -> frozenset[int]:
    """Lines between blank lines without a mark, where nearly all others end with one: titles of poems and poets."""
    alone = [
        index
        for index in range(first, end)
        if lines[index].blanks > 0 and (index + 1 == len(lines) or lines[index + 1].blanks > 0)
    ]
    bare = [index for index in alone if lines[index].content[-1] not in MARK]
    others = [line for index, line in enumerate(lines[first:end], first) if index not in bare]
    marked = sum(line.content[-1] in MARK for line in others)
    return frozenset(bare) if marked * 10 >= len(others) * 9 and len(others) > len(bare) else frozenset()
