"""The Changes page of a preview that was really built, in a browser; and builds that cannot be compared."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from tests.axe import violations

BASE = """
    docs/index.md
        # 试验
    seeds/river.txt
        治河纪要
        一、水情
        入夏以来，上游连降大雨，河水上涨一丈有余，沿岸田地多有浸没。
        水文站每日观测三次，遇有险情随时上报，并以电话通知下游各村。
        二、修堤
        修堤所用土方由各乡分段承担，石料取自北山，用船运到工地。
        工地设粥棚三处，民工每日两餐，伤病者由医疗队就近诊治。
        三、善后
        灾后补种荞麦与萝卜，种子由仓库借给，秋后归还。
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
              - paragraph: 7
              - heading: 8
              - paragraph: 9
    seeds/headings.en.po
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        #. status: editorial
        msgctxt "river#s2"
        msgid "修堤"
        msgstr "Repairing the Dykes"
    seeds/termbase.yml
        terms:
          - term: 水文站
            id: station
            translations: {en: hydrometric station}
"""

MOVED = """              - heading: 8
              - paragraph: 9
"""


def changed(drawing: str) -> str:
    """One section moved, one paragraph re-worded, one heading re-translated, one term changed."""
    first = "              - heading: 2\n"
    moved = drawing.replace(MOVED, "").replace(first, MOVED + first)
    moved = moved.replace("每日两餐", "每日<b>三</b>餐").replace("Repairing the Dykes", "Mending the Dykes")
    return moved.replace("hydrometric station", "gauging station")


Draw = Callable[..., Path]
Build = Callable[..., "subprocess.CompletedProcess[str]"]


def drawn(draw_library: Draw, folder: Path, drawing: str, repository: Path) -> Path:
    """A library whose preview door is open."""
    draw_library(folder, drawing)
    file = folder / "mkdocs.yml"
    config = yaml.safe_load(file.read_text(encoding="utf-8"))
    door = str(repository / "hooks/preview.py")
    config["hooks"] = [hook for hook in config["hooks"] if hook.endswith(("publish.py", "preview.py"))]
    config["hooks"] += [door] if door not in config["hooks"] else []
    file.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def build_preview(python: Build, generator_environment: dict[str, str]) -> Build:
    """Build a library strictly, compared with another."""

    def run(folder: Path, base: str, *options: str) -> subprocess.CompletedProcess[str]:
        environment = generator_environment | {"SHANBEN_PREVIEW_BASE": base}
        return python("mkdocs", "build", "--strict", *options, cwd=folder, env=environment)

    return run


@pytest.fixture(scope="module")
def preview(
    tmp_path_factory: pytest.TempPathFactory, draw_library: Draw, repository: Path, build_preview: Build
) -> Path:
    """A library with four changes, its preview built against the library before them."""
    before = drawn(draw_library, tmp_path_factory.mktemp("before"), BASE, repository)
    after = drawn(draw_library, tmp_path_factory.mktemp("之后 after"), changed(BASE), repository)
    done = build_preview(after, str(before))
    assert done.returncode == 0, done.stdout + done.stderr
    return after


@pytest.fixture
def page(preview: Path, chromium: Browser, serve: Callable[[Path], str]) -> Iterator[Page]:
    """The Changes page; any error of a script fails the test."""
    page = chromium.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(serve(preview / "site") + "changes/")
    yield page
    page.close()
    assert faults == []


FOUR = ["heading-retranslated", "paragraph-reworded", "section-moved", "term-changed"]


def test_exactly_four_changes_are_reported(preview: Path) -> None:
    report = json.loads((preview / "site/changes.json").read_text(encoding="utf-8"))
    assert sorted(change["kind"] for change in report["changes"]) == FOUR
    assert (preview / "dist/changes.json").read_bytes() == (preview / "site/changes.json").read_bytes()
    comment = (preview / "dist/changes.md").read_text(encoding="utf-8")
    assert "1 section moved · 1 heading re-translated · 1 paragraph re-worded · 1 term changed" in comment


def test_changes_stand_side_by_side_marked_by_character(page: Page) -> None:
    kinds = page.locator(".sb-change").evaluate_all("changes => changes.map(change => change.dataset.kind)")
    assert sorted(kinds) == FOUR
    reworded = page.locator('[data-kind="paragraph-reworded"]')
    assert reworded.locator("del").all_inner_texts() == ["两"]
    assert reworded.locator("ins").all_inner_texts() == ["<b>三</b>"]
    before, after = reworded.locator(".sb-change-before"), reworded.locator(".sb-change-after")
    assert before.inner_text() == "工地设粥棚三处，民工每日两餐，伤病者由医疗队就近诊治。"
    boxes = before.bounding_box(), after.bounding_box()
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_can_be_read_by_everyone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, ".sb-changes", without=()) == []


def test_a_change_is_linked_to_its_paragraph(page: Page) -> None:
    page.locator('[data-kind="paragraph-reworded"] a').click()
    page.wait_for_url("**/works/river/#p2-2")
    expect(page.locator("#p2-2")).to_contain_text("工地设粥棚三处，民工每日<b>三</b>餐")


def test_filters_hide_what_is_not_wanted(page: Page) -> None:
    page.locator('.sb-change-filters input[value="paragraph"]').uncheck()
    page.locator('.sb-change-filters input[value="term"]').uncheck()
    expect(page.locator(".sb-change:visible")).to_have_count(2)
    shown = page.locator(".sb-change:visible").evaluate_all("changes => changes.map(change => change.dataset.subject)")
    assert sorted(shown) == ["heading", "section"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[aria-current=true].sb-change").get_attribute("data-subject") in shown


def test_the_keyboard_goes_from_change_to_change(page: Page) -> None:
    for key, number in zip("jnnnnkp", (1, 2, 3, 4, 4, 3, 2), strict=True):
        page.keyboard.press(key)
        expect(page.locator(".sb-change[aria-current]")).to_have_id(f"change-{number}")
    expect(page.locator("#change-2")).to_be_focused()
    assert page.url.endswith("/changes/")


def test_the_page_works_from_a_folder_without_a_server(
    preview: Path, chromium: Browser, tmp_path: Path, build_preview: Build
) -> None:
    site = tmp_path / "文集 preview"
    file = preview / "mkdocs.yml"
    flat = preview / "flat.yml"
    flat.write_text(f"INHERIT: {file}\nuse_directory_urls: false\n", encoding="utf-8")
    before = next(path for path in (preview.parent.glob("before*")))
    done = build_preview(preview, str(before), "--config-file", str(flat), "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    page = chromium.new_page()
    page.goto((site / "changes.html").as_uri())
    page.keyboard.press("j")
    expect(page.locator("#change-1[aria-current]")).to_have_count(1)
    page.locator('[data-kind="paragraph-reworded"] a').click()
    page.wait_for_url("**/works/river/index.html#p2-2")
    page.close()


@pytest.mark.parametrize("base", ["nowhere", "http://127.0.0.1:9/library.json", "docs/index.md"])
def test_a_broken_base_stops_the_build_with_one_line(
    tmp_path: Path, draw_library: Draw, repository: Path, base: str, build_preview: Build
) -> None:
    folder = drawn(draw_library, tmp_path, BASE, repository)
    (folder / "site").mkdir()
    (folder / "site/library.json").write_text('{"format":1,"the last good":"site"}', encoding="utf-8")
    done = build_preview(folder, base)
    assert done.returncode != 0
    assert [line.split(": ")[1].split(" ")[0][:2] for line in done.stderr.splitlines() if f" {base}: E6" in line] != []
    assert "Traceback" not in done.stderr
    assert [path.name for path in (folder / "site").iterdir()] == ["library.json"]
    assert "the last good" in (folder / "site/library.json").read_text(encoding="utf-8")


def test_without_a_base_there_is_no_page(
    tmp_path: Path, draw_library: Draw, repository: Path, build_preview: Build
) -> None:
    folder = drawn(draw_library, tmp_path, BASE, repository)
    assert build_preview(folder, "").returncode == 0
    assert not (folder / "site/changes").exists()
    assert not (folder / "dist").exists()
    assert "changes.js" not in (folder / "site/index.html").read_text(encoding="utf-8")
