"""MkDocs door: what stands in the site of each source, written by us while the generator builds the other pages."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from itertools import count

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from shanben.doors.asked_for import Waiting, waiting
from shanben.doors.cluster import Cluster, scheduler
from shanben.doors.filling import Filling
from shanben.doors.left_pages import remember_templates
from shanben.doors.lent import lent_of
from shanben.doors.linked import Writer, writer_of
from shanben.doors.links import root_of
from shanben.doors.processes import Crew, jobs
from shanben.doors.publication import publication_of
from shanben.doors.stopping import stopped
from shanben.export.site_reading import SiteReading
from shanben.markup import Markup
from shanben.problems import Refused
from shanben.written import Ways

_FILLING = "_shanben_filling"

_crew: Crew[SiteReading] | Cluster | None = None


@event_priority(-100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Begin, beside the generator where there is another core; a server has threads, beside which nothing forks."""
    global _crew
    publication = publication_of(config)
    remember_templates(config, env)
    sources = publication.library.sources
    size = sum(len(one.source.text) for one in sources)
    try:
        lent = lent_of(config)
        writer = Writer(lent.site, write=lent.put) if lent else writer_of(config)
        filling = Filling(config, env, files, publication.nav, writer)
        config.extra[_FILLING] = filling
        if lent:  # who lent it asks for what is to be written
            return env
        if scheduler() and not publication.watched:
            _crew = Cluster(config, len(sources), filling)
        else:
            if not gc.isenabled() and waiting() is None:
                gc.freeze()  # what was read stays to the end: whoever looks for circles need not look there
            _crew = Crew(_swept(filling.write), len(sources), 1 if publication.watched else jobs(size))
    except Refused as refusal:
        raise stopped(refusal) from None
    return env


_OFTEN = 32
"""Sources after which the circles of their templates are cleared away: contexts and macros that know each other."""


def _swept(write: Callable[[int], SiteReading]) -> Callable[[int], SiteReading]:
    """``write``, which leaves little behind: nobody else looks for circles while a build runs."""
    written = count(1)

    def swept(index: int) -> SiteReading:
        reading = write(index)
        if next(written) % _OFTEN == 0 and not gc.isenabled():
            gc.collect()
        return reading

    return swept


def filling_of(config: MkDocsConfig) -> Filling:
    """What writes the sources of a library. Raises KeyError before MkDocs has its templates."""
    filling: Filling = config.extra[_FILLING]
    return filling


@event_priority(100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Have everything written before anybody asks for the site as a whole; a server, when a browser asks for it."""
    assert _crew is not None
    later = waiting()
    if later:
        _leave(later, config)
        return
    publication = publication_of(config)
    reading = publication.reading = SiteReading(others=publication.digests, ways=Ways(root_of(config)))
    try:
        for part in _crew.finish(_shown):
            reading.add(part)
    except Refused as refusal:
        raise stopped(refusal) from None
    publication.kept.trim()


def _leave(later: Waiting, config: MkDocsConfig) -> None:
    """Leave what stands in the site of each source to be asked for."""
    publication, filling = publication_of(config), filling_of(config)
    sources = publication.library.sources
    for number, one in enumerate(sources):
        found = map(publication.files.get_file_from_path, publication.paths[one.source.slug])
        later.pages |= {file.dest_uri: number for file in found if file}
    later.folders = {
        folder: number
        for number, one in enumerate(sources)
        for folder in (f"sources/{one.source.slug}", *(f"works/{work.id}" for work in one.works))
    }

    def write(number: int, above: Markup | None) -> None:
        filling.above = filling.above if above is None else above
        filling.write(number)

    later.source = write


def _shown(pieces: Iterator[int]) -> Iterator[int]:
    """A bar over the sources that are left, where somebody watches."""
    if not sys.stdout.isatty():
        yield from pieces
        return
    with click.progressbar(pieces, label="Writing") as bar:
        yield from bar


@event_priority(100)
def on_shutdown() -> None:
    """End what is still at work, before the folder it writes to is removed."""
    global _crew
    if _crew:
        _crew.close()
        gc.unfreeze()
    _crew = None
