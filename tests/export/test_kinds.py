"""Tables, notes, verse and pictures in the e-book, the Markdown file and library.json; tables compared."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import markdown
import pytest
from jsonschema import Draft202012Validator
from lxml import html
from tests.ferry import EDITION, TEXT, picture, write_ferry

from shanben.addresses import addresses
from shanben.compare.changes import compare
from shanben.compare.comparison import ChangeKind
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.export.epub import Book, epub
from shanben.export.library_file import library_json
from shanben.export.library_schema import library_schema
from shanben.export.work_markdown import work_markdown
from shanben.model.library import Library, ShapedSource
from shanben.settings import Settings
from shanben.shaping import Place, shape_source


def shaped_in(folder: Path, text: str = TEXT, edition: str = EDITION) -> ShapedSource:
    path = write_ferry(folder / "seeds")
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".yml").write_text(edition, encoding="utf-8")
    shaped, problems = shape_source(Place(folder, Settings.model_validate({})), path)
    assert shaped
    assert [str(problem) for problem in problems] == []
    return shaped


@pytest.fixture
def ferry(tmp_path: Path) -> ShapedSource:
    """A text that has every kind of block."""
    return shaped_in(tmp_path)


@pytest.fixture
def opened(ferry: ShapedSource, tmp_path: Path) -> Path:
    """Its e-book, cut into a file for each section."""
    where = addresses(Library((ferry,)), 1, 1000, True)
    work = ferry.works[0]
    book = Book(work, where.works[work.id], {}, "https://example.org/works/ferry/", 1_520_000_000,
                {"maps/east.png": picture()})  # fmt: skip
    path = tmp_path / "ferry.epub"
    path.write_bytes(epub(book))
    return path


def part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        return html.document_fromstring(archive.read(f"EPUB/{name}").partition(b"?>")[2].decode())


def test_an_e_book_with_every_kind_passes_epubcheck(opened: Path) -> None:
    program = shutil.which("epubcheck")
    assert program, "no epubcheck: install Debian's package of that name"
    call = ["java", "-XX:TieredStopAtLevel=1", "-jar", program, str(opened)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr


def test_the_e_book_has_rows_and_merged_cells(opened: Path) -> None:
    table = part(opened, "part-1.xhtml").find(".//table")
    assert [[cell.text_content() for cell in row] for row in table.iter("tr")] == [
        ["渡口", "大船", "小船", "说明"], ["东渡", "3", "12", "水深，<可行>大船有|无不定"], ["西渡", "", "7"],
        ["合计", "3", "19"],
    ]  # fmt: skip
    assert table.find("caption").text_content() == "表1 各渡口船数"
    assert [cell.text_content() for cell in table.iter("th")] == ["渡口", "大船", "小船", "说明"]
    assert table.xpath(".//td[@rowspan='2']")
    assert table.xpath(".//td[@colspan='2']")


def test_notes_of_the_e_book_lead_there_and_back(opened: Path) -> None:
    body = part(opened, "part-1.xhtml")
    links = body.xpath("//sup/a")
    assert [link.text for link in links] == ["①", "[1]"]
    for link in links:
        note = body.get_element_by_id(link.get("href").rpartition("#")[2])
        assert note.find(".//a").get("href").endswith("#p1-1")
    assert part(opened, "part-2.xhtml").xpath("//aside//p[contains(., '一作风定')]")


def test_the_e_book_keeps_lines_and_holds_the_picture(opened: Path) -> None:
    body = part(opened, "part-2.xhtml")
    assert [len(verse.findall("br")) for verse in body.find_class("verse")] == [1, 1]
    image = body.find(".//figure/img")
    assert image.get("alt") == "东渡地图"
    with zipfile.ZipFile(opened) as archive:
        assert archive.read(f"EPUB/{image.get('src')}") == picture()
    assert [len(items.findall("li")) for items in body.find_class("list")] == [2, 2]


def test_markdown_reads_back_as_tables_notes_and_lines(ferry: ShapedSource) -> None:
    text = work_markdown(ferry.works[0], "https://example.org/")
    page: Any = html.fromstring(markdown.markdown(text.replace("\\\n", "  \n"), extensions=["tables", "footnotes"]))
    rows = [[cell.text_content() for cell in row] for row in page.iter("tr")]
    assert rows[1] == ["东渡", "3", "12", "水深，<可行>大船有|无不定"]
    assert len(page.find_class("footnote-ref")) == 4
    assert page.xpath("//p[contains(., '渡头风起')]/br")
    assert page.find(".//img").get("src") == "figures/maps/east.png"
    assert page.find(".//blockquote") is not None


def test_library_json_says_what_the_blocks_are(ferry: ShapedSource) -> None:
    content = json.loads(library_json(Library((ferry,))))
    Draft202012Validator(library_schema()).validate(content)
    blocks = {block["id"]: block for block in content["works"][0]["blocks"]}
    assert blocks["table-1-r4c3"]["cell"] == {
        "table": "table-1", "row": 4, "column": 3, "rows": 1, "columns": 2, "header": False,
    }  # fmt: skip
    assert blocks["table-1-caption"]["caption_of"] == "table-1"
    assert blocks["p1-1"]["calls"][0] == {"at": 6, "note": "p1-1-n1", "mark": "①"}
    assert blocks["p1-1-n1"]["note"] == {"mark": "①", "called_from": ["p1-1"]}
    assert blocks["p2-1"]["lines"] == [0, 5]
    assert blocks["figure-1"]["picture"] == {"file": "maps/east.png", "alt": "东渡地图", "width": 320, "height": 200}


# --- compared cell by cell --------------------------------------------------------------------------------------------

PLAIN = """works:
  - id: ferry
    contents:
      - title: 1
      - table: 2-{last}
        id: boats
        header: 1
"""
ROWS = ["渡口\t船\t人", "东渡\t3\t12", "西渡\t3\t0", "南渡\t0\t3"]


def library_of(folder: Path, rows: list[str]) -> Snapshot:
    shaped = shaped_in(folder, "\n".join(["渡口", *rows]) + "\n", PLAIN.format(last=len(rows) + 1))
    return read_snapshot(library_json(Library((shaped,))), "library.json")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([*ROWS[:2], "西渡\t5\t0", ROWS[3]], [(ChangeKind.PARAGRAPH_REWORDED, "boats-r3c2")]),
        ([*ROWS[:2], "北渡\t3\t0", *ROWS[2:]], [(ChangeKind.PARAGRAPH_ADDED, f"boats-r3c{n}") for n in (1, 2, 3)]),
        ([ROWS[0], *ROWS[2:]], [(ChangeKind.PARAGRAPH_REMOVED, "")] * 3),
        ([ROWS[0], "东渡\t3\t\t12".replace("\t\t", "\t"), ROWS[2], "南渡\t3\t0"],
         [(ChangeKind.PARAGRAPH_REWORDED, "boats-r4c2"), (ChangeKind.PARAGRAPH_REWORDED, "boats-r4c3")]),
    ],
)  # fmt: skip
def test_a_table_is_compared_cell_by_cell(
    tmp_path: Path, rows: list[str], wanted: list[tuple[ChangeKind, str]]
) -> None:
    changes = compare(library_of(tmp_path / "a", ROWS), library_of(tmp_path / "b", rows)).changes
    found = [(change.kind, change.after.anchor if change.after else "") for change in changes]
    assert found == wanted
    assert all("行" in (change.after or change.before).path[-1] for change in changes)  # type: ignore[union-attr]


def test_a_column_that_comes_is_told_by_its_cells(tmp_path: Path) -> None:
    wider = [f"{row}\t{word}" for row, word in zip(ROWS, ["岁", "一", "二", "三"], strict=True)]
    changes = compare(library_of(tmp_path / "a", ROWS), library_of(tmp_path / "b", wider)).changes
    assert [change.kind for change in changes] == [ChangeKind.PARAGRAPH_ADDED] * 4
