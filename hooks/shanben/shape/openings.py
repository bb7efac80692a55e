"""Words that tell whether a paragraph begins with a line, or began after the line before it. Weights are log odds."""

from __future__ import annotations

import re

DASH = 2.0
"""For a new block before a dash that opens a line after a full stop."""
TURNS = 2.5
"""… before words that turn to somebody."""
ADDRESSED = 3.5
"""… after those whom a document addresses."""
LIMITS = -1.5
"""… before 但, which limits the sentence before it."""
OPENS = frozenset("—-─―但各同")
"""What such words begin with."""
HEAD = 24
"""Lines in which the addressee of a document can stand."""

_DASHES = frozenset({"——", "--", "──", "――"})
_TURNS = re.compile(r"(?:各位|同志们|同学们|同胞们)[^，。；：！]{0,4}[！：]")
_ADDRESSES = re.compile(r"(?:机构|機構|单位|單位|部门|部門|政府|委员会|委員會|公司|法院|学校|[局厅廳院])[：:]$")


def opening(content: str) -> float:
    """What the first words of a line say after a full stop."""
    if content[0] == "但":
        return LIMITS
    if content[:2] in _DASHES:
        return DASH
    return TURNS if _TURNS.match(content) else 0.0


def addresses(content: str) -> bool:
    """Whether a line ends with bodies whom a document addresses."""
    return bool(_ADDRESSES.search(content))
