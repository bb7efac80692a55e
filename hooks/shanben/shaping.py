"""One source of a library: read, and arranged after its edition file or, without one, after the engine's own draft."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from shanben.encodings import unsure
from shanben.export.edition_file import entry_text
from shanben.lineation import lines_of
from shanben.model.editions import Edition
from shanben.model.evidence import Evidence
from shanben.model.library import ShapedSource
from shanben.model.text import Origin, Source
from shanben.pictures import pictures_of
from shanben.problems import DRAFTED, Problem, Refused
from shanben.programs import programs
from shanben.read.editions import EditionReader
from shanben.read.evidence import LARGEST, evidence_path, read_evidence
from shanben.read.facsimile import read_facsimile
from shanben.read.files import contents
from shanben.read.sources import character_doubts, read_source
from shanben.remembered import Remembered
from shanben.settings import HeadingPattern, Settings
from shanben.shape.arrange import arrange
from shanben.shape.draft import condense
from shanben.shape.dropped import dropped
from shanben.shape.outline import propose


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library lives: its root folder and its settings."""

    root: Path
    settings: Settings
    without: frozenset[Path] = frozenset()
    """Sources that are left out."""
    drafted: frozenset[Path] = frozenset()
    """Sources whose edition files are left aside, so that the engine drafts them."""
    before: Remembered = field(default_factory=Remembered)
    """What was shaped and resolved before."""

    @property
    def seeds(self) -> Path:
        """The folder of the sources."""
        return self.root / self.settings.seeds

    @property
    def texts(self) -> tuple[Path, ...]:
        """The sources, by name. What begins with a dot is another program's."""
        found = (path for path in self.seeds.iterdir() if path.suffix.lower() == ".txt")
        return tuple(sorted(path for path in found if not path.name.startswith(".") and path not in self.without))

    def shown(self, path: Path) -> str:
        """A path as people know it, relative to the library's root."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def read_edition(place: Place, path: Path) -> tuple[Source, Edition, tuple[Problem, ...]]:
    """A source with its edition: its file's or, without one, the engine's own draft. Raises ``Refused``."""
    edition_path = path.with_suffix(".yml")
    if not edition_path.exists() or path in place.drafted:
        source = read_source(path, shown=place.shown(path), limit=place.settings.source_limit)
        evidence, problems = _evidence(place, source, path)
        return (
            source,
            propose(source, evidence, place.settings.shape.headings),
            (*problems, *unsure(source.text, source.encoding, Origin(place.shown(path)))),
        )
    reader = EditionReader(edition_path, place.shown(edition_path))
    shown, limit = place.shown(path), place.settings.source_limit
    source = read_source(path, encoding=reader.encoding, shown=shown, limit=limit)
    edition, problems = reader.edition(source)
    if reader.headings:
        evidence, faults = _evidence(place, source, path)
        drafted = propose(source, evidence, (*reader.headings, *place.settings.shape.headings))
        return source, drafted, (*problems, *faults)
    problems += () if reader.encoding else unsure(source.text, source.encoding, Origin(shown))
    return source, replace(edition, path=Path(place.shown(edition_path))), problems


def shape_source(place: Place, path: Path) -> tuple[ShapedSource | None, tuple[Problem, ...]]:
    """One source, read and arranged after its edition file or, without one, after the engine's own draft.

    Doubts of either are among the problems.
    """
    key = place.before.once(("made of", path), (_touched(place, path),), lambda: made_of(place, path))
    found = _found(place, key)
    if found is None:
        try:
            found = _shaped(place, path)
        except Refused as refusal:
            return None, refusal.problems
        if key and not _shows_files(*found):
            found = replace(found[0], made_of=key), found[1]
            place.before.keep(key, found)
    shaped, problems = found
    if any(problem.code == "E104" for problem in problems):
        return shaped, problems
    facsimile, faults = read_facsimile(shaped.source, path, place.shown(evidence_path(path)))
    problems += tuple(fault for fault in faults if fault not in problems)
    return replace(shaped, facsimile=facsimile) if facsimile else shaped, problems


def _found(place: Place, key: str) -> tuple[ShapedSource, tuple[Problem, ...]] | None:
    """What was shaped before."""
    match place.before.find(key):
        case (ShapedSource() as shaped, tuple() as problems) if shaped.made_of == key:
            return shaped, problems
    return None


def made_of(place: Place, path: Path) -> str:
    """The SHA-256 of all that shaping a source depends on; empty where its files cannot be read, which it will tell.

    What a picture's file holds is no part of it: see ``_shows_files``.
    """
    beside = path.with_suffix(".yml")
    files = (path, evidence_path(path), *(() if path in place.drafted else (beside,)))
    told = (programs(), place.shown(path), place.settings.shape, place.settings.source_limit)
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass"))
    try:
        for file in files:
            if os.path.lexists(file):
                held = contents(file, Origin(""), limit=LARGEST, inside=path.parent)
                digest.update(hashlib.sha256(held).digest())
            digest.update(file.suffix.encode())
    except Refused:
        return ""
    return digest.hexdigest()


_SETTLED = 2 * 10**9
"""Nanoseconds after which a file that is written again has another time, on whatever file system it stands."""


def _touched(place: Place, path: Path) -> object:
    """What changes whenever a file that a source is shaped from is written; never the same where nobody can be sure."""
    told: list[object] = [place.settings, path in place.drafted]
    for file in (path, evidence_path(path), path.with_suffix(".yml")):
        try:
            state = os.lstat(file)
        except OSError:
            told.append(None)
            continue
        if not stat.S_ISREG(state.st_mode) or time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) < _SETTLED:
            return object()
        told.append((state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino, state.st_dev))
    return tuple(told)


def _shows_files(shaped: ShapedSource, problems: tuple[Problem, ...]) -> bool:
    """Whether it depends on files that its text and its edition only name."""
    return any(pictures_of(work) for work in shaped.works) or any(one.code == "E223" for one in problems)


def _shaped(place: Place, path: Path) -> tuple[ShapedSource, tuple[Problem, ...]]:
    """A source shaped anew, but for what readers are shown of its document. Raises ``Refused``."""
    source, edition, problems = read_edition(place, path)
    source = replace(source, path=Path(place.shown(path)))
    shaped, arranged = arrange(source, edition)
    changed = tuple(problem for problem in problems if problem.code == "E104")
    if changed:  # of another text no place is right: all else would only follow from that
        return shaped, changed
    left_out = dropped(shaped) if edition.path is None else ()
    return shaped, (*problems, *character_doubts(source), *_doubts(source, edition), *arranged, *left_out)


def draft_edition(place: Place, path: Path, encoding: str = "") -> tuple[Source, Edition]:
    """The engine's own draft of a source's edition, as an editor's file would say it. Raises ``Refused``."""
    source = read_source(path, encoding=encoding, shown=place.shown(path), limit=place.settings.source_limit)
    evidence, _ = _evidence(place, source, path)
    headings = (*_own_headings(path), *place.settings.shape.headings)
    return source, condense(source, propose(source, evidence, headings))


def _own_headings(path: Path) -> tuple[HeadingPattern, ...]:
    """The forms of headings that a source's edition file names; none where it has no file, or one with faults."""
    beside = path.with_suffix(".yml")
    try:
        return EditionReader(beside, beside.name).headings if beside.exists() else ()
    except Refused:
        return ()


def _evidence(place: Place, source: Source, path: Path) -> tuple[Evidence | None, tuple[Problem, ...]]:
    """What is known of a source beside its text."""
    beside = evidence_path(path)
    return read_evidence(source, beside, place.shown(beside))


DOUBTED = "{reason} (confidence {sure})"
"""How a doubt is told: the doubt itself, whose reason is a message of its own, and how sure the engine is."""


def _doubts(source: Source, edition: Edition) -> tuple[Problem, ...]:
    """The doubts of an edition, a draft's included: the least sure first."""
    lines = lines_of(source.text)
    doubts = [
        (entry.spans[:1], entry.doubt, "" if edition.path else entry_text(lines, entry))
        for work in edition.works
        for entry in work.contents
        if entry.doubt
    ]
    doubts += [((span,), doubt, "") for span, doubt in edition.doubts]
    found: list[Problem] = []
    for spans, doubt, words in sorted(doubts, key=lambda doubted: doubted[1].confidence):
        origin = Origin(source.path.as_posix(), lines.at(spans[0].start).number if spans else 1)
        values = {"reason": doubt, "sure": f"{doubt.confidence:.0%}", DRAFTED: words}
        found.append(Problem(doubt.code, DOUBTED, origin, values))
    return tuple(found)
