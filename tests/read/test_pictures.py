"""Only a picture below the folder of the sources is published, whoever names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shanben.model.editions import PlannedFigure
from shanben.model.text import Origin
from shanben.read.pictures import LARGEST, picture_bytes, read_picture

PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    (seeds / "a").mkdir(parents=True)
    (seeds / "a/1.gif").write_bytes(PIXEL)
    (tmp_path / "out.gif").write_bytes(PIXEL)
    (seeds / "link.gif").symlink_to("../out.gif")
    (seeds / "loop.gif").symlink_to("loop.gif")
    (seeds / "text.gif").write_text("GIF89a", encoding="utf-8")
    getattr(os, "mkfifo", os.mkdir)(seeds / "pipe.gif")  # a folder where a system knows no pipes
    return seeds


def test_a_picture_below_the_folder_is_read(folder: Path) -> None:
    assert picture_bytes(folder, "a/1.gif") == PIXEL


@pytest.mark.parametrize(
    "path",
    ["../out.gif", "a/../../out.gif", "link.gif", "loop.gif", "text.gif", "pipe.gif", "none.gif", "/etc/hosts", "a",
     "a\\1.gif", "c:1.gif", "a/1.gif\0", ""],
)  # fmt: skip
def test_nothing_else_is(path: str, folder: Path) -> None:
    assert picture_bytes(folder, path) is None


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("a/1.gif", ""), ("../out.gif", "outside"), ("link.gif", "outside"), ("a\\1.gif", "can be read"),
        ("loop.gif", "can be read"), ("none.gif", "can be read"), ("text.gif", "no picture"),
        ("pipe.gif", "no picture"), ("large.gif", "larger"),
    ],
)  # fmt: skip
def test_a_figure_tells_what_is_wrong_with_its_picture(path: str, told: str, folder: Path) -> None:
    with (folder / "large.gif").open("wb") as large:
        large.truncate(LARGEST + 1)
    figure, problems = read_picture(folder, PlannedFigure(path), Origin("a.yml", 3))
    assert [problem.code for problem in problems] == ["E223"] * bool(told)
    assert told in "".join(problem.text for problem in problems)
    assert (figure.width > 0) is (not told)
