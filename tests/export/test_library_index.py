"""Where each work stands in ``library.json``."""

from __future__ import annotations

import json
from pathlib import Path

from shanben.export.library_file import Piece
from shanben.export.library_index import Placed


def test_every_work_stands_where_the_index_says(demo: Path) -> None:
    content = (demo / "library.json").read_bytes()
    index = json.loads((demo / "library-index.json").read_bytes())
    works = json.loads(content)["works"]
    assert index["bytes"] == len(content)
    assert list(index["works"]) == [work["id"] for work in works]
    for work in works:
        first, size = index["works"][work["id"]]
        assert json.loads(content[first : first + size]) == work


def test_whoever_asks_for_the_index_alone_gets_the_same() -> None:
    def pieces() -> tuple[Piece, ...]:
        return Piece("["), Piece('"一"', "a"), Piece(","), Piece('"𠀀"', "b"), Piece("]\n")

    after = Placed(pieces)
    assert "".join(after.library()) == '["一","𠀀"]\n'
    (index,) = after.index()
    assert (index,) == tuple(Placed(pieces).index())
    assert json.loads(index)["works"] == {"a": [1, 5], "b": [7, 6]}
