"""A small library of our own making, its index, and a browser to ask it."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from shanben.search.entries import entry_of
from shanben.search.index import index_files
from shanben.search.keys import syllables
from shanben.search.passages import HEADING, TERM, TEXT, TITLE, Passage, Place, Searchable

ROOT = Path(__file__).resolve().parents[2]
CLIENT = tuple(
    ROOT / f"site_templates/javascripts/{name}.js"
    for name in ("search-index", "search-numbers", "search-query", "search")
)

RIVER = (
    (TITLE, "title", "河流保护办法", "Measures for Protecting Rivers"),
    (HEADING, "s1", "一、总体要求", "I. Overall Requirements"),
    (TEXT, "p1-1", "为了保护河流，改善水质，构建“双循环”的取水办法，制定本办法。PM2.5 和 CBAM 不在此列。", ""),
    (TEXT, "p1-2", "依照青河发〔2018〕128号文件，到 2030 年前完成。", ""),
    (HEADING, "s2", "二、绿色发展", "II. Green Development"),
    (TEXT, "p2-1", "第十二条　渔民应当爱护绿色家园；违反第三十条的，退回鱼苗。", ""),
    (TEXT, "p2-2", "水库管理人应当每日巡查，发现险情立即上报。", ""),
)
BRIDGE = (
    (TITLE, "title", "橋樑維修記", "Notes on Mending Bridges"),
    (TEXT, "p0-1", "石匠們認為，橋樑應當每年檢查。", ""),
    (TEXT, "p0-2", "修橋的人寫著日記，記下水庫的高低。", ""),
)
TERMS = ((TERM, "shuangxunhuan", "双循环、两个循环", "dual circulation"),)


def searchable(work: str, language: str, rows: Sequence[tuple[str, str, str, str]]) -> Searchable:
    """A work from rows of kind, anchor, text and translation."""
    outline: list[Place] = []
    passages = []
    for kind, anchor, text, english in rows:
        if kind in (TITLE, HEADING):
            outline.append(Place(0 if outline else -1, text, (english,)))
        outline = outline or [Place(-1, work, ("",))]
        leads = kind != TEXT
        passages.append(
            Passage(
                kind, f"works/{work}/", anchor, len(outline) - 1, text, (english,) if english else (),
                tuple(syllables(text)) if leads else (),
            )
        )  # fmt: skip
    return Searchable(work, language, tuple(outline), tuple(passages))


@pytest.fixture(scope="session")
def works() -> list[Searchable]:
    """Two works and a glossary."""
    return [
        searchable("river", "zh-Hans", RIVER),
        searchable("bridge", "zh-Hant", BRIDGE),
        searchable("", "", TERMS),
    ]


def write_site(folder: Path, works: Sequence[Searchable]) -> Path:
    """A page that asks the index of these works; returns the page."""
    (folder / "search").mkdir(parents=True)
    (folder / "javascripts").mkdir()
    for script in CLIENT:
        shutil.copy(script, folder / "javascripts" / script.name)
    for name, content in index_files(map(entry_of, works), ("en",)):
        (folder / "search" / name).write_text(content, encoding="utf-8")
    page = folder / "index.html"
    scripts = "".join(f'<script src="javascripts/{script.name}"></script>' for script in CLIENT)
    page.write_text(f'<!doctype html><meta charset="utf-8">{scripts}')
    return page


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # else a browser guesses how long a file that is gone is fresh
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves folders and tells their addresses."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab with nothing remembered."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()
