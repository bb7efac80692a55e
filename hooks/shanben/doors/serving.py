"""MkDocs door: what only a server that is being watched shows, and no published site.

The faults of the library stand over each page, and a block tells which lines of the edition file say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.publication import Publication, Watched, publication_of
from shanben.markup import Markup, element, joined
from shanben.model.editions import Edition
from shanben.model.library import Page
from shanben.model.text import Source
from shanben.model.works import Work
from shanben.problems import Refused
from shanben.read.editions import EditionReader
from shanben.render.entries import entry_lines, written_entry
from shanben.wording import counted, worded

MOST = 5
"""Faults that are told over a page; the terminal tells all."""
_HAN = re.compile("[一-鿿]")
_BODY = re.compile(r"<body\b[^>]*>")


def banner(watched: Watched) -> Markup:
    """The faults with their places and remedies, and what the page below them is; empty where nothing is wrong."""
    faults = [problem for problem in watched.problems if problem.fatal]
    shown = faults or [problem for problem in watched.problems if problem.code.startswith("W")]
    if not shown:
        return Markup("")
    number = len(shown)
    if watched.last_good:
        title = counted(
            "{number} fault: you see the last good text until it is mended.",
            "{number} faults: you see the last good text until they are mended.",
            number,
        )
    elif faults:
        title = counted(
            "{number} fault: the text is shown as far as it can be.",
            "{number} faults: the text is shown as far as it can be.",
            number,
        )
    else:
        title = counted(
            "{number} warning: a strict build refuses the library.",
            "{number} warnings: a strict build refuses the library.",
            number,
        )
    rows = [
        element("li", joined((element("code", one.place), element("b", one.code), worded(one)), " ")) for one in shown
    ]
    more = [element("li", "…")] if number > MOST else []
    language = "zh" if _HAN.search(title) else "en"
    head = element("p", element("strong", title))
    return element("aside", head, element("ol", *rows[:MOST], *more), role="alert", classes="sb-faults", lang=language)


def on_post_page(output: str, *, page: SitePage, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Put the faults over a page."""
    watched = publication_of(config).watched
    above = banner(watched) if watched else ""
    return _BODY.sub(lambda body: f"{body[0]}{above}", output, count=1) if above else output


def editing(made: Page, publication: Publication, config: MkDocsConfig) -> Mapping[str, Any] | None:
    """The edition file of the work on a page and, by anchor, the line and the words of the entry of each block there.

    None where nobody watches. Without a file the engine drafted the text, and there are no lines yet.
    """
    if publication.watched is None:
        return None
    work = publication.works[made.work]
    source = Path(config.config_file_path).parent / publication.seeds / work.source.path.name
    path = source.with_suffix(".yml")
    told = {"source": work.source.path.as_posix(), "file": work.source.path.with_suffix(".yml").as_posix()}
    if not path.is_file():
        return told | {"lines": {}, "drafted": True}
    page_of = publication.where.works[work.id].page_of
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = _entries(path, path.stat().st_mtime_ns, work)
    shown = {anchor: line for anchor, line in entries.items() if page_of.get(anchor) == made.path}
    return told | {"lines": {anchor: [line, written_entry(lines, line)] for anchor, line in shown.items()}}


def _entries(path: Path, changed: int, work: Work) -> Mapping[str, int]:
    try:
        edition = _edition(path, changed, work.source)
    except (Refused, OSError):
        return {}  # what is shown is the last good text, and its file is not
    planned = [entry for one in edition.works for entry in one.contents]
    return entry_lines(work, planned)


@lru_cache(maxsize=4096)
def _edition(path: Path, changed: int, source: Source) -> Edition:  # noqa: ARG001 - a file that changed is read again
    return EditionReader(path, path.name).edition(source)[0]
