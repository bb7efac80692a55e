"""A block's text as inline Markdown: links where it refers to something, marks where a term is first used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape as html
from types import MappingProxyType

from shanben.addresses import Addresses
from shanben.markup import attributes, escape
from shanben.model.language import Term, TermUse
from shanben.model.library import Library
from shanben.model.references import Reference, Target
from shanben.model.works import Work
from shanben.render.backlinks import Backlinks, find_backlinks
from shanben.render.glossary import Glossary, glossary

_WHOLE_LIST = frozenset({"announced"})
"""Kinds whose first target stands for all of them: a list begins there."""
_BESIDE = frozenset({"repeat"})
"""Kinds that mark a passage at its end instead of making a link of it."""


@dataclass(frozen=True, slots=True)
class Web:
    """What leads from a page of one work to the rest of the library."""

    terms: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    glossary: Glossary = field(default_factory=lambda: Glossary((), MappingProxyType({})))
    backlinks: Backlinks = field(default_factory=Backlinks)
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def weave(library: Library) -> Web:
    """The web of a library."""
    return Web(
        MappingProxyType({term.id: term for term in library.terms}),
        glossary(library),
        find_backlinks(library),
        MappingProxyType({work.id: work.title for work in library.works}),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text with what is written around it."""

    start: int
    end: int
    before: str
    after: str


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
) -> str:
    """``text``, the published text of a block, as Markdown for the page ``path``.

    Its first ``bold`` characters are a run-in heading; ``anchor`` is that of the section it opens. Links never overlap:
    what begins first, and then what is longer, wins.
    """
    pieces = [_Piece(0, bold, *_run_in(bold, anchor))] if bold or anchor else []
    for reference in references:
        if reference.start >= bold:
            pieces += _reference(reference, path, addresses)
    pieces += [_term(use, path, web) for use in uses if use.start >= bold]
    out: list[str] = []
    position = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start < position:
            continue
        out.append(escape(text[position : piece.start]) if piece.start > position else "")
        out.append(
            piece.before + (escape(text[piece.start : piece.end]) if piece.end > piece.start else "") + piece.after
        )
        position = piece.end
    return "".join([*out, escape(text[position:])])


def _run_in(bold: int, anchor: str) -> tuple[str, str]:
    """What is written around a run-in heading: the address of an article leads to its first words."""
    named = attributes(id=anchor) if anchor else ""
    return ("**", f"**{named}") if bold else (f'<span id="{anchor}">', "</span>")


def _reference(reference: Reference, path: str, addresses: Addresses) -> Iterator[_Piece]:
    links = [link for target in reference.targets if (link := _link(target, path, addresses))]
    if not links:
        return
    if reference.kind in _BESIDE:
        after = "".join(_beside(link, "同文又见 · the same words elsewhere", "sb-repeat") for link in links)
        yield _Piece(reference.end, reference.end, "", after)
        return
    shown = attributes(classes=f"sb-reference sb-{reference.kind}")
    others = [] if reference.kind in _WHOLE_LIST else links[1:]
    more = "".join(_beside(link, "又见 · see also", "sb-also") for link in others)
    yield _Piece(reference.start, reference.end, "[", f"]({links[0]}){shown}{more}")


def _beside(link: str, words: str, name: str) -> str:
    """A link without words of its own: its sign is drawn, so the text beside it stays the text."""
    return f"[]({link}){attributes(classes=name, title=words, aria_label=words)}"


def _link(target: Target, path: str, addresses: Addresses) -> str:
    """Where a target stands as seen from a page; empty where nothing is shown there."""
    if target.url:
        return f"<{target.url}>"
    pages = addresses.works.get(target.work)
    return addresses.link(path, target.work, target.anchor) if pages and target.anchor in pages.page_of else ""


def _term(use: TermUse, path: str, web: Web) -> _Piece:
    shown = attributes(classes="sb-term-use", aria_describedby=_gloss_id(use.term, use.sense))
    return _Piece(use.start, use.end, "[", f"]({web.glossary.link(path, use.term)}){shown}")


def _gloss_id(term: str, sense: int) -> str:
    return f"gloss-{term}-{sense + 1}"


def glosses(uses: Iterable[TermUse], web: Web) -> str:
    """The glosses of the terms marked on a page, hidden until a reader asks; empty where none is marked."""
    wanted = dict.fromkeys((use.term, use.sense) for use in uses)
    shown = "".join(_gloss(web.terms[term], sense) for term, sense in wanted)
    return f'<div class="sb-glosses" hidden>{shown}</div>' if shown else ""


def _gloss(term: Term, number: int) -> str:
    sense = term.senses[number]
    words = [
        f'<span class="sb-gloss-translation" lang="{html(one.language)}">{html(one.text)}</span>'
        for one in sense.translations
        if one.usage == "preferred"
    ]
    notes = [html(" ".join(part.split())) for part in (sense.definition, sense.note) if part]
    rest = "".join(f'<span class="sb-gloss-note">{note}</span>' for note in notes)
    title = f'<span class="sb-gloss-term" lang="zh">{html(term.text)}</span>'
    return f'<div class="sb-gloss" id="{_gloss_id(term.id, number)}">{title} {" ".join(words)} {rest}</div>'
