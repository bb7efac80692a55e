"""Translations of headings, one gettext PO file a language: ``seeds/headings.<language>.po``.

``msgctxt`` is ``work#anchor``; ``msgid`` the Chinese heading without its number; extracted comments hold ``status:``
(official, press, editorial, machine) and ``source:`` (an address); ``fuzzy`` marks what nobody has reviewed.
Format: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

import polib

from wenji.model import HeadingTranslation, Origin, Translation, Translations, TranslationStatus
from wenji.problems import Problem, Refused

_COMMENT = re.compile(r"^\s*(status|source)\s*:\s*(.+?)\s*$", re.MULTILINE)


def read_translations(path: Path, language: str, shown: str) -> tuple[Translations, tuple[Problem, ...]]:
    """A PO file. Raises ``Refused`` with E401; a status nobody knows is an E402, and its entry left out."""
    try:
        # polib takes a string for a path only if it exists, and reads the encoding from the header
        file = polib.pofile(str(path), check_for_duplicates=True)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        reason = "it holds an entry twice" if "already exists" in str(error) else "its syntax is wrong here"
        raise Refused(
            [
                Problem(
                    "E401", f"not a PO file: {reason}; check it with msgfmt", Origin(shown, int(line[1]) if line else 0)
                )
            ]
        ) from None
    problems: list[Problem] = []
    entries: dict[str, HeadingTranslation] = {}
    for entry in file:
        if entry.obsolete or not entry.msgstr:
            continue
        origin = Origin(shown, entry.linenum or 0)
        facts = dict(_COMMENT.findall(entry.comment))
        try:
            status = TranslationStatus(facts.get("status", "editorial"))
        except ValueError:
            known = ", ".join(TranslationStatus)
            problems.append(Problem("E402", f"status {facts['status']} is unknown: say {known}", origin))
            continue
        translation = Translation(language, entry.msgstr, status, facts.get("source", ""), "fuzzy" in entry.flags)
        entries[entry.msgctxt or ""] = HeadingTranslation(entry.msgid, translation, origin)
    return Translations(language, shown, MappingProxyType(entries)), tuple(problems)
