"""Layout inside a line: which of its white space typesetting put there, and which is text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from shanben.model.radicals import read_part, read_radicals
from shanben.model.text import Gap, GapReason, Span

HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Han characters, as the inside of a regular expression's bracket."""

FULL_WIDTH_MARKS = (
    r"\u2014\u2018-\u201d\u2026\u2027\u00b7\u3001-\u3004\u3008-\u3020"
    r"\u3030\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""Punctuation that takes a full-width cell, as the inside of a bracket."""

_WIDE = re.compile(rf"[{HAN}{FULL_WIDTH_MARKS}]")
_MARK = re.compile(rf"[{FULL_WIDTH_MARKS}]")
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"[A-Za-z]")
_NUMBER_BEFORE_SPACE = re.compile(
    r"第[一二三四五六七八九十百千〇零两○\d]+(?:编|分编|編|部分|篇|章|节|節|条|條)(?:之(?:[一二三四五六七八九十]+|\d+))?\s+"
    r"|第 [一二三四五六七八九十百千〇零]{1,4} (?:编|編|篇|章|节|節)(?:之[一二三四五六七八九十]+)?\s+"
    r"|第 ?\d+(?:[-－]\d+)? ?[条條](?:\u3000\s*|\s+(?![规規]定|[的所之及或至和、，]))"
    r"|附?[表图圖]\s*\d+(?:[-－—.．]\d+)*\s+"
    r"|附[件录錄]\s*[\d一二三四五六七八九十]+(?:[-－—]\d+)*\s+(?![和及与與至、，所中的])"
)
# A cell of a letter-spaced stretch: one Han character or a figure, with the punctuation set against it.
_CELL = rf"[{FULL_WIDTH_MARKS}]*(?:[{HAN}]|[0-9.,%]+)[{FULL_WIDTH_MARKS}]*"
_LETTER_SPACED = re.compile(rf"(?<!\S){_CELL}(?:\s+{_CELL})+(?!\S)")
_IS_CELL = re.compile(_CELL).fullmatch


WHITE = r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);)"
"""White space, that of web pages included which came as it is written there."""
_WHITE_AROUND = re.compile(rf"{WHITE}*(?P<words>.*?){WHITE}*", re.DOTALL)
_ALL_WHITE = re.compile(rf"{WHITE}+")


def is_white(text: str) -> bool:
    """Whether nothing but white space stands there."""
    return text.isspace() or (text[:1] == "&" and bool(_ALL_WHITE.fullmatch(text)))


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of what is left of ``text[start:end]`` without white space at both ends."""
    piece = text[start:end]
    if "&" in piece and (found := _WHITE_AROUND.fullmatch(piece)):
        return start + found.start("words"), start + found.end("words")
    stripped = piece.lstrip()
    first = end - len(stripped)
    return first, first + len(stripped.rstrip())


def inner_gaps(text: str, start: int, end: int) -> tuple[Gap, ...]:
    """White space inside a line that layout put there: letter spacing, and spaces around digits and Latin letters.

    ``start`` and ``end`` bound the line's content without white space at its edges. A space that separates (after a
    heading's number, between Latin words, after a dateline) is not a gap.
    """
    content = text[start:end]
    if " " not in content and content.isprintable():  # no other white space is
        return ()
    content = read_part(content, text)
    words = content.split()
    if len(words) < 2:
        return ()
    number = _NUMBER_BEFORE_SPACE.match(content)
    if number and len(words) == 2:
        return ()  # the only space is that of the number
    after_number = number.end() if number else 0
    stretches = [
        match.span()
        for match in (
            _LETTER_SPACED.finditer(content)
            if any(one and other for one, other in pairwise(map(_IS_CELL, words)))
            else ()
        )
        if _is_stretch(content, *match.span(), after_number)
    ]
    open_days = [match.span() for match in _OPEN_DAY.finditer(content)] if "月" in content else []
    gaps = []
    place = 0
    parting = _parting(content) if stretches == [(0, len(content))] else -1
    for match in _SPACE.finditer(content):
        first, last = match.span()
        if last == after_number or any(start <= first < end for start, end in open_days):
            continue
        if first == parting:  # one of its spaces is text
            first += 1
        while place < len(stretches) and stretches[place][1] < first:
            place += 1
        stretched = place < len(stretches) and stretches[place][0] <= last
        if stretched and first == stretches[place][1] and "\u3000" in match[0] and _WIDE.match(content[first - 1]):
            continue  # 被　　告　甲某: an office that is set wide, and a name
        if not stretched and (_parts(content, first, last) or _COUNTS.match(content, last)):
            continue
        reason = _reason(content[first - 1], content[last], stretched)
        if reason is not None:
            gaps.append(Gap(Span(start + first, start + last), reason))
    return tuple(gaps)


_OPEN_DAY = re.compile(
    r"(?:\u3000\s*|\s{2,})?年(?:\u3000\s*|\s{2,})月(?:\u3000\s*|\s{2,})日"
    r"(?:(?:\u3000\s*|\s{2,})[时時](?:\u3000\s*|\s{2,})分)?"
)
"""A day that is to be filled in: its room is no letter spacing."""


def _parting(content: str) -> int:
    """Where a letter-spaced line has one space wider than all others: 审　判　长　　丁　某 is an office and a name; or
    right behind an office of a court.
    """
    if (office := _OFFICE.match(content)) and office.end() < len(content):
        return office.end()
    widths = sorted((match.end() - match.start(), match.start()) for match in _SPACE.finditer(content))
    if len(widths) < 3 or widths[-2][0] != widths[0][0]:
        return -1
    wider = widths[-1][0] == 2 * widths[0][0] or widths[-1][0] >= _FAR * widths[0][0]
    return widths[-1][1] if wider else -1


_FAR = 4
"""How many times as wide as any other the room between two names is that stand beside each other."""


def _parts(content: str, first: int, last: int) -> bool:
    """Whether white space parts two things that stand beside each other: 大米　　100克, 甲方：　　　乙方：.

    It is wide, and stands neither behind a number nor, but for a lot of it, behind a mark.
    """
    room = content[first:last]
    if "\u3000" not in room and (len(room) < 2 or _RUNNING.search(content)):
        return False
    if _MARK.match(content[first - 1]) or content[first - 1] in ".)":
        closed = content[first - 1] in "）》”" and "\u3000" in room
        return (closed or last - first > 2) and not (last - first <= _WIDEST and _NUMBER.fullmatch(content[:first]))
    return True


_WIDEST = 3
"""Characters of the room behind a number."""
_COUNTS = re.compile(r"\d{1,2}[.．、](?!\d)(?<!\d\d\d.)")
"""The number of another thing on the same line: 附件：1. 清单 2. 名册."""
_RUNNING = re.compile("[，。；]")
_NUMBER = re.compile(r"[（(]?[^\s，。；：]{1,4}[、.．）):：]")
_OFFICE = re.compile(
    r"(?:代\s*理\s*)?(?:审\s*判\s*[长员]|審\s*判\s*[長員])(?=\s)|(?:人\s*民\s*)?陪\s*[审審]\s*[员員](?=\s)"
    r"|法\s*官(?:\s*助\s*理)?(?=\s)|(?:书\s*记|書\s*記)\s*[员員官](?=\s)|(?:执|執)\s*行\s*[员員](?=\s)"
)


@lru_cache(maxsize=4096)
def _reason(before: str, after: str, stretched: bool) -> GapReason | None:
    """Why white space between two characters is not text, or None where it is."""
    if before in "（(〔[" and after in "）)〕]":
        return None  # a place left for an answer
    wide_before, wide_after = bool(_WIDE.match(before)), bool(_WIDE.match(after))
    if not (wide_before or wide_after):
        return None
    if stretched:
        return GapReason.JUSTIFICATION
    if wide_before != wide_after or _MARK.match(before) or _MARK.match(after):
        return GapReason.LAYOUT_SPACE
    return None


def _is_stretch(content: str, low: int, high: int, after_number: int) -> bool:
    """Letter spacing, not two short words: three cells or more, or two that begin a line or are all of a heading."""
    cells = len(content[low:high].split())
    return cells >= 3 or content[:low].strip() in _BRACKETS or (low == after_number and high == len(content))


_BRACKETS = ("", "（", "(")
"""What may stand before letter spacing that begins a line: （ 一 ）."""
_BARE_NUMBER = re.compile(
    r"第 ?(?:[一二三四五六七八九十百千〇零两○\d]+ ?[编編篇部章节節条條](?:之(?:[一二三四五六七八九十]+|\d+))?"
    r"|(?:\d{1,2}|[IVX]{1,6}|[Ⅰ-Ⅻ])[A-Z]? ?分?部)"
)


def is_bare_number(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is nothing but the number of an article or a division: its words stand below it."""
    form = _BARE_NUMBER if text[start] == "第" else _BARE_DECIMAL if "0" <= text[start] <= "9" else None
    if form is None or end - start > _LONGEST_NUMBER:
        return False
    return bool(form.fullmatch(read_radicals(text[start:end])))


_BARE_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_LONGEST_NUMBER = 12


_COMPOUND = re.compile(r"(?<![A-Za-z])[A-Za-z]+-[a-z]+")
_DIVIDED = re.compile(r"(?<![A-Za-z0-9./:@_-])(?:[A-Za-z]+-)*([A-Za-z]{2,})-\Z")
_GOES_ON = re.compile(r"[a-z]{2,}(?![A-Za-z0-9/@_]|[.:][A-Za-z0-9])")
_FIRST_OF_TWO = frozenset(
    "all anti cross east ex far first full half high ill inter long low multi new non north old post pre pro quasi real"
    " second self semi short so south state sub third two well west wide".split()
)
"""First words of English compounds, which keep their hyphen wherever the line ends."""
_LONGEST_WORD = 40


def divides(text: str, hyphen: int, after: int) -> bool:
    """Whether the hyphen that ends a line only divides a word that goes on at ``after``: govern-, ance.

    It is part of the word in an address, where the same compound stands inside a line, and after words that commonly
    are the first of two.
    """
    before = _DIVIDED.search(text[max(0, hyphen - _LONGEST_WORD) : hyphen + 1])
    rest = _GOES_ON.match(text, after, after + _LONGEST_WORD)
    if not before or not rest or before[1].lower() in _FIRST_OF_TWO or not before[1][-1].islower():
        return False
    return f"{before[1]}-{rest[0]}" not in _compounds(text)


@lru_cache(maxsize=8)
def _compounds(text: str) -> frozenset[str]:
    """Words with a hyphen inside a line."""
    return frozenset(_COMPOUND.findall(text))


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u2e80-\uffff]*\Z")
_OF_ADDRESS = re.compile(r"[\w%~-]*[./?=&_]\w", re.ASCII)
_LONGEST_ADDRESS = 120


def joins_with_space(text: str, before: int, after: int) -> bool:
    """Whether a line end between ``text[before]`` and ``text[after]`` separates words: both sides are Latin letters and
    no parts of one address (https://www.exa, mple.org/river).
    """
    if not (_LETTER.match(text[before]) or text[before] in ",.;:") or not _LETTER.match(text[after]):
        return False
    address = _ADDRESS.search(text, max(0, before - _LONGEST_ADDRESS), before + 1)
    return not (address and _OF_ADDRESS.match(text, after))
