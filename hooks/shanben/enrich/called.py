"""What issuers, places and kinds of texts are called in English: as the library's editors say, else the usual names.

An editor's word is an entry of ``headings.en.po`` whose context is ``names#`` and the name. Without one, bodies of the
state and what local congresses and governments are called everywhere are named by rule, with Han place names as they
sound. Any other name stays as it is printed: it is nobody's to make up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from shanben.labels import BODIES, KINDS, PLACES
from shanben.model.language import Translations
from shanben.model.library import ShapedSource
from shanben.model.works import Fact, Work
from shanben.problems import Problem
from shanben.simplified import simplified
from shanben.spoken import syllables

NAMES = "names#"
"""How the contexts of entries begin that translate a name."""
NAMED = frozenset({"author", "issuer", "place", "series", "publication", "subject", "kind"})
"""Facts that are names."""
_STATE = "中华人民共和国"
_OFFICES = {
    "人民代表大会": "{} People’s Congress",
    "人民代表大会常务委员会": "Standing Committee of the {} People’s Congress",
    "人民政府": "{} People’s Government",
    "人民法院": "{} People’s Court",
    "中级人民法院": "{} Intermediate People’s Court",
    "高级人民法院": "{} High People’s Court",
    "人民检察院": "{} People’s Procuratorate",
    "人民政府办公厅": "General Office of the {} People’s Government",
    "人民政府办公室": "Office of the {} People’s Government",
}
_RANKS = {"省": "Provincial", "市": "Municipal", "县": "County", "自治区": "Regional"}
_LOCAL = re.compile(rf"(?P<place>[\u4e00-\u9fff]{{2,8}}?(?P<rank>{'|'.join(_RANKS)}))(?P<office>{'|'.join(_OFFICES)})")
_BETWEEN = re.compile(r"[、\s]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})(?:市|县)")
_NOT_HAN = re.compile(r"[尔斯克鲁齐哈浩喀吐巴伊塔旗盟嘎]")
"""Characters that mostly write the sound of a name of another language, which pinyin does not give."""


def call_in_english(
    sources: Iterable[ShapedSource], table: Translations | None
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources, with the English names of what their works name. W403: an entry whose name stands nowhere."""
    entries = table.entries.items() if table else ()
    stated = {key.removeprefix(NAMES): one for key, one in entries if key.startswith(NAMES)}
    unused = dict(stated)

    def called(fact: Fact) -> Fact:
        if fact.name not in NAMED:
            return fact
        name = plain_name(fact)
        unused.pop(name, None)
        english = stated[name].translation.text if name in stated else usual_name(name)
        return replace(fact, english=english) if english else fact

    named = tuple(
        replace(one, works=tuple(replace(work, facts=tuple(map(called, work.facts))) for work in one.works))
        for one in sources
    )
    message = "“{key}” is no name here: run `shanben translations update`"
    return named, tuple(Problem("W403", message, one.origin, {"key": NAMES + name}) for name, one in unused.items())


def plain_name(fact: Fact) -> str:
    """A name as it is translated: without that of its state, which some texts print and some do not."""
    return (fact.value or fact.text).removeprefix(_STATE)


def names_to_translate(works: Iterable[Work]) -> Iterator[tuple[str, bool]]:
    """Names of works, each once, in their order, and whether only an editor can say what they are in English."""
    named = (plain_name(fact) for work in works for fact in work.facts if fact.name in NAMED)
    yield from ((name, not usual_name(name)) for name in dict.fromkeys(named) if _HAN.search(name))


@cache
def usual_name(name: str) -> str:
    """What a body, a place or a kind of text is called in English; nothing where no rule says."""
    name = simplified(name)
    known: str = BODIES.get(name) or KINDS.get(name) or _place(name)
    if known:
        return known
    several = [part for part in _BETWEEN.split(name) if part]
    if len(several) > 1:
        parts = [usual_name(part) for part in several]
        return " and ".join(parts) if all(parts) else ""
    local = _LOCAL.fullmatch(name)
    if local is None or not _place(local["place"]):
        return ""
    ranked = "" if local["rank"] == "自治区" else f" {_RANKS[local['rank']]}"
    return _OFFICES[local["office"]].format(f"{_place(local['place'])}{ranked}")


def _place(name: str) -> str:
    """A place, without its rank: a province by its name in English, a Han town as it sounds."""
    if name in PLACES:
        return PLACES[name]
    found = _HAN_PLACE.fullmatch(name)
    if found is None or _NOT_HAN.search(name):
        return ""
    sounds = syllables(name)[: len(found["name"])]  # of the whole: 朝阳 alone is a word that sounds otherwise
    return sounds[0].capitalize() + "".join(f"’{one}" if one[0] in "aeo" else one for one in sounds[1:])
