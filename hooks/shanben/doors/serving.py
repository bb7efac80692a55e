"""MkDocs door: what only a server that is being watched shows, and no published site.

The faults of the library stand over each page, and a block tells which lines of the edition file say what it is.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.asked_for import answer, building, stand_over
from shanben.doors.filled import FilledPage
from shanben.doors.noticed import notice_at_once
from shanben.doors.publication import Publication, Watched, publication_of
from shanben.doors.stopping import Stopped, problems_of
from shanben.markup import Markup
from shanben.meanwhile import end_meanwhile
from shanben.model.editions import Edition
from shanben.model.library import Page
from shanben.model.text import Source
from shanben.model.works import Work
from shanben.problems import Refused
from shanben.read.editions import EditionReader
from shanben.render.entries import entry_lines, written_entry
from shanben.render.faults import banner, page_of_faults
from shanben.wording import told

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

_BODY = re.compile(r"(<body\b[^>]*>)(?:<aside[^>]* class=\"sb-faults\".*?</aside>)?", re.DOTALL)


def on_post_page(output: str, *, page: SitePage, config: MkDocsConfig) -> str:
    """Put the faults over a page that the generator builds; those that are filled in are kept without them."""
    watched = publication_of(config).watched
    if watched is None or isinstance(page.file, FilledPage):
        return output
    return _with(banner(watched.problems, watched.shows), output)


def faults_above(watched: Watched | None) -> Markup:
    """The faults of a library as they stand over each page."""
    return banner(watched.problems, watched.shows) if watched else Markup()


def over(page: bytes, above: Markup) -> bytes:
    """A finished page with the faults over it."""
    return _with(above, page.decode()).encode() if above else page


def _with(above: Markup, page: str) -> str:
    """A page with a banner at its beginning, in the place of the one it has."""
    return _BODY.sub(lambda body: f"{body[1]}{above}", page, count=1)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001
    """Tell in the browser too what ends a build while a server runs; the generator tells it in the terminal alone."""
    build = server.builder
    file = Path(config.config_file_path)

    def told_build() -> None:
        try:
            gc.disable()  # as in a build: a library is millions of small things, and none of them is a circle
            with building():
                build()
        except Exception as error:  # the generator's Abort is one; what a signal raises to end the server is none
            problems = problems_of(error, file)
            for line in (str(error),) if isinstance(error, Stopped) else map(told, problems):
                log.error("%s", line)
            above = banner(problems, "the last good text")
            stand_over(above)
            _stand_over(Path(server.root), above)
        finally:
            gc.enable()
            _clear_away()

    server.builder = told_build
    gc.freeze()  # what was read stays: whoever looks for circles need not look there
    gc.enable()
    notice_at_once(server)
    end_meanwhile()
    answer(server, file)
    return server


def _clear_away() -> None:
    """Have what earlier builds left behind, which is circles, cleared away once the page is on the screen."""
    later = Timer(_REST, gc.collect)
    later.daemon = True
    later.start()


_REST = 1.0
"""Seconds after a build in which a browser asks for its page."""


def _stand_over(site: Path, above: Markup) -> None:
    """Put a banner over every page of a site; where none is left, a page that holds nothing else."""
    pages = list(site.rglob("*.html"))
    for page in pages:  # some are files of the library that are as they are, in any encoding
        text = page.read_bytes().decode("utf-8", "surrogateescape")
        page.write_bytes(_with(above, text).encode("utf-8", "surrogateescape"))
    if not pages:
        (site / "index.html").write_text(page_of_faults(above), encoding="utf-8", newline="\n")


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
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()  # it may be one that is refused
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
