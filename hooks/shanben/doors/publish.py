"""MkDocs door: library → generated pages and navigation; problems → the log.

A build writes into a folder beside ``site`` and takes its place only when it is whole (see ``staging``), so a failed or
interrupted build leaves the last good site. A server that is being watched goes on with what can be shown, else with
the last good library.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import click
import mkdocs
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from shanben.addresses import Addresses, addresses, page_url
from shanben.doors.staging import Staging, refuse_site
from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.metadata import iso_date, stated
from shanben.model.language import Translation, TranslationStatus
from shanben.model.library import Contents, Library, Page
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.yaml_file import YamlFile
from shanben.render.citing import citation
from shanben.render.desk import DESK, Locate, Task, desk_page, tasks
from shanben.render.facing import facing_path, facing_scripts
from shanben.render.glossary import GLOSSARY, glossary_pages
from shanben.render.inline import weave
from shanben.render.outline_script import outline_path, outline_script
from shanben.render.pages import catalogue_entries, catalogue_page, sources_page, whole_pages, work_pages
from shanben.render.pinyin import sounds
from shanben.render.receipts import receipt_pages
from shanben.settings import read_settings

# ProperDocs answers to the name mkdocs, and counts the warnings of its own log.
log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

HOME_WORKS = 12
MARKER = "<!-- shanben:works -->"


class Publication:
    """What one build publishes. Other doors find it in ``config.extra["_shanben"]``."""

    def __init__(
        self, library: Library, problems: tuple[Problem, ...], where: Addresses, site: Path, seeds: str
    ) -> None:
        self.library = library
        self.problems = problems
        self.where = where
        self.site = site
        self.seeds = seeds
        self.works = {work.id: work for work in library.works}
        self.web = weave(library)
        self.pages: dict[str, Page] = {}
        self.site_pages: dict[str, list[SitePage]] = {}
        self.tasks: tuple[Task, ...] = ()

    def addresses(self, work: str, anchor: str) -> str:
        """The address of an anchor of a work, relative to the site's root."""
        return self.where.url(work, anchor)

    def glossary(self, term: str) -> str:
        """The address of a term's entry in the glossary, relative to the site's root."""
        return f"{page_url(self.web.glossary.page_of[term], self.where.directory_urls)}#{term}"


LEVELS = {"E": logging.ERROR, "W": logging.WARNING, "D": logging.DEBUG}
"""How loud each letter of a code is; the engine's doubts are for ``shanben check``."""

SHOWN_ANYWAY = frozenset({"E104", "E205", "E206", "E209", "E401", "E402"})
"""Faults that stop a build, but leave every work in its place: a server shows it while its editors mend it."""

_serving = False
_staging: Staging | None = None
_last_good: Library | None = None


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names the arguments
    """Remember whether a server runs: it must show what it can, while a build must be right."""
    global _serving
    _serving = command == "serve"
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(ending) is signal.SIG_DFL:  # else they end the process before it has cleared up
            signal.signal(ending, lambda number, _: sys.exit(128 + number))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and shape the library before anything is written; stop a build that would be wrong."""
    global _staging, _last_good
    file = Path(config.config_file_path)
    root = file.parent
    site = Path(config.site_dir)
    try:
        if not _serving:
            _staging = Staging(site)
        settings = read_settings(config.extra.get("shanben"), lambda keys: _setting_origin(file, keys))
        if not _serving:
            refuse_site(site, root, _never_replaced(config, root / settings.seeds))
    except Refused as refusal:
        raise _stopped(refusal, "Stopped; the last good site is untouched.") from None
    library, problems = build_library(root, settings, progress=_progress)
    for problem in problems:
        level = LEVELS[problem.code[0]]
        log.log(min(level, logging.WARNING) if _serving else level, "%s", problem)
    fatal = [problem for problem in problems if problem.fatal and not (_serving and problem.code in SHOWN_ANYWAY)]
    if fatal and not (_serving and _last_good):
        raise Abort(f"Stopped: {len(fatal)} fault(s) in the library; the last good site is untouched.")
    library = _last_good if fatal and _last_good else library
    _last_good = library if _serving else None
    where = addresses(library, settings.long_work, settings.receipt_lines, config.use_directory_urls)
    config.extra["_shanben"] = Publication(library, problems, where, site, settings.seeds)
    seeds = str(root / settings.seeds)
    if seeds not in config.watch:
        config.watch.append(seeds)
    if _staging:
        try:
            config.site_dir = str(_staging.open())
        except Refused as refusal:
            raise _stopped(refusal, "Stopped; the last good site is untouched.") from None
    return config


def _never_replaced(config: MkDocsConfig, seeds: Path) -> Iterator[Path]:
    """The folders that no site may replace or stand in."""
    root = Path(config.config_file_path).parent
    yield from (seeds, Path(config.docs_dir), root / ".git")
    yield from (Path(folder) for folder in config.theme.dirs if Path(folder).is_relative_to(root))


def _stopped(refusal: Refused, message: str) -> Abort:
    """Tell what is wrong, a line each; what is returned ends the build."""
    for problem in refusal.problems:
        log.error("%s", problem)
    return Abort(message)


def _setting_origin(file: Path, keys: tuple[int | str, ...]) -> Origin:
    """Where a setting of ``extra: shanben:`` stands."""
    return YamlFile(file, file.name).origin(("extra", "shanben", *keys))


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


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages, and the navigation that orders them."""
    publication: Publication = config.extra["_shanben"]
    library = publication.library
    works: list[dict[str, Any]] = []
    for shaped in library.sources:
        titled: dict[str, list[dict[str, str]]] = {}
        for page in work_pages(shaped, publication.where, publication.web):
            _add(files, config, page)
            titled.setdefault(page.work, []).append({escape(page.title, quote=False): page.path})
        for work in shaped.works:
            entries = titled[work.id]
            works.append(entries[0] if len(entries) == 1 else {escape(work.title, quote=False): list(entries)})
            files.append(File.generated(config, outline_path(work), content=outline_script(work, publication.where)))
        for page in (
            *whole_pages(shaped, publication.where, publication.web),
            *receipt_pages(shaped, publication.where),
        ):
            _add(files, config, page)
        for path, script in facing_scripts(shaped, publication.where):
            files.append(File.generated(config, path, content=script))
    for page in (catalogue_page(library), sources_page(library), *glossary_pages(library, publication.where)):
        _add(files, config, page)
    locate = _locator(Path(config.config_file_path).parent, publication.seeds)
    publication.tasks = tasks(library, publication.problems, publication.where, publication.web.glossary, locate)
    _add(files, config, desk_page(publication.tasks, lambda path: _edited_at(config, path)))
    files.append(File.generated(config, "library.json", content=library_json(library, publication.problems)))
    config.nav = [*_navigation(config.nav, works, bool(library.terms))]
    return files


def _locator(root: Path, seeds: str) -> Locate:
    """Finds lines in files of the seeds' folder; each file is read once."""

    @cache
    def lines(path: Path) -> dict[str, int]:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return {line: number for number, line in enumerate(text.splitlines(), 1)}

    return lambda name, line: Origin(f"{seeds}/{name}", lines(root / seeds / name).get(line, 0))


def _edited_at(config: MkDocsConfig, path: str) -> str:
    """Where a file of the project is edited, after ``repo_url`` and ``edit_uri``; empty where nobody says."""
    if not (config.repo_url and config.edit_uri):
        return ""
    folder, _, docs = config.edit_uri.strip("/").rpartition("/")
    if docs != Path(config.docs_dir).name:
        return ""  # a form of address that we cannot turn to another folder
    return f"{config.repo_url.rstrip('/')}/{folder}/{quote(path)}"


def _navigation(nav: Any, works: list[dict[str, Any]], has_terms: bool) -> Iterator[Any]:
    """The navigation of ``mkdocs.yml`` with the works in the place of ``works/``; the glossary after them, the editors'
    page at the end.
    """
    for entry in nav or [{"文集": "works/"}]:
        if isinstance(entry, dict) and "works/" in entry.values():
            yield {next(iter(entry)): ["works/index.md", *works]}
            if has_terms:
                yield GLOSSARY
        else:
            yield entry
    yield DESK


def _add(files: Files, config: MkDocsConfig, page: Page) -> None:
    front = {"title": page.title, **page.front_matter}
    # MkDocs' templates escape nothing: neither a title in <title> nor a description in its attribute.
    front = {key: escape(value) if isinstance(value, str) else value for key, value in front.items()}
    content = "---\n" + yaml.safe_dump(front, allow_unicode=True, sort_keys=False) + "---\n\n" + page.markdown
    file = File.generated(config, page.path, content=content)
    file.edit_uri = page.origin or None
    files.append(file)
    config.extra["_shanben"].pages[page.path] = page


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Group the pages of each work, so that a page can show its own and no other."""
    publication: Publication = config.extra["_shanben"]
    for site_page in nav.pages:
        page = publication.pages.get(site_page.file.src_uri)
        if page and page.work:
            publication.site_pages.setdefault(page.work, []).append(site_page)
            _show_in_every_language(site_page, page.translations)
            if site_page.parent and site_page.parent.children[0] is site_page:  # a work of several pages is a section
                _show_in_every_language(site_page.parent, page.translations)
    for item in _titled_by_hand(nav.items):
        chinese, divided, english = (item.title or "").partition(" · ")
        if divided:
            item.title = chinese
            _show_in_every_language(item, [Translation("en", english, TranslationStatus.EDITORIAL)])
    return nav


def _titled_by_hand(items: Iterable[Any]) -> Iterator[Any]:
    """What ``mkdocs.yml`` names, written ``中文 · English``: not the works, whose titles are their own."""
    for item in items:
        yield item
        children = item.children or []
        if children and _path(children[0]) != "works/index.md":
            yield from _titled_by_hand(children)


def on_page_markdown(markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Present the library where a hand-written page asks for it."""
    if MARKER not in markdown:
        return markdown
    library: Library = config.extra["_shanben"].library
    entries = catalogue_entries(library.works[:HOME_WORKS], page.file.src_uri)
    if len(library.works) > HOME_WORKS:
        entries += f"\n\n[全部 {len(library.works)} 篇 · all works](works/index.md)"
    return markdown.replace(MARKER, f'<div class="sb-cards" markdown>\n\n{entries}\n\n</div>')


def on_page_content(html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give a work's page the outline the engine made: run-in headings in it, translations beside it."""
    made = config.extra["_shanben"].pages.get(page.file.src_uri)
    if made and made.contents:
        page.toc = TableOfContents([_anchor(entry, 1) for entry in made.contents])
    return html


def _anchor(entry: Contents, level: int) -> AnchorLink:
    title = f"[{entry.text}]" if entry.supplied else entry.text
    link = AnchorLink(escape(title, quote=False), entry.anchor, level)
    link.children = [_anchor(child, level + 1) for child in entry.children]
    _show_in_every_language(link, entry.translations)
    return link


def _show_in_every_language(item: Any, translations: Iterable[Translation]) -> None:
    """Give a page, a section or an anchor a title with markup beside its plain one.

    ``typeset`` is where Material's navigation and contents look for such a title, so the plain one, which also stands
    in the browser's title and in names for screen readers, needs no markup and its templates no override.
    """
    item.translations = tuple(translations)
    if not item.translations:
        return
    shown = [f'<span class="sb-original">{item.title}</span>']
    shown += [
        f'<span class="sb-translation" lang="{escape(one.language)}">{escape(one.text, quote=False)}</span>'
        for one in item.translations
    ]
    item.typeset = {"title": " ".join(shown)}


def on_page_context(
    context: dict[str, Any], *, page: SitePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Show the present work in the navigation and link to the catalogue: a page must not grow with the library."""
    publication: Publication = config.extra["_shanben"]
    made = publication.pages.get(page.file.src_uri)
    if made and made.work:
        _about_its_work(page, made, publication, config)
        page.previous_page = _within(publication, made.work, page.previous_page)
        page.next_page = _within(publication, made.work, page.next_page)
    mine = publication.site_pages.get(made.work, []) if made else []
    items: list[Any] = []
    for item in nav.items:
        if isinstance(item, Section) and any(_path(child) == "works/index.md" for child in item.children[:1]):
            item = _own(item, mine, page)
        items.append(item)
    context["nav"] = Navigation(items, [one for one in (nav.homepage, *mine, page) if one])
    return context


def _about_its_work(page: Any, made: Page, publication: Publication, config: MkDocsConfig) -> None:
    """Tell the templates what a page shows of its work: citation, contents, facing source, sounds, a cover for print.

    The whole text on one page is a second copy: it is printed and read, while cited are the pages of the sections.
    """
    work, pages = publication.works[made.work], publication.where.works[made.work]
    page.landing = publication.addresses(work.id, work.root.anchor).partition("#")[0]
    page.outline = outline_path(work)
    page.sounds = sounds(work, pages.shown(made.path))
    cited = citation(work, config.site_name)
    if made.path == pages.whole:
        page.cover = cited | {
            "date": iso_date(stated(work, "date")),
            "source": work.source.path.name,
            "url": page.canonical_url or "",
        }
    if made.path in {pages.landing, *(path for _, path in pages.sections)}:
        page.citation = cited
        page.facing = facing_path(made.path)
    elif config.site_url:
        page.canonical_url = urljoin(config.site_url, page.landing)


def _within(publication: Publication, work: str, page: SitePage | None) -> SitePage | None:
    """A neighbouring page where it belongs to the same work: a work does not turn into the next one in the folder."""
    made = publication.pages.get(page.file.src_uri) if page else None
    return page if made and made.work == work else None


def _own(section: Section, mine: list[SitePage], page: SitePage) -> Section:
    """The section of all works, cut down to the catalogue and the present work."""
    children: list[Any] = [section.children[0]]
    if len(mine) > 1:
        work = Section(mine[0].title or "", list(mine))
        work.active = page in mine
        _show_in_every_language(work, getattr(mine[0], "translations", ()))
        children.append(work)
    else:
        children += mine
    own = Section(section.title, children)
    _show_in_every_language(own, getattr(section, "translations", ()))
    own.active = page in mine or page is section.children[0]
    return own


def _path(item: Any) -> str:
    return item.file.src_uri if isinstance(item, SitePage) else ""


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the finished site in the place of the old one, unless a strict build is about to refuse it."""
    if _staging is None:
        return
    config.site_dir = str(config.extra["_shanben"].site)
    if config.strict and any(_counts()):
        return
    try:
        _staging.take_place()
    except Refused as refusal:
        raise _stopped(refusal, "Stopped; the last good site is untouched.") from None


def _counts() -> Iterator[tuple[str, int]]:
    """The warnings MkDocs has counted so far."""
    for handler in logging.getLogger(mkdocs.__name__).handlers:
        if isinstance(handler, CountHandler):
            yield from handler.get_counts()
