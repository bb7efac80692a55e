"""Pairs that were found before: the same, and none where what is remembered is something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.compare import remembered_pairs
from shanben.compare.articles import Pair, pair_articles
from shanben.compare.remembered_pairs import pairs_of
from shanben.kept import Kept
from shanben.remembered import Remembered

from .test_articles import BOATS, FINES, FISH, LAKE, REEDS, articles

OLD, NEW = articles(LAKE, BOATS + "\n" + FISH, FINES), articles(REEDS, LAKE, BOATS, FISH)


def never(*_: object) -> tuple[Pair, ...]:
    raise AssertionError("they were found before")


def test_pairs_are_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pairs_of(OLD, NEW, Remembered(Kept(tmp_path, 2**20)))
    assert first == pair_articles(OLD, NEW)
    monkeypatch.setattr(remembered_pairs, "pair_articles", never)
    again = Remembered(Kept(tmp_path, 2**20))
    assert pairs_of(OLD, NEW, again) == first
    with pytest.raises(AssertionError):
        pairs_of(articles(LAKE, BOATS), NEW, again)


@pytest.mark.parametrize("strange", [("x",), (((9,), (0,)),), ((0, 0),), ((("0",), (0,)),), ("ab", "cd"), ()])
def test_what_is_remembered_may_be_something_else(strange: tuple[object, ...]) -> None:
    class Strange(Remembered):
        def find(self, key: str) -> object | None:  # noqa: ARG002
            return strange

    assert pairs_of(OLD, NEW, Strange()) == pair_articles(OLD, NEW)
