"""Watermarks of PDF pages: words aslant over the text, and words so large that text stands on them."""

from __future__ import annotations

from collections import Counter

from shanben.take.pdf_characters import PageCharacters

_LARGER = 3.0
"""Times the usual size of a page's characters."""
_COVERED = 3
"""Other characters that stand on a character of a watermark."""
_MOST = 0.5
"""Where more of a page's characters run aslant, it is a page that does."""


def without_watermarks(page: PageCharacters) -> tuple[PageCharacters, int]:
    """The characters of a page without those of watermarks, and how many these are."""
    if not page.text:
        return page, 0
    marks = set(page.aslant) if len(page.aslant) <= _MOST * len(page.text) else set()
    if max(page.size) > _LARGER * min(page.size):
        marks |= _covered(page)
    if not marks:
        return page, 0
    kept = page.some(at for at in range(len(page.text)) if at not in marks)
    kept.objects = page.objects
    return kept, sum(not page.text[at].isspace() for at in marks)


def _covered(page: PageCharacters) -> set[int]:
    """The places of large characters on which others stand."""
    sizes = Counter(map(round, page.size))
    least = _LARGER * max(sizes, key=lambda size: (sizes[size], -size))
    large = [at for at, size in enumerate(page.size) if size > least]
    return {at for at in large if _holds_others(page, at, least)}


def _holds_others(page: PageCharacters, at: int, least: float) -> bool:
    """Whether characters of the text stand within the box of a large one."""
    left, right, lower = page.x[at], page.right[at], page.y[at]
    upper = lower + 0.8 * page.size[at]
    others = zip(page.x, page.y, page.size, page.text, strict=True)
    held = (left < x < right and lower < y < upper and size < least and not one.isspace() for x, y, size, one in others)
    return sum(held) >= _COVERED
