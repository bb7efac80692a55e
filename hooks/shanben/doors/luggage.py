"""A library on its way to machines that do not see its folder: what it holds, and how they find it there.

What goes is what a site is made from: the settings, the pages, the folder of the texts, the library's own templates and
hooks, and what ``watch`` names; the dates of the texts; and what earlier builds have found out about them, so that
nobody shapes a text again. Nothing of git goes, no site, and no key.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from shanben.doors.dated import dates_in
from shanben.doors.proof import SIGN
from shanben.doors.publication import publication_of
from shanben.kept import KEPT, Kept
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.configuration import configuration_files
from shanben.read.history import Dates

LIBRARY = "library"
"""The folder that a library is unpacked to; what else goes stands beside it."""
_DATES = "dates.json"
_NEVER = frozenset({".git", "__pycache__"})
_ENVIRONMENT = ".env"
"""What files begin with that hold keys by custom."""


def packed_library(config: MkDocsConfig) -> Iterator[tuple[str, Path | bytes]]:
    """The files of a library that was read, and what goes with them, by their paths.

    Raises ``Refused`` with an E574 where something of it lies outside its folder.
    """
    root = Path(config.config_file_path).absolute().parent
    publication = publication_of(config)
    for path in sorted(set(_files(config, root))):
        yield f"{LIBRARY}/{path.relative_to(root).as_posix()}", path
    dates = {path: (one.created, one.changed) for path, one in dates_in(config, publication.seeds).items()}
    yield _DATES, json.dumps(dates).encode()
    with TemporaryDirectory() as folder:
        kept = Kept(Path(folder), sys.maxsize)
        for key in sorted(publication.remembered.used):
            if found := publication.kept.get(key):
                kept.put(key, found)
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                yield f"{LIBRARY}/{KEPT.as_posix()}/{path.relative_to(folder).as_posix()}", path


def _files(config: MkDocsConfig, root: Path) -> Iterator[Path]:
    places = [file.path for file in configuration_files(Path(config.config_file_path).absolute())]
    places += [Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir)]
    hooks: Any = config.hooks  # modules by their names, or an empty list
    places += [Path(str(module.__file__)) for module in dict(hooks).values()]
    places += [Path(one) for one in config.watch]
    home, key, site = root.resolve(), os.environ.get(SIGN, ""), Path(config.site_dir)
    for place in places:
        if not place.is_relative_to(root):
            message = "{path} lies outside the library, where no other machine finds it: bring it in, or share a folder"
            raise Refused([Problem("E574", message, Origin(Path(config.config_file_path).name), {"path": str(place)})])
        for path in _in(place):
            target = path.resolve()  # a link that leads out of a library leads nowhere there
            inside = target.is_relative_to(home) and not path.is_relative_to(site)
            if inside and target.is_file() and not (key and target == Path(key).resolve()):
                yield path


def _in(place: Path) -> Iterator[Path]:
    """The files at a place, through links too."""
    if place.is_file():
        yield place
    for folder, names, files in os.walk(place, followlinks=True):
        here = Path(folder)
        names[:] = [name for name in names if name not in _NEVER and not _leads_back(here / name)]
        yield from (here / name for name in files if not name.startswith(_ENVIRONMENT))


def _leads_back(folder: Path) -> bool:
    """Whether it is a link to a folder that it lies in."""
    return folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())


def unpacked_dates(folder: Path) -> dict[str, Dates]:
    """The dates that came with a library which was unpacked in ``folder``."""
    dates = json.loads((folder / _DATES).read_bytes())
    return {path: Dates(created, changed) for path, (created, changed) in dates.items()}
