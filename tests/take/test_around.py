"""What stands around the text of a web page is left out and counted; what is text stays, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import text_of

from shanben.take.documents import read_document

TEXT = "<h1>渡口旧闻</h1><p>渡船每日开三班，逢雨停开。</p>"


@pytest.mark.parametrize(
    ("around", "characters"),
    [
        ("<header><a href=/>首页</a></header>{}<footer>某馆版权所有</footer>", 8),
        ("<div class=nav><a href=/>首页</a> <a href=/a>文史</a></div>{}", 4),
        ("<ul id=breadcrumb><li><a href=/>首页</a></li><li><a href=/a>文史</a></li></ul>{}", 4),
        ("{}<div role=contentinfo>某馆版权所有</div>", 6),
    ],
)
def test_the_head_and_foot_of_a_page_are_left_out_and_counted(around: str, characters: int, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(f"<html><body>{around.format(TEXT)}</body></html>", "utf-8")
    document = read_document(tmp_path / "old.html")
    assert text_of(document) == "渡口旧闻\n渡船每日开三班，逢雨停开。\n"
    assert document.evidence is not None
    assert document.evidence.left_out == {"characters of page headers and footers": characters}


@pytest.mark.parametrize(
    "text",
    [
        f"<header>{TEXT}</header>",
        f"<article><header><p>编者按：录自旧报。</p></header>{TEXT}</article>",
        f"<div class=position>船闸在上游三里。</div>{TEXT}",
        f"{TEXT}<div class=footer><h2>附记</h2><p>录自<a href=/x>旧报</a>。</p></div>",
        f"{TEXT}<div class=list><a href=/1>东渡</a> <a href=/2>西渡</a></div>",
    ],
)
def test_text_is_kept_whatever_it_is_called(text: str, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(f"<html><body>{text}</body></html>", "utf-8")
    document = read_document(tmp_path / "old.html")
    words = "".join(text_of(document).split())
    assert "渡船每日开三班" in words
    assert all(part in words for part in ("录自旧报", "船闸在上游", "附记", "东渡") if part in text)
    assert document.evidence is not None
    assert "characters of page headers and footers" not in document.evidence.left_out
