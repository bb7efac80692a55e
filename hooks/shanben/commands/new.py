"""``shanben new``: a library of one's own."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import click

from shanben.commands.wording import said

HELP = """Make a library in FOLDER, which must not exist or be empty: settings, a sample text, pages, workflows.

\b
Example:
  shanben new my-library && cd my-library && shanben serve

Exit codes: 0 made; 2 it cannot be made there.
"""

TEMPLATE = Path(__file__).parent / "new_library"
NAMED = "my-library"
"""What stands for the library's name in the template."""


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
        for name in ("mkdocs.yml", "docs/index.md", "README.md"):
            page = unfinished / name
            text = page.read_text(encoding="utf-8").replace(f'"{NAMED}"', json.dumps(folder.name, ensure_ascii=False))
            page.write_text(text.replace(NAMED, folder.name), encoding="utf-8", newline="\n")
        if folder.exists():
            folder.rmdir()
        os.replace(unfinished, folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        click.echo(said("{path} cannot be made: {reason}", path=folder, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None
    click.echo(said("{path}: a library with one sample text. Go there and run `shanben serve`.", path=folder))
