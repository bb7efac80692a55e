"""Entries of an edition file: what a place of the source is, and what pins it; ``docs/editing.md`` explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shanben.model.doubts import stated_doubt
from shanben.model.editions import (
    DEEPEST,
    Entry,
    EntryKind,
    Inset,
    PlannedCell,
    PlannedFigure,
    PlannedNote,
    PlannedTable,
    RunInMark,
)
from shanben.model.forms import MOST_SPANNED
from shanben.model.text import Origin, Span
from shanben.problems import CODES
from shanben.read.faults import Unfit
from shanben.read.places import Place

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$", description="An address: letters, digits, -")]


class Part(BaseModel):
    """A mapping of an edition file: unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=lambda model: model.__name__.removeprefix("_")
    )


class _RunIn(Part):
    text: str = Field(description="The heading as printed, without the full stop that closes it")
    level: int | None = Field(None, ge=2, le=DEEPEST)


def _run_in(value: object) -> object:
    return [{"text": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


_RunIns = Annotated[tuple[_RunIn, ...], BeforeValidator(_run_in, json_schema_input_type=tuple[str | _RunIn, ...])]


def _known_doubt(code: str) -> str:
    if not (code.startswith("D") and code in CODES):
        raise Unfit("{code} is no code of a doubt; leave out the whole `doubt`", code=code)
    return code


class _Doubt(Part):
    code: Annotated[str, AfterValidator(_known_doubt)]
    reason: str
    confidence: float = Field(ge=0, le=1)


_Insets = Annotated[str, Field(pattern=r"^[^\d\s]{2}$")] | Place


class _Cell(Part):
    at: Place | None = Field(None, description="Where its words stand; nothing where the cell is empty")
    rows: int = Field(1, ge=1, le=MOST_SPANNED, description="How many rows it takes")
    columns: int = Field(1, ge=1, le=MOST_SPANNED, description="How many columns it takes")


def _cell(value: object) -> object:
    return value if isinstance(value, dict) else {"at": value} if value else {}


_Cells = tuple[tuple[Annotated[_Cell, BeforeValidator(_cell, json_schema_input_type=str | int | _Cell)], ...], ...]

_HEADINGS = frozenset({EntryKind.TITLE, EntryKind.HEADING, EntryKind.SUPPLIED})
_BODY = frozenset({EntryKind.BODY})
_FLOWS = _BODY | {EntryKind.QUOTE, EntryKind.VERSE}
_CAPTIONED = frozenset({EntryKind.TABLE, EntryKind.FIGURE})
GOES_WITH: dict[str, frozenset[EntryKind]] = {
    "level": _HEADINGS | {EntryKind.ITEM},
    "id": frozenset(EntryKind) - _BODY - {EntryKind.TITLE},
    "first": _HEADINGS | _BODY,
    "label": _HEADINGS | _BODY,
    "run_in": _BODY,
    "split": _FLOWS,
    "join": _FLOWS,
    "inline_notes": _FLOWS | {EntryKind.PARAGRAPH, EntryKind.ITEM},
    "header": frozenset({EntryKind.TABLE}),
    "cells": frozenset({EntryKind.TABLE}),
    "at": frozenset({EntryKind.FIGURE}),
    "alt": frozenset({EntryKind.FIGURE}),
    "mark": frozenset({EntryKind.NOTE}),
    "calls": frozenset({EntryKind.NOTE}),
}
"""The kinds of entries for which a key means something; with others it would be ignored, so it is refused."""


def _only(kind: EntryKind) -> dict[str, Any]:
    """The schema of an entry that is of this kind and of no other; tables and figures may have a caption."""
    if kind is not EntryKind.CAPTION:
        return {"required": [kind.value]}
    return {"required": [kind.value], "not": {"anyOf": [{"required": [other.value]} for other in sorted(_CAPTIONED)]}}


class EntryPart(Part):
    """One entry of a work's contents: exactly one of the keys that say what it is, and what pins it."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_only(kind) for kind in EntryKind]})

    body: Place | None = Field(None, description="Running text; the engine finds its paragraphs")
    paragraph: Place | None = Field(None, description="Lines that are one paragraph, whatever the rules say")
    title: Place | None = Field(None, description="The work's title")
    heading: Place | None = Field(None, description="A heading printed on lines of its own")
    supplied: str | None = Field(
        None, min_length=1, description="A heading the source does not hold, in the editors' words"
    )
    item: Place | None = Field(None, description="An item of a list")
    series: Place | None = Field(None, description="A series label")
    deck: Place | None = Field(None, description="A line under the title that tells the matter")
    byline: Place | None = Field(None, description="Who wrote it, on a line of its own")
    document_number: Place | None = Field(None, alias="document-number", description="国发〔2018〕39号")
    issuer: Place | None = Field(None, description="Who issued it")
    addressee: Place | None = Field(None, description="各省、自治区、直辖市人民政府：")
    date: Place | None = Field(None, description="A date on a line of its own")
    signature: Place | None = Field(None, description="Who signed it, at the end")
    caption: Place | None = Field(
        None, description="Words over a table or under a picture; also beside `table`, `figure`"
    )
    note: Place | None = Field(None, description="A note printed with the text")
    table: Place | None = Field(None, description="A table: a line is a row, unless `cells` says otherwise")
    figure: str | None = Field(None, min_length=1, description="A picture: its file, beside the source or below")
    verse: Place | None = Field(None, description="Verse: its lines are kept; a blank line parts stanzas")
    quote: Place | None = Field(None, description="Text quoted at length, set apart")
    furniture: Place | None = Field(None, description="Belongs to this work but is not published: 上接三版")
    level: int | None = Field(None, ge=1, le=DEEPEST, description="Depth of a heading (1 is the title) or of an item")
    id: Id | None = Field(None, description="Pins the address")
    first: Annotated[str, Field(pattern="^[A-Za-z]{0,20}[0-9]{1,9}$")] | None = Field(
        None, description="Ordinal of the first paragraph where earlier ones are missing: e1"
    )
    label: str = Field("", description="A name for navigation where no heading is printed")
    comment: str = Field("", description="For editors; not published")
    run_in: _RunIns = Field((), description="Headings printed as the first words of their paragraphs")
    split: Place | None = Field(None, description="Lines at which a new paragraph begins")
    join: Place | None = Field(None, description="Lines that go on with the paragraph before")
    inline_notes: _Insets = Field((), description="Notes set in the line: their places, or their two brackets: 〔〕")
    header: int | None = Field(None, ge=0, le=99, description="How many rows of a table are its head")
    cells: _Cells = Field((), description="A table's rows, each a list of places")
    at: Place | None = Field(None, description="Lines that stand for a picture in the source")
    alt: str = Field("", description="What a picture shows, for those who do not see it")
    mark: str = Field("", description="The sign that calls a note: ①, [1], 注一")
    calls: Place | None = Field(None, description="Where the sign stands: 12:9-12:9")
    doubt: _Doubt | None = Field(None, description="Written by `shanben propose`: why this may be wrong")

    @model_validator(mode="after")
    def _one_kind(self) -> EntryPart:
        named = _kinds(self)
        if len(named) != 1:
            kinds = ", ".join(kind.value for kind in EntryKind)
            given = ", ".join(named) or "0"
            raise Unfit("an entry says exactly one of {kinds}; here: {given}", kinds=kinds, given=given)
        kind = EntryKind(named[0])
        for key in sorted(self.model_fields_set & GOES_WITH.keys()):
            if kind not in GOES_WITH[key]:
                others = ", ".join(sorted(GOES_WITH[key]))
                raise Unfit("{key} means nothing with {kind}; it goes with {others}", key=key, kind=kind, others=others)
        return self


_ATTRIBUTES = {kind.value: kind.value.replace("-", "_") for kind in EntryKind}


def _kinds(entry: EntryPart) -> list[str]:
    """The kinds an entry names; a caption beside a table or a figure is a part of it."""
    named = [kind for kind, attribute in _ATTRIBUTES.items() if getattr(entry, attribute) is not None]
    if {*named} & _CAPTIONED:
        named = [kind for kind in named if kind != EntryKind.CAPTION]
    return named


Location = tuple[int | str, ...]


def planned_entry(entry: EntryPart, spans: Any, origin: Callable[[Location], Origin], location: Location) -> Entry:
    """An entry with its places as spans; ``spans`` takes a place and where in the file it stands."""
    kind = EntryKind(_kinds(entry)[0])
    value = getattr(entry, _ATTRIBUTES[kind.value])
    words = kind in (EntryKind.SUPPLIED, EntryKind.FIGURE)
    own = spans(entry.at if words else value, *location, "at" if words else kind.value)
    caption = spans(entry.caption, *location, "caption") if kind in _CAPTIONED else ()
    inset = entry.inline_notes
    return Entry(
        kind,
        (*caption, *own),
        value if kind is EntryKind.SUPPLIED else "",
        entry.level,
        entry.id or "",
        entry.first or "",
        entry.label,
        entry.comment,
        tuple(RunInMark(mark.text, mark.level) for mark in entry.run_in),
        _starts(spans(entry.split, *location, "split")),
        _starts(spans(entry.join, *location, "join")),
        origin(location),
        stated_doubt(entry.doubt.code, entry.doubt.reason, entry.doubt.confidence) if entry.doubt else None,
        _form(entry, kind, caption, spans, location),
        Inset(brackets=inset)
        if isinstance(inset, str)
        else Inset(spans(inset, *location, "inline_notes"))
        if inset
        else None,
    )


def _form(
    entry: EntryPart, kind: EntryKind, caption: tuple[Span, ...], spans: Any, location: Location
) -> PlannedTable | PlannedNote | PlannedFigure | None:
    """What an entry of this kind says beside its place."""
    if kind is EntryKind.TABLE:
        rows = tuple(
            tuple(
                PlannedCell(spans(cell.at, *location, "cells", row, column), cell.rows, cell.columns)
                for column, cell in enumerate(cells)
            )
            for row, cells in enumerate(entry.cells)
        )
        return PlannedTable(caption, entry.header, rows)
    if kind is EntryKind.FIGURE:
        return PlannedFigure(entry.figure or "", caption, entry.alt)
    if kind is EntryKind.NOTE and (entry.mark or entry.calls):
        return PlannedNote(entry.mark, spans(entry.calls, *location, "calls"))
    return None


def _starts(spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(span.start for span in spans)
