"""Where a command works: the library of the present folder, and files given by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from shanben.commands.wording import told
from shanben.library import Place
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.yaml_file import YamlFile
from shanben.settings import read_settings

CONFIGURATION = "mkdocs.yml"


def present_place() -> Place:
    """The library in the present folder, with the settings of its ``mkdocs.yml`` where there is one."""
    root = Path.cwd()
    try:
        if not (root / CONFIGURATION).exists():
            return Place(root, read_settings({}, lambda _: Origin(CONFIGURATION)))
        yaml = YamlFile(root / CONFIGURATION, CONFIGURATION)
        extra = yaml.value.get("extra") if isinstance(yaml.value, dict) else None
        stated = extra.get("shanben") if isinstance(extra, dict) else None
        return Place(root, read_settings(stated, lambda keys: yaml.origin(("extra", "shanben", *keys))))
    except Refused as refusal:
        refuse(refusal.problems)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Say what is wrong, a line each, and end with exit code 2."""
    for problem in problems:
        click.echo(told(problem), err=True)
    raise click.exceptions.Exit(2)
