"""Collections: ordered sets of works, and what is wrong with them. All texts here are our own."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from shanben.addresses import addresses
from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.model.library import Library
from shanben.problems import Problem
from shanben.render.catalogue import catalogue_page
from shanben.render.collections import collection_pages
from shanben.render.inline import weave
from shanben.render.works import work_pages
from shanben.settings import Settings


def built(root: Path, *collections: dict[str, Any]) -> tuple[Library, tuple[Problem, ...]]:
    (root / "seeds").mkdir()
    for name, title in (("lake", "湖的故事"), ("reed", "芦苇的故事"), ("boat", "小船的故事")):
        (root / "seeds" / f"{name}.txt").write_text(f"{title}\n\n从前有一个人，住在湖边。\n", encoding="utf-8")
    library, problems = build_library(root, Settings.model_validate({"collections": collections}))
    return library, tuple(problem for problem in problems if problem.code.startswith("E"))


WATER = {"id": "water", "title": "水 <与> 岸", "introduction": "先读湖。\n\n再读船。", "works": ["lake", "boat"]}


def test_a_collection_has_a_page_and_its_works_lead_to_it(tmp_path: Path) -> None:
    library, problems = built(tmp_path, WATER)
    assert not problems
    where = addresses(library, 12_000, 1000, True)
    (page,) = collection_pages(library, where)
    assert page.path == "collections/water.md"
    assert page.html.count("<p>") >= 2
    assert "水 &lt;与&gt; 岸" in page.html
    assert page.html.index("湖的故事") < page.html.index("小船的故事")
    assert "芦苇" not in page.html
    assert "../collections/water/" in catalogue_page(library, where).html
    pages = {
        page.work: page.html
        for shaped in library.sources
        for page in work_pages(shaped, where, weave(library))
    }  # fmt: skip
    assert "→ 小船的故事" in pages["lake"].replace("<wbr>", "")
    assert "← 湖的故事" in pages["boat"]
    assert "collections/water" not in pages["reed"]
    told = json.loads(library_json(library))["collections"]
    assert told == [WATER]


def test_what_is_no_work_and_what_is_called_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "plugins:\n- shanben:\n    collections:\n    - id: water\n      title: 水\n      works:\n"
        "      - lake\n      - sea\n    - {id: Water, title: 水, works: [lake]}\n",
        encoding="utf-8",
    )
    wrong = {**WATER, "works": ["lake", "sea"]}
    _, problems = built(tmp_path, wrong, {**WATER, "id": "Water"})
    assert [(problem.code, problem.origin.line) for problem in problems] == [("E247", 8), ("E248", 9)]


def test_a_work_that_is_named_again_and_again_is_told_once(tmp_path: Path) -> None:
    built(tmp_path)
    wrong = {**WATER, "works": ["boat", *["lake"] * 3_000, "boat"]}
    library, problems = build_library(tmp_path, Settings.model_validate({"collections": [wrong]}))
    assert library.collections[0].works == ("boat", "lake")
    told = [str(problem).partition("names ")[2].partition(";")[0] for problem in problems if problem.code == "W249"]
    assert told == ["boat 2 times", "lake 3000 times"]


@pytest.mark.parametrize("name", ["con", "NUL", "index", "whole", "sb-x"])
def test_an_address_that_no_page_can_have_is_refused(name: str, tmp_path: Path) -> None:
    library, problems = built(tmp_path, {**WATER, "id": name})
    assert [problem.code for problem in problems] == ["E706"]
    assert not library.collections


def test_many_faults_are_told_in_a_moment(tmp_path: Path) -> None:
    """The settings are read once to tell where faults stand; once for each of these would take minutes."""
    many = [f"sea-{number}" for number in range(3000)]
    listed = "".join(f"      - {name}\n" for name in many)
    head = "plugins:\n- shanben:\n    collections:\n    - id: water\n      title: 水\n      works:\n"
    (tmp_path / "mkdocs.yml").write_text(head + listed, encoding="utf-8")
    began = time.process_time()
    _, problems = built(tmp_path, {**WATER, "works": many})
    assert [problem.origin.line for problem in problems] == list(range(7, 3007))
    assert time.process_time() - began < 10


def test_the_catalogue_tells_which_works_hold(tmp_path: Path) -> None:
    seeds = {
        "old": "湖滩堆放办法\n（2001年3月5日南湖市人民政府发布）\n第一条　不得堆放。\n"
        "第二条　本办法自2001年5月1日起施行。\n",
        "new": "湖滨管理办法\n（2018年3月5日南湖市人民政府发布）\n第一条　保护湖滨。\n"
        "第二条　本办法自2018年5月1日起施行。《湖滩堆放办法》同时废止。\n",
        "trial": "船只登记办法（试行）\n第一条　登记。\n第二条　本办法自2003年5月1日起施行。\n",
        "tale": "湖的故事\n\n从前有一个人，住在湖边。\n",
    }
    (tmp_path / "seeds").mkdir()
    for name, text in seeds.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    library, _ = build_library(tmp_path, Settings.model_validate({}))
    cards = BeautifulSoup(catalogue_page(library, addresses(library, 12_000, 1000, True)).html, "lxml")(
        class_="sb-card"
    )
    told = {card.get_text().split(maxsplit=1)[0]: card.get("data-status") for card in cards}
    assert told == {
        "湖滨管理办法": "施行中",
        "湖滩堆放办法": "已废止",
        "湖的故事": None,
        "船只登记办法（试行）": "试行",
    }
