"""A work as one Markdown file to take along: readable as it stands, and with no more markup than Markdown itself."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.export.markdown_blocks import escape, translated, with_calls, written
from shanben.groups import called_notes
from shanben.labels import FACTS
from shanben.model.text import Block, Supplied
from shanben.model.works import Section, Work

MEDIA_TYPE = "text/markdown"


def work_markdown(work: Work, url: str, anchors: bool = False) -> str:
    """The file's text. ``url`` is the work's address on its site.

    With ``anchors`` headings name theirs as Python-Markdown's ``attr_list`` reads it.
    """
    return "\n\n".join([*_blocks(work, anchors), *_colophon(work, url)]) + "\n"


def _blocks(work: Work, anchors: bool) -> Iterator[str]:
    blocks = list(work.front)
    yield from written(work, work.front)
    for section in work.sections():
        yield from _heading(work, section, anchors)
        if section is work.root:
            yield from _facts(work)
        yield from written(work, section.blocks)
        blocks += section.blocks
    for note in called_notes(blocks):
        yield f"[^{note.id}]: {with_calls(note, work.text(note))}"


def _heading(work: Work, section: Section, anchors: bool) -> Iterator[str]:
    printed = section.heading if isinstance(section.heading, Block) else None
    text = with_calls(printed, work.text(printed)) if printed else escape(work.heading_text(section))
    if section.heading is None or not text:
        return
    if isinstance(section.heading, Supplied):
        text = f"\\[{text}\\]"
    named = f" {{: #{section.anchor} }}" if anchors else ""
    yield f"{'#' * min(6, max(1, section.level))} {text}{named}"
    yield from translated(work.translations.get(section.anchor, ()))


def _facts(work: Work) -> Iterator[str]:
    rows = []
    for fact in work.facts:
        chinese, english = FACTS.get(fact.name, (fact.name, fact.name))
        value = f"\\[{escape(fact.text)}\\]" if fact.supplied else escape(fact.text)
        rows.append(f"- {escape(chinese)} · {escape(english)}: {value}")
    if rows:
        yield "\n".join(rows)


def _colophon(work: Work, url: str) -> Iterator[str]:
    """The editors' notes and where the text was read."""
    words = [*work.notes, *(f"待查 Query: {query.question}" for query in work.queries)]
    words.append(f"来源 Source: {work.source.path.name}, sha256 {work.source.sha256}")
    yield "---"
    yield "\n".join([*(f"- {escape(text)}" for text in words), f"- <{url}>" if "://" in url else f"- {escape(url)}"])
