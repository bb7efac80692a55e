"""``shanben check``: what is wrong in the library, and what the engine is not sure of."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import click

from shanben.commands.place import present_place
from shanben.commands.wording import counted, said, told
from shanben.export.problem_report import REPORTS
from shanben.library import build_library
from shanben.problems import Problem
from shanben.shaping import Place
from shanben.wording import worded

HELP = """Everything that is wrong in this library and every doubt of the engine, by code, the most serious first.

\b
E codes stop a build, W codes stop a strict build, D codes are doubts.
The same doubt about several places of a file is one line, and so is a text
that several files name and the library has not. Such texts come last, those
that most files name first; after 20 of them the rest is counted.
github is for a workflow on GitHub, sarif for tools that read SARIF 2.1.0.

\b
Examples:
  shanben check
  shanben check --staged
  shanben check --format sarif > check.sarif

Exit codes: 0 nothing is wrong, or there are only doubts; 1 something is wrong.
"""


@click.command(help=HELP)
@click.option(
    "--format", "form", type=click.Choice(["text", *REPORTS]), default="text", show_default=True,
    help="How it is told.",
)  # fmt: skip
@click.option("--staged", is_flag=True, help="Only what is wrong in files that git is about to commit; no doubts.")
def check(form: str, staged: bool) -> None:
    """Faults and doubts of the whole library."""
    place = present_place()
    _, problems = build_library(place.root, place.settings)
    found = sorted(problems, key=_seriousness)
    if staged:
        files = _staged(place)
        found = [one for one in found if one.code[0] != "D" and str(PurePath(one.origin.path).with_suffix("")) in files]
    if form == "text":
        for line in _lines(found):
            click.echo(line)
        errors, warnings, doubts = (sum(problem.code[0] == letter for problem in found) for letter in "EWD")
        counts = (
            counted("{number} error", "{number} errors", errors),
            counted("{number} warning", "{number} warnings", warnings),
            counted("{number} doubt", "{number} doubts", doubts),
        )
        click.echo(said(", ").join(counts), err=True)
    else:
        click.echo(REPORTS[form](found, worded), nl=False)
    if any(problem.code[0] in "EW" for problem in found):
        raise click.exceptions.Exit(1)


_NAMED = frozenset({"D702"})
"""Doubts that say the same of every file they are found in."""
_MOST_NAMED = 20
"""Texts of that kind that are named, those that most files name first; a library of statutes names hundreds."""
_LISTED = 6
"""Further lines of one doubt that are named; the others are counted. The formats for tools list each by itself."""


def _lines(found: Sequence[Problem]) -> Iterator[str]:
    """A line for each fault, and one for all places of a file at which the engine doubts the same; or of all files,
    where a text is named that the library has not.
    """
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for number, problem in enumerate(found):
        alone = "" if problem.code[0] == "D" else str(number)
        path = "" if problem.code in _NAMED else problem.origin.path
        same.setdefault((path, f"{problem.code}{alone}", worded(problem)), []).append(problem)
    named = [group for group in same.values() if group[0].code in _NAMED]
    for group in same.values():
        if group[0].code not in _NAMED:
            yield _line(group)
    named.sort(key=lambda group: -len({problem.origin.path for problem in group}))
    for group in named[:_MOST_NAMED]:
        yield _line(group)
    if more := named[_MOST_NAMED:]:
        rest = "{code}: {number} more texts are named and not held; --format json lists all"
        yield said(rest, code=more[0][0].code, number=len(more))


def _line(group: Sequence[Problem]) -> str:
    """What is told of places where the same is wrong or doubted."""
    first, *others = group
    if files := len({other.origin.path for other in others} - {first.origin.path}):
        return told(first) + said("; also in {number} more files", number=files)
    rows = sorted({other.origin.line for other in others} - {first.origin.line})
    more = len(rows) - _LISTED
    also = said(", ").join(str(row) for row in rows[:_LISTED])
    if more > 0:
        also = said("{lines} and {number} more", lines=also, number=more)
    return told(first) + (said("; also in lines {lines}", lines=also) if rows else "")


def _staged(place: Place) -> set[str]:
    """The files that git is about to commit, without their endings: a text and its edition file are one."""
    command = ["git", "-c", "core.quotePath=false", "diff", "--cached", "--name-only", "--relative"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            command, cwd=place.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        done = None
    if done is None or done.returncode:
        click.echo(said("git does not tell what is staged here: is this folder a repository?"), err=True)
        raise click.exceptions.Exit(2)
    return {str(PurePath(line).with_suffix("")) for line in done.stdout.splitlines()}


def _seriousness(problem: Problem) -> tuple[int, int, str]:
    """Faults before doubts; of doubts the least sure first; then by code, and what was found keeps its order."""
    sure = str(problem.values.get("sure", "")).rstrip("%")
    share = int(sure) if sure.isdecimal() else _UNMEASURED.get(problem.code, 100)
    return "EWD".index(problem.code[0]), share, problem.code


_UNMEASURED = {"D308": 87}
"""Words that are not published come before bounds that are not clear, though nobody measured how sure that is."""
