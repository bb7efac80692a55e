"""Documents in other formats as plain text, a paragraph a line, and what they state of their own origin.

Formats that need a library of their own (``.docx``, ``.pdf``) come with the extra ``add``.
"""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import lxml.html
from lxml import etree
from markdown import Markdown

from shanben.encodings import decode
from shanben.model.text import Origin
from shanben.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: the bytes of its plain text, and what it states of itself (title, author, date …)."""

    content: bytes
    stated: Mapping[str, str]


class _Unusable(Exception):
    """Why a file cannot be taken in, for people."""


def read_document(path: Path) -> Document:
    """A file as plain text; a text file as it is, byte for byte. Raises ``Refused`` (E101 to E106)."""
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        raise _refused(path, f"is of a kind we do not take in: use one of {', '.join(FORMATS)}")
    try:
        text, stated = read(path)
    except _Unusable as error:
        raise _refused(path, str(error)) from None
    except ImportError as error:
        raise _refused(path, f"needs {error.name}: pip install 'shanben[add]'") from None
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from None
    if isinstance(text, str):
        if not text.strip():
            raise _refused(path, "holds no text; of a scanned document, recognise the text (OCR) first")
        text = text.encode()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = {name: " ".join(value.split()) for name, value in stated.items() if value and value.strip()}
    return Document(text, {"file": path.name, "sha256": digest} | found)


def _refused(path: Path, message: str) -> Refused:
    return Refused([Problem("E105", message, Origin(str(path)))])


_Read = tuple[str | bytes, dict[str, str]]


def _decoded(path: Path) -> str:
    return decode(path.read_bytes(), "", Origin(str(path), 1))[0]


def _text(path: Path) -> _Read:
    _decoded(path)
    return path.read_bytes(), {}


def _markdown(path: Path) -> _Read:
    reader = Markdown(extensions=["meta", "tables"])
    page = reader.convert(_decoded(path))
    meta = {str(name): "; ".join(map(str, values)) for name, values in getattr(reader, "Meta", {}).items()}
    return _readable(lxml.html.document_fromstring(page or "<p></p>")), meta


def _html(path: Path) -> _Read:
    page = _parsed(path.read_bytes(), _decoded(path))
    return _readable(page), _stated(page)


def _parsed(raw: bytes, text: str) -> lxml.html.HtmlElement:
    """A page; its text was decoded by us, so what it says of its encoding is left aside."""
    try:
        encoded = text.encode()
        page = lxml.html.document_fromstring(encoded, parser=lxml.html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, UnicodeEncodeError):
        raise _Unusable("is not HTML, or holds nothing" if raw else "is empty") from None
    return page


_NOT_TEXT = {"script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "form", "button"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "font",
    "i",
    "kbd",
    "mark",
    "q",
    "rb",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "var",
}


def _readable(page: lxml.html.HtmlElement) -> str:
    """The text of a page, a block a line; white space as a browser shows it."""
    found = page.xpath("//article") or page.xpath("//main")
    body = found[0] if len(found) == 1 else page
    lines = (" ".join(line.split(" ")).strip(" ") for line in "".join(_pieces(body)).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _pieces(body: lxml.html.HtmlElement) -> Iterator[str]:
    skipped = 0
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        plain = isinstance(element.tag, str)
        name = element.tag if plain else ""
        if event == "start":
            skipped += name in _NOT_TEXT
            if not skipped:
                yield ("" if name in _INLINE else "\n") + _shown(element.text)
        else:
            if event == "end":
                closes = "" if name in _INLINE or skipped else "\n"
                skipped -= name in _NOT_TEXT
                yield closes
            if not skipped and element is not body:
                yield _shown(element.tail)


def _shown(text: str | None) -> str:
    """Character data with runs of white space as one space; a line break between Han characters is no space."""
    if not text:
        return ""
    pieces = [piece.strip(" \t\r") for piece in text.split("\n")]
    whole = pieces[0]
    for piece in pieces[1:]:
        whole += piece if _han(whole[-1:]) or _han(piece[:1]) else f" {piece}"
    head = " " if text[:1] in " \t" else ""
    return head + whole + (" " if text[-1:] in " \t" and len(text) > 1 else "")


def _han(character: str) -> bool:
    return character >= "\u2e80"


def _stated(page: lxml.html.HtmlElement) -> dict[str, str]:
    """What a page's head says of it."""
    stated = {
        "title": str(page.xpath("string(//title)")),
        "address": str(page.xpath("string(//link[@rel='canonical']/@href)")),
    }
    for name in ("author", "date", "publisher", "source"):
        stated[name] = str(
            page.xpath("string(//meta[translate(@name,'ADEHIOPRSTU','adehioprstu')=$name]/@content)", name=name)
        )
    return stated


def _docx(path: Path) -> _Read:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        raise _Unusable("is not a Word document (.docx), or is damaged") from None
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            lines += ("\t".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in item.rows)
        else:
            lines.append(item.text)
    about = document.core_properties
    date = about.created.date().isoformat() if about.created else ""
    return "\n".join(lines) + "\n", {"title": about.title, "author": about.author, "date": date}


_CONTAINER = "META-INF/container.xml"


def _epub(path: Path) -> _Read:
    """The chapters of an e-book in the order of its spine (EPUB 3.3, section 5)."""
    try:
        with zipfile.ZipFile(path) as archive:
            package = str(_xml(archive.read(_CONTAINER)).xpath("string(//*[local-name()='rootfile']/@full-path)"))
            root = _xml(archive.read(package))
            places = {item.get("id"): item.get("href", "") for item in root.xpath("//*[local-name()='item']")}
            folder = posixpath.dirname(package)
            chapters = []
            for item in root.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
                raw = archive.read(posixpath.normpath(posixpath.join(folder, unquote(places[item.get("idref")]))))
                chapters.append(_readable(_parsed(raw, raw.decode())))
    except (KeyError, UnicodeDecodeError, etree.XMLSyntaxError, zipfile.BadZipFile):
        raise _Unusable("is not an e-book (.epub), or is damaged or protected") from None
    about = {
        name: str(root.xpath("string(//*[local-name()=$element])", element=element))
        for name, element in (("title", "title"), ("author", "creator"), ("date", "date"), ("publisher", "publisher"))
    }
    return "".join(chapters), about


def _xml(raw: bytes) -> etree._Element:
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))


# A font's table often names the radical where the character that looks like it was printed; no text is written in them.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def _pdf(path: Path) -> _Read:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Unusable("is protected by a password: save a copy without it")
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
    except PyPdfError:
        raise _Unusable("is not a PDF document, or is damaged") from None
    date = about.creation_date.date().isoformat() if about and about.creation_date else ""
    stated = {"title": about.title or "", "author": about.author or "", "date": date} if about else {}
    return "\f".join(page.rstrip("\n") + "\n" for page in pages).translate(_RADICALS), stated


FORMATS: Mapping[str, Callable[[Path], _Read]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".epub": _epub,
    ".pdf": _pdf,
}
"""How each kind of file is read."""
