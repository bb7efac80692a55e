"""``shanben check``: what is wrong in the library, and what the engine is not sure of."""

from __future__ import annotations

import click

from shanben.commands.place import present_place
from shanben.commands.wording import said, told
from shanben.library import build_library
from shanben.problems import Problem

HELP = """Everything that is wrong in this library and every doubt of the engine, by code, the most serious first.

\b
E codes stop a build, W codes stop a strict build, D codes are doubts.

Exit codes: 0 nothing is wrong, or there are only doubts; 1 something is wrong.
"""


@click.command(help=HELP)
def check() -> None:
    """Faults and doubts of the whole library."""
    place = present_place()
    _, found = build_library(place.root, place.settings)
    for problem in sorted(found, key=_seriousness):
        click.echo(told(problem))
    errors, warnings, doubts = (sum(problem.code[0] == letter for problem in found) for letter in "EWD")
    counts = {"errors": errors, "warnings": warnings, "doubts": doubts}
    click.echo(said("{errors} errors, {warnings} warnings, {doubts} doubts", **counts), err=True)
    if errors or warnings:
        raise click.exceptions.Exit(1)


def _seriousness(problem: Problem) -> tuple[int, str]:
    """Faults before doubts, then by code; inside a code what was found keeps its order."""
    return "EWD".index(problem.code[0]), problem.code
