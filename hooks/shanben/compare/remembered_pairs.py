"""The pairs of two versions that were found before: to find them is dear, and depends on the words of both alone."""

from __future__ import annotations

from collections.abc import Sequence

from shanben.compare.articles import Article, Pair, pair_articles
from shanben.kept import digest_of
from shanben.programs import programs
from shanben.remembered import Remembered


def pairs_of(old: Sequence[Article], new: Sequence[Article], before: Remembered) -> tuple[Pair, ...]:
    """What ``pair_articles`` says of two versions, or has said ``before``."""
    told = [[(one.number, one.heading, one.words, one.path) for one in side] for side in (old, new)]
    key = digest_of(programs(), "pairs", told)
    found = _read(before.find(key), len(old), len(new))
    if found is None:
        found = pair_articles(old, new)
        before.keep(key, tuple((pair.before, pair.after, pair.moved, pair.took) for pair in found))
    return found


def _read(plain: object, old: int, new: int) -> tuple[Pair, ...] | None:
    """Pairs as they were kept; None for anything else, as whoever wrote it may have been another."""
    if not isinstance(plain, tuple) or not (plain or old + new == 0):
        return None
    try:
        found = tuple(Pair(*one) for one in plain)
        inside = all(0 <= at < size for pair in found for several, size in
                     ((pair.before, old), (pair.after, new), (pair.took, old)) for at in several)  # fmt: skip
    except TypeError:
        return None
    return found if inside else None
