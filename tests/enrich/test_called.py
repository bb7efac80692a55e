"""What issuers, places and kinds are called in English: by rule, or as the library's editors say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from shanben.cli import main
from shanben.enrich.called import usual_name
from shanben.library import build_library
from shanben.settings import Settings

TEXT = """芦湾县船工公会关于灯船的通知
（2019年4月2日芦湾县船工公会公布）
第一条　灯船天黑以前点灯。
第二条　灯船不得离开锚地。
第三条　本通知自2019年5月1日起施行。
"""
ENTRY = '\nmsgctxt "names#{name}"\nmsgid "{name}"\nmsgstr "{english}"\n'


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("国务院", "State Council"),
        ("國務院", "State Council"),
        ("青海省人民代表大会常务委员会", "Standing Committee of the Qinghai Provincial People’s Congress"),
        ("天津市高级人民法院", "Tianjin Municipal High People’s Court"),
        ("芦湾县人民政府", "Luwan County People’s Government"),
        ("西安市", "Xi’an"),
        ("财政部、商务部", "Ministry of Finance and Ministry of Commerce"),
        ("施行細則", "Enforcement rules"),
        ("国务院　中央军委", "State Council and Central Military Commission"),
        ("办法", "Measures"),
        ("芦湾县船工公会", ""),
        ("鄂尔多斯市人民政府", ""),
        ("财政部、芦湾县船工公会", ""),
        ("Ministry", ""),
    ],
)
def test_what_is_said_by_rule(name: str, english: str) -> None:
    assert usual_name(name) == english


def test_an_editor_says_what_no_rule_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "lamps.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["translations", "update"]).exit_code == 0
    path = seeds / "headings.en.po"
    asked = path.read_text(encoding="utf-8")
    assert 'msgctxt "names#芦湾县船工公会"' in asked
    assert "names#通知" not in asked, "a rule says it"
    said = asked.replace('msgid "芦湾县船工公会"\nmsgstr ""', 'msgid "芦湾县船工公会"\nmsgstr "Luwan Boatmen’s Guild"')
    path.write_text(said + ENTRY.format(name="通知", english="Circular") + ENTRY.format(name="无人", english="Nobody"))
    library, problems = build_library(tmp_path, Settings.model_validate({}))
    facts = {fact.name: fact.english for fact in library.works[0].facts}
    assert (facts["issuer"], facts["kind"]) == ("Luwan Boatmen’s Guild", "Circular")
    (unused,) = (problem for problem in problems if problem.code == "W403")
    assert unused.values["key"] == "names#无人"
    assert CliRunner().invoke(main, ["translations", "update"]).exit_code == 0
    kept = path.read_text(encoding="utf-8")
    assert 'msgstr "Circular"' in kept, "what somebody said is kept although a rule says it"
    assert '#~ msgctxt "names#无人"' in kept
