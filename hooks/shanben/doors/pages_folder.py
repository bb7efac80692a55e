"""What the folder of the written pages may hold: the generator follows every link there and copies what it finds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from shanben.characters import NOT_TEXT
from shanben.model.text import Origin
from shanben.problems import Problem, Refused


def refuse_strangers(pages: Path, library: Path) -> None:
    """Refuse links in ``pages`` that lead out of the library or in circles, names that are no text, and what is neither
    file nor folder.

    A link may lead to what lies in ``library`` in the open: a page that is the change log of the whole, say. Raises
    ``Refused`` with an E570, E571 or E572 for each.
    """
    problems = [*_strangers(pages, library.resolve())]
    if problems:
        raise Refused(problems)


def refuse_texts(pages: Path, texts: Path, shown: Origin) -> None:
    """Refuse a folder of pages that is the folder of the ``texts`` or holds it.

    The generator publishes every file there as it is, what editors wrote for themselves included. ``shown`` is where
    the folder is named. Raises ``Refused`` with E573.
    """
    if texts.resolve().is_relative_to(pages.resolve()):
        message = (
            "the folder of the pages holds the texts ({texts}), and each file there would be published as it is: "
            "name another, `docs_dir: docs`"
        )
        raise Refused([Problem("E573", message, shown, {"texts": texts.name})])


def _strangers(pages: Path, library: Path) -> Iterator[Problem]:
    if pages.is_relative_to(library) and pages.resolve() != pages and not _stays(pages, (library,)):
        message = "is a link that leads out of the library: put the folder itself there"
        yield Problem("E570", message, Origin(pages.relative_to(library).as_posix()))
        return
    homes = (pages.resolve(), library)
    for folder, folders, files in os.walk(pages):
        for path in sorted(Path(folder) / name for name in (*folders, *files)):
            shown = path.relative_to(library).as_posix() if path.is_relative_to(library) else str(path)
            if path.is_symlink() and not _stays(path, homes):
                message = "a link that leads out of the library, or to a folder it lies in: put a copy in its place"
                yield Problem("E570", message, Origin(shown))
            elif NOT_TEXT.search(path.name):
                message = "its name is not written in UTF-8, or holds a control character: rename it"
                yield Problem("E572", message, Origin(shown))
            elif _blocks(path):
                yield Problem("E571", "is neither a file nor a folder: remove it from the pages", Origin(shown))


def _stays(link: Path, homes: tuple[Path, ...]) -> bool:
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # it leads to itself
        return False
    here = link.parent.resolve()
    inside = (target.relative_to(home).parts for home in homes if target.is_relative_to(home))
    hidden = all(any(part.startswith(".") for part in parts) for parts in inside)
    return not hidden and not here.is_relative_to(target)


def _blocks(path: Path) -> bool:
    """Whether reading it would wait for ever, or never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
