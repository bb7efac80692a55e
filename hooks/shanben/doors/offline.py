"""MkDocs door: the site made ready for where it will be read, on a web server or as one zip that opens from file://.

``SHANBEN_DELIVERY`` says where: nothing for a web server, ``compressed`` for one that serves prepared copies,
``bundle`` for the zip. Pages are the same; a bundle has no instant loading and nothing only a server reads.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from shanben import metadata
from shanben.addresses import comparison_page, page_url
from shanben.doors.beside import keep_dates
from shanben.doors.dated import dates_in
from shanben.doors.linked import left_alone
from shanben.doors.links import root_of
from shanben.doors.proof import on_post_build as prove
from shanben.doors.proof import proof
from shanben.doors.publication import Publication, publication_of
from shanben.doors.stopping import stopped
from shanben.export import bundle, epub, feed, hosting, work_markdown
from shanben.export.site_reading import read_site
from shanben.labels import STANDINGS
from shanben.markup import both
from shanben.model.library import ShapedSource
from shanben.model.works import Section, Work
from shanben.pictures import pictures_of
from shanben.problems import Refused
from shanben.read.history import EPOCH, Dates, dates_of, last_change
from shanben.read.pictures import picture_bytes

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

DELIVERY = "SHANBEN_DELIVERY"
BUNDLES = "SHANBEN_BUNDLES"
"""The folder that bundles are written to; ``dist`` beside ``mkdocs.yml`` where nobody says."""


class Delivery:
    """What one build knows of where its site will be read. Kept in ``config.extra["_shanben_delivery"]``."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.root = Path(config.config_file_path).parent
        self.kind = os.environ.get(DELIVERY, "")
        self.moment = last_change(self.root)
        self.site = metadata.Site(config.site_url or "", config.site_name, config.theme.get("language") or "zh")
        self.sections: dict[str, tuple[Work, Section]] = {}
        self.dates: dict[str, Dates] = {}

    def learn(self, publication: Publication, known: Mapping[str, Dates]) -> None:
        """Learn which page shows what, and when each work was first held and last changed, by ``known`` of files."""
        for shaped in publication.library.sources:
            paths = [path.as_posix() for path in (shaped.source.path, shaped.edition_path) if path]
            dates = dates_of(known, paths, self.moment)
            for work in shaped.works:
                pages = publication.where.works[work.id]
                self.dates[work.id] = dates
                self.sections[pages.landing] = (work, work.root)
                self.sections |= {path: (work, section) for section, path in pages.sections}


def _file_name(work: Work) -> str:
    """What the other forms of a work are called; a version's address has several parts."""
    return work.id.replace("/", "-")


def _forms(work: Work) -> tuple[metadata.Format, ...]:
    """The other forms of a work, beside its first page."""
    stem = f"works/{work.id}/{_file_name(work)}"
    return (
        metadata.Format(epub.MEDIA_TYPE, "EPUB", f"{stem}.epub"),
        metadata.Format(work_markdown.MEDIA_TYPE, "Markdown", f"{stem}.md"),
    )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Settle the moment the build stands for, so that no date in it comes from the clock."""
    try:
        delivery = Delivery(config)
    except Refused as refusal:
        raise stopped(refusal) from None
    config.extra["_shanben_delivery"] = delivery
    os.environ[EPOCH] = str(delivery.moment)  # for MkDocs
    if delivery.kind == "bundle":
        features = config.theme.get("features") or []
        config.theme["features"] = [name for name in features if not name.startswith("navigation.instant")]
        config.site_url = ""  # an address on the web would be wrong for pages that are named otherwise here
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Learn what the library holds, once it was read."""
    delivery: Delivery = config.extra["_shanben_delivery"]
    publication = publication_of(config)
    delivery.learn(publication, dates_in(config, publication.seeds))
    keep_dates(config, delivery.dates)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what is read by machines: the feed and robots.txt, unless the library holds its own."""
    delivery: Delivery = config.extra["_shanben_delivery"]
    if not config.site_url:
        return files
    entries = [_entry(config, work) for work in publication_of(config).library.works]
    made: dict[str, str | bytes] = {
        feed.PATH: feed.atom_feed(config.site_url, config.site_name, entries, delivery.moment),
        "robots.txt": feed.robots(config.site_url),
    }
    for path, content in made.items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=content))
    return files


def _entry(config: MkDocsConfig, work: Work) -> feed.Entry:
    """A work as the feed tells of it."""
    publication, dates = publication_of(config), config.extra["_shanben_delivery"].dates[work.id]
    found = publication.web.versions.get(work.id)
    before = found.before if found else None
    compared = comparison_page(found.versions, before, found.version) if found and before else ""
    standing = STANDINGS[work.standing][0] if found or work.awaited else metadata.stated(work, "status")
    day = metadata.worded_on(work)
    told = (day, metadata.stated(work, "kind"), metadata.stated(work, "issuer"), standing)
    return feed.Entry(
        publication.where.url(work.id, work.root.anchor).partition("#")[0], work.name, _first_words(config, work),
        work.language, dates.created, dates.changed, " · ".join(filter(None, told)), day,
        page_url(compared, publication.where.directory_urls) if compared else "",
    )  # fmt: skip


def _first_words(config: MkDocsConfig, work: Work) -> str:
    publication = publication_of(config)
    page = publication.pages[publication.where.works[work.id].landing]
    return str(page.front_matter.get("description", ""))


def on_page_content(html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Offer a work's other forms at the end of its first page."""
    shown = config.extra["_shanben_delivery"].sections.get(page.file.src_uri)
    if shown is None or shown[1] is not shown[0].root:
        return html
    links = " · ".join(
        f'<a href="{escape(Path(form.url).name)}" type="{form.media_type}" download>{form.name}</a>'
        for form in _forms(shown[0])
    )
    return f'{html}\n<p class="sb-take-along">{both("带走 · Take along")}: {links}</p>'


def on_post_page(output: str, *, page: SitePage, config: MkDocsConfig) -> str:
    """Say in the head of each page what machines want to know of it."""
    return output.replace("</head>", _head(page, config) + "</head>", 1)


def _head(page: SitePage, config: MkDocsConfig) -> str:
    delivery: Delivery = config.extra["_shanben_delivery"]
    where = publication_of(config).where
    site = metadata.Site(config.site_url or "", delivery.site.name, delivery.site.language)
    # What MkDocs' templates print was escaped for them.
    title = unescape(str(page.title or site.name))
    description = unescape(str(page.meta.get("description") or config.site_description or ""))
    shown = delivery.sections.get(page.file.src_uri)
    if shown is None:
        return metadata.page_head(site, page.url, title, description)
    work, section = shown
    return metadata.work_head(
        site,
        metadata.About(
            work, section, page.url, where.url(work.id, work.root.anchor).partition("#")[0],
            {child.anchor: where.url(work.id, child.anchor) for child in section.children},
            description, feed.moment(delivery.dates[work.id].changed), _forms(work),
        ),
    )  # fmt: skip


@event_priority(-50)
def _finish(*, config: MkDocsConfig) -> None:
    """Finish the site before it takes its place: what is to be told of its pages, and what its web server needs."""
    delivery: Delivery = config.extra["_shanben_delivery"]
    site = Path(config.site_dir)
    publication = publication_of(config)
    if publication.watched:  # whose pages are for the eyes of those who edit
        return
    alone = left_alone(config)
    publication.reading, publication.wholly_read = (
        read_site(site, root_of(config), publication.reading, sure=alone),
        alone,
    )
    if delivery.kind == "bundle":
        return
    hosting.write_policy(site, publication.reading.inline)
    if delivery.kind == "compressed":
        hosting.compress(site)


def _pictures(work: Work, seeds: Path) -> dict[str, bytes]:
    """The pictures of a work that can be published."""
    found = {path: picture_bytes(seeds, path) for path in pictures_of(work)}
    return {path: content for path, content in found.items() if content is not None}


def beside(shaped: ShapedSource, config: MkDocsConfig) -> Iterator[object]:
    """What the pages and other forms of a source show that neither its text nor its edition says: days, pictures, and
    to those who watch the lines of its edition file.
    """
    delivery: Delivery | None = config.extra.get("_shanben_delivery")
    publication = publication_of(config)
    seeds = Path(config.config_file_path).parent / publication.seeds
    for work in shaped.works:
        yield delivery and delivery.dates[work.id]
        yield [(path, hashlib.sha256(content).hexdigest()) for path, content in _pictures(work, seeds).items()]
    if publication.watched:
        edition = (seeds / shaped.source.path.name).with_suffix(".yml")
        yield hashlib.sha256(edition.read_bytes()).hexdigest() if edition.is_file() else ""


def other_forms(shaped: ShapedSource, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """The works of a source to take along: the path of each file on the site, and its content.

    None where ``mkdocs.yml`` names the doors as hooks and leaves this one out.
    """
    delivery: Delivery | None = config.extra.get("_shanben_delivery")
    if delivery is None:
        return
    publication = publication_of(config)
    for work in shaped.works:
        url = f"{delivery.site.url}works/{work.lasting}/"
        pictures = _pictures(work, delivery.root / publication.seeds)
        changed = delivery.dates[work.id].changed
        book = epub.Book(work, publication.where.works[work.id], publication.web.terms, url, changed, pictures)
        stem = f"works/{work.id}/{_file_name(work)}"
        yield f"{stem}.epub", epub.epub(book)
        yield f"{stem}.md", work_markdown.work_markdown(work, url).encode()


@event_priority(-200)
def _bundle(*, config: MkDocsConfig) -> None:
    """Zip the site once it has taken its place, which a build that is refused never does."""
    delivery: Delivery = config.extra["_shanben_delivery"]
    site = Path(config.site_dir)
    if delivery.kind != "bundle" or not site.is_dir():
        return
    folder = Path(os.environ.get(BUNDLES) or delivery.root / "dist")
    name = bundle.bundle_name(delivery.site.name, delivery.moment)
    target = folder / f"{name}.zip"
    about = bundle.readme(delivery.site.name, delivery.site.url, delivery.moment)
    publication = publication_of(config)
    proofs = dict(proof(bundle.bundle_files(site, about), publication.library, publication.reading.passages))
    bundle.write_bundle(site, target, about=about, proofs=proofs, moment=delivery.moment)
    log.info("Bundle: %s", target)


on_post_build = CombinedEvent(_finish, prove, _bundle)  # type: ignore[arg-type]  # MkDocs types it for methods
