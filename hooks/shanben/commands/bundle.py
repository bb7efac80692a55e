"""``shanben bundle``: the library in this folder as one zip that opens without a network."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from shanben.commands.build import JOBS, SCHEDULER, SHARED, STRICT, told_among
from shanben.commands.generator import run

HELP = """Write the library in this folder as one zip that opens by double click: no server, no network.

It is called after the site and the day of its last commit (or SOURCE_DATE_EPOCH); the same commit makes the same bytes.

\b
Examples:
  shanben bundle
  shanben bundle --output ~/Desktop

Exit codes: 0 written; 1 refused, and the last good bundle is untouched; 2 not a library.
"""

UNPACKED = ".shanben-bundle"
"""The folder of the site that is packed, inside that of the bundles: one that was left is found, and replaced."""


@click.command(help=HELP)
@STRICT
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default="dist", show_default=True,
    help="The folder to write to.",
)  # fmt: skip
@JOBS
@SCHEDULER
@SHARED
def bundle(strict: bool, output: Path, **among: str | int | None) -> None:
    """Write the bundle."""
    site = output.absolute() / UNPACKED
    options = ("--strict" if strict else "--no-strict", "--no-directory-urls", "--site-dir", str(site))
    try:
        where = {"SHANBEN_DELIVERY": "bundle", "SHANBEN_BUNDLES": str(output.absolute())}
        code = run("build", *options, **where, **told_among(among))
    finally:
        shutil.rmtree(site, ignore_errors=True)
    sys.exit(code)
