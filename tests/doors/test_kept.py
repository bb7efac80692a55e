"""What builds keep: used only where it is right, noticed where it is damaged, and never more than a cache."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.doors.test_filled import built, different
from tests.faults.edits import edited

from shanben.commands.unchanged import remember
from shanben.export.manifest import MANIFEST, manifest
from shanben.kept import KEPT, Kept
from shanben.model.library import Library
from shanben.packs import Packs
from shanben.remembered import Remembered
from shanben.settings import Settings
from shanben.shaping import Place, shape_source

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MANY = 2**20


def key(number: int) -> str:
    return hashlib.sha256(b"%d" % number).hexdigest()


def rewritten(folder: Path, change: Callable[[bytes], bytes]) -> None:
    """Have everything kept as somebody would who knows the form, and what ``change`` makes of it."""
    packs = Packs(folder / KEPT / "results")
    for one in list(packs._places):
        packs.put(one, change(packs.get(one) or b""))


# --- results --------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_a_result_comes_back(tmp_path_factory: pytest.TempPathFactory, result: bytes) -> None:
    kept = Kept(tmp_path_factory.mktemp("kept"), MANY)
    assert kept.get(key(1)) is None
    kept.put(key(1), result)
    assert kept.get(key(1)) == result
    assert kept.get(key(2)) is None


def test_what_is_kept_stays_within_its_limit(tmp_path: Path) -> None:
    kept = Kept(tmp_path, 3_000)
    for number in range(5):
        kept.put(key(number), bytes(900))
    kept.put(key(5), bytes(3_001))
    kept.trim()
    assert [number for number in range(6) if kept.get(key(number))] == [3, 4]


def test_nothing_is_kept_where_nothing_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("1", encoding="utf-8")
    kept = Kept(tmp_path / "file", MANY)
    assert kept.strange
    kept.put(key(1), b"1")
    assert kept.get(key(1)) is None
    kept.trim()
    none = Kept(tmp_path / "none", 0)
    none.put(key(1), b"1")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kept(tmp_path, MANY).put(key(1), b"1")
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(tmp_path).st_uid + 1)
    kept = Kept(tmp_path, MANY)
    assert kept.strange
    assert kept.get(key(1)) is None


LINKS = (".cache", ".cache/shanben", ".cache/shanben/results", ".cache/shanben/results/1.pack")
FILES = ("built.json", ".gitignore")


@pytest.mark.parametrize("link", LINKS)
def test_nothing_is_written_or_removed_where_a_link_leads(tmp_path: Path, link: str) -> None:
    texts, library = tmp_path / "texts", tmp_path / "library"
    texts.mkdir()
    (texts / "river.txt").write_text("河水涨了", encoding="utf-8")
    (library / link).parent.mkdir(parents=True)
    (library / link).symlink_to(texts)
    kept = Kept(library / KEPT, 1)
    assert kept.strange
    kept.put(key(1), b"1")
    kept.trim()
    (library / "site").mkdir()
    (library / "site" / MANIFEST).write_text(manifest((), {}), encoding="utf-8")
    remember(library, library / "site", key(1))
    assert [path.name for path in texts.rglob("*")] == ["river.txt"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_the_place_of_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / "river.txt").write_text("河水涨了", encoding="utf-8")
    (tmp_path / KEPT).mkdir(parents=True)
    (tmp_path / KEPT / name).symlink_to(tmp_path / "river.txt")
    (tmp_path / MANIFEST).write_text(manifest((), {}), encoding="utf-8")
    remember(tmp_path, tmp_path, key(1))
    assert (tmp_path / "river.txt").read_text(encoding="utf-8") == "河水涨了"
    assert (tmp_path / KEPT / name).is_file()
    assert not (tmp_path / KEPT / name).is_symlink()


# --- shaped sources -------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Callable[[Remembered], Place]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/river.txt").write_text("河边\n\n一、水情\n\n河水涨了，见下一节。\n", encoding="utf-8")
    return lambda before: Place(tmp_path, Settings.model_validate({}), before=before)


def test_a_shaped_source_comes_back_as_it_was(place: Callable[[Remembered], Place], tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", MANY)
    path = tmp_path / "seeds/river.txt"
    made = shape_source(place(Remembered(kept)), path)
    again = shape_source(place(Remembered(kept)), path)
    assert again == made == shape_source(place(Remembered()), path)
    assert again[0] is not None
    assert again[0].works[0].translations == {}
    path.write_text("河边\n\n一、别的\n\n河水涨了。\n", encoding="utf-8")
    assert shape_source(place(Remembered(kept)), path) != made


class _Opens:
    """A value that opens a file where it is read."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (self.path, "w")


def test_no_kept_value_runs_anything(place: Callable[[Remembered], Place], tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", MANY)
    path, opened = tmp_path / "seeds/river.txt", tmp_path / "opened"
    made = shape_source(place(Remembered(kept)), path)
    assert made[0] is not None
    for value in (_Opens(str(opened)), (_Opens(str(opened)), ()), Library(()), (Library(()), ())):
        kept.put(made[0].made_of, pickle.dumps(value))
        assert shape_source(place(Remembered(kept)), path) == made
        assert not opened.exists()


def test_memory_holds_what_the_last_build_asked_for(place: Callable[[Remembered], Place], tmp_path: Path) -> None:
    before, path = Remembered(in_memory=True), tmp_path / "seeds/river.txt"
    first = shape_source(place(before), path)[0]
    assert shape_source(place(before), path)[0] is first
    before.forget()
    assert shape_source(place(before), path)[0] is first
    before.forget()
    before.forget()
    assert shape_source(place(before), path)[0] is not first


# --- builds ---------------------------------------------------------------------------------------------------------


def test_an_edited_library_is_built_as_if_nothing_were_kept(python: Run, tmp_path: Path) -> None:
    results = list(edited(tmp_path, 4, 1, python))
    assert [told for _, told in results if told] == []
    assert sum(refused for refused, _ in results) < len(results) // 2
    assert any((tmp_path / "library" / KEPT / "results").iterdir())


def test_a_text_is_written_again_and_never_made(author: Callable[..., Path], program: Run) -> None:
    folder = author()
    first, _ = built(program, folder)
    marked, other = "照旧流".encode(), "照旧留".encode()
    page = first["works/river/index.html"]
    digests = [hashlib.sha256(one).hexdigest().encode() for one in (page, page.replace(marked, other))]
    # A page that only what is kept can have written.
    rewritten(folder, lambda kept: kept.replace(page, page.replace(marked, other)).replace(digests[0], digests[1]))
    (folder / "docs/more.md").write_text("# 更多\n", encoding="utf-8")
    (folder / "docs/more.md").unlink()
    shutil.rmtree(folder / "site")
    second, _ = built(program, folder)
    assert "照旧留".encode() in second["works/river/index.html"]
    shutil.rmtree(folder / "site")
    of_another_account, _ = built(program, folder, SHANBEN_CACHE_SECRET="what that account knows")
    assert different(of_another_account, first) == []
    shutil.rmtree(folder / KEPT)
    assert different(built(program, folder)[0], first) == []


def test_what_files_hold_is_noticed_where_it_is_of_another_time(author: Callable[..., Path], program: Run) -> None:
    folder = author()
    first, _ = built(program, folder)
    page = first["works/river/index.html"]
    rewritten(folder, lambda kept: kept.replace(page, page.replace("照旧流".encode(), "照旧留".encode())))
    shutil.rmtree(folder / "site")
    assert different(built(program, folder)[0], first) == []


def test_what_the_index_and_the_library_file_hold_is_put_together(author: Callable[..., Path], program: Run) -> None:
    folder = author()
    first, _ = built(program, folder)

    def other(kept: bytes) -> bytes:
        if kept.startswith(b'{"id":"river"'):  # what only library.json can hold
            return kept.replace("照旧流".encode(), "照旧留".encode())
        return b"9" + kept if b'[["river",' in kept else kept  # an entry of the index: of no use any more

    rewritten(folder, other)
    shutil.rmtree(folder / "site")
    second, _ = built(program, folder)
    assert "照旧留".encode() in second["library.json"]
    assert all(second[name] == first[name] for name in first if name.startswith("search/"))


@pytest.mark.parametrize(
    "settings", ["plugins: [shanben]\nhooks: [mine.py]\n", "plugins: [{shanben: {cache_limit: 0}}]\n"]
)
def test_nothing_is_kept_of_what_others_take_part_in(author: Callable[..., Path], program: Run, settings: str) -> None:
    folder = author(settings, **{"mine.py": "def on_config(config):\n    return config\n"})
    built(program, folder)
    kept = [
        path for path in (folder / KEPT / "results").rglob("*") if path.is_file() and b'"asked"' in path.read_bytes()
    ]
    assert kept == []


def test_a_cache_that_is_a_link_is_told_and_left(author: Callable[..., Path], program: Run, tmp_path: Path) -> None:
    folder, elsewhere = author(), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / ".cache").mkdir()
    (folder / KEPT).symlink_to(elsewhere)
    _, said = built(program, folder)
    assert ".cache/shanben belongs to somebody else or is a link: nothing is kept there" in said
    assert not (elsewhere / "results").exists()
