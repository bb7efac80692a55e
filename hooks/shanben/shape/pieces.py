"""The blocks of a source before it is known what they are: lines that belong together, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import Number, NumberForm
from shanben.shape.boundaries import label
from shanben.shape.contents import is_edited
from shanben.shape.furniture import breaks_off, is_jump
from shanben.shape.layout import STRONG_FORMS, End, TextLine
from shanben.shape.lines import HAN, is_bare_number
from shanben.shape.measure import Setting, stands_at_margin
from shanben.shape.numbering import NUMBER_STARTS, parse_number
from shanben.shape.own import OwnHeadings
from shanben.shape.part_words import CIRCULATION, CREDIT, DATE, POSTED, SOURCES, TO_WHOM
from shanben.shape.reflow import Stretch, runs
from shanben.shape.sentences import sentences_alone
from shanben.shape.siblings import run_on, stand_alone
from shanben.shape.spaced_rows import is_pair

_SPACED = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
LONGEST_INTERRUPTION = 4
"""Lines of a heading that can stand in the middle of another paragraph."""


@dataclass(slots=True)
class Piece:
    """A block being recognised. ``display``: words set by themselves; ``moved``: it stood inside another block."""

    lines: tuple[TextLine, ...]
    display: bool
    moved: bool = False
    kind: EntryKind = EntryKind.PARAGRAPH
    level: int = 0
    measure: float | None = None
    """The measure of its column, in cells."""
    at_margin: bool | None = None
    """Whether its first line is not indented, where those of paragraphs are; None where the page does not tell."""
    doubt: Doubt | None = None
    margin: float = 20.0
    """How clear its bounds are: the log odds of the least clear one."""
    apart: bool = False
    """Whether it is kept as it stands: no rule about headings and numbers touches it."""
    own_level: int = 0
    """The level that a library's own pattern gives it; 0 where none does."""
    run_in: str = ""
    """The heading it opens with, where one is printed as its first words."""
    text: str = field(init=False)
    number: Number | None = field(init=False)
    _key: str = field(init=False, default="")

    def __post_init__(self) -> None:
        if len(self.lines) == 1 and not self.lines[0].spaced:
            (line,) = self.lines
            self.text, self.number = line.content, None if self.apart else line.head
            return
        parts: list[str] = []
        for line in self.lines:
            content = _SPACED.sub("", line.content) if line.spaced else line.content
            named = len(parts) == 1 and is_bare_number(parts[0], 0, len(parts[0]))
            latin = parts and parts[-1][-1:].isascii() and content[:1].isascii() and parts[-1][-1:].isalpha()
            if named or latin:
                parts.append(" ")
            parts.append(content)
        self.text = "".join(parts)
        self.number = parse_number(self.text) if self.text[0] in NUMBER_STARTS and not self.apart else None

    @property
    def end(self) -> End:
        """How the block ends."""
        return self.lines[-1].end_class

    @property
    def key(self) -> str:
        """Its text without white space. Most rules ask."""
        if not self._key:
            self._key = "".join(self.text.split())
        return self._key


def find_pieces(stretch: Stretch, own: OwnHeadings | None = None) -> list[Piece]:
    """The blocks of a source in reading order; headings that interrupt a paragraph stand before it."""
    lines = stretch.lines
    jumps = {index for index, line in enumerate(lines) if not line.apart and is_jump(line.content)}
    aside = _interruptions(stretch, jumps)
    kept = _kept(stretch)
    out = jumps | {index for first, last in aside for index in range(first, last + 1)}
    out |= {index for first, piece in kept for index in range(first, first + len(piece.lines))}
    after = {first + len(piece.lines) for first, piece in kept if piece.kind is not EntryKind.NOTE}
    inner = [index for index in range(len(lines)) if index not in out]
    for index in inner:
        if index - 1 in out and index - 1 not in jumps:
            lines[index].blanks = -1
    setting = stretch.setting.only(inner)
    for at, index in enumerate(inner):
        if _stands_alone(lines, index, setting.measures[at]):
            after |= {index, index + 1}
    after |= {inner[at] + 1 for at in range(len(inner)) if _is_number_alone(lines[inner[at]], setting.measures[at])}
    after |= _below_names(lines, inner, setting)
    after |= {
        index
        for at, index in enumerate(inner)
        if at and setting.measures[at] is None and is_pair(lines[index]) and is_pair(lines[inner[at - 1]])
    }
    if own and own.rules:
        named = {index for index in inner if own.level(lines[index].content) is not None}
        after |= named | {index + 1 for index in named}
    entries = _entries(lines)
    after |= entries
    goes_on = {lines[index].start for index in _within_entries(lines, entries)}
    goes_on |= {
        lines[index].start
        for at, index in enumerate(inner)
        if at and _goes_over(lines[inner[at - 1]].content, lines[index].content)
    }
    split = {lines[index].start for index in after if index < len(lines)}
    margins: list[float] = []
    running = [lines[index] for index in inner]
    states = label(running, setting, stretch.cues, split, goes_on, margins=margins)
    join = run_on(running, states, setting) | goes_on
    alone = stand_alone(running, states, setting)
    alone |= sentences_alone(running, [first for first, _, _ in runs(states)], setting)
    if join or alone:
        margins.clear()
        states = label(running, setting, stretch.cues, split | (alone - join), join, margins=margins)
        inferred = alone | join
        margins = [_INFERRED if line.start in inferred else at for line, at in zip(running, margins, strict=True)]
    placed: list[tuple[int, Piece]] = []
    for first, last, display in runs(states):
        display = display and running[first].width <= _WIDEST_DISPLAY
        piece = Piece(tuple(running[first : last + 1]), display, measure=setting.measures[last])
        piece.at_margin = stands_at_margin(running, first, last, setting)
        piece.margin = min(margins[first : last + 2])
        placed.append((inner[first], piece))
    starts = [start for start, _ in placed]
    placed += [(_before(starts, index), _jump(lines[index])) for index in sorted(jumps)]
    placed += [(_before(starts, first) if first else -1, piece) for first, piece in kept]
    for first, last in aside:
        doubt = Doubt("D304", "it stands inside a sentence; moved before the paragraph it interrupts", 0.7)
        placed.append((_before(starts, first), Piece(lines[first : last + 1], True, moved=True, doubt=doubt)))
    placed.sort(
        key=lambda pair: (
            pair[0],
            0 if pair[1].moved else 1 + (2 * pair[1].apart or pair[1].kind is EntryKind.FURNITURE),
        )
    )
    pieces = [piece for _, piece in placed]
    if len(pieces) > 1 and _asks(pieces[0], pieces[1]):
        pieces[0].display = True
    for before, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if before.kind is below.kind is EntryKind.TABLE and not piece.apart and len(piece.lines) == 1:
            piece.display = piece.display or (piece.end is End.WORD and piece.lines[0].width <= _SHORT_LINE)
    return pieces


def _asks(piece: Piece, below: Piece) -> bool:
    """Whether the first line of a text is a question by itself, as titles are, over a text that begins no answer."""
    asks = piece.end is End.STOP and piece.text[-1] in "？?！!" and not _CLAUSES.search(piece.text)
    alone = len(piece.lines) == 1 and piece.lines[0].width <= _LONGEST_QUESTION and piece.text[0] not in _QUOTES
    plain = piece.kind is EntryKind.PARAGRAPH and not (piece.apart or piece.number)
    about = below.text[0] in "—―－" or CREDIT.match(below.text) or _NAME.fullmatch(below.key)
    return asks and alone and plain and (below.lines[0].blanks > 0 or bool(about)) and below.text[0] not in _QUOTES


_CLAUSES = re.compile("[。；：:]|[？?！!].*[？?！!]")
_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_QUOTES = frozenset("“‘「『﹁﹃")
_LONGEST_QUESTION = 30.0
_WIDEST_DISPLAY = 120.0
"""Cells of a line that may be words by themselves; a text without a mark that is one line is none."""
_SHORT_LINE = 16.0
"""Cells of a line that names a table, between two."""


def _below_names(lines: Sequence[TextLine], inner: Sequence[int], setting: Setting) -> set[int]:
    """The lines below articles that are nothing but a number and a name far shorter than the column, where nearly all
    of a text are: 第二条　租用期限.
    """
    articles = [at for at, index in enumerate(inner) if lines[index].form is NumberForm.ARTICLE]
    named = [at for at in articles if _is_short_name(lines[inner[at]], setting.measures[at])]
    if len(named) < _NAMED_ENOUGH or len(named) < _NEARLY_ALL * len(articles):
        return set()
    return {inner[at] + 1 for at in named}


def _is_short_name(line: TextLine, measure: float | None) -> bool:
    if line.end_class is not End.WORD or line.running or line.head is None or line.head.length == len(line.content):
        return False
    return measure is not None and line.width <= min(_LONGEST_NAME, measure - _ROOM)


_NAMED_ENOUGH = 3
_NEARLY_ALL = 0.8
_LONGEST_NAME = 16.0
_INFERRED = 1.5
"""The margin of a bound that only its siblings tell."""
_ROOM = 4.0


def _goes_over(before: str, after: str) -> bool:
    """Whether a word in Latin letters goes over the end of a line: govern- / ance."""
    return before[-1] == "-" and "a" <= after[0] <= "z" and before[-2:-1].isascii() and before[-2:-1].isalpha()


def _is_number_alone(line: TextLine, measure: float | None) -> bool:
    """Whether a line is nothing but the number of an article, and no column breaks it there: its text begins below."""
    content = line.content
    return is_bare_number(content, 0, len(content)) and (measure is None or line.width < measure - _ROOM)


def _stands_alone(lines: Sequence[TextLine], index: int, measure: float | None) -> bool:
    """Whether a line is nothing but the number of a document, a day or a note to the public, and does not fill its
    column: no sentence ends with one and without a mark. Words before those to whom a petition goes, dots, and a
    heading with the link to edit it always do.
    """
    line = lines[index]
    last = line.content[-1]
    if index < _HEAD and len(line.content) <= _LONGEST_POSTED and POSTED.fullmatch(line.content):
        return True
    if (len(line.content) <= _SHORT and (TO_WHOM.fullmatch(line.content) or not line.content.strip("…"))) or (
        last in "]］" and is_edited(line.content)
    ):
        return True
    if last not in _ALONE_ENDS or (measure is not None and line.width > measure - 2):
        return False
    if last in "号號":
        return bool(_ISSUED.fullmatch(line.content))
    before = lines[index - 1].content[-1] if index else ""
    if last == "日":
        return measure is not None and before not in _LEADS_TO and bool(DATE.fullmatch(line.content))
    return line.content[0] in "（(" and bool(CIRCULATION.fullmatch(line.content))


def _entries(lines: Sequence[TextLine]) -> set[int]:
    """The lines that open entries of a list of sources: [1], [2] … counted on, each after the end of another; below the
    name of such a list also 1, 2.
    """
    found: list[int] = []
    named = False
    for index, line in enumerate(lines):
        named = named or (len(line.content) <= _LONGEST_LIST and bool(SOURCES.fullmatch(line.content)))
        form = (
            _ENTRY if line.content[0] in "[［〔【" else _BARE_ENTRY if named and line.content[0].isdecimal() else None
        )
        if form is None or not (entry := form.match(line.content)):
            continue
        if int(entry[1]) == len(found) + 1 and (not index or lines[index - 1].content[-1] in _ENTRY_ENDS or not found):
            found.append(index)
    return set(found) if len(found) > 1 else set()


def _within_entries(lines: Sequence[TextLine], entries: set[int]) -> Iterator[int]:
    """The lines between the first and the last of such entries, and right below, that go on with one without an end."""
    for index in range(min(entries) + 1, max(entries) + 2) if entries else ():
        if index < len(lines) and index not in entries and not lines[index].blanks and not lines[index].apart:
            before, first = lines[index - 1].content, lines[index].content[0]
            if before[-1] in _ENTRY_GOES_ON or (first.isascii() and before[-1] not in _ENTRY_ENDS):
                yield index


_ENTRY_GOES_ON = frozenset(",，:：、;；-—")
_ENTRY = re.compile(r"[\[［〔【](\d{1,3})[\]］〕】][ \u3000]*[^，。；、\s]")
_BARE_ENTRY = re.compile(rf"(\d{{1,3}})[.．、 \u3000]{{0,2}}(?=[{HAN}A-Z])")
_LONGEST_LIST = 12
_ENTRY_ENDS = frozenset("。.．0123456789]）)页頁：:")
_HEAD, _LONGEST_POSTED = 6, 80
"""Lines at the head of a page of the web, and characters of the one that says when it was posted."""
_SHORT = 6
_ALONE_ENDS = frozenset("号號日）)")
_LEADS_TO = frozenset("于於自在至从從到、，（《和及与與以")
_ISSUED = re.compile(r"[^\s，。；：《（(]{1,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*(?:第\s*)?\d{1,5}\s*[号號]")


def _kept(stretch: Stretch) -> list[tuple[int, Piece]]:
    """The blocks that are kept as they stand, each with the index of its first line."""
    found: list[tuple[int, Piece]] = []
    lines = stretch.lines
    index = 0
    while index < len(lines):
        first, group = index, lines[index].apart
        index += 1
        if not group:
            continue
        while index < len(lines) and lines[index].apart == group:
            index += 1
        block = stretch.apart[group - 1]
        found.append((first, Piece(lines[first:index], False, kind=block.kind, doubt=block.doubt, apart=True)))
    return found


def _jump(line: TextLine) -> Piece:
    return Piece((line,), True, kind=EntryKind.FURNITURE)


def _before(starts: Sequence[int], index: int) -> int:
    """The start of the block that the line at ``index`` stands in or after."""
    at = bisect_right(starts, index) - 1
    return starts[at] if at >= 0 else -1


def _interruptions(stretch: Stretch, jumps: set[int]) -> list[tuple[int, int]]:
    """Display lines between blank lines with an unfinished sentence before them."""
    lines, setting = stretch.lines, stretch.setting
    found: list[tuple[int, int]] = []
    index = 1
    while index < len(lines):
        before = index - 1
        while before in jumps:
            before -= 1
        if (
            index in jumps
            or lines[index].apart
            or lines[index].blanks < 1
            or before < 0
            or not breaks_off(lines, before, setting)
        ):
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and lines[last + 1].blanks == 0 and last - index < LONGEST_INTERRUPTION:
            last += 1
        if _interrupts(stretch, index, last, before):
            found.append((index, last))
            index = last + 1
        index += 1
    return found


_TITLE_LINES = 5
"""Lines at the head of a source that may be its title, which has 、 as well."""


def _interrupts(stretch: Stretch, first: int, last: int, before: int) -> bool:
    """Whether the lines are words by themselves, and the text before goes on after them."""
    lines, setting = stretch.lines, stretch.setting
    if last - first >= LONGEST_INTERRUPTION or last + 1 >= len(lines) or lines[last + 1].blanks == 0:
        return False
    group = lines[first : last + 1]
    after, measure = lines[last + 1], setting.measures[last]
    if (
        measure is None
        or group[0].never_first
        or group[0].form is NumberForm.ARTICLE
        or any("。" in line.content or line.spaced for line in group)
    ):
        return False
    if sum(line.content.count("（") - line.content.count("）") for line in group):
        return False
    if any(line.end_class in (End.STOP, End.COLON, End.SEMICOLON) or line.width < measure - 3 for line in group[:-1]):
        return False
    if group[-1].end_class not in (End.WORD, End.FIGURE, End.CLOSER, End.BRACKET):
        return False
    room = measure - group[-1].width - after.need - setting.slack
    if room < 0.75 and not group[0].content.startswith("【"):
        return False
    if len(group) == 1 and room < setting.indent + 0.5:  # as wide as the first line of a paragraph
        number = group[0].head.length if group[0].head else 0
        marked = any(mark in group[0].content[number:] for mark in "，、；：")
        if marked or group[0].end_class is End.FIGURE:
            return False
    # The paragraph before must be one: a heading of two lines is not interrupted by the heading after it.
    words = lines[before].content + (lines[before - 1].content if lines[before].blanks == 0 else "")
    running = any(mark in words for mark in ("，。；：" if lines[before].number < _TITLE_LINES else "，。；：、"))
    return before > 0 and running and after.form not in STRONG_FORMS
