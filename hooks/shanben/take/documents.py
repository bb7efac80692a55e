"""Documents of many kinds as plain text, with what they state of their own structure and origin.

Formats that need a library of their own come with the extra ``add``.
"""

from __future__ import annotations

import gc
import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType

from shanben.characters import NOT_TEXT
from shanben.encodings import CONTROL, decode, unsure
from shanben.model.evidence import Evidence, OutlineEntry
from shanben.model.text import Origin
from shanben.pictures import ORIGINALS
from shanben.problems import Problem, Refused
from shanben.take.blocks import PICTURE, Taken, assembled, join_notes
from shanben.take.docx import take_docx
from shanben.take.epub import take_epub
from shanben.take.html import take_page
from shanben.take.kinds import refuse_other_kind
from shanben.take.mandoku import is_mandoku, take_mandoku
from shanben.take.markdown import take_markdown
from shanben.take.misread import is_misread, mend_blocks, misread
from shanben.take.odt import take_odt
from shanben.take.office import take_by_office
from shanben.take.pdf import take_pdf
from shanben.take.pictures import keep_pictures
from shanben.take.sheets import Progress, draw_sheets
from shanben.take.typed_tables import mark_typed_tables
from shanben.take.unusable import Unusable
from shanben.take.wishes import NONE, Wishes

_BOOKS = frozenset({".epub", ".txt"})
"""Files that state, where they state a title, that of a book, not what a program calls a file."""
LARGEST = 500_000_000
"""Bytes of the largest file that is opened."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: the bytes of its plain text, what it states of its origin, and the evidence beside it.

    ``evidence`` is None where the file is plain text. ``files`` are what is kept beside it (pictures of its figures and
    pages, the document itself), by the paths that the evidence names. ``encoding`` is what the bytes are in, ``doubts``
    what is not sure about them, for people.
    """

    content: bytes
    stated: Mapping[str, str]
    evidence: Evidence | None = None
    encoding: str = ""
    doubts: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def _unwatched(numbers: Sequence[int]) -> Iterable[int]:
    return numbers


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for objects that refer to each other: what is read does not, and it takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def read_document(
    path: Path, wishes: Wishes = NONE, *, folder: str = "pictures", progress: Progress = _unwatched
) -> Document:
    """A file as plain text; a text file as it is, byte for byte.

    The paths of what is kept begin with ``folder``; ``progress`` watches pages being drawn.
    Raises ``Refused`` (E101 to E106, E130 to E139), with one problem that names the file and what to do.
    """
    suffix = path.suffix.lower()
    read = FORMATS.get(suffix)
    try:
        if read is None:
            raise Unusable("is of a kind we do not take in: use one of {kinds}", code="E130", kinds=", ".join(FORMATS))
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unusable("is no file with contents: name a document", code="E108")
        if path.stat().st_size > LARGEST:
            raise Unusable("is larger than {limit} MB: divide it", code="E133", limit=LARGEST // 1_000_000)
        refuse_other_kind(path, suffix)
        taken = read(path, wishes, progress)
        document = _document(path, taken, suffix, folder)
        if document.evidence is None:
            return document
        evidence, files = with_facsimile(path, document.evidence, wishes, folder, progress)
        return replace(document, evidence=evidence, files={**document.files, **files})
    except Unusable as error:
        raise _refused(path, error) from None
    except ImportError as error:
        missing = Unusable("needs {name}: pip install 'shanben[add]'", name=error.name or "")
        raise _refused(path, missing) from None
    except OSError as error:
        raise _refused(path, Unusable("cannot be read: {reason}", reason=error.strerror or error)) from None


def with_facsimile(
    path: Path, evidence: Evidence, wishes: Wishes, folder: str, progress: Progress
) -> tuple[Evidence, Mapping[str, bytes]]:
    """The evidence of a document with what is wished to be shown of it, and the files of that below ``folder``."""
    files: dict[str, bytes] = {}
    suffix = path.suffix.lower()
    if wishes.pages and suffix == ".pdf":
        sheets, pictures = draw_sheets(path, folder, progress)
        evidence = replace(evidence, sheets=sheets)
        files |= pictures
    if wishes.original and suffix in ORIGINALS:
        evidence = replace(evidence, original=f"{folder}/original{suffix}")
        files[evidence.original] = path.read_bytes()
    return evidence, files


def _document(path: Path, taken: Taken, suffix: str, folder: str) -> Document:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = {name: " ".join(NOT_TEXT.sub(" ", value).split()) for name, value in taken.stated.items() if value}
    found = {name: value for name, value in found.items() if value}
    stated = {"file": path.name, "sha256": digest} | found
    if taken.verbatim is not None:
        marked = _evidence(path, taken, suffix, stated, taken.verbatim, digest) if +taken.left_out else None
        return Document(taken.verbatim, stated, marked, taken.encoding, tuple(taken.doubts))
    if not taken.printed:
        join_notes(taken.blocks)
        mend_blocks(taken, Origin(str(path)))
        mark_typed_tables(taken.blocks)
    doubts = tuple(taken.doubts)
    pictures = keep_pictures(path, taken, folder)
    text, lines = assembled(taken.blocks, page_breaks=taken.printed)
    if not text.strip(f"{PICTURE} \n\f"):
        raise _refused(path, Unusable("holds no text that can be taken in", code="E131"))
    content = text.encode()
    starts = {facts.block: number for number, facts in sorted(lines.items(), reverse=True)}
    outline = tuple(_placed(entry, starts) for entry in taken.outline)
    evidence = replace(
        _evidence(path, taken, suffix, stated, content, digest), printed=taken.printed, pages=taken.pages,
        outline=outline, lines=lines,
    )  # fmt: skip
    return Document(content, stated, evidence, "", doubts, pictures)


def _evidence(
    path: Path, taken: Taken, suffix: str, stated: Mapping[str, str], content: bytes, digest: str
) -> Evidence:
    """What is said of a document beside its lines."""
    return Evidence(
        hashlib.sha256(content).hexdigest(), path.name, digest, taken.importer or suffix.lstrip("."), _version(),
        left_out=dict(+taken.left_out), repaired=dict(+taken.repaired),
        title=stated.get("title", "") if suffix in _BOOKS else "",
    )  # fmt: skip


def _placed(entry: OutlineEntry, starts: Mapping[int, int]) -> OutlineEntry:
    """An entry that knows its block (counted from 0) with the line this became."""
    return replace(entry, line=starts.get(entry.line + 1, starts.get(-1 - entry.line, 0)))


@cache
def _version() -> str:
    """The engine's own version, looked up once: that takes as long as a short document."""
    try:
        return version("shanben")
    except PackageNotFoundError:
        return ""


def _refused(path: Path, why: Unusable) -> Refused:
    return Refused([Problem(why.code, why.message, Origin(str(path)), why.values)])


_Read = Callable[[Path, Wishes, Progress], Taken]


def _text(path: Path, wishes: Wishes, _progress: Progress) -> Taken:
    encoding = wishes.encoding
    raw = path.read_bytes()
    decoded, found = decode(raw, encoding, Origin(str(path), 1))
    if not decoded.strip():
        raise Unusable("is empty: put the text in first", code="E131")
    control = CONTROL.search(decoded)
    if control:
        sign = f"U+{ord(control[0]):04X}"
        raise Unusable(
            "is not text: it holds the control character {sign}; save it as plain text", code="E102", sign=sign
        )
    if is_mandoku(decoded):
        return take_mandoku(decoded)
    origin = Origin(str(path))
    doubts = misread(filter(is_misread, decoded.splitlines()), origin)
    return Taken(
        verbatim=raw, encoding=found, doubts=doubts if encoding else [*unsure(decoded, found, origin), *doubts]
    )


_SELDOM = 20
"""One zero byte in more bytes is a slip in a text; browsers show nothing there."""


def _characters(take: Callable[[str], Taken]) -> _Read:
    def read(path: Path, wishes: Wishes, _progress: Progress) -> Taken:
        encoding, raw, origin, zeros = wishes.encoding, path.read_bytes(), Origin(str(path), 1), 0
        try:
            text, found = decode(raw, encoding, origin)
        except Refused:
            zeros = raw.count(0)
            if not 0 < zeros * _SELDOM < len(raw):
                raise
            text, found = decode(raw.replace(b"\0", b""), encoding, origin)
        taken = take(text)
        taken.repaired["characters U+0000 left out"] += zeros
        taken.doubts += () if encoding else unsure(text, found, Origin(str(path)))
        return taken

    return read


def _archived(take: Callable[[Path], Taken]) -> _Read:
    return lambda path, _wishes, _progress: take(path)


FORMATS: Mapping[str, _Read] = {
    ".txt": _text,
    ".md": _characters(take_markdown),
    ".html": _characters(take_page),
    ".htm": _characters(take_page),
    ".xhtml": _characters(take_page),
    ".docx": _archived(take_docx),
    ".odt": _archived(take_odt),
    ".epub": _archived(take_epub),
    ".pdf": lambda path, wishes, progress: take_pdf(path, progress, recognise=wishes.recognise),
    ".doc": _archived(take_by_office),
    ".wps": _archived(take_by_office),
    ".rtf": _archived(take_by_office),
}
"""How each kind of file is read."""
