"""The outline of a source: a tree for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from shanben.model.library import ShapedSource
from shanben.model.references import Reference
from shanben.model.text import Block, BlockKind, Supplied, read_spans
from shanben.model.works import Section, SectionKind, Work

Json = Mapping[str, object]


def outline_json(shaped: ShapedSource, references: Sequence[Reference] = (), terms: Sequence[str] = ()) -> str:
    """The outline as one JSON object.

    ``title`` is the first work's; ``outline`` the headings on lines of their own, titles at level 1 included;
    ``run_in`` those printed inside a paragraph (``kind`` article or lead); ``paragraphs`` every published block in
    reading order, headings and titles included; ``furniture`` what is not published though it is text; ``xrefs`` and
    ``terms`` what the text refers to and defines. Supplied words are in none of the lists.
    """
    content: dict[str, object] = {
        "title": shaped.works[0].title if shaped.works else "",
        "outline": [heading for work in shaped.works for heading in _headings(work)],
        "run_in": [run_in for work in shaped.works for run_in in _run_ins(work)],
        "paragraphs": [work.text(block) for work in shaped.works for block in work.blocks() if _published(block)],
        "furniture": [words for _, words in _furniture(shaped)],
        "xrefs": [
            {"kind": reference.kind, "text": reference.raw, "targets": list(reference.cited)}
            for reference in references
        ],
        "terms": list(terms),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def outline_tree(shaped: ShapedSource) -> str:
    """The outline as an indented list; supplied words in brackets, run-in headings after a dot."""
    return "".join(f"{line}\n" for work in shaped.works for line in _tree(work))


def _published(block: Block) -> bool:
    return block.kind is not BlockKind.FURNITURE


def _headings(work: Work) -> Iterator[Json]:
    for section in work.sections():
        if isinstance(section.heading, Block):
            yield {"level": section.level, "text": work.text(section.heading)}


def _run_ins(work: Work) -> Iterator[Json]:
    for section in work.sections():
        for block in section.blocks:
            if block.run_in:
                kind = "article" if section.kind is SectionKind.ARTICLE else "lead"
                text = read_spans(work.source.text, block.run_in.spans)
                yield {"level": block.run_in.level, "text": text, "kind": kind}


def _furniture(shaped: ShapedSource) -> Iterator[tuple[int, str]]:
    """Text that is not published, in the order of the source."""
    found = [
        (block.spans[0].start, work.text(block))
        for work in shaped.works
        for block in work.blocks()
        if not _published(block) and block.spans
    ]
    text = shaped.source.text
    for gap in shaped.gaps:
        words = text[gap.span.start : gap.span.end]
        if not words.isspace():
            found.append((gap.span.start, words))
    yield from sorted(found)


def _tree(work: Work) -> Iterator[str]:
    for section in work.sections():
        indent = "  " * (section.level - 1)
        words = work.heading_text(section)
        if isinstance(section.heading, Supplied):
            words = f"[{words}]"
        if words:
            yield f"{indent}{words}"
        for block in section.blocks:
            if block.run_in:
                yield f"{indent}{_dot(section)}{read_spans(work.source.text, block.run_in.spans)}"


def _dot(section: Section) -> str:
    return "" if section.heading is None else "  · "
