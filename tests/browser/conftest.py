"""A small library of our own, with a work of several pages, a law and headings in English of every standing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

LIBRARY = """
    seeds/harbour.txt
        港口管理办法（试行）

        第一章  总则

        第一条  为了维护港口秩序，保障船舶、货物和人员的安全，根据有关规定，制定本办法。

        第二条  本办法适用于本市沿岸的港口、码头和锚地。渔港另有规定的，从其规定。

        第二章  泊位

        第三条  泊位由港口管理机构统一编号，并在码头明显位置标示。任何船舶不得占用未经分配的泊位。

        第四条  船舶靠泊期间应当留有足够的值班人员，保持通信畅通，服从现场指挥。
    seeds/lighthouse.txt
        修复海岸灯塔的报告

        一、灯塔的现状

        海岸上共有十二座灯塔，其中七座建成已逾百年。近三年巡检发现，塔身裂缝、灯器老化和道路中断是最突出的问题，影响夜间航行安全。

        二、修复的办法

        （一）先修道路

        道路不通，材料运不上去，人也留不下来。因此应当先修通四条山路，再分批更换灯器，最后加固塔身，做到一年见效、三年完成。

        （二）再换灯器

        新的灯器耗电少、寿命长，每座灯塔每年可以省下一半以上的电费。更换以后，旧灯器由博物馆收藏。
    seeds/headings.en.po
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        #. status: official
        #. source: https://lights.example/report
        msgctxt "lighthouse#title"
        msgid "修复海岸灯塔的报告"
        msgstr "Report on Repairing the Coastal Lights"

        #. status: press
        #. source: https://news.example/lights
        msgctxt "lighthouse#s1"
        msgid "灯塔的现状"
        msgstr "The State of the Lights"

        #. status: editorial
        msgctxt "lighthouse#s2"
        msgid "修复的办法"
        msgstr "How to <Repair> Them"
"""


@pytest.fixture(scope="session")
def lights(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The folder of the small library's site; its report is long enough to have a page for each section."""
    folder = draw_library(tmp_path_factory.mktemp("lights"), LIBRARY, long_work=150)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a reader who was never here, on a screen of 1440 × 900; a fault in a script fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="zh-CN")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert not faults
