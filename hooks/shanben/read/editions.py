"""Edition files: what the editors decided about a source. The grammar is explained in ``docs/editing.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from shanben.lineation import Lines
from shanben.model.editions import (
    Doubt,
    Edition,
    Entry,
    EntryKind,
    Omission,
    PlannedFact,
    PlannedQuery,
    PlannedWork,
    RunInMark,
)
from shanben.model.text import GapReason, Origin, Source, Span
from shanben.problems import Problem, Refused
from shanben.read.yaml_file import YamlFile
from shanben.settings import Language

# --- places: 12 · 12-15 · 12:5-13:8 · several after commas ------------------------------------------------------------

_PLACE = re.compile(r"(?P<line>\d+)(?::(?P<column>\d+))?(?:\s*-\s*(?P<last>\d+)(?::(?P<last_column>\d+))?)?")

Range = tuple[int, int | None, int, int | None]
"""First line and column, last line and column, all from 1 and inclusive; no column means the whole line."""


def _ranges(value: object) -> tuple[Range, ...]:
    """Ranges from text, a number or a list of them. Raises ValueError."""
    if isinstance(value, list):
        return tuple(one for item in value for one in _ranges(item))
    if isinstance(value, tuple):
        return value
    ranges = []
    for piece in re.split(r"[,，]", str(value)):
        match = _PLACE.fullmatch(piece.strip())
        if not match:
            raise ValueError(f"{piece.strip()!r} is no place; write 12, 12-15 or 12:5-13:8, several after commas")
        line = int(match["line"])
        column = int(match["column"]) if match["column"] else None
        last = int(match["last"]) if match["last"] else line
        last_column = int(match["last_column"]) if match["last_column"] else None
        if not match["last"] and column:
            raise ValueError(f"{piece.strip()!r} names one character; write where it ends as well")
        if line < 1 or last < line or column == 0 or last_column == 0:
            raise ValueError(f"{piece.strip()!r} runs backwards; lines and columns count from 1")
        ranges.append((line, column, last, last_column))
    return tuple(ranges)


Place = Annotated[
    tuple[Range, ...],
    BeforeValidator(_ranges),
    WithJsonSchema(
        {
            "description": "Lines of the source: 12, 12-15, 12:5-13:8 (line:column), several after commas or as a list",
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string"},
                {"type": "array", "items": {"type": ["string", "integer"]}},
            ],
        }
    ),
]


def _spans(place: Sequence[Range], lines: Lines, origin: Origin, source: Source) -> tuple[Span, ...]:
    """The spans of a place. Raises ``Refused`` with an E203 for a line or column the source does not have."""
    spans = []
    for first, column, last, last_column in place:
        for number in (first, last):
            if number > len(lines):
                message = f"line {number} is beyond the end: {source.path.name} has {len(lines)} lines"
                raise Refused([Problem("E203", message, origin)])
        start = lines[first].start + (column - 1 if column else 0)
        end = lines[last].start + last_column if last_column else lines[last].end
        if start > lines[first].end or end > lines[last].end or end < start:
            raise Refused([Problem("E203", f"line {first} or {last} of {source.path.name} has no such column", origin)])
        spans.append(Span(start, end))
    return tuple(spans)


# --- the grammar as models --------------------------------------------------------------------------------------------

_Id = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$", description="An address: letters, digits, -")
]


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=lambda model: model.__name__.removeprefix("_")
    )


class _RunIn(_Part):
    text: str = Field(description="The heading as printed, without the full stop that closes it")
    level: int | None = Field(None, ge=2, le=9)


def _run_in(value: object) -> object:
    return [{"text": item} if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


_RunIns = Annotated[tuple[_RunIn, ...], BeforeValidator(_run_in, json_schema_input_type=tuple[str | _RunIn, ...])]


class _Doubt(_Part):
    code: str
    reason: str
    confidence: float = Field(ge=0, le=1)


_HEADINGS = frozenset({EntryKind.TITLE, EntryKind.HEADING, EntryKind.SUPPLIED})
_BODY = frozenset({EntryKind.BODY})
GOES_WITH: dict[str, frozenset[EntryKind]] = {
    "level": _HEADINGS,
    "id": frozenset(EntryKind) - _BODY - {EntryKind.TITLE},
    "first": _HEADINGS | _BODY,
    "label": _HEADINGS | _BODY,
    "run_in": _BODY,
    "split": _BODY,
    "join": _BODY,
}
"""The kinds of entries for which a key means something; with others it would be ignored, so it is refused."""


class _Entry(_Part):
    """One entry of a work's contents: exactly one of the keys that say what it is, and what pins it."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [kind.value]} for kind in EntryKind]})

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
    caption: Place | None = Field(None, description="Words under a picture")
    note: Place | None = Field(None, description="A note printed with the text")
    furniture: Place | None = Field(None, description="Belongs to this work but is not published: 上接三版")
    level: int | None = Field(None, ge=1, le=9, description="Depth of a heading; 1 is the title")
    id: _Id | None = Field(None, description="Pins the address")
    first: Annotated[str, Field(pattern=r"^[A-Za-z]*\d+$")] | None = Field(
        None, description="Ordinal of the first paragraph where earlier ones are missing: e1"
    )
    label: str = Field("", description="A name for navigation where no heading is printed")
    comment: str = Field("", description="For editors; not published")
    run_in: _RunIns = Field((), description="Headings printed as the first words of their paragraphs")
    split: Place | None = Field(None, description="Lines at which a new paragraph begins")
    join: Place | None = Field(None, description="Lines that go on with the paragraph before")
    doubt: _Doubt | None = Field(None, description="Written by `shanben propose`: why this may be wrong")

    @model_validator(mode="after")
    def _one_kind(self) -> _Entry:
        named = [kind.value for kind in EntryKind if getattr(self, _attribute(kind)) is not None]
        if len(named) != 1:
            given = " and ".join(named) or "none"
            kinds = ", ".join(kind.value for kind in EntryKind)
            raise ValueError(f"an entry says exactly one of {kinds}; here: {given}")
        kind = EntryKind(named[0])
        for key in sorted(self.model_fields_set & GOES_WITH.keys()):
            if kind not in GOES_WITH[key]:
                others = ", ".join(sorted(GOES_WITH[key]))
                raise ValueError(f"{key} means nothing with {kind}; it goes with {others}")
        return self


def _attribute(kind: EntryKind) -> str:
    return kind.value.replace("-", "_")


class _Fact(_Part):
    at: Place | None = Field(None, description="Where the source says it")
    text: str = Field("", description="The words found there")
    supplied: str = Field("", description="The words where the source does not hold them")
    note: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> _Fact:
        if bool(self.supplied) == bool(self.at is not None and self.text):
            raise ValueError("say either `at` with the `text` found there, or `supplied`")
        return self


class _Query(_Part):
    ask: str = Field(min_length=1, description="The question")
    at: Place | None = None
    text: str = Field("", description="The words it is about; they must stand there")


class _Work(_Part):
    id: _Id = Field(description="The work's address")
    language: Language = "zh-Hans"
    numbering: str = Field("roman", pattern="^(roman|arabic)$", description="How heading numbers are translated")
    excerpt: bool = Field(False, description="The source holds only part of this work")
    about: dict[str, _Fact] = Field(default_factory=dict, description="Facts: author, issuer, date, place, kind …")
    contents: tuple[_Entry, ...] = Field(min_length=1, description="What is where, in reading order")
    queries: tuple[_Query, ...] = ()
    notes: tuple[str, ...] = Field((), description="What readers should know about this edition")


class _Omission(_Part):
    lines: Place
    reason: GapReason = GapReason.OMITTED
    note: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> _Omission:
        if self.reason is GapReason.OMITTED and not self.note:
            raise ValueError("say why in `note`, or name a `reason`")
        return self


def _known_encoding(name: str) -> str:
    """An encoding of text that Python reads. Raises an error of type ``E103`` for any other."""
    try:
        b"a".decode(name or "utf-8")
    except (LookupError, ValueError):
        message = "{name} is no encoding we know; write it like gb18030, big5 or utf-16"
        raise PydanticCustomError("E103", message, {"name": repr(name)}) from None
    return name


class EditionFile(_Part):
    """An edition file: what is where in a source, and in which order it is read."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="Digest of the source's bytes; a build stops when they change"
    )
    encoding: Annotated[str, AfterValidator(_known_encoding)] = Field(
        "", description="The source's encoding where it cannot be told"
    )
    works: tuple[_Work, ...] = Field(min_length=1)
    omit: tuple[_Omission, ...] = Field((), description="Lines that are not published, and why")
    keep: Place | None = Field(None, description="Lines that look like page furniture but are text")


def edition_schema() -> dict[str, Any]:
    """The JSON Schema of edition files, for editors' YAML plugins."""
    return EditionFile.model_json_schema(by_alias=True)


# --- reading ----------------------------------------------------------------------------------------------------------


class EditionReader:
    """An edition file, read and validated; its places become spans once the source is known."""

    def __init__(self, path: Path, shown: str) -> None:
        """Raises ``Refused`` with E105, E201 or E202."""
        self.path, self.shown = path, shown
        self.file = YamlFile(path, shown, inside=path.parent)
        self.content = self.file.validate(EditionFile)

    @property
    def encoding(self) -> str:
        """The encoding the file states for its source, or empty."""
        return self.content.encoding

    def edition(self, source: Source) -> tuple[Edition, tuple[Problem, ...]]:
        """The edition with its places as spans of ``source``, and a problem where the source is another one.

        Raises ``Refused`` with E203 for lines or columns the source does not have.
        """
        content, lines = self.content, Lines(source.text)
        problems: list[Problem] = []
        if content.sha256 and content.sha256 != source.sha256:
            message = (
                f"{source.path.name} is not the file this edition was made for (sha256 now {source.sha256});"
                " check the line numbers, then pin the new digest"
            )
            problems.append(Problem("E104", message, self.file.origin(("sha256",))))
        refused: list[Problem] = []

        def spans(place: Sequence[Range] | None, *location: int | str) -> tuple[Span, ...]:
            try:
                return _spans(place or (), lines, self.file.origin(location), source)
            except Refused as refusal:
                refused.extend(refusal.problems)
                return ()

        works = tuple(self._work(index, work, spans) for index, work in enumerate(content.works))
        omissions = tuple(
            Omission(
                spans(omission.lines, "omit", index), omission.reason, omission.note, self.file.origin(("omit", index))
            )
            for index, omission in enumerate(content.omit)
        )
        keep = spans(content.keep, "keep")
        if refused:
            raise Refused([*problems, *refused])
        edition = Edition(source.slug, works, omissions, keep, content.sha256 or "", self.path)
        return edition, tuple(problems)

    def _work(self, index: int, work: _Work, spans: Any) -> PlannedWork:
        at = ("works", index)
        entries = tuple(
            self._entry(entry, spans, (*at, "contents", number)) for number, entry in enumerate(work.contents)
        )
        facts = tuple(
            PlannedFact(
                name, fact.text or fact.supplied, spans(fact.at, *at, "about", name), fact.note,
                self.file.origin((*at, "about", name)),
            )
            for name, fact in work.about.items()
        )  # fmt: skip
        queries = tuple(
            PlannedQuery(
                query.ask, spans(query.at, *at, "queries", number), query.text,
                self.file.origin((*at, "queries", number)),
            )
            for number, query in enumerate(work.queries)
        )  # fmt: skip
        return PlannedWork(
            work.id, entries, work.language, work.numbering, work.excerpt, facts, queries, work.notes,
            self.file.origin((*at, "id")),
        )  # fmt: skip

    def _entry(self, entry: _Entry, spans: Any, location: tuple[int | str, ...]) -> Entry:
        kind = next(kind for kind in EntryKind if getattr(entry, _attribute(kind)) is not None)
        value = getattr(entry, _attribute(kind))
        supplied = kind is EntryKind.SUPPLIED
        return Entry(
            kind,
            () if supplied else spans(value, *location, kind.value),
            value if supplied else "",
            entry.level,
            entry.id or "",
            entry.first or "",
            entry.label,
            entry.comment,
            tuple(RunInMark(mark.text, mark.level) for mark in entry.run_in),
            _starts(spans(entry.split, *location, "split")),
            _starts(spans(entry.join, *location, "join")),
            self.file.origin(location),
            Doubt(entry.doubt.code, entry.doubt.reason, entry.doubt.confidence) if entry.doubt else None,
        )


def _starts(spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(span.start for span in spans)
