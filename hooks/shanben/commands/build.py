"""``shanben build``: the library in this folder as a site."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from shanben.commands.generator import run
from shanben.commands.unchanged import is_built, made_from, remember
from shanben.commands.wording import said

HELP = """Build the library in this folder as a site for a web server.

The new site takes the place of the old one only when it is whole. The address comes from SHANBEN_SITE_URL.

\b
Examples:
  shanben build
  SHANBEN_SITE_URL=https://host/library/ shanben build --compress

Exit codes: 0 built; 1 refused, and the last good site is untouched; 2 not a library.
"""

STRICT = click.option("--strict/--no-strict", default=True, show_default=True, help="Refuse a site with warnings.")


class _Count(click.IntRange):
    """A number of things; whatever is none is refused in the reader's language, its type is named too."""

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:  # noqa: ARG002
        raise click.BadParameter(
            said("a whole number, {least} or more, belongs here", least=self.min), ctx=ctx, param=param
        )


JOBS = click.option(
    "--jobs", metavar="NUMBER", type=_Count(1), help="Processes to share the work among; as many as there are cores."
)


SCHEDULER = click.option(
    "--scheduler", metavar="ADDRESS", help="Have the workers of this Dask scheduler write, as in tcp://10.0.0.1:8786."
)
SHARED = click.option(
    "--shared",
    metavar="ADDRESS",
    help="Where workers find the library, or a place for what goes to and fro: s3://bucket.",
)


@click.command(help=HELP)
@STRICT
@click.option("--compress", is_flag=True, help="Prepare .gz and .br copies for a server that sends them as they are.")
@click.option("--site-dir", default="site", show_default=True, help="The folder of the site.")
@JOBS
@SCHEDULER
@SHARED
def build(strict: bool, compress: bool, site_dir: str, **among: str | int | None) -> None:
    """Build the site."""
    options = ("--strict" if strict else "--no-strict", "--site-dir", site_dir)
    delivery = "compressed" if compress else ""
    root, site = Path.cwd(), Path(site_dir).absolute()
    environment = dict(os.environ)  # a build adds to it
    digest = made_from(root, site, (*options, delivery), environment) if strict else ""
    if is_built(root, site, digest):
        click.echo(said("Nothing has changed since the last build: {site} is what it made.", site=site_dir))
        return
    code = run("build", *options, SHANBEN_DELIVERY=delivery, **told_among(among))
    if digest and not code and made_from(root, site, (*options, delivery), environment) == digest:
        remember(root, site, digest)
    sys.exit(code)


def told_among(among: Mapping[str, str | int | None]) -> dict[str, str]:
    """How a build is told among whom to share its work: ``jobs``, ``scheduler`` and ``shared``, as options say them."""
    return {f"SHANBEN_{name.upper()}": str(value) for name, value in among.items() if value is not None}
