"""``shanben compare``: what a change does to the texts."""

from __future__ import annotations

from pathlib import Path

import click

from shanben.baseline import snapshot_of
from shanben.commands.wording import said, told
from shanben.compare.changes import compare as compare_snapshots
from shanben.compare.comparison import Comparison, Place
from shanben.compare.report import changes_json, changes_markdown
from shanben.problems import Refused

HELP = """What a change does to the texts: from BASE to HEAD.

BASE and HEAD are each a library.json (a path or an http address), the folder of a library, or a git revision, which is
built in a worktree of its own with the present engine. HEAD is the folder of this library where none is given.

\b
Examples:
  shanben compare main
  shanben compare v1.0 HEAD --format json
  shanben compare https://host/library/library.json site/library.json

Exit codes: 0 compared, whether or not anything changed; 2 BASE or HEAD cannot be used (one line says why).
"""


@click.command(help=HELP)
@click.argument("base")
@click.argument("head", default=".")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("--preview", metavar="ADDRESS", help="Where the site of HEAD can be seen; changes are linked to it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def compare(base: str, head: str, form: str, preview: str | None, output: Path | None) -> None:
    """What a change does to the texts."""
    root = Path.cwd()
    try:
        comparison = compare_snapshots(snapshot_of(base, root), snapshot_of(head, root))
    except Refused as refusal:
        for problem in refusal.problems:
            click.echo(told(problem), err=True)
        raise click.exceptions.Exit(2) from None
    report = changes_json(comparison) if form == "json" else _markdown(comparison, preview)
    if output is None:
        click.echo(report, nl=False)
        return
    try:
        output.write_text(report, encoding="utf-8", newline="\n")
    except OSError as error:
        click.echo(said("{path} cannot be written: {reason}", path=output, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None


def _markdown(comparison: Comparison, preview: str | None) -> str:
    """The report, linked to the first page of each work: a library.json does not say how a work is cut into pages."""
    if preview is None:
        return changes_markdown(comparison)
    address = preview.rstrip("/")

    def link(place: Place) -> str:
        return f"{address}/works/{place.work}/#{place.anchor}"

    return changes_markdown(comparison, link)
