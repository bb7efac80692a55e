"""MkDocs door: what changed against a baseline → a Changes page, and a report for a comment.

``SHANBEN_PREVIEW_BASE`` names the baseline, as ``shanben compare`` does; without it this door does nothing. The page
and ``changes.json`` are part of the site; the report, ``changes.md`` and again ``changes.json``, goes into the folder
that ``SHANBEN_PREVIEW_REPORT`` names (``dist`` beside ``mkdocs.yml`` where nobody says), once the site has taken its
place.
"""

from __future__ import annotations

import os
from pathlib import Path

import yaml
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from shanben.addresses import between, page_url
from shanben.baseline import snapshot_of
from shanben.compare.changes import compare
from shanben.compare.comparison import Comparison, Place
from shanben.compare.page import CHANGES, changes_page
from shanben.compare.report import changes_json, changes_markdown
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.doors.publication import publication_of
from shanben.doors.publish import log
from shanben.doors.stopping import stopped
from shanben.export.library_file import library_json
from shanben.markup import element, joined, link
from shanben.problems import Refused
from shanben.render.desk import DESK, NAMES, counts

BASE = "SHANBEN_PREVIEW_BASE"
REPORT = "SHANBEN_PREVIEW_REPORT"

_baselines: dict[tuple[str, Path], Snapshot] = {}
"""Baselines that were read: a server compares with one again and again while texts change."""


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Read the baseline before anything is written; add what the page needs."""
    base = os.environ.get(BASE, "")
    if not base:
        return
    root = Path(config.config_file_path).parent
    if (base, root) not in _baselines:
        try:
            _baselines[base, root] = snapshot_of(base, root)
        except Refused as refusal:
            raise stopped(refusal) from None
    publication = publication_of(config)
    head = read_snapshot(library_json(publication.library, publication.problems), "library.json")
    config.extra["_shanben_changes"] = compare(_baselines[base, root], head)
    config.extra_css.append("stylesheets/changes.css")
    config.extra_javascript.append(ExtraScriptValue("javascripts/changes.js"))


@event_priority(-50)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the Changes page and ``changes.json``, after the works are there."""
    comparison: Comparison | None = config.extra.get("_shanben_changes")
    if comparison is None:
        return files
    here = page_url(CHANGES, config.use_directory_urls)
    page = changes_page(comparison, os.environ[BASE], lambda place: between(here, _url(config, place)))
    settings = {"title": page.title, "hide": ["navigation", "toc"], "search": {"exclude": True}}
    front = yaml.safe_dump(settings, allow_unicode=True)
    files.append(File.generated(config, page.path, content=f"---\n{front}---\n"))
    publication_of(config).pages[page.path] = page
    files.append(File.generated(config, "changes.json", content=changes_json(comparison)))
    config.nav = [*(config.nav or []), {page.title: page.path}]
    return files


def _url(config: MkDocsConfig, place: Place) -> str:
    """The address of a place relative to the site's root; a work whose place is not shown is linked as a whole."""
    where = publication_of(config).where
    try:
        return where.url(place.work, place.anchor)
    except KeyError:
        return page_url(where.works[place.work].landing, config.use_directory_urls)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Tell editors on the home page how much is to be done; readers of the published site are not told."""
    if config.extra.get("_shanben_changes") is None or not page.is_homepage:
        return html
    publication = publication_of(config)
    desk = publication.where.between(page.file.src_uri, DESK)
    told = (
        link(f"{desk}#{kind.value}", f"{NAMES[kind][0]} · {NAMES[kind][1]}: {number}")
        for kind, number in counts(publication.tasks()).items()
    )
    return f"{html}\n{element('p', joined(told, ' — '), classes='sb-desk-counts')}\n"


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the report once the site has taken its place, which a build that is refused never does."""
    comparison: Comparison | None = config.extra.get("_shanben_changes")
    if comparison is None or not (Path(config.site_dir) / "changes.json").is_file():
        return
    folder = Path(os.environ.get(REPORT) or Path(config.config_file_path).parent / "dist")
    folder.mkdir(parents=True, exist_ok=True)
    address = config.site_url or ""
    report = changes_markdown(comparison, (lambda place: address + _url(config, place)) if address else None)
    for name, content in (("changes.md", report), ("changes.json", changes_json(comparison))):
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    log.info("Changes: %s", folder / "changes.md")
