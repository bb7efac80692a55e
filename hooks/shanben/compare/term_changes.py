"""What a change does to the termbase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shanben.compare.comparison import Change, ChangeKind, Detail
from shanben.compare.snapshot import TermEntry
from shanben.compare.stated import differing, whole
from shanben.compare.words import Edit, Op, edits


def term_changes(before: Sequence[TermEntry], after: Sequence[TermEntry]) -> Iterator[Change]:
    """Changes of the termbase, each with the number of uses it touches; a use alone that came or went is none."""
    there = {term.id: term for term in after}
    here = {term.id: term for term in before}
    for one in before:
        other = there.get(one.id)
        if other is None:
            yield _term(ChangeKind.TERM_REMOVED, whole(Op.CUT, one.text), one, None)
        elif _described(one) != _described(other):
            yield _term(ChangeKind.TERM_CHANGED, edits(one.text, other.text), one, other)
    for other in after:
        if other.id not in here:
            yield _term(ChangeKind.TERM_ADDED, whole(Op.NEW, other.text), None, other)


def _term(kind: ChangeKind, text: tuple[Edit, ...], one: TermEntry | None, other: TermEntry | None) -> Change:
    before, after = (_described(term) if term else {} for term in (one, other))
    uses = Detail("uses", str(one.uses) if one else "", str(other.uses) if other else "")
    return Change(kind, None, None, None, text, (*differing(before, after), uses))


def _described(term: TermEntry) -> dict[str, str]:
    """Everything an entry says, by name; a second sense is counted."""
    forms = [_with(alias.text, alias.usage, *alias.scope) for alias in term.aliases]
    said = {"term": term.text, "forms": "、".join(forms)}
    for number, sense in enumerate(term.senses, 1):
        count = f" {number}" if len(term.senses) > 1 else ""
        for language in dict.fromkeys(rendering.language for rendering in sense.translations):
            said[f"{language}{count}"] = "; ".join(
                _with(one.text, one.status, one.usage, one.source or "")
                for one in sense.translations
                if one.language == language
            )
        said[f"definition{count}"] = sense.definition
        said[f"note{count}"] = sense.note
        said[f"scope{count}"] = "、".join(sense.scope)
    return {name: value for name, value in said.items() if value}


def _with(text: str, *notes: str) -> str:
    """A text with what is noted of it; that it is the preferred one goes without saying."""
    noted = ", ".join(note for note in notes if note and note != "preferred")
    return f"{text} ({noted})" if noted else text
