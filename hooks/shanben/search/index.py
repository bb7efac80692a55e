"""The search index: files that stand beside the site and are read by the search client of every page.

Passages are numbered through the library: first all that lead (titles, headings, terms), then running text, both in
the order of the library. ``main.js`` says where everything is; ``p*.js`` hold postings, from keys to passages;
``t*.js`` hold the passages themselves, which prove a hit and show it; ``fold.js`` the traditional characters,
``works.js`` the passages of each work. Nothing but the numbering looks at more than one work.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shanben.model.library import Library
from shanben.search.fold import DROPPED, HAN, replaced, simplified
from shanben.search.passages import (
    Address,
    Glossary,
    Passage,
    Searchable,
    first_uses,
    searchable_terms,
    searchable_work,
)
from shanben.search.postings import Keys, Postings, gather, keys_of
from shanben.search.shards import (
    MOST_TEXT_SHARDS,
    TEXT_CHARACTERS,
    differences,
    most_posting_bytes,
    posting_shards,
    script,
    text_script,
)

FORMAT = 1
"""Version of the files; the client refuses any other."""

_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(r"([0-9]+)")
_LINE_WHITE = re.compile(r"[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage with its number and the work it belongs to."""

    number: int
    work: Searchable
    passage: Passage


def search_files(
    library: Library,
    address: Address,
    glossary: Glossary | None = None,
    pages: Iterable[Searchable] = (),
    *,
    again: bool = False,
) -> Iterator[tuple[str, str]]:
    """Every file of the index: its name and its content. Without a glossary, terms lead to their first use.

    ``pages`` are those written by hand; they stand behind the works. ``again`` tells that nearly the same library will
    be asked about again.
    """
    works = [searchable_work(work, library.languages, address) for work in library.works]
    if library.terms:
        entries = glossary or first_uses(library.works, address)
        works.append(searchable_terms(library.terms, library.languages, entries))
    works += pages
    yield from index_files(works, library.languages, again=again)


def index_files(
    works: Sequence[Searchable], languages: Sequence[str], *, again: bool = False
) -> Iterator[tuple[str, str]]:
    """The files for works that are ready to be searched."""
    passages = tuple(_number(works))
    leading = sum(one.passage.leads for one in passages)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for one in passages:
        numbers[one.work.id].append(one.number)
    postings = gather((keys, np.asarray(numbers[work.id], np.uint64)) for work, keys in _keys(works, again))
    limit = most_posting_bytes(len(postings))
    digest = hashlib.sha256()
    starts: list[str] = []
    for index, shard in enumerate(posting_shards(postings.lists(limit), limit)):
        starts.append(shard.keys[0])
        name = f"p{index}"
        content = script(name, *shard.encode())
        digest.update(content.encode())
        yield f"{name}.js", content
    texts: list[int] = []
    for index, group in enumerate(_text_groups(passages, leading)):
        texts.append(group[0].number)
        name = f"t{index}"
        content = text_script(name, _encode_texts(group))
        digest.update(content.encode())
        yield f"{name}.js", content
    frequencies = _frequencies(postings)
    alphabet = {character for level in frequencies for character in level}
    needed = {old: new for old, new in simplified().items() if new in alphabet}
    yield "fold.js", text_script("fold", "".join(needed) + "\n" + "".join(needed.values()))
    yield "works.js", text_script("works", _work_table(works, passages, leading))
    main = {
        "format": FORMAT,
        "digest": digest.hexdigest()[:12],
        "languages": list(languages),
        "passages": len(passages),
        "leading": leading,
        "han": HAN,
        "dropped": DROPPED,
        "same": ["".join(replaced()), "".join(replaced().values())],
        "levels": frequencies,
        "postings": starts,
        "texts": list(differences(texts)),
    }
    yield "main.js", text_script("main", json.dumps(main, ensure_ascii=False, separators=(",", ":")))


_REMEMBERED = 20_000_000
"""Characters of text whose keys are kept from one build to the next."""

_last: dict[Searchable, Keys] = {}
"""The keys of the works of the last build: a server that is being watched looks again only at works that changed."""


def _keys(works: Iterable[Searchable], again: bool) -> Iterator[tuple[Searchable, Keys]]:
    """Each work with the keys of its passages, in the order of their numbers; kept where they are wanted ``again``."""
    global _last
    found: dict[Searchable, Keys] = {}
    size = 0
    for work in works:
        keys = _last.get(work) if again else None
        keys = keys or keys_of(sorted(work.passages, key=lambda passage: not passage.leads))
        size += sum(len(passage.text) for passage in work.passages) if again else 0
        if again and size <= _REMEMBERED:
            found[work] = keys
        yield work, keys
    _last = found if size <= _REMEMBERED else {}


def _number(works: Iterable[Searchable]) -> Iterator[Numbered]:
    ordered = [(work, passage) for work in works for passage in work.passages]
    ordered.sort(key=lambda pair: not pair[1].leads)
    for number, (work, passage) in enumerate(ordered):
        yield Numbered(number, work, passage)


def _frequencies(postings: Postings) -> list[str]:
    """The Han characters of the library by how often they begin a key: level n holds those up to 2 ** n times."""
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for character, often in postings.first_characters().items():
        levels[often.bit_length()].append(character)
    return ["".join(levels[level]) for level in range(max(levels, default=0) + 1)]


# --- texts ----------------------------------------------------------------------------------------------------------


def _text_groups(passages: Sequence[Numbered], leading: int) -> Iterator[list[Numbered]]:
    """Passages by shard: of about equal size, and never both leading ones and running text."""
    total = sum(len(one.passage.text) for one in passages)
    limit = max(TEXT_CHARACTERS, total // MOST_TEXT_SHARDS)
    group: list[Numbered] = []
    size = 0
    for one in passages:
        if group and (size >= limit or one.number == leading):
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one.passage.text) + sum(map(len, (*one.passage.translations, *one.passage.spoken)))
    if group:
        yield group


def _encode_texts(group: Sequence[Numbered]) -> str:
    """Lines of tab-separated fields.

    ``F`` where traditional characters occur, ``W`` a work, ``S`` a section, ``N`` one whose name is the first so many
    characters of what follows, ``A`` the page of what follows, and a line for each passage: kind and anchor, text, and
    where it leads its pinyin and translations.
    """
    table = simplified()
    folds = not table.keys().isdisjoint("".join(one.passage.text for one in group))
    lines = [["F"]] if folds else []
    work: Searchable | None = None
    path: list[int] = []
    page = anchor = ""
    for one in group:
        passage = one.passage
        if one.work is not work:
            work, path, page = one.work, [], ""
            lines.append(["W", work.id, work.language])
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


def _work_table(works: Sequence[Searchable], passages: Sequence[Numbered], leading: int) -> str:
    """A line for each work: its id, and how many leading passages and passages of running text it has."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in passages:
        counts[one.work.id][one.number >= leading] += 1
    return "\n".join(f"{work.id}\t{counts[work.id][0]}\t{counts[work.id][1]}" for work in works)
