"""MkDocs door: the links of the written site. Those of hand-written pages are told with their lines, ours as our fault.

MkDocs looks at links before pages are finished and knows no lines, so in a build it leaves them to us.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import mkdocs
from lxml import etree
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from shanben.doors.publication import publication_of
from shanben.export.manifest import MANIFEST, read_manifest
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.wording import told
from shanben.written import DeadLink, Ways, dead_links, resolved, stands_in

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben.links")

_LEVELS = "_shanben_link_levels"
_PAGES = "_shanben_link_pages"
_WRITTEN = re.compile(r"\]\(\s*<?([^\s)>]+)|^\s*\[[^\]]+\]:\s*<?([^\s>]+)|(?:href|src)\s*=\s*[\"']([^\"']+)")
"""Where a line of Markdown names an address."""


def take_over(config: MkDocsConfig) -> None:
    """Keep how loud the library wants to hear of dead links, and let MkDocs not tell them itself."""
    links = config.validation.links
    config.extra[_LEVELS] = (links.not_found, links.anchors)
    links.not_found = links.anchors = links.unrecognized_links = logging.DEBUG


_HOME = (".", "index.html")
"""How a link to the home page is resolved: by the folder it stands in, or by its file."""


def remember_pages(config: MkDocsConfig, files: Files) -> None:
    """Remember which pages are written by hand, and from which files."""
    config.extra[_PAGES] = {
        file.dest_uri: file for file in files.documentation_pages() if file.generated_by is None and file.src_dir
    }


def root_of(config: MkDocsConfig) -> str:
    """The path of the site on its server."""
    return urlsplit(config.site_url or "/").path or "/"


def check_links(config: MkDocsConfig) -> None:
    """Tell of every link of the finished site that leads nowhere.

    What a library's own pages and settings name is told with file and line, as loud as ``validation`` says; what the
    engine wrote is a fault of the engine, told in one line, and no reason to refuse anybody's library.
    """
    site = Path(config.site_dir)
    not_found, anchors = config.extra[_LEVELS]
    ours: list[DeadLink] = []
    theirs: dict[tuple[str, int, str], int] = {}
    for dead in dead_links(site, root_of(config), _ways(config, site)):
        problem = _problem(config, site, dead)
        if problem is None:
            ours.append(dead)
        else:
            place = problem.origin
            theirs[place.path, place.line, told(problem)] = anchors if dead.anchor else not_found
    for (_path, _line, words), level in sorted(theirs.items()):
        log.log(level, "%s", words)
    home = [dead for dead in ours if dead.target in _HOME and not dead.anchor]
    if home:
        message = "there is no home page, and links of every page lead to it ({number}): write this file"
        values = {"number": len(home)}
        log.info("%s", told(Problem("D709", message, Origin(f"{Path(config.docs_dir).name}/index.md"), values)))
    ours = [dead for dead in ours if dead not in home]
    if ours:
        message = "links that shanben wrote lead nowhere ({number}), the first to {link}: please report it to us"
        problem = Problem("D708", message, Origin(ours[0].page), {"number": len(ours), "link": ours[0].link})
        log.info("%s", told(problem))


def _ways(config: MkDocsConfig, site: Path) -> Ways | None:
    """The links of the pages where they were read already and are what they were; a site need not have a manifest."""
    publication = publication_of(config)
    reading = publication.reading
    if publication.wholly_read:
        return reading.ways
    manifest = site / MANIFEST
    files = read_manifest(manifest.read_bytes()) if manifest.is_file() else None
    return reading.ways if files and reading.is_of(files["files"]) else None


def _problem(config: MkDocsConfig, site: Path, dead: DeadLink) -> Problem | None:
    """Whose link it is: the problem of a page or a setting of the library, or None for one of ours."""
    file: File | None = config.extra[_PAGES].get(dead.page)
    values = {"link": dead.link, "page": dead.target, "anchor": dead.anchor}
    message = "the link {link} leads nowhere: there is no {page} in the site"
    if dead.anchor:
        message = "the link {link} leads nowhere: {page} has no #{anchor}"
    if file and file.abs_src_path and stands_in(site / dead.page, dead.link, _is_handwritten):
        source = Path(file.abs_src_path)
        line = next(_lines(source, file, dead), 0)
        return Problem("W707", message, Origin(_shown(source, config), line), values)
    settings = Path(config.config_file_path)
    stated = [str(one) for one in (*config.extra_css, *config.extra_javascript) if dead.target == str(one)]
    stated += [str(config.theme.get(key)) for key in ("logo", "favicon") if config.theme.get(key) == dead.target]
    if not stated:
        return None
    lines = settings.read_text(encoding="utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if stated[0] in line), 0)
    return Problem("W707", message, Origin(settings.name, line), values | {"link": stated[0]})


def _is_handwritten(element: etree._Element) -> bool:
    """Whether an element stands in the text of a page, and not in what we or the theme put around or into it."""
    holders = [element, *element.iterancestors()]
    in_text = any(holder.tag == "article" for holder in holders)
    return in_text and not any("sb-cards" in (holder.get("class") or "").split() for holder in holders)


def _lines(source: Path, file: File, dead: DeadLink) -> Iterator[int]:
    """The lines of a page's source that name a dead link."""
    try:
        text = source.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for groups in _WRITTEN.findall(line):
            for written in filter(None, groups):
                if written == dead.link or _same(written, file, dead):
                    yield number


def _same(written: str, file: File, dead: DeadLink) -> bool:
    """Whether an address in Markdown, which names sources, is the link that became of it."""
    target, anchor = resolved(file.src_uri, written)
    if target is None or anchor != dead.anchor:
        return False
    page = dead.target.removesuffix("index.html").rstrip("/").removesuffix(".html")
    return target in (dead.target, page, f"{page}.md", f"{page}/index.md".lstrip("/"), f"{page}/README.md")


def _shown(source: Path, config: MkDocsConfig) -> str:
    root = Path(config.config_file_path).parent
    return source.relative_to(root).as_posix() if source.is_relative_to(root) else str(source)
