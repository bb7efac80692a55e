"""What is known of a work, and what its editors say of it, apart from its text."""

from __future__ import annotations

from collections.abc import Iterator

from shanben.dates import english_date
from shanben.labels import FACTS
from shanben.markup import Markup, both, either, element, joined, link
from shanben.model.works import Fact, Query, Work
from shanben.render.collections import collected_in
from shanben.render.context import Context
from shanben.render.lists import plain_list
from shanben.render.told import told


def facts(work: Work) -> Iterator[Markup]:
    """What is known of the work; supplied statements in brackets."""
    if work.facts:
        yield element("div", plain_list(_fact(fact) for fact in work.facts), classes="sb-facts")


def _fact(fact: Fact) -> Markup:
    chinese, english = FACTS.get(fact.name, (fact.name, fact.name))
    parts: list[str] = [element("span", both(chinese, english, " "), classes="sb-fact")]
    text = _said(fact)
    if fact.read:
        parts.append(element("span", text, classes="sb-read"))
    else:
        parts.append(element("span", "[", text, "]", classes="sb-supplied") if fact.supplied else text)
    if fact.note:
        # What the engine read beside a statement (修订) is what its name says in English.
        note = element("span", fact.note, classes="sb-zh", lang="zh") if fact.read else told(fact.note)
        parts.append(element("small", note, classes="sb-note"))
    return joined(parts, " ")


def _said(fact: Fact) -> str:
    """What a fact says; a day, a kind of text or a name in English too, for who reads that alone."""
    english = fact.english or english_date(fact.text)
    return either(fact.text, english) if english else fact.text


def closing(context: Context) -> Iterator[Markup]:
    """Collections that hold the work, then notes and open queries of the editors."""
    yield from collected_in(context)
    work = context.work
    items = [*(told(note) for note in work.notes), *(_query(context, query) for query in work.queries)]
    if items:
        title = element("p", element("strong", both("编者按 · Editors’ notes")))
        yield element("aside", title, plain_list(items), classes="sb-editors")


def _query(context: Context, query: Query) -> Markup:
    parts: list[str] = [element("span", both("待查", "Query", " "), classes="sb-query"), told(query.question)]
    if query.block in context.addresses.works[context.work.id].page_of:
        parts.append(link(context.link(query.block), "→", title="到这一处 · to the place"))
    return joined(parts, " ")
