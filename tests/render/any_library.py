"""A small library that holds given words wherever words may stand, drawn without any file, and all of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from shanben.addresses import Addresses, addresses
from shanben.model.language import Sense, Term, TermUse, Translation, TranslationStatus
from shanben.model.library import Library, Page, ShapedSource
from shanben.model.references import Reference, Target
from shanben.model.text import Block, BlockKind, Gap, GapReason, Origin, RunIn, Source, Span, Supplied
from shanben.model.works import Fact, Query, Section, SectionKind, Work
from shanben.problems import Problem
from shanben.render.catalogue import catalogue_page
from shanben.render.desk import desk_page, tasks
from shanben.render.glossary_pages import glossary_pages
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.sources import sources_page
from shanben.render.works import whole_pages, work_pages

PLACES = (
    "title", "text", "run_in", "rest", "furniture", "gap", "supplied", "label", "caption", "series", "file", "omitted",
    "fact", "fact_note", "note", "query", "translation", "translation_source", "term", "alias", "term_translation",
    "term_source", "definition", "term_note", "doubt", "edition",
)  # fmt: skip
"""Where the words stand."""


def _source(words: Mapping[str, str], *places: str) -> tuple[Source, dict[str, Span]]:
    text, spans = "", {}
    for place in places:
        spans[place] = Span(len(text), len(text) + len(words[place]))
        text += words[place] + "\n"
    return Source("a", Path(words["file"]), text, sha256(text.encode("utf-8", "replace")).hexdigest(), "utf-8"), spans


def library_of(words: Mapping[str, str]) -> Library:
    """The library; every one of ``PLACES`` has its words."""
    source, at = _source(words, "title", "series", "text", "run_in", "furniture", "gap", "caption", "rest")
    kinds = iter(("p1", "p2", "p3", "p4"))
    joined = Span(at["run_in"].start, at["run_in"].end)
    first = Block("series", BlockKind.SERIES, (at["series"],))
    paragraph = Block(next(kinds), BlockKind.PARAGRAPH, (at["text"],))
    run_in = Block(next(kinds), BlockKind.ITEM, (joined, at["rest"]), run_in=RunIn(3, (joined,)))
    furniture = Block(next(kinds), BlockKind.FURNITURE, (at["furniture"],))
    caption = Block(next(kinds), BlockKind.CAPTION, (at["caption"],))
    own = Translation("en", words["translation"], TranslationStatus.EDITORIAL, words["translation_source"], fuzzy=True)
    inner = Section("1", "s1", SectionKind.SECTION, 2, Supplied(words["supplied"]), None, (paragraph, furniture), ())
    other = Section("2", "s2", SectionKind.CHAPTER, 2, Supplied(words["supplied"]), None, (run_in, caption), ())
    title = Block("title", BlockKind.HEADING, (at["title"],), 1)
    root = Section("", "title", SectionKind.WORK, 1, title, None, (), (inner, other), words["label"])
    uses = (TermUse("a", 0, "p1", 0, 1),)
    target = (Target("w", "p4"),)
    work = Work(
        "w", source, (first,), root,
        facts=(Fact("author", words["fact"], note=words["fact_note"]), Fact("kind", words["fact"])),
        queries=(Query(words["query"], block="p1", origin=Origin(words["edition"], 3)), Query(words["query"])),
        notes=(words["note"],), excerpt=True,
        translations=MappingProxyType({"title": (own,), "s1": (own,), "p2": (own,), "series": (own,)}),
        terms=uses,
        references=(
            Reference("article", "p1", 1, 2, words["text"], (), target),
            Reference("article", "p4", 0, 1, words["caption"], (), ()),
            Reference("repeat", "p4", 0, 2, words["caption"], (), (Target("w", "p1"),)),
        ),
    )  # fmt: skip
    gaps = (
        Gap(at["gap"], GapReason.OMITTED, words["omitted"]),
        *(Gap(Span(span.end, span.end + 1), GapReason.LINE_BREAK) for span in at.values()),
    )
    rendering = Translation("en", words["term_translation"], TranslationStatus.PRESS, words["term_source"])
    sense = Sense((rendering,), words["definition"], words["term_note"])
    terms = (Term("a", words["term"], (sense,), ((words["alias"], "admitted"),)),)
    return Library((ShapedSource(source, (work,), gaps, edition_path=Path(words["edition"])),), terms)


def pages_of(library: Library, words: Mapping[str, str]) -> Iterator[Page]:
    """Every page the engine writes of it, cut into several and whole."""
    for long_work in (1, 1_000_000):
        where: Addresses = addresses(library, long_work, 4, True)
        web = weave(library)
        for shaped in library.sources:
            yield from work_pages(shaped, where, web)
            yield from whole_pages(shaped, where, web)
            yield from receipt_pages(shaped, where)
        yield catalogue_page(library, where)
        yield sources_page(library, where)
        yield from glossary_pages(library, where)
        problems = (Problem("D301", "{words}", Origin(words["edition"], 1), {"words": words["doubt"]}),)
        found = tasks(library, problems, where, web.glossary, lambda name, _: Origin(name))
        yield desk_page(found, where, lambda _: "")
