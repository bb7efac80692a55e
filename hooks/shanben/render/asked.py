"""What the pages of one source ask of the rest of their library: they are made anew only where an answer changed.

A page shows its own work, and little else: the titles of works it cites, who cites it, the words of a term. ``Asking``
lends the addresses and the web of a library to those who write, and remembers what they looked up in them. Whoever
writes can only look up: nobody can go through all works and stay unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

from shanben.addresses import Addresses, WorkPages
from shanben.render.backlinks import Backlinks
from shanben.render.glossary import Glossary
from shanben.render.inline import Web

Question = tuple[str, str, str]
"""What is looked up: the name of a table, and the one or two words of a key in it."""

Answer = TypeVar("Answer")
Key = TypeVar("Key", str, tuple[str, str])


class _Asked(Mapping[Key, Answer], Generic[Key, Answer]):
    """A table that remembers which keys were looked up."""

    def __init__(self, name: str, table: Mapping[Key, Answer], asked: dict[Question, None]) -> None:
        self._name, self._asked = name, asked
        self._table: Mapping[Key, Answer] = table

    def __getitem__(self, key: Key) -> Answer:
        self._asked[_question(self._name, key)] = None
        return self._table[key]

    def __iter__(self) -> Iterator[Key]:
        raise TypeError(f"{self._name} is looked up, never gone through")

    def __len__(self) -> int:
        raise TypeError(f"{self._name} is looked up, never counted")


class _AskedWorks(Mapping[str, WorkPages]):
    """The pages of works: of a source's own everything is known, of others it is remembered what was looked up."""

    def __init__(self, works: Mapping[str, WorkPages], own: frozenset[str], asked: dict[Question, None]) -> None:
        self._works, self._own, self._asked = works, own, asked

    def __getitem__(self, key: str) -> WorkPages:
        if key in self._own:
            return self._works[key]
        self._asked[_question(_PAGES, key)] = None
        pages = self._works[key]
        return replace(pages, page_of=_Anchors(pages, self._asked))

    def __iter__(self) -> Iterator[str]:
        raise TypeError("works are looked up, never gone through")

    def __len__(self) -> int:
        raise TypeError("works are looked up, never counted")


class _Anchors(Mapping[str, str]):
    """The page of each anchor of another work."""

    def __init__(self, pages: WorkPages, asked: dict[Question, None]) -> None:
        self._pages, self._asked = pages, asked

    def __getitem__(self, anchor: str) -> str:
        self._asked[_question(_ANCHOR, (self._pages.work.id, anchor))] = None
        return self._pages.page_of[anchor]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("anchors are looked up, never gone through")

    def __len__(self) -> int:
        raise TypeError("anchors are looked up, never counted")


def _question(name: str, key: str | tuple[str, str]) -> Question:
    return (name, key, "") if isinstance(key, str) else (name, *key)


_PAGES, _ANCHOR = "pages", "anchor"
_OF_WORKS: Mapping[str, Callable[[Web], Mapping[str, object]]] = {
    "terms": lambda web: web.terms,
    "glossary": lambda web: web.glossary.page_of,
    "cites": lambda web: web.backlinks.cites,
    "cited_by": lambda web: web.backlinks.cited_by,
    "titles": lambda web: web.titles,
    "versions": lambda web: web.versions,
    "changes": lambda web: web.changes,
    "collections": lambda web: web.collections,
    "related": lambda web: web.related,
}
_OF_PLACES: Mapping[str, Callable[[Web], Mapping[tuple[str, str], object]]] = {
    "to_section": lambda web: web.backlinks.to_section,
    "names": lambda web: web.backlinks.names,
}


class Asking:
    """The addresses and the web of a library as they are lent to one source, whose works are its ``own``."""

    def __init__(self, addresses: Addresses, web: Web, own: frozenset[str]) -> None:
        asked: dict[Question, None] = {}
        self._asked = asked
        self.addresses = replace(addresses, works=_AskedWorks(addresses.works, own, asked))
        links = web.backlinks
        self.web = Web(
            _Asked("terms", web.terms, asked),
            Glossary((), _Asked("glossary", web.glossary.page_of, asked)),
            Backlinks(
                _Asked("to_section", links.to_section, asked), _Asked("names", links.names, asked),
                _Asked("cites", links.cites, asked), _Asked("cited_by", links.cited_by, asked),
            ),
            _Asked("titles", web.titles, asked), _Asked("versions", web.versions, asked),
            _Asked("changes", web.changes, asked), _Asked("collections", web.collections, asked),
            _Asked("related", web.related, asked),
        )  # fmt: skip

    @property
    def asked(self) -> tuple[Question, ...]:
        """All that was looked up so far."""
        return tuple(self._asked)


def answers(asked: tuple[Question, ...], addresses: Addresses, web: Web) -> str:
    """The SHA-256 of what a library answers: another one where any answer is another."""
    digest = hashlib.sha256()
    for question in asked:
        digest.update(repr(_answer(question, addresses, web)).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _answer(question: Question, addresses: Addresses, web: Web) -> object:
    name, first, second = question
    if name in _OF_WORKS:
        return _OF_WORKS[name](web).get(first)
    if name in _OF_PLACES:
        return _OF_PLACES[name](web).get((first, second))
    pages = addresses.works.get(first)
    if pages is None:
        return None
    return pages.page_of.get(second) if name == _ANCHOR else (pages.landing, [path for _, path in pages.sections])
