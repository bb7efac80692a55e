"""``library-index.json``: where each work stands in ``library.json``, for those who need one and not all.

A server sends a part of a file to who asks for it (RFC 9110, 14: range requests), and a program goes to a place in a
file: so a work can be had alone, and stands in the site once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from shanben.export.library_file import Piece

PATH = "library-index.json"
FORMAT = 1


class Placed:
    """The pieces of a ``library.json``, and where those that are works stand in it."""

    def __init__(self, pieces: Callable[[], Iterable[Piece]]) -> None:
        """``pieces`` makes them, each time the same."""
        self._pieces = pieces
        self._index: dict[str, object] = {}

    def library(self) -> Iterator[str]:
        """The texts of the pieces, whose places are noted as they go by."""
        at, works = 0, {}
        for piece in self._pieces():
            size = len(piece.text.encode())
            if piece.work:
                works[piece.work] = (at, size)
            at += size
            yield piece.text
        self._index = {"format": FORMAT, "bytes": at, "works": works}

    def index(self) -> Iterator[str]:
        """The index, as JSON text. Where nobody has had the library written, the pieces are made for it."""
        if not self._index:
            for _ in self.library():
                pass
        yield json.dumps(self._index, ensure_ascii=False, separators=(",", ":")) + "\n"
