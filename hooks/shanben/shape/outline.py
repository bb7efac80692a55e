"""The engine's own draft of an edition, for a source that has no edition file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shanben.addresses import safe_name
from shanben.lineation import Lines, lines_of
from shanben.model.doubts import Doubt
from shanben.model.editions import Edition, Entry, EntryKind, Omission, PlannedWork, RunInMark
from shanben.model.evidence import Evidence
from shanben.model.text import GapReason, Source, Span
from shanben.settings import HeadingPattern
from shanben.shape.depths import nest
from shanben.shape.drafted import with_drafted_forms
from shanben.shape.file_titles import title_by_name
from shanben.shape.layout import TextLine
from shanben.shape.note_labels import over_nothing
from shanben.shape.own import OwnHeadings, own_headings
from shanben.shape.pieces import find_pieces
from shanben.shape.reflow import fragments, read_stretch
from shanben.shape.roles import assign_roles
from shanben.shape.script import script_of
from shanben.shape.stated import stated_draft
from shanben.shape.stated_forms import with_forms
from shanben.shape.works import Draft, divide

UNTITLED = "（无题）"
"""Stands where a text has no title, and its file no name that could be one."""
_KIND = re.compile(r"(?:-(?:pdf|docx?|epub|x?html?|md|markdown|odt|rtf|wps)|\s*[（(]\d{1,3}[)）]|\s*[-_]?\s*副本)+$")
"""What is added to the name of a file that has the name of another."""
_NO_NAME = re.compile(
    r"(?:新建|无标题|無標題|未命名|文本|文档|文檔|文件|扫描|掃描|下载|下載|正文|全文|全本|校对|版|稿|终|定|最|后|[^\u4e00-\u9fff])*"
)
_NAME = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FOREIGN = Doubt("D301", "the text holds no Chinese character: is it one of the library's?", 0.4)
"""Of a folder that is taken in whole, often a list of packages, a licence, a note in English."""


def propose(source: Source, evidence: Evidence | None = None, headings: tuple[HeadingPattern, ...] = ()) -> Edition:
    """An edition drafted from the text and what is known of it: works, headings, running text, furniture, and for each
    doubt its reason. Without evidence the text alone tells; ``headings`` are the library's own patterns.
    """
    lines = lines_of(source.text)
    drafts, furniture = (
        stated_draft(lines, evidence) if evidence and evidence.lines else _by_words(lines, own_headings(headings))
    )
    if drafts:
        title_by_name(drafts[0], source.path.stem)
    works = tuple(
        _planned(source, lines, draft, number, len(drafts), evidence.title if evidence else "")
        for number, draft in enumerate(drafts, 1)
    )
    if evidence and evidence.lines:
        works = tuple(replace(work, contents=with_forms(work.contents, lines, evidence)) for work in works)
    gone = [(Span(line.start, line.end), reason) for line, reason in furniture]
    works = tuple(_tidied(source.text, work, gone) for work in works)
    omissions = tuple(Omission((span,), reason) for span, reason in sorted(gone, key=lambda one: one[0].start))
    return Edition(source.slug, works, omissions)


def _tidied(text: str, work: PlannedWork, gone: list[tuple[Span, GapReason]]) -> PlannedWork:
    """A work without the words over notes that are read elsewhere, and without the dash before a title, which no list
    of works has; both are added to what is ``gone``.
    """
    empty = list(over_nothing(text, work.contents))
    gone += [(span, GapReason.NOTE_MARK) for entry in empty for span in entry.spans]
    without = set(map(id, empty))
    contents = [entry for entry in work.contents if id(entry) not in without]
    for at, entry in enumerate(contents):
        dash = _DASH.match(text, entry.spans[0].start, entry.spans[0].end) if entry.kind is EntryKind.TITLE else None
        if dash:
            gone.append((Span(dash.start(), dash.end()), GapReason.RULE))
            rest = Span(dash.end(), entry.spans[0].end)
            contents[at] = replace(entry, spans=(rest, *entry.spans[1:]))
    return replace(work, contents=tuple(contents))


_DASH = re.compile(r"(?:-{2,}|－{2,}|[—―─]{1,})\s*(?=[\u3400-\u9fff《])")
"""As stands before the name of what a number or an order above it enacts: --采购办法."""


def _supplied(stem: str, stated: str) -> Entry:
    """A title for a text that has none: what its book is called, or the name of its file, where these are Chinese, else
    a sign that it has none.
    """
    if _NAME.search(stated):
        doubt = Doubt("D301", "no title was found in the text; this is what the book is called", 0.7)
        return Entry(EntryKind.SUPPLIED, text=stated, level=1, doubt=doubt)
    name = _KIND.sub("", stem).strip().strip("《》")
    if _NAME.search(name) and not _NO_NAME.fullmatch(name):
        doubt = Doubt("D301", "no title was found; this is the name of its file", 0.5)
        return Entry(EntryKind.SUPPLIED, text=name, level=1, doubt=doubt)
    return Entry(EntryKind.SUPPLIED, text=UNTITLED, level=1, doubt=Doubt("D301", "no title was found", 0.5))


def _by_words(lines: Lines, own: OwnHeadings) -> tuple[list[Draft], Sequence[tuple[TextLine, GapReason]]]:
    """The works of a text, and the lines of it that belong to the page."""
    stretch = read_stretch(lines, [Span(0, len(lines.text))], contents=True)
    pieces = assign_roles(find_pieces(stretch, own), own)
    nest(pieces, [line.content for line, reason in stretch.furniture if reason is GapReason.CONTENTS])
    return divide(pieces), stretch.furniture


def _planned(source: Source, lines: Lines, draft: Draft, number: int, total: int, stated: str = "") -> PlannedWork:
    """One work as an edition plans it: the title first, or words in its place."""
    entries: list[Entry] = []
    slug = re.sub(r"[^a-z0-9]+", "-", source.slug.lower()).strip("-") or "text"
    if draft.title is None:
        entries.append(_supplied(*((source.path.stem, stated) if total == 1 else ("", ""))))
    title, heading, paragraph = EntryKind.TITLE, EntryKind.HEADING, EntryKind.PARAGRAPH
    for piece in draft.pieces:
        kind = title if piece is draft.title else piece.kind
        level = piece.level if kind is heading else None
        run_in = (RunInMark(piece.run_in),) if piece.run_in and kind is paragraph else ()
        doubt = _FOREIGN if kind is title and not _HAN.search(source.text) else piece.doubt
        entries.append(Entry(kind, fragments(piece.lines), level=level, run_in=run_in, doubt=doubt))
    contents = with_drafted_forms(lines, entries)
    words = "".join([source.text[span.start : span.end] for entry in entries for span in entry.spans])
    return PlannedWork(safe_name(slug if total == 1 else f"{slug}-{number}"), contents, script_of(words))
