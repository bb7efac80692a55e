"""What a server writes only when a browser asks for it: the pages of works with their files, and the search index.

Somebody who edits looks at one page after each change, so a rebuild writes none of them: it says here who writes what.
The first build of a server writes everything, for nobody can tell yet whether it will be asked through us, unless our
own command has started it.
"""

from __future__ import annotations

import logging
import posixpath
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.livereload import LiveReloadServer

from shanben.doors.stopping import problems_of
from shanben.markup import Markup
from shanben.render.faults import banner, page_of_faults
from shanben.visitors import refusal
from shanben.wording import told

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

Answer = Callable[[Mapping[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A program that answers a browser (WSGI, PEP 3333)."""

_POLL = "/livereload/"
"""Where the pages of the generator's server ask whether there is something new; that waits for a build itself."""


@dataclass(slots=True)
class Waiting:
    """What of a site is still to be written, and who writes it."""

    files: dict[str, Callable[[], None]] = field(default_factory=dict)
    """What writes single files, by their path in the site."""
    search: Callable[[], None] | None = None
    """Writes the index of the search."""
    source: Callable[[int, Markup | None], None] | None = None
    """Writes what stands in the site of one source, with something over its pages."""
    left: dict[str, Callable[[Markup | None], None]] = field(default_factory=dict)
    """What builds single pages, with something over them, by their path in the site."""
    below: dict[str, Callable[[], None]] = field(default_factory=dict)
    """What finds the pages below a folder, and says in ``left`` how they are built."""
    pages: dict[str, int] = field(default_factory=dict)
    """The number of the source of each page, by its path in the site."""
    folders: dict[str, int] = field(default_factory=dict)
    """The same for whatever else stands in a folder of its own: ``works/x``."""
    above: Markup | None = None
    """What stands over pages since a later build failed; None for what stood over them in their own build."""
    _written: set[int] = field(default_factory=set)

    def ask(self, path: str) -> None:
        """See to it that a file of the site is there, if it will ever be."""
        if self.search and path.startswith("search/") and path.endswith(".js"):
            write, self.search = self.search, None
            write()
        if path in self.files:
            self.files.pop(path)()
        for above in [folder for folder in self.below if path.startswith(f"{folder}/")]:
            self.below.pop(above)()
        if path in self.left:
            self.left.pop(path)(self.above)
        folder = "/".join(path.split("/", 2)[:2])
        index = self.pages.get(path, self.folders.get(folder))
        if self.source and index is not None and index not in self._written:
            self.source(index, self.above)
            self._written.add(index)


_lock = threading.RLock()
_waiting: Waiting | None = None
_answering = False


def expect() -> None:
    """Leave in the first build too what is asked for: whoever starts the server says that it will ask here."""
    global _waiting, _answering
    _waiting, _answering = Waiting(), True


def waiting() -> Waiting | None:
    """What the present build leaves to be asked for; None where everything is to be written at once."""
    return _waiting if _answering else None


@contextmanager
def building() -> Iterator[None]:
    """While a build is made, nobody is answered, and nothing of the one before is written into it."""
    global _waiting
    with _lock:
        before, _waiting = _waiting, Waiting()
        try:
            yield
        finally:
            if _waiting.source is None:  # it ended before it came to that: what is shown is still the last one
                _waiting = before


def stand_over(above: Markup) -> None:
    """Put something over each page that is still to be written."""
    if _waiting:
        _waiting.above = above


def answer(server: LiveReloadServer, configuration: Path) -> None:
    """Let a server ask here before it looks for a file."""
    global _answering
    within: Answer = server.get_app()  # type: ignore[assignment]  # whose types say less

    def asked(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        refused = refusal(environ, str(server.server_address[0]), server.url)
        if refused:
            start_response(refused[0], [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{refused[1]}\n".encode()]
        address = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if "\0" in address:  # which no file has in its name, and no system lets one look for
            environ = {**environ, "PATH_INFO": "/404.html/"}
        if address.startswith(_POLL):
            return within(environ, start_response)
        while True:
            try:
                with _lock:
                    asked_of = _waiting
                    if asked_of:
                        asked_of.ask(_path(address, server.mount_path))
            except Exception as error:  # told as one that ends a build
                problems = problems_of(error, configuration)
                for problem in problems:
                    log.error("%s", told(problem))
                start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
                return [page_of_faults(banner(problems, "the last good text")).encode()]
            said, content = _answered(within, environ)
            if said[0].startswith("404") and asked_of is not _waiting:
                continue  # a build has begun and ended since, and took away what was written
            start_response(*said)
            return content

    server.set_app(asked)
    _answering = True


def _answered(within: Answer, environ: Mapping[str, Any]) -> tuple[list[Any], Iterable[bytes]]:
    """What a program answers: status and headers, and the content."""
    said: list[Any] = []
    content = within(environ, lambda *answer: said.extend(answer))
    return said, content


def _path(address: str, mount: str) -> str:
    """The path in the site that an address asks for, as the server will look for it."""
    within = address[len(mount) :] if address.startswith(mount) else address
    return posixpath.normpath("/" + within + ("index.html" if address.endswith("/") else "")).lstrip("/")
