"""``shanben new``: a library of one's own."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import click

from shanben.carried_files import GUIDES, PICTURES, guides
from shanben.commands.wording import said
from shanben.schemas import write_schemas

HELP = """Make a library in FOLDER, which must not exist or be empty.

It holds settings, a sample text, pages, the guide for editors, and workflows.

\b
Example:
  shanben new my-library && cd my-library && shanben serve

Exit codes: 0 made; 2 it cannot be made there.
"""

TEMPLATE = Path(__file__).parent / "new_library"
NAMED = "my-library"
"""What stands for the library's name in the template."""
VERSIONED = "VERSION"
"""What stands for the version of this package there."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s:]+)(?:#[^)\s]*)?\)")
"""A link of Markdown to a file, with or without an anchor."""


@click.command(help=HELP)
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a library."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        click.echo(
            said("{path}: is there already, and nothing in it will be changed: choose another name.", path=folder),
            err=True,
        )
        raise click.exceptions.Exit(2)
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(TEMPLATE, unfinished)
        _name(unfinished, folder.name)
        _write_guide(unfinished / "guide")
        _place(unfinished, folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        click.echo(said("{path} cannot be made: {reason}", path=folder, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None
    click.echo(said("{path}: a library with one sample text. Go there and run `shanben serve`.", path=folder))


def _place(unfinished: Path, folder: Path) -> None:
    """Put the finished library where it belongs. A folder that is there stays the same one: a shell may stand in it."""
    if not folder.exists():
        os.replace(unfinished, folder)
        return
    for entry in sorted(unfinished.iterdir(), key=lambda entry: entry.name == "mkdocs.yml"):
        os.replace(entry, folder / entry.name)  # the settings last: before them it is no library
    unfinished.rmdir()


def _name(library: Path, name: str) -> None:
    """Put in the library's name, and the one version of this package that it is built with."""
    for path in ("mkdocs.yml", "docs/index.md", "README.md", "requirements.txt"):
        page = library / path
        text = page.read_text(encoding="utf-8").replace(f'"{NAMED}"', json.dumps(name, ensure_ascii=False))
        text = text.replace(NAMED, name).replace(VERSIONED, version("shanben"))
        page.write_text(text, encoding="utf-8", newline="\n")


def _write_guide(folder: Path) -> None:
    """The guide for editors, its pictures and the schemas it names; links to pages not beside it become words."""
    write_schemas(folder / "schemas")
    shutil.copytree(guides() / PICTURES, folder / PICTURES)
    for name in GUIDES:
        text = (guides() / name).read_text(encoding="utf-8")
        text = _LINK.sub(lambda link: link[0] if link[2] in GUIDES or (folder / link[2]).exists() else link[1], text)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
