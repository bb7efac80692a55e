"""Who acted: 北京市第十三届人民代表大会常务委员会第二十八次会议 is a session of 北京市人民代表大会常务委员会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMERAL = r"[\d一二三四五六七八九十百零〇]+"
_BEFORE = re.compile(r"^[\s\u3000，,、；;（(]*(?:(?:根据|根據|经|經|由|以|并|並)[\s\u3000]*)*")
_END = re.compile(
    rf"\s*(?:(?:{_NUMERAL}年度?)?第?{_NUMERAL}次|(?:第{_NUMERAL}届)?(?:审判委员会|检察委员会|审委会|检委会)|(?:令|公告|公报)?\s*第?{_NUMERAL}号"
    r"|全体会议|常务会议|主席团|会议|會議|公告|令(?=$|第|\s)|$)"
)
_TERM = re.compile(rf"第{_NUMERAL}届")
BODY = re.compile(
    r"(?:人民代表大会|委员会|人民政府|国务院|人民法院|人民检察院|代表大会|政府|军委|部|委|局|署|厅|院|会|总局|银行|办公室)$"
)
"""How the name of one who issues texts ends."""
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:自治区|特别行政区|自治州|自治县|地区|经济特区|省|市|县|盟|旗|区)"
    r"(?=人民|第|政府|委员会|各级|$)"
)
_SHORT = re.compile(r"(?:[省市县州区本]|自治)(?!\w{0,6}[省市县州区])")
"""A name that only those at the place understand: 市十四届人大常委会."""
_STATE = "中华人民共和国"
_FULL = (
    (re.compile(r"人大常委会"), "人民代表大会常务委员会"),
    (re.compile(r"人大$"), "人民代表大会"),
    (re.compile(r"中央军委$"), "中央军事委员会"),
    (re.compile(r"发改委$"), "发展和改革委员会"),
    (re.compile(r"国资委$"), "国有资产监督管理委员会"),
)
"""Short names of bodies that are one and the same everywhere."""
_BETWEEN = re.compile(r"[、，,\s\u3000]+|(?<=国务院)(?=中央军)|(?<=中共中央)(?=国务院)")


@dataclass(frozen=True, slots=True)
class Body:
    """Those who acted, as printed without the number of their session; ``plain`` without the name of the state.

    ``parts`` are (clause, start, end): where the printed words stand.
    """

    text: str
    plain: str
    parts: tuple[tuple[int, int, int], ...]


def body_of(clauses: Sequence[str]) -> Iterator[Body]:
    """Who acted, from what stands between a date and what was done; nothing where no body is named."""
    names: list[str] = []
    parts: list[tuple[int, int, int]] = []
    for number, clause in enumerate(clauses):
        opening = _BEFORE.match(clause)
        start = opening.end() if opening else 0
        closing = _END.search(clause, start)
        end = closing.start() if closing else len(clause)
        term = _TERM.search(clause, start, end)
        pieces = [(start, term.start()), (term.end(), end)] if term else [(start, end)]
        pieces = [(one, other) for one, other in pieces if clause[one:other].strip()]
        name = "".join(clause[one:other].strip() for one, other in pieces)
        if BODY.search(name) and not _SHORT.match(name) and name not in names:
            names.append(name)
            parts += [(number, one, other) for one, other in pieces]
    if names:
        yield Body("、".join(names), known_as("、".join(names)), tuple(parts))


def known_as(printed: str) -> str:
    """Those who acted by their full names without the name of the state: however printed, one body has one name."""
    bare = [re.sub(rf"^{_STATE}(?=.)", "", one) for one in _BETWEEN.split(printed.strip()) if one]
    if not all(BODY.search(one) or one.endswith(("中央", "人大")) for one in bare):
        return printed.replace(_STATE, "")
    return "、".join(dict.fromkeys(_in_full(one) for one in bare))


def _in_full(name: str) -> str:
    for short, full in _FULL:
        name = short.sub(full, name)
    return name


def place_of(name: str) -> str:
    """The province, city or county a body or a title names first; empty where there is none."""
    match = _PLACE.match(name)
    return match[0] if match else ""
