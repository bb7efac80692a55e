"""What other plugins are told of pages that a library makes: there is no file in ``docs/`` that they could ask."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.publication import publication_of
from shanben.read.history import Dates

_DATED_BY = "git-revision-date-localized"
_DATES = "_shanben_dates"


def keep_dates(config: MkDocsConfig, dates: dict[str, Dates]) -> None:
    """Keep when each work was first held and last changed, for plugins that date pages."""
    config.extra[_DATES] = dates


def tell_before(page: SitePage, config: MkDocsConfig) -> None:
    """Before other plugins see a page: a text is no template for macros, and a work is dated by its files."""
    made = publication_of(config).pages.get(page.file.src_uri)
    if made is None:
        return
    page.meta.setdefault("render_macros", False)
    plugin: Any = config.plugins.get(_DATED_BY)
    dates: Dates | None = config.extra.get(_DATES, {}).get(made.work)
    if plugin and dates and hasattr(plugin, "generated_timestamps"):
        plugin.generated_timestamps[page.file.src_uri] = dates.changed


def tell_after(page: SitePage, config: MkDocsConfig) -> None:
    """After other plugins have seen a page: the day on which a work was first held."""
    made = publication_of(config).pages.get(page.file.src_uri)
    plugin: Any = config.plugins.get(_DATED_BY)
    dates: Dates | None = config.extra.get(_DATES, {}).get(made.work) if made else None
    if plugin and dates and "git_creation_date_localized" in page.meta:
        kind, locale = plugin.config["type"], page.meta.get("locale") or plugin.config["locale"]
        forms = plugin.util.get_date_formats_for_timestamp(dates.created, locale=locale, add_spans=True)
        page.meta["git_creation_date_localized"] = forms[kind]
