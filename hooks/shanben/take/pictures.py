"""The pictures that a document holds: kept as files beside the text, where a sign stands for each."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from shanben.pictures import MEDIA_TYPES, size_of
from shanben.take.archive import folder_of
from shanben.take.blocks import Block, Taken, Words

LARGEST = 20_000_000
"""Bytes of one picture."""
_MOST = 500
_WITHIN = re.compile(r"data:(image/[a-z]+)(;[^,]*)?,(.*)", re.DOTALL)


def keep_pictures(file: Path, taken: Taken, folder: str) -> Mapping[str, bytes]:
    """Name the figures of ``taken`` by where they are kept, under ``folder``, and give what is to be written there.

    A picture that is missing, elsewhere, too large or of a kind that browsers do not show is left out and counted;
    words that the document gives in its place stay, as a caption.
    """
    named: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for at, block in enumerate(taken.blocks):
        image = block.facts.image
        if block.facts.kind != "figure":
            continue
        if image and image not in named and len(contents) < _MOST:
            suffix, content = _content(file, image)
            if content is not None and size_of(f"picture{suffix}", content):
                named[image] = f"{folder}/{len(contents) + 1}{suffix}"
                contents[named[image]] = content
        if image in named:
            taken.blocks[at] = Block(block.words, replace(block.facts, image=named[image]))
            continue
        taken.left_out["pictures"] += 1
        words = block.facts.alt if len(block.facts.alt) > 1 else ""
        taken.blocks[at] = Block(Words(words), replace(block.facts, kind="caption", image="", alt=""))
    return contents


def _content(file: Path, image: str) -> tuple[str, bytes | None]:
    """The ending and the bytes of a picture in the archive that a document is, in its text or beside it."""
    within = _WITHIN.match(image)
    if within:
        suffix = next((suffix for suffix, kind in MEDIA_TYPES.items() if kind == within[1]), "")
        try:
            coded = unquote_to_bytes(within[3])
            content = base64.b64decode(coded) if "base64" in (within[2] or "") else coded
        except ValueError:
            return suffix, None
        return suffix, content if len(content) <= LARGEST else None
    suffix = PurePosixPath(image.partition("?")[0]).suffix.lower()
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                part = archive.getinfo(folder_of(archive.namelist()) + image)
                return suffix, archive.read(part) if part.file_size <= LARGEST else None
        path = (file.parent / unquote(image.partition("?")[0])).resolve()
        inside = path.is_relative_to(file.parent.resolve())
        found = inside and path.is_file() and path.stat().st_size <= LARGEST
        return suffix, path.read_bytes() if found else None
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return suffix, None
