"""Numbered paragraphs are set alike: one whose first line fills the column goes on where its siblings do."""

from __future__ import annotations

from collections.abc import Callable

TASKS = [
    ("（一）修好东闸", "换下朽坏的闸板，给铁件上漆，汛期以前试放三次水，记下每次的水位。"),
    ("（二）清理北渠", "挖出淤泥，堆在指定的地方晒干，由各组运到田里作肥料，不得倒在路边。"),
    ("（三）加固南岸的护坡和石阶", "先打木桩，再铺石块，石块之间用灰浆填实，完工以后种草。"),
    ("（四）添置水尺", "在三座桥下各装一根，由看护人每天早晚读数，写在簿子上。"),
    ("（五）轮流守夜", "每晚两人，从天黑到天亮，听见水声不对就敲锣，不得离开。"),
]  # fmt: skip


def set_in_columns(paragraphs: list[str], width: int, between: str) -> str:
    """Paragraphs in a column without indents: the two cells of a first line are lost."""
    rows = []
    for words in paragraphs:
        lines = [words[: width - 2]] + [words[at : at + width] for at in range(width - 2, len(words), width)]
        rows.append("\n".join(lines))
    return between.join(rows) + "\n"


def test_a_number_whose_line_is_full_goes_on_like_its_siblings(blocks: Callable[[str], list[str]]) -> None:
    paragraphs = [f"{lead}。{text}" for lead, text in TASKS]
    text = "水利计划\n\n" + set_in_columns(paragraphs, 16, "\n\n")
    page_ends = text.replace("护坡和石阶。\n", "护坡和石阶。\n\n")
    assert page_ends != text
    assert [row.split(": ")[1] for row in blocks(page_ends)[1:]] == paragraphs


def test_numbers_that_stand_alone_stay_headings(blocks: Callable[[str], list[str]]) -> None:
    tasks = [(lead.removesuffix("和石阶"), text) for lead, text in TASKS]
    rows = [words for lead, text in tasks for words in (lead, text)]
    found = blocks("水利计划\n\n" + set_in_columns(rows, 16, "\n\n"))
    assert [row.split(": ")[1] for row in found if row.startswith("heading2")] == [lead for lead, _ in tasks]


def test_who_is_charged_with_a_task_stands_in_its_paragraph(blocks: Callable[[str], list[str]]) -> None:
    paragraphs = [f"{lead}。{text}（水务局负责）" for lead, text in TASKS]
    text = "水利计划\n\n" + set_in_columns(paragraphs, 16, "\n\n")
    apart = text.replace("作肥料，不得倒在路边。（", "作肥料，不得倒在路边。\n\n（").replace(
        "完工以后种草。（", "完工以后种草。\n\n（"
    )
    assert [row.split(": ")[1] for row in blocks(apart)[1:]] == paragraphs
