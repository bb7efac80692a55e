"""``shanben schema``: the JSON Schemas of our files, for editors' plugins and other tools."""

from __future__ import annotations

from pathlib import Path

import click

from shanben.schemas import write_schemas

HELP = """Write the JSON Schemas of edition files, the termbase, the registry and library.json into FOLDER.

\b
Example:
  shanben schema docs/schemas

Exit codes: 0 written.
"""


@click.command(help=HELP)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="docs/schemas")
def schema(folder: Path) -> None:
    """Write the schemas."""
    for path in write_schemas(folder):
        click.echo(path)
