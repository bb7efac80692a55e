"""What the search index and ``library.json`` hold of each source, kept: put together in each build, and made anew only
where what it depends on is another.

Both depend on a source, on what its library found out about its works and on the programs; the index on where its
passages stand as well, ``library.json`` on which texts are versions of which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from shanben.doors.publication import Publication
from shanben.export.library_file import works_json
from shanben.kept import Kept, digest_of
from shanben.model.library import ShapedSource
from shanben.model.versions import by_address
from shanben.programs import programs
from shanben.search.entries import Entry, entries_of, packed, unpacked
from shanben.search.shards import Scripts, script

Part = TypeVar("Part")


def entries_in(publication: Publication, shaped: ShapedSource) -> tuple[Entry, ...]:
    """The entries of a source's works in the index."""
    where, languages = publication.where, publication.library.languages
    pages = [where.works[work.id] for work in shaped.works]
    places = [(one.landing, [(section.anchor, path) for section, path in one.sections]) for one in pages]
    return _kept(
        publication, shaped, ("search", languages, where.directory_urls, places),
        lambda: entries_of(shaped, languages, publication.addresses), packed, unpacked,
    )  # fmt: skip


def scripts_of(kept: Kept) -> Scripts:
    """Makes the scripts of the index; one whose content was there before is what it was. To compress costs most."""

    def made(name: str, *parts: bytes, encoding: str = "") -> str:
        digests = [hashlib.sha256(part).hexdigest() for part in parts]
        key = digest_of("script", programs(), name, digests, encoding)
        found = kept.get(key)
        if found is not None:
            return found.decode("ascii", "replace")
        new = script(name, *parts, encoding=encoding)
        kept.put(key, new.encode())
        return new

    return made


def works_in(publication: Publication) -> Callable[[ShapedSource], tuple[str, ...]]:
    """Knows the works of a source as ``library.json`` lists them."""
    versions = by_address(publication.library.versions)

    def of_source(shaped: ShapedSource) -> tuple[str, ...]:
        found = [versions.get(work.id) for work in shaped.works]
        told = [(one.versions.id, one.versions.stated, one.version) for one in found if one]
        return _kept(
            publication, shaped, ("library.json", told),
            lambda: works_json(shaped, versions), _lines, _of_lines,
        )  # fmt: skip

    return of_source


def _lines(texts: tuple[str, ...]) -> bytes:
    """Texts of a line each."""
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def _of_lines(content: bytes) -> tuple[str, ...]:
    text = content.decode("utf-8", "surrogatepass")
    return tuple(text.split("\n")) if text else ()


def _kept(
    publication: Publication,
    shaped: ShapedSource,
    told: Iterable[object],
    make: Callable[[], Part],
    pack: Callable[[Part], bytes],
    unpack: Callable[[bytes], Part],
) -> Part:
    """What was kept of a source, or what ``make`` makes of it. It depends on the source and on what is ``told``."""
    state = publication.state(shaped)
    if not state:
        return make()
    key = digest_of(programs(), state, *told)
    content = publication.kept.get(key)
    if content is not None:
        try:
            return unpack(content)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # of what no build wrote
    made = make()
    publication.kept.put(key, pack(made))
    return made
