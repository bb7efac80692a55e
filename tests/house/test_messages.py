"""Every message of a problem is a template with its translation; a line is told whole in the reader's language."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

from shanben import settings
from shanben.characters import ODD
from shanben.doors import conditions
from shanben.model.doubts import QUOTING, Doubt, stated_doubt
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.read import faults
from shanben.render import faults as banners
from shanben.shape import apart
from shanben.shaping import DOUBTED
from shanben.take.kinds import _ZIPPED as KINDS_OF_ARCHIVE
from shanben.wording import CATALOGUES, counted, said, told

CODE = Path(settings.__file__).parent
TABLES = {*faults.TEMPLATES, *conditions.CANNOT_WORK.values(), *settings._WORDED.values(), *apart.LOGGED, *QUOTING}
PLACES = {"Problem": 1, "Unfit": 0, "Doubt": 1, "Unusable": 1, "_lost": 3}
"""Which argument of a call is a message."""
PO = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUES / "zh/LC_MESSAGES/shanben.po"))}


def _spelt(node: ast.expr) -> Iterator[ast.expr]:
    """The alternatives of an expression."""
    if isinstance(node, ast.IfExp):
        yield from _spelt(node.body)
        yield from _spelt(node.orelse)
    else:
        yield node


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What a module assigns to each name."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            names = target.elts if isinstance(target, ast.Tuple) and several else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) and several else [node.value]
            for name, value in zip(names, values, strict=True):
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).extend(_spelt(value))
    return found


def messages() -> Iterator[tuple[str, ast.expr]]:
    """Every expression that becomes a message, after the name of what is called with it; names are looked up."""
    for file in sorted(CODE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assigned = _assigned(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = PLACES.get(called)
            stack = list(_spelt(node.args[place])) if place is not None and len(node.args) > place else []
            seen: set[str] = set()
            while stack:
                part = stack.pop()
                if isinstance(part, ast.Name) and part.id in assigned and part.id not in seen:
                    seen.add(part.id)
                    stack += assigned[part.id]
                else:
                    yield called, part


def literals() -> set[str]:
    """The messages that are spelt out."""
    return TABLES | {str(node.value) for _, node in messages() if isinstance(node, ast.Constant) and node.value}


SAID = {"said": 1, "counted": 2}
"""How many arguments of a call are words that are said beside problems: of ``counted``, one and many."""


def spoken() -> set[tuple[str, ...]]:
    """What is said beside problems: a message, or one and many."""
    calls = (node for file in CODE.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    words = (node.args[: SAID.get(getattr(node.func, "id", ""), 0)] for node in calls if isinstance(node, ast.Call))
    spelt = (tuple(str(one.value) for one in several if isinstance(one, ast.Constant)) for several in words)
    return {several for several in spelt if several and re.search("[A-Za-z]{3}", several[0])} | {
        *banners.TITLES.values()
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_said_beside_problems_is_whole_in_either_language(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if language == "zh" else "en_GB.UTF-8")
    assert len(spoken()) > 30
    for message, *many in sorted(spoken()):
        fields = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        told = [counted(message, many[0], number) for number in (1, 2)] if many else []
        told = told or [said(message, **dict.fromkeys(fields, "7"))]
        assert not any(re.search(r"[{}]|https?:/(?!/)", words) for words in told)
        assert all(bool(re.search("[一-鿿]", words)) == (language == "zh") for words in told), told


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    said_by = [*CODE.rglob("*.py"), *Path(str(click.__file__)).parent.glob("*.py")]
    spelt = {
        str(node.value)
        for file in said_by
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert [message for message in PO if message not in spelt] == []


def test_no_message_is_put_together_from_pieces() -> None:
    assert [ast.unparse(one) for _, one in messages() if isinstance(one, ast.JoinedStr | ast.BinOp)] == []


def test_every_message_has_its_translation() -> None:
    assert sorted(message for message in literals() if not PO.get(message)) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_message_is_told_whole_in_either_language(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if language == "zh" else "en_GB.UTF-8")
    for message in sorted(literals()):
        fields = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        line = told(Problem("E501", message, Origin("a.yml", 3), dict.fromkeys(fields, "7")))
        words = line.removeprefix("a.yml:3: E501 ")
        assert words != line
        assert "{" not in words, message
        assert not re.search(r"\[[A-Za-z0-9]-|\(\?|\\[dwsb]", words), f"a regular expression: {words}"
        if language == "zh":
            plain = re.sub("`[^`]*`", "", words)
            assert re.search("[一-鿿]", plain), words
            assert not re.search(r"(?:\b[a-z]{3,} ){3}", plain), words


@pytest.mark.parametrize(
    "entry", polib.pofile(str(CATALOGUES / "zh/LC_MESSAGES/shanben.po")), ids=lambda one: one.msgid[:40]
)
def test_a_message_counts_in_english_and_names_whole_addresses(entry: polib.POEntry) -> None:
    for words in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()):
        assert "(s)" not in words
        assert not re.search(r"https?:/(?!/)", words)
        guides = re.findall(r"docs/[\w./-]+\w", words)
        assert [path for path in guides if not (CODE.parents[1] / path).exists()] == []
    if re.match(r"(?:[^{]*: )?\{number\} (?!stands)[a-z]+s\b", entry.msgid):
        assert entry.msgid_plural, "one is no plural"
    if entry.msgid_plural:
        assert all(
            "{number}" in words for words in (entry.msgid_plural, *entry.msgstr_plural.values())
        ) or not re.search(r"\{number\}", entry.msgid)


def _fields(message: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(message) if name}


def test_what_is_said_is_rendered_with_its_values() -> None:
    for entry in polib.pofile(str(CATALOGUES / "zh/LC_MESSAGES/shanben.po")):
        if not entry.msgid_plural and "{" in entry.msgid:
            fields = _fields(entry.msgid)
            assert _fields(entry.msgstr) == fields
            for words in (entry.msgid, entry.msgstr):
                line = words.format(**dict.fromkeys(fields, 707))
                assert line.count("707") >= len(fields), words
                assert not re.search(r"\{\w+\}", line), words


def doubts() -> list[str]:
    """The reasons of doubts that are spelt out."""
    spelt = [one.value for called, one in messages() if called == "Doubt" and isinstance(one, ast.Constant)]
    return sorted({*map(str, spelt), *apart.LOGGED, *QUOTING})


def test_a_reason_that_quotes_is_known_again_when_it_is_read_from_a_draft() -> None:
    assert [reason for reason in doubts() if "{" in reason] == sorted(QUOTING)
    for template in QUOTING:
        doubt = Doubt("D306", template, 0.6, {"number": "第三条", "before": "1", "words": "水\n利 {a}", "count": 2})
        again = stated_doubt(doubt.code, doubt.reason, doubt.confidence)
        assert (again.message, again.reason) == (template, doubt.reason)
    assert stated_doubt("D306", "{不} 知", 0.6) == Doubt("D306", "{不} 知", 0.6)


@pytest.mark.parametrize("reason", doubts())
def test_the_reason_of_a_doubt_is_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    values = {name: "七" for _, name, _, _ in string.Formatter().parse(reason) if name}
    doubt = Doubt("D302", reason, 0.7, values)
    line = told(Problem("D302", DOUBTED, Origin("a.txt", 1), {"reason": doubt, "sure": "70%"}))
    assert not re.search(r"[A-Za-z]{2}", line.removeprefix("a.txt:1: D302 "))
    assert line.count("七") == len(values)
    assert "70%" in line


@pytest.mark.parametrize("words", [*(odd.words for odd in ODD), *KINDS_OF_ARCHIVE.values()])
def test_what_a_message_puts_in_has_its_translation(words: str) -> None:
    assert re.search("[\u4e00-\u9fff]", PO[words])
