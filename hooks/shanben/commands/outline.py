"""``shanben outline``: what the engine sees in a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from shanben.commands.place import present_place, refuse
from shanben.commands.wording import told
from shanben.enrich.definitions import find_definitions
from shanben.enrich.references import resolve_references
from shanben.export.outline_view import outline_json, outline_tree
from shanben.model.library import ShapedSource
from shanben.model.references import Reference, Registry
from shanben.model.text import BlockKind
from shanben.model.works import Work
from shanben.shaping import shape_source

HELP = """The outline of FILE, arranged after its edition file or, without one, by the engine itself.

Supplied headings stand in brackets, run-in headings after a dot. With --json: title, outline, run_in, paragraphs,
furniture, xrefs and terms.

\b
Examples:
  shanben outline seeds/forest-notice.txt
  shanben outline seeds/forest-notice.txt --json

Exit codes: 0 done; 1 done, but the edition file has faults (named on standard error); 2 the file cannot be used.
"""


@click.command(help=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
def outline(file: Path, as_json: bool) -> None:
    """The outline of a source."""
    shaped, problems = shape_source(present_place(), file.absolute())
    if shaped is None:
        refuse(problems)
    click.echo(machine_outline(shaped) if as_json else outline_tree(shaped), nl=False)
    for problem in problems:
        click.echo(told(problem), err=True)
    if any(problem.fatal for problem in problems):
        raise click.exceptions.Exit(1)


def machine_outline(shaped: ShapedSource) -> str:
    """The outline with what the texts of the source's works refer to and define.

    A passage that returns is no reference, and what a note on the history of a work names (the acts that amended it) is
    not referred to by its text.
    """
    (referred,), _ = resolve_references((shaped,), Registry())
    references = tuple(reference for work in referred.works for reference in _of_its_text(work))
    terms = [
        definition.term
        for work in shaped.works
        for definition in find_definitions(work.text(block) for block in work.blocks())
    ]
    return outline_json(shaped, references, terms)


def _of_its_text(work: Work) -> Iterator[Reference]:
    notes = {block.id for block in work.blocks() if block.kind is BlockKind.NOTE}
    return (at for at in work.references if at.kind != "repeat" and at.block not in notes)
