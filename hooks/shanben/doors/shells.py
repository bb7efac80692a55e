"""Shells: a page of the theme rendered once for each layout, with slots that are filled for each page.

A layout is what decides which parts a page has: the depth of its address, its language, whether it has a page before
it. Of each layout one page is rendered twice: once whole, and once with a sentinel in each slot. The shell is what
stands between the sentinels. What is different on every page and not a word (navigation, contents, the way to a page,
the cover) stays a template: it is rendered for each page by itself and stands in a slot.

What was rendered whole is compared with the same page filled in. Where they differ, for somebody's template asks for
something else, every page of that layout is rendered whole, and one line says so.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import mkdocs
from jinja2 import BaseLoader, Environment, Template
from jinja2.utils import htmlsafe_json_dumps
from mkdocs.utils import normalize_url

from shanben.wording import said

log = logging.getLogger(f"{mkdocs.__name__}.hooks.shanben")

HOLES = ("browser_title", "cover", "footer", "nav", "path", "toc", "topic")
"""Partial templates that are rendered for each page."""
_MAIN = "main.html"
COMPARED = 2
"""Pages of each layout that are rendered whole as well, and compared."""
_PRELUDE = (
    '{%- import "partials/language.html" as lang with context -%}'
    "{%- set features = config.theme.features or [] -%}"
    '{%- include "partials/NAME.html" -%}'
)
"""What Material's page has set when it includes a partial."""

_HOLE = '{%% if page.sb_hole is defined %%}{{ page.sb_hole["%s"] }}{%% else %%}%s{%% endif %%}'


class _WithHoles(BaseLoader):
    """The templates of another loader; a page that is made into a shell has a sentinel where a partial would stand."""

    def __init__(self, templates: BaseLoader) -> None:
        self.templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, current = self.templates.get_source(environment, template)
        name = template.removeprefix("partials/").removesuffix(".html")
        if name in HOLES and template == f"partials/{name}.html":
            source = _HOLE % (name, source.removesuffix("\n"))
        return source, path, current

    def list_templates(self) -> list[str]:
        return self.templates.list_templates()


# --- slots ------------------------------------------------------------------------------------------------------------

_SENTINEL = re.compile(r'"sbslotjson0(\w+?)0"|https://sbsloturl0(\w+?)0|(?:<h1>)?sbslotword0(\w+?)0')


def _word(name: str) -> str:
    return f"sbslotword0{name}0"


def _json(name: str) -> str:
    return f"sbslotjson0{name}0"


def _url(name: str) -> str:
    return f"https://sbsloturl0{name}0"  # which the theme leaves as it is: it has a scheme and is relative to nothing


_JSON = ("citation", "sounds")
_OF_CONTEXT = ("editing",)
"""What stands beside the page in what its templates are told; the rest belong to the page."""
_URLS = ("facing", "landing", "outline", "scripts")
_NEIGHBOURS = ("previous_page", "next_page")
_WORDS = ("canonical_url", "edit_url", "title")
_META = ("description", "title")


_SHARED = frozenset({"cover", "is_homepage", "url"})
"""What pages of one layout have in common, as far as it decides anything: addresses lead from it to the same places."""


class _SlotPage:
    """A page with a sentinel for each of its words; whatever else a template asks for is the page's own."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.strange: set[str] = set()
        """What a template asked for that may be different on every page."""
        self.meta = {**page.meta, **{name: _word(f"meta{name}") for name in _META if page.meta.get(name)}}
        self.content = ("<h1>" if _headed(page) else "") + _word("content")
        self.toc = [SimpleNamespace(url="#" + _word("first"), level=1, children=[])] if page.toc else []
        self.sb_hole = {name: _word(name) for name in HOLES}
        for name in _WORDS:
            setattr(self, name, getattr(page, name, None) and _word(name))
        for name in _URLS:
            setattr(self, name, getattr(page, name, None) and _url(name))
        for name in _JSON:
            setattr(self, name, getattr(page, name, None) and _json(name))
        for name in _NEIGHBOURS:
            setattr(self, name, getattr(page, name) and SimpleNamespace(url=_url(name)))

    def __getattr__(self, name: str) -> Any:
        if name not in _SHARED:
            self.strange.add(name)
        return getattr(self._page, name)


def _headed(page: Any) -> bool:
    """Whether the text of a page has a heading of its own, which the theme asks."""
    return "<h1" in (page.content or "")


def _layout(context: Mapping[str, Any]) -> tuple[object, ...]:
    """What decides which parts a page has. Two pages of one layout differ in what stands in their slots."""
    page = context["page"]
    has = tuple(bool(getattr(page, name, None)) for name in (*_WORDS, *_URLS, *_JSON, *_NEIGHBOURS, "toc", "cover"))
    said_of = tuple(sorted((name, bool(value) if name in _META else str(value)) for name, value in page.meta.items()))
    return context["base_url"], page.url.partition("/")[0], has, said_of, _headed(page), bool(context.get("editing"))


class Shells:
    """The shells of a build, made as pages of their layouts come."""

    def __init__(self, templates: Environment) -> None:
        assert templates.loader is not None
        templates.loader = _WithHoles(templates.loader)
        self._templates = templates
        self._shells: dict[tuple[object, ...], tuple[str, ...] | None] = {}
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._holes: dict[str, Template] = {}
        self.unfit = False
        """Whether a page did not fit since somebody last looked."""

    def page(self, context: Mapping[str, Any]) -> str:
        """A page as the theme shows it, from what its templates are told."""
        layout = _layout(context)
        if layout not in self._shells:
            self._shells[layout] = self._shell(context)
        shell = self._shells[layout]
        self._seen[layout] += 1
        if shell and self._seen[layout] > COMPARED:
            return self._filled(shell, context)
        self.unfit |= shell is None
        whole = self._templates.get_template(_MAIN).render(context)
        if (self._seen[layout] == 1 and shell is None) or (shell and self._filled(shell, context) != whole):
            self._shells[layout], self.unfit = None, True
            message = "Pages like {page} are rendered whole: a template of this library asks for more than ours do."
            log.info("%s", said(message, page=context["page"].file.src_uri))
        return whole

    def _shell(self, context: Mapping[str, Any]) -> tuple[str, ...] | None:
        """What stands between the slots and, at odd places, their names; None where a template asks for more."""
        slotted = _SlotPage(context["page"])
        slots = {"page": slotted} | {name: _json(name) for name in _OF_CONTEXT if context.get(name)}
        html = self._templates.get_template(_MAIN).render({**context, **slots})
        if slotted.strange:
            return None
        parts: list[str] = []
        end = 0
        for found in _SENTINEL.finditer(html):
            parts += (html[end : found.start()], next(filter(None, found.groups())))
            end = found.end()
        return (*parts, html[end:])

    def _filled(self, shell: tuple[str, ...], context: Mapping[str, Any]) -> str:
        values = {name: self._value(name, context) for name in dict.fromkeys(shell[1::2])}
        parts = list(shell)
        parts[1::2] = [values[name] for name in shell[1::2]]
        return "".join(parts)

    def _value(self, name: str, context: Mapping[str, Any]) -> str:
        """What stands in a slot of a page."""
        page = context["page"]
        if name in HOLES:
            return self._hole(name).render(context)
        if name in _URLS:
            return normalize_url(getattr(page, name), page, context["base_url"])
        if name in _NEIGHBOURS:
            return normalize_url(getattr(page, name).url, page, context["base_url"])
        if name in _JSON or name in _OF_CONTEXT:
            policies = self._templates.policies
            value = context[name] if name in _OF_CONTEXT else getattr(page, name)
            dumps, options = policies["json.dumps_function"], policies["json.dumps_kwargs"]
            return htmlsafe_json_dumps(value, dumps=dumps, **options)
        if name == "first":
            return str(next(iter(page.toc)).url).removeprefix("#")
        if name.startswith("meta"):
            return str(page.meta[name.removeprefix("meta")])
        return str(getattr(page, name))

    def _hole(self, name: str) -> Template:
        if name not in self._holes:
            self._holes[name] = self._templates.from_string(_PRELUDE.replace("NAME", name))
        return self._holes[name]
