"""Problems for other programs: as JSON, as SARIF 2.1.0, as commands that GitHub shows beside the lines of a change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from shanben.problems import CODES, Problem

Told = Callable[[Problem], str]
"""What is wrong and what to do, in the reader's language."""

_SARIF_LEVELS = {"E": "error", "W": "warning", "D": "note"}
_GITHUB_COMMANDS = {"E": "error", "W": "warning", "D": "notice"}


def as_json(problems: Iterable[Problem], told: Told) -> str:
    """An object a line, in a list: code, path, line (0: none), message."""
    listed = [
        {"code": one.code, "path": one.origin.path, "line": one.origin.line, "message": told(one)} for one in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Iterable[Problem], told: Told) -> str:
    """Workflow commands, a line each; in a property comma and colon are escaped as well."""
    lines = []
    for one in problems:
        place = f"file={_property(one.origin.path)}" + (f",line={one.origin.line}" if one.origin.line else "")
        words = _GITHUB_COMMANDS[one.code[0]], place, one.code, _escaped(told(one))
        lines.append("::{} {},title={}::{}\n".format(*words))
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Iterable[Problem], told: Told) -> str:
    """One run in SARIF 2.1.0, which code hosts and editors read; a rule for each code that occurs."""
    listed = tuple(problems)
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in sorted({one.code for one in listed})]
    run = {
        "tool": {"driver": {"name": "shanben", "rules": rules}},
        "results": [_result(one, told) for one in listed],
    }
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _result(problem: Problem, told: Told) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": problem.origin.path}}
    if problem.origin.line:
        place["region"] = {"startLine": problem.origin.line}
    return {
        "ruleId": problem.code,
        "level": _SARIF_LEVELS[problem.code[0]],
        "message": {"text": told(problem)},
        "locations": [{"physicalLocation": place}],
    }


REPORTS: Mapping[str, Callable[[Iterable[Problem], Told], str]] = MappingProxyType(
    {"json": as_json, "github": as_github, "sarif": as_sarif}
)
"""Every form by its name."""
