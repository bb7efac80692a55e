"""``shanben serve``: the library in this folder in a browser, while it is edited."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from shanben.commands.generator import run
from shanben.commands.waiting import wait_until_mended
from shanben.commands.wording import said, told
from shanben.problems import Problem, Refused
from shanben.programs import ASKED
from shanben.read.configuration import CONFIGURATION, find_settings

HELP = """Show the library in this folder in a browser and show it anew whenever a text changes. Ctrl-C ends it.

\b
Examples:
  shanben serve
  shanben serve --address 127.0.0.1:9000

Exit codes: 0 ended; 1 the library cannot be shown; 2 not a library.
"""


@click.command(help=HELP)
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.option("--open", "shown", is_flag=True, help="Open a browser.")
def serve(address: str, shown: bool) -> None:
    """Serve the site."""
    _wait(address)
    options = ["--livereload", "--dev-addr", address, *(["--open"] if shown else [])]  # which asks; see ``asked_for``
    sys.exit(run("serve", *options, SHANBEN_DELIVERY="", **{ASKED: "1"}))


def _wait(address: str) -> None:
    """Show what is wrong with settings that cannot be read, until they can be."""
    faults = _faults()
    host, _, port = address.rpartition(":")
    if not faults or not port.isdecimal():
        return
    for problem in faults:
        click.echo(told(problem), err=True)
    click.echo(said("http://{address}/ shows this until it is mended", address=address), err=True)
    try:
        wait_until_mended(host.strip("[]"), int(port), _faults)
    except KeyboardInterrupt:
        sys.exit(0)
    except OSError:
        return  # the generator says why it cannot listen there


def _faults() -> tuple[Problem, ...]:
    file = Path(CONFIGURATION)
    try:
        if file.is_file():
            find_settings(file)
    except Refused as refusal:
        return refusal.problems
    return ()
