"""One document taken into a library: its plain text, the evidence beside it, and a draft of its edition file.

Whole or not at all, and nothing that is there is overwritten.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from shanben.aside import aside
from shanben.commands.place import guide_of
from shanben.export.edition_file import edition_text
from shanben.library import REGISTRY, TERMBASE
from shanben.model.doubts import Doubt
from shanben.model.editions import Edition, EntryKind
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.evidence import evidence_path, read_evidence
from shanben.read.sources import read_source, slug_of
from shanben.shaping import Place, draft_edition
from shanben.take.documents import Document, read_document, with_facsimile
from shanben.take.evidence_file import evidence_jsonl
from shanben.take.sheets import Progress
from shanben.take.wishes import NONE, Wishes

_NAMED = frozenset({"epub", "html", "htm", "xhtml"})
"""Kinds of files whose title somebody wrote on purpose: word processors take over that of a template."""
RESERVED = frozenset(Path(name).stem for name in (TERMBASE, REGISTRY))
"""Names under which a library keeps other things than texts."""


class State(StrEnum):
    """What became of a file."""

    TAKEN = "taken in"
    DOUBTFUL = "taken in with doubts"
    THERE = "there already"
    KEPT = "kept beside a text that was there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, with all there is to say about it."""

    state: State
    text: str = ""
    """The path of the plain text, as people know it."""
    edition: str = ""
    works: int = 0
    doubts: int = 0
    problems: tuple[Problem, ...] = ()
    left_out: Mapping[str, int] | None = None
    repaired: Mapping[str, int] | None = None


def take(
    place: Place, file: Path, wishes: Wishes = NONE, progress: Progress = list, *, beside: bool = False
) -> Outcome:
    """Take in one file. Never raises for what is wrong with it. ``progress`` watches its pages being drawn.

    ``beside``: a file of another kind that has its name is taken in with it, so that its kind becomes part of its name.
    """
    try:
        return _taken(place, file, wishes, progress, beside=beside)
    except Refused as refusal:
        return Outcome(State.REFUSED, problems=refusal.problems)
    except OSError as error:
        return _refusal(file, "cannot be taken in: {reason}", reason=error.strerror or str(error))


def _taken(place: Place, file: Path, wishes: Wishes, progress: Progress, *, beside: bool) -> Outcome:
    text = _place_of(place, file, beside=beside)
    edition_path, evidence = text.with_suffix(".yml"), evidence_path(text)
    if file.stem in RESERVED:
        message = "{name}.txt would take the name of the library's own {name}.yml: give the file another name"
        return _refusal(file, message, code="E134", name=file.stem)
    if _is_of(edition_path, file):
        later = _keep_later(place, file, text, wishes, progress)
        return Outcome(State.KEPT if later else State.THERE, place.shown(text), place.shown(edition_path))
    document = read_document(file, wishes, folder=slug_of(text.stem) or "pictures", progress=progress)
    for path in (text, edition_path, evidence):
        if path.exists() and not _holds(path, document.content):
            if _file_of(edition_path) == file.name:
                there = ", ".join(place.shown(one) for one in (text, edition_path, evidence) if one.exists())
                return _refusal(file, _ANOTHER, there=there)
            message = "{path} is there already and stays as it is: rename one of them"
            return _refusal(file, message, path=place.shown(path))
    same = _namesake(place, text)
    if same is not None:
        message = "its address would be that of {path}: rename one of them"
        return _refusal(file, message, code="E106", path=place.shown(same))
    pieces, edition = _drafted(place, file, text, document, wishes.encoding)
    _write(pieces)
    doubts = len(edition.doubts) + sum(entry.doubt is not None for work in edition.works for entry in work.contents)
    told = document.evidence
    return Outcome(
        State.DOUBTFUL if document.doubts or doubts else State.TAKEN, place.shown(text), place.shown(edition_path),
        len(edition.works), doubts, document.doubts, told.left_out if told else None, told.repaired if told else None,
    )  # fmt: skip


def _place_of(place: Place, file: Path, *, beside: bool) -> Path:
    """Where the text of a file stands, or will: under its name, or with its kind (``a-pdf``) where a file of another
    kind has that name, as a document that somebody saved in two formats.
    """
    plain = place.seeds / f"{file.stem}.txt"
    kind = file.suffix.lower()
    own = place.seeds / f"{file.stem}-{kind.lstrip('.')}.txt"
    for text in (plain, own):
        if _is_of(text.with_suffix(".yml"), file):
            return text
    there = plain if plain.exists() else _namesake(place, plain)
    other = _kind_of(there.with_suffix(".yml")) if there is not None else ""
    return own if other not in ("", kind) or (beside and there is None) else plain


def _kind_of(edition: Path) -> str:
    """The ending of the file an edition file was drafted for; empty where it does not say."""
    return Path(_file_of(edition)).suffix.lower()


def _file_of(edition: Path) -> str:
    """The name of the file an edition file was drafted for; empty where it does not say."""
    if not edition.exists():
        return ""
    head = edition.read_text("utf-8", "replace").splitlines()[:40]
    return next((line.removeprefix(_FILE).strip() for line in head if line.startswith(_FILE)), "")


_ANOTHER = (
    "was changed since it was taken in: to take it in anew, remove {there} first; to keep both, give it another name"
)


def _keep_later(place: Place, file: Path, text: Path, wishes: Wishes, progress: Progress) -> bool:
    """Keep the pages or the document of a text that was taken in without them; whether there was any to keep."""
    beside = evidence_path(text)
    if not (wishes.pages or wishes.original) or not text.is_file():
        return False
    source = read_source(text, shown=place.shown(text), limit=place.settings.source_limit)
    evidence, _ = read_evidence(source, beside, place.shown(beside))
    if evidence is None:
        return False
    wanted = replace(
        wishes, pages=wishes.pages and not evidence.sheets, original=wishes.original and not evidence.original
    )
    later, files = with_facsimile(file, evidence, wanted, slug_of(text.stem) or "pictures", progress)
    if not files:
        return False
    _write({place.seeds / path: content for path, content in files.items()})
    with aside(beside.parent) as made:
        partial = made.folder / beside.name
        partial.write_text(evidence_jsonl(later), encoding="utf-8", newline="\n")
        os.replace(partial, beside)
    return True


def _drafted(
    place: Place, file: Path, text: Path, document: Document, encoding: str
) -> tuple[dict[Path, bytes], Edition]:
    """The files to be written, the edition file last. They are drafted aside, so that a fault leaves nothing behind."""
    with aside() as made:
        draft = made.folder / text.name
        draft.write_bytes(document.content)
        pieces = {text: document.content}
        if document.evidence is not None:
            pieces |= {place.seeds / path: content for path, content in document.files.items()}
            beside = evidence_jsonl(document.evidence).encode()
            evidence_path(draft).write_bytes(beside)
            pieces[evidence_path(text)] = beside
        try:
            source, edition = draft_edition(place, draft, encoding)
        except Refused as refusal:
            raise Refused(_about(file, refusal.problems)) from None
        edition = replace(_entitled(edition, document), sha256=source.sha256)
        words = _origin(document, encoding, source.sha256) + edition_text(source, edition, guide_of(place))
        pieces[text.with_suffix(".yml")] = words.encode()
    return pieces, edition


def _entitled(edition: Edition, document: Document) -> Edition:
    """A draft of one work without a title, called as its e-book or web page is: to be looked at."""
    title = _ADDED.sub("", document.stated.get("title", ""))
    told = document.evidence is not None and document.evidence.importer in _NAMED
    first = edition.works[0].contents[:1] if len(edition.works) == 1 else ()
    untitled = first and first[0].kind is EntryKind.SUPPLIED and first[0].doubt and first[0].doubt.code == "D301"
    if not (told and title and untitled):
        return edition
    doubt = Doubt("D301", "its title stands only in what the file says of itself", 0.7)
    entry = replace(first[0], text=title, doubt=doubt)
    work = edition.works[0]
    return replace(edition, works=(replace(work, contents=(entry, *work.contents[1:])),))


_ADDED = re.compile(r"(?<=.)\s*[（(【\[][^（(【\[]{9,}$")
"""What a seller adds to the name of a book."""


def _about(file: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of a text that is not written yet, as problems of the file it was taken from."""
    return [replace(problem, origin=Origin(str(file), problem.origin.line)) for problem in problems]


_LABELS = {"sha256": "digest of that file"}
"""What a draft calls facts whose names mean something else in an edition file."""
_FILE = "# file: "
_DIGESTS = ("# digest of that file: ", "# sha256: ", "sha256: ")
"""What stands before the digest of the file from which a draft was made; one that was taken as it is, is the source."""


def _origin(document: Document, encoding: str, pinned: str) -> str:
    """What is known of a text's origin, as comments at the head of its edition file; and its encoding where stated."""
    stated_of = {name: value for name, value in document.stated.items() if name != "sha256" or value != pinned}
    comments = [f"# {_LABELS.get(name, name)}: {value}\n" for name, value in stated_of.items()]
    if document.evidence is not None:
        for label, counts in (("left out", document.evidence.left_out), ("read as", document.evidence.repaired)):
            if counts:
                comments.append(f"# {label}: {', '.join(f'{name} {count}' for name, count in counts.items())}\n")
    comments += [f"# {problem.code}: {problem.text}\n" for problem in document.doubts]
    stated = f"encoding: {encoding}\n" if encoding and document.evidence is None else ""
    return "".join(comments) + stated


def _write(pieces: Mapping[Path, bytes]) -> None:
    """Write new files, each whole or not at all; where one cannot be written, take the others away again."""
    written: list[Path] = []
    try:
        for path, content in pieces.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if _holds(path, content):
                continue
            with aside(path.parent) as made:
                whole = made.folder / "whole"
                whole.write_bytes(content)
                _put(whole, path)
                written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _put(whole: Path, path: Path) -> None:
    """Give a file its name. Raises ``FileExistsError`` where that is taken."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        whole.rename(path)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file holds just these bytes: a run that was cut short wrote them."""
    return path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content


def _is_of(edition: Path, file: Path) -> bool:
    """Whether an edition file was drafted for just this file."""
    if not (edition.exists() and file.is_file()):
        return False
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    head = edition.read_text("utf-8", "replace").splitlines()[:40]
    return any(f"{label}{digest}" in head for label in _DIGESTS)


def _namesake(place: Place, text: Path) -> Path | None:
    """Another source whose name gives the same address."""
    slug = slug_of(text.stem)
    others = (path for path in sorted(place.seeds.glob("*.txt")) if path != text)
    return next((path for path in others if slug and slug_of(path.stem) == slug), None)


def _refusal(file: Path, message: str, code: str = "E105", **values: object) -> Outcome:
    return Outcome(State.REFUSED, problems=(Problem(code, message, Origin(str(file)), values),))
