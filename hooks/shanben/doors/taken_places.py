"""Files of a library's own in whose place the engine writes: each is told, for nobody would find it on the site."""

from __future__ import annotations

import filecmp
import logging
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from shanben.addresses import same_address
from shanben.doors.publication import publication_of
from shanben.export.manifest import MANIFEST
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.wording import told

log = logging.getLogger("mkdocs.hooks.shanben")

_TOLD = "_shanben_told_taken"
_WRITTEN_INTO = ("works/", "sources/", "search/", ".hosting/", "sitemap.xml")
"""Where files are written that nobody lists beforehand: forms of a work, the index, what the generator tells robots."""


def tell_taken(config: MkDocsConfig, files: Files, own: dict[str, str]) -> None:
    """Tell of those that a file of the engine's is listed beside; ``own`` has the addresses of the library's."""
    taken = {MANIFEST, *(same_address(file.dest_uri) for file in files if file.generated_by is not None)}
    found = config.extra[_TOLD] = sorted(path for path, place in own.items() if place in taken)
    _tell(config, found)


def tell_replaced(config: MkDocsConfig) -> None:
    """Tell of those that were copied, and were written over or removed since."""
    site = Path(config.site_dir)
    copied = (
        file
        for file in publication_of(config).files.media_files()
        if file.abs_src_path and file.generated_by is None and file.inclusion is not InclusionLevel.EXCLUDED
        if same_address(file.dest_uri).startswith(_WRITTEN_INTO) and file.src_uri not in config.extra[_TOLD]
    )
    _tell(config, sorted(one.src_uri for one in copied if not _is_copy(str(one.abs_src_path), site / one.dest_uri)))


def _is_copy(own: str, copy: Path) -> bool:
    return copy.is_file() and filecmp.cmp(own, copy, shallow=False)


def _tell(config: MkDocsConfig, paths: Iterable[str]) -> None:
    for path in paths:
        message = "a page of the library takes the place of this one: give yours another name"
        log.warning("%s", told(Problem("W110", message, Origin(f"{Path(config.docs_dir).name}/{path}"))))
