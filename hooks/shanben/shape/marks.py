"""Where the marks of notes stand in a text: the signs that call a note, told from figures that belong to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shanben.model.text import Span

NOTE_MARK = re.compile(
    r"[①-⑳㉑-㊿⑴-⒇]|[\[［〔【](?:\d{1,3}|[一二三四五六七八九十]{1,3}|注\d{0,3})[\]］〕】]|(?<!第)[（(]\d{1,2}[）)](?![项項款目])"
    r"|(?<!\*)\*{1,3}(?!\*|\w+\*)"
)
"""Signs that open a note and are told from text by themselves."""
_SAID = r"(?:[注註][释釋解]?|[尾附脚腳][注註])"
NOTES_HEADING = re.compile(
    rf"(?:{_SAID}|[参參]考文[献獻])[：:]?|[【〔\[［]\s*(?:{_SAID}|[参參]考文[献獻])\s*[】〕\]］][：:]?|[Nn]otes|NOTES"
)
_RINGS = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_BRACKETED = "".join(map(chr, range(0x2474, 0x2488)))
_WORDED_MARK = re.compile(r"[注註]\s*(?:([①-⑳㉑-㊿])|(\d{1,2}))(?=\s*[：:])")
_LABELLED = re.compile(rf"(?:{_SAID}\s*[：:]|[【〔\[［（(]{_SAID}[】〕\]］）)][：:]?)\s*({NOTE_MARK.pattern})")
_NEXT_MARK = re.compile(r"([①-⑳㉑-㊿])\s*[：:]")
_BRACKETS = tuple(zip("[［〔【", "]］〕】", strict=True))
_WORD_MARK = re.compile(r"[\[［〔【(（].*|注.*")
"""Marks that nothing else in a text looks like: every place where one stands calls the note."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note: a name for it, its mark, and where its text begins in the source."""

    name: str
    mark: str
    start: int


@dataclass(frozen=True, slots=True)
class Worded:
    """What a note opens with where its number follows the word for a note, 注①： or 注1：."""

    end: int
    """Where the number ends."""
    marks: tuple[str, ...]
    """The marks that may call the note, the likeliest first."""


def worded_mark(text: str, start: int, end: int) -> Worded | None:
    """What a note between ``start`` and ``end`` opens with, where that says it is a note and which."""
    match = _WORDED_MARK.match(text, start, end)
    if match is None:
        return None
    if match[1]:
        return Worded(match.end(), (f"注{match[1]}", f"註{match[1]}", match[1]))
    number = int(match[2])
    words = [
        f"{first}{word}{number}{last}" for first, last in (("（", "）"), ("(", ")"), *_BRACKETS) for word in "注註"
    ]
    figures = [f"{first}{number}{last}" for first, last in _BRACKETS]
    return Worded(match.end(), (*words, *figures, *_RINGS[number - 1 : number]) if number else ())


def next_mark(text: str, start: int, end: int, before: Worded) -> Worded | None:
    """What a note between ``start`` and ``end`` opens with below 注①：…, where only its number says so: ②：…."""
    match = _NEXT_MARK.match(text, start, end)
    if match is None or _RINGS.find(match[1]) != _RINGS.find(before.marks[-1]) + 1:
        return None
    return Worded(match.end(1), (f"注{match[1]}", f"註{match[1]}", match[1]))


def labelled_mark(text: str, start: int, end: int) -> Worded | None:
    """What the first of several notes in a line opens with, 注释：①. One by itself may be a remark that counts."""
    match = _LABELLED.match(text, start, end)
    return Worded(match.end(), (match[1],)) if match else None


def marks_in_line(text: str, start: int, end: int) -> Sequence[tuple[int, str]]:
    """The marks of several notes that stand one after the other in a line, 注释：①…②…③…, and where each begins.

    The first note begins with the word for a note. Marks of one form that count on from 1; else nothing.
    """
    first = _LABELLED.match(text, start, end)
    if first is None or not counts_from_one(first[1]):
        return ()
    found = [(start, first[1])]
    at, mark = first.end(), first[1]
    while (mark := mark_after(mark)) and (place := text.find(mark, at, end)) > 0:
        found.append((place, mark))
        at = place + len(mark)
    return found if len(found) > 1 else ()


def counts_from_one(mark: str) -> bool:
    """Whether a mark is the first of its form: ①, [1]."""
    return mark in (_RINGS[0], _BRACKETED[0]) or mark[1:-1] == "1"


def mark_after(mark: str) -> str:
    """The mark that follows one: ② follows ①, [2] follows [1]; empty where none does."""
    for series in (_RINGS, _BRACKETED):
        if (at := series.find(mark)) >= 0:
            return series[at + 1 : at + 2]
    return f"{mark[0]}{int(mark[1:-1]) + 1}{mark[-1]}" if mark[1:-1].isdecimal() else ""


def places_of(text: str, notes: Iterable[Noted], texts: Sequence[Sequence[Span]]) -> Mapping[str, tuple[Span, ...]]:
    """Where the marks of ``notes`` stand in blocks of text, by the notes' names; nothing for one that stands nowhere.

    A mark that is used again on the next page calls the note of its own page: its places are those between the note
    before that has the same mark, and the note itself.
    """
    by_mark: dict[str, list[Noted]] = defaultdict(list)
    for note in notes:
        if note.mark:
            by_mark[note.mark].append(note)
    standing: dict[str, list[Span]] = defaultdict(list)
    for mark, place in _standing(text, texts, by_mark):
        standing[mark].append(place)
    found: dict[str, tuple[Span, ...]] = {}
    for mark, several in by_mark.items():
        several.sort(key=lambda note: note.start)
        starts = [note.start for note in several]
        places: dict[str, list[Span]] = defaultdict(list)
        for place in standing[mark]:
            index = bisect_right(starts, place.start)
            if index < len(several):
                places[several[index].name].append(place)
        for name, own in places.items():
            own.sort()
            found[name] = tuple(own if _WORD_MARK.fullmatch(mark) else own[-1:])
    return found


def _standing(text: str, texts: Iterable[Sequence[Span]], marks: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Where marks stand in blocks, and do not open one."""
    every = re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)))
    for spans in texts if every.pattern else ():
        for index, span in enumerate(spans):
            for match in every.finditer(text, span.start, span.end):
                opens = index == 0 and not text[span.start : match.start()].strip()
                if not opens and not (match[0].isdecimal() and _counts(text, *match.span())):
                    yield match[0], Span(*match.span())


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a figure is a part of the text: 第1条, 2021, 1.5. A mark stands before a stop or the end of a line."""
    before, after = text[start - 1 : start], text[end : end + 1]
    stops = after == "" or after.isspace() or after in "，。；：、！？”’）》」』…"
    return before.isascii() or before in "第○〇约前近达" or not stops
