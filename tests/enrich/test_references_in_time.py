"""References know time: they lead to the wording that held when the citing text did."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.enrich.shores import CITING, NEW, OLD, built, edition


@pytest.mark.parametrize(("day", "leads"), [("2010年2月3日", "shores/2001-03-05"), ("2018年2月3日", "shores")])
def test_a_reference_leads_to_the_text_of_its_day(tmp_path: Path, day: str, leads: str) -> None:
    library, _ = built(tmp_path, shores=OLD, zz_shores=NEW, boats=CITING.format(day=day))
    (boats,) = (work for work in library.works if work.id == "boats")
    assert {target.work for reference in boats.references for target in reference.targets} == {leads}


LATER = CITING.replace("本办法自公布之日起施行", "本办法自2016年3月1日起施行")


@pytest.mark.parametrize(
    ("citing", "day", "leads"),
    [(CITING, "2015年10月8日", "shores/2001-03-05"), (LATER, "2015年10月8日", "shores"),
     (LATER, "2015年9月1日", "shores/2001-03-05")],
)  # fmt: skip
def test_a_reference_leads_to_what_holds_when_the_citing_text_does(
    tmp_path: Path, citing: str, day: str, leads: str
) -> None:
    """The newer text was adopted on 2015-09-30 and holds since 2015-12-01."""
    library, _ = built(tmp_path, shores=OLD, zz_shores=NEW, boats=citing.format(day=day))
    (boats,) = (work for work in library.works if work.id == "boats")
    assert {target.work for reference in boats.references for target in reference.targets} == {leads}


def test_a_reference_leads_to_no_draft(tmp_path: Path) -> None:
    draft = NEW.replace("2015年9月30日", "2020年5月6日")
    versions = "      - {text: shores, date: 2001-03-05}\n      - {text: later, date: 2020-05-06, status: draft}\n"
    files = {"shores": OLD, "shores__yml": edition("shores", versions, 6), "later": draft}
    library, _ = built(tmp_path, **files, boats=CITING.format(day="2021年1月2日"))
    assert [one.standing for one in library.versions[0].versions] == ["in-force", "draft"]
    (boats,) = (work for work in library.works if work.id == "boats")
    assert {target.work for reference in boats.references for target in reference.targets} == {"shores"}


@pytest.mark.parametrize(("day", "leads"), [("2010年2月3日", "shores/2001-03-05"), ("2018年2月3日", "shores")])
@pytest.mark.parametrize(("old", "new"), [("", "（2015年修正）"), ("（试行）", "（2015年修正）"), ("（2001年）", "")])
def test_a_reference_by_the_bare_title_leads_to_a_version(
    tmp_path: Path, old: str, new: str, day: str, leads: str
) -> None:
    older, newer = (text.replace("管理条例\n", f"管理条例{mark}\n", 1) for text, mark in ((OLD, old), (NEW, new)))
    library, _ = built(tmp_path, shores=older, zz_shores=newer, boats=CITING.format(day=day))
    (boats,) = (work for work in library.works if work.id == "boats")
    assert {target.work for reference in boats.references for target in reference.targets} == {leads}
