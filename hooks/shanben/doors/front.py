"""``python -m shanben.doors.front``: a process of a worker that writes sources of one build; see ``errands``.

It is told a job and then indexes of sources, a line of JSON each, and answers each line of indexes with one. It goes
through the front half of a build as the site generator does, up to where the first page would be written. It stands in
the library's folder, or in an empty one that it first brings the library to.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import mkdocs
from mkdocs.commands.build import _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from shanben.doors.dated import tell_dates
from shanben.doors.depot import Depot, is_afar
from shanben.doors.errands import Answer, here, plain
from shanben.doors.filling import Filling
from shanben.doors.lent import Lent, Posted, lend, state_of
from shanben.doors.luggage import LIBRARY, unpacked_dates
from shanben.doors.publication import publication_of
from shanben.doors.stopping import problems_of
from shanben.doors.writing import filling_of
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.programs import agree


class _Said(logging.Handler):
    """What is said while sources are written, for who asked for them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.words: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        self.words.append((record.levelno, record.getMessage()))


def main() -> None:
    """Answer until nobody asks any more."""
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)  # plugins may print
        lines: SimpleQueue[Any] = SimpleQueue()
        Thread(target=_listen, args=(lines, Path.cwd()), daemon=True).start()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is told to the worker, which ends us
        said = _Said()
        job = lines.get()
        begun: tuple[Filling, Lent | Posted] | None = None
        while True:
            indexes: list[int] = lines.get()
            said.words.clear()
            try:
                filling, lent = begun = begun or _begun(job, said)
                lent.begin()
                made = [filling.make(index) for index in indexes]
                answer: Answer = {"readings": [reading.plain() for reading, _ in made], "said": said.words}
                if isinstance(lent, Posted):
                    answer |= {"parcel": lent.send(), "asked": [asked for _, asked in made]}
            except Exception as error:
                answer = {"refused": [plain(problem) for problem in _problems(error, Path(job["configuration"]))]}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


def _listen(lines: SimpleQueue[Any], folder: Path) -> None:
    """Hand on what is asked; once the worker is gone nobody waits for an answer, and nothing more may be written."""
    ours = False
    for line in sys.stdin:
        told = json.loads(line)
        ours = ours or (isinstance(told, dict) and is_afar(told["folder"]))
        lines.put(told)
    if ours:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _problems(error: Exception, configuration: Path) -> tuple[Problem, ...]:
    return error.problems if isinstance(error, Refused) else problems_of(error, configuration)


def _begun(job: dict[str, Any], said: _Said) -> tuple[Filling, Lent | Posted]:
    """Read the library that a job names. Raises ``Refused`` with an E559 where it is another than who asks has read."""
    generator = logging.getLogger(mkdocs.__name__)
    generator.setLevel(logging.CRITICAL + 1)  # who asks has told it all
    agree(job["programs"])
    depot = _brought(job)
    site = Path(job["site"]).absolute()
    config = load_config(job["configuration"], site_dir=str(site), use_directory_urls=job["directory_urls"])
    lent = Posted(site, job["build"], depot) if depot else Lent(site, job["build"])
    lend(config, lent)
    if depot:
        tell_dates(config, unpacked_dates(Path("..")))
    front_half(config)
    if state_of(config) != job["state"]:
        message = "a worker reads another library here: its files, its git or its environment differ, or a text changed"
        raise Refused([Problem("E559", message, Origin(job["folder"]))])
    generator.setLevel(logging.INFO)
    generator.addHandler(said)
    if depot:
        publication_of(config).kept.only_read()
    return filling_of(config), lent


def _brought(job: dict[str, Any]) -> Depot | None:
    """Bring the library here and stand in it, where it is in no folder that this machine sees; what it came from.

    Raises ``Refused`` with an E574, or with an E559 where another machine's place of this name holds no such build.
    """
    if not is_afar(job["folder"]):
        return None
    depot = Depot(job["folder"], Origin(here()))
    if not depot.holds(job["build"]):
        message = "a worker finds no build at {folder}: the address must lead it to the same place"
        raise Refused([Problem("E559", message, Origin(here()), {"folder": job["folder"]})])
    depot.bring_library(Path(), job["sent"])
    os.chdir(LIBRARY)
    return depot


def front_half(config: MkDocsConfig) -> None:
    """What the generator does before it writes, in its order; the cleaning of the site's folder left out."""
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    templates = config.theme.get_env()
    files.add_files_from_theme(templates, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    nav = config.plugins.on_nav(nav, config=config, files=files)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        if file.page is None and file.inclusion.is_not_in_nav():  # type: ignore[no-untyped-call]
            Page(None, file, config)
        assert file.page is not None
        _populate_page(file.page, config, files, False)
    config.plugins.on_env(templates, config=config, files=files)


if __name__ == "__main__":
    main()
