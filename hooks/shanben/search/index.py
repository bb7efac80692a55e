"""The search index: files that stand beside the site and are read by the search client of every page.

Passages are numbered through the library: first all that lead (titles, headings, terms), then running text, both in
the order of the library. ``main.js`` says where everything is; ``p*.js`` hold postings, from keys to passages;
``t*.js`` hold the passages themselves, which prove a hit and show it; ``fold.js`` the traditional characters,
``works.js`` the passages of each work. Nothing but the numbering looks at more than one work, and the rest
is made in ``entries``.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain

from shanben.model.library import Library, ShapedSource
from shanben.search.entries import Entry, Piece, entries_of, entry_of, passages_of
from shanben.search.fold import DROPPED, HAN, replaced, written_for
from shanben.search.passages import Address, Glossary, Searchable, first_uses, searchable_terms
from shanben.search.postings import NO_KEYS, Gathering, Postings
from shanben.search.shards import (
    MOST_TEXT_SHARDS,
    TEXT_CHARACTERS,
    Scripts,
    differences,
    most_posting_bytes,
    posting_shards,
    script,
    text_script,
)

FORMAT = 1
"""Version of the files; the client refuses any other."""


def search_files(
    library: Library,
    address: Address,
    glossary: Glossary | None = None,
    pages: Iterable[Searchable] = (),
    of_source: Callable[[ShapedSource], Iterable[Entry]] | None = None,
    make: Scripts = script,
) -> Iterator[tuple[str, str]]:
    """Every file of the index: its name and its content. Without a glossary, terms lead to their first use.

    ``pages`` are those written by hand; they stand behind the works. ``of_source`` knows the entries of a source, where
    somebody has kept them, and ``make`` makes scripts or has kept those.
    """
    known = of_source or (lambda shaped: entries_of(shaped, library.languages, address))
    entries = (entry for shaped in library.sources for entry in known(shaped))
    uses = glossary or first_uses(library.works, address) if library.terms else None
    terms = [entry_of(searchable_terms(library.terms, library.languages, uses))] if uses else []
    yield from index_files(chain(entries, terms, map(entry_of, pages)), library.languages, make)


def index_files(
    entries: Iterable[Entry], languages: Sequence[str], make: Scripts = script
) -> Iterator[tuple[str, str]]:
    """The files for works in the order of their library: the name of each and its content."""
    works, keys = [], Gathering()
    for entry in entries:
        works.append(replace(entry, keys=NO_KEYS))
        keys.add(entry.keys, passages_of(entry.leading), passages_of(entry.running))
    leading = sum(passages_of(work.leading) for work in works)
    postings = keys.postings()
    limit = most_posting_bytes(len(postings))
    digest = hashlib.sha256()
    starts: list[str] = []
    for index, shard in enumerate(posting_shards(postings.lists(limit), limit)):
        starts.append(shard.keys[0])
        name = f"p{index}"
        content = make(name, *shard.encode())
        digest.update(content.encode())
        yield f"{name}.js", content
    sizes: list[int] = []
    for index, group in enumerate(_text_groups(works)):
        sizes.append(passages_of(group))
        name = f"t{index}"
        folds = "F\n" if any(piece.traditional for piece in group) else ""
        content = text_script(name, folds + "\n".join(piece.lines for piece in group), make)
        digest.update(content.encode())
        yield f"{name}.js", content
    frequencies = _frequencies(postings)
    needed = written_for("".join(frequencies))
    yield "fold.js", text_script("fold", "".join(needed) + "\n" + "".join(needed.values()))
    yield "works.js", text_script("works", _work_table(works))
    main = {
        "format": FORMAT,
        "digest": digest.hexdigest()[:12],
        "languages": list(languages),
        "passages": sum(sizes),
        "leading": leading,
        "han": HAN,
        "dropped": DROPPED,
        "same": ["".join(replaced()), "".join(replaced().values())],
        "levels": frequencies,
        "postings": starts,
        "texts": list(differences(accumulate(sizes[:-1], initial=0))) if sizes else [],
    }
    yield "main.js", text_script("main", json.dumps(main, ensure_ascii=False, separators=(",", ":")))


def _frequencies(postings: Postings) -> list[str]:
    """The Han characters of the library by how often they begin a key: level n holds those up to 2 ** n times."""
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for character, often in postings.first_characters().items():
        levels[often.bit_length()].append(character)
    return ["".join(levels[level]) for level in range(max(levels, default=0) + 1)]


def _text_groups(works: Sequence[Entry]) -> Iterator[list[Piece]]:
    """Pieces by shard: of about equal size, and never both leading ones and running text."""
    total = sum(piece.characters for work in works for piece in (*work.leading, *work.running))
    limit = max(TEXT_CHARACTERS, total // MOST_TEXT_SHARDS)
    for pieces in ((one for work in works for one in work.leading), (one for work in works for one in work.running)):
        group: list[Piece] = []
        size = 0
        for piece in pieces:
            if group and size >= limit:
                yield group
                group, size = [], 0
            group.append(piece)
            size += piece.characters
        if group:
            yield group


def _work_table(works: Iterable[Entry]) -> str:
    """A line for each work: its id, and how many leading passages and passages of running text it has."""
    return "\n".join(f"{work.id}\t{passages_of(work.leading)}\t{passages_of(work.running)}" for work in works)
