"""A library as a project of plain Markdown: other generators build it without a warning, and every word is there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from shanben.cli import main
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.settings import read_settings

DRAWING = """
    seeds/river.txt
        治河 *纪要* <b>一</b>
        一、水情 {#x} [链接](y.md)
        入夏以来，上游连降大雨 -- 河水上涨 1_000_000 尺；`水位` | 流量 |。
        1. 水文站每日观测三次 & 遇有险情随时上报 ![图](z.png)。
        二、修堤 # 与 ~~善后~~
        # 石料取自北山，<script>alert(1)</script> 用船运到工地 {: .a }。
    seeds/river.yml
        works:
          - id: river
            contents:
              - title: 1
              - heading: 2
              - paragraph: 3
              - paragraph: 4
              - heading: 5
              - paragraph: 6
    seeds/termbase.yml
        terms:
          - term: 水文站
            id: station
            translations: {en: "hydrometric *station*"}
"""
Draw = Callable[..., Path]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, draw_library: Draw) -> Path:
    return draw_library(tmp_path_factory.mktemp("library"), DRAWING)


@pytest.fixture(scope="module")
def written(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("项目 project") / "here"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(library)
        done = CliRunner().invoke(main, ["export", "markdown", str(folder)])
    assert (done.exit_code, done.output) == (0, "4 files are written\n")
    return folder


def shaped(folder: Path) -> Library:
    return build_library(folder, read_settings(None, lambda _: Origin("")))[0]


@pytest.mark.parametrize("generator", ["properdocs", "zensical"])
def test_other_generators_build_it_without_a_warning(generator: str, written: Path, library: Path) -> None:
    options = ("-f", "mkdocs.yml") if generator == "properdocs" else ("--clean",)
    done = subprocess.run(
        [sys.executable, "-m", generator, "build", "--strict", *options],
        cwd=written, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"warn|error", said, re.IGNORECASE), said
    page = html.parse(str(written / "site/works/river/index.html"), html.HTMLParser(encoding="utf-8")).getroot()
    article = page.xpath("//article")[0]
    text = article.text_content()
    (work,) = shaped(library).works
    for block in work.blocks():
        assert work.text(block) in text
    assert {section.anchor for section in work.sections()} <= set(article.xpath(".//@id"))
    assert not article.xpath(".//b | .//del | .//img | .//p//a[@href='y.md'] | .//h2//a[@href='y.md']")
    assert not [script for script in article.xpath(".//script/text()") if "alert(1)" in script]


def test_a_folder_that_holds_something_is_refused(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(library)
    done = CliRunner().invoke(main, ["export", "markdown", str(tmp_path)])
    assert done.exit_code == 2
    assert f"{tmp_path.as_posix()}: E540" in done.output
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]
