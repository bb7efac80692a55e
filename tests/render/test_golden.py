"""The seed page by page: its words and its ids are what they were, whatever is done to how pages are written.

``golden.txt`` has a line a page: path, number of ids, digest of the ids in their order, digest of the words without
white space. Where a change is meant, ``python -m tests.render.test_golden`` writes it anew; look at what differs first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.model.text import Origin
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.works import whole_pages, work_pages
from shanben.settings import read_settings

from .reading import read

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden.txt"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lines() -> Iterator[str]:
    """The lines of the golden file, for works in one piece and cut into pages."""
    library, _ = build_library(ROOT, read_settings(None, lambda _: Origin("")))
    for long_work in (1_000, 1_000_000):
        where, web = addresses(library, long_work, 200, True), weave(library)
        for shaped in library.sources:
            pages = [*work_pages(shaped, where, web), *whole_pages(shaped, where, web), *receipt_pages(shaped, where)]
            for page in pages:
                found = read(page.html)
                ids = [named["id"] for _, named in found.elements if "id" in named]
                words = "".join(found.text.split())
                yield f"{page.path} {len(ids)} {_digest(' '.join(ids))} {_digest(words)}"


def test_words_and_ids_of_the_seed_are_what_they_were() -> None:
    assert list(lines()) == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(lines()) + "\n", encoding="utf-8")
