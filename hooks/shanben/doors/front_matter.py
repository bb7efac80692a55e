"""What stands at the head of a page by hand: words are words, and what it names is there.

The theme's templates print titles and descriptions as they are, on the page and in the navigation of every other, and
end with a fault of theirs where an icon or a template is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape, unescape

from jinja2 import TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.stopping import stopped
from shanben.model.text import Origin
from shanben.problems import Problem, Refused


def settle_front_matter(page: SitePage, config: MkDocsConfig) -> None:
    """Let words of the head be printed as words. Raises ``Abort``, told in a line each, for what cannot be used."""
    if page.meta.get("template", "") is None:
        del page.meta["template"]
    problems = [*_problems(page, config)]
    if problems:
        raise stopped(Refused(problems))
    # Nobody writes markup there; who wrote references (&amp;) means the characters.
    words = {name: escape(unescape(value)) for name, value in page.meta.items() if isinstance(value, str)}
    page.meta.update({name: value for name, value in words.items() if name != "template"})


def _problems(page: SitePage, config: MkDocsConfig) -> Iterator[Problem]:
    origin = Origin(page.file.src_uri)
    template, icon = page.meta.get("template"), page.meta.get("icon")
    if template is not None and not _there(template, config):
        message = "there is no template {name}: name one of the theme at the head of the page, or none"
        yield Problem("E501", message, origin, {"name": str(template)})
    if icon and not _there(f".icons/{icon}.svg", config):
        message = "there is no icon {name}: name one of the theme at the head of the page, like material/book, or none"
        yield Problem("E501", message, origin, {"name": str(icon)})
    if not isinstance(page.meta.get("hide") or (), (list, tuple, str)):
        message = "hide at the head of the page must be a list, like `[toc]`"
        yield Problem("E501", message, origin)


def _there(template: str, config: MkDocsConfig) -> bool:
    environment = config.theme.get_env()
    assert environment.loader
    try:
        environment.loader.get_source(environment, template)  # not compiled: it may use filters that plugins bring
    except (TemplateNotFound, TypeError, AttributeError, ValueError, OSError):
        return False
    return True
