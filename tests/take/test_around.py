"""What stands around the text of a web page is left out and counted; what is text stays, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, text_of

from shanben.model.text import BlockKind
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
    "offered",
    [
        "<p>【打印本页】【关闭窗口】</p>",
        "<div>分享到： <a href=#>微信</a> <a href=#>微博</a></div>",
        "<div>上一篇：<a href=/1>汛期开放</a><br>下一篇：<a href=/2>石阶重修</a></div>",
        "<div id=comments><h3>说两句（1）</h3><p>那时坐船要等半天，遇上大风还要等到第二天。</p></div>",
        "<div><h3>相关阅读</h3><ul><li><a href=/x>加班船时刻</a><li><a href=/y>渡口照片</a></ul></div>",
        "<div class=footer>某县文化馆主办 备案号：某ICP备一号</div>",
    ],
)
def test_what_a_site_offers_beside_a_text_is_left_out_and_counted(offered: str, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(f"<html><body><div>{TEXT}{offered}</div></body></html>", "utf-8")
    document = read_document(tmp_path / "old.html")
    assert text_of(document) == "渡口旧闻\n渡船每日开三班，逢雨停开。\n"
    assert document.evidence is not None
    assert document.evidence.left_out


def test_the_line_that_says_where_a_text_is_from_keeps_its_words(tmp_path: Path, shaped: Take) -> None:
    line = "<span>发布日期：2011-03-05</span> <span>来源：县志办</span> <span>浏览次数：12</span> <a href=#>打印</a>"
    (tmp_path / "old.html").write_text(
        f"<html><body>{TEXT.replace('<p>', f'<div>{line}</div><p>')}</body></html>", "utf-8"
    )
    (work,) = shaped(tmp_path / "old.html").works
    assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.BYLINE] == [
        "发布日期：2011-03-05来源：县志办"
    ]
    assert not any("打印" in work.text(block) for block in work.blocks())


@pytest.mark.parametrize(
    "text",
    [
        f"<header>{TEXT}</header>",
        f"<article><header><p>编者按：录自旧报。</p></header>{TEXT}</article>",
        f"<div class=position>船闸在上游三里。</div>{TEXT}",
        f"{TEXT}<div class=footer><h2>附记</h2><p>录自<a href=/x>旧报</a>。</p></div>",
        f"{TEXT}<p>上一篇记了东渡，<a href=#x>下一篇</a>再记西渡。</p><p class=comment>船闸在上游三里。</p>",
        f"{TEXT}<div class=list><a href=/1>东渡</a> <a href=/2>西渡</a></div>",
    ],
)
def test_text_is_kept_whatever_it_is_called(text: str, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(f"<html><body>{text}</body></html>", "utf-8")
    document = read_document(tmp_path / "old.html")
    words = "".join(text_of(document).split())
    assert "渡船每日开三班" in words
    assert all(part in words for part in ("录自旧报", "船闸在上游", "附记", "再记西渡", "东渡") if part in text)
    assert document.evidence is not None
    assert "characters of page headers and footers" not in document.evidence.left_out
