"""The termbase, ``seeds/termbase.yml``: its grammar, by which term files from elsewhere are validated too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from shanben.model.language import Sense, Term, Translation, TranslationStatus
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.faults import Unfit, told_fault
from shanben.read.spelled import spelled
from shanben.read.yaml_file import YamlFile
from shanben.settings import Language

# --- the grammar as models ------------------------------------------------------------------------------------------

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def _readable(text: str) -> str:
    if _CONTROL.search(text):
        raise Unfit("it holds a character that is no text (a tab, a carriage return, a control character)")
    return text


LONGEST_FORM = 500
"""Characters of a form. Forms that repeat and run on for long cost their length at each character of every text."""


def _form(text: str) -> str:
    if not text or text != text.strip() or "\n" in text:
        raise Unfit("a form is not empty, stands on one line and has no space around it")
    if len(text) > LONGEST_FORM:
        raise Unfit("a form has at most {most} characters: what is longer belongs in a definition", most=LONGEST_FORM)
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
Entry = tuple[int, dict[str, Any]]
"""A term as a termbase would write it, and the line it was read from."""
TWICE = "two terms have the id {id}: choose another"


def read_termbase(path: Path, shown: str, *, inside: Path | None = None) -> tuple[Term, ...]:
    """The terms of a YAML termbase. Raises ``Refused`` with E201, E202 or E801 and the line of each fault, or as
    ``contents`` does, which says what ``inside`` means.
    """
    file = YamlFile(path, shown, inside=inside)
    return _terms(file.validate(TermbaseFile), file.origin)


def pinyin_id(text: str) -> str:
    """The default address of a term: its pinyin in ASCII letters and digits, or ``term`` where it has none."""
    return re.sub(r"[^a-z0-9]", "", spelled(text, "").lower()) or "term"


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


def terms_of_entries(entries: Sequence[Entry], shown: str) -> tuple[Term, ...]:
    """Terms of a file from elsewhere, through the same grammar. Raises ``Refused`` with E801 or E802."""

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


def merge_terms(present: Iterable[Term], added: Iterable[Term]) -> tuple[Term, ...]:
    """The termbase with imported terms: one with an id we have replaces it in its place, others follow.

    An id that is only made of a term's words gives way to the one we have for these words.
    """
    merged = {term.id: term for term in present}
    ours = {term.text: term.id for term in merged.values()}
    for term in added:
        name = ours.get(term.text, term.id) if term.id == pinyin_id(term.text) else term.id
        merged[name] = replace(term, id=name)
    return tuple(merged.values())
