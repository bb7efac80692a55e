"""References: where a text refers to another place, and where that is.

Three small steps, so that works can be read apart: ``declare`` says what a work offers to others, ``refer`` resolves a
work's mentions against the directory of all declarations, ``link_back`` turns references round into backlinks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from types import MappingProxyType

from shanben.enrich.asked_names import AskedDirectory, answered
from shanben.enrich.directory import Directory, declare
from shanben.enrich.lists import Address, continuations
from shanben.enrich.resolver import Resolver
from shanben.kept import digest_of
from shanben.lineation import Lines, lines_of
from shanben.model.library import ShapedSource
from shanben.model.references import Backlink, EditorLink, Reference, Registry, Target
from shanben.model.text import Block, Origin
from shanben.model.works import Work, bare
from shanben.problems import Problem
from shanben.remembered import Remembered


def resolve_references(
    sources: Sequence[ShapedSource], registry: Registry, before: Remembered | None = None
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources with the references and backlinks of their works, and what could not be resolved.

    What was resolved ``before`` is used where the work and what it asked of others are the same.
    """
    before = before or Remembered()
    seen: dict[int, str] = {}
    works = (work for shaped in sources for work in shaped.works)
    declared = tuple(before.once(("declared", work.id), (work,), partial(declare, work)) for work in works)
    directory = before.once("directory", (declared, registry), partial(Directory, declared, registry))
    links: dict[str, list[EditorLink]] = defaultdict(list)
    for link in registry.links:
        links[link.place.partition("#")[0]].append(link)
    problems = [_stray(link) for work, several in links.items() if work not in directory.works for link in several]
    referred = []
    for shaped in sources:
        one, faults = before.once(
            ("referred", shaped.source.slug),
            (shaped, shaped.made_of, directory, [links.get(work.id) for work in shaped.works]),
            partial(_referred, shaped, directory, links, before, seen),
        )
        referred.append(one)
        problems += faults
    return link_back(referred), tuple(problems)


def _referred(
    shaped: ShapedSource,
    directory: Directory,
    links: Mapping[str, Sequence[EditorLink]],
    before: Remembered,
    seen: dict[int, str],
) -> tuple[ShapedSource, tuple[Problem, ...]]:
    """A source with the references of its works; ``seen`` holds the digests of declarations that were looked at."""
    problems: list[Problem] = []
    state = before.once(("state", shaped.source.slug), (shaped, shaped.made_of), partial(_state, shaped))
    works, parts = [], cache(partial(continuations, shaped))
    for number, work in enumerate(shaped.works):
        known = digest_of("references", state, number) if state and not links.get(work.id) else ""
        found = _found(before, known, directory, seen)
        if found is None:
            asking = AskedDirectory(directory)
            lines = lines_of(shaped.source.text)
            read, faults = refer(work, asking, lines, links.get(work.id, ()), parts())
            found = read.references, faults
            if known:
                before.keep(known, (*found, asking.asked, answered(asking.asked, directory, seen)))
        works.append(replace(work, references=found[0]))
        problems += found[1]
    return replace(shaped, works=tuple(works)), tuple(problems)


def _state(shaped: ShapedSource) -> str:
    """What the references of a source's works depend on in it, for one goes on in another; empty: nobody can tell."""
    return digest_of(shaped.made_of, [bare(work) for work in shaped.works]) if shaped.made_of else ""


def _found(
    before: Remembered, key: str, directory: Directory, seen: dict[int, str]
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]] | None:
    """What was resolved before, if what it asked for is answered as it was."""
    match before.find(key):
        case (tuple() as references, tuple() as problems, tuple() as asked, str() as answers):
            return (references, problems) if answered(asked, directory, seen) == answers else None
    return None


def refer(
    work: Work,
    directory: Directory | AskedDirectory,
    lines: Lines,
    links: Iterable[EditorLink] = (),
    parts: Mapping[Address, Target] = MappingProxyType({}),
) -> tuple[Work, tuple[Problem, ...]]:
    """One work with its references. Of what is cited more than once without success only the first place is told."""
    resolver = Resolver(work, directory, parts)
    references = list(resolver.references())
    problems: dict[tuple[str, str], Problem] = {}
    for place, mention, code, why, values in resolver.problems:
        raw = place.text[mention.start : mention.end]
        origin = Origin(work.source.path.as_posix(), lines.at(_position(place.block, mention.start)).number)
        problems.setdefault((code, raw), Problem(code, why, origin, {"words": raw, **values}))
    texts = {place.block.id: place.text for place in resolver.places}
    strays = []
    for link in links:
        block = link.place.partition("#")[2]
        start = texts.get(block, "").find(link.words)
        targets = tuple(Target(*target.split("#", 1)) for target in link.targets if _stands(target, directory))
        if start < 0 or len(targets) != len(link.targets):
            strays.append(_stray(link))
            continue
        references.append(Reference("editor", block, start, start + len(link.words), link.words, (), targets))
    return replace(work, references=tuple(references)), (*problems.values(), *strays)


def _stands(target: str, directory: Directory | AskedDirectory) -> bool:
    work, _, anchor = target.partition("#")
    return work in directory.works and anchor in directory.works[work].anchors


def _stray(link: EditorLink) -> Problem:
    message = "“{words}” does not stand at {place}, or one of its targets does not exist; check the ids"
    return Problem("W704", message, link.origin, {"words": link.words, "place": link.place})


def _position(block: Block, offset: int) -> int:
    """Where in the source the ``offset``-th published character of a block stands (runs of white space aside)."""
    for span in block.spans:
        if offset < len(span):
            return span.start + offset
        offset -= len(span)
    return block.spans[-1].start if block.spans else 0


def link_back(sources: Iterable[ShapedSource]) -> tuple[ShapedSource, ...]:
    """The sources with, at each work, the places that refer to it. Passages that return already link both ways."""
    sources = tuple(sources)
    back: dict[str, list[Backlink]] = defaultdict(list)
    for shaped in sources:
        for work in shaped.works:
            for reference in work.references:
                if reference.kind in ("repeat", "relative", "clause"):
                    continue
                for target in reference.targets:
                    if target.work and (target.work, target.anchor) != (work.id, reference.block):
                        back[target.work].append(Backlink(target.anchor, work.id, reference.block, reference.kind))
    return tuple(
        replace(
            shaped,
            works=tuple(
                replace(work, backlinks=tuple(dict.fromkeys(back[work.id]))) if work.id in back else work
                for work in shaped.works
            ),
        )
        for shaped in sources
    )


GOLD_KINDS = frozenset({"internal", "internal-bare", "external", "external-article"})
"""References by article or by the name of a law: the kinds that are measured."""


def cited_articles(work: Work) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every reference to an article or a law as printed, with what it cites (a name, then articles)."""
    for reference in work.references:
        if reference.kind in GOLD_KINDS:
            yield reference.raw, reference.cited
