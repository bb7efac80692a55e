"""Headings in other languages: words from the translations, numbers by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from shanben.enrich.called import NAMES
from shanben.model.language import Translation, Translations, TranslationStatus
from shanben.model.library import ShapedSource
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Number, NumberForm, Section, Work
from shanben.numerals import roman
from shanben.problems import Problem

# --- numbers --------------------------------------------------------------------------------------------------------


def _digits(values: tuple[int, ...]) -> str:
    return "-".join(map(str, values))


def _letter(values: tuple[int, ...]) -> str:
    """1 is a, 26 is z, 27 is aa."""
    rounds, place = divmod(values[0] - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def _decimal(values: tuple[int, ...]) -> str:
    return ".".join(map(str, values))


_Mark = Callable[[tuple[int, ...]], str]
NUMBERINGS: Mapping[str, Mapping[NumberForm, _Mark]] = {
    "roman": {
        NumberForm.HAN: lambda values: f"{roman(values[0])}.",
        NumberForm.HAN_PAREN: lambda values: f"{_digits(values)}.",
        NumberForm.ARABIC: lambda values: f"({_digits(values)})",
        NumberForm.ARABIC_PAREN: lambda values: f"({_letter(values)})",
        NumberForm.CIRCLED: lambda values: f"({roman(values[0]).lower()})",
        NumberForm.DECIMAL: _decimal,
    },
    "arabic": {
        NumberForm.HAN: lambda values: f"{_digits(values)}.",
        NumberForm.HAN_PAREN: lambda values: f"({_digits(values)})",
        NumberForm.ARABIC: lambda values: f"{_digits(values)}.",
        NumberForm.ARABIC_PAREN: lambda values: f"({_digits(values)})",
        NumberForm.CIRCLED: lambda values: f"({_digits(values)})",
        NumberForm.DECIMAL: _decimal,
    },
}
"""How numbers without a word are set. ``roman`` follows the English of Chinese white papers (IV. · 1. · (1) · (a));
``arabic`` keeps the marks of the Chinese and changes only the numerals."""

_WORD_FORMS = (
    NumberForm.BOOK, NumberForm.SUBBOOK, NumberForm.PART, NumberForm.CHAPTER, NumberForm.DIVISION, NumberForm.ARTICLE,
    NumberForm.ANNEX,
)  # fmt: skip
NUMBER_KEYS: Mapping[str, NumberForm] = {f"numbers#{form.name.lower()}": form for form in _WORD_FORMS}
"""Contexts of the entries that say how a language counts: ``numbers#chapter``, msgid 第X章, msgstr ``Chapter {}``."""

_ENGLISH: Mapping[NumberForm, str] = {
    NumberForm.BOOK: "Book {}",
    NumberForm.SUBBOOK: "Sub-book {}",
    NumberForm.PART: "Part {}",
    NumberForm.CHAPTER: "Chapter {}",
    NumberForm.DIVISION: "Section {}",
    NumberForm.ARTICLE: "Article {}",
    NumberForm.ANNEX: "Annex {}",
}


def _counting(table: Translations) -> Mapping[NumberForm, str]:
    """How a language counts chapters and articles: its own entries, else English words or, elsewhere, digits alone."""
    stated = {form: table.entries[key].translation.text for key, form in NUMBER_KEYS.items() if key in table.entries}
    known = _ENGLISH if table.language.split("-")[0] == "en" else dict.fromkeys(_WORD_FORMS, "{}.")
    return {**known, **stated}


def _translated_by_rule(number: Number | None) -> bool:
    """Whether a rule translates this number; 一是 and 首先 are words and stay in the heading."""
    return number is not None and (number.form in _WORD_FORMS or number.form in NUMBERINGS["roman"])


def translate_number(number: Number, numbering: str, words: Mapping[NumberForm, str]) -> str:
    """A heading's number in another language: 四、→ ``IV.``, 第十二条之一 → ``Article 12-1``, 附件 → ``Annex``."""
    mark = NUMBERINGS[numbering].get(number.form)
    if mark is not None:
        return mark(number.values)
    return words[number.form].replace("{}", _digits(number.values)).strip()


# --- what can be translated -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translatable:
    """Words of a work that get a translation: their key in ``Work.translations``, and the number before them."""

    key: str
    original: str
    number: Number | None = None
    published: bool = True
    """Whether readers see them; what is kept and not published may be translated, and nobody is asked to."""


_LABELLED = (BlockKind.SERIES, BlockKind.DECK, BlockKind.FURNITURE)


def translatables(work: Work) -> Iterator[Translatable]:
    """Headings, labels, run-ins, series, decks and slugs of a work in reading order; numbers are split off.

    A label that stands beside a printed heading has the key ``<anchor>-label``.
    """
    for block in work.front:
        yield from _of_block(work, block, None)
    for section in work.sections():
        text = work.heading_text(section)
        if text:
            yield _split(section.anchor, text, section.number)
        if section.label and section.heading is not None:
            yield Translatable(f"{section.anchor}-label", section.label)
        for block in section.blocks:
            yield from _of_block(work, block, section)


def _of_block(work: Work, block: Block, section: Section | None) -> Iterator[Translatable]:
    if block.run_in:
        # The run-in that opens an article is its number; all others are words of their paragraph, number included.
        text = read_spans(work.source.text, block.run_in.spans)
        opens = section is not None and section.heading is None and block is section.blocks[0]
        yield _split(block.id, text, section.number if section and opens else None)
    elif block.kind in _LABELLED:
        yield Translatable(block.id, work.text(block), published=block.kind is not BlockKind.FURNITURE)


def _split(key: str, text: str, number: Number | None) -> Translatable:
    if number is None or not _translated_by_rule(number):
        return Translatable(key, text)
    return Translatable(key, text[number.length :].strip(), number)


# --- the step -------------------------------------------------------------------------------------------------------


def translate_headings(
    sources: Sequence[ShapedSource], tables: Sequence[Translations]
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources with the translations of their headings.

    What has no entry stays without one. W403: an entry that belongs to no heading. W404: the heading was reworded since
    it was translated; the translation is then shown as one that nobody has reviewed.
    """
    languages = [_Language(table) for table in tables]
    translated = tuple(
        replace(shaped, works=tuple(_translate(work, languages) for work in shaped.works)) for shaped in sources
    )
    return translated, tuple(problem for language in languages for problem in language.problems())


class _Language:
    """One language's table while it is being used up."""

    def __init__(self, table: Translations) -> None:
        self.table, self.words = table, _counting(table)
        own = (key for key in table.entries if key not in NUMBER_KEYS and not key.startswith(NAMES))
        self.unused = dict.fromkeys(own)
        self.works = {key.partition("#")[0] for key in self.unused}
        self.reworded: list[Problem] = []

    def translation(self, work: Work, item: Translatable) -> Translation | None:
        """The translation of one heading with its number, or None."""
        if work.id not in self.works:
            return None
        key = f"{work.id}#{item.key}"
        number = translate_number(item.number, work.numbering, self.words) if item.number else ""
        entry = self.table.entries.get(key)
        if entry is None:
            alone = bool(number) and not item.original
            return Translation(self.table.language, number, TranslationStatus.RULE) if alone else None
        self.unused.pop(key, None)
        reworded = entry.original != item.original
        if reworded:
            message = (
                "{key} translates “{before}”, but the heading now reads “{now}”:"
                " run `shanben translations update`, then review it"
            )
            values = {"key": key, "before": entry.original, "now": item.original}
            self.reworded.append(Problem("W404", message, entry.origin, values))
        text = f"{number} {entry.translation.text}".strip()
        return replace(entry.translation, text=text, fuzzy=entry.translation.fuzzy or reworded)

    def problems(self) -> Iterable[Problem]:
        """What is wrong with the table, once every work has been translated."""
        yield from self.reworded
        for key in self.unused:
            entry = self.table.entries[key]
            message = "“{key}” is no heading here: run `shanben translations update`"
            yield Problem("W403", message, entry.origin, {"key": key})


def _translate(work: Work, languages: Sequence[_Language]) -> Work:
    found: dict[str, tuple[Translation, ...]] = {}
    if any(work.id in language.works for language in languages):
        for item in translatables(work):
            translations = [language.translation(work, item) for language in languages]
            kept = tuple(translation for translation in translations if translation is not None)
            if kept:
                found[item.key] = kept
    return replace(work, translations=MappingProxyType(found)) if found else work
