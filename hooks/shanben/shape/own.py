"""A library's own patterns of headings, because no list of numbers is ever complete: 卦第{number}."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from shanben.settings import HeadingPattern

_NUMBER = r"(?:[〇零一二三四五六七八九十百千两兩壹贰貳叁參肆伍陆陸柒捌玖拾]+|\d+)"
_LONGEST = 60
"""Characters of the longest line that a pattern makes a heading."""


@dataclass(frozen=True, slots=True)
class OwnHeadings:
    """Patterns made ready: each with the level of its headings."""

    rules: tuple[tuple[re.Pattern[str], int], ...] = ()

    def level(self, line: str) -> int | None:
        """The level of the heading that a line is, or None."""
        words = line.strip()
        if len(words) > _LONGEST:
            return None
        return next((level for pattern, level in self.rules if pattern.search(words)), None)


@lru_cache(maxsize=64)
def own_headings(patterns: tuple[HeadingPattern, ...]) -> OwnHeadings:
    """The patterns of the settings. ``{number}`` is a Han or Arabic number; everything else stands for itself."""
    return OwnHeadings(tuple((_compiled(one.pattern), one.level) for one in patterns))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Of several numbers each takes all its digits for good: to divide one among them takes ages where none fits."""
    parts = [re.escape(part) for part in pattern.split("{number}")]
    return re.compile((_NUMBER if len(parts) <= 2 else f"(?>{_NUMBER})").join(parts))
