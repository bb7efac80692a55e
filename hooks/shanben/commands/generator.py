"""Runs the site generator on the library in this folder, with the doors and templates this package carries.

A library's ``mkdocs.yml`` begins with ``INHERIT: !ENV [SHANBEN_SITE, …]``. The commands put there, for as long as they
run, a configuration that inherits this project's own ``mkdocs.yml`` with the paths of doors and templates made
absolute. So a library holds texts and its own settings only, and to upgrade is to upgrade a package. In this project's
own checkout the same files are found where they are written.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

import shanben
from shanben.commands.wording import said
from shanben.read.yaml_file import YamlFile

CONFIGURATION = "mkdocs.yml"
INHERITED = "SHANBEN_SITE"


def carried() -> Path:
    """The folder of ``mkdocs.yml``, ``hooks`` and ``site_templates``: in the package, or the checkout it is in."""
    package = Path(shanben.__file__).parent
    inside = package / "carried"
    return inside if inside.is_dir() else package.parent.parent


@contextmanager
def _inherited() -> Iterator[Path]:
    """The configuration that libraries inherit, written for as long as it is needed."""
    home = carried()
    whole = YamlFile(home / CONFIGURATION, CONFIGURATION).value
    doors = whole.get("hooks", []) if isinstance(whole, Mapping) else []
    configuration = {
        "INHERIT": str(home / CONFIGURATION),
        "hooks": [str(home / door) for door in doors],
        "theme": {"custom_dir": str(home / "site_templates")},
        "watch": [],
    }
    with tempfile.TemporaryDirectory(prefix="shanben-") as folder:
        path = Path(folder) / CONFIGURATION
        path.write_text(json.dumps(configuration), encoding="utf-8")  # JSON is YAML
        yield path


def run(*arguments: str, **environment: str) -> int:
    """Run MkDocs in this folder and return its exit code, or 2 where this folder is no library.

    Keywords are added to its environment. Whoever stops us stops it too.
    """
    if not Path(CONFIGURATION).is_file():
        click.echo(
            said(
                "There is no {file} here: go to a library's folder, or make one with `shanben new my-library`.",
                file=CONFIGURATION,
            ),
            err=True,
        )
        return 2
    with _inherited() as inherited:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "mkdocs", *arguments],
            env=os.environ | {INHERITED: str(inherited), "NO_MKDOCS_2_WARNING": "1"} | environment,
        )
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            code = process.wait()
        except KeyboardInterrupt:  # the terminal has told it as well
            code = process.wait()
        finally:
            signal.signal(signal.SIGTERM, before)
    return code if code >= 0 else 128 - code  # ended by a signal, as shells count it
