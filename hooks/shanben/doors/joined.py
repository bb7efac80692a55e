"""Our style sheets as one file, our scripts as one: a page names two files instead of forty, a browser asks twice.

What stands in a library's own folders in the place of one of them is joined as that one would be. Whatever else a
library names, or another plugin has made of ours, is left where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from shanben.doors.additions import SCRIPTS, STYLES

STYLE, SCRIPT = "stylesheets/shanben.css", "javascripts/shanben.js"


def join_ours(files: Files, config: MkDocsConfig) -> None:
    """Put the joined files in the place of theirs, among the files of a site and in what its pages name."""
    config.extra_css[:] = _joined(files, config, config.extra_css, STYLES, STYLE, str)
    config.extra_javascript[:] = _joined(files, config, config.extra_javascript, SCRIPTS, SCRIPT, ExtraScriptValue)


def _joined(
    files: Files,
    config: MkDocsConfig,
    named: Iterable[Any],
    ours: Collection[str],
    path: str,
    entry: Callable[[str], Any],
) -> list[Any]:
    """What a page names, with one entry where the first of ours stood."""
    named = list(named)
    found = [
        (one, file)
        for one in named
        if str(one) in ours and _plain(one) and (file := files.get_file_from_path(str(one)))
    ]
    if not found or files.get_file_from_path(path):
        return named
    whole = _script if path == SCRIPT else _style
    content = "".join(whole(file.content_string) for _, file in found)
    for _, file in found:
        files.remove(file)
    files.append(File.generated(config, path, content=content))
    parts = [one for one, _ in found]
    at = named.index(parts[0])
    return [*named[:at], entry(path), *(one for one in named[at:] if one not in parts)]


def _plain(named: Any) -> bool:
    """Whether it is named without anything that says how a browser should take it."""
    return not any(getattr(named, name, None) for name in ("type", "defer", "async"))


def _style(content: str) -> str:
    return content.rstrip("\n") + "\n"


def _script(content: str) -> str:
    """A script whose fault ends it and none of those after it, and is told as it would be."""
    return f"try {{\n{content.rstrip()}\n}} catch (fault) {{ setTimeout(function () {{ throw fault; }}); }}\n"
