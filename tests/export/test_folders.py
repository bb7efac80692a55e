"""Where an export is written: a folder of its own, whole or not at all, whatever its form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shanben.cli import main

DRAWING = """
    seeds/ferry.txt
        渡船管理规定
        第一条 渡船由镇上管理。
        第二条 渡船每日开行。
    seeds/market.txt
        集市管理规定
        第一条 集市五日一开。
        第二条 摊位先到先得。
"""
FORMS = ["akn", "tei", "markdown"]
Draw = Callable[..., Path]


@pytest.fixture
def library(tmp_path: Path, draw_library: Draw, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = draw_library(tmp_path / "library", DRAWING)
    monkeypatch.chdir(root)
    return root


def _export(form: str, folder: Path | str) -> Result:
    return CliRunner().invoke(main, ["export", form, str(folder)])


@pytest.mark.parametrize(("form", "number"), [("akn", 2), ("tei", 2), ("markdown", 4)])
def test_what_was_written_is_counted(form: str, number: int, library: Path, tmp_path: Path) -> None:
    done = _export(form, tmp_path / "new/there")
    assert (done.exit_code, done.output) == (0, f"{number} files are written\n")
    assert len([path for path in (tmp_path / "new/there").rglob("*") if path.is_file()]) == number


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_leaves_nothing(form: str, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written, write = [], Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 1:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    target = tmp_path / "target"
    target.mkdir()
    done = _export(form, target / "out")
    assert (done.exit_code, len(written)) == (2, 2)
    assert "E541 cannot be written: No space left on device" in done.output
    assert not list(target.iterdir())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", ["seeds/out", "docs/out", "site", "site/out"])
def test_no_folder_of_the_library_itself_is_written_to(form: str, folder: str, library: Path) -> None:
    before = sorted(library.rglob("*"))
    done = _export(form, folder)
    assert done.exit_code == 2
    assert f"{folder}: E540 lies in {folder.split('/')[0]}" in done.output
    assert sorted(library.rglob("*")) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_no_folder_can_have_is_one_line(form: str, library: Path) -> None:
    done = _export(form, "长" * 200)
    assert done.exit_code == 2
    assert "E541 cannot be written: File name too long" in done.output
    assert len(done.output.splitlines()) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_link_to_an_empty_folder_stays_a_link(form: str, library: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert _export(form, tmp_path / "link").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert any((tmp_path / "real").iterdir())


def test_a_library_without_articles_has_no_akoma_ntoso(
    tmp_path: Path, draw_library: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = draw_library(tmp_path / "library", "seeds/rain.txt\n    雨\n    下了一天的雨，街上没有人。\n")
    monkeypatch.chdir(root)
    done = _export("akn", tmp_path / "laws")
    assert done.exit_code == 2
    assert "E542" in done.output
    assert not (tmp_path / "laws").exists()
