"""What the texts define themselves, proposed as terms: 以下简称“…”, 本法所称…是指, 中文（ABBR）, titles in 《…》."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shanben.enrich.definitions import find_definitions
from shanben.enrich.grammar import SHORT_NAME, TITLE
from shanben.model.language import Sense, Term, Translation, TranslationStatus
from shanben.model.text import BlockKind
from shanben.model.works import Work

# 碳边境调节机制（CBAM）: Han up to where a word may begin; a name in quotation marks or 《》 is exact.
_ABBREVIATION = re.compile(
    r"(?P<term>《[^《》]+》|“[^“”]+”|[\u4e00-\u9fff－-]{2,20})[（(](?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*)[）)]"
)
_BEFORE = re.compile(
    r".*(?:推行|实施|建立|加入|签署|推动|推进|包括|采用|称为|属于|成立|开展|的|和|与|及|为|是|在|了)(?=..)"
)
"""Words after which a name begins where no mark shows it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that a text defines: where, how, and as what it may enter the termbase."""

    term: str
    how: str
    place: str
    """``work#block``."""
    definition: str = ""
    alias: str = ""
    translation: str = ""


def suggest_terms(works: Iterable[Work], known: Iterable[Term]) -> Iterator[Suggestion]:
    """Terms that the works define and the termbase lacks, in reading order, each once."""
    seen = {form for term in known for form in (term.text, *(form for form, _ in term.aliases))}
    seen |= {_bare(form) for form in seen}
    for work in works:
        blocks = [block for block in work.blocks() if block.kind not in (BlockKind.HEADING, BlockKind.FURNITURE)]
        texts = [work.text(block) for block in blocks]
        for number, suggestion in _suggestions(texts):
            bare = _bare(suggestion.term)
            if bare not in seen and not (suggestion.how == "abbreviation" and _ends_known(bare, seen)):
                seen.add(bare)
                place = f"{work.id}#{blocks[number].id}"
                yield Suggestion(
                    bare, suggestion.how, place, suggestion.definition, suggestion.alias, suggestion.translation
                )


def _suggestions(texts: Sequence[str]) -> Iterator[tuple[int, Suggestion]]:
    defined = {(one.block, one.term): one for one in find_definitions(texts)}
    for one in defined.values():
        yield one.block, Suggestion(one.term, "definition", "", one.meaning)
    shorts: set[str] = set()
    for number, text in enumerate(texts):
        for match in SHORT_NAME.finditer(text):
            short = _bare(match["short"])
            shorts.add(short)
            full = (match["full"] or "")[1:-1]
            yield number, Suggestion(full or short, "short name", "", alias=short if full else "")
        for match in _ABBREVIATION.finditer(text):
            term = match["term"] if match["term"][0] in "《“" else _BEFORE.sub("", match["term"])
            yield number, Suggestion(term, "abbreviation", "", translation=match["short"])
        for match in TITLE.finditer(text):
            if _bare(match[0]) not in shorts:
                yield number, Suggestion(match[0], "title", "")


def _bare(form: str) -> str:
    """A form without the marks that enclose all of it."""
    for marks in ("《》", "“”", "「」"):
        if form.startswith(marks[0]) and form.find(marks[1]) == len(form) - 1:
            return form[1:-1]
    return form


def _ends_known(form: str, known: set[str]) -> bool:
    """Whether a run of Han ends in a form we have: then only its beginning was cut wrongly."""
    return any(form[start:] in known for start in range(1, len(form) - 1))


def as_term(suggestion: Suggestion, name: str) -> Term:
    """A suggestion as an entry of the termbase, to be checked by an editor."""
    translations = (
        (Translation("en", suggestion.translation, TranslationStatus.EDITORIAL),) if suggestion.translation else ()
    )
    sense = Sense(translations, suggestion.definition, f"{suggestion.how}: {suggestion.place}")
    return Term(name, suggestion.term, (sense,), ((suggestion.alias, "admitted"),) if suggestion.alias else ())
