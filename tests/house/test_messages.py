"""Every message of a problem is a template with its translation; a line is told whole in the reader's language."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
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
ENTRIES = polib.pofile(str(CATALOGUES / "zh/LC_MESSAGES/shanben.po"))
PO = {entry.msgid: entry.msgstr for entry in ENTRIES}


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


@cache
def trees() -> tuple[ast.Module, ...]:
    """Our files as they are read by Python."""
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in sorted(CODE.rglob("*.py")))


@cache
def messages() -> tuple[tuple[str, ast.expr], ...]:
    """Every expression that becomes a message, after the name of what is called with it; names are looked up."""
    return tuple(_messages())


def _messages() -> Iterator[tuple[str, ast.expr]]:
    for tree in trees():
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
    calls = (node for tree in trees() for node in ast.walk(tree))
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
    of_click = (ast.parse(file.read_text("utf-8")) for file in Path(str(click.__file__)).parent.glob("*.py"))
    nodes = (node for tree in (*trees(), *of_click) for node in ast.walk(tree))
    spelt = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
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


def test_messages_count_in_english_and_name_whole_addresses() -> None:
    for entry in ENTRIES:
        counts_and_names(entry)


def counts_and_names(entry: polib.POEntry) -> None:
    for words in (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()):
        assert not re.search(r"\(s\)|https?:/(?!/)", words), words
        guides = re.findall(r"docs/[\w./-]+\w", words)
        assert [path for path in guides if not (CODE.parents[1] / path).exists()] == [], words
    if re.match(r"(?:[^{]*: )?\{number\} (?!stands)[a-z]+s\b", entry.msgid):
        assert entry.msgid_plural, f"one is no plural: {entry.msgid}"
    if entry.msgid_plural:
        assert all(
            "{number}" in words for words in (entry.msgid_plural, *entry.msgstr_plural.values())
        ) or not re.search(r"\{number\}", entry.msgid), entry.msgid


def _fields(message: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(message) if name}


def test_what_is_said_is_rendered_with_its_values() -> None:
    for entry in ENTRIES:
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


def test_the_reason_of_a_doubt_is_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    for reason in doubts():
        values = {name: "七" for _, name, _, _ in string.Formatter().parse(reason) if name}
        doubt = Doubt("D302", reason, 0.7, values)
        line = told(Problem("D302", DOUBTED, Origin("a.txt", 1), {"reason": doubt, "sure": "70%"}))
        assert not re.search(r"[A-Za-z]{2}", line.removeprefix("a.txt:1: D302 ")), line
        assert (line.count("七"), "70%" in line) == (len(values), True), line


@pytest.mark.parametrize("words", [*(odd.words for odd in ODD), *KINDS_OF_ARCHIVE.values()])
def test_what_a_message_puts_in_has_its_translation(words: str) -> None:
    assert re.search("[\u4e00-\u9fff]", PO[words])
