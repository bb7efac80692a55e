"""Several works in one document, told by their stated titles.

A document of several titles holds several works where each title has its own text below it and no name of a part
(前言, 附录). Headings of the highest level, or words larger than all else, are titles where the document has no other
and begins with one, and they open as works do: with articles or chapters counted anew, with who wrote them or when; or,
where they are stated, with no headings below any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.evidence import Evidence
from shanben.model.works import NumberForm
from shanben.shape.stated_blocks import Known

_TEXT = frozenset({EntryKind.PARAGRAPH, EntryKind.ITEM})
_SIGNED = frozenset(
    {EntryKind.DATE, EntryKind.BYLINE, EntryKind.SIGNATURE, EntryKind.ISSUER, EntryKind.DOCUMENT_NUMBER}
)
_ABOVE = _SIGNED | {EntryKind.SERIES}
"""What can stand above a title."""
_COUNTED = frozenset({NumberForm.ARTICLE, NumberForm.CHAPTER, NumberForm.BOOK})
"""Numbers that begin anew in another work only."""
_PART = re.compile(
    r"(?:前|引|绪|導|导|序|结|結|后|後)[言论論语語记記]?|自?序|摘要|提要|目[录錄次](?:contents?)?|附[录錄件则則].{0,8}|参考文献|參考文獻|致[谢謝]"
    r"|版[权權](?:页|頁|信息|資訊)|封[面底]|扉[页頁]|[书書]名[页頁]|(?:内容|內容|作者|编者|編者)[简簡提][介要]|题词|題詞|献词|獻詞"
    r"|(?:总|總|分)[则則]|正文|说明|說明|简介|簡介|背景|结论|結論|abstract|contents|references",
    re.IGNORECASE,
)
"""Names that parts of one work have."""
ONE_BOOK = frozenset({"epub", "mandoku"})
"""The importers of what is one book, or a scroll of one, whatever its files are called."""


def divided(known: Sequence[Known], evidence: Evidence) -> list[list[Known]]:
    """The blocks of each work; notes go with the text that calls them."""
    if evidence.importer in ONE_BOOK:
        return [list(known)]
    starts = _opening(known)
    if len(starts) < 2 or not _each_has_text(known, starts) or any(is_part(known[at]) for at in starts):
        return [list(known)]
    starts[0] = 0
    works = [list(known[first:after]) for first, after in pairwise((*starts, len(known)))]
    for work in works[1:]:
        first = work[0].piece
        first.doubt = first.doubt or Doubt("D307", "what stands from here on was taken for a work of its own", 0.7)
    return _with_notes(works, evidence)


def _opening(known: Sequence[Known]) -> list[int]:
    """Where works begin: at what is called a title, else at stated headings, else at the largest words."""
    named = [at for at, one in enumerate(known) if one.facts.kind == "title"]
    if named:
        return _first(named)
    stated = any(one.facts.kind == "heading" for one in known)
    starts = _first(_tops(known) if stated else _largest(known))
    parts = [known[first:after] for first, after in pairwise((*starts, len(known)))]
    plain = stated and all(not one.stated for part in parts for one in part[1:])
    return starts if plain or _are_works(parts) else []


def _first(places: Sequence[int]) -> list[int]:
    """The first of places that follow each other: a title may take several blocks."""
    return [at for at in places if at - 1 not in places]


def _tops(known: Sequence[Known]) -> list[int]:
    """The stated headings of the highest level, where nothing but dates and the like stands above the first."""
    levels = [one.facts.level for one in known if one.facts.kind == "heading"]
    tops = [at for at, one in enumerate(known) if one.facts.kind == "heading" and one.facts.level == min(levels)]
    return tops if tops and all(one.piece.kind in _ABOVE for one in known[: tops[0]]) else []


def _largest(known: Sequence[Known]) -> list[int]:
    """Headings that are larger than everything else, where nothing but dates and the like stands above the first."""
    size = max(one.look.size for one in known)
    found = [at for at, one in enumerate(known) if one.look.size == size and one.heavy]
    heads = all(known[at].piece.kind is EntryKind.HEADING for at in found)
    return found if found and heads and all(one.piece.kind in _ABOVE for one in known[: found[0]]) else []


def _each_has_text(known: Sequence[Known], starts: Sequence[int]) -> bool:
    bounds = pairwise((*starts, len(known)))
    return all(any(one.piece.kind in _TEXT for one in known[first + 1 : after]) for first, after in bounds)


def is_part(one: Known) -> bool:
    """Whether a heading is that of a part: it has a number, or a name that parts have."""
    return one.piece.number is not None or bool(_PART.fullmatch(one.piece.key))


def _are_works(parts: Sequence[Sequence[Known]]) -> bool:
    """Whether what stands below headings of the highest level are works rather than chapters."""
    return all(map(_counts_anew, parts)) or all(any(map(_signs, (*part[1:3], *part[-2:]))) for part in parts)


def _counts_anew(part: Sequence[Known]) -> bool:
    """Whether the first article or chapter of a part is the first of all."""
    numbers = (one.piece.number for one in part[1:])
    first = next((number for number in numbers if number is not None and number.form in _COUNTED), None)
    return first is not None and first.values == (1,)


def _signs(one: Known) -> bool:
    return one.piece.kind in _SIGNED


def _with_notes(works: list[list[Known]], evidence: Evidence) -> list[list[Known]]:
    """Notes that stand after the last work, each with the work that calls it."""
    callers: Mapping[str, int] = {
        mark.note: number
        for number, work in enumerate(works)
        for one in work
        for line in one.piece.lines
        if line.number in evidence.lines
        for mark in evidence.lines[line.number].marks
    }
    own: list[list[Known]] = [[] for _ in works]
    for number, work in enumerate(works):
        for one in work:
            own[callers.get(one.facts.note, number) if one.facts.note else number].append(one)
    return own
