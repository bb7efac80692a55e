"""Addresses that works had before: every page of a work answers under its former ids as well, and leads on."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from shanben.addresses import WorkPages, page_url
from shanben.doors.publication import Publication

_PAGE = """\
<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>
<meta name="robots" content="noindex"><link rel="canonical" href="{to}">
<script>location.replace({quoted} + (location.protocol === "file:" ? {file} : "") + location.hash)</script>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
</head><body><a href="{to}">{title}</a></body></html>
"""
"""The script keeps the place in the work, which a refresh would lose."""


def former_pages(publication: Publication) -> Iterator[tuple[str, str]]:
    """A file for every page of a work under each of its former ids: its path on the site, and its content."""
    for work in publication.library.works:
        for former in work.formerly:
            for path in _paths(publication.where.works[work.id]):
                old = f"works/{former}/{path.removeprefix(f'works/{work.id}/')}"
                here = page_url(old, publication.where.directory_urls)
                file = f"{here}index.html" if here.endswith("/") else here
                target = page_url(path, publication.where.directory_urls)
                to = posixpath.relpath(target, posixpath.dirname(file)) + ("/" if target.endswith("/") else "")
                file_name = '"index.html"' if to.endswith("/") else '""'  # a folder has no first page without a server
                yield file, _PAGE.format(title=escape(work.title), to=escape(to), quoted=f"'{to}'", file=file_name)


def _paths(pages: WorkPages) -> set[str]:
    """The pages of a work. Their names are letters, digits and hyphens, which need no quoting in a script."""
    return {pages.landing, pages.whole, *(path for _, path in pages.sections)}
