"""Sheets of terms as people keep them: a row a term, its columns in any order, named in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale, UnknownLocaleError

from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.termbase import Entry

_NAMES: Mapping[str, str] = {
    "term": "术语 术语名称 中文 中文名 中文名称 中文术语 汉语 汉语术语 原文 源语 词条 词语 词 名称"
    " term chinese zh zh-cn zh-hans",
    "id": "id",
    "alias": "别名 别称 又名 又称 简称 同义词 异名 繁体"
    " alias aliases synonym synonyms abbreviation zh-hant zh-tw zh-hk",
    "en": "译文 译名 译语 翻译 外文 英译 英译名 英文名 英文名称 英文译名 英文术语 translation target",
    "definition": "定义 释义 解释 definition",
    "note": "备注 注 注释 说明 note notes comment comments remark remarks",
    "source": "出处 来源 source reference",
    "status": "status",
}
"""What a column may be called, by what it holds; a translation that names no language is English."""
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
_LANGUAGES = {
    name.casefold(): code
    for code in ("en", "de", "fr", "es", "pt", "it", "nl", "ru", "ja", "ko", "vi", "th", "id", "ms", "ar", "mn", "kk")
    for tongue in ("zh", "en")
    for name in (str(Locale(tongue).languages[code]), re.sub("语$", "文", str(Locale(tongue).languages[code])))
}
"""Languages by their names in Chinese (英语, 英文) and English."""
_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})*", re.IGNORECASE)
_SEVERAL = re.compile(r"[;；|\n]")
_SEVERAL_ALIASES = re.compile(r"[;；|\n、,，]")


def roles(head: Sequence[str]) -> Mapping[int, str]:
    """What each column holds, by its index: a role, or the code of the language its translations are in.

    ``source`` beside a column of translations and without one of terms holds the terms, as translators call it.
    """
    found = {index: role for index, name in enumerate(head) if (role := _role(name))}
    if "term" not in found.values():
        return {index: "term" if head[index].strip().casefold() == "source" else role for index, role in found.items()}
    return found


def unknown_columns(head: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns that say nothing to us."""
    known = roles(head)
    return tuple(name for index, name in enumerate(head) if name and index not in known)


def _role(name: str) -> str:
    key = name.strip().strip('"').replace("_", "-").casefold()
    plain = re.sub(r"\s*[（(\[].*", "", key)  # 英文（暂定）
    for form in (key, plain):
        role = _ROLES.get(form) or _LANGUAGES.get(form)
        if role:
            return role
    return _code(name.strip()) if _CODE.fullmatch(name.strip()) else ""


def _code(name: str) -> str:
    try:
        return str(Locale.parse(name.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return ""


def plain_entries(head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], shown: str) -> list[Entry]:
    """A term for each row; rows with the same words are one. Raises ``Refused`` with E802."""
    known = roles(head)
    if "term" not in known.values():
        message = (
            "the first line names no column of Chinese terms: call it zh or 术语, and that of translations en or 英文"
        )
        raise Refused([Problem("E802", message, Origin(shown, 1))])
    entries: dict[tuple[str, str], Entry] = {}
    for line, cells in rows:
        if any(cell.strip() for cell in cells[len(head) :]):
            message = "this row has not as many cells as there are columns"
            raise Refused([Problem("E802", message, Origin(shown, line))])
        values = [(known[index], cell.strip()) for index, cell in enumerate(cells) if index in known and cell.strip()]
        if not values:
            continue
        one = dict(reversed(values))
        if "term" not in one:
            raise Refused([Problem("E802", "this row has no Chinese term", Origin(shown, line))])
        name = (one["term"], one.get("id", ""))
        _, entry = entries.setdefault(name, (line, _empty(one["term"], one.get("id"))))
        _fill(entry, values)
    return list(entries.values())


def _empty(term: str, name: str | None) -> dict[str, Any]:
    return {"term": term, "id": name, "aliases": [], "translations": {}, "definition": "", "note": ""}


def _fill(entry: dict[str, Any], values: Sequence[tuple[str, str]]) -> None:
    """Add what a row says of its term to what the rows before it said."""
    kept = {role: text for role, text in values if role in ("source", "status")}
    for role, text in values:
        if role in ("definition", "note"):
            if text not in entry[role].split("\n"):
                entry[role] = "\n".join(filter(None, (entry[role], text)))
        elif role == "alias":
            entry["aliases"] += [form for form in _parts(_SEVERAL_ALIASES, text) if form not in entry["aliases"]]
        elif role not in ("term", "id", "source", "status"):
            told = entry["translations"].setdefault(role, [])
            for form in _parts(_SEVERAL, text):
                if form not in [one["text"] for one in told]:
                    told.append({"text": form, "usage": "admitted" if told else "preferred"} | kept)


def _parts(several: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in several.split(text) if part.strip()]
