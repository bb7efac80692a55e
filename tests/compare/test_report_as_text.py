"""What a report says of texts stays text wherever it is shown: in a comment, and in the terminal it is printed to."""

from __future__ import annotations

import json

import pytest

from shanben.compare.changes import compare
from shanben.compare.report import changes_markdown
from shanben.compare.snapshot import Snapshot, read_snapshot


def snapshot(words: str) -> Snapshot:
    """A library of one work of one paragraph, as somebody else's file says it."""
    root = {"id": "", "anchor": "title", "kind": "work", "level": 1, "heading": words, "number": None, "blocks": ["p1"],
            "supplied": False, "translations": {}}  # fmt: skip
    block: dict[str, object] = {
        "id": "p1",
        "kind": "paragraph",
        "level": None,
        "text": words,
        "spans": [[0, 1]],
        "translations": {},
    }
    work = {"id": "river", "title": words, "title_supplied": False, "language": words, "excerpt": False, "facts": [],
            "source": "river", "sections": [root], "blocks": [block], "references": [],
            "queries": [{"question": words, "block": "p1"}]}  # fmt: skip
    source = {"slug": "river", "sha256": "0" * 64, "characters": 1, "gaps": []}
    document = {"format": 2, "sources": [source], "works": [work], "terms": []}
    return read_snapshot(json.dumps(document).encode(), "library.json")


@pytest.mark.parametrize(
    "words", ["\x1b[2J\x1b]0;x\x07", "\x9b31m", "a\rb\x08\x7f", "\u202etxet\u2066", "a\u2028b", "\x00"]
)
def test_nothing_moves_the_terminal_or_turns_the_line(words: str) -> None:
    for base, head in ((words, "河水"), ("河水", words)):
        told = changes_markdown(compare(snapshot(base), snapshot(head)))
        assert told.replace("\u2060", "").replace("\n", "").isprintable(), ascii(told)
