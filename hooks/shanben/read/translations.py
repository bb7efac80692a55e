"""Translations of headings, one gettext PO file a language: ``seeds/headings.<language>.po``.

``msgctxt`` is ``work#anchor``; ``msgid`` the Chinese heading without its number; extracted comments hold ``status:``
(official, press, editorial, treaty, machine) and ``source:`` (an address); ``fuzzy`` marks what nobody has reviewed.
Format: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

import polib

from shanben.characters import NOT_TEXT, code_point
from shanben.model.language import HeadingTranslation, Translation, Translations, TranslationStatus
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.files import contents

_COMMENT = re.compile(r"^\s*(status|source)\s*:\s*(.+?)\s*$", re.MULTILINE)


# polib takes much that msgfmt refuses (a quote that is not closed), so each line is looked at first.
_LINE = re.compile(r'\s*(?:#.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)?\s*"(?:[^"\\]|\\.)*"\s*)?')


def _text(path: Path, shown: str) -> str:
    raw = contents(path, Origin(shown), inside=path.parent)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused([Problem("E401", "not UTF-8 here: save it as UTF-8", Origin(shown, line))]) from None


def open_po(path: Path, shown: str) -> polib.POFile:
    """A PO file as it stands, obsolete entries included. Raises ``Refused`` with E105 or an E401 for each fault."""
    text = _text(path, shown)
    wrong = next((number for number, line in enumerate(text.split("\n"), 1) if not _LINE.fullmatch(line)), 0)
    if wrong:
        message = "not a PO file: the syntax is wrong here; check it with msgfmt"
        raise Refused([Problem("E401", message, Origin(shown, wrong))])
    try:
        file = polib.pofile(text, wrapwidth=0)
    except (OSError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = "not a PO file: an entry is not whole here; check it with msgfmt"
        raise Refused([Problem("E401", message, Origin(shown, int(line[1]) if line else 1))]) from None
    contexts: set[str] = set()
    problems = []
    for entry in file:
        wrong_one = NOT_TEXT.search("".join((entry.msgctxt or "", entry.msgid, entry.msgstr, entry.comment)))
        if wrong_one:
            message = "holds the character {character}, which is no text: take it out"
            values = {"character": code_point(wrong_one[0])}
            problems.append(Problem("E401", message, Origin(shown, entry.linenum or 1), values))
        context = entry.msgctxt or ""
        if not context or context in contexts:
            twice = "{context} has two entries: keep one"
            message = twice if context else "an entry without msgctxt belongs to no heading"
            problems.append(Problem("E401", message, Origin(shown, entry.linenum or 1), {"context": context}))
        contexts.add(context)
    if problems:
        raise Refused(problems)
    return file


def read_translations(path: Path, language: str, shown: str) -> tuple[Translations, tuple[Problem, ...]]:
    """A PO file. Raises ``Refused`` as ``open_po`` does; a status nobody knows is an E402, and its entry left out."""
    file = open_po(path, shown)
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
            values = {"status": facts["status"], "known": known}
            problems.append(Problem("E402", "status {status} is unknown: say {known}", origin, values))
            continue
        translation = Translation(language, entry.msgstr, status, facts.get("source", ""), "fuzzy" in entry.flags)
        entries[entry.msgctxt or ""] = HeadingTranslation(entry.msgid, translation, origin)
    return Translations(language, shown, MappingProxyType(entries)), tuple(problems)
