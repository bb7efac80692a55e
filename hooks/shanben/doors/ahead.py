"""MkDocs door: texts that are shaped by several processes before the library is read.

What they give one another goes through the cache: whoever has shaped a text keeps it, and the library, which is read
by one, finds it there. So nothing large travels, and a build without a cache or without cores is as it was.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click

from shanben.doors.processes import Crew, jobs
from shanben.kept import Kept
from shanben.remembered import Remembered
from shanben.settings import Settings
from shanben.shaping import Place, made_of, shape_source

_BYTES = 3
"""Of a Han character in UTF-8."""


def shape_ahead(root: Path, settings: Settings, kept: Kept) -> None:
    """Have the texts shaped that nobody has kept, where they are many enough to be shared.

    What is wrong with a text is told when the library is read. Raises ``Refused`` where the environment names no number
    of processes (E555), and where one of them was ended from outside (E554).
    """
    place = Place(root, settings, before=Remembered(kept))
    if not place.seeds.is_dir() or not kept.keeps:
        return
    texts = [path for path in place.texts if path.is_file()]
    count = jobs(_characters(texts))
    new = [path for path in texts if not kept.holds(made_of(place, path))] if count > 1 else []
    if not new or jobs(_characters(new)) < 2:
        return

    def shape(index: int) -> None:
        with suppress(Exception):  # whoever reads the library meets it again, and can tell of it
            shape_source(place, new[index])

    importlib.import_module("rjieba")  # texts so many all need it: what is there before they fork is read once
    crew = Crew(shape, len(new), count)
    try:
        for _ in crew.finish(lambda indices: _shown(indices, len(new))):
            pass
    finally:
        crew.close()
    kept.refresh()


def _shown(indices: Iterator[int], number: int) -> Iterator[int]:
    """A bar over the texts, where somebody watches; those before one that is taken are taken by others."""
    if not sys.stdout.isatty():
        yield from indices
        return
    with click.progressbar(length=number, label="Shaping") as bar:
        for index in indices:
            yield index
            bar.update(index + 1 - bar.pos)


def _characters(texts: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in texts) // _BYTES
