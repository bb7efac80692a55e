"""What a server remembers: after any edit the library is the one that is read from nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.faults.edits import EDITS, FILES, TEXTS, write

from shanben.addresses import addresses, work_pages
from shanben.library import build_library
from shanben.model.library import Library
from shanben.problems import Problem, Refused
from shanben.read.configuration import library_settings
from shanben.remembered import Remembered
from shanben.render.inline import weave

_EDITS = [edit for edit in EDITS if edit.__name__ not in ("page", "template")]


def _made(root: Path, before: Remembered) -> tuple[Library, tuple[Problem, ...], object]:
    settings = library_settings(root)
    library, problems = build_library(root, settings, before=before)
    where = addresses(
        library, settings.long_work, 1000, True,
        lambda work, long: before.once(("pages", work.id), (work, long), partial(work_pages, work, long)),
    )  # fmt: skip
    web = weave(library, before)
    told = {work: (pages.landing, pages.sections, dict(pages.page_of)) for work, pages in where.works.items()}
    return library, problems, (told, web.backlinks, web.titles, web.changes, web.collections, dict(web.related))


@pytest.mark.parametrize("seed", range(3))
def test_an_edited_library_is_the_one_that_is_read_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("shanben.shaping._SETTLED", 0)
    for name, text in FILES.items():
        write(tmp_path, name, text)
    shared = "沿河各村应当在每年三月以前清理河岸的芦苇和垃圾并且把清理的结果报告给水务局登记"
    for name in ("one", "other"):
        write(tmp_path, f"seeds/{name}.txt", f"清河的{name}\n\n{shared}。\n\n又一段。\n")
    chance, before, same = random.Random(seed), Remembered(in_memory=True), 0
    last: Library | None = None
    for step in range(25):
        done = chance.choice(_EDITS)
        done(tmp_path, chance)
        try:
            fresh = _made(tmp_path, Remembered())
        except Refused:
            write(tmp_path, "mkdocs.yml", FILES["mkdocs.yml"])
            continue
        before.forget()
        assert _made(tmp_path, before) == fresh, f"edit {step} of seed {seed}: {done.__name__}"
        library, _ = build_library(tmp_path, library_settings(tmp_path), before=before)
        assert library == fresh[0]
        kept = {id(one) for one in last.sources} if last else set()
        same += sum(id(one) in kept for one in library.sources)
        last = library
    assert same > 25 * len(TEXTS) / 3, "what nobody touched is the very same"


def test_what_is_made_of_the_same_is_made_once() -> None:
    before, made = Remembered(in_memory=True), list[object]()

    def make(value: object) -> Callable[[], object]:
        def tell() -> object:
            made.append(value)
            return value

        return tell

    first = ["水"]
    assert before.once("name", (1, "a"), make(first)) is first
    before.forget()
    assert before.once("name", (1, "a"), make(None)) is first
    assert before.once("other", (1, "a"), make("河")) == "河"
    assert before.once("name", (2, "a"), make(["水"])) is first, "what is equal is what it was"
    assert before.once("name", (3, "a"), make(["湖"])) == ["湖"]
    before.forget()
    before.forget()
    assert before.once("name", (3, "a"), make(["湖"])) == ["湖"], "what nobody asked for is forgotten"
    assert made == [first, "河", ["水"], ["湖"], ["湖"]]
    plain = Remembered()
    assert [plain.once("name", (1,), make(value)) for value in "甲乙"] == ["甲", "乙"]
