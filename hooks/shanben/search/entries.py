"""A work as the index holds it, before its passages are numbered through a library: made of the work alone, so that it
is kept from build to build and the rest is arithmetic.

Its passages are counted from 0, first those that lead, then running text; the lines of both stand in pieces that go
into the files of texts as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shanben.model.library import ShapedSource
from shanben.search.fold import simplified
from shanben.search.passages import Address, Passage, Searchable, searchable_work
from shanben.search.postings import Keys, keys_of

PIECE = 6_000
"""Characters after which a piece ends: a third of a file of texts, so that files are of about one size."""

_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(r"([0-9]+)")
_LINE_WHITE = re.compile(r"[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some passages of a work that follow each other, as lines of a file of texts; nothing before them is needed."""

    passages: int
    characters: int
    traditional: bool
    """Whether traditional characters occur, which the client folds."""
    lines: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A work in the index: the pieces that lead, those of running text, and what both are found by."""

    id: str
    leading: tuple[Piece, ...]
    running: tuple[Piece, ...]
    keys: Keys


def passages_of(pieces: Iterable[Piece]) -> int:
    """How many passages pieces hold together."""
    return sum(piece.passages for piece in pieces)


def entries_of(shaped: ShapedSource, languages: Sequence[str], address: Address) -> tuple[Entry, ...]:
    """The entries of a source's works."""
    return tuple(entry_of(searchable_work(work, languages, address)) for work in shaped.works)


def entry_of(work: Searchable) -> Entry:
    """The entry of a work."""
    leading = [passage for passage in work.passages if passage.leads]
    running = [passage for passage in work.passages if not passage.leads]
    return Entry(work.id, tuple(_pieces(work, leading)), tuple(_pieces(work, running)), keys_of(leading + running))


def _pieces(work: Searchable, passages: Sequence[Passage]) -> Iterator[Piece]:
    begin = size = 0
    for end, passage in enumerate(passages, 1):
        size += len(passage.text) + sum(map(len, (*passage.translations, *passage.spoken)))
        if size >= PIECE or end == len(passages):
            several = passages[begin:end]
            folds = not simplified().keys().isdisjoint("".join(one.text for one in several))
            yield Piece(len(several), size, folds, _lines(work, several))
            begin, size = end, 0


def _lines(work: Searchable, passages: Sequence[Passage]) -> str:
    """Lines of tab-separated fields.

    ``W`` a work, ``S`` a section, ``N`` one whose name is the first so many characters of what follows, ``A`` the page
    of what follows, and a line for each passage: kind and anchor, text, and where it leads its pinyin and translations.
    """
    lines = [["W", work.id, work.language]]
    path: list[int] = []
    page: str | None = None  # the home page's address is empty, and is told like any other
    anchor = ""
    for passage in passages:
        wanted = work.path(passage.place)
        for depth, place in enumerate(wanted):
            if path[depth : depth + 1] != [place]:
                section = work.outline[place]
                if section.name and passage.text.startswith(
                    section.name
                ):  # an article: 第十二条 opens its first paragraph
                    lines.append(["N", str(depth), str(len(section.name)), *section.translations])
                else:
                    lines.append(["S", str(depth), section.name, *section.translations])
                path = wanted[: depth + 1]
        if path != wanted:
            lines.append(["S", str(len(wanted))])
            path = wanted
        if passage.page != page:
            page = passage.page
            lines.append(["A", page])
        line = [passage.kind + _step(anchor, passage.anchor), passage.text]
        anchor = passage.anchor
        if passage.leads:
            line += [" ".join(passage.spoken), *passage.translations]
        lines.append(line)
    return "\n".join("\t".join(map(_one_line, line)) for line in lines)


def _one_line(field: str) -> str:
    return field if field.isprintable() else _LINE_WHITE.sub(" ", field)


def _step(before: str, anchor: str) -> str:
    """An anchor as the ordinal of the number by which it comes next after another, or itself where it does not.

    After ``p4-1-1``, 1 is ``p4-2-1`` and 2 is ``p4-1-2``.
    """
    old, new = _NUMBERS.split(before), _NUMBERS.split(anchor)
    if old[::2] != new[::2]:
        return anchor
    here = next((at for at in range(1, min(20, len(old)), 2) if old[at] != new[at]), 0)
    follows = here and new[here] == str(int(old[here]) + 1) and set(new[here + 2 :: 2]) <= {"1"}
    return str(here // 2) if follows else anchor


def step(anchor: str, place: int) -> str:
    """The anchor whose number at ``place`` is one higher and whose later numbers are 1."""
    numbers = iter(range(len(anchor)))

    def next_number(match: re.Match[str]) -> str:
        ordinal = next(numbers)
        return match[0] if ordinal < place else str(int(match[0]) + 1) if ordinal == place else "1"

    return _NUMBER.sub(next_number, anchor)


# --- kept -----------------------------------------------------------------------------------------------------------


def packed(entries: Iterable[Entry]) -> bytes:
    """Entries as bytes; ``unpacked`` reads them again."""
    head, pairs = [], []
    for entry in entries:
        content = entry.keys.pairs.astype("<u8").tobytes()
        head.append([entry.id, _plain(entry.leading), _plain(entry.running), dict(entry.keys.words), len(content)])
        pairs.append(content)
    described = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%d\n%s%s" % (len(described), described, b"".join(pairs))


def unpacked(content: bytes) -> tuple[Entry, ...]:
    """What ``packed`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    length, _, rest = content.partition(b"\n")
    start, found = int(length), []
    for name, leading, running, words, size in json.loads(rest[:start].decode("utf-8", "surrogatepass")):
        pairs = np.frombuffer(rest, "<u8", size // 8, start).astype(np.uint64)  # a copy: else all of ``content`` stays
        found.append(Entry(name, _pieces_of(leading), _pieces_of(running), Keys(pairs, words)))
        start += size
    return tuple(found)


def _plain(pieces: Iterable[Piece]) -> list[tuple[int, int, bool, str]]:
    return [(piece.passages, piece.characters, piece.traditional, piece.lines) for piece in pieces]


def _pieces_of(plain: Iterable[tuple[int, int, bool, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(*piece) for piece in plain)
