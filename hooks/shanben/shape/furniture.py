"""What belongs to the page and not to the text: page numbers, running heads, rules, jump lines, pull quotes.

Each is recognised by what it is and confirmed by where it stands: numbers by their sequence, running heads by their
return at page breaks, pull quotes by the narrower measure and the place where their words stand in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from shanben.model.text import GapReason
from shanben.model.works import NumberForm
from shanben.shape.layout import STRONG_FORMS, End, TextLine
from shanben.shape.measure import Setting
from shanben.shape.page_numbers import BREAKS_OFF, DECORATED, page_numbers
from shanben.shape.stamps import PRINTED, stamped
from shanben.shape.words import splits_word

_RULE = re.compile(r"[-－—–―─━_=*＊~～·.…○●◆◇■□★☆※#\s]{3,}")
_STARS, _LETTERHEAD = frozenset("★☆"), 6
"""What stands in the middle of the red rule of a letterhead, and lines in which that can stand."""
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_MASTHEAD = re.compile(
    rf"{_DAY}\s*星期[一二三四五六日天].{{0,12}}|星期[一二三四五六日天]\s*{_DAY}.{{0,12}}"
    r"|第?\s*[A-Z]?\d{1,3}\s*版(?:\s*[^。，；：]{0,10})?|[^。，；：\d]{1,8}\s+[A-Z]?\d{1,3}\s*版?"
    r"|[^。，；：]{2,16}\s+\d{4}\s*年\s*第\s*\d{1,3}\s*[期号號].{0,6}|第\s*\d{1,3}\s*期.{0,4}"
)
"""Lines at the head of a page of a newspaper or gazette: its date, its number and section, its name and issue."""
_JUMP = re.compile(
    r"[（(【\[]?\s*[▲▼◀▶◆■→←]?\s*(?:紧接|緊接|上接|下转|下轉|转接|转|轉)\s*"
    r"(?:第\s*)?[A-Z]?[\d一二三四五六七八九十 ]{1,4}\s*版?"
    r"(?:[\s，,·]*[^。]{0,20})?\s*[）)】\]]?"
)
_JUMP_HEAD = re.compile(r"[（(【\[]?\s*[▲▼◀▶◆■→←]?\s*(?:紧接|緊接|上接|下转|下轉|转接|转|轉)")
_NO_HEAD = frozenset({End.STOP, End.SEMICOLON, End.COLON, End.COMMA})
_DIGITS = re.compile(r"\d+")


def is_jump(content: str) -> bool:
    """Whether a line only says where a text goes on (上接三版, 下转第4版)."""
    return len(content) <= 30 and bool(_JUMP_HEAD.match(content)) and "版" in content and bool(_JUMP.fullmatch(content))


def is_of_the_page(content: str) -> bool:
    """Whether a line by its own form is nothing but a page's: its number, its head with a day or an issue, a rule."""
    content = content.strip()
    return any(form.fullmatch(content) for form in (DECORATED, _MASTHEAD, _RULE, PRINTED)) or is_jump(content)


def breaks_off(lines: Sequence[TextLine], index: int, setting: Setting) -> bool:
    """Whether the line is full and ends inside a sentence, so that the text must go on somewhere."""
    line, measure = lines[index], setting.measures[index]
    return (
        line.end_class in BREAKS_OFF
        and measure is not None
        and (line.spaced or line.width >= measure - setting.indent - 1.5 - setting.slack)
    )


def page_furniture(
    lines: Sequence[TextLine],
    setting: Setting,
    gapped: frozenset[int],
    *,
    stamps: bool = True,
    numbers: Iterable[int] | None = None,
) -> dict[int, GapReason]:
    """For each line (by its index) that belongs to the page, why. ``gapped`` are lines to be kept whatever they are;
    without ``stamps`` none is left that a printer stamped; ``numbers`` are those of pages, where they are known.
    """
    found: dict[int, GapReason] = {}
    for index in page_numbers(lines) if numbers is None else numbers:
        found[index] = GapReason.PAGE_NUMBER
    for index, line in enumerate(lines):
        if index in found or line.content[0].isalnum():
            continue
        if _RULE.fullmatch(line.content) or (line.content in _STARS and 0 < index < _LETTERHEAD):
            found[index] = GapReason.RULE
    if stamps:
        found |= dict.fromkeys(stamped(lines), GapReason.RUNNING_HEAD)
    found |= dict.fromkeys(_running_heads(lines, setting, found), GapReason.RUNNING_HEAD)
    return {index: reason for index, reason in found.items() if index not in gapped}


def _key(content: str) -> str:
    return _DIGITS.sub("0", "".join(content.split()))


def _running_heads(lines: Sequence[TextLine], setting: Setting, found: Mapping[int, GapReason]) -> list[int]:
    """Lines that come back at page breaks: beside a page number, or in the middle of a sentence."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.content) <= 48 and index not in found and _may_be_head(line):
            groups[line.content].append(index)
    alike: dict[str, list[str]] = defaultdict(list)
    for content in groups:
        alike[_key(content)].append(content)
    keyed = [
        (key, [index for content in same for index in groups[content]])
        for key, contents in alike.items()
        for same in ([contents] if _differ_once(contents) else [[content] for content in contents])
    ]
    opening = [index for index in range(min(len(lines), _OPENING)) if index not in found][:2]
    title = _key("".join([lines[index].content for index in opening]))
    head = opening[0] if opening else 0
    first = len(_key(lines[head].content)) if lines else 0
    heads: list[int] = []
    for key, indices in keyed:
        masthead = bool(_MASTHEAD.fullmatch(lines[indices[0]].content))
        plain = key.strip("0·-—|")
        titled = len(plain) >= 3 and title.startswith(plain) and len(plain) >= min(first, 8)
        if len(indices) < 2 and not masthead and not titled:
            continue
        indices.sort()
        numbered = [index for index in indices if _beside_number(index, found)]
        cutting = [index for index in indices if _cuts(lines, index, setting, found)]
        if lines[indices[0]].form in STRONG_FORMS:  # the name of a division, which its pages repeat
            repeated = numbered if indices[0] == 0 else cutting  # also the place of an ordinance among the laws
            heads += [index for index in repeated if index > indices[0] and index in numbered]
            continue
        if lines[indices[0]].form is NumberForm.VOLUME:  # 卷一, which the pages of a printed book repeat
            heads += [index for index in sorted({*numbered, *cutting}) if index > indices[0]]
            continue
        if any(lines[index].form not in (NumberForm.NONE, NumberForm.ARABIC) for index in indices):
            continue
        seen = set(numbered) | set(cutting)
        if masthead:
            alone = len(indices) > 1 or len(seen) > 0
            heads += [
                index for index in indices if (index in seen or alone or index == 0) and (index or len(indices) > 1)
            ]
        elif titled:
            heads += [index for index in sorted(seen) if index > head and (index in numbered or _parted(lines, index))]
        elif (
            len(numbered) >= 2
            and len(numbered) * 2 > len(indices) + _fills(lines, indices, setting)
            and (not lines[indices[0]].running or (len(indices) > 2 and _stands_elsewhere(lines, indices)))
        ):
            kept = 0 if indices[0] in cutting or found.get(indices[0] + 1) else _kept_first(lines, indices, title)
            heads += [index for index in indices[kept:] if index in seen or index > 0]
        elif (
            len(indices) >= 3
            and not _fills(lines, indices, setting)
            and len(cutting) + 1 >= len(indices)
            and _stands_elsewhere(lines, indices)
        ):
            heads += [index for index in indices[_kept_first(lines, indices, title) :] if index > 0 or len(indices) > 3]
    passed = {*found, *heads}
    text = [index for index in range(len(lines)) if index not in passed]
    name = lines[head].content if lines else ""
    return [
        index
        for index in heads
        if (lines[index].content == name and _beside_number(index, found))  # the title alone: no end of a sentence
        or not _taken_up(lines, index, setting, text)
    ]


_OPENING = 4
"""Lines at the head of a text, numbers of pages among them, of which the first two may be its title."""


def _taken_up(lines: Sequence[TextLine], index: int, setting: Setting, text: Sequence[int]) -> bool:
    """Whether what stands after a line goes on with a mark that only this line can have led to: then it is text itself.

    ``text`` are the lines of the text without those of the page.
    """
    place = bisect_right(text, index)
    if place == len(text):
        return False
    after, before = lines[text[place]], text[place - 1]
    if not after.never_first:
        near = place and text[place] == index + 1 and before == index - 1  # neither a number nor a rule beside it
        return bool(near) and _holds_word(lines[before].content, lines[index].content, after.content)
    if not place:
        return True
    return lines[before].end_class is End.COMMA or not breaks_off(lines, before, setting)


def _differ_once(contents: Sequence[str]) -> bool:
    """Whether lines differ in one figure at most: the number of the page. Where a day and a number differ, they say
    different things.
    """
    if len(contents) == 1:
        return True
    figures = [_DIGITS.findall(content) for content in contents]
    if len({len(several) for several in figures}) > 1:
        return False
    return sum(len(set(column)) > 1 for column in zip(*figures, strict=True)) <= 1


def _holds_word(before: str, line: str, after: str) -> bool:
    """Whether a word goes over an end of the line, and none over where it would be taken out."""
    return (splits_word(line, after) or splits_word(before, line)) and not splits_word(before, after)


def _parted(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is set apart from one beside it: by a blank line, or by something of the page."""
    return lines[index].blanks != 0 or (index + 1 < len(lines) and lines[index + 1].blanks != 0)


def _kept_first(lines: Sequence[TextLine], indices: Sequence[int], title: str) -> int:
    """How many of a head's lines stay text: the first, where it is set apart as a title and the words are no other."""
    first = lines[indices[0]]
    apart = first.blanks > 0 or first.number == 1
    return int(apart and len(first.content) >= _TITLE and _key(first.content) not in title)


_TITLE = 8
"""Characters of a line that may be the title of another text."""


def _stands_elsewhere(lines: Sequence[TextLine], indices: Sequence[int]) -> bool:
    """Whether the words stand by themselves where no sentence is cut: as a title or a heading, which a head repeats."""
    first = lines[indices[0]]
    return indices[0] == 0 or first.blanks > 0 or first.form in STRONG_FORMS


def _may_be_head(line: TextLine) -> bool:
    if line.end_class in _NO_HEAD or line.never_first:
        return False
    return line.content[-1] not in "）)" or line.content.count("（") == line.content.count("）")


def _fills(lines: Sequence[TextLine], indices: Sequence[int], setting: Setting) -> bool:
    """Whether lines fill the column, as lines of text do: words that come back, not a running head."""
    index = indices[0]
    measure, width = setting.measures[index], lines[index].width
    return measure is not None and measure - setting.indent - setting.slack - 1.5 <= width <= measure + 1.5


def _beside_number(index: int, found: Mapping[int, GapReason]) -> bool:
    return found.get(index - 1) is GapReason.PAGE_NUMBER or found.get(index + 1) is GapReason.PAGE_NUMBER


def _cuts(lines: Sequence[TextLine], index: int, setting: Setting, found: Mapping[int, GapReason]) -> bool:
    """Whether the line stands inside a sentence."""
    before, after = index - 1, index + 1
    while before in found:
        before -= 1
    while after in found:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    broken = breaks_off(lines, before, setting) or lines[before].breaks_off
    return broken and lines[after].form is NumberForm.NONE


_SHORTEST_QUOTE = 8
_SENTENCE_END = re.compile("[。！？；：”’」）]")
_LONGEST_QUOTE = 8  # lines
_ROOM = 3.5
"""Cells that the next characters would have had on the line, were it set as wide as the text."""


def pull_quotes(lines: Sequence[TextLine], setting: Setting, found: Mapping[int, GapReason]) -> set[int]:
    """Lines that print words of the text a second time, set apart by blank lines and in a narrower measure."""
    candidates: list[tuple[int, int]] = []
    for first in range(1, len(lines)):
        if lines[first].blanks < 1 or first in found:
            continue
        last = first
        while last + 1 < len(lines) and lines[last + 1].blanks == 0 and last - first < _LONGEST_QUOTE:
            last += 1
        if _set_apart(lines, first, last, setting, found):
            candidates.append((first, last))
    if not candidates:
        return set()
    texts = ["" if index in found else "".join(line.content.split()) for index, line in enumerate(lines)]
    offsets = list(accumulate((len(text) for text in texts), initial=0))
    stream = "".join(texts)
    begun = {offset for offset, line in zip(offsets, lines, strict=False) if line.blanks != 0}
    begun.update(end.end() for end in _SENTENCE_END.finditer(stream))
    apart = {offsets[first] for first, _ in candidates}
    cuts = {first: breaks_off(lines, first - 1, setting) for first, _ in candidates}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last in candidates:
        head = stream[offsets[first] : offsets[first] + _SHORTEST_QUOTE]
        if offsets[last + 1] - offsets[first] >= _SHORTEST_QUOTE:
            places[head].append((first, last))
    quotes: set[int] = set()
    for at in sorted(begun):
        for first, last in places.get(stream[at : at + _SHORTEST_QUOTE], ()):
            begin, end = offsets[first], offsets[last + 1]
            twice = at in apart and not cuts[first]  # set apart there as well: a list that says a thing twice
            if at != begin and not twice and first not in quotes and stream.startswith(stream[begin:end], at):
                quotes |= set(range(first, last + 1))
    return quotes


def _goes_on_below(lines: Sequence[TextLine], index: int, found: Mapping[int, GapReason]) -> bool:
    """Whether the text can go on with a sentence from this line on: no number and no report begins there."""
    while index in found:
        index += 1
    return index < len(lines) and lines[index].form is NumberForm.NONE and not lines[index].lead


def _set_apart(
    lines: Sequence[TextLine], first: int, last: int, setting: Setting, found: Mapping[int, GapReason]
) -> bool:
    """Whether lines end as a sentence does, between blank lines, and either cut another one or are set narrower."""
    after = last + 1
    if after < len(lines) and lines[after].blanks == 0:
        return False
    if (
        lines[last].end_class not in (End.STOP, End.SEMICOLON, End.CLOSER, End.BRACKET)
        or last - first >= _LONGEST_QUOTE
    ):
        return False
    before = first - 1
    while before in found:
        before -= 1
    if before < 0 or lines[first].spaced:
        return False
    column = setting.measures[before] or (setting.measures[after] if after < len(lines) else None)
    if column is None:
        return False
    paged = first - 1 in found or after in found
    if paged and breaks_off(lines, before, setting) and not _goes_on_below(lines, after, found):
        return False  # the sentence that a page cuts is taken up by nothing else: it ends with these lines
    if last == first:
        return breaks_off(lines, before, setting) and lines[first].width < column - 3
    if last == first + 1 and column - lines[first].width - lines[last].need < _ROOM:
        return False  # its one full line may be an indented one that the column itself breaks
    widths = [lines[index].width for index in range(first, last)]
    return max(widths) < column - 2 - setting.indent / 2 and max(widths) - min(widths) <= 2.5
