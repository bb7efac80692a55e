"""Markdown as it is written for other programs than those that read CommonMark."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline, text_of

from shanben.take.documents import read_document

TEXT = "井在村东头，三十户人家轮流挑水，逢五逢十淘井一次，所得的泥归挑泥的人。"


@pytest.mark.parametrize(
    "written",
    [
        "#水井\n{}\n\n##淘井\n{}\n###工钱\n{}\n",
        "# 水井\n{}\n\n##  淘井 {{#tao}}\n{}\n\n### 工钱 {{: .pay #gong}}\n{}\n",
        "---\ntitle: 水井\n---\n{}\n\n# 淘井\n{}\n\n## 工钱\n{}\n\n# 附记\n\n完。\n",
        "\ufeff#水井\r\n{}\r\n\r\n##淘井\r\n{}\r\n\r\n###工钱\r\n{}\r\n",
    ],
)
def test_headings(written: str, tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "well.md"
    file.write_bytes(written.format(TEXT, TEXT, TEXT).encode())
    assert outline(shaped(file))[:3] == [(1, "水井"), (2, "淘井"), (3, "工钱")]


@pytest.mark.parametrize("title", ["水井", "水 井", "关于水井的一些话"])
def test_the_title_in_front_of_a_file_with_one_heading_above_all(title: str, tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "well.md"
    file.write_text(f"---\ntitle: {title}\n---\n# 水井\n{TEXT}\n\n## 淘井\n{TEXT}\n", "utf-8")
    assert outline(shaped(file)) == [(1, "水井"), (2, "淘井")]


def test_words_that_begin_with_a_sign_are_no_headings(tmp_path: Path) -> None:
    words = f"# 水井\n\n#淘井 的人来了。\n\n```\n##不是标题\n```\n\n{TEXT}\n"
    file = tmp_path / "well.md"
    file.write_text(words, "utf-8")
    assert text_of(read_document(file)).split("\n")[1:3] == ["#淘井 的人来了。", "##不是标题"]


def test_items_keep_the_mark_behind_their_number(tmp_path: Path) -> None:
    file = tmp_path / "well.md"
    file.write_text("# 水井\n\n3. 绳\n   1) 长的\n   2) 短的\n4. 桶\n", "utf-8")
    assert text_of(read_document(file)).split("\n")[1:5] == ["3. 绳", "1) 长的", "2) 短的", "4. 桶"]
