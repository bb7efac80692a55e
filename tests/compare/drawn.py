"""Libraries drawn as text, and changes told in a line each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from textwrap import dedent

from shanben.compare.comparison import Change, ChangeKind, Comparison
from shanben.compare.snapshot import Snapshot, read_snapshot


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


MIRROR = {
    "added": "removed", "removed": "added", "split": "joined", "joined": "split", "broke": "healed", "healed": "broke",
    "appeared": "went", "went": "appeared",
}  # fmt: skip


def mirrored(comparison: Comparison) -> Counter[ChangeKind]:
    mirrored: Counter[ChangeKind] = Counter()
    for kind, number in comparison.counts.items():
        subject, _, verb = kind.value.rpartition("-")
        mirrored[ChangeKind(f"{subject}-{MIRROR.get(verb, verb)}")] = number
    return mirrored
