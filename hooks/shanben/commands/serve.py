"""``shanben serve``: the library in this folder in a browser, while it is edited."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from shanben.commands.generator import run
from shanben.commands.waiting import wait_until_mended
from shanben.commands.wording import said, told
from shanben.export.manifest import MANIFEST
from shanben.meanwhile import show_meanwhile
from shanben.problems import Problem, Refused
from shanben.programs import ASKED
from shanben.read.configuration import CONFIGURATION, configuration_files, find_settings

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
    url = _show_meanwhile(address)
    if url and shown:
        webbrowser.open(url)
    opened = ["--open"] if shown and not url else []
    options = ["--livereload", "--dev-addr", address, *opened]  # which asks; see ``asked_for``
    sys.exit(run("serve", *options, SHANBEN_DELIVERY="", **{ASKED: "1"}))


def _show_meanwhile(address: str) -> str:
    """Show the site that was built last, if there is one, until the present one is made; empty where there is none."""
    host, _, port = address.rpartition(":")
    try:
        stated = [file.value for file in configuration_files(Path(CONFIGURATION))]
        site, mount = (_said(stated, name, default) for name, default in (("site_dir", "site"), ("site_url", "")))
        if not port.isdecimal() or not Path(site, MANIFEST).is_file() or (mount and "://" not in mount):
            return ""
        path = urlsplit(mount).path.strip("/")
        url = show_meanwhile(host.strip("[]"), int(port), Path(site), f"/{path}/" if path else "/")
    except (Refused, OSError, OverflowError, ValueError):
        return ""  # the generator says what is wrong
    click.echo(
        said("{address} shows the site that was built last, until the present one is made", address=url), err=True
    )
    return url


def _said(stated: Iterable[object], name: str, default: str) -> str:
    """What the nearest configuration says of a setting of the generator. Raises ``ValueError`` if that is no text."""
    found = next((file[name] for file in stated if isinstance(file, Mapping) and name in file), None)
    if isinstance(found, list) and found:  # !ENV [NAME, OTHER, default]
        *names, last = found
        found = next((os.environ[str(one)] for one in names if os.environ.get(str(one))), last)
    if not isinstance(found, str | None):
        raise ValueError(name)
    return found or default


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
