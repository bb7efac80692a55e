"""MkDocs door: the files of the theme, found without its icons.

MkDocs lists every file beside the theme's templates, and leaves out what lies in a folder whose name begins with a dot:
all but 300 of Material's 15,000. Not to look into such folders gives the same list, in a tenth of the time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

from shanben.doors.filled import strangers


class _Shown(FileSystemLoader):
    """Templates of folders, of which those are listed that stand in no hidden folder; all are found by their names."""

    def list_templates(self) -> list[str]:
        """Their names, sorted."""
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        within = os.path.relpath(place, folder).replace(os.sep, "/")
        yield from files if within == "." else (f"{within}/{name}" for name in files)


def pass_over_hidden(config: MkDocsConfig) -> None:
    """Let the generator list the theme's files so, where nobody else could ask for the list."""
    if strangers(config, config.plugins.events):
        return
    made = config.theme.get_env

    def get_env() -> Environment:
        environment = made()
        environment.loader = _Shown(config.theme.dirs)
        return environment

    config.theme.get_env = get_env  # type: ignore[method-assign]
