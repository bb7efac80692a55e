"""``shanben propose``: the engine's draft of an edition file."""

from __future__ import annotations

from pathlib import Path

import click

from shanben.commands.place import guide_of, present_place, refuse
from shanben.commands.wording import said
from shanben.export.edition_file import edition_text
from shanben.problems import Refused
from shanben.shaping import draft_edition

HELP = """Draft an edition file for FILE, beside it and under its name (.yml); with -, to standard output.

Uncertain decisions carry a doubt: its code, its reason, and how sure the engine is of it. A file that exists is never
overwritten.

\b
Examples:
  shanben propose seeds/forest-notice.txt
  shanben propose seeds/forest-notice.txt -

Exit codes: 0 written; 1 the edition file exists already; 2 the file cannot be used.
"""


@click.command(help=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("output", type=click.Choice(["-"]), required=False)
def propose(file: Path, output: str | None) -> None:
    """Draft an edition file."""
    place = present_place()
    try:
        source, edition = draft_edition(place, file.absolute())
    except Refused as refusal:
        refuse(refusal.problems)
    text = edition_text(source, edition, guide_of(place))
    if output == "-":
        click.echo(text, nl=False)
        return
    path = file.with_suffix(".yml")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as written:
            written.write(text)
    except FileExistsError:
        message = "{path} exists already and stays as it is; see the draft with: shanben propose {file} -"
        click.echo(said(message, path=path, file=file), err=True)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        click.echo(said("{path} cannot be written: {reason}", path=path, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None
    click.echo(said("{path} is written; its doubts: {number}", path=path, number=text.count("doubt: {")))
