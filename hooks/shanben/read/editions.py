"""Edition files: what the editors decided about a source. The grammar is explained in ``docs/editing.md``."""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from shanben.lineation import lines_of
from shanben.model.editions import Edition, Entry, Omission, PlannedFact, PlannedFigure, PlannedQuery, PlannedWork
from shanben.model.text import GapReason, Source, Span
from shanben.model.versions import Standing, StatedVersion
from shanben.problems import Problem, Refused
from shanben.read.entries import EntryPart, Id, Part, planned_entry
from shanben.read.faults import Unfit
from shanben.read.pictures import read_picture
from shanben.read.places import Place, Range, place_spans
from shanben.read.sources import differs_by_line_ends
from shanben.read.yaml_file import YamlFile
from shanben.settings import HeadingPattern, Language

# --- the grammar as models --------------------------------------------------------------------------------------------


class _Fact(Part):
    at: Place | None = Field(None, description="Where the source says it")
    text: str = Field("", description="The words found there")
    supplied: str = Field("", description="The words where the source does not hold them")
    note: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> _Fact:
        if bool(self.supplied) == bool(self.at is not None and self.text):
            raise Unfit("say either `at` with the `text` found there, or `supplied`")
        return self


class _Query(Part):
    ask: str = Field(min_length=1, description="The question")
    at: Place | None = None
    text: str = Field("", description="The words it is about; they must stand there")


def _known_date(value: str) -> str:
    """A date that there is, as exact as it is known. Raises an error of type ``E240`` for any other."""
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
            raise ValueError(value)
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("E240", "no date", {"date": repr(value)}) from None
    return value


def _known_standing(value: str) -> str:
    """A standing of a version. Raises an error of type ``E241`` for any other."""
    if value and value not in set(Standing):
        values = {"status": repr(value), "known": ", ".join(Standing)}
        raise PydanticCustomError("E241", "no status", values) from None
    return value


class _Version(Part):
    text: Id = Field(description="The id of the work that holds this version")
    date: Annotated[str, AfterValidator(_known_date)] = Field(description="The day of its wording: 2014-04-24")
    status: Annotated[str, AfterValidator(_known_standing)] = Field(
        "", description="in-force, not-yet, amended, superseded, repealed, draft or unknown"
    )
    current: bool = Field(False, description="Stands at the work's own address")
    by: str = Field("", description="What repealed or replaced it")


class _Work(Part):
    id: Id = Field(description="The work's address")
    formerly: tuple[Id, ...] = Field((), description="Ids it had before: their addresses lead here")
    language: Language = "zh-Hans"
    numbering: str = Field("roman", pattern="^(roman|arabic)$", description="How heading numbers are translated")
    excerpt: bool = Field(False, description="The source holds only part of this work")
    about: dict[str, _Fact] = Field(default_factory=dict, description="Facts: author, issuer, date, place, kind …")
    contents: tuple[EntryPart, ...] = Field(min_length=1, description="What is where, in reading order")
    queries: tuple[_Query, ...] = ()
    notes: tuple[str, ...] = Field((), description="What readers should know about this edition")
    versions: tuple[_Version, ...] | None = Field(
        None, description="Its versions, itself among them; [] says that it has none"
    )


class _Omission(Part):
    lines: Place
    reason: GapReason = GapReason.OMITTED
    note: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> _Omission:
        if self.reason is GapReason.OMITTED and not self.note:
            raise Unfit("say why in `note`, or name a `reason`")
        return self


_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
"""What Python reads like encodings, but are ways to write other things; bytes of a text would turn into other text."""


def _known_encoding(name: str) -> str:
    """An encoding of text that Python reads. Raises an error of type ``E103`` for any other."""
    try:
        b"a".decode(name or "utf-8")
        if codecs.lookup(name or "utf-8").name in _NO_ENCODINGS:
            raise LookupError(name)
    except (LookupError, ValueError):
        message = "{name} is no encoding we know; write it like gb18030, big5 or utf-16"
        raise PydanticCustomError("E103", message, {"name": repr(name)}) from None
    return name


class _Shape(Part):
    headings: tuple[HeadingPattern, ...] = Field(min_length=1, description="Headings that no rule of the engine knows")


class EditionFile(Part):
    """An edition file: what is where in a source, and in which order it is read; or how the engine drafts it."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="Digest of the source's bytes; a build stops when they change"
    )
    encoding: Annotated[str, AfterValidator(_known_encoding)] = Field(
        "", description="The source's encoding where it cannot be told"
    )
    works: tuple[_Work, ...] = Field((), min_length=1, description="The works in this source")
    shape: _Shape | None = Field(None, description="In place of works: what the engine's draft of it must know")
    omit: tuple[_Omission, ...] = Field((), description="Lines that are not published, and why")
    keep: Place | None = Field(None, description="Lines that look like page furniture but are text")

    @model_validator(mode="after")
    def _one_way(self) -> EditionFile:
        if bool(self.works) == (self.shape is not None):
            raise Unfit("say either `works`, or `shape` with the `headings` by which the engine drafts them")
        if self.shape and (self.omit or self.keep):
            raise Unfit("`omit` and `keep` belong to `works`; beside `shape` the engine decides what is left out")
        return self


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
        self._pictures: tuple[Problem, ...] = ()

    @property
    def encoding(self) -> str:
        """The encoding the file states for its source, or empty."""
        return self.content.encoding

    @property
    def headings(self) -> tuple[HeadingPattern, ...]:
        """The forms of headings by which the engine drafts this edition; none where the file says its works."""
        return self.content.shape.headings if self.content.shape else ()

    def edition(self, source: Source) -> tuple[Edition, tuple[Problem, ...]]:
        """The edition with its places as spans of ``source``, and a problem where the source is another one.

        Raises ``Refused`` with E203 for lines or columns the source does not have.
        """
        content, lines = self.content, lines_of(source.text)
        problems: list[Problem] = []
        if content.sha256 and content.sha256 != source.sha256:
            message = (
                "only the line ends of {source} are not those this edition was made for; git may have rewritten them:"
                " put `{folder}/** -text` into .gitattributes and check the file out again"
                if differs_by_line_ends(source, content.sha256)
                else "{source} was changed since this edition was made for it:"
                " run `shanben repin {source}`, which moves the line numbers"
            )
            shown = Path(self.shown)
            values = {"source": shown.with_suffix(".txt").as_posix(), "folder": shown.parent.as_posix()}
            problems.append(Problem("E104", message, self.file.origin(("sha256",)), values))
        refused: list[Problem] = []

        def spans(place: Sequence[Range] | None, *location: int | str) -> tuple[Span, ...]:
            try:
                return place_spans(place or (), lines, self.file.origin(location), source)
            except Refused as refusal:
                refused.extend(refusal.problems)
                return ()

        self._pictures = ()
        works = tuple(self._work(index, work, spans) for index, work in enumerate(content.works))
        omissions = tuple(
            Omission(
                spans(omission.lines, "omit", index), omission.reason, omission.note, self.file.origin(("omit", index))
            )
            for index, omission in enumerate(content.omit)
        )
        keep = spans(content.keep, "keep")
        if refused:
            raise Refused(problems or refused)  # of another text the places mean nothing
        edition = Edition(source.slug, works, omissions, keep, content.sha256 or "", self.path)
        return edition, (*problems, *self._pictures)

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
            self.file.origin((*at, "id")), work.formerly, self._versions(at, work),
        )  # fmt: skip

    def _versions(self, at: tuple[int | str, ...], work: _Work) -> tuple[StatedVersion, ...] | None:
        if work.versions is None:
            return None
        return tuple(
            StatedVersion(
                version.text, version.date, Standing(version.status) if version.status else None, version.current,
                version.by, self.file.origin((*at, "versions", number)),
            )
            for number, version in enumerate(work.versions)
        )  # fmt: skip

    def _entry(self, part: EntryPart, spans: Any, location: tuple[int | str, ...]) -> Entry:
        entry = planned_entry(part, spans, self.file.origin, location)
        if isinstance(entry.form, PlannedFigure):
            figure, problems = read_picture(self.path.parent, entry.form, self.file.origin((*location, "figure")))
            self._pictures += problems
            return replace(entry, form=figure)
        return entry
