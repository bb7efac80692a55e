"""When files were first held and last changed: from git, or from the files' own times where there is no git.

Dates of a site come from here and never from the clock, so that two builds of one commit are the same bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment's own word on the time of a build, in seconds since 1970; see reproducible-builds.org."""

_LATEST = 253_402_300_799
"""The last second of the year 9999."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a file was first held and last changed, in seconds since 1970."""

    created: int
    changed: int

    def __or__(self, other: Dates) -> Dates:
        return Dates(min(self.created, other.created), max(self.changed, other.changed))


def last_change(root: Path) -> int:
    """The moment a build stands for: ``SOURCE_DATE_EPOCH``, else the last commit, else the newest file.

    Raises ``Refused`` with an E553 where the environment states what is no moment of the years 1970 to 9999.
    """
    stated = os.environ.get(EPOCH, "").strip()
    if stated:
        if _is_moment(stated):
            return int(stated)
        message = "{stated} is no number of seconds since 1970: set another, or none"
        raise Refused([Problem("E553", message, Origin(EPOCH), {"stated": stated})])
    committed = _git(root, "log", "-1", "--format=%ct").strip()
    return _moment(committed) if committed else max(_file_times(root), default=0)


def _is_moment(stated: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,12}", stated)) and int(stated) <= _LATEST


def _moment(stated: str) -> int:
    """The seconds that a commit or a file states, within the years 1970 to 9999: a clock may say anything."""
    number = int(stated) if re.fullmatch("-?[0-9]{1,30}", stated) else 0
    return min(max(number, 0), _LATEST)


def _file_times(root: Path) -> Iterator[int]:
    for folder in ("seeds", "docs"):
        yield from (_file_time(path) for path in sorted((root / folder).rglob("*")) if path.is_file())


def _file_time(path: Path) -> int:
    """When a file was changed, but not after the moment that the environment states: a copy of a file is a new one."""
    time, stated = _moment(str(int(path.stat().st_mtime))), os.environ.get(EPOCH, "").strip()
    return min(time, int(stated)) if _is_moment(stated) else time


def history(root: Path, folder: str) -> Mapping[str, Dates]:
    """The dates of every file under ``folder``, keyed by path relative to ``root``.

    One call of git for all of them. A file that git does not know yet carries the time of its last change on disk. A
    line with a moment begins with a slash, which no path in a repository does.
    """
    known: dict[str, Dates] = {}
    moment = 0
    log = _git(root, "-c", "core.quotePath=false", "log", "--format=/%ct", "--name-only", "--relative", "--", folder)
    for line in log.splitlines():
        if line.startswith("/"):
            moment = _moment(line[1:])
        elif line:
            dates = Dates(moment, moment)
            known[line] = known[line] | dates if line in known else dates
    for path in sorted((root / folder).rglob("*")):
        shown = path.relative_to(root).as_posix()
        if path.is_file() and shown not in known:
            time = _file_time(path)
            known[shown] = Dates(time, time)
    return known


def dates_of(known: Mapping[str, Dates], paths: Iterable[str], otherwise: int) -> Dates:
    """The dates of something made from several files: the first of the earliest, the last of the latest."""
    found = [known[path] for path in paths if path in known]
    if not found:
        return Dates(otherwise, otherwise)
    whole = found[0]
    for dates in found[1:]:
        whole |= dates
    return whole


def _git(root: Path, *arguments: str) -> str:
    """What git prints, or nothing where there is no git or no repository."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and paths of the library
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git is found like any program
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
