"""Where paragraphs begin: a small hidden-state model over the lines of a text.

Every line is one of four things: the first line of a paragraph, a line that goes on with it, the first line of a
display block (title, heading, date: words set by themselves), or a line that goes on with that. Each piece of
evidence adds to or takes from a path through these states; the weights are log odds, written down in ``weights`` and
measured nowhere else. How much blank lines and indents mean is counted in the text itself, because sources differ in
nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

from shanben.model.works import NumberForm
from shanben.shape.broken import stops_inside
from shanben.shape.head_lines import (
    ADDRESSED,
    ADDRESSES,
    FIELDS,
    HEAD,
    HEADED,
    HISTORY,
    OFFICE_STARTS,
    OFFICES,
    SALUTES,
    TITLED,
    addresses,
    answers,
    ends_title,
    follows_history,
    follows_title,
    heads_page,
    holds_office,
    names_column,
    names_maker,
    names_party,
    names_speaker,
    numbers_document,
    opens_after_history,
    tells,
)
from shanben.shape.layout import BRACKET, COLON, COMMA, FIGURE, NONE, STOP, STRONG_FORMS, WORD, End, TextLine
from shanben.shape.measure import Setting
from shanben.shape.openings import (
    CHARGED,
    CIRCULATED,
    DATED,
    INLINE,
    LINKED,
    LISTS,
    MAY_GO_ON,
    OPENS,
    SPEAKS,
    breaks_figure,
    charges,
    counts_inline,
    goes_on,
    in_quotes,
    introduces,
    leads,
    links,
    listed_lines,
    opening,
    turns,
    voice,
)
from shanben.shape.part_words import CIRCULATION, CREDIT, DATE, FIELD
from shanben.shape.weights import (
    AFTER_DISPLAY,
    AFTER_TEXT,
    AS_DISPLAY,
    HEADING_NUMBER,
    NAMED,
    NUMBERED,
    WEAK_HEADING,
    WEIGHTS,
)

FIRST, GOES_ON, DISPLAY, DISPLAY_ON = range(4)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sign before a line (blank line, indent) says for a new block, where it is and where it is not."""

    present: float
    absent: float


def _cue(breaks: Sequence[bool], joins: Sequence[bool], low: float, high: float) -> Cue:
    """Log odds of a sign from how often it stands where a paragraph surely begins, and where it surely goes on."""
    often = (sum(breaks) + 1.0) / (len(breaks) + 2.0)
    seldom = (sum(joins) + 0.4) / (len(joins) + 4.0)
    return Cue(min(high, max(low, log(often / seldom))), min(high, max(low, log((1 - often) / (1 - seldom)))))


@dataclass(frozen=True, slots=True)
class Cues:
    """The signs of one text. Opening marks have a count of their own: their empty half is often taken for an indent."""

    blank: Cue
    blank_before_mark: Cue
    indent: Cue
    lead: Cue
    stop: float = 0.0
    """For a new paragraph after a full stop in a column: how much more often one ends a paragraph here than none."""


def read_cues(lines: Sequence[TextLine], setting: Setting) -> Cues:
    """How much blank lines and indents mean in this text."""
    blank: tuple[list[bool], list[bool], list[bool], list[bool]] = ([], [], [], [])
    indent: tuple[list[bool], list[bool]] = ([], [])
    lead: tuple[list[bool], list[bool]] = ([], [])
    ended = within = 0
    for index in range(1, len(lines)):
        line, before = lines[index], lines[index - 1]
        measure = setting.measures[index - 1]
        if line.blanks < 0:
            continue
        if measure is None:
            sure_break, sure_join = before.end_class is STOP, False
        else:
            room = measure - before.width - line.need - setting.slack
            sure_break = before.end_class is STOP and room > 3
            ended += sure_break
            within += before.content.count("。", 0, -1)
            sure_join = (before.end_class is WORD or before.end_class is COMMA or line.never_first) and room < 0.5
        if sure_break or sure_join:
            indent[sure_join].append(line.indent >= 1)
            if before.end_class is STOP:
                lead[0].append(leads(line.content))
            elif "。" in line.content[:-1]:
                lead[1].append(leads(line.content))
            blank[2 * line.opens + sure_join].append(line.blanks > 0)
    plain = _cue(blank[0], blank[1], -2.5, 3.5)
    marked = _cue(blank[0] + blank[2], blank[3], -2.5, 3.5) if blank[3] else plain
    stop = min(_MOST, max(0.0, log((ended + 2.0) / (within + 2.5))))
    told = _cue(*lead, 0.0, 2.5) if sum(lead[0]) >= _HABIT else Cue(0.0, 0.0)
    return Cues(plain, Cue(min(marked.present, plain.present), marked.absent), _cue(*indent, -4.0, 5.0), told, stop)


_MOST = 1.5
"""How much more than usual a full stop can mean, in a text whose paragraphs are sentences."""


def label(
    lines: Sequence[TextLine],
    setting: Setting,
    cues: Cues,
    split: Collection[int] = (),
    join: Collection[int] = (),
    *,
    display: bool = True,
    margins: list[float] | None = None,
) -> list[int]:
    """The state of every line on the best path.

    ``margins`` is filled, where given, with how clearly each line begins a block or goes on with one: log odds, seen
    from the lines before it.

    ``split`` and ``join`` hold positions that settle it; without ``display`` everything is running text.
    """
    w = WEIGHTS
    new_display = w.new_display if display else -1000.0
    measures, indent, slack = setting.measures, setting.indent, setting.slack
    never = -1e9
    scores = (0.0, never, 0.5 if lines else 0.0, never)
    back: list[tuple[int, int, int, int]] = []
    broken = stops_inside(lines, measures)
    members = listed_lines(lines, measures)
    previous: TextLine | None = None
    depth = 0
    counted: dict[NumberForm, tuple[int, ...]] = {}
    voices = Counter(filter(None, [voice(line.content) for line in lines]))
    several = voices.total() >= _HABIT and len(lines) <= _OF_VOICES * voices.total()
    reports = Counter([line.content[:_OPENING] for line in lines if line.lead])
    charged = sum([line.end_class is BRACKET and charges(line.content) for line in lines]) >= _HABIT
    for index, line in enumerate(lines):
        measure = measures[index]
        as_display = _display(line, measure)
        emit_display = new_display + as_display
        if index in broken:
            emit_display -= 20.0
        if previous is None:
            scores = (w.new_paragraph, never, emit_display + 4.0, never)
            back.append((0, 0, 0, 0))
            previous = line
            depth = _depth(line.content, 0)
            if margins is not None:
                margins.append(_SURE)
            continue
        cue = sequence = 0.0
        if line.form is not NONE:
            sequence = _in_sequence(counted.get(line.form), line.value)
            cue = NUMBERED.get(line.form, 1.0) + sequence
            if line.form in WEAK_HEADING and measure is not None and index + 1 < len(lines):
                below = lines[index + 1]
                room = measure - indent - line.width - below.need
                if below.form is not NONE and below.form is not line.form:
                    if below.form is NumberForm.ARTICLE or below.value[-1:] == (1,):
                        emit_display += w.heads_numbers
                elif room >= 0.75 and sequence == w.next_number:
                    emit_display += w.next_heading
                elif room < 0.25:
                    emit_display -= HEADING_NUMBER.get(line.form, 1.0)
            counted[line.form] = line.value
            if previous.end_class is COLON and sequence == w.first_number:
                cue += w.first_after_colon
            elif opens_after_history(previous, line):
                cue += HISTORY
        elif index < HEAD and follows_history(previous, line):
            cue = HISTORY
        elif index < HEAD and line.end_class is COLON and turns(line.content):
            cue = SALUTES
        elif index < HEAD and line.end_class is COLON and follows_title(previous, line):
            cue = ADDRESSES
        elif index < HEAD and (FIELD.match(line.content) or numbers_document(line.content)):
            cue = FIELDS
        elif index < HEAD and (names_party(line.content) or names_maker(previous, line) or names_speaker(line.content)):
            cue = OFFICES
        elif tells(previous, line) or answers(previous, line):
            cue = SALUTES
        elif line.content[-1] in "发發" and CIRCULATION.fullmatch(line.content):
            cue = CIRCULATED
        elif line.width <= _WIDEST_DAY and previous.end_class is not COMMA and DATE.fullmatch(line.content):
            cue = DATED
        elif line.content[0] in OFFICE_STARTS and holds_office(line.content):
            cue = OFFICES
        elif voices and voices.get(voice(line.content), 0) >= _HABIT:
            cue = SPEAKS
        elif several and previous.end_class is STOP and voice(line.content):
            cue = SPEAKS / 2
        elif line.lead:
            cue = w.lead if reports[line.content[:_OPENING]] < _HABIT else w.lead_again
        elif previous.end_class is STOP:
            if line.content[0] in OPENS:
                cue = opening(line.content)
            elif cues.lead.present and leads(line.content):
                cue = cues.lead.present
        if index in members:
            cue += LISTS
        elif previous.end_class in _INTRODUCES:
            cue += introduces(previous, line)
        if charged and previous.end_class is BRACKET and charges(previous.content):
            cue += CHARGED
        if index <= 2 and heads_page(lines[0].content) and (index == 1 or CREDIT.match(previous.content)):
            cue += HEADED
        if index <= _TITLE_LINES and ends_title(previous):
            cue += TITLED
        if index < HEAD and (addresses(previous.content) or numbers_document(previous.content)):
            cue += ADDRESSED
        relief = 0.0
        if line.blanks >= 0:
            sign = cues.blank_before_mark if line.opens and line.form is NONE else cues.blank
            cue += sign.present if line.blanks else sign.absent
            if not line.blanks:
                relief = w.heading_without_blank * sign.absent
            if line.blanks > 2:
                cue += 0.5
            cue += cues.indent.present if line.indent >= 1 else cues.indent.absent
        if line.never_first or (previous.end_class is FIGURE and breaks_figure(previous, line)):
            cue += w.never_first
        if previous.end_class is WORD and links(previous, line):
            cue += LINKED
        elif previous.end_class is not STOP and line.content[0] in MAY_GO_ON:
            cue += goes_on(previous, line)
        if depth > 0 or (previous.end_class in _QUOTES_ON and in_quotes(previous.content)):
            cue += w.open_bracket
        elif line.form in INLINE and sequence == w.stray_number and counts_inline(lines, index):
            cue += w.inline_number
        column = measures[index - 1]
        if column is None and index - 1 not in broken:
            first_short = on_short = w.shortest
        else:
            if column is None:
                room_on = -1.0  # it is full wherever it ends
            elif previous.spaced and not setting.spaced_alike:
                room_on = -1.0
            else:
                room_on = column - previous.width - line.need - slack
            first_short, on_short = _shortness(room_on - indent if room_on < 19 else room_on), _shortness(room_on)
        first_full, first_more = (first_short, 0.0) if first_short < 0.0 else (0.0, first_short)
        on_full, on_more = (on_short, 0.0) if on_short < 0.0 else (0.0, on_short)
        after = AFTER_TEXT[previous.end_class] + cue
        first_end = after + first_full
        on_end = after + on_full
        # A heading may stand as far in as a paragraph's first line, or at the margin: half of what either would say.
        display_end = AFTER_DISPLAY[previous.end_class] + cue + relief + (first_full + on_full) / 2
        if line.start in split:
            forced = 1000.0
        elif line.start in join:
            forced = -1000.0
        else:
            forced = 0.0
        from_first = scores[0] + first_end + forced
        from_on = scores[1] + on_end + forced
        from_display = scores[2] + display_end + forced
        from_display_on = scores[3] + display_end + forced
        best, state = from_first, 0
        if from_on > best:
            best, state = from_on, 1
        if from_display > best:
            best, state = from_display, 2
        if from_display_on > best:
            best, state = from_display_on, 3
        emit_first = w.new_paragraph
        if previous.end_class is STOP and column is not None:
            emit_first += cues.stop
        if measure is not None and indent and line.width > measure - indent + 1.25:
            excess = line.width - measure + indent - 1.25
            emit_first += (w.too_wide_for_first - min(excess, 3.0)) / (1.0 + slack + 2.0 * (line.form is not NONE))
        from_first, from_on = scores[0] - first_more, scores[1] - on_more
        on_state = 0 if from_first >= from_on else 1
        display_state = 2 if scores[2] >= scores[3] else 3
        back.append((state, on_state, state, display_state))
        scores = (
            best + emit_first,
            from_first if on_state == 0 else from_on,
            best + emit_display + (relief if state < DISPLAY else 0.0),
            scores[display_state] - on_more + w.display_on + min(w.no_mark_inside, as_display),
        )
        to_first, to_on, to_display, to_display_on = scores
        lead = to_first if to_first > to_display else to_display
        lead -= to_on if to_on > to_display_on else to_display_on
        if margins is not None:
            over = index - 1 in broken and line.blanks > 0
            margins.append(_UNSURE if over else _SURE if column is None else abs(lead))
        depth = _depth(line.content, 0 if lead > 0 else depth)
        previous = line
    path: list[int] = []
    state = max(range(4), key=lambda one: scores[one])
    for steps in reversed(back):
        path.append(state)
        state = steps[state]
    path.reverse()
    return path


_INTRODUCES = frozenset({COMMA, End.SEMICOLON})
_QUOTES_ON = frozenset({WORD, COMMA, End.FIGURE})
_WIDEST_DAY = 14.0
"""Cells."""
_SURE = 20.0
_UNSURE = 1.0
"""The margin where a sentence is taken to go on over a blank line."""
_HABIT = 3
_OF_VOICES = 4
"""Lines of which one begins with a name, in what several people say in turn."""
_TITLE_LINES = 3
_OPENING = 6


def _in_sequence(last: tuple[int, ...] | None, value: tuple[int, ...]) -> float:
    """For a number that is the next of its form, or the first."""
    if value and last and (value[-1] == last[-1] + 1 or (len(last) == 2 and value == (last[0] + 1,))):
        return WEIGHTS.next_number
    return WEIGHTS.first_number if value and value[-1] == 1 else WEIGHTS.stray_number


def _shortness(room: float) -> float:
    """For a block that ends with a line that leaves this much room."""
    if room < 0:
        return WEIGHTS.full if room < -0.4 else WEIGHTS.full / 2
    if room < 0.5:  # it would just have fitted
        return WEIGHTS.just_short
    return min(WEIGHTS.shortest, WEIGHTS.short + WEIGHTS.shorter * room)


def _display(line: TextLine, measure: float | None) -> float:
    """For a line as part of a display block, by its own form."""
    score = AS_DISPLAY[line.end_class] + HEADING_NUMBER.get(line.form, 0.0)
    content = line.content
    if "。" in content[:-1]:
        score += WEIGHTS.sentence_inside
    elif "，" in content or "；" in content:
        score += WEIGHTS.clause_inside
    elif line.width >= 12 and (line.form is NONE or line.form in STRONG_FORMS):
        score += WEIGHTS.no_mark_inside
    if measure is not None and line.width > measure + 1.5:
        score -= 3.0
    if line.spaced and measure is not None and line.form not in STRONG_FORMS:
        score += WEIGHTS.letter_spaced
    if line.lead and line.content[0] == "【":
        score += 1.0
    if line.content in NAMED or (line.end_class is BRACKET and names_column(content)):
        score += WEIGHTS.named
    return score


def _depth(content: str, depth: int) -> int:
    """Whether a round bracket or title mark is open after the line (never counted beyond three)."""
    if "（" in content or "）" in content:
        depth += content.count("（") - content.count("）")
    if "《" in content or "》" in content:
        depth += content.count("《") - content.count("》")
    return 0 if depth < 0 else 3 if depth > 3 else depth
