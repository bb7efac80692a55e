"""MkDocs door: library → generated pages and navigation; problems → the log.

A build writes into a folder beside ``site`` and takes its place only when it is whole (see ``staging``), so a failed or
interrupted build leaves the last good site. A server that is being watched goes on with what can be shown (see
``watching``).
"""

from __future__ import annotations

import gc
import logging
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from shanben.addresses import addresses, same_address, work_pages
from shanben.doors.additions import add_ours
from shanben.doors.ahead import shape_ahead
from shanben.doors.asked_for import expect
from shanben.doors.beside import tell_after, tell_before
from shanben.doors.cluster import check_scheduler
from shanben.doors.conditions import check_address, check_conditions, origin_in
from shanben.doors.escaped import escape_words
from shanben.doors.filled import pages_in, strangers
from shanben.doors.front_matter import settle_front_matter
from shanben.doors.generated import add_everything
from shanben.doors.joined import join_ours
from shanben.doors.left_pages import name_left
from shanben.doors.lent import lent_of
from shanben.doors.links import check_links, remember_pages, take_over
from shanben.doors.navigation import (
    MADE_BY,
    group_by_work,
    place_works,
    remember_above,
    settle_navigation,
    shown_anywhere,
    shown_on,
    trail,
)
from shanben.doors.page_context import tell_of_its_work
from shanben.doors.pages_folder import refuse_strangers, refuse_texts
from shanben.doors.publication import Publication, Watched, publication_of
from shanben.doors.serving import editing
from shanben.doors.staging import Staging, refuse_site
from shanben.doors.stopping import Stopped, stopped
from shanben.doors.taken_places import tell_replaced, tell_taken
from shanben.doors.theme_files import pass_over_hidden
from shanben.doors.titles import contents_link, headings_in_both, show_in_both, show_in_every_language, toc_in_both
from shanben.doors.watching import Watching
from shanben.faulty import build_without_faulty
from shanben.kept import KEPT, Kept
from shanben.library import build_library
from shanben.meanwhile import is_shown_meanwhile
from shanben.model.library import Library
from shanben.problems import Problem, Refused
from shanben.programs import ASKED
from shanben.read.configuration import find_settings
from shanben.remembered import Remembered
from shanben.render.home import home_works
from shanben.render.scripts import script_path
from shanben.render.told import is_chinese, words_of
from shanben.settings import PLUGIN, Settings, read_settings
from shanben.wording import counted, said, told

# ProperDocs answers to the name mkdocs, and counts the warnings of its own log.
log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

MARKER = "<!-- shanben:works -->"

LEVELS = {"E": logging.ERROR, "W": logging.WARNING, "D": logging.DEBUG}
"""How loud each letter of a code is; the engine's doubts are for ``shanben check``."""

_SETTINGS = "_shanben_settings"

_serving = False
_listening = False
_staging: Staging | None = None
_watching = Watching()


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names the arguments
    """Remember whether a server runs: it must show what it can, while a build must be right."""
    global _serving
    _serving = command == "serve"
    if _serving and os.environ.get(ASKED):
        expect()
    gc.disable()  # a library is some millions of small things that stay to the end, and none of them is a circle
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(ending) is signal.SIG_DFL:  # else they end the process before it has cleared up
            signal.signal(ending, lambda number, _: sys.exit(128 + number))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Settle what the library decides about itself and add what every library is built with; nothing is read yet."""
    global _listening
    try:
        check_conditions(config, sys.modules[__name__])
        refuse_strangers(Path(config.docs_dir), Path(config.config_file_path).parent)
        if _serving and not _listening:
            if not is_shown_meanwhile():  # else we are listening there
                check_address(config)
            _listening = True
        settings = _watching.settings(lambda: _settings(config)) if _serving else _settings(config)
        file = Path(config.config_file_path)
        refuse_texts(Path(config.docs_dir), file.parent / settings.seeds, origin_in(file, "docs_dir"))
    except Refused as refusal:
        raise stopped(refusal) from None
    config.extra[_SETTINGS] = settings
    add_ours(config, settings)
    pass_over_hidden(config)
    seeds = str(Path(config.config_file_path).parent / settings.seeds)
    if seeds not in config.watch:
        config.watch.append(seeds)
    return config


def _settings(config: MkDocsConfig) -> Settings:
    """The settings of the plugin or, where the doors are hooks, those under ``extra``."""
    file = Path(config.config_file_path)
    plugin: Any = config.plugins.get(PLUGIN)
    stated = plugin.stated if plugin else config.extra.get(PLUGIN)
    return read_settings(stated, lambda keys: find_settings(file, file.name).origin(keys))


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Read and shape the library before anything is written; stop a build that would be wrong."""
    global _staging
    root = Path(config.config_file_path).parent
    settings: Settings = config.extra[_SETTINGS]
    site = Path(config.site_dir)
    lent = lent_of(config)
    if not _serving and not lent:
        try:
            check_scheduler()
            _staging = Staging(site)
            refuse_site(site, root, _never_replaced(config, root / settings.seeds))
        except Refused as refusal:
            raise stopped(refusal) from None
    watched: Watched | None = None
    kept = _kept(root, settings)
    if not lent and (not _serving or _watching.begins):
        try:
            shape_ahead(root, settings, kept)
        except Refused as refusal:
            if not _serving:  # which does without
                raise stopped(refusal) from None
    before = _watching.remembered(kept) if _serving else Remembered(kept)
    if _serving:
        library, watched = _watching.library(root, settings, _progress)
        problems = watched.problems
    elif settings.on_error == "skip":
        library, problems, left_out = build_without_faulty(root, settings, progress=_progress, before=before)
        _tell_left_out(library, left_out)
    else:
        library, problems = build_library(root, settings, progress=_progress, before=before)
    for problem in problems:
        level = LEVELS[problem.code[0]]
        if log.isEnabledFor(level):
            log.log(min(level, logging.WARNING) if _serving else level, "%s", told(problem))
    fatal = [problem for problem in problems if problem.fatal]
    if fatal and not _serving:
        one, many = (
            "Stopped: {number} fault in the library; the last good site is untouched.",
            "Stopped: {number} faults in the library; the last good site is untouched.",
        )
        raise Stopped(counted(one, many, len(fatal)), tuple(fatal))
    where = addresses(
        library, settings.long_work, settings.receipt_lines, config.use_directory_urls,
        lambda work, long: before.once(("pages", work.id), (work, long), lambda: work_pages(work, long)),
    )  # fmt: skip
    publication = Publication(library, problems, where, site, settings.seeds, kept, before)
    publication.watched = watched
    publication.publish(config)
    if _staging or lent:
        try:
            if _staging:
                config.site_dir = str(_staging.open())
            take_over(config)
        except Refused as refusal:
            raise stopped(refusal) from None


def _kept(root: Path, settings: Settings) -> Kept:
    """The results of earlier builds; a server looks through them once, unless somebody has removed them."""
    if not _serving:
        return _found(root, settings)
    return _watching.kept((settings.cache_limit, (root / KEPT).is_dir()), lambda: _found(root, settings))


def _found(root: Path, settings: Settings) -> Kept:
    kept = Kept(root / KEPT, settings.cache_limit)
    if kept.strange:
        message = "{folder} belongs to somebody else or is a link: nothing is kept there, and nothing of it is used."
        log.info("%s", said(message, folder=KEPT.as_posix()))
    return kept


def _tell_left_out(library: Library, faults: Iterable[Problem]) -> None:
    """Say what a build goes on without, as ``on_error: skip`` asks for it: as news, for a strict build goes on too."""
    for problem in faults:
        log.info("%s", told(problem))
    if library.missing:
        one, many = (
            "{number} source left out for a fault, as on_error says",
            "{number} sources left out for faults, as on_error says",
        )
        log.info("%s: %s", counted(one, many, len(library.missing)), ", ".join(library.missing))


def _never_replaced(config: MkDocsConfig, seeds: Path) -> Iterator[Path]:
    """The folders that no site may replace or stand in."""
    root = Path(config.config_file_path).parent
    yield from (seeds, Path(config.docs_dir), root / ".git")
    yield from (Path(folder) for folder in config.theme.dirs if Path(folder).is_relative_to(root))


def on_shutdown() -> None:
    """Leave nothing of a build that was stopped."""
    global _staging
    if _staging:
        _staging.close()
    _staging = None


def _progress(paths: Iterable[Path]) -> Iterable[Path]:
    """A bar over the sources; click shows none where nobody watches."""
    listed = list(paths)

    def shown() -> Iterator[Path]:
        with click.progressbar(listed, label="Shaping", item_show_func=lambda path: path.name if path else "") as bar:
            yield from bar

    return shown() if len(listed) > 20 else listed


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages and the navigation that orders them, before other plugins look at what there is."""
    publication_of(config).filled = _filled(config)
    written = {file.src_uri: same_address(file.dest_uri) for file in files if file.generated_by is None}
    add_everything(files, config)
    tell_taken(config, files, written)
    settle_navigation(config, files, publication_of(config))
    join_ours(files, config)
    return files


def _filled(config: MkDocsConfig) -> bool:
    """Whether pages of works are filled in; those that others want to see are rendered whole."""
    if config.extra[_SETTINGS].render == "whole":
        return False
    others = strangers(config)
    if others:
        log.info("%s", said("Every page is rendered whole, for {names} wants to see each.", names=", ".join(others)))
    return not others


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Group the pages of each work, so that a page can show its own and no other."""
    remember_pages(config, files)
    name_left(files, publication_of(config))
    publication = publication_of(config)
    if MADE_BY in config.plugins:
        nav = place_works(nav, files, publication)
    group_by_work(nav, publication)
    remember_above(files, publication)
    publication.files, publication.nav = files, nav
    return nav


@event_priority(100)
def _tell_before(markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    if page.file.src_uri not in publication_of(config).pages:
        settle_front_matter(page, config)
    tell_before(page, config)
    return markdown


@event_priority(-100)
def _tell_after(markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    tell_after(page, config)
    return markdown


on_page_markdown = CombinedEvent(_tell_before, _tell_after)

_ID = re.compile(r' id="([^"]+)"')
"""An id in a page of the engine, where a quotation mark in words is always a reference."""


@event_priority(100)
def on_page_content(html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put in the pages that the engine wrote, before any plugin looks at them, with the outline it made: run-in
    headings in it, translations beside it. A hand-written page gets the works it asks for.
    """
    publication = publication_of(config)
    if page.file.src_uri not in publication.pages:
        toc_in_both(page.toc)
        html = headings_in_both(html)
        if not is_chinese(words_of(html)):
            page.meta.setdefault("lang", "en")
        return (
            html.replace(MARKER, home_works(publication.library, page.file.src_uri, publication.where))
            if MARKER in html
            else html
        )
    made = publication.written(page.file.src_uri)
    page.toc = TableOfContents([contents_link(entry) for entry in made.contents])
    if not made.work:
        if made.translations:
            show_in_every_language(page, made.translations)
        show_in_both(page)
        toc_in_both(page.toc)
    page.present_anchor_ids = set(_ID.findall(made.html))
    return made.html


def on_page_context(
    context: dict[str, Any], *, page: SitePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Tell the templates of the present work, and show it alone in the navigation."""
    publication = publication_of(config)
    made = publication.pages.get(page.file.src_uri)
    if made and made.work:
        tell_of_its_work(page, made, publication, config)
        context["editing"] = editing(made, publication, config)
    elif made and publication.files.get_file_from_path(script_path(made.path)):
        page.scripts = script_path(made.path)  # type: ignore[attr-defined]
    context["nav"] = shown_on(nav, page, publication)
    context["trail"] = trail(page, nav, publication)
    escape_words(context, config)
    return context


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:  # noqa: ARG001
    """Escape for the pages that are no documents, such as the one for addresses that lead nowhere, and show no work in
    their navigation; name all pages to the map of the site.
    """
    escape_words(context, config)
    context["nav"] = shown_anywhere(context["nav"])
    context["pages"] = pages_in(publication_of(config).files)
    return context


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the finished site in the place of the old one, unless a strict build is about to refuse it."""
    if _staging is None:
        return
    check_links(config)
    tell_replaced(config)
    config.site_dir = str(publication_of(config).site)
    if config.strict and any(_counts()):
        return
    try:
        _staging.take_place()
    except Refused as refusal:
        raise stopped(refusal) from None


def _counts() -> Iterator[tuple[str, int]]:
    """The warnings MkDocs has counted so far."""
    for handler in logging.getLogger(mkdocs.__name__).handlers:
        if isinstance(handler, CountHandler):
            yield from handler.get_counts()
