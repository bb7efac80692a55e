"""``wenji check``: what is wrong in the library, and what the engine is not sure of."""

from __future__ import annotations

import click

from wenji.commands.place import present_place
from wenji.library import build_library, find_doubts
from wenji.problems import Problem

HELP = """Everything that is wrong in this library, then every doubt of the engine, the most serious first.

\b
E codes stop a build, W codes stop a strict build, D codes are doubts.

Exit codes: 0 nothing is wrong, or there are only doubts; 1 something is wrong.
"""


@click.command(help=HELP)
def check() -> None:
    """Faults and doubts of the whole library."""
    place = present_place()
    _, problems = build_library(place.root, place.settings)
    doubts = find_doubts(place)
    for problem in [*sorted(problems, key=_seriousness), *doubts]:
        click.echo(str(problem))
    errors = sum(problem.fatal for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings, {len(doubts)} doubts", err=True)
    if problems:
        raise click.exceptions.Exit(1)


def _seriousness(problem: Problem) -> tuple[int, str, str, int]:
    return "EWD".index(problem.code[0]), problem.code, problem.origin.path, problem.origin.line
