"""Everything of a source that stands in the site, written there: its pages, its scripts, its works to take along.

It is a map over sources: what one needs of the others (titles, terms, who cites it) was gathered before. So several
processes can share it; see ``processes``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.filled import FilledPage
from shanben.doors.frame import frame_of
from shanben.doors.kept_pages import Contents, Written, contents, find, keep, key_of
from shanben.doors.linked import Writer
from shanben.doors.links import root_of
from shanben.doors.offline import beside, other_forms
from shanben.doors.publication import publication_of
from shanben.doors.serving import faults_above, over
from shanben.doors.shells import Shells
from shanben.export.site_reading import SiteReading
from shanben.model.library import ShapedSource
from shanben.render.asked import Question
from shanben.render.facing import facing_scripts
from shanben.render.outline_script import outline_path, outline_script
from shanben.render.scripts import script_scripts
from shanben.written import Ways

Asked = tuple[Question, ...] | None
"""What the pages of a source asked of the rest of the library; None where they may not be kept."""


class Filling:
    """Writes the sources of a library into its site."""

    def __init__(
        self,
        config: MkDocsConfig,
        templates: Environment,
        files: Files,
        nav: Navigation,
        writer: Writer,
    ) -> None:
        """``writer`` writes a file of the site. Raises ``Refused`` for a template that cannot be read."""
        self._config, self._files, self._nav = config, files, nav
        self._publication = publication_of(config)
        self._shells = Shells(templates)
        self._writer = writer
        self.above = faults_above(self._publication.watched)
        """What stands over each page."""
        self._frame = frame_of(config, nav, self._publication)
        self._beside: dict[int, Any] = {}

    def write(self, index: int) -> SiteReading:
        """Write one of the library's sources, and read what was written as its readers' browsers will."""
        return self.make(index)[0]

    def make(self, index: int) -> tuple[SiteReading, Asked]:
        """The same, and what it asked of the rest of the library, if it was made now and may be kept."""
        shaped = self._publication.library.sources[index]
        key = self._key(shaped)
        reading, asked = self._again(key), None
        if reading is None:
            written, held, asked = self._written(shaped)
            reading = written.reading
            self._keep(key, written, held, asked)
            self._put(held)
        return reading, asked

    def again(self, index: int) -> SiteReading | None:
        """Write a source as an earlier build did; None where that is not kept, or would be otherwise now."""
        return self._again(self._key(self._publication.library.sources[index]))

    def take(self, index: int, reading: SiteReading, held: Contents, asked: Asked) -> None:
        """Write a source that another machine has made, and keep it as if it had been made here."""
        key = self._key(self._publication.library.sources[index])
        self._keep(key, Written({**reading.digests, **reading.others}, reading), held, asked)
        self._put(held)

    def _key(self, shaped: ShapedSource) -> str:
        return key_of(self._publication.state(shaped), self._frame, beside(shaped, self._config))

    def _again(self, key: str) -> SiteReading | None:
        publication = self._publication
        written = find(publication.kept, key, publication.where, publication.web)
        if written is None:
            return None
        if not self._stand(written):
            held = contents(publication.kept, key, written)
            if held is None:
                return None
            self._put(held)
        return written.reading

    def _put(self, held: Contents) -> None:
        for path, content in held.items():
            shown = over(content, self.above) if path.endswith(".html") else content
            self._writer.put(path, shown)

    def _keep(self, key: str, written: Written, held: Contents, asked: Asked) -> None:
        publication = self._publication
        if key and asked is not None:
            keep(publication.kept, key, written, held, asked, publication.where, publication.web)

    def _stand(self, written: Written) -> bool:
        """Have the files of the old site that are the same; False where any is not there."""
        return not self.above and all(self._writer.link(path, digest) for path, digest in written.files.items())

    def _written(self, shaped: ShapedSource) -> tuple[Written, Contents, Asked]:
        """Everything of a source, made anew, what it holds, and what was asked for it."""
        publication, self._shells.unfit = self._publication, False
        with publication.asking(shaped) as lent:
            held = dict((*self._pages(shaped), *self._files_of(shaped)))
        reading = SiteReading(ways=Ways(root_of(self._config)))
        for path, content in held.items():
            reading.learn(path, content)
        reading.ways.settle()  # a text and its receipt mostly lead to each other
        written = Written({**reading.digests, **reading.others}, reading)
        return written, held, None if self._shells.unfit else lent.asked  # else every build tells of it

    def _pages(self, shaped: ShapedSource) -> Iterator[tuple[str, bytes]]:
        for path in self._publication.paths[shaped.source.slug]:
            file = self._files.get_file_from_path(path)
            if isinstance(file, FilledPage) and file.page:
                yield file.dest_uri, self._page(file.page).encode("utf-8", "xmlcharrefreplace")

    def _page(self, page: SitePage) -> str:
        """A page as the ordinary path would build it; of those who want to see it there are only ourselves."""
        config, plugins = self._config, self._config.plugins
        before = dict(vars(page))
        page.active = True
        page.content = plugins.on_page_content("", page=page, config=config, files=self._files)
        context = plugins.on_page_context(self._context(page), page=page, config=config, nav=self._nav)
        output = plugins.on_post_page(self._shells.page(context), page=page, config=config)
        vars(page).clear()  # of a page that was written nothing is kept
        vars(page).update(before)
        return output

    def _context(self, page: SitePage) -> Any:
        """What templates are told of a page; what depends on its depth alone is found once for each."""
        depth = page.url.count("/")
        if depth not in self._beside:
            self._beside[depth] = get_context(self._nav, (), self._config, page)
        return {**self._beside[depth], "page": page}

    def _files_of(self, shaped: ShapedSource) -> Iterator[tuple[str, bytes]]:
        where = self._publication.where
        for work in shaped.works:
            yield outline_path(work), outline_script(work, where).encode()
        for path, script in (*facing_scripts(shaped, where), *script_scripts(shaped, where)):
            yield path, script.encode()
        yield from other_forms(shaped, self._config)
