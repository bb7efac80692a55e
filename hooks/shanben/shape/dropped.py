"""What a draft leaves out, listed for editors: which words, why, how often, and whether they stand anywhere else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from shanben.lineation import lines_of, ranges
from shanben.model.library import ShapedSource
from shanben.model.radicals import read_radicals
from shanben.model.text import Gap, GapReason, Origin
from shanben.problems import Problem
from shanben.shape.contents import entry_key
from shanben.shape.furniture import is_of_the_page
from shanben.shape.lines import HAN

_LEFT_OUT = frozenset(
    {
        GapReason.RUNNING_HEAD,
        GapReason.CONTENTS,
        GapReason.PULL_QUOTE,
        GapReason.PAGE_NUMBER,
        GapReason.RULE,
        GapReason.NOTICE,
    }
)
_AS_ONE = frozenset({GapReason.CONTENTS, GapReason.NOTICE})
_HAN = re.compile(rf"[{HAN}]")
_WORDS = 3
"""Han characters from which what is left out is listed."""
_SHOWN = 24
_RETURNS = 3
"""Times that a head must come back, page by page, to be one though its words stand nowhere else."""


def dropped(shaped: ShapedSource) -> tuple[Problem, ...]:
    """A doubt for all the words that a draft leaves out for the same reason, and a warning where they stand nowhere."""
    gaps = [gap for gap in shaped.gaps if gap.reason in _LEFT_OUT]
    return tuple(_listed(shaped, gaps)) if gaps else ()


def _listed(shaped: ShapedSource, gaps: list[Gap]) -> Iterator[Problem]:
    text = read_radicals(shaped.source.text)  # as what is published is
    lines = lines_of(shaped.source.text)
    found: dict[tuple[GapReason, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        words = text[gap.span.start : gap.span.end]
        if gap.reason is GapReason.NOTICE or len(_HAN.findall(words)) >= _WORDS:
            key = "" if gap.reason in _AS_ONE else entry_key(words)
            found[gap.reason, key].append(gap)
    published = ""
    for (reason, _), group in found.items():
        numbers = [lines.at(gap.span.start).number for gap in group]
        origin = Origin(shaped.source.path.as_posix(), numbers[0])
        words = " ".join(text[group[0].span.start : group[0].span.end].split())
        values = {
            "words": words if len(words) <= _SHOWN else words[:_SHOWN] + "…", "reason": reason.value,
            "count": len(group), "lines": ranges(numbers, most=6),
        }  # fmt: skip
        yield Problem("D308", "“{words}” was left out as {reason}, {count} in all: lines {lines}", origin, values)
        published = published or "".join(
            "".join(work.text(block) for block in work.blocks()) for work in shaped.works
        ).translate(_NO_SPACE)
        if reason is GapReason.NOTICE:
            continue
        returns = reason is GapReason.RUNNING_HEAD and len(group) >= _RETURNS
        for gap in group if not returns else ():
            line = text[gap.span.start : gap.span.end]
            page = reason is not GapReason.CONTENTS and is_of_the_page(line)
            if page or entry_key(line) in published or line.translate(_NO_SPACE) in published:
                continue
            where = Origin(origin.path, lines.at(gap.span.start).number)
            template = "“{words}” was left out as {reason} and stands nowhere in what is published; is it text?"
            yield Problem("W308", template, where, {"words": " ".join(line.split()), "reason": reason.value})
            break


_NO_SPACE = dict.fromkeys(map(ord, " \u3000\t\n\r\f\v\u00a0"))
