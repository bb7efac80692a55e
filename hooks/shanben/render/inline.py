"""A block's text with links where it refers to something, and marks where a term is first used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from shanben.addresses import Addresses
from shanben.markup import Markup, element, href, joined, link
from shanben.model.language import Term, TermUse
from shanben.model.library import Collection, Library
from shanben.model.references import Reference, Target
from shanben.model.versions import Change, VersionOf, by_address, changes_by_work
from shanben.model.works import Work
from shanben.remembered import Remembered
from shanben.render.backlinks import Backlinks, find_backlinks
from shanben.render.glossary import Glossary, glossary
from shanben.render.related import Related, find_related
from shanben.render.told import language_of
from shanben.render.translated import title_of

_WHOLE_LIST = frozenset({"announced"})
"""Kinds whose first target stands for all of them: a list begins there."""
_BESIDE = frozenset({"repeat"})
"""Kinds that mark a passage at its end instead of making a link of it."""
_WITHIN = frozenset({"internal", "relative"})
"""Kinds that lead to another place of the same text, whose day needs no saying."""


@dataclass(frozen=True, slots=True)
class Web:
    """What leads from a page of one work to the rest of the library."""

    terms: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    glossary: Glossary = field(default_factory=lambda: Glossary((), MappingProxyType({})))
    backlinks: Backlinks = field(default_factory=Backlinks)
    titles: Mapping[str, Markup | str] = field(default_factory=lambda: MappingProxyType({}))
    """What works are called where they are mentioned."""
    versions: Mapping[str, VersionOf] = field(default_factory=lambda: MappingProxyType({}))
    """The versions of works that have some, by the address of each."""
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Which works change others, by each work that has to do with it."""
    collections: Mapping[str, tuple[Collection, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The collections each work stands in."""
    related: Mapping[str, Related] = field(default_factory=lambda: MappingProxyType({}))
    """What is near to each work without citing it."""


def weave(library: Library, before: Remembered | None = None) -> Web:
    """The web of a library; what was found ``before`` of a text alone is remembered."""
    return Web(
        MappingProxyType({term.id: term for term in library.terms}),
        glossary(library),
        find_backlinks(library, before),
        MappingProxyType({work.id: title_of(work) for work in library.works}),
        MappingProxyType(by_address(library.versions)),
        MappingProxyType(changes_by_work(library.changes)),
        MappingProxyType({work.id: held for work in library.works if (held := _collections(library, work.id))}),
        MappingProxyType(find_related(library, before)),
    )


def _collections(library: Library, work: str) -> tuple[Collection, ...]:
    return tuple(one for one in library.collections if work in one.works)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text and what is made of it, given its words."""

    start: int
    end: int
    around: Callable[[str], Markup]
    always: bool = False
    """Whether it is a sign that stands after a link where it would stand inside."""


def references_by_block(work: Work) -> Mapping[str, tuple[Reference, ...]]:
    """A work's references, by the block that makes them."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in work.references:
        found[reference.block].append(reference)
    return MappingProxyType({block: tuple(several) for block, several in found.items()})


def inline(
    text: str,
    path: str,
    *,
    bold: int,
    anchor: str = "",
    references: Iterable[Reference],
    uses: Iterable[TermUse],
    addresses: Addresses,
    web: Web,
    calls: Iterable[tuple[int, Markup]] = (),
    breaks: Sequence[int] = (),
) -> Markup:
    """``text``, the published text of a block, as HTML for the page ``path``.

    Its first ``bold`` characters are a run-in heading; ``anchor`` is that of the section it opens. Links never overlap:
    what begins first, and then what is longer, wins. ``calls`` are signs before characters of the text; one inside a
    link follows it. Lines end before the characters at ``breaks``.
    """
    if not (references or uses or calls or breaks):  # as most are
        return joined((_run_in(text[:bold], anchor), text[bold:])) if bold or anchor else joined((text,))

    def words(start: int, end: int) -> str:
        if not breaks:
            return text[start:end]
        parts: list[str] = []
        for at in breaks:
            if start <= at < end:
                parts += (text[start:at], element("br"))
                start = at
        return joined([*parts, text[start:end]])

    pieces = [_Piece(0, bold, lambda words: _run_in(words, anchor))] if bold or anchor else []
    beside: dict[tuple[int, str], None] = {}
    for reference in references:
        if reference.kind in _BESIDE:
            found = _found(reference, path, addresses)
            beside |= dict.fromkeys((end_of_clause(text, reference.end), address) for address in found)
        elif reference.start >= bold:
            pieces += _reference(reference, path, addresses, web)
    pieces += [_mark(at, address) for at, address in beside]
    pieces += [_term(use, path, addresses, web) for use in uses if use.start >= bold]
    pieces += [_Piece(at, at, lambda _, sign=sign: sign, True) for at, sign in calls]  # type: ignore[misc]
    out: list[str] = []
    position = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start < position and not piece.always:
            continue
        start = max(position, piece.start)
        out += (words(position, start), piece.around(words(start, max(start, piece.end))))
        position = max(start, piece.end)
    return joined([*out, words(position, len(text))])


def _run_in(words: str, anchor: str) -> Markup:
    """A run-in heading, or a place without words: the address of an article leads to its first words."""
    return element("strong" if words else "span", words, id=anchor)


_CLAUSE = re.compile(r"[，。；：！？…,;:!?](?:[，。；：！？…]|[”’」』）》])*")

_LONGEST_CLAUSE = 1000
"""Characters in which a clause ends, if it does."""


def end_of_clause(text: str, position: int) -> int:
    """Where a mark of the words before ``position`` may stand: after their clause, its sign and what closes it.

    In words without any sign it stands where they end, or right behind: not every mark looks through all of them.
    """
    behind = _CLAUSE.search(text, max(0, position - 1), position + _LONGEST_CLAUSE)
    if behind:
        return behind.end()
    return len(text) if len(text) <= position + _LONGEST_CLAUSE else position


def _mark(at: int, address: str) -> _Piece:
    sign = _beside(address, "同文又见 · the same words elsewhere", "sb-repeat")
    return _Piece(at, at, lambda _: sign, True)


def _found(reference: Reference, path: str, addresses: Addresses) -> list[str]:
    return [address for target in reference.targets if (address := _address(target, path, addresses))]


def _reference(reference: Reference, path: str, addresses: Addresses, web: Web) -> Iterator[_Piece]:
    found = _found(reference, path, addresses)
    if not found:
        return
    version = web.versions.get(reference.targets[0].work)
    told = version if reference.kind not in _WITHIN else None
    title = f"{told.version.label} 的文本 · the text of that day" if told else ""
    classes = f"sb-reference sb-{reference.kind}"
    if reference.spots:
        for (start, end), target in zip(reference.spots, reference.targets, strict=True):
            if address := _address(target, path, addresses):
                yield _Piece(start, end, lambda words, to=address: link(to, words, classes=classes, title=title))  # type: ignore[misc]
        return
    others = [] if reference.kind in _WHOLE_LIST else found[1:]
    more = joined(_beside(address, "又见 · see also", "sb-also") for address in others)
    yield _Piece(
        reference.start, reference.end, lambda words: link(found[0], words, classes=classes, title=title) + more
    )


def _beside(address: str, words: str, name: str) -> Markup:
    """A link without words of its own: its sign is drawn, so the text beside it stays the text."""
    return link(address, classes=name, title=words, aria_label=words)


def _address(target: Target, path: str, addresses: Addresses) -> str:
    """Where a target stands as seen from a page; empty where nothing is shown there."""
    if target.url:
        return href(target.url)
    pages = addresses.works.get(target.work)
    return addresses.link(path, target.work, target.anchor) if pages and target.anchor in pages.page_of else ""


def _term(use: TermUse, path: str, addresses: Addresses, web: Web) -> _Piece:
    address = web.glossary.link(path, use.term, addresses)
    gloss = _gloss_id(use.term, use.sense)
    return _Piece(use.start, use.end, lambda words: link(address, words, classes="sb-term-use", aria_describedby=gloss))


def _gloss_id(term: str, sense: int) -> str:
    return f"gloss-{term}-{sense + 1}"


def glosses(uses: Iterable[TermUse], web: Web) -> Iterator[Markup]:
    """The glosses of the terms marked on a page, hidden until a reader asks; nothing where none is marked."""
    shown = [_gloss(web.terms[term], sense) for term, sense in dict.fromkeys((use.term, use.sense) for use in uses)]
    if shown:
        yield Markup('<div class="sb-glosses" hidden>') + joined(shown) + Markup("</div>")


def _gloss(term: Term, number: int) -> Markup:
    sense = term.senses[number]
    words = [
        element("span", one.text, classes="sb-gloss-translation", lang=one.language)
        for one in sense.translations
        if one.usage == "preferred"
    ]
    notes = [
        element("span", " ".join(part.split()), classes="sb-gloss-note", lang=language_of(part))
        for part in (sense.definition, sense.note)
        if part
    ]
    title = element("span", term.text, classes="sb-gloss-term", lang="zh")
    shown = (title, joined(words, " "), joined(notes))
    return element("div", joined(shown, " "), classes="sb-gloss", id=_gloss_id(term.id, number))
