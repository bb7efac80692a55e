"""Problems for other programs: JSON, GitHub's workflow commands, SARIF."""

from __future__ import annotations

import json

from shanben.export.problem_report import REPORTS
from shanben.model.text import Origin
from shanben.problems import Problem

FOUND = (
    Problem("E204", "lines {lines} are used, 100%: see\nabove", Origin("seeds/甲,乙.yml", 7), {"lines": "3"}),
    Problem("W403", "no heading", Origin("seeds/headings.en.po")),
    Problem("D306", "第三 follows 第一", Origin("seeds/a.txt", 2)),
)


def report(form: str) -> str:
    return REPORTS[form](FOUND, lambda problem: problem.text)


def test_json_says_where_and_what() -> None:
    first, second, _ = json.loads(report("json"))
    assert first == {
        "code": "E204", "path": "seeds/甲,乙.yml", "line": 7, "message": "lines 3 are used, 100%: see above",
    }  # fmt: skip
    assert second["line"] == 0


def test_github_gets_a_command_a_line_with_its_signs_escaped() -> None:
    assert report("github").splitlines() == [
        "::error file=seeds/甲%2C乙.yml,line=7,title=E204::lines 3 are used, 100%25: see above",
        "::warning file=seeds/headings.en.po,title=W403::no heading",
        "::notice file=seeds/a.txt,line=2,title=D306::第三 follows 第一",
    ]


def test_sarif_names_a_rule_for_each_code_and_no_line_where_there_is_none() -> None:
    (run,) = json.loads(report("sarif"))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["D306", "E204", "W403"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0]["region"] == {"startLine": 7}
    assert "region" not in places[1]
