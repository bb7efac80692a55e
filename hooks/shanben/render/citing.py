"""What a citation of a work says, as a CSL-JSON item; the page adds the address, the passage and the day of access.

Format: Citation Style Language 1.0.2, "Appendix III: Types" and "Appendix IV: Variables"; https://docs.citationstyles.org
"""

from __future__ import annotations

from typing import Any

from shanben.metadata import iso_date, schema_type, stated
from shanben.model.text import Supplied
from shanben.model.works import Work

_TYPES = {"Legislation": "legislation", "Report": "report"}


def citation(work: Work, site: str) -> dict[str, Any]:
    """A work as ``item`` (CSL-JSON) with ``supplied``: which of its statements the source does not hold.

    ``translated`` is the title in another language, which styles for other readers set beside the Chinese. Nothing is
    guessed: a work without a recorded author or date has none here.
    """
    author = stated(work, "author") or stated(work, "issuer")
    date = iso_date(stated(work, "date"))
    item: dict[str, Any] = {
        "id": work.id,
        "type": _TYPES.get(schema_type(work), "webpage"),
        "title": work.title,
        "author": [{"literal": author}] if author else [],
        "issued": {"date-parts": [[int(part) for part in date.split("-")]]} if date else {},
        "publisher": stated(work, "issuer"),
        "collection-title": stated(work, "series"),
        "number": stated(work, "number"),
        "container-title": stated(work, "publication") or site,
        "language": work.language,
    }
    supplied = [fact.name for fact in work.facts if fact.supplied]
    if isinstance(work.root.heading, Supplied):
        supplied.append("title")
    translations = work.translations.get(work.root.anchor, ())
    return {
        "item": {name: value for name, value in item.items() if value},
        "supplied": supplied,
        "translated": translations[0].text if translations else "",
        "excerpt": work.excerpt,
    }
