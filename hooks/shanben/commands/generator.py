"""Runs the site generator on the library in this folder: the comfortable way of what `mkdocs build` does as well."""

from __future__ import annotations

import gc
import os
import runpy
import signal
import sys
from pathlib import Path

import click

from shanben.commands.wording import said, told
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.configuration import CONFIGURATION, find_settings


def _is_library(path: Path) -> bool:
    """Whether a configuration names our plugin or settings for it; one that cannot be read is left to the generator."""
    try:
        return find_settings(path).stated is not None
    except Refused:
        return True


def run(*arguments: str, **environment: str) -> int:
    """Run MkDocs in this folder and return its exit code, or 2 where this folder is no library.

    Keywords are added to its environment. It runs in this process, so whoever stops us stops it too, and once only.
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
    if not _is_library(Path(CONFIGURATION)):
        message = "it names no plugin of ours: write `plugins: [shanben]` into it, or go to a library's folder"
        click.echo(told(Problem("E516", message, Origin(CONFIGURATION))), err=True)
        return 2
    os.environ.update({"NO_MKDOCS_2_WARNING": "1"} | environment)
    sys.argv[1:] = arguments
    interrupted = False

    def interrupt(*_: object) -> None:
        nonlocal interrupted
        interrupted = True
        raise KeyboardInterrupt

    if arguments[0] == "serve":  # whose way to end is to be interrupted
        signal.signal(signal.SIGINT, interrupt)
    gc.disable()  # all that is imported now stays; what runs then decides for itself
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        return 128 + signal.SIGINT if interrupted and code else code
    return 0
