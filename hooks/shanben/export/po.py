"""PO files kept in step with the texts: nothing a translator wrote is ever lost.

Format: GNU gettext manual, "The Format of PO Files". A heading that changed keeps its translation as fuzzy with the
text it was made for (``#| msgid``); one that is gone becomes obsolete (``#~``) and comes back when the heading does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import polib


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry the texts call for: its context, the words to translate, and whether it outlives every heading.

    One that is not ``asked`` for, since no reader sees its words, is kept where somebody translated it.
    """

    context: str
    original: str
    permanent: bool = False
    asked: bool = True


@dataclass(slots=True)
class Changes:
    """How many entries an update touched."""

    new: int = 0
    offered: int = 0
    changed: int = 0
    gone: int = 0
    back: int = 0


def new_po(language: str) -> polib.POFile:
    """An empty PO file for one language, with the header that ``msgfmt --check`` asks for."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "shanben-headings 1",
        "PO-Revision-Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000"),
        "Last-Translator": "the editors",
        "Language-Team": language,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return file


def update_po(file: polib.POFile, wanted: Iterable[Wanted]) -> Changes:
    """Bring a PO file in step with the headings, in their order; entries that are gone stand last."""
    changes = Changes()
    present = {entry.msgctxt or "": entry for entry in file}
    called = {one.context: one for one in wanted if one.original}
    elsewhere = _translated(file)
    kept: list[polib.POEntry] = []
    for one in called.values():
        entry = present.get(one.context)
        if not one.asked and (entry is None or not (entry.msgstr or entry.tcomment)):
            continue
        if entry is None:
            entry = _new(one, elsewhere, called, changes)
        else:
            _renew(entry, one, changes)
        kept.append(entry)
    for context, entry in present.items():
        if context not in called and (entry.msgstr or entry.tcomment):
            changes.gone += not entry.obsolete
            _retire(entry)
            kept.append(entry)
    file[:] = kept
    return changes


def _translated(file: polib.POFile) -> Mapping[str, polib.POEntry]:
    """The first entry with a translation for each text; reviewed ones before fuzzy ones, present before obsolete."""
    entries = [entry for entry in file if entry.msgstr]
    found: dict[str, polib.POEntry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.obsolete, entry.fuzzy)):
        found.setdefault(entry.msgid, entry)
    return found


def _new(
    one: Wanted, elsewhere: Mapping[str, polib.POEntry], called: Mapping[str, Wanted], changes: Changes
) -> polib.POEntry:
    """An entry for a new heading; a translation of the same words elsewhere is offered as fuzzy.

    The standing goes with it only where the heading moved: official words for one text are not official for another.
    """
    entry = polib.POEntry(msgctxt=one.context, msgid=one.original, msgstr="")
    offer = elsewhere.get(one.original)
    changes.new += 1
    if offer is not None and not one.permanent:
        moved = (offer.msgctxt or "") not in called
        entry.msgstr = offer.msgstr
        standing = [line for line in (*offer.comment.splitlines(), *offer.tcomment.splitlines()) if _FACT.match(line)]
        entry.comment = "\n".join(standing) if moved else "status: editorial"
        entry.tcomment = f"as in {offer.msgctxt}"
        entry.flags.append("fuzzy")
        changes.offered += 1
    return entry


_FACT = re.compile(r"(?:status|source)\s*:")


def _retire(entry: polib.POEntry) -> None:
    """Make an entry obsolete. gettext keeps no extracted comments there, so they wait among the translator's."""
    entry.obsolete = True
    entry.tcomment = "\n".join(part for part in (entry.tcomment, entry.comment) if part)
    entry.comment = ""


def _revive(entry: polib.POEntry) -> None:
    """Make an entry count again, with its standing and source."""
    entry.obsolete = False
    lines = entry.tcomment.splitlines()
    entry.comment = "\n".join(line for line in lines if _FACT.match(line))
    entry.tcomment = "\n".join(line for line in lines if not _FACT.match(line))


def _renew(entry: polib.POEntry, one: Wanted, changes: Changes) -> None:
    """Bring back an entry that was gone, and mark one whose heading was reworded."""
    if entry.obsolete:
        _revive(entry)
        changes.back += 1
    if entry.msgid == one.original:
        return
    changes.changed += 1
    if entry.msgstr:
        entry.previous_msgid = entry.previous_msgid or entry.msgid
        if not entry.fuzzy:
            entry.flags.append("fuzzy")
    entry.msgid = one.original
    if entry.previous_msgid == entry.msgid:  # reworded back to what was translated; its review stays open
        entry.previous_msgid = None


def po_text(file: polib.POFile) -> str:
    """The file as text."""
    return str(file)
