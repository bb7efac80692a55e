"""Uses of terms: where the texts use the words of the termbase, longest first, over the re-flowed text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from opencc import OpenCC

from shanben.enrich.letterforms import in_one_form
from shanben.model.language import Term, TermUse
from shanben.model.library import ShapedSource
from shanben.model.text import Block, BlockKind, Origin
from shanben.model.works import Section, Work
from shanben.problems import Problem

_LONGEST_TITLE = 500
"""Characters of a title that is looked for as a whole; one that repeats costs the square of its length to prepare."""
_TRADITIONAL = ("s2t", "s2tw", "s2hk")


@cache
def _converters() -> tuple[OpenCC, ...]:
    return tuple(OpenCC(name) for name in _TRADITIONAL)


def traditional_forms(text: str) -> tuple[str, ...]:
    """The traditional writings of a form (OpenCC, Taiwan and Hong Kong), without the form itself."""
    forms = dict.fromkeys(converter.convert(text) for converter in _converters())
    return tuple(form for form in forms if form != text)


def _writings(form: str) -> tuple[str, ...]:
    """How a form may stand in print: simplified or traditional, and a title's marks inside another title's.

    Each in the one form of its letters, in which texts are looked through.
    """
    form = in_one_form(form)[0]
    writings = (form, *traditional_forms(form))
    inner = tuple(one.replace("《", "〈").replace("》", "〉") for one in writings) if form.startswith("《") else ()
    return (*writings, *inner)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a form means: a term, and where (empty: everywhere)."""

    term: Term
    scope: frozenset[str]


class TermMatcher:
    """Finds the forms of all terms in one pass (Aho-Corasick), the longest where several begin at one place.

    ``titles`` are the titles of the library's works: 《title》 is taken whole, so that no term is found inside.
    """

    def __init__(self, terms: Iterable[Term], titles: Iterable[str] = ()) -> None:
        meant: dict[str, list[_Meant]] = defaultdict(list)
        for term in terms:
            everywhere = (term.text, *(form for form, _ in term.aliases))
            forms = [(form, frozenset[str]()) for form in everywhere]
            forms += [(form, frozenset(scope)) for form, scope in term.local]
            for form, scope in forms:
                for writing in _writings(form):
                    if not any(one.term is term and one.scope == scope for one in meant[writing]):
                        meant[writing].append(_Meant(term, scope))
        for title in (one for one in titles if len(one) <= _LONGEST_TITLE):
            meant.setdefault(in_one_form(f"《{title}》")[0], [])
        self._meant = list(meant.values())
        # Nearly every form means one term with one sense everywhere; those need no look at the place.
        self._plain = [_plain(form, several) for form, several in meant.items()]
        self._automaton = AhoCorasick(list(meant), matchkind=MatchKind.LeftmostLongest)

    def uses(self, text: str, block: str, scopes: Sequence[str]) -> Iterator[TermUse]:
        """The uses in a block's text. ``scopes`` are the names of the places it stands in, the widest first."""
        read, places = in_one_form(text)
        for pattern, start, end in self._automaton.find_matches_as_indexes(read):
            plain = self._plain[pattern]
            if plain:
                yield TermUse(plain, 0, block, places[start], places[end])
                continue
            chosen = _chosen(self._meant[pattern], scopes)
            if chosen is not None and _whole_word(read, start, end):
                term, sense = chosen
                yield TermUse(term.id, sense, block, places[start], places[end])


def _plain(form: str, meant: Sequence[_Meant]) -> str:
    """The id of the term that a form means wherever it stands, or empty where that depends on the place."""
    if len(meant) != 1 or meant[0].scope or _latin(form[0]) or _latin(form[-1]):
        return ""
    term = meant[0].term
    return term.id if len(term.senses) == 1 and not term.senses[0].scope else ""


def _chosen(meant: Sequence[_Meant], scopes: Sequence[str]) -> tuple[Term, int] | None:
    """The term a form means here, with the sense that holds; what is said for a narrower place comes first."""
    local = next((one for one in meant if one.scope and not one.scope.isdisjoint(scopes)), None)
    found = local or next((one for one in meant if not one.scope), None)
    sense = _sense(found.term, scopes) if found else None
    return (found.term, sense) if found and sense is not None else None


def _sense(term: Term, scopes: Sequence[str]) -> int | None:
    for place in reversed(scopes):
        for number, sense in enumerate(term.senses):
            if place in sense.scope:
                return number
    return next((number for number, sense in enumerate(term.senses) if not sense.scope), None)


def _whole_word(text: str, start: int, end: int) -> bool:
    """Latin forms count only as whole words; Chinese has none."""
    left = start == 0 or not (_latin(text[start - 1]) and _latin(text[start]))
    right = end == len(text) or not (_latin(text[end - 1]) and _latin(text[end]))
    return left and right


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def use_terms(
    sources: Sequence[ShapedSource], terms: Sequence[Term], origin: Origin
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources with every use of a term recorded; a W803 for each scope that names no place of the library."""
    if not terms:
        return tuple(sources), ()
    matcher = TermMatcher(terms, {work.title for shaped in sources for work in shaped.works})
    used = tuple(
        replace(shaped, works=tuple(replace(work, terms=tuple(_uses(work, matcher))) for work in shaped.works))
        for shaped in sources
    )
    return used, tuple(_unknown_scopes(sources, terms, origin))


def _uses(work: Work, matcher: TermMatcher) -> Iterator[TermUse]:
    if not work.language.startswith("zh"):
        return
    for block in work.front:
        yield from matcher.uses(work.text(block), block.id, (work.id, f"{work.id}#{block.id}"))
    for section, scopes in _scoped(work):
        heading = (section.heading,) if isinstance(section.heading, Block) else ()
        for block in (*heading, *section.blocks):
            if block.kind is not BlockKind.FURNITURE:
                yield from matcher.uses(work.text(block), block.id, (*scopes, f"{work.id}#{block.id}"))


def _scoped(work: Work) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Every section in reading order with the names a scope may call it by, the widest first."""
    stack: list[tuple[Section, tuple[str, ...]]] = [(work.root, (work.id, f"{work.id}#{work.root.anchor}"))]
    while stack:
        section, scopes = stack.pop()
        yield section, scopes
        stack.extend((child, (*scopes, f"{work.id}#{child.anchor}")) for child in reversed(section.children))


def _unknown_scopes(sources: Sequence[ShapedSource], terms: Sequence[Term], origin: Origin) -> Iterator[Problem]:
    named = {
        place: term.id
        for term in terms
        for scope in (*(sense.scope for sense in term.senses), *(scope for _, scope in term.local))
        for place in scope
    }
    works = {work.id: work for shaped in sources for work in shaped.works}
    for place, term in named.items():
        work_id, _, anchor = place.partition("#")
        work = works.get(work_id)
        if work is None or (anchor and not _has(work, anchor)):
            message = "{term}: {place} is no work, section or block of this library; check the id"
            yield Problem("W803", message, origin, {"term": term, "place": place})


def _has(work: Work, anchor: str) -> bool:
    return any(anchor == section.anchor for section in work.sections()) or any(
        anchor == block.id for block in work.blocks()
    )
