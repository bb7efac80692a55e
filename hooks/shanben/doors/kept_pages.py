"""What was written of a source, kept: written again without being made while nothing that it depends on is another.

It depends on the text and its edition, on what the library found out about its works, on what all pages have in common,
and on what it asked of the rest of the library (see ``asked``): the first three are its key, the last is kept with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from shanben.addresses import Addresses
from shanben.export.site_reading import SiteReading
from shanben.kept import Kept, digest_of
from shanben.pictures import is_inside
from shanben.render.asked import Question, answers
from shanben.render.inline import Web

Files = tuple[tuple[str, bytes], ...]
"""Paths in the site with what stands there."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a source, and what was read of it."""

    files: Files
    reading: SiteReading


def key_of(state: str, frame: str, beside: Iterable[object]) -> str:
    """What the writing of a source is kept under; empty where it depends on what nobody can tell.

    ``state`` is that of the source and its works, ``frame`` what all pages have in common, ``beside`` what else its own
    pages show.
    """
    if not (frame and state):
        return ""
    return digest_of(frame, state, [*beside])


def find(kept: Kept, key: str, where: Addresses, web: Web) -> Written | None:
    """What was kept under a key, if what it asked for is answered as it was."""
    content = kept.get(key) if key else None
    if content is None:
        return None
    try:
        length, _, rest = content.partition(b"\n")
        head = json.loads(rest[: int(length)])
        asked: tuple[Question, ...] = tuple((name, first, second) for name, first, second in head["asked"])
        if head["answers"] != answers(asked, where, web):
            return None
        files, start = [], int(length)
        for path, size in head["files"]:
            if not is_inside(path):
                return None
            files.append((path, rest[start : start + size]))
            start += size
        return Written(tuple(files), SiteReading.from_plain(head["reading"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(kept: Kept, key: str, written: Written, asked: tuple[Question, ...], where: Addresses, web: Web) -> None:
    """Keep what was written of a source, with what it asked of its library."""
    head = {
        "asked": asked,
        "answers": answers(asked, where, web),
        "files": [(path, len(content)) for path, content in written.files],
        "reading": written.reading.plain(),
    }
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    kept.put(key, b"%d\n%s%s" % (len(packed), packed, b"".join(content for _, content in written.files)))
