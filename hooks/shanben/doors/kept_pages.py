"""What was written of a source, kept: written again without being made while nothing that it depends on is another.

It depends on the text and its edition, on what the library found out about its works, on what all pages have in common,
and on what it asked of the rest of the library (see ``asked``): the first three are its key, the last is kept with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shanben.addresses import Addresses
from shanben.export.site_reading import SiteReading
from shanben.kept import Kept, digest_of
from shanben.pictures import is_inside
from shanben.render.asked import Question, answers
from shanben.render.inline import Web

Contents = Mapping[str, bytes]
"""What stands at paths in the site."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a source, and what was read of it."""

    files: Mapping[str, str]
    """Paths in the site with their SHA-256."""
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
    """What was kept under a key, if what it asked for is answered as it was. ``contents`` has what the files hold."""
    content = kept.get(key) if key else None
    if content is None:
        return None
    kept.use(_beside(key))
    try:
        head = json.loads(content)
        asked: tuple[Question, ...] = tuple((name, first, second) for name, first, second in head["asked"])
        if head["answers"] != answers(asked, where, web) or not all(map(is_inside, head["files"])):
            return None
        return Written(head["files"], SiteReading.from_plain(head["reading"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def contents(kept: Kept, key: str, written: Written) -> Contents | None:
    """What the files hold that were kept under a key; None where that is not there, or is of another time.

    It stands apart, for most files are in the old site as they were, and their digests are all that is asked for.
    """
    content = kept.get(_beside(key))
    if content is None:
        return None
    try:
        length, _, rest = content.partition(b"\n")
        found, start = {}, int(length)
        for path, size in json.loads(rest[:start]):
            found[path] = rest[start : start + size]
            start += size
    except (ValueError, TypeError):
        return None
    digests = {path: hashlib.sha256(held).hexdigest() for path, held in found.items()}
    return found if digests == written.files else None


def keep(
    kept: Kept,
    key: str,
    written: Written,
    held: Contents,
    asked: tuple[Question, ...],
    where: Addresses,
    web: Web,
) -> None:
    """Keep what was written of a source, with what it asked of its library."""
    head = {
        "asked": asked,
        "answers": answers(asked, where, web),
        "files": dict(written.files),
        "reading": written.reading.plain(),
    }
    sizes = _packed([(path, len(content)) for path, content in held.items()])
    kept.put(_beside(key), b"%d\n%s%s" % (len(sizes), sizes, b"".join(held.values())))
    kept.put(key, _packed(head))


def _beside(key: str) -> str:
    """What the contents of files are kept under."""
    return digest_of(key, "contents")


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
