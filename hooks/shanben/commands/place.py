"""Where a command works: the library of the present folder, and files given by name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from shanben.commands.wording import told
from shanben.problems import Problem, Refused
from shanben.read.configuration import library_settings
from shanben.shaping import Place


def present_place() -> Place:
    """The library in the present folder, with the settings of its ``mkdocs.yml`` where there is one."""
    root = Path.cwd()
    try:
        return Place(root, library_settings(root))
    except Refused as refusal:
        refuse(refusal.problems)


def guide_of(place: Place) -> str:
    """The folder of the guide for editors, seen from a file among the sources: ``guide`` or ``docs`` of the library."""
    folder = "guide" if (place.root / "guide/editing.md").is_file() else "docs"
    return Path(os.path.relpath(place.root / folder, place.seeds)).as_posix()


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Say what is wrong, a line each, and end with exit code 2."""
    for problem in problems:
        click.echo(told(problem), err=True)
    raise click.exceptions.Exit(2)
