"""A draft written as an edition file and read again gives the same blocks: tables, notes, verse and all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.ferry import write_ferry

from shanben.export.edition_file import edition_text
from shanben.model.editions import (
    Edition,
    Entry,
    EntryKind,
    Inset,
    PlannedCell,
    PlannedFigure,
    PlannedNote,
    PlannedTable,
    PlannedWork,
)
from shanben.model.forms import Called
from shanben.model.text import Block, Source, Span
from shanben.read.editions import EditionReader
from shanben.settings import Settings
from shanben.shaping import Place, draft_edition, read_edition, shape_source

REPORT = """河渠报告

一、水情

入夏以来，上游连降大雨①，河水上涨一丈有余，沿岸田地多有浸没，各村都派人上堤察看，日夜不停，至今未有一处
———————
① 据水文站的观测。
溃决。以后仍须小心。

表1　各站水位
站名　　水位　　流量
上站　　3.2　　120
下站　　2.8　　98

二、注释

"""


def blocks_of(place: Place, path: Path) -> list[tuple[Block, str]]:
    shaped, problems = shape_source(place, path)
    assert shaped
    assert not [problem for problem in problems if problem.fatal]
    return [(block, work.text(block)) for work in shaped.works for block in work.blocks()]


def test_a_draft_says_captions_marks_and_where_these_stand(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    path = tmp_path / "seeds/report.txt"
    path.write_text(REPORT, encoding="utf-8")
    place = Place(tmp_path, Settings.model_validate({}))
    text = edition_text(*draft_edition(place, path))
    assert "caption: 10" in text
    assert 'mark: "①"' in text
    assert 'calls: "5:12-5:12"' in text
    drafted = blocks_of(place, path)
    path.with_suffix(".yml").write_text(text, encoding="utf-8")
    assert blocks_of(place, path) == drafted
    table = [block.id for block, _ in drafted if block.id.startswith("table-1")]
    assert table[:2] == ["table-1-caption", "table-1-r1c1"]


def test_a_list_of_notes_at_the_end_is_joined_to_its_marks(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    path = tmp_path / "seeds/report.txt"
    text = (
        "河渠报告\n\n　　入夏以来[1]，河水上涨[2]，沿岸田地多有浸没[1]。\n\n注释\n\n[1] 据水文站。\n\n[2] 据村民说。\n"
    )
    path.write_text(text, encoding="utf-8")
    blocks = blocks_of(Place(tmp_path, Settings.model_validate({})), path)
    assert [text for block, text in blocks if isinstance(block.form, Called)] == ["据水文站。", "据村民说。"]
    assert [len(block.calls) for block, _ in blocks if block.calls] == [3]


_PIECES = ("一、水情", "①见县志。", "[1]见府志。", "大水①。", "大水[1]，", "表1　水位", "站　　水　　流", "上\t3\t4",
           "下\t5\t6", "注释", "渡头风起，", "芦花满汀。", "入夏以来，河水上涨", "一丈有余。", "", "———")  # fmt: skip


# A pin at one line moves a beginning at another.
_MOVED = ["一、水情", "大水①。", "一、水情", "一、水情", "一、水情", "[1]见府志。", "一、水情", "入夏以来，河水上涨",
          "入夏以来，河水上涨", "①见县志。", "一、水情"]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=30))
@example(_MOVED)
def test_a_draft_of_any_text_reads_back_as_it_was(pieces: list[str]) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "seeds").mkdir()
        path = Path(folder) / "seeds/report.txt"
        path.write_text("河渠报告\n\n" + "\n".join(pieces) + "\n", encoding="utf-8")
        place = Place(Path(folder), Settings.model_validate({}))
        drafted = blocks_of(place, path)
        path.with_suffix(".yml").write_text(edition_text(*draft_edition(place, path)), encoding="utf-8")
        assert [(block.kind, text, block.form) for block, text in blocks_of(place, path)] == [
            (block.kind, text, block.form) for block, text in drafted
        ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("縣志館館務報告\n\n本館員額十二人，辦理檔案徵集與圖書編目。\n", "zh-Hant"),
        ("县志馆馆务报告\n\n本馆员额十二人，办理档案征集与图书编目。\n", "zh-Hans"),
    ],
)
def test_a_draft_says_the_script_of_its_text(text: str, language: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    path = tmp_path / "seeds/report.txt"
    path.write_text(text, encoding="utf-8")
    place = Place(tmp_path, Settings.model_validate({}))
    path.with_suffix(".yml").write_text(edition_text(*draft_edition(place, path)), encoding="utf-8")
    _, edition, _ = read_edition(place, path)
    assert [work.language for work in edition.works] == [language]


TEXT = "渡口\n东渡\t三\n西渡\t四\n图1\n注文\n船①。\n"


def span(line: int, first: int, last: int) -> tuple[Span, ...]:
    start = sum(len(one) + 1 for one in TEXT.split("\n")[: line - 1])
    return (Span(start + first - 1, start + last),)


@pytest.mark.parametrize(
    "entry",
    [
        Entry(EntryKind.TABLE, (*span(1, 1, 2), *span(2, 1, 4)), form=PlannedTable(span(1, 1, 2), 1)),
        Entry(EntryKind.TABLE, span(2, 1, 4), form=PlannedTable((), 0, (
            (PlannedCell(span(2, 1, 2), 2, 1), PlannedCell()), (PlannedCell(span(2, 4, 4), 1, 3),)))),
        Entry(EntryKind.NOTE, span(5, 1, 2), form=PlannedNote("①", span(6, 2, 2))),
        Entry(EntryKind.FIGURE, span(4, 1, 2), form=PlannedFigure("maps/east.png", span(4, 1, 2), "\"图\"", 320, 200)),
        Entry(EntryKind.FIGURE, span(4, 1, 2), form=PlannedFigure("maps/east.png", (), "", 320, 200)),
        Entry(EntryKind.PARAGRAPH, span(6, 1, 3), insets=Inset(span(6, 1, 2))),
        Entry(EntryKind.PARAGRAPH, span(6, 1, 3), insets=Inset(brackets="〔〕")),
        Entry(EntryKind.ITEM, span(6, 1, 3), level=2),
    ],
)  # fmt: skip
def test_every_form_is_written_as_it_is_read(tmp_path: Path, entry: Entry) -> None:
    write_ferry(tmp_path)
    source = Source("a", Path("a.txt"), TEXT, "0" * 64, "utf-8")
    edition = Edition("a", (PlannedWork("w", (entry,)),))
    (tmp_path / "a.yml").write_text(edition_text(source, edition), encoding="utf-8")
    read, problems = EditionReader(tmp_path / "a.yml", "a.yml").edition(source)
    assert problems == ()
    (again,) = read.works[0].contents
    assert (again.kind, again.spans, again.form, again.insets, again.level) == (
        entry.kind, entry.spans, entry.form, entry.insets, entry.level,
    )  # fmt: skip
