"""What a change does to the texts: a case for each kind, and what holds for any two libraries."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from shanben.compare.changes import compare
from shanben.compare.comparison import ChangeKind
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.compare.words import Op

from .drawn import RIVER, Step, library, mirrored, shown


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
    assert mirrored(compare(one, other)) == compare(other, one).counts


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
