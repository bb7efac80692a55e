"""``shanben serve``: the library in this folder in a browser, while it is edited."""

from __future__ import annotations

import sys

import click

from shanben.commands.generator import run

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
    sys.exit(run("serve", "--livereload", "--dev-addr", address, *(["--open"] if shown else []), SHANBEN_DELIVERY=""))
