"""A library as a project of plain Markdown for other generators: MkDocs or ProperDocs with Material, and Zensical.

No template, script or extension of ours is needed. Headings keep their anchors; what only our pages have (receipts,
backlinks, marks of terms) stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape as html

import yaml

from shanben.export.markdown_blocks import escape
from shanben.export.work_markdown import work_markdown
from shanben.labels import STATUSES
from shanben.model.language import Term
from shanben.model.library import Library
from shanben.model.works import Work

EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables")
"""What the pages need of Python-Markdown."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a project says of itself. ``url`` is empty where it does not know its address."""

    name: str
    url: str = ""


def project(library: Library, site: Site) -> Iterator[tuple[str, str]]:
    """The files of a project: path and text. The files of figures are not among them."""
    yield "docs/index.md", _home(library, site)
    for work in library.works:
        yield f"docs/{_page(work)}", _headed(work.title, work_markdown(work, f"{site.url}works/{work.id}/", True))
    if library.terms:
        yield "docs/glossary.md", _headed("术语 · Glossary", "\n\n".join(_glossary(library.terms)) + "\n")
    yield "mkdocs.yml", _settings(library, site)


def _page(work: Work) -> str:
    return f"works/{work.id}/index.md"


def _headed(title: str, text: str) -> str:
    """A page with its title in front; generators print titles as markup."""
    front = yaml.safe_dump({"title": html(title, quote=False)}, allow_unicode=True, width=10_000)
    return f"---\n{front}---\n\n{text}"


def _home(library: Library, site: Site) -> str:
    works = [f"- [{escape(work.title)}]({_page(work)})" for work in library.works]
    return _headed(site.name, f"# {escape(site.name)}\n\n" + "\n".join(works) + "\n")


def _glossary(terms: tuple[Term, ...]) -> Iterator[str]:
    yield "# 术语 · Glossary"
    for term in terms:
        yield f"## {escape(term.text)} {{: #{term.id} }}"
        for sense in term.senses:
            said = [f"{escape(one.text)} ({STATUSES[one.status][1]})" for one in sense.translations]
            said += [escape(" ".join(part.split())) for part in (sense.definition, sense.note) if part]
            if said:
                yield "\n".join(f"- {part}" for part in said)


def _settings(library: Library, site: Site) -> str:
    works = [{html(work.title, quote=False): _page(work)} for work in library.works]
    nav: list[object] = [{"首页 · Home": "index.md"}, {"文集 · Works": works}]
    if library.terms:
        nav.append({"术语 · Glossary": "glossary.md"})
    settings: dict[str, object] = {"site_name": html(site.name, quote=False)}
    if site.url:
        settings["site_url"] = site.url
    settings |= {"theme": {"name": "material", "language": "zh"}, "markdown_extensions": list(EXTENSIONS), "nav": nav}
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=10_000)
