"""What a citation of a work says, as a CSL-JSON item; the page adds the address, the passage and the day of access.

Format: Citation Style Language 1.0.2, "Appendix III: Types" and "Appendix IV: Variables"; https://docs.citationstyles.org
Each type has its mark in GB/T 7714-2015 (annex B), its entry in BibTeX and its type in RIS. ``make bench-citations``
has them read by citeproc and citation-js.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from shanben.metadata import schema_type, stated, worded_on
from shanben.model.text import Supplied
from shanben.model.works import Work


@dataclass(frozen=True, slots=True)
class Form:
    """What one type of work is called in each style."""

    csl: str
    gbt: str
    bibtex: str
    ris: str


REPORT = Form("report", "R/OL", "techreport", "RPRT")
LAW = Form("legislation", "S/OL", "misc", "STAT")
STANDARD = Form("standard", "S/OL", "misc", "STAND")
CASE = Form("legal_case", "A/OL", "misc", "CASE")
NEWSPAPER = Form("article-newspaper", "N/OL", "article", "NEWS")
JOURNAL = Form("article-journal", "J/OL", "article", "JOUR")
PAGE = Form("webpage", "EB/OL", "misc", "ELEC")

_BY_SCHEMA = {"Legislation": LAW, "Report": REPORT}
_BY_KIND = (
    (re.compile("判决|裁定|裁判|判例|指导性案例"), CASE),
    (re.compile("(?:国家|行业|地方|团体)?标准$|技术规范$"), STANDARD),
)
_BY_PUBLICATION = ((re.compile("报(?:》|（|$|[ ，,\\d])|Daily|Times"), NEWSPAPER), (re.compile("."), JOURNAL))


def form_of(work: Work) -> Form:
    """The type of a work: by its recorded kind, else by what it was published in."""
    kind = stated(work, "kind")
    by_kind = next((form for pattern, form in _BY_KIND if pattern.search(kind)), None)
    by_schema = by_kind or _BY_SCHEMA.get(schema_type(work))
    publication = stated(work, "publication")
    return by_schema or next((form for pattern, form in _BY_PUBLICATION if pattern.search(publication)), PAGE)


def citation(work: Work, site: str) -> dict[str, Any]:
    """A work as ``item`` (CSL-JSON) with ``supplied``: which of its statements the source does not hold.

    ``lasting`` says, of a current version, how its addresses begin, and how those that stay this text's when another
    version is current. ``translated`` is the title in another language, which styles for other readers set beside the
    Chinese; ``version`` and ``excerpt`` belong behind the title; ``name`` is the title in a list of works; ``form``
    says what its type is called elsewhere. Nothing is guessed: a work without a recorded author or date has none here.
    """
    issuer = stated(work, "issuer")
    author = stated(work, "author") or issuer
    date = worded_on(work)
    form = form_of(work)
    item: dict[str, Any] = {
        "id": work.lasting,
        "type": form.csl,
        "title": work.title,
        "author": [{"literal": author}] if author else [],
        "issued": {"date-parts": [[int(part) for part in date.split("-")]]} if date else {},
        "publisher": issuer if issuer != author else "",  # named once, as the one who speaks
        "collection-title": stated(work, "series"),
        "number": stated(work, "number"),
        "container-title": stated(work, "publication") or (site if form is PAGE else ""),
        "language": work.language,
    }
    ways = [f"works/{name}/" for name in (work.id, work.lasting)]
    supplied = [fact.name for fact in work.facts if fact.supplied]
    if isinstance(work.root.heading, Supplied):
        supplied.append("title")
    translations = work.translations.get(work.root.anchor, ())
    return {
        "item": {name: value for name, value in item.items() if value},
        "supplied": supplied,
        "translated": translations[0].text if translations else "",
        "version": work.told_apart if work.dated else "",
        "name": work.name,
        "excerpt": work.excerpt,
        "lasting": ways if ways[0] != ways[1] else None,
        "form": {"gbt": form.gbt, "bibtex": form.bibtex, "ris": form.ris},
    }
