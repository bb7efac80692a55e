"""Where phrases stand in a library: known-item queries, and the lines that answer them, without any index."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shanben.numerals import han_value
from shanben.search.fold import HAN, is_han, runs


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    truth: frozenset[str]
    """Addresses that answer it; empty where nothing must be found."""
    counted: frozenset[str] | None = None
    """Addresses a right count counts, where that is more: 第十二条 is also 第12条. None: as many as ``truth``."""


@dataclass(frozen=True)
class Entry:
    address: str
    kind: str
    raw: str
    folded: str
    translation: str


class Lines:
    """Texts, a line each, and which of them hold a phrase."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.whole = "\n".join(lines)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def holding(self, phrase: str) -> set[int]:
        """The ordinals of the lines that hold a phrase."""
        found: set[int] = set()
        at = self.whole.find(phrase)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            found.add(line)
            at = self.whole.find(phrase, self.starts[line + 1])
        return found

    def asked(self, phrase: str) -> set[int]:
        """The same, for a phrase that is looked up by pairs or by a word inside it.

        One with words at its ends alone asks for whole words, the last of which may go on where it is longer than a
        character; where there are none, for parts of words.
        """
        found = self.holding(phrase)
        stretches = runs(phrase)
        words = [run for run in stretches if not is_han(run)]
        inside = phrase.removeprefix(words[0]).removesuffix(words[-1]) if words else ""
        if not words or re.search(f"[^\\W{HAN}]|[{HAN}]{{2}}", inside):
            return found
        word = f"[^\\W{HAN}]"
        before = "" if is_han(stretches[0]) else f"(?<!{word})"
        after = f"(?!{word})" if stretches[-1] == words[-1] and len(words[-1]) == 1 else ""
        whole = re.compile(before + re.escape(phrase) + after)
        return {line for line in found if whole.search(self.whole, self.starts[line], self.starts[line + 1])} or found

    def near(self, phrase: str) -> bool:
        """Whether some line holds the phrase but for one wrong, missing or extra character.

        One slip leaves the first half of the phrase or its second as it is: only what stands beside a half is compared.
        """
        half = len(phrase) // 2
        return _beside(self.whole, phrase[:half], phrase[half:]) or _beside(
            self.mirrored, phrase[half:][::-1], phrase[:half][::-1]
        )

    @cached_property
    def mirrored(self) -> str:
        """The lines read backwards."""
        return self.whole[::-1]


def _beside(whole: str, part: str, rest: str) -> bool:
    at = whole.find(part)
    while at >= 0:
        start = at + len(part)
        if _one_slip(rest, whole[start : start + len(rest) + 1].partition("\n")[0]):
            return True
        at = whole.find(part, at + 1)
    return False


def _one_slip(phrase: str, text: str) -> bool:
    """Whether a text begins with a phrase but for one wrong, missing or extra character."""
    same = next((at for at, pair in enumerate(zip(phrase, text, strict=False)) if pair[0] != pair[1]), len(text))
    left = phrase[same + 1 :]
    return text.startswith(left, same) or text.startswith(left, same + 1) or text.startswith(phrase[same:], same + 1)


ARTICLE = re.compile(r"第([零〇一二三四五六七八九十百千]+|\d+)(?=[条章节编款项])")


def in_digits(text: str) -> str:
    """Numbers of articles in digits: 第十二条 as 第12条."""
    return ARTICLE.sub(lambda match: f"第{han_value(match[1])}", text)
