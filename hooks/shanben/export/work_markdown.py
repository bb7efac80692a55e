"""A work as one Markdown file to take along: readable as it stands, and with no more markup than Markdown itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shanben.addresses import is_published
from shanben.labels import FACTS
from shanben.model.language import Translation
from shanben.model.text import Block, Supplied, read_spans
from shanben.model.works import Section, Work

MEDIA_TYPE = "text/markdown"

_MARKUP = re.compile(r"[\\`*_\[\]{}#]")
_REFERENCE = re.compile(r"[&<>]")
# A list or a rule would begin here.
_LINE_START = re.compile(r"\A(\d+)([.)])|\A()([-+=~|])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Words inside a line as Markdown (CommonMark and the older kinds) that reads back as the same words."""
    return _REFERENCE.sub(lambda match: _ENTITIES[match[0]], _MARKUP.sub(r"\\\g<0>", text))


def paragraph(text: str) -> str:
    """Words that begin a line, as Markdown."""
    return _LINE_START.sub(lambda match: f"{match[1] or ''}&#{ord(match[2] or match[4])};", escape(text))


def work_markdown(work: Work, url: str) -> str:
    """The file's text. ``url`` is the work's address on its site."""
    return "\n\n".join([*_blocks(work), *_colophon(work, url)]) + "\n"


def _blocks(work: Work) -> Iterator[str]:
    for block in work.front:
        yield from _block(work, block)
    for section in work.sections():
        yield from _heading(work, section)
        if section is work.root:
            yield from _facts(work)
        for block in section.blocks:
            yield from _block(work, block)


def _heading(work: Work, section: Section) -> Iterator[str]:
    text = escape(work.heading_text(section))
    if section.heading is None or not text:
        return
    if isinstance(section.heading, Supplied):
        text = f"\\[{text}\\]"
    yield f"{'#' * min(6, max(1, section.level))} {text}"
    yield from _translations(work.translations.get(section.anchor, ()))


def _translations(translations: tuple[Translation, ...]) -> Iterator[str]:
    for translation in translations:
        yield f"*{escape(translation.text)}*"


def _block(work: Work, block: Block) -> Iterator[str]:
    if not is_published(block):
        return
    text = work.text(block)
    label = read_spans(work.source.text, block.run_in.spans) if block.run_in else ""
    if label and text.startswith(label):
        yield from _translations(work.translations.get(block.id, ()))
        yield _strong(label, text[len(label) :]) + escape(text[len(label) :])
        return
    yield paragraph(text)
    yield from _translations(work.translations.get(block.id, ()))


def _strong(label: str, rest: str) -> str:
    """Strong words; as HTML where stars after a mark and before a letter would stay stars (CommonMark 6.2)."""
    if not label[-1].isalnum() and rest[:1].isalnum():
        return f"<strong>{escape(label)}</strong>"
    return f"**{escape(label)}**"


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
