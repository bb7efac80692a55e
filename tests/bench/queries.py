"""Queries made by a seeded script: each class asks in another way for a passage that is known."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from opencc import OpenCC
from pypinyin import lazy_pinyin
from tests.bench.places import ARTICLE, Entry, Lines, Query, in_digits

from shanben.search.fold import HAN, fold, is_han, runs
from shanben.search.passages import HEADING, TEXT, TITLE, Searchable


def shuffled(text: str, chosen: random.Random) -> str:
    """The clauses of a text in another order, some of their characters exchanged."""
    clauses = re.split(r"(?<=[，。；、])", text)
    chosen.shuffle(clauses)
    return "".join(clauses)


class Asker:
    """Makes queries of every class from a library and the texts kept aside."""

    def __init__(self, works: Sequence[Searchable], aside: Sequence[Searchable], seed: int, repeat: int = 1) -> None:
        self.chosen = random.Random(seed)
        self.repeat = repeat
        self.entries = entries(works)
        self.lines = Lines([one.folded for one in self.entries])
        self.numbered = Lines([in_digits(one.folded) for one in self.entries])
        self.aside = [one for one in entries(aside) if one.kind == TEXT and len(one.folded) > 12]
        self.body = [one for one in self.entries if one.kind == TEXT and len(one.folded) > 12]
        self.heads = [one for one in self.entries if one.kind in (TITLE, HEADING)]
        self.spoken = [(one.address, lazy_pinyin(one.folded)) for one in self.heads]
        self.converters = [OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]

    def truth(self, *phrases: str) -> frozenset[str]:
        """Addresses of all passages that hold every one of the folded phrases."""
        return self._addresses(set.intersection(*map(self.lines.holding, phrases)))

    def counted(self, *phrases: str) -> frozenset[str]:
        """The same, in whichever way the numbers of articles are written."""
        found = (
            self.lines.asked(phrase) | (self.numbered.asked(in_digits(phrase)) if ARTICLE.search(phrase) else set())
            for phrase in phrases
        )
        return self._addresses(set.intersection(*found))

    def _addresses(self, lines: set[int]) -> frozenset[str]:
        return frozenset(self.entries[line].address for line in lines)

    def together(self, asked: str) -> frozenset[str]:
        """Addresses of passages with all words of a query; a single character only goes with its neighbours."""
        words = [word for word in map(fold, asked.split()) if word]
        return self.counted(*words) if min(map(len, words)) > 1 else frozenset()

    def known(self, kind: str, text: str, *phrases: str) -> Query:
        """A query that asks for phrases which the library holds."""
        folded = [fold(phrase) for phrase in phrases]
        return Query(kind, text, self.truth(*folded), self.counted(*folded))

    def cut(self, pool: Sequence[Entry], shortest: int = 4, longest: int = 12) -> str:
        """A piece of a sentence, cut anywhere, Han or Latin."""
        while True:
            raw = self.chosen.choice(pool).raw
            length = self.chosen.randint(shortest, longest)
            if len(raw) <= length:
                continue
            at = self.chosen.randrange(len(raw) - length)
            piece = raw[at : at + length]
            enough = sum(is_han(char) for char in piece) >= max(2, length - 2)
            if enough and not re.search(r'[\s"]|^-', piece):
                return piece

    def rare(self, length: int, most: int = 5) -> str:
        """A stretch of Han that stands in few passages."""
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.body).folded) or [""])
            if not run or not is_han(run) or len(run) < length:
                continue
            at = self.chosen.randrange(len(run) - length + 1)
            piece = run[at : at + length]
            if len(self.lines.holding(piece)) <= most * self.repeat:
                return piece

    def make(self, kind: str) -> Query:
        """One query of a class."""
        return getattr(self, f"_{kind}")(kind)  # type: ignore[no-any-return]

    def _a(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return self.known(kind, piece, piece)

    def _aa(self, kind: str) -> Query:
        while True:
            clause = self.chosen.choice(re.split(rf"[^{HAN}]", self.chosen.choice(self.body).raw))
            if 4 <= len(clause) <= 12:
                return self.known(kind, clause, clause)

    def _b2(self, kind: str) -> Query:
        piece = self.rare(2)
        return self.known(kind, piece, piece)

    def _b3(self, kind: str) -> Query:
        piece = self.rare(3)
        return self.known(kind, piece, piece)

    def _c(self, kind: str) -> Query:
        while True:
            one = self.chosen.choice(self.body)
            stretches = [run for run in runs(one.folded) if is_han(run) and len(run) >= 2]
            if len(stretches) < 2:
                continue
            first, second = (run[: self.chosen.randint(2, 4)] for run in self.chosen.sample(stretches, 2))
            return self.known(kind, f"{first} {second}", first, second)

    def _d(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return self.known(kind, self.chosen.choice(self.converters).convert(piece), piece)

    def _f(self, kind: str) -> Query:
        mixed = [one for one in self.body if re.search(r"[0-9A-Za-z]", one.raw)] or self.body
        while True:
            one = self.chosen.choice(mixed)
            match = self.chosen.choice(list(re.finditer(r"[0-9A-Za-z.]+", one.raw)) or [None])
            if match is None:
                piece = self.cut(self.body)
            else:
                at = max(0, match.start() - self.chosen.randint(0, 4))
                piece = one.raw[at : match.end() + self.chosen.randint(1, 4)]
            if " " in piece or '"' in piece or piece[0] in "-“" or not fold(piece):
                continue
            wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in piece)
            spaced = re.sub(rf"(?<=[{HAN}])(?=\w)|(?<=\w)(?=[{HAN}])", " ", piece)
            asked = self.chosen.choice([wide, spaced, f"{spaced} "])
            return replace(self.known(kind, asked, piece), counted=self.counted(fold(piece)) | self.together(asked))

    def _g(self, kind: str) -> Query:
        while True:
            piece = self.cut(self.body, 4, 12)
            at = self.chosen.randrange(len(piece))
            other = self.chosen.choice([char for char in self.chosen.choice(self.body).raw if is_han(char)] or ["的"])
            wrong = self.chosen.choice(
                [piece[:at] + other + piece[at + 1 :], piece[:at] + piece[at + 1 :], piece[:at] + other + piece[at:]]
            )
            if fold(wrong) not in self.lines.whole:
                return Query(kind, wrong, self.truth(fold(piece)))

    def _ge(self, kind: str) -> Query:
        """A slip at an end of the phrase: its first or last character is wrong, or one too many stands there."""
        while True:
            piece = self.cut(self.body, 4, 12)
            first = self.chosen.random() < 0.5
            other = self.chosen.choice([char for char in self.chosen.choice(self.body).raw if is_han(char)] or ["的"])
            end, rest = (piece[0], piece[1:]) if first else (piece[-1], piece[:-1])
            slip = self.chosen.choice([[other], [other, end], [end, other]])
            wrong = "".join([*slip, rest] if first else [rest, *slip])
            if fold(wrong) not in self.lines.whole:
                return Query(kind, wrong, self.truth(fold(piece)))

    def _h(self, kind: str) -> Query:
        one = self.chosen.choice(self.heads)
        same = frozenset(other.address for other in self.heads if other.translation == one.translation)
        words = fold(one.translation).split()
        counted = {other.address for other in self.heads if all(word in fold(other.translation) for word in words)}
        return Query(kind, one.translation, same, frozenset(counted))

    def _e(self, kind: str) -> Query:
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.heads).folded) or [""])
            if not is_han(run or "a") or len(run) < 2:
                continue
            length = self.chosen.randint(2, min(6, len(run)))
            at = self.chosen.choice([0, len(run) - length])
            term = run[at : at + length]
            said = lazy_pinyin(term)
            spoken = "".join(said)
            sep = self.chosen.choice(["", "", " "])
            same = frozenset(address for address, syllables in self.spoken if says(syllables, spoken))
            return Query(kind, sep.join(said), same | self.truth(term), same)

    def _initials(self, kind: str) -> Query:
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.heads).folded) or [""])
            if not is_han(run or "a") or not 3 <= len(run) <= 12:
                continue
            said = "".join(one[0] for one in lazy_pinyin(run))
            same = frozenset(address for address, syllables in self.spoken if says([one[0] for one in syllables], said))
            return Query(kind, said, same)

    def _iq(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return Query(kind, f'"{piece}"', self.truth(fold(piece)), self.counted(fold(piece)))

    def _absent(self) -> str:
        while True:
            piece = self.cut(self.aside)
            if fold(piece) not in self.lines.whole:
                return piece

    def _xq(self, kind: str) -> Query:
        return Query(kind, f'"{self._absent()}"', frozenset())

    def _xu(self, kind: str) -> Query:
        """Of class xn where a passage holds it but for one character: by itself it cannot be told from one of g."""
        piece = self._absent()
        return Query("xn" if self.lines.near(fold(piece)) else kind, piece, frozenset())

    def _xr(self, kind: str) -> Query:
        """Characters drawn from the library one by one, the usual ones as often as they stand in it."""
        while True:
            length = self.chosen.randint(4, 12)
            piece = "".join(self.chosen.choice(self.chosen.choice(self.body).folded) for _ in range(length))
            if all(map(is_han, piece)) and piece not in self.lines.whole:
                return Query(kind, piece, frozenset())


def says(syllables: Sequence[str], spoken: str) -> bool:
    """Whether syllables, from one of them on, begin with these letters."""
    return any("".join(syllables[place:]).startswith(spoken) for place in range(len(syllables)))


def entries(works: Sequence[Searchable]) -> list[Entry]:
    """All passages with their addresses."""
    return [
        Entry(f"{one.page}#{one.anchor}", one.kind, one.text, fold(one.text), next(iter(one.translations), ""))
        for work in works
        for one in work.passages
    ]


CLASSES = ("a", "aa", "b2", "b3", "c", "d", "e", "initials", "f", "g", "ge", "h", "iq", "xq", "xu", "xr", "xn")
"""``xn`` is made as part of ``xu``."""
