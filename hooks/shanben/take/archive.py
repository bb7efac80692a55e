"""Documents that are zip archives: opened within limits, and their XML parsed without what could reach outside."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from shanben.take.unusable import Unusable

CONTAINER = "META-INF/container.xml"
"""The part of an e-book that says where its others are."""
LARGEST = 400_000_000
"""Bytes of one archive's content, unpacked; no book holds as much text."""
LARGEST_PART = 100_000_000
MOST_PARTS = 20_000
_DOCTYPE_WITHIN = 4096


class Archive:
    """The parts of a zip archive, by name; where all of them stand in one folder, by their names in it."""

    def __init__(self, path: Path, kind: str) -> None:
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Unusable("is not {kind}, or is damaged or cut off: open it and save it again", kind=kind) from None
        if is_inner(self._zip):
            self.close()
            raise Unusable("is not {kind}, or is damaged or cut off: open it and save it again", kind=kind)
        parts = self._zip.infolist()
        self.names = frozenset(part.filename for part in parts)
        if any(part.flag_bits & 1 for part in parts):
            self.close()
            raise Unusable("is protected by a password: save a copy without it")
        if sum(part.file_size for part in parts) > LARGEST or len(parts) > MOST_PARTS:
            self.close()
            raise Unusable(
                "unpacks to more than {limit} MB and is not opened: save its text as a smaller file",
                limit=LARGEST // 1_000_000,
            )
        for name in self.names:
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
                self.close()
                raise Unusable("holds the path {path}, which leads out of it, and is not opened", path=name)
        self._folder = folder_of(self.names)
        self.names = frozenset(name.removeprefix(self._folder) for name in self.names)

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises ``KeyError`` where there is no such part."""
        part = self._zip.getinfo(self._folder + name)
        try:
            with self._zip.open(part) as opened:
                raw = opened.read(min(part.file_size, LARGEST_PART) + 1)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise self.damaged(name) from error
        except Exception as error:  # zlib.error and lzma.LZMAError share no base
            raise self.damaged(name) from error
        if len(raw) > LARGEST_PART or len(raw) > part.file_size:
            raise Unusable(
                "holds {part} of more than {limit} MB and is not opened: save its text as a smaller file",
                part=name,
                limit=LARGEST_PART // 1_000_000,
            )
        return raw

    def xml(self, name: str) -> etree._Element:
        """A part as XML. Raises ``KeyError`` where there is no such part."""
        try:
            return xml(self.read(name))
        except etree.XMLSyntaxError:
            raise self.damaged(name) from None

    def xml_if(self, name: str) -> etree._Element | None:
        """A part as XML, or None where there is none."""
        return self.xml(name) if name in self.names else None

    def damaged(self, name: str) -> Unusable:
        """Why a part cannot be read."""
        return Unusable(
            "is not {kind} that can be read: its part {part} is damaged; open it and save it again",
            kind=self.kind,
            part=name,
        )


def folder_of(names: Iterable[str]) -> str:
    """The folder that an e-book was packed with instead of its contents, with a slash at its end; empty where none."""
    found = [name.removesuffix(CONTAINER) for name in names if name == CONTAINER or name.endswith("/" + CONTAINER)]
    return found[0] if len(found) == 1 and found[0].count("/") <= 1 else ""


def is_inner(archive: zipfile.ZipFile) -> bool:
    """Whether what was found is an archive inside another, whose own end is cut off."""
    return bool(archive.infolist()) and min(part.header_offset for part in archive.infolist()) > 0


def xml(raw: bytes) -> etree._Element:
    """XML as a tree; entities of its own are refused, nothing is fetched. Raises ``etree.XMLSyntaxError``."""
    if b"<!ENTITY" in raw or b"<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y" in raw:
        raise Unusable("declares entities, which documents do not, and is not opened")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(raw, parser)


def beside(part: str, path: str) -> str:
    """A path as a part of the archive states it, from the archive's root."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
