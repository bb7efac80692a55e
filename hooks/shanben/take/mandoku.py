"""Scrolls as the Kanseki Repository keeps them: plain text with marks of its own for its pages, lines and headings.

A head of lines (``#+TITLE:``) says what the text is, ``<pb:…>`` where a page of the print begins, ¶ where its lines
end, ``*`` which lines are headings, and other lines behind ``#`` remark on it. None of that is the text; it is counted.
Notes in two rows stand in brackets, their rows parted by a slash, and on each line anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.evidence import LineEvidence
from shanben.take.blocks import NOTHING, Block, Taken, Words

_HEAD = re.compile(r"^#\+([A-Z]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_PROPERTY = re.compile(r"([A-Z]+)[ \t]+(.+)")
_REMARK = re.compile(r"^#.*\n?", re.MULTILINE)
_PAGE = re.compile(r"^[ \t]*<pb:[^<>\n]{1,60}>[ \t]*¶?[ \t]*(?:\n|$)|<pb:[^<>\n]{1,60}>", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]*¶[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\([^()]{1,20000}\)")
_NOTE_GOES_ON = re.compile(r"\)(\n[ \u3000]*)\((?=[^()\n]*/)")
_STARS = re.compile(r"(\*+)[ \t]+(\S.*)")
_OPENING = 4_000
"""Characters within which the head of such a file stands."""
_LONGEST_HEADING = 40


def is_mandoku(text: str) -> bool:
    """Whether a text is such a scroll: it has the head and the marks of one."""
    return bool(_HEAD.search(text[:_OPENING])) and ("<pb:" in text or "¶\n" in text)


def take_mandoku(text: str) -> Taken:
    """The text of a scroll. Where it marks headings its parts are blocks, else its lines are those of the print."""
    taken = Taken(stated=_stated(text), importer="mandoku")
    text, taken.left_out["lines about the text"] = _REMARK.subn("", text.replace("\r\n", "\n"))
    text, taken.left_out["marks of pages"] = _PAGE.subn("", text)
    text, taken.left_out["signs of line ends"] = _LINE_END.subn("", text)
    text, anew = _NOTE_GOES_ON.subn(r"\1", text)
    taken.left_out["signs between the rows of notes"] = anew + sum(note.count("/") for note in _NOTE.findall(text))
    text = _NOTE.sub(lambda note: note[0].replace("/", ""), text)
    if any(map(_STARS.match, text.splitlines())):
        taken.blocks = list(_blocks(text, taken))
    else:
        taken.verbatim, taken.encoding = text.strip("\n").encode() + b"\n", "utf-8"
    return taken


def _stated(text: str) -> dict[str, str]:
    """What the head of a scroll says of it: its title, and where it is from."""
    said = dict(_HEAD.findall(text[:_OPENING]))
    properties = (_PROPERTY.match(value) for _, value in _HEAD.findall(text[:_OPENING]))
    own = {match[1]: match[2] for match in properties if match}
    source = " ".join(own[name].strip() for name in ("ID", "BASEEDITION", "JUAN") if name in own)
    return {"title": said.get("TITLE", ""), "source": source}


def _blocks(text: str, taken: Taken) -> Iterator[Block]:
    """Headings, and the lines between empty ones as one block; what stands right below a heading is more of it."""
    for group in re.split(r"\n[ \t\u3000]*\n", text):
        held: list[str] = []
        facts = NOTHING
        for line in filter(str.strip, group.split("\n")):
            stars = _STARS.match(line)
            if stars or (facts.kind == "heading" and len("".join((*held, line))) > _LONGEST_HEADING):
                yield from _made(held, facts)
                held, facts = [], NOTHING
            if stars:
                taken.left_out["signs of headings"] += 1
                facts = LineEvidence(0, kind="heading", level=len(stars[1]), by="tag")
            held.append(stars[2] if stars else line)
        if not facts.kind and _is_name(held):
            yield from _made(held[:1], facts)
            held = held[1:]
        yield from _made(held, facts)


def _is_name(lines: Sequence[str]) -> bool:
    """Whether the first of some lines names the others: it ends with no mark, as these do."""
    marked = [line.rstrip()[-1] in _MARKS for line in lines]
    return len(lines) > 2 and not marked[0] and len(lines[0]) <= _SHORT and sum(marked) * 3 >= 2 * len(lines)


_MARKS = "，。；：！？、」』”"
_SHORT = 16


def _made(lines: list[str], facts: LineEvidence) -> Iterator[Block]:
    if lines:
        yield Block(Words("\n".join(lines)), facts if facts.kind else LineEvidence(0, kind="paragraph"))
