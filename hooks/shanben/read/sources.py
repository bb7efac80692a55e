"""Sources: bytes to text, without changing a character."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from shanben.addresses import safe_name
from shanben.characters import NOT_TEXT, code_point, is_blank, odd_characters
from shanben.encodings import CONTROL, decode
from shanben.lineation import lines_of
from shanben.model.text import Origin, Source
from shanben.problems import Problem, Refused
from shanben.read.files import LIMIT, contents
from shanben.read.spelled import spelled

_LONGEST_NAME = 230
"""Bytes of a source's name. Systems hold 255, and ``.evidence.jsonl`` or a name for a moment stand beside it."""
_NO_ADDRESS = re.compile(r"-*(?:[^A-Za-z0-9._-]+-*)+")


def slug_of(name: str) -> str:
    """A file's name as an ASCII address: Han characters by their pinyin, é as e, all else as hyphens.

    Empty where nothing is left; a name that cannot be an address as it is (too long, ``con``) becomes one that can.
    """
    slug = _NO_ADDRESS.sub("-", spelled(name, "-")).strip("-.")
    return safe_name(slug) if slug else ""


def read_source(path: Path, *, encoding: str = "", shown: str = "", limit: int = LIMIT) -> Source:
    """Read a source file. ``encoding`` is what its edition file states; without it the encoding is found out.

    UTF-8 is tried first and strictly, then UTF-16 (by its byte order mark, or by its zero bytes), then GB18030 against
    Big5, whichever reads as Chinese. ``shown`` is the path for messages, ``limit`` how many bytes it may have. Raises
    ``Refused`` with E101, E102, E103, E106, or as ``contents`` does.
    """
    origin = Origin(shown or str(path), 1)
    slug = slug_of(path.stem)
    if NOT_TEXT.search(path.name):
        message = "its name is not written in UTF-8, or holds a control character: rename it"
        raise Refused([Problem("E106", message, origin)])
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        message = "its name is too long for what stands beside it: rename it, to {most} bytes at most"
        raise Refused([Problem("E106", message, origin, {"most": _LONGEST_NAME})])
    if not slug:
        message = "a source's name becomes its address, and nothing of this one can: use letters, digits or Han"
        raise Refused([Problem("E106", message, origin)])
    return source_of(contents(path, origin, limit=limit, inside=path.parent), path, slug, origin, encoding)


def source_of(raw: bytes, path: Path, slug: str, origin: Origin, encoding: str = "") -> Source:
    """The source that a file's bytes are. Raises ``Refused`` with E101, E102 or E103."""
    text, found = decode(raw, encoding, origin)
    if is_blank(text):
        raise Refused([Problem("E101", "is empty: put the text in, or remove the file", origin)])
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        message = "is not text: it holds the control character {character}; save it as plain text"
        values = {"character": code_point(control[0])}
        raise Refused([Problem("E102", message, Origin(origin.path, line), values)])
    return Source(slug, path, text, hashlib.sha256(raw).hexdigest(), found)


def differs_by_line_ends(source: Source, sha256: str) -> bool:
    """Whether a source is the text of this digest but for its line ends, which git rewrites on Windows."""
    lines = re.split(r"\r\n|\r|\n", source.text)
    texts = (end.join(lines).encode(source.encoding, "surrogatepass") for end in ("\n", "\r\n", "\r"))
    return any(hashlib.sha256(text).hexdigest() == sha256 for text in texts)


_NAMED = 5
"""How many different characters, and how many lines, a doubt about characters names."""


def character_doubts(source: Source) -> tuple[Problem, ...]:
    """A doubt for each kind of character in a source that readers do not see: which, how many, and where."""
    found = odd_characters(source.text)
    if not found:
        return ()
    lines = lines_of(source.text)
    doubts = []
    for odd, places in found:
        numbers = list(dict.fromkeys(lines.at(place).number for place in places))
        which = list(dict.fromkeys(code_point(source.text[place]) for place in places))
        values = {
            "number": len(places),
            "kind": odd.words,
            "which": _listed(which),
            "lines": _listed([str(number) for number in numbers]),
        }
        message = "holds {number} {kind} ({which}), in line {lines}: are they meant? They are published as they are"
        doubts.append(Problem(odd.code, message, Origin(source.path.as_posix(), numbers[0]), values))
    return tuple(doubts)


def _listed(words: list[str]) -> str:
    return ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")
