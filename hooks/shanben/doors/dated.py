"""When the files of a library were first held and last changed, found once for a build.

Only the machine that builds has the history of a library. Where others help that see no folder of it, they are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from shanben.read.history import Dates, history

_KNOWN = "_shanben_history"


def dates_in(config: MkDocsConfig, folder: str) -> Mapping[str, Dates]:
    """The dates of all files under a folder of the library, by their paths in it."""
    if _KNOWN not in config.extra:
        config.extra[_KNOWN] = history(Path(config.config_file_path).parent, folder)
    known: Mapping[str, Dates] = config.extra[_KNOWN]
    return known


def tell_dates(config: MkDocsConfig, known: Mapping[str, Dates]) -> None:
    """Have these be the dates, whatever there is on this machine."""
    config.extra[_KNOWN] = known
