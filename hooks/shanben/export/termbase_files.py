"""Terms as files: YAML (our own), CSV (spreadsheets) and TBX-Basic (ISO 30042). Nothing is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

import yaml
from lxml import etree
from lxml.builder import ElementMaker

from shanben.export.xml_text import WORDS
from shanben.model.language import Sense, Term, Translation

# --- YAML -----------------------------------------------------------------------------------------------------------


def termbase_yaml(terms: Iterable[Term]) -> str:
    """The terms as a YAML termbase."""
    content = {"terms": [_entry(term) for term in terms]}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def _entry(term: Term) -> dict[str, Any]:
    entry: dict[str, Any] = {"term": term.text, "id": term.id}
    aliases: list[dict[str, Any]] = [{"form": form, "usage": usage} for form, usage in term.aliases]
    aliases += [{"form": form, "scope": list(scope)} for form, scope in term.local]
    if aliases:
        entry["aliases"] = aliases
    if len(term.senses) == 1:
        return entry | _sense(term.senses[0])
    return entry | {"senses": [_sense(sense) for sense in term.senses]}


def _sense(sense: Sense) -> dict[str, Any]:
    translations = {
        language: [_rendering(one) for one in several]
        for language, several in groupby(sense.translations, key=lambda one: one.language)
    }
    parts = {
        "translations": translations, "definition": sense.definition, "note": sense.note, "scope": list(sense.scope),
    }  # fmt: skip
    return {name: value for name, value in parts.items() if value}


def _rendering(translation: Translation) -> dict[str, str]:
    rendering = {"text": translation.text, "status": translation.status.value}
    if translation.source:
        rendering["source"] = translation.source
    if translation.usage != "preferred":
        rendering["usage"] = translation.usage
    return rendering


# --- CSV ------------------------------------------------------------------------------------------------------------

_COLUMNS = ("id", "sense", "language", "form", "usage", "status", "source", "scope", "definition", "note")


def termbase_csv(terms: Iterable[Term]) -> str:
    """The terms as CSV, one row a form; the first character is a byte order mark, by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    for term in terms:
        for number, sense in enumerate(term.senses, 1):
            rows.writerow(
                {
                    "id": term.id, "sense": number, "language": "zh", "form": term.text, "usage": "preferred",
                    "scope": " ".join(sense.scope), "definition": sense.definition, "note": sense.note,
                }
            )  # fmt: skip
            for one in sense.translations:
                rows.writerow(
                    {
                        "id": term.id, "sense": number, "language": one.language, "form": one.text, "usage": one.usage,
                        "status": one.status.value, "source": one.source,
                    }
                )  # fmt: skip
        for form, usage, scope in _other_forms(term):
            rows.writerow({"id": term.id, "language": "zh", "form": form, "usage": usage, "scope": " ".join(scope)})
    return "\ufeff" + out.getvalue()


def _other_forms(term: Term) -> Sequence[tuple[str, str, tuple[str, ...]]]:
    everywhere = [(form, usage, ()) for form, usage in term.aliases]
    return [*everywhere, *((form, "admitted", scope) for form, scope in term.local)]


# --- TBX ------------------------------------------------------------------------------------------------------------

_TBX = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_USAGE = {
    "preferred": "preferredTerm-admn-sts", "admitted": "admittedTerm-admn-sts", "avoid": "deprecatedTerm-admn-sts",
}  # fmt: skip
_e = ElementMaker(WORDS, namespace=_TBX, nsmap={None: _TBX})


def termbase_tbx(terms: Iterable[Term], title: str = "Termbase") -> str:
    """The terms as TBX-Basic. A term with several senses becomes a concept for each, with ids ``t-x``, ``t-x.2``.

    The standing of a translation is a note of its term section, where it holds a scope is a projectSubset.
    """
    concepts = [_concept(term, number, sense) for term in terms for number, sense in enumerate(term.senses, 1)]
    header = _e.tbxHeader(_e.fileDesc(_e.titleStmt(_e.title(title)), _e.sourceDesc(_e.p(title))))
    root = _e.tbx(header, _e.text(_e.body(*concepts)), {"type": "TBX-Basic", "style": "dca", _LANG: "zh-Hans"})
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _concept(term: Term, number: int, sense: Sense) -> etree._Element:
    concept = _e.conceptEntry({"id": f"t-{term.id}" if number == 1 else f"t-{term.id}.{number}"})
    if sense.definition:
        concept.append(_e.descrip({"type": "definition"}, sense.definition))
    if sense.note:
        concept.append(_e.note(sense.note))
    chinese = _e.langSec({_LANG: "zh"}, _form(term.text, "preferred", scope=sense.scope))
    if number == 1:
        for form, usage, scope in _other_forms(term):
            chinese.append(_form(form, usage, scope=scope))
    concept.append(chinese)
    for language, several in groupby(sense.translations, key=lambda one: one.language):
        forms = [_form(one.text, one.usage, one.status.value, one.source) for one in several]
        concept.append(_e.langSec({_LANG: language}, *forms))
    return concept


def _form(text: str, usage: str, status: str = "", source: str = "", scope: Sequence[str] = ()) -> etree._Element:
    section = _e.termSec(_e.term(text), _e.termNote({"type": "administrativeStatus"}, _USAGE[usage]))
    if scope:
        section.append(_e.admin({"type": "projectSubset"}, " ".join(scope)))
    if source:
        section.append(_e.admin({"type": "source"}, source))
    if status:
        section.append(_e.note(f"status: {status}"))
    return section


_NAMES_OF_2008 = {
    "tbx": "martif", "tbxHeader": "martifHeader", "conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig",
}  # fmt: skip
"""Elements that had another name in the edition of 2008."""


def termbase_tbx_2008(terms: Iterable[Term]) -> str:
    """The terms as TBX-Basic of the standard's first edition (ISO 30042:2008), which translators' tools still read."""
    root = etree.fromstring(termbase_tbx(terms).encode())
    for element in root.iter():
        name = etree.QName(element).localname
        element.tag = _NAMES_OF_2008.get(name, name)
    del root.attrib["style"]
    etree.cleanup_namespaces(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


WRITERS: dict[str, Callable[[Iterable[Term]], str]] = {
    ".yml": termbase_yaml, ".yaml": termbase_yaml, ".csv": termbase_csv, ".tbx": termbase_tbx,
}  # fmt: skip
"""Which writer makes a file, by the end of its name."""
