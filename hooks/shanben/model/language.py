"""What stands beside the text in other languages: translations of headings, and terms with their meanings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shanben.model.text import Origin


class TranslationStatus(StrEnum):
    """The standing of a translation."""

    OFFICIAL = "official"
    PRESS = "press"
    EDITORIAL = "editorial"
    TREATY = "treaty"  # fixed by a treaty, the United Nations or another instrument
    MACHINE = "machine"
    RULE = "rule"  # a number alone, translated by rule: nobody's wording


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation beside the text: language (BCP 47), words, standing, and where it was read."""

    language: str
    text: str
    status: TranslationStatus
    source: str = ""
    fuzzy: bool = False
    """True while nobody has reviewed it."""
    usage: str = "preferred"
    """Of a term's translation: ``preferred``, ``admitted`` or ``avoid``."""


def by_rule(english: str) -> tuple[Translation, ...]:
    """Words of the engine's for who reads English alone; none where there is nothing to say."""
    return (Translation("en", english, TranslationStatus.RULE),) if english else ()


def of_ours(english: str) -> tuple[Translation, ...]:
    """What the engine says itself in both languages, where they stand beside each other too."""
    return (Translation("en", english, TranslationStatus.EDITORIAL),)


@dataclass(frozen=True, slots=True)
class HeadingTranslation:
    """One entry: the heading it translates, the translation, and its place in the file."""

    original: str
    translation: Translation
    origin: Origin


@dataclass(frozen=True, slots=True)
class Translations:
    """All translations into one language, keyed by ``work#anchor``."""

    language: str
    path: str
    entries: Mapping[str, HeadingTranslation]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a term, with the translations and notes that hold in its scope.

    ``scope`` names works (``id``), sections or blocks (``id#anchor``); empty means everywhere.
    """

    translations: tuple[Translation, ...]
    definition: str = ""
    note: str = ""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase. ``aliases`` are (form, usage) pairs, usage ``preferred``, ``admitted`` or ``avoid``.

    ``local`` are (form, scope) pairs: forms that mean this term only in some works, sections or blocks (公约).
    """

    id: str
    text: str
    senses: tuple[Sense, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    local: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TermUse:
    """A place where a term is used: ``start`` and ``end`` count code points of the block's published text."""

    term: str
    sense: int
    block: str
    start: int
    end: int
