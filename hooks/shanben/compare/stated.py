"""Values that are compared by name: what differs between two sets of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from shanben.compare.comparison import Change, ChangeKind, Detail, Place
from shanben.compare.snapshot import BlockEntry, SectionEntry, Wording, Wordings, WorkEntry
from shanben.compare.words import Edit, Op, edits

_Entry = TypeVar("_Entry")


def only(ones: Iterable[_Entry], others: Iterable[_Entry], key: Callable[[_Entry], Hashable]) -> Iterator[_Entry]:
    """The entries that the others do not hold, each as often as it is missing there."""
    known = Counter(map(key, others))
    for entry in ones:
        if known[key(entry)]:
            known[key(entry)] -= 1
        else:
            yield entry


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Detail, ...]:
    """What differs between two sets of named values."""
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(Detail(name, old, new) for name, old, new in pairs if old != new)


def whole(op: Op, text: str) -> tuple[Edit, ...]:
    """A text that came, or went, as a whole; nothing for none."""
    return (Edit(op, text),) if text else ()


def yes(value: bool) -> str:
    """A truth as a word."""
    return "yes" if value else "no"


def stated(work: WorkEntry) -> dict[str, str]:
    """What is stated of a work; a name that is used again is counted."""
    stated = {"language": work.language, "excerpt": yes(work.excerpt)}
    for fact in work.facts:
        name = fact.name if fact.name not in stated else f"{fact.name} {len(stated)}"
        stated[name] = f"[{fact.text}]" if fact.supplied else fact.text
    return stated


def setting(section: SectionEntry) -> dict[str, str]:
    """How a heading is set: its level, and whether the source holds it."""
    return {"level": str(section.level), "printed": yes(section.heading is not None and not section.supplied)}


def cast(block: BlockEntry) -> dict[str, str]:
    """What a block is."""
    run_in = {"run-in": block.run_in.text, "run-in level": str(block.run_in.level or "")} if block.run_in else {}
    picture = {"picture": block.picture.file, "alt": block.picture.alt} if block.picture else {}
    return {"kind": block.kind, **run_in, **picture}


def block_wordings(block: BlockEntry) -> Wordings:
    """The translations of a block, or of the heading it opens with."""
    return block.run_in.translations if block.run_in else block.translations


def translated(places: tuple[Place, Place], before: Wordings, after: Wordings) -> Iterator[Change]:
    """Changes of the translations of one heading, a change for each language."""
    for language in dict.fromkeys((*before, *after)):
        one, other = before.get(language), after.get(language)
        standing = differing(_standing(one), _standing(other))
        if (one and one.text) != (other and other.text):
            text = edits(one.text if one else "", other.text if other else "")
            details = (Detail("language", language, language), *standing)
            yield Change(ChangeKind.HEADING_RETRANSLATED, *places, places[1], text, details)
        elif standing:
            text = (Edit(Op.SAME, one.text if one else ""),)
            details = (Detail("language", language, language), *standing)
            yield Change(ChangeKind.HEADING_RESTATED, *places, places[1], text, details)


def _standing(wording: Wording | None) -> dict[str, str]:
    if wording is None:
        return {}
    return {"status": wording.status, "source": wording.source or "", "reviewed": yes(not wording.fuzzy)}
