"""What a change does to the texts: a case for each kind, and what holds for any two libraries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, count, pairwise
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.compare.changes import compare
from shanben.compare.comparison import Change, ChangeKind, Comparison
from shanben.compare.sections import out_of_order
from shanben.compare.snapshot import ProblemEntry, Snapshot, WorkEntry, read_snapshot
from shanben.compare.words import Op, after_of, before_of, edits

# --- libraries drawn as text ------------------------------------------------------------------------------------------


def library(drawing: str, **more: object) -> Snapshot:
    """``# id title`` a work, ``## id heading = translation (status)`` a section, ``id: text`` a paragraph."""
    works: list[dict[str, object]] = []
    blocks: list[dict[str, object]] = []
    sections: list[dict[str, object]] = []
    for line in filter(None, map(str.strip, dedent(drawing).splitlines())):
        marks = len(line) - len(line.lstrip("#"))
        if not marks:
            name, _, text = line.partition(": ")
            kind, _, name = name.rpartition(" ")
            blocks.append({"id": name, "kind": kind or "paragraph", "text": text})
            sections[-1]["blocks"] += [name]  # type: ignore[operator]
            continue
        name, _, rest = line[marks:].strip().partition(" ")
        heading, _, translated = rest.partition(" = ")
        if marks == 1:
            blocks, sections = [], []
            works.append({"id": name, "title": heading, "language": "zh-Hans", "sections": sections, "blocks": blocks})
        words, _, status = translated.removesuffix(")").partition(" (")
        sections.append({
            "id": name, "anchor": "title" if marks == 1 else f"s{name}", "level": marks, "heading": heading or None,
            "number": heading[:2] if heading[1:2] == "、" else None, "blocks": [],
            "translations": {"en": {"text": words, "status": status or "official"}} if words else {},
        })  # fmt: skip
        if heading:
            blocks.append({"id": sections[-1]["anchor"], "kind": "heading", "level": marks, "text": heading})
    return read_snapshot(json.dumps({"format": 1, "works": works} | more), "library.json")


RIVER = """
    # river 治河纪要
    ## 1 一、水情 = I. Water (official)
    p1-1: 入夏以来，上游连降大雨，河水上涨一丈有余，沿岸田地多有浸没。
    p1-2: 水文站每日观测三次，遇有险情随时上报，并以电话通知下游各村。
    p1-3: 截至月底，最高水位已经退去，堤身仍须逐段查看。
    ## 2 二、修堤 = II. Dykes (official)
    p2-1: 修堤所用土方由各乡分段承担，石料取自北山，用船运到工地。
    p2-2: 工地设粥棚三处，民工每日两餐，伤病者由医疗队就近诊治。
    ## 3 三、善后 = III. Afterwards (press)
    p3-1: 灾后补种荞麦与萝卜，种子由仓库借给，秋后归还。
    p3-2: 冲毁的桥梁先搭便桥，待明春枯水时重建石桥。
"""


def shown(comparison: Comparison) -> list[str]:
    return [f"{change.kind} {_where(change)}".strip() for change in comparison.changes]


def _where(change: Change) -> str:
    place = change.after or change.before
    return place.anchor if place else ""


Step = Callable[[str], str]


def swapped(old: str, new: str) -> Step:
    return lambda drawing: drawing.replace(old, new)


def without(*names: str) -> Step:
    """Leave out the paragraphs and sections (with all in them) of these ids."""

    def step(drawing: str) -> str:
        kept: list[str] = []
        leaving = False
        for line in drawing.splitlines():
            if line.strip().startswith("#"):
                leaving = line.split()[1] in names
            if not leaving and line.strip().partition(":")[0] not in names:
                kept.append(line)
        return "\n".join(kept)

    return step


def section_first(name: str) -> Step:
    """Put a section before all others."""

    def step(drawing: str) -> str:
        lines = drawing.strip("\n").splitlines()
        heads = [index for index, line in enumerate(lines) if line.strip().startswith("## ")] + [len(lines)]
        start = next(index for index in heads if lines[index].split()[1] == name)
        end = heads[heads.index(start) + 1]
        return "\n".join([*lines[: heads[0]], *lines[start:end], *lines[heads[0] : start], *lines[end:]])

    return step


CASES: dict[str, tuple[Step, list[str]]] = {
    "nothing": (swapped("", ""), []),
    "a character": (swapped("一丈有余", "二丈有余"), ["paragraph-reworded p1-1"]),
    "a paragraph less": (without("p1-2"), ["paragraph-removed p1-2"]),
    "a section less": (without("2"), ["section-removed s2"]),
    "a section moved": (section_first("3"), ["section-moved s3"]),
    "a section moved and re-worded": (
        lambda drawing: section_first("3")(drawing).replace("荞麦与萝卜", "荞麦和白菜"),
        ["section-moved s3", "paragraph-reworded p3-1"],
    ),
    "a section renumbered where it stands": (
        swapped("## 3 三、善后", "## 4 四、善后"),
        ["heading-renumbered s4"],
    ),
    "a heading": (swapped("二、修堤", "二、筑堤"), ["heading-reworded s2"]),
    "a translation": (swapped("II. Dykes (official)", "II. Mending the Dykes (press)"), ["heading-retranslated s2"]),
    "a status": (swapped("(press)", "(official)"), ["heading-restated s3"]),
    "a title": (swapped("治河纪要", "治河记略"), ["heading-reworded title"]),
    "a paragraph in two": (
        swapped("随时上报，并以", "随时上报。\n    p1-2b: 并以"),
        ["paragraph-split p1-2"],
    ),
    "two paragraphs as one": (
        swapped("用船运到工地。\n    p2-2: ", "用船运到工地。"),
        ["paragraph-joined p2-1"],
    ),
    "a paragraph in another section": (
        lambda drawing: without("p1-2")(drawing).replace(
            "p3-1:", "p3-0: 水文站每日观测三次，遇有险情随时上报，并以电话通知下游各村。\n    p3-1:"
        ),
        ["paragraph-moved p3-0"],
    ),
    "paragraphs in another order": (
        lambda drawing: swapped("p2-2:", "p2-0:")(
            without("p2-1")(drawing).replace(
                "就近诊治。", "就近诊治。\n    p2-1: 修堤所用土方由各乡分段承担，石料取自北山，用船运到工地。"
            )
        ),
        ["paragraph-moved p2-0"],
    ),
    "a paragraph that is a note": (swapped("p3-2:", "note p3-2:"), ["paragraph-recast p3-2"]),
    "a new heading over old paragraphs": (
        swapped("p1-3:", "## 1b 退水\n    p1-3:"),
        ["section-added s1b"],
    ),
    "a chapter around a section": (
        lambda drawing: drawing.replace("## 2", "## c 中章\n    ### 2"),
        ["section-added sc", "heading-recast s2"],
    ),
    "a work more": (
        swapped("# river", "# note 附记\n    p1: 本卷据县档案馆所藏抄本。\n    # river"),
        ["work-added title"],
    ),
    "a work at another address": (swapped("# river", "# flood"), ["work-moved title"]),
}


@pytest.mark.parametrize(("step", "expected"), CASES.values(), ids=CASES)
def test_each_kind_of_change_is_told_as_itself(step: Step, expected: list[str]) -> None:
    assert shown(compare(library(RIVER), library(step(RIVER)))) == expected


@pytest.mark.parametrize("step", [step for step, _ in CASES.values()], ids=CASES)
def test_the_way_back_is_the_mirror_image(step: Step) -> None:
    one, other = library(RIVER), library(step(RIVER))
    assert _mirrored(compare(one, other)) == compare(other, one).counts


def test_a_paragraph_between_others_gives_them_new_addresses_and_nothing_else() -> None:
    drawing = RIVER.replace("p1-3:", "p1-4:").replace("p1-2:", "p1-3:")
    drawing = drawing.replace("p1-3:", "p1-2: 省里派员到县，会同查勘。\n    p1-3:")
    comparison = compare(library(RIVER), library(drawing))
    assert shown(comparison) == ["paragraph-added p1-2"]
    assert comparison.readdressed == 2


def test_a_section_may_move_to_another_work() -> None:
    two = RIVER + "\n# annex 附编\n## a 甲、缘起 \np9: 编者于旧档中检得此卷，略加标点。\n"
    start = RIVER.index("    ## 3")
    moved = RIVER[:start] + "\n# annex 附编\n## a 甲、缘起\np9: 编者于旧档中检得此卷，略加标点。\n" + RIVER[start:]
    assert shown(compare(library(two), library(moved))) == ["section-moved s3"]


def test_a_change_shows_its_characters_and_where_it_is() -> None:
    (change,) = compare(library(RIVER), library(RIVER.replace("三次", "四次"))).changes
    assert [(edit.op, edit.text) for edit in change.edits][1:3] == [(Op.CUT, "三"), (Op.NEW, "四")]
    assert change.after is not None
    assert (change.after.work, change.after.path) == ("river", ("一、水情",))


def test_what_is_gone_is_shown_where_it_was() -> None:
    (change,) = compare(library(RIVER), library(without("p1-2")(RIVER))).changes
    assert change.spot is not None
    assert change.spot.anchor == "p1-1"


def term(text: str, uses: int = 3) -> dict[str, object]:
    rendering = {"language": "en", "text": text, "status": "editorial"}
    return {"id": "di", "text": "堤", "aliases": [], "senses": [{"translations": [rendering]}], "uses": uses}


def test_a_term_tells_what_changed_and_how_many_uses_that_touches() -> None:
    one, other = library(RIVER, terms=[term("dyke")]), library(RIVER, terms=[term("levee", 4)])
    (change,) = compare(one, other).changes
    assert change.kind is ChangeKind.TERM_CHANGED
    assert [(detail.name, detail.before, detail.after) for detail in change.details] == [
        ("en", "dyke (editorial)", "levee (editorial)"),
        ("uses", "3", "4"),
    ]
    assert shown(compare(library(RIVER), one)) == ["term-added"]
    assert shown(compare(one, library(RIVER))) == ["term-removed"]


def test_uses_alone_are_no_change_of_a_term() -> None:
    assert shown(compare(library(RIVER, terms=[term("dyke", 3)]), library(RIVER, terms=[term("dyke", 4)]))) == []


def referring(*targets: dict[str, str], drawing: str = RIVER) -> Snapshot:
    snapshot = library(drawing)
    reference = {
        "kind": "internal", "block": "p3-2", "raw": "第二节", "resolved": bool(targets), "targets": list(targets),
    }  # fmt: skip
    (work,) = json.loads(json.dumps([{"references": [reference]}]))
    read = read_snapshot(
        json.dumps({"format": 1, "works": [{"id": "x", "title": "", "language": "", "sections": [
            {"id": "0", "anchor": "t", "level": 1, "heading": None}], "blocks": [], **work}]}), "x",
    )  # fmt: skip
    return replace(snapshot, works=(replace(snapshot.works[0], references=read.works[0].references),))


SECOND = {"work": "river", "anchor": "s2"}


def test_references_break_heal_and_are_redirected() -> None:
    assert shown(compare(referring(SECOND), referring())) == ["reference-broke p3-2"]
    assert shown(compare(referring(), referring(SECOND))) == ["reference-healed p3-2"]
    third = {"work": "river", "anchor": "s3"}
    assert shown(compare(referring(SECOND), referring(third))) == ["reference-redirected p3-2"]


def test_a_reference_that_follows_its_target_is_not_redirected() -> None:
    later = RIVER.replace("## 2 ", "## 2b ")
    followed = {"work": "river", "anchor": "s2b"}
    assert shown(compare(referring(SECOND), referring(followed, drawing=later))) == []


def problem(code: str, line: int) -> dict[str, object]:
    return {"code": code, "message": f"line {line} may be a heading", "path": "seeds/river.txt", "line": line}


def test_doubts_come_and_go_but_do_not_move_with_their_lines() -> None:
    one = library(RIVER, problems=[problem("D301", 4), problem("D301", 9)])
    other = library(RIVER, problems=[problem("D301", 5), problem("D302", 9)])
    assert shown(compare(one, other)) == ["doubt-went", "doubt-appeared"]


def test_a_fact_is_compared_by_its_name() -> None:
    one, other = library(RIVER), library(RIVER)
    (work,) = other.works
    other = replace(other, works=(replace(work, excerpt=True),))
    (change,) = compare(one, other).changes
    assert change.kind is ChangeKind.FACT_CHANGED
    assert [(detail.name, detail.after) for detail in change.details] == [("excerpt", "yes")]


def test_four_changes_are_four_changes() -> None:
    head = section_first("3")(RIVER).replace("每日两餐", "每日三餐").replace("I. Water", "I. The Water")
    comparison = compare(library(RIVER, terms=[term("dyke")]), library(head, terms=[term("levee")]))
    assert sorted(shown(comparison)) == [
        "heading-retranslated s1", "paragraph-reworded p2-2", "section-moved s3", "term-changed",
    ]  # fmt: skip


# --- what holds for any two libraries ---------------------------------------------------------------------------------

_CHARACTERS = "山川河流田土木石金水火风云雨雪日月星天地人心手足口目耳言语文字书画诗词歌赋琴棋。，"
_SENTENCES = st.text(_CHARACTERS, min_size=6, max_size=40)


@st.composite
def _drawings(draw: st.DrawFn) -> list[list[list[str]]]:
    """Works, sections and paragraphs; all paragraphs differ."""
    texts = iter(draw(st.lists(_SENTENCES, min_size=1, max_size=14, unique=True)))
    works: list[list[list[str]]] = [[[]]]
    for text in texts:
        where = draw(st.sampled_from("wspppp"))
        if where == "w":
            works.append([[]])
        elif where == "s":
            works[-1].append([])
        works[-1][-1].append(text)
    return works


@st.composite
def _two(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """A library and the same after some changes."""
    works = draw(_drawings())
    base = _snapshot(works)
    head = [[list(section) for section in work] for work in works]
    for _ in range(draw(st.integers(0, 3))):
        work = draw(st.sampled_from(head))
        section = draw(st.sampled_from(work))
        match draw(st.sampled_from(["drop", "add", "word", "split", "shift", "order"])):
            case "drop" if section:
                section.pop(draw(st.integers(0, len(section) - 1)))
            case "add":
                section.insert(draw(st.integers(0, len(section))), draw(_SENTENCES))
            case "word" if section:
                index = draw(st.integers(0, len(section) - 1))
                section[index] = section[index].replace(section[index][0], "龙", 1)
            case "split" if section and len(section[0]) > 8:
                section[:1] = [section[0][:5], section[0][5:]]
            case "shift" if section:
                draw(st.sampled_from(work)).append(section.pop())
            case _:
                work.insert(draw(st.integers(0, len(work) - 1)), work.pop())
    return base, _snapshot(head)


def _snapshot(works: list[list[list[str]]]) -> Snapshot:
    lines: list[str] = []
    for number, work in enumerate(works):
        lines.append(f"# w{number} 书{number}")
        for order, section in enumerate(work):
            paragraphs = count(1)
            lines += [f"## {order} 第{order}节", *(f"p{order}-{next(paragraphs)}: {text}" for text in section)]
    return library("\n".join(lines))


_MIRROR = {
    "added": "removed", "removed": "added", "split": "joined", "joined": "split", "broke": "healed", "healed": "broke",
    "appeared": "went", "went": "appeared",
}  # fmt: skip


def _mirrored(comparison: Comparison) -> Counter[ChangeKind]:
    mirrored: Counter[ChangeKind] = Counter()
    for kind, number in comparison.counts.items():
        subject, _, verb = kind.value.rpartition("-")
        mirrored[ChangeKind(f"{subject}-{_MIRROR.get(verb, verb)}")] = number
    return mirrored


@given(_drawings())
@settings(max_examples=60, deadline=None)
def test_a_library_does_not_differ_from_itself(works: list[list[list[str]]]) -> None:
    one = _snapshot(works)
    assert compare(one, _snapshot(works)) == Comparison(())
    doubt = ProblemEntry("D301", "a doubt", "seeds/x.txt")
    assert shown(compare(one, replace(one, problems=(doubt,)))) == ["doubt-appeared"]


_DROP, _LONGER, _LONGEST = "。" * 6, "。" * 7, "。" * 8
_EQUALLY_HEAVY = (
    _snapshot([[[], [_DROP, _LONGER], [_LONGEST]]]),
    _snapshot([[[_LONGEST], [], [_LONGER]]]),
)
"""The first section moved behind the second, or the second before the first: both ways it must be the same one."""


@given(_two())
@example(_EQUALLY_HEAVY)
@settings(max_examples=150, deadline=None)
def test_what_one_direction_adds_the_other_removes(pair: tuple[Snapshot, Snapshot]) -> None:
    base, head = pair
    assert _mirrored(compare(base, head)) == compare(head, base).counts


_CAME = {ChangeKind.PARAGRAPH_ADDED, ChangeKind.SECTION_ADDED, ChangeKind.WORK_ADDED}
_WENT = {ChangeKind.PARAGRAPH_REMOVED, ChangeKind.SECTION_REMOVED, ChangeKind.WORK_REMOVED}
_OTHER_WORDS = {ChangeKind.PARAGRAPH_REWORDED, ChangeKind.PARAGRAPH_JOINED}


@given(_two())
@settings(max_examples=150, deadline=None)
def test_every_paragraph_is_accounted_for_once(pair: tuple[Snapshot, Snapshot]) -> None:
    base, head = pair
    comparison = compare(base, head)
    came, went = Counter(_named(comparison, _CAME)), Counter(_named(comparison, _WENT))
    split = Counter(_named(comparison, {ChangeKind.PARAGRAPH_SPLIT}))
    join = Counter(_named(comparison, {ChangeKind.PARAGRAPH_JOINED}))
    assert set((came + split).values()) <= {1}
    assert set((went + join).values()) <= {1}
    splits, joins = (
        comparison.counts.get(ChangeKind.PARAGRAPH_SPLIT, 0),
        comparison.counts.get(ChangeKind.PARAGRAPH_JOINED, 0),
    )
    linked_after = len(_paragraphs(head)) - came.total() - (split.total() - splits)
    linked_before = len(_paragraphs(base)) - went.total() - (join.total() - joins)
    assert linked_after == linked_before
    known = Counter(_paragraphs(base).values())
    new_words = {
        (change.after.work, change.after.anchor)
        for change in comparison.changes
        if change.kind in _OTHER_WORDS and change.after
    }
    for name, text in _paragraphs(head).items():
        if name not in came and name not in split and name not in new_words:
            known[text] -= 1
            assert known[text] >= 0, text


def _named(comparison: Comparison, kinds: set[ChangeKind]) -> Iterator[tuple[str, str]]:
    """The paragraphs that changes of some kinds name: those that went, or were joined, by their earlier work."""
    for change in comparison.changes:
        earlier = change.kind in _WENT or change.kind is ChangeKind.PARAGRAPH_JOINED
        place = change.before if earlier else change.after
        if change.kind in kinds and place:
            yield from ((place.work, name) for name in change.passages)


def _paragraphs(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    return {
        (work.id, block.id): block.text for work in snapshot.works for block in work.blocks if block.kind != "heading"
    }


@given(st.text(_CHARACTERS + "ab1 "), st.text(_CHARACTERS + "ab1 "))
def test_edits_hold_both_wordings(before: str, after: str) -> None:
    parts = edits(before, after)
    assert before_of(parts) == before
    assert after_of(parts) == after
    assert all(one.op is not other.op for one, other in pairwise(parts))


@given(st.lists(st.integers(1, 9), max_size=6), st.randoms(use_true_random=False))
def test_the_lightest_things_are_said_to_move(weights: list[int], random: object) -> None:
    order = list(range(len(weights)))
    random.shuffle(order)  # type: ignore[attr-defined]
    coins = [1 << number for number in range(len(weights))]
    places = list(zip(range(len(weights)), order, weights, coins, strict=True))
    moved = out_of_order(places)
    stay = [after for before, after, _, _ in places if before not in moved]
    assert stay == sorted(stay)
    best = max(
        sum(places[index][2] for index in chosen)
        for size in range(len(places) + 1)
        for chosen in combinations(range(len(places)), size)
        if [places[i][1] for i in chosen] == sorted(places[i][1] for i in chosen)
    )
    assert sum(weight for before, _, weight, _ in places if before not in moved) == best
    back = out_of_order((after, before, weight, coin) for before, after, weight, coin in places)
    assert back == {after for before, after, _, _ in places if before in moved}


def test_the_cost_does_not_grow_with_the_product() -> None:
    """A thousand paragraphs of one work, all re-worded: each finds its own among a thousand."""

    def work(sign: str) -> WorkEntry:
        words = "\n".join(
            f"p{number}: 第{number}号堤段长{number * 7}丈，由{number * 13}号民夫队承修，{sign}月完工。"
            for number in range(1_000)
        )
        return library(f"# w 书\n{words}").works[0]

    comparison = compare(Snapshot(1, (work("三"),)), Snapshot(1, (work("四"),)))
    assert comparison.counts == {ChangeKind.PARAGRAPH_REWORDED: 1_000}
