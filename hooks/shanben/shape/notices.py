"""What a distributor of texts sets before and after each of them: its own name for the file, and its licence.

Project Gutenberg says where the text begins and ends (*** START OF THE PROJECT GUTENBERG EBOOK … ***); what stands
outside is no word of the text, and its licence asks that it goes where its name does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.shape.layout import TextLine

_MARK = r"\*{3}\s*%s (?:OF )?(?:THE |THIS )?PROJECT GUTENBERG E(?:BOOK|TEXT)\b.*"
_START = re.compile(_MARK % "START", re.IGNORECASE)
_END = re.compile(_MARK % "END", re.IGNORECASE)
_LAST = re.compile(r"End of (?:the |this )?Project Gutenberg(?:'s|’s)? .*", re.IGNORECASE)
_CLOSES = "***"
_TOP = 400
"""Lines above the text in which its beginning is looked for."""


def notices(lines: Sequence[TextLine]) -> list[int]:
    """The lines of a text that stand outside it, where they say themselves where it begins and ends."""
    start = next((index for index, line in enumerate(lines[:_TOP]) if _START.fullmatch(line.content)), None)
    if start is None:
        return []
    start = _closed(lines, start)
    ends = (index for index in range(start + 1, len(lines)) if lines[index].content[0] == "*")
    end = next((index for index in ends if _END.fullmatch(lines[index].content)), len(lines))
    while end - 1 > start and _LAST.fullmatch(lines[end - 1].content):
        end -= 1
    return [*range(start + 1), *range(end, len(lines))] if end > start + 1 else []


def _closed(lines: Sequence[TextLine], start: int) -> int:
    """The line in which the mark of the beginning ends: a long title goes on in the next."""
    goes_on = not lines[start].content.endswith(_CLOSES) and start + 1 < len(lines)
    return start + 1 if goes_on and lines[start + 1].content.endswith(_CLOSES) else start
