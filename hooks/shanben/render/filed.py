"""What a work is filed under, and how a name is written that stands in both scripts: 办法 and 辦法 are one.

One name has one place, whatever it is printed in: it is written there as most works write it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from shanben.metadata import stated, worded_on
from shanben.model.works import Work
from shanben.render.pinyin import sort_key
from shanben.simplified import simplified


def issuer_of(work: Work) -> str:
    """The issuer of a work without the name of its state, so that one body is one group."""
    fact = next((fact for fact in work.facts if fact.name == "issuer"), None)
    return (fact.value or fact.text) if fact else stated(work, "issuer")


def kind_of(work: Work) -> str:
    """What kind of text a work is; empty where nobody says."""
    return stated(work, "kind")


def place_of(work: Work) -> str:
    """The place a work is for; empty where nobody says."""
    return stated(work, "place")


def subject_of(work: Work) -> str:
    """The subject that its editors gave a work; empty where they gave none."""
    return stated(work, "subject")


def english_of(work: Work, name: str) -> str:
    """What a work's issuer, kind, place or subject is called in English; empty where nobody and no rule says."""
    return next((fact.english for fact in work.facts if fact.name == name), "")


def day_of(work: Work) -> str:
    """The day of a text's wording, as its version or itself says it; where neither does, that since which it holds."""
    return worded_on(work) or next((fact.value for fact in work.facts if fact.name == "in-force"), "")


def year_of(work: Work) -> str:
    """The year that a text is filed under; empty where nobody says."""
    return day_of(work)[:4]


def letter_of(work: Work) -> str:
    """The letter a title begins with, by sound; ``#`` for a number or a sign."""
    first = sort_key(work.title.lstrip("《〈“「『（("))[0][:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


NAMED: Mapping[str, Callable[[Work], str]] = MappingProxyType(
    {"kind": kind_of, "issuer": issuer_of, "place": place_of, "subject": subject_of}
)
"""What works are filed under that is a name, which may stand in either script."""


def mostly_written(names: Iterable[str]) -> Mapping[str, str]:
    """Every name, by its simplified writing, as it is mostly written; the simplified one where that is as usual."""
    writings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        writings[simplified(name)][name] += 1
    return {
        plain: min(counted, key=lambda name: (-counted[name], name != plain, name))
        for plain, counted in writings.items()
    }
