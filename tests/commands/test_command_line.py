"""What every command says: help with examples and exit codes, in two languages, completion, the version."""

from __future__ import annotations

import ast
import errno
import gettext
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import polib
import pytest
from click.testing import CliRunner, Result

from shanben.cli import COMMANDS as SUMMARIES
from shanben.cli import main
from shanben.commands import wording
from shanben.commands.columns import cells, folded
from shanben.commands.completion import SHELLS
from shanben.commands.wording import CATALOGUES, told
from shanben.model.text import Origin
from shanben.problems import CODES, Problem
from shanben.wording import REFUSALS

PO = CATALOGUES / "zh/LC_MESSAGES/shanben.po"
COMMANDS = Path(wording.__file__).parent


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and what is typed for it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


ALL = list(commands(main))


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="shanben")


# --- the catalogue ----------------------------------------------------------------------------------------------------


def spoken() -> Iterator[str]:
    """Everything that commands say: their help, what stands in said() and counted(), and the meaning of codes."""
    for _, command in ALL:
        yield command.help or ""
        yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    yield from SUMMARIES.values()
    for file in COMMANDS.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"said", "counted"}:
                first = node.args[0]
                if isinstance(first, ast.Subscript):  # the list of commands, which stands in SUMMARIES
                    continue
                yield str(named[first.id] if isinstance(first, ast.Name) else ast.literal_eval(first))
    yield from CODES.values()


def test_everything_that_is_said_is_said_in_chinese() -> None:
    translated = {entry.msgid for entry in polib.pofile(str(PO)) if entry.translated()}
    assert sorted(set(spoken()) - translated) == []


def test_translations_keep_the_places_of_values() -> None:
    for entry in polib.pofile(str(PO)):
        text = next(iter(entry.msgstr_plural.values()), entry.msgstr)
        original = entry.msgid_plural or entry.msgid
        assert sorted(re.findall(r"\{[^}]*\}", text)) == sorted(re.findall(r"\{[^}]*\}", original)), entry.msgid


def test_the_compiled_catalogue_is_in_step() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in polib.pofile(str(PO)):
        if entry.msgid_plural:
            assert compiled.ngettext(entry.msgid, entry.msgid_plural, 2) == entry.msgstr_plural[0]
        else:
            assert compiled.gettext(entry.msgid) == entry.msgstr


# --- the two languages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_gives_examples_and_exit_codes(path: tuple[str, ...], command: click.Command) -> None:
    done = run(*path, "--help")
    assert done.exit_code == 0
    if not isinstance(command, click.Group):
        assert "Exit codes: 0 " in done.output
        takes = any(isinstance(parameter, click.Argument) for parameter in command.params)
        assert not takes or f"shanben {' '.join(path)}" in done.output.partition("Example")[2]


@pytest.mark.parametrize("language", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_fits_a_terminal_and_is_not_cut(
    path: tuple[str, ...], command: click.Command, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    lines = run(*path, "--help").output.splitlines()
    assert [line for line in lines if cells(line) > 80] == []
    assert [line for line in lines if line.endswith("...") and not line.startswith(("Usage", "用法"))] == []


@pytest.mark.parametrize(
    ("text", "folds"),
    [
        ("  -o X  已经生成的网站，在哪里。", ["  -o X  已经生成的网", "        站，在哪里。"]),
        ("  一二三四五六七八九十", ["  一二三四五六七八九", "  十"]),
        ("short", ["short"]),
    ],
)
def test_a_line_is_folded_by_columns(text: str, folds: list[str]) -> None:
    assert folded(text, 20) == folds


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_is_chinese_where_the_locale_is(path: tuple[str, ...], command: click.Command) -> None:
    done = run(*path, "--help")
    assert done.exit_code == 0
    assert done.output.startswith("用法：")
    assert isinstance(command, click.Group) or "退出码：0 " in done.output
    assert not re.search(r"Usage|Options|Examples|Exit codes|Show this", done.output)


@pytest.mark.usefixtures("chinese")
def test_messages_are_chinese_where_the_locale_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "water.txt").write_text("饮水的规矩\n一、早上\n早上喝一杯温水，再出门。\n", encoding="utf-8")
    assert re.fullmatch(r"seeds/water\.txt：1 部作品，\d+ 处疑问；请看 .+\n", run("add", "water.txt").output)
    (tmp_path / "water.txt").write_text("饮水的新规矩\n", encoding="utf-8")
    again = run("add", "water.txt")
    assert again.exit_code == 1
    told = "收录之后改动过：要重新收录，先删去 seeds/water.txt, seeds/water.yml；要两份都留，请给它改名"
    assert again.output == f"water.txt: E105 {told}\n"
    assert "缺少参数" in run("add").output
    assert "没有命令" in run("nothing").output


MISUSED = (
    "build --jobs", "build --jobs x", "build --jobs 0", "build --sitedir x", "build --stric", "build --strict=1",
    "completion ksh", "completion", "export foo x", "new", "new a b", "verify nowhere", "add nowhere.txt",
    "propose nowhere.txt", "propose a.txt -- b", "terms import nowhere.csv", "repin nowhere.txt", "bundle x",
)  # fmt: skip


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("misused", MISUSED)
def test_what_is_said_of_a_misuse_is_chinese_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, misused: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [shanben]\n", encoding="utf-8")
    done = run(*misused.split())
    assert done.exit_code
    words = "".join(line for line in done.output.splitlines(keepends=True) if not line.startswith("用"))
    plain = re.sub(r"'[^']*'|`[^`]*`|(?:^|\s)[\w./-]+(?=:)|\t.*", "", words)
    assert re.search("[一-鿿]", plain)
    assert not re.search(r"[A-Za-z]{2,} +[a-z]{2,}", plain), done.output


def test_what_the_computer_refuses_is_told_in_the_readers_language() -> None:
    reasons = {os.strerror(number) for number in (errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS)}
    assert os.name == "nt" or reasons <= {*REFUSALS}
    assert all(entry.translated() for entry in polib.pofile(str(PO)) if entry.msgid in REFUSALS)


def test_a_problem_is_framed_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("E204", "line 3 is used in E204 and here", Origin("seeds/x.yml", 7))
    assert told(problem) == str(problem)
    monkeypatch.setenv("LANGUAGE", "zh_TW:en")
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert told(problem) == "seeds/x.yml:7: E204 同一行用了两次：line 3 is used in E204 and here"


@pytest.mark.usefixtures("chinese")
def test_the_language_is_asked_for_at_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--help").output.startswith("用法：")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert run("--help").output.startswith("Usage:")


# --- completion and version -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_is_told_how_to_complete(shell: str) -> None:
    done = run("completion", shell)
    assert done.exit_code == 0
    assert f"_SHANBEN_COMPLETE={shell}_complete" in done.output


def test_bash_completes_commands_and_options() -> None:
    words = {"COMP_WORDS": "shanben comp", "COMP_CWORD": "1", "_SHANBEN_COMPLETE": "bash_complete"}
    program = "from shanben.cli import main; main(prog_name='shanben')"
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | words, capture_output=True, text=True, check=False
    )
    assert [line.partition(",")[2] for line in done.stdout.split()] == ["compare", "completion"]
    words |= {"COMP_WORDS": "shanben build --c", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | words, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["plain,--compress"]


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"shanben {version('shanben')}\n"


def test_help_is_there_at_once() -> None:
    program = "import sys; sys.argv = ['shanben', '--help']; from shanben.cli import main; main(standalone_mode=False)"
    told = "print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; {told}"], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.startswith("Usage: shanben")
    loaded = set(done.stderr.split())
    assert loaded & {"pydantic", "mkdocs", "pypinyin", "babel", "lxml", "yaml", "shanben.library", "asyncio"} == set()
    # A count rather than a clock: on a machine that does other things too, no clock is right.
    assert len(loaded) < 200


def test_an_unknown_command_ends_with_2() -> None:
    done = run("nothing")
    assert done.exit_code == 2
    assert "Traceback" not in done.output
