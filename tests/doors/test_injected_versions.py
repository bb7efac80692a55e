"""Two hundred injections in a law of two versions: what compares them, prints them and exports them shows text."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from shanben.compare.changes import compare
from shanben.compare.page import changes_page
from shanben.compare.report import changes_markdown
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.export.akoma_ntoso import NAMESPACE, OURS, akoma_ntoso, is_statute
from shanben.export.library_file import library_json
from shanben.export.tei import tei
from shanben.library import build_library
from shanben.model.works import Work
from shanben.settings import Settings

from .injections import INJECTIONS
from .test_injections import LOOK

ONES = ("", *"一二三四五六七八九")
TEI = "http://www.tei-c.org/ns/1.0"


def numeral(number: int) -> str:
    """A number below a thousand as an article has it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{ONES[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{ONES[tens]}十"
    elif hundreds and ones:
        said += "零"
    said = f"{said}{ONES[ones]}"
    return said.removeprefix("一") if 10 <= number < 20 else said


def law(passed: str, changed: str) -> str:
    """A law with an injection in each article, every second one with other words around it."""
    articles = [
        f"第{numeral(number)}条　湖滩{number}号，{words}，{changed if number % 2 else '不得'}堆放。"
        for number, words in enumerate(INJECTIONS, 1)
    ]
    rows = [f"{words.replace(' ', '')}\t{changed}\t船" for words in INJECTIONS[:30]]
    return "\n".join([f"南湖市{INJECTIONS[2]}湖滩管理条例", passed, *articles, f"附件1：{INJECTIONS[7]}", *rows]) + "\n"


OLD = law("（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）", "可以")
NEW = law(
    "（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过\n"
    "2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）",
    "<b>应当</b>",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path]) -> Path:
    drawn = draw_library(tmp_path_factory.mktemp("versions"), "", long_work=1_000_000)
    (drawn / "seeds/shores.txt").write_text(OLD, encoding="utf-8")
    (drawn / "seeds/shores-new.txt").write_text(NEW, encoding="utf-8")
    return drawn


@pytest.fixture(scope="module")
def works(folder: Path) -> tuple[Work, ...]:
    library, _ = build_library(folder, Settings.model_validate({}))
    return library.works


def test_exports_hold_the_words_and_no_element_of_theirs(works: tuple[Work, ...]) -> None:
    """An element of another name space, or one that the format does not have, could only come from a text."""
    assert len(works) == 2
    for work in works:
        assert is_statute(work)
        for written, space in ((tei(work, "https://shanben.example/"), TEI), (akoma_ntoso(work), NAMESPACE)):
            root = etree.fromstring(written)
            names = {etree.QName(one) for one in root.iter()}
            assert {name.text for name in names if name.namespace != space} <= {f"{{{OURS}}}status"}
            wrong = {"script", "iframe", "svg", "style", "object", "embed", "base", "img", "video", "form", "math"}
            assert not {name.localname.lower() for name in names} & wrong
            assert not [key for one in root.iter() for key in one.attrib if str(key).lower().startswith("on")]
            shown = "".join("".join(map(str, root.itertext())).split())
            assert [words for words in INJECTIONS if "".join(words.split()) not in shown] == []


def seen(folder: Path, text: str) -> Snapshot:
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "shores.txt").write_text(text, encoding="utf-8")
    library, problems = build_library(folder, Settings.model_validate({}))
    return read_snapshot(library_json(library, problems), "library.json")


def test_pages_and_prints_of_versions_run_nothing(
    folder: Path, tmp_path: Path, build: Callable[..., subprocess.CompletedProcess[str]],
    serve: Callable[..., str], chromium: Browser,
) -> None:  # fmt: skip
    done = build(folder, "--no-strict")
    site = folder / "site"
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert [name for name in pages if "/versions/" in name], done.stderr
    comparison = compare(seen(tmp_path / "old", OLD), seen(tmp_path / "new", NEW))
    assert comparison.changes
    shown = changes_page(comparison, INJECTIONS[0], lambda place: f"works/{place.work}/#{place.anchor}")
    (site / "changes.html").write_text(f"<!doctype html><meta charset=utf-8>{shown.html}", "utf-8")
    address = serve(site, guarded=True)
    page = chromium.new_context().new_page()
    called: list[str] = []
    asked: list[str] = []
    refused: list[str] = []
    page.expose_function("pwn", lambda *_: called.append(page.url))
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    for name in (*pages, "changes.html"):
        page.emulate_media(media="screen")
        page.goto(address + name, wait_until="load")
        assert page.evaluate(LOOK) == [], name
        page.emulate_media(media="print")
        assert page.evaluate(LOOK) == [], name
    assert len(page.pdf()) > 1000
    page.close()
    assert called == refused == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_report_of_a_comparison_is_text(tmp_path: Path) -> None:
    report = changes_markdown(compare(seen(tmp_path / "old", OLD), seen(tmp_path / "new", NEW)))
    assert report.count("pwn") > 30
    written = MarkdownIt("commonmark", {"html": True}).enable("table").render(report)
    root = etree.fromstring(f"<div>{written}</div>", etree.HTMLParser())
    wrong = {"script", "iframe", "svg", "style", "object", "embed", "base", "img", "video", "form", "math", "marquee"}
    assert not {str(one.tag).lower() for one in root.iter()} & wrong
    assert not [key for one in root.iter() for key in one.attrib if key.lower().startswith("on")]
