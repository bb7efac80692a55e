"""A text that comes into force later is not yet in force, on a day that is told. All texts here are our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from tests.enrich.shores import NEW, OLD, edition

from shanben.addresses import addresses
from shanben.export.akoma_ntoso import OURS, akoma_ntoso
from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.metadata import About, Site, work_head
from shanben.model.library import Library
from shanben.model.works import Work
from shanben.read.history import EPOCH
from shanben.render.catalogue import catalogue_page
from shanben.render.inline import weave
from shanben.render.works import work_pages
from shanben.settings import Settings

BETWEEN = "2015-11-30"
"""A day on which the newer wording has been adopted and does not hold yet."""
REPEALING = """南湖市湖区管理条例
（2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议通过）
第一条　为了保护湖区，制定本条例。
第二条　湖区的水面、湖滩和芦苇地由湖务站统一管理，湖务站每年公布一次名录。
第三条　本条例自2015年12月1日起施行。《南湖市湖滩管理条例》同时废止。
"""


def built(root: Path, as_of: str = "", **files: str) -> Library:
    seeds = root / "seeds"
    seeds.mkdir()
    for name, text in files.items():
        stem, _, kind = name.partition("__")
        (seeds / f"{stem}.{kind or 'txt'}").write_text(text, encoding="utf-8")
    return build_library(root, Settings.model_validate({"as_of": as_of} if as_of else {}))[0]


def one(library: Library, name: str) -> Work:
    return next(work for work in library.works if work.id == name)


def notes(library: Library, name: str) -> list[str]:
    """What the head of a page says of its standing, in Chinese."""
    (shaped,) = (shaped for shaped in library.sources if shaped.works[0].id == name)
    (page,) = work_pages(shaped, addresses(library, 10_000, 200, True), weave(library))
    shown = BeautifulSoup(page.html, "html.parser")
    for mark in shown.select(".sb-and, .sb-en, wbr"):
        mark.decompose()
    return ["".join(note.text.split()) for note in shown.select(".sb-version-note")]


def force(library: Library, name: str) -> tuple[object, object]:
    work = one(library, name)
    head = work_head(Site("https://example.org/", "试验"), About(work, work.root, "", "", {}, "", ""))
    told = json.loads(BeautifulSoup(head, "lxml").find("script").get_text())  # type: ignore[union-attr]
    return told["legislationLegalForce"].rpartition("/")[2], told["temporalCoverage"]


def filed(library: Library) -> dict[str, str]:
    """Under which standing the catalogue lists each work, by its id."""
    page = BeautifulSoup(catalogue_page(library, addresses(library, 10_000, 200, True)).html, "html.parser")
    cards = [card for card in page.select(".sb-card") if card.a]
    return {str(card.a["href"]).split("/")[-2]: str(card.get("data-status", "")) for card in cards if card.a}


@pytest.mark.parametrize(("day", "waits"), [("2001-04-30", True), ("2001-05-01", False), ("2026-01-01", False)])
def test_a_text_waits_for_its_day(tmp_path: Path, day: str, waits: bool) -> None:
    library = built(tmp_path, day, shores=OLD)
    assert library.day == day
    assert bool(one(library, "shores").awaited) is waits
    assert filed(library)["shores"] == ("尚未施行" if waits else "施行中")
    assert force(library, "shores")[0] == ("NotInForce" if waits else "InForce")
    assert notes(library, "shores") == (["尚未施行：自2001-05-01起施行（截至2001-04-30）"] if waits else [])
    told = json.loads(library_json(library))
    assert (told["as_of"], told["works"][0]["status"]) == (day, "not-yet" if waits else "in-force")
    assert told["works"][0].get("in_force_from") == ("2001-05-01" if waits else None)
    (status,) = etree.fromstring(akoma_ntoso(one(library, "shores"))).iter(f"{{{OURS}}}status")
    assert (status.text, status.get("as-of")) == (("not-yet", day) if waits else ("in-force", None))


def test_until_a_new_wording_holds_the_one_before_is_the_current_text(tmp_path: Path) -> None:
    library = built(tmp_path, BETWEEN, shores=OLD, shores2=NEW)
    assert {version.work: version.standing for version in library.versions[0].versions} == {
        "shores": "in-force", "shores/2015-09-30": "not-yet",
    }  # fmt: skip
    assert force(library, "shores") == ("InForce", "2001-05-01/2015-12-01")
    assert force(library, "shores/2015-09-30") == ("NotInForce", "2015-12-01/..")
    assert notes(library, "shores") == ["现行文本:2001-03-05·2个版本·尚未施行:2015-09-30（自2015-12-01起施行）"]
    assert notes(library, "shores/2015-09-30") == [
        "尚未施行：自2015-12-01起施行（截至2015-11-30）→现行文本:2001-03-05·对照·2个版本"
    ]
    assert library.versions[0].versions[1].articles["art-3"] == "art-2"
    page = catalogue_page(library, addresses(library, 10_000, 200, True)).html
    assert "截至 2015-11-30" in page
    assert "另有 1 个尚未施行的版本" in page
    assert "旧版本" not in page


def test_from_its_day_on_the_new_wording_is_the_current_text(tmp_path: Path) -> None:
    library = built(tmp_path, "2015-12-01", shores=OLD, shores2=NEW)
    assert [version.standing for version in library.versions[0].versions] == ["superseded", "in-force"]
    assert library.versions[0].current.date == "2015-09-30"
    assert not any(work.awaited for work in library.works)


@pytest.mark.parametrize(("day", "ended"), [(BETWEEN, False), ("2015-12-01", True)])
def test_what_does_not_hold_yet_has_repealed_nothing(tmp_path: Path, day: str, ended: bool) -> None:
    library = built(tmp_path, day, shores=OLD, region=REPEALING)
    assert filed(library)["shores"] == ("已废止" if ended else "施行中")
    assert force(library, "shores") == ("NotInForce" if ended else "InForce", "2001-05-01/2015-12-01")
    told = "已废止：《南湖市湖区管理条例》" if ended else "将废止：《南湖市湖区管理条例》（自2015-12-01起施行）"
    assert notes(library, "shores") == [told]


@pytest.mark.parametrize(
    ("stated", "current"),
    [("", "2001-03-05"), (", current: true", "2015-09-30"), (", status: in-force", "2015-09-30")],
)
def test_an_editor_says_which_text_is_current(tmp_path: Path, stated: str, current: str) -> None:
    versions = f"""      - {{text: shores, date: 2001-03-05}}
      - {{text: shores2, date: 2015-09-30{stated}}}
"""
    library = built(tmp_path, BETWEEN, shores=OLD, shores2=NEW, shores__yml=edition("shores", versions, 6))
    assert library.versions[0].current.date == current


def test_an_editor_says_that_a_text_does_not_hold_yet(tmp_path: Path) -> None:
    versions = """      - {text: shores, date: 2001-03-05}
      - {text: shores2, date: 2015-09-30, status: not-yet}
"""
    library = built(tmp_path, "2026-01-01", shores=OLD, shores2=NEW, shores__yml=edition("shores", versions, 6))
    assert library.versions[0].current.date == "2001-03-05"
    assert notes(library, "shores/2015-09-30")[0].startswith("尚未施行（截至2026-01-01）")


def test_no_text_holds_before_it_has_its_wording(tmp_path: Path) -> None:
    undated = NEW.replace("自2015年12月1日起", "自公布之日起")
    library = built(tmp_path, "2015-09-29", shores=OLD, shores2=undated)
    assert library.versions[0].current.date == "2001-03-05"
    assert notes(library, "shores/2015-09-30")[0].startswith("尚未施行：自2015-09-30起施行（截至2015-09-29）")


def test_a_draft_is_not_waited_for(tmp_path: Path) -> None:
    library = built(tmp_path, BETWEEN, shores=NEW.replace("管理条例", "管理条例（草案）", 1))
    assert one(library, "shores").awaited is None
    assert one(library, "shores").standing == "draft"


def test_the_day_is_that_of_the_build_but_no_earlier_than_the_newest_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "1700000000")
    (tmp_path / "now").mkdir()
    assert built(tmp_path / "now", shores=NEW).day == "2023-11-14"
    monkeypatch.setenv(EPOCH, "315532800")  # 1980, which some systems that build packages say of every build
    (tmp_path / "then").mkdir()
    assert built(tmp_path / "then", shores=NEW).day == "2015-09-30"
