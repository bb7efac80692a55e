"""A page that the engine wrote, as a file of the generator: a head and no words, which the door puts in later."""

from __future__ import annotations

from html import escape
from typing import Any, TypeVar

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from shanben.addresses import CATALOGUE, SOURCES
from shanben.model.library import Page
from shanben.render.desk import DESK
from shanben.render.glossary import GLOSSARY

NAVIGABLE = frozenset({CATALOGUE, SOURCES, GLOSSARY, DESK})
"""What MkDocs or a plugin may place in a navigation by itself; all else is reached from there."""

Kind = TypeVar("Kind", bound=File)


def page_file(config: MkDocsConfig, page: Page, kind: type[Kind]) -> Kind:
    """A page as a file of some ``kind``."""
    inclusion = InclusionLevel.INCLUDED if page.path in NAVIGABLE else InclusionLevel.NOT_IN_NAV
    file = kind.generated(config, page.path, content=head_of(page), inclusion=inclusion)
    assert isinstance(file, kind)
    file.edit_uri = page.origin or None
    return file


def head_of(page: Page) -> str:
    """The head of a page as Markdown files have it."""
    return "---\n" + yaml.safe_dump(front(page), allow_unicode=True, sort_keys=False) + "---\n"


def front(page: Page) -> dict[str, Any]:
    """What the head of a page says. MkDocs' templates escape nothing: no title, and no description in its attribute."""
    said = {"title": page.title, **page.front_matter}
    return {key: escape(value) if isinstance(value, str) else value for key, value in said.items()}
