"""Runs the site generator on the library in this folder: the comfortable way of what `mkdocs build` does as well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import click

from shanben.commands.wording import said
from shanben.read.configuration import CONFIGURATION


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
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "mkdocs", *arguments], env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    )
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        code = process.wait()
    except KeyboardInterrupt:  # the terminal has told it as well
        code = process.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
    return code if code >= 0 else 128 - code  # ended by a signal, as shells count it
