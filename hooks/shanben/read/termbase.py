"""The termbase, ``seeds/termbase.yml``, and term files from elsewhere (CSV, TBX). One grammar validates all three."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pypinyin import lazy_pinyin

from shanben.model.language import Sense, Term, Translation, TranslationStatus
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.faults import Unfit, told_fault
from shanben.read.files import contents
from shanben.read.yaml_file import YamlFile
from shanben.settings import Language

# --- the grammar as models ------------------------------------------------------------------------------------------

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def _readable(text: str) -> str:
    if _CONTROL.search(text):
        raise Unfit("it holds a character that is no text (a tab, a carriage return, a control character)")
    return text


def _form(text: str) -> str:
    if not text or text != text.strip() or "\n" in text:
        raise Unfit("a form is not empty, stands on one line and has no space around it")
    return text


_Text = Annotated[str, AfterValidator(_readable)]
_Form = Annotated[_Text, AfterValidator(_form)]
_Usage = Literal["preferred", "admitted", "avoid"]
_Scope = tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*(#[A-Za-z0-9][A-Za-z0-9.-]*)?$")], ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rendering(_Part):
    """A translation of a term."""

    text: _Form
    status: TranslationStatus = Field(TranslationStatus.EDITORIAL, description="Its standing")
    source: _Text = Field("", description="Where it was read: an address")
    usage: _Usage = Field("preferred", description="avoid: known, but wrong or dated")


def _renderings(value: object) -> object:
    """One translation may stand for a list of one, and plain words for a translation."""
    several = value if isinstance(value, (list, tuple)) else [value]
    return [{"text": one} if isinstance(one, str) else one for one in several]


class _Alias(_Part):
    """Another Chinese form of a term; the engine derives traditional ones itself."""

    form: _Form
    usage: _Usage = "admitted"
    scope: _Scope = Field((), description="Where this form means this term; empty: everywhere")


def _aliases(value: object) -> object:
    return [{"form": one} if isinstance(one, str) else one for one in value] if isinstance(value, list) else value


_Renderings = Annotated[
    tuple[_Rendering, ...],
    BeforeValidator(_renderings, json_schema_input_type=_Form | _Rendering | tuple[_Form | _Rendering, ...]),
]
_Aliases = Annotated[tuple[_Alias, ...], BeforeValidator(_aliases, json_schema_input_type=tuple[_Form | _Alias, ...])]


class _Sense(_Part):
    """One meaning of a term."""

    translations: dict[Language, _Renderings] = Field(default_factory=dict)
    definition: _Text = ""
    note: _Text = ""
    scope: _Scope = Field((), description="Works (id), sections or blocks (id#anchor) where it holds; empty: elsewhere")


class _Entry(_Sense):
    """A term with one meaning, or with several under ``senses``."""

    term: _Form
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$")] | None = Field(
        None, description="Its address on the glossary page; by default its pinyin"
    )
    aliases: _Aliases = ()
    senses: tuple[_Sense, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> _Entry:
        if self.senses and (self.translations or self.definition or self.note or self.scope):
            raise Unfit("a term has its meaning either here or under `senses`, not in both places")
        return self


class TermbaseFile(_Part):
    """A termbase: terms with their translations, other forms and meanings."""

    terms: tuple[_Entry, ...] = ()


def termbase_schema() -> dict[str, Any]:
    """The JSON Schema of termbases, for editors' YAML plugins."""
    return TermbaseFile.model_json_schema(by_alias=True)


# --- from the grammar to terms --------------------------------------------------------------------------------------

_Location = Sequence[int | str]


def read_termbase(path: Path, shown: str, *, inside: Path | None = None) -> tuple[Term, ...]:
    """The terms of a YAML termbase. Raises ``Refused`` with E201, E202 or E801 and the line of each fault, or as
    ``contents`` does, which says what ``inside`` means.
    """
    file = YamlFile(path, shown, inside=inside)
    return _terms(file.validate(TermbaseFile), file.origin)


def pinyin_id(text: str) -> str:
    """The default address of a term: its pinyin in ASCII letters and digits, or ``term`` where it has none."""
    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(text)).lower()) or "term"


def _terms(content: TermbaseFile, origin: Callable[[_Location], Origin]) -> tuple[Term, ...]:
    """Terms with their ids. Raises ``Refused`` with an E801 for each id or form that two terms claim."""
    taken = {entry.id for entry in content.terms if entry.id}
    terms = [_term(entry, entry.id or _free(pinyin_id(entry.term), taken)) for entry in content.terms]
    _check_unique(terms, lambda index: origin(("terms", index)))
    return tuple(terms)


def unique_terms(terms: Sequence[Term], shown: str) -> None:
    """Raises ``Refused`` with an E801 for each id or form that two terms claim."""
    _check_unique(terms, lambda _: Origin(shown))


def _check_unique(terms: Sequence[Term], origin: Callable[[int], Origin]) -> None:
    problems: list[Problem] = []
    forms: dict[str, str] = {}
    ids: set[str] = set()
    for index, term in enumerate(terms):
        if term.id in ids:
            problems.append(Problem("E801", TWICE, origin(index), {"id": term.id}))
        ids.add(term.id)
        for form in (term.text, *(form for form, _ in term.aliases)):
            if form in forms:
                message = "{form} already stands under {term}: keep it there, or make it another sense of that term"
                problems.append(Problem("E801", message, origin(index), {"form": form, "term": forms[form]}))
            forms.setdefault(form, term.text)
    if problems:
        raise Refused(problems)


def _free(name: str, taken: set[str]) -> str:
    candidate, ordinal = name, 2
    while candidate in taken:
        candidate, ordinal = f"{name}-{ordinal}", ordinal + 1
    taken.add(candidate)
    return candidate


def _term(entry: _Entry, name: str) -> Term:
    return Term(
        name,
        entry.term,
        tuple(_sense(sense) for sense in entry.senses or (entry,)),
        tuple((alias.form, alias.usage) for alias in entry.aliases if not alias.scope),
        tuple((alias.form, alias.scope) for alias in entry.aliases if alias.scope),
    )


def _sense(sense: _Sense) -> Sense:
    translations = tuple(
        Translation(language, one.text, one.status, one.source, usage=one.usage)
        for language, several in sense.translations.items()
        for one in several
    )
    return Sense(translations, sense.definition, sense.note, sense.scope)


# --- files from elsewhere -------------------------------------------------------------------------------------------


def _validated(entries: Sequence[tuple[int, dict[str, Any]]], shown: str) -> tuple[Term, ...]:
    """Entries with their lines, through the same grammar. Raises ``Refused`` with E801 or E802."""

    def origin(location: _Location) -> Origin:
        number = next((step for step in location if isinstance(step, int)), None)
        return Origin(shown, entries[number][0] if number is not None else 0)

    try:
        content = TermbaseFile.model_validate({"terms": [entry for _, entry in entries]})
    except ValidationError as error:
        raise Refused(_problem(fault, origin(fault["loc"])) for fault in error.errors()) from None
    return _terms(content, origin)


def _problem(fault: Mapping[str, Any], origin: Origin) -> Problem:
    template, values = told_fault(fault, [step for step in fault["loc"] if step != "[key]"])
    return Problem("E802", template, origin, values)


TWICE = "two terms have the id {id}: choose another"


CSV_COLUMNS = ("id", "sense", "language", "form", "usage", "status", "source", "scope", "definition", "note")
"""One row a form. The row whose language is zh and whose sense is a number is the term; zh without one is an alias.

Where the first column is missing or empty, the rows after a term are its own, and its id is made of its words.
"""


def read_csv(path: Path, shown: str) -> tuple[Term, ...]:
    """The terms of a CSV file in UTF-8 with ``CSV_COLUMNS``. Raises ``Refused`` with E105, E801 or E802."""
    text = _text(path, shown)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    entries: dict[str, tuple[int, dict[str, Any]]] = {}
    try:
        missing = [column for column in CSV_COLUMNS[1:] if column not in (reader.fieldnames or ())]
        if missing:
            raise Refused(
                [Problem("E802", "the first line names no column {column}", Origin(shown, 1), {"column": missing[0]})]
            )
        for row in reader:
            origin = Origin(shown, reader.line_num)
            if None in row or None in row.values():
                raise Refused([Problem("E802", "this row has not as many cells as there are columns", origin)])
            _add_row(entries, row, origin)
    except csv.Error as error:
        origin = Origin(shown, reader.reader.line_num)
        raise Refused([Problem("E802", "not CSV: {reason}", origin, {"reason": error})]) from None
    return _validated(list(entries.values()), shown)


def _text(path: Path, shown: str) -> str:
    raw = contents(path, Origin(shown))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused([Problem("E802", "is not UTF-8 here: save it as UTF-8", Origin(shown, line))]) from None


def _add_row(entries: dict[str, tuple[int, dict[str, Any]]], row: dict[str, str], origin: Origin) -> None:
    own, number = row.get("id", ""), row["sense"]
    opens = row["language"] == "zh" and number == "1"
    name = own or (f"#{len(entries)}" if opens else next(reversed(entries), ""))
    if number and not re.fullmatch(r"[1-9]\d{0,2}", number):
        raise Refused([Problem("E802", "sense {number} is no number from 1", origin, {"number": number})])
    scope = row["scope"].split()
    if opens:
        if name in entries:
            raise Refused([Problem("E801", TWICE, origin, {"id": name})])
        entries[name] = (origin.line, {"id": own or None, "term": row["form"], "aliases": [], "senses": []})
    if name not in entries:
        message = "{name} has no row of its own before this one (language zh, sense 1)"
        raise Refused([Problem("E802", message, origin, {"name": name})])
    entry = entries[name][1]
    if not number:
        entry["aliases"].append({"form": row["form"], "usage": row["usage"], "scope": scope})
        return
    senses = entry["senses"]
    if row["language"] == "zh" and int(number) == len(senses) + 1:
        senses.append({"translations": {}, "definition": row["definition"], "note": row["note"], "scope": scope})
    elif row["language"] != "zh" and int(number) == len(senses):
        rendering = {"text": row["form"], "usage": row["usage"], "status": row["status"], "source": row["source"]}
        senses[-1]["translations"].setdefault(row["language"], []).append(rendering)
    else:
        raise Refused([Problem("E802", "sense {number} stands out of its order", origin, {"number": number})])


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
    entries: dict[str, tuple[int, dict[str, Any]]] = {}
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
    return _validated(list(entries.values()), shown)


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


READERS: dict[str, Callable[[Path, str], tuple[Term, ...]]] = {
    ".yml": read_termbase, ".yaml": read_termbase, ".csv": read_csv, ".tbx": read_tbx, ".xml": read_tbx,
}  # fmt: skip
"""Which reader takes a file, by the end of its name."""


def merge_terms(present: Iterable[Term], added: Iterable[Term]) -> tuple[Term, ...]:
    """The termbase with imported terms: one with an id we have replaces it in its place, others follow."""
    merged = {term.id: term for term in present}
    merged.update({term.id: term for term in added})
    return tuple(merged.values())
