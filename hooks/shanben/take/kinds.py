"""What kind a file is by its first bytes: one that is another than its name says is refused with the right name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from shanben.take.archive import CONTAINER, folder_of, is_inner
from shanben.take.unusable import Unusable

_HEAD = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHARACTERS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".rtf"})
_ZIPPED = {
    ".docx": "a Word document (.docx)", ".odt": "an OpenDocument text (.odt)", ".epub": "an e-book (.epub)",
}  # fmt: skip


def refuse_other_kind(path: Path, suffix: str) -> None:
    """Raises ``Unusable`` where the first bytes say that the file is of another kind than ``suffix``."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if not head:
        raise Unusable("is empty: put the text in first", code="E131")
    found = _kind(path, head)
    if found == suffix or (found == ".html" and suffix in (".htm", ".xhtml", ".md", ".txt")):
        return
    if found in (".ole", ".rtf") and suffix in (".doc", ".wps"):
        return
    if found == ".ole" and suffix in _ZIPPED:
        raise Unusable(
            "is protected by a password, or an old Word document (.doc): save it as {kind}", kind=_ZIPPED[suffix]
        )
    if found == ".broken.zip" and suffix in _ZIPPED:
        return
    if found:
        named = "a document of an older Word (.doc)" if found == ".ole" else found
        raise Unusable("is not {said} but {found}: give it the right ending", code="E132", said=suffix, found=named)
    if suffix == ".pdf":
        raise Unusable("is not a PDF document, or is damaged: open it and save it again", code="E132")
    if suffix in _ZIPPED:
        raise Unusable("is not {kind}, or is damaged or cut off: open it and save it again", kind=_ZIPPED[suffix])


def _kind(path: Path, head: bytes) -> str:
    """The ending that fits the file's bytes; empty where they do not tell."""
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        (".pdf", lambda: b"%PDF-" in head[:1024]),
        (".ole", lambda: head.startswith(_OLE)),
        (".rtf", lambda: head.startswith(b"{\\rtf")),
        (".png", lambda: head.startswith(b"\x89PNG\r\n")),
        (".jpg", lambda: head.startswith(b"\xff\xd8\xff")),
        (".gif", lambda: head.startswith((b"GIF87a", b"GIF89a"))),
        (".webp", lambda: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
        (".tif", lambda: head.startswith((b"II*\x00", b"MM\x00*"))),
        (".html", lambda: head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html"))),
    )
    for ending, fits in tests:
        if fits():
            return ending
    return _zipped(path) if head.startswith(b"PK\x03\x04") else ""


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            if is_inner(archive):
                return ".broken.zip"
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80].strip() if "mimetype" in names else b""
    except Exception:  # damaged: whoever reads such archives says so
        return ".broken.zip"
    if any(name.startswith("word/") for name in names):
        return ".docx"
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    if any(name.startswith("ppt/") for name in names):
        return ".pptx"
    if kind == b"application/epub+zip" or folder_of(names) + CONTAINER in names:
        return ".epub"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return ".odt"
    return ".zip"
