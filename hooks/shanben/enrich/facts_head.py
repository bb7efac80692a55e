"""The lines under a title that tell how a text came to be: 1998年…会议通过, 根据…《…的决定》修正, …令第12号公布."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from shanben.dates import DATE, iso_date
from shanben.enrich.facts_bodies import body_of
from shanben.enrich.placed import Placed, placed
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Fact, Work

LONGEST = 600
"""Characters of a line under the title, with those it goes on from, at most; a longer one is text."""
_UNSAID = "\x01"
"""Where a line ends with an act that changes the work, and no verb says so."""
_VERB = (
    r"(?P<adopted>通过|通過)|(?P<approved>批准(?:修订|修正)?)|(?P<promulgated>公布|发布|颁布|發布|頒布|印发)"
    r"|(?P<amended>(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修訂|(?<!关于)(?<!關於)修改)"
    rf"|{_UNSAID})"
    r"|(?P<inforce>起?(?:施行|实施|實施))|(?P<repealed>废止|廢止)"
)
_NAMES = {"inforce": "in-force"}
_COUNTED = r"(?!(?<=年)度?第[\d一二三四五六七八九十百]+[次号號])"
"""No date is the year in which something is counted: 2021年第20次室务会议."""
_TOKEN = re.compile(rf"(?P<date>{DATE.pattern}){_COUNTED}|(?P<session>会议|會議)|{_VERB}")
_TITLE = re.compile(r"[《<〈][^《》]*(?:《[^《》]*》[^《》]*)*[》>〉]")
_ACT = re.compile(
    rf"(?:通过|通過)的\s*《[^\n]*(?:修正案|决定|決定)[^\n]*》(?=[ \u3000]*(?:\n[\s（(]*{DATE.pattern}|\Z))"
)
"""A line that tells of an act alone: …会议通过的《…修正案（三）》."""
_OPENS = re.compile(rf"[（(\s\u3000]*(?:根据|根據|经|經|自)?\s*{DATE.pattern}")
_ENDS = re.compile(
    r"(?:通过|通過|批准|公布|发布|颁布|發布|印发|修正|修订|修訂|修改|施行|实施|废止|会议|第[\d一二三四五六七八九十百]+号)\W*(?:根据|根據)?$"
)
_ABSORBED = re.compile(r"(?=修订|修正|修訂|修改)|的?\s*[《<〈\x00]|的\s*(?=\d)|[并並後后]经|[并並]經|的?关于|的?關於")
"""What follows a verb that tells of the decision that amends, not of the work."""
_TIMES = re.compile(r"(?<!第)[两兩二三四五六七八九十]+次\W*$")
"""What stands before a verb that tells of every date before it: 2005年6月2日、2010年8月9日两次修订."""
ANEW = 1
"""Years after which another body that adopts a text does not adopt it with the first, but anew."""
_HEREBY = ("予", "现", "現")
"""What stands before the verb of an order: 现予公布."""
_ORDERS = re.compile("[予现現](?:公布|发布|颁布|發布|頒布)")
_ITSELF = re.compile(r"的[ \u3000]*\x00+(?:[业業已]?[经經]|[，,]?[现現]予)")
"""What follows the verb of a sentence that names the work itself: …通过的《…》业经…批准, 现予公布."""
_NUMBER = re.compile(r"(?:令|公告|公報|公报)\s*第?\s*[\d一二三四五六七八九十百零〇]+\s*号$")
_HEAD_KINDS = frozenset({BlockKind.NOTE, BlockKind.DATE, BlockKind.DOCUMENT_NUMBER, BlockKind.ISSUER})


@dataclass(frozen=True, slots=True)
class _Clause:
    """A date, who acted then (a range of the head), and where both stand."""

    date: tuple[int, int]
    body: tuple[int, int]


def head_facts(work: Work) -> Iterator[Fact]:
    """When a work was adopted, approved, promulgated, amended or repealed, by whom, and under which number."""
    head = placed(work, head_blocks(work))
    if not head.text:
        return
    # Titles of decisions hold verbs and dates of their own: blanked, so that positions stay.
    bare = _TITLE.sub(lambda match: "\x00" * len(match[0]), head.text.replace("\n", " "))
    for act in _ACT.finditer(head.text):
        bare = bare[: act.end() - 1] + _UNSAID + bare[act.end() :]
    events = list(_told(bare, _events(bare)))
    for name, clauses, verb in events:
        for clause in clauses:
            yield _dated(name, head, clause.date, verb)
        number = _number(head, bare, clauses[-1]) if name == "promulgated" else None
        if number:
            yield number
    for name in ("adopted", "promulgated", "amended"):
        issuers = [fact for event, clauses, _ in events if event == name for fact in _issuer(head, bare, clauses)]
        if issuers:
            yield issuers[0]
            return


def _issuer(head: Placed, bare: str, clauses: list[_Clause]) -> Iterator[Fact]:
    """Who acted, as printed without the number of their session."""
    for body in body_of([bare[slice(*clause.body)] for clause in clauses]):
        spans = [
            head.spans(clauses[part].body[0] + start, clauses[part].body[0] + end) for part, start, end in body.parts
        ]
        yield Fact("issuer", body.text, tuple(chain.from_iterable(spans)), value=body.plain, read=True)


def _number(head: Placed, bare: str, clause: _Clause) -> Fact | None:
    """The number of the order or notice that promulgates, as printed: 国务院令第12号."""
    start, end = clause.body
    said = bare[start:end].rstrip("）) ")
    end = start + len(said)
    if not _NUMBER.search(said):
        return None
    start += len(said) - len(said.lstrip("以 \u3000"))
    return Fact("number", head.text[start:end].strip(), head.spans(start, end), read=True)


def head_blocks(work: Work) -> Iterator[Block]:
    """The blocks around the title that tell how a text came to be: those before the first that is text."""
    yield from (block for block in work.front if block.kind in _HEAD_KINDS)
    said, title = "", _dense(work.title)
    for block in work.root.blocks:
        text = read_spans(work.source.text, block.spans)
        if not said and len(_dense(text)) > 1 and _dense(text) in title:
            continue  # a title that is printed twice, the second time over several lines
        if block.kind is BlockKind.SIGNATURE and _ORDERS.search(said):
            continue  # who signs the order, above its day
        if len(said) + len(text) > LONGEST or not _is_statement(block, text, said):
            return
        said = said + text if _open_brackets(said + text) else text
        yield block


def _is_statement(block: Block, text: str, before: str) -> bool:
    """Whether a block tells how a text came to be, ``before`` being the lines above it."""
    if _open_brackets(before):
        return True  # a title that goes on over several lines
    if before and not _ENDS.search(before) and _ENDS.search(_TITLE.sub("", text)):
        return True  # the line goes on
    if block.kind in _HEAD_KINDS and (
        block.kind is not BlockKind.NOTE or DATE.search(text) or _ORDERS.search(text) or _open_brackets(before)
    ):
        return True
    if not _OPENS.match(text):
        return False
    if _ACT.search(text):
        return True
    bare = _TITLE.sub("", text)
    return "。" not in bare.rstrip("。） )") and bool(_ENDS.search(bare) or _open_brackets(text))


def _dense(text: str) -> str:
    return "".join(text.split())


def _open_brackets(text: str) -> bool:
    return text.count("《") > text.count("》") or text.count("〈") > text.count("〉")


_Event = tuple[str, list[_Clause], str]
"""What happened: its name, the clauses that tell when and by whom, and the verb as printed."""


def _events(bare: str) -> list[_Event]:
    """What happened, in the order of the text."""
    events: list[_Event] = []
    pending: list[_Clause] = []
    used: list[_Clause] = []
    ordered = False  # 现予公布: on the day of the order, which stands below
    for match in _TOKEN.finditer(bare):
        kind = next(name for name, value in match.groupdict().items() if value is not None)
        if pending and pending[-1].body[1] < 0:
            end = match.end() if kind == "session" else match.start()
            pending[-1] = _Clause(pending[-1].date, (pending[-1].body[0], end))
        if kind == "date":
            if ordered and pending:
                events.append(("promulgated", pending[-1:], ""))
                pending, ordered = [], False
            pending.append(_Clause(match.span(), (match.end(), -1)))
        elif kind == "promulgated" and not pending and bare[: match.start()].endswith(_HEREBY):
            ordered = True
        elif kind in ("adopted", "approved") and _is_of_another(bare, match.end()):
            # 通过的《…的决定》修正: when the decision was adopted, as was what a higher body then approved
            if kind == "approved" and events[1:] and events[-1][0] == "adopted":
                pending = [*events.pop()[1], *pending]
        elif kind != "session" and (pending or used):
            clauses = pending or (used if kind in ("inforce", "promulgated") else [])
            if kind == "amended":
                clauses = sorted(clauses, key=lambda clause: iso_date(bare[slice(*clause.date)]))
            if clauses:
                every = kind == "adopted" or (kind == "amended" and _TIMES.search(bare, 0, match.start()))
                events.append((_NAMES.get(kind, kind), clauses if every else clauses[-1:], match[0]))
            used, pending = clauses, []
    if pending and pending[-1].body[1] < 0:
        pending[-1] = _Clause(pending[-1].date, (pending[-1].body[0], len(bare)))
        if ordered or _NUMBER.search(bare[slice(*pending[-1].body)].rstrip("）) \n")):
            events.append(("promulgated", pending[-1:], ""))
    return events


def _is_of_another(bare: str, end: int) -> bool:
    """Whether a verb that ends at a place tells of the decision that amends, not of the work."""
    return bool(_ABSORBED.match(bare, end)) and not _ITSELF.match(bare, end)


def _told(bare: str, events: list[_Event]) -> Iterator[_Event]:
    """The events, with what was adopted again as amended, and in force since the day that is told last."""
    first = next((event for event in events if event[0] == "adopted"), None)
    last = [event for event in events if event[0] == "in-force"][-1:]
    for event in events:
        if event[0] == "in-force" and event not in last:
            continue
        if first and event is not first and event[0] == "adopted" and _adopted_anew(bare, first[1], event[1]):
            yield "amended", event[1], event[2]
        else:
            yield event


def _adopted_anew(bare: str, before: list[_Clause], after: list[_Clause]) -> bool:
    """Whether a text was adopted again: by the same body on a later day, or by any that did not act with the first."""
    bodies = [
        {body.plain for body in body_of([bare[slice(*clause.body)] for clause in clauses])}
        for clauses in (before, after)
    ]
    first, again = (max(iso_date(bare[slice(*clause.date)]) for clause in clauses) for clauses in (before, after))
    later = f"{int(first[:4]) + ANEW:04}{first[4:]}"
    return first < again and bool(bodies[0] & bodies[1] or later < again)


def _dated(name: str, head: Placed, date: tuple[int, int], verb: str) -> Fact:
    text = head.text[slice(*date)].strip()
    note = verb if name == "amended" and verb != _UNSAID else ""
    return Fact(name, text, head.spans(*date), note, value=iso_date(text), read=True)
