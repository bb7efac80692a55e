"""Where a command works: the library of the present folder, and files given by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from wenji.commands.wording import told
from wenji.library import Place
from wenji.model import Origin
from wenji.problems import Problem, Refused
from wenji.read.yaml_file import YamlFile
from wenji.settings import read_settings

CONFIGURATION = "mkdocs.yml"


def present_place() -> Place:
    """The library in the present folder, with the settings of its ``mkdocs.yml`` where there is one."""
    root = Path.cwd()
    try:
        if not (root / CONFIGURATION).exists():
            return Place(root, read_settings({}, lambda _: Origin(CONFIGURATION)))
        yaml = YamlFile(root / CONFIGURATION, CONFIGURATION)
        extra = yaml.value.get("extra") if isinstance(yaml.value, dict) else None
        stated = extra.get("wenji") if isinstance(extra, dict) else None
        return Place(root, read_settings(stated, lambda keys: yaml.origin(("extra", "wenji", *keys))))
    except Refused as refusal:
        refuse(refusal.problems)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Say what is wrong, a line each, and end with exit code 2."""
    for problem in problems:
        click.echo(told(problem), err=True)
    raise click.exceptions.Exit(2)
