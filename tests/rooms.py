"""Which tests one process makes, and which come first: a site is built once for all that look at it.

The groups of pytest-xdist (``loadgroup``) say nothing where pytest names tests as it does since 9.2, so each test of a
file may come to another process, which builds the file's sites again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/export"
"""The room whose sites are built with every door: all its files look at them."""
LONGEST = (
    "export", "test_cluster", "test_bucket", "test_every_kind", "test_kinds", "test_injections", "test_many_works",
    "test_blocks", "test_box", "test_faults", "test_versions", "test_walk", "test_firefox", "test_no_room",
    "test_injected_versions", "test_fuzz", "test_cost", "test_print", "test_language", "test_same_bytes", "test_links",
    "test_at_once",
)  # fmt: skip
"""What takes a process half a minute and more, the longest first: begun last, it would be waited for alone."""


def room_of(test: str) -> str:
    """What a test is kept together with, by its name: its file, or the room of that."""
    file = test.split("::", 1)[0]
    return TOGETHER if file.startswith(f"{TOGETHER}/") else file


def longest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Tests in the order they are begun in."""
    places = {name: number for number, name in enumerate(LONGEST)}
    return sorted(items, key=lambda item: places.get(PurePosixPath(room_of(item.nodeid)).stem, len(places)))


class Rooms(LoadScopeScheduling):  # type: ignore[misc]  # which has no types
    """Hands each process a room at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return room_of(nodeid)
