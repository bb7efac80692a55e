"""Terms in TBX-Basic, as terminologists exchange them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from shanben.model.language import Term
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.files import contents
from shanben.read.termbase import Entry, terms_of_entries

TBX = ("urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0")
"""The namespaces of TBX: that of the standard, and that of the dialects' later releases."""
TBX_USAGE = {
    "preferredTerm-admn-sts": "preferred", "admittedTerm-admn-sts": "admitted", "deprecatedTerm-admn-sts": "avoid",
    "supersededTerm-admn-sts": "avoid",
}  # fmt: skip
"""Values of TBX-Basic's administrativeStatus, and what we call them."""
_STATUS_NOTE = re.compile(r"status: (\w+)")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(path: Path, shown: str) -> tuple[Term, ...]:
    """The terms of a TBX-Basic file (ISO 30042:2019 in DCA style, or ISO 30042:2008).

    Raises ``Refused`` with E105, E801 or E802.

    Concepts that follow each other with ids ``x`` and ``x.2`` are senses of one term; of foreign files each concept is
    a term. Nothing outside the file is read: no entity, no network.
    """
    content = contents(path, Origin(shown))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        values = {"reason": error.msg}
        raise Refused([Problem("E802", "not XML: {reason}", Origin(shown, error.lineno or 0), values)]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = "declares a document type or entities, which are not read: take out <!DOCTYPE …>"
        raise Refused([Problem("E802", message, Origin(shown, 1))])
    older = root.tag == "martif" and root.get("type", "").startswith("TBX")
    newer = etree.QName(root).localname == "tbx" and root.nsmap.get(None) in TBX and root.get("style", "dca") == "dca"
    if not (older or newer):
        message = "not TBX: ISO 30042:2019 in DCA style and ISO 30042:2008 are read, convert it first"
        raise Refused([Problem("E802", message, Origin(shown, root.sourceline or 1))])
    entries: dict[str, Entry] = {}
    for concept in root.iter("{*}conceptEntry", "{*}termEntry"):
        name, _, number = concept.get("id", "").removeprefix("t-").partition(".")
        line = concept.sourceline or 0
        chinese = [one for one in _language_sections(concept) if one[0].split("-")[0] == "zh"]
        if not chinese or not chinese[0][1]:
            raise Refused([Problem("E802", "this concept has no Chinese term", Origin(shown, line))])
        sense = _tbx_sense(concept) | {"scope": chinese[0][1][0]["scope"]}
        if number and name in entries:
            entries[name][1]["senses"].append(sense)
            continue
        entries[name or f"@{line}"] = (line, _tbx_entry(name, chinese[0][1], sense))
    return terms_of_entries(list(entries.values()), shown)


def _tbx_entry(name: str, forms: Sequence[dict[str, Any]], sense: dict[str, Any]) -> dict[str, Any]:
    valid = bool(re.fullmatch(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", name))
    aliases = [{"form": form["text"], "usage": form["usage"], "scope": form["scope"]} for form in forms[1:]]
    return {"id": name if valid else None, "term": forms[0]["text"], "aliases": aliases, "senses": [sense]}


def _tbx_sense(concept: etree._Element) -> dict[str, Any]:
    translations: dict[str, list[dict[str, Any]]] = {}
    for language, forms in _language_sections(concept):
        if language.split("-")[0] != "zh":
            renderings = [{key: value for key, value in form.items() if key != "scope"} for form in forms]
            translations.setdefault(language, []).extend(renderings)
    return {
        "translations": translations,
        "definition": _first(concept, "descrip[@type='definition']")
        or _first(concept, "*/descrip[@type='definition']"),
        "note": _first(concept, "note"),
    }


def _language_sections(concept: etree._Element) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for section in concept.iterchildren("{*}langSec", "{*}langSet"):
        forms = section.iterchildren("{*}termSec", "{*}tig", "{*}ntig")
        yield section.get(_XML_LANG, ""), [_tbx_form(one) for one in forms]


def _tbx_form(section: etree._Element) -> dict[str, Any]:
    grouped = section.find("{*}termGrp")
    term = section if grouped is None else grouped  # <ntig> of 2008 holds a group
    status = _STATUS_NOTE.fullmatch(_first(section, "note"))
    return {
        "text": _first(term, "term"),
        "usage": TBX_USAGE.get(_first(term, "termNote[@type='administrativeStatus']"), "preferred"),
        "status": status[1] if status else "editorial",
        "source": _first(section, "admin[@type='source']"),
        "scope": _first(section, "admin[@type='projectSubset']").split(),
    }


def _first(element: etree._Element, path: str) -> str:
    """The text of the first element at a path, or empty."""
    found = element.find("/".join(step if step == "*" else f"{{*}}{step}" for step in path.split("/")))
    return "".join(found.itertext()) if found is not None else ""
