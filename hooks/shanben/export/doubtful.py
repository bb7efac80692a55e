"""What an editor looks at first in a draft: its least sure decisions, and what would make them sure."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.lineation import Lines
from shanben.model.editions import Edition

_HEAD = "# 先看这些地方，最拿不准的在前 · Look here first, the least sure before the others:"
_MOST = 12
"""Places that are listed."""
_SURER: dict[str, str] = {
    "D301": "题名从别处得知 · a title that is known from elsewhere",
    "D302": "题名属于哪一篇 · which text the title belongs to",
    "D303": "原件里这段文字在哪个标题下 · below which heading the print has this text",
    "D304": "原件里这一行在哪一栏 · in which column the print has this line",
    "D305": "下面有没有自己的正文 · whether text of its own stands below it",
    "D306": "前面是否漏了行 · whether a line is missing before it",
    "D307": "原件里是一篇还是两篇 · whether the print has one text here or two",
    "D309": "原件是否另用字体 · whether the print sets these words in another face",
    "D310": "原件的行怎样排 · how the print sets these lines",
    "D311": "原件是否分行 · whether the print divides these lines",
    "D312": "题名在原件里占几行 · how many lines the title takes in print",
    "D314": "原件标题的字号 · the size of the heading in print",
    "D313": "原件里首行缩进、末行不满 · in print, the indent of the first line and the room in the last",
}
"""By the code of a doubt, what to look at: in Chinese and in English, as the head of a draft is."""


def look_first(lines: Lines, edition: Edition) -> Iterator[str]:
    """Comments for the head of an edition file: line, code, how sure, what to look at; nothing where all is sure."""
    found = sorted(
        (entry.doubt.confidence, lines.at(entry.spans[0].start).number if entry.spans else 1, entry.doubt.code)
        for work in edition.works
        for entry in work.contents
        if entry.doubt
    )
    if found:
        yield "#"
        yield _HEAD
    for confidence, number, code in found[:_MOST]:
        yield f"#   {number}: {code} ({confidence:g}) {_SURER.get(code, '')}".rstrip()
