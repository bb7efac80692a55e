"""``library.json``: the machine's view of a library. Its format is documented in ``docs/library-json.md``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shanben.model.forms import Called, CaptionOf, Cell, Picture, Verse
from shanben.model.language import Term, Translation
from shanben.model.library import FORMAT, Library, ShapedSource
from shanben.model.references import Reference
from shanben.model.text import Block, Span, Supplied, read_spans
from shanben.model.versions import Standing, VersionOf, by_address
from shanben.model.works import Fact, Section, Work
from shanben.problems import Problem


class Piece(NamedTuple):
    """A piece of the file, and which work it is, if it is one."""

    text: str
    work: str = ""


WorksOf = Callable[[ShapedSource], Sequence[str]]
"""Knows the ``works_json`` of a source."""


def library_json(library: Library, problems: Iterable[Problem] = ()) -> str:
    """The library, with what is wrong or doubtful in it, as JSON text: the same bytes for the same library."""
    return "".join(piece.text for piece in library_pieces(library, problems))


def library_pieces(
    library: Library, problems: Iterable[Problem] = (), works_of: WorksOf | None = None
) -> Iterator[Piece]:
    """``library_json`` piece by piece, each work one of its own: nobody needs to hold all of it.

    ``works_of`` is asked where somebody has kept what it knows.
    """
    versions = by_address(library.versions)
    works = works_of or (lambda shaped: works_json(shaped, versions))
    yield Piece(f'{{"format":{FORMAT}')
    if library.day:
        yield Piece(f',"as_of":{_json(library.day)}')
    for name, listed in _lists(library, problems, works):
        yield Piece(f',"{name}":[')
        for number, one in enumerate(listed):
            if number:
                yield Piece(",")
            yield one
        yield Piece("]")
    yield Piece("}\n")


def works_json(shaped: ShapedSource, versions: Mapping[str, VersionOf]) -> tuple[str, ...]:
    """The works of a source as the library lists them, each as JSON text on one line."""
    return tuple(_json(_work(work, versions.get(work.id))) for work in shaped.works)


def _json(one: object) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))


def _lists(library: Library, problems: Iterable[Problem], works: WorksOf) -> Iterator[tuple[str, Iterable[Piece]]]:
    """What the document lists, by name, in its order."""
    uses = Counter(use.term for work in library.works for use in work.terms)
    plain: dict[str, Iterable[object]] = {
        "collections": (
            {"id": one.id, "title": one.title, "introduction": one.introduction, "works": list(one.works)}
            for one in library.collections
        ),
        "changes": (
            {"by": change.by, "of": change.of, "made": change.made or None, "ends": change.ends}
            for change in library.changes
        ),
        "terms": (_term(term, uses[term.id]) for term in library.terms),
        "problems": map(_problem, problems),
    }
    if library.missing:
        plain["missing"] = library.missing
    yield "sources", (Piece(_json(_source(shaped))) for shaped in library.sources)
    yield (
        "works",
        (
            Piece(text, work.id)
            for shaped in library.sources
            for work, text in zip(shaped.works, works(shaped), strict=True)
        ),
    )
    for name, listed in plain.items():
        yield name, (Piece(_json(one)) for one in listed)


def _source(shaped: ShapedSource) -> dict[str, Any]:
    return {
        "slug": shaped.source.slug,
        "sha256": shaped.source.sha256,
        "characters": len(shaped.source.text),
        "gaps": [
            {"span": [gap.span.start, gap.span.end], "reason": gap.reason.value}
            | ({"note": gap.note} if gap.note else {})
            for gap in shaped.gaps
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.text,
        "path": problem.origin.path,
        "line": problem.origin.line or None,
    }


def _work(work: Work, version: VersionOf | None) -> dict[str, Any]:
    return {
        "id": work.id,
        "title": work.title,
        "title_supplied": isinstance(work.root.heading, Supplied),
        "language": work.language,
        "excerpt": work.excerpt,
        **({"version": _version(version)} if version else {}),
        **_holds(work),
        "source": work.source.slug,
        "facts": [_fact(fact) for fact in work.facts],
        "sections": [_section(work, section) for section in work.sections()],
        "blocks": [_block(work, block) for block in work.blocks()],
        "queries": [{"question": query.question, "block": query.block or None} for query in work.queries],
        "references": [_reference(reference) for reference in work.references],
    }


def _holds(work: Work) -> dict[str, Any]:
    """Whether it holds on the day of the library, where that is known."""
    if work.standing is Standing.UNKNOWN:
        return {}
    since = {"in_force_from": work.awaited.since or None} if work.awaited else {}
    return {"status": work.standing.value, **since}


def _version(found: VersionOf) -> dict[str, Any]:
    version = found.version
    return {
        "of": found.versions.id,
        "date": version.date,
        "label": version.label,
        "status": version.standing.value,
        "current": version.work == found.versions.id,
        "by": version.by or None,
        "stated": found.versions.stated,
        "articles": dict(version.articles),
    }


def _term(term: Term, uses: int) -> dict[str, Any]:
    return {
        "id": term.id,
        "text": term.text,
        "aliases": [
            *({"text": text, "usage": usage, "scope": []} for text, usage in term.aliases),
            *({"text": text, "usage": "admitted", "scope": list(scope)} for text, scope in term.local),
        ],
        "senses": [
            {
                "translations": [
                    {
                        "language": translation.language,
                        "text": translation.text,
                        "status": translation.status.value,
                        "source": translation.source or None,
                        "usage": translation.usage,
                    }
                    for translation in sense.translations
                ],
                "definition": sense.definition,
                "note": sense.note,
                "scope": list(sense.scope),
            }
            for sense in term.senses
        ],
        "uses": uses,
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "kind": reference.kind,
        "block": reference.block,
        "span": [reference.start, reference.end],
        "raw": reference.raw,
        "resolved": bool(reference.targets),
        "targets": [
            {"work": target.work or None, "anchor": target.anchor or None, "url": target.url or None}
            for target in reference.targets
        ],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "text": fact.text,
        "value": fact.value or None,
        "supplied": fact.supplied,
        "read": fact.read,
        "spans": _spans(fact.spans),
    }


def _section(work: Work, section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "anchor": section.anchor,
        "kind": section.kind.value,
        "level": section.level,
        "heading": (heading := work.heading_text(section) if section.heading else None),
        "number": heading[: section.number.length] if heading and section.number else None,
        "blocks": [block.id for block in section.blocks],
        "supplied": isinstance(section.heading, Supplied),
        "translations": _translations(work.translations.get(section.anchor, ())),
    }


def _block(work: Work, block: Block) -> dict[str, Any]:
    translations = _translations(work.translations.get(block.id, ()))
    entry: dict[str, Any] = {
        "id": block.id,
        "kind": block.kind.value,
        "level": block.level,
        "text": work.text(block),
        "spans": _spans(block.spans),
        "translations": {} if block.run_in else translations,
    }
    if block.run_in:
        entry["run_in"] = {
            "text": read_spans(work.source.text, block.run_in.spans),
            "level": block.run_in.level,
            "spans": _spans(block.run_in.spans),
            "translations": translations,
        }
    return entry | _form(block)


def _form(block: Block) -> dict[str, Any]:
    """What a block has beside its words."""
    entry: dict[str, Any] = {}
    match block.form:
        case Cell() as cell:
            entry["cell"] = {
                "table": cell.table, "row": cell.row, "column": cell.column, "rows": cell.rows,
                "columns": cell.columns, "header": cell.header,
            }  # fmt: skip
        case CaptionOf(table):
            entry["caption_of"] = table
        case Verse(breaks):
            entry["lines"] = [0, *breaks]
        case Called(mark, callers):
            entry["note"] = {"mark": mark or None, "called_from": list(callers)}
        case Picture() as picture:
            entry["picture"] = {
                "file": picture.path, "alt": picture.alt, "width": picture.width or None,
                "height": picture.height or None,
            }  # fmt: skip
    if block.calls:
        entry["calls"] = [{"at": call.at, "note": call.note, "mark": call.mark or None} for call in block.calls]
    return entry


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if len(span)]


def _translations(translations: Iterable[Translation]) -> dict[str, Any]:
    return {
        translation.language: {
            "text": translation.text,
            "status": translation.status.value,
            "source": translation.source or None,
        }
        | ({"fuzzy": True} if translation.fuzzy else {})
        for translation in translations
    }
