"""Titles of web pages as offices set them: by breaks, by looks, by pictures, and below the words 附件1."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline

from shanben.model.library import ShapedSource
from shanben.model.text import BlockKind
from shanben.take.documents import read_document

RULES = "<p>第一条 摆渡的人应当会水，并在馆里登记。</p><p>第二条 涨水的日子停渡，不得私下载客。</p>"
SAID = "<p>各渡口照此办理，有不明白的地方，到馆里来问。</p>"


def _shaped(body: str, folder: Path, shaped: Take) -> ShapedSource:
    (folder / "a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    return shaped(folder / "a.html")


def _kinds(found: ShapedSource) -> dict[str, BlockKind]:
    (work,) = found.works
    return {work.text(block): block.kind for block in work.blocks()}


@pytest.mark.parametrize(
    ("title", "below", "kind"),
    [
        ("<p align=center>渡口管理办法<br>河馆发〔2018〕3号</p>", "河馆发〔2018〕3号", "document-number"),
        ("<p><b>河口渡船馆<br>关于停渡的通知</b><br>河馆〔2018〕4号</p>", "河馆〔2018〕4号", "document-number"),
        ("<h1>渡口管理办法<br><small>（2018年3月4日渡船馆通过）</small></h1>", "（2018年3月4日渡船馆通过）", "note"),
        ("<h1>渡口管理办法<br>2018年3月4日</h1>", "2018年3月4日", "date"),
        ("<h2>渡口管理办法<br>（2018年修订）<br>文号：河馆3号</h2>", "文号：河馆3号", "document-number"),
    ],
)
def test_a_number_below_a_title_in_one_element_is_no_part_of_it(
    title: str, below: str, kind: str, tmp_path: Path, shaped: Take
) -> None:
    found = _shaped(title + RULES, tmp_path, shaped)
    assert _kinds(found)[below] == kind
    assert below not in found.works[0].title
    assert found.works[0].title.startswith(("渡口管理办法", "河口渡船馆关于停渡的通知"))


def test_one_annex_needs_no_number(tmp_path: Path, shaped: Take) -> None:
    body = f"<h1>渡口管理办法</h1>{RULES}<p>附件</p><p>渡船登记办法</p>{SAID}"
    assert outline(_shaped(body, tmp_path, shaped)) == [(1, "渡口管理办法"), (2, "附件"), (3, "渡船登记办法")]


def test_who_signs_above_a_day_is_no_title(tmp_path: Path, shaped: Take) -> None:
    found = _shaped(f"<h1>停渡的通知</h1>{SAID}<p align=right>河口渡船馆<br>2018年3月4日</p>", tmp_path, shaped)
    assert _kinds(found)["河口渡船馆"] == BlockKind.SIGNATURE


def test_lines_in_the_middle_that_are_more_than_a_title_are_verse(tmp_path: Path, shaped: Take) -> None:
    lines = ("雾起东岸", "船在雾里", "人在船里", "歌在人里", "岸在歌里")
    found = _shaped(f"<h1>渡口的歌</h1>{SAID}<p align=center>{'<br>'.join(lines)}</p>", tmp_path, shaped)
    assert _kinds(found)["".join(lines)] == BlockKind.VERSE


@pytest.mark.parametrize(
    "said",
    [
        "<p>附件1</p><p align=center>渡船</p><p align=center>登记事项说明</p>",
        "<p>附件1：</p><center><p>渡船</p><p>登记事项</p></center>",
        "<p style='text-align: right'>附件1</p><p><strong>渡船登记</strong></p><p><strong>的说明</strong></p>",
        "<p align=center>附件1<br>渡船<br>登记说明</p>",
        "<h2>附件1</h2><p align=center>渡船</p><p align=center>登记说明</p>",
    ],
)
def test_the_title_of_an_annex_may_have_two_paragraphs(said: str, tmp_path: Path, shaped: Take) -> None:
    names = [name for _, name in outline(_shaped(f"<h1>渡口管理办法</h1>{RULES}{said}{SAID}", tmp_path, shaped))]
    assert [name.rstrip("：") for name in names[:-1]] == ["渡口管理办法", "附件1"]
    assert names[-1].startswith("渡船登记")
    assert len(names) == 3


@pytest.mark.parametrize(
    "said",
    [
        "<p>附件1</p><p align=center>渡船登记办法</p><p align=center>船主须知</p>",
        "<p>附件1</p><p>渡船两艘</p><p>船夫三人</p>",
    ],
)
def test_other_lines_below_an_annex_stay_apart(said: str, tmp_path: Path, shaped: Take) -> None:
    found = _shaped(f"<h1>渡口管理办法</h1>{RULES}{said}{SAID}", tmp_path, shaped)
    words = [*_kinds(found), *(name for _, name in outline(found))]
    assert not any("船主" in one and "登记" in one for one in words)
    assert not any("两艘" in one and "船夫" in one for one in words)


def test_an_annex_that_stands_as_the_text_does_is_one_beside_another_in_the_middle(
    tmp_path: Path, shaped: Take
) -> None:
    said = f"<p align=center>附件1</p><p align=center>渡船登记单</p>{SAID}<p>附件2：</p>{SAID}"
    names = [name for _, name in outline(_shaped(f"<h1>渡口管理办法</h1>{RULES}{said}", tmp_path, shaped))]
    assert names == ["渡口管理办法", "附件1", "渡船登记单", "附件2："]


def test_what_stands_out_on_a_page_without_tags_heads_it(tmp_path: Path, shaped: Take) -> None:
    body = "".join(
        f"<p style='font-weight: bold'>{name}</p><p>{words}</p>"
        for name, words in {"谁能摆渡": "会水的人，登记过的，都可以。", "何时停渡": "涨水的日子停，起雾也停。"}.items()
    )
    found = _shaped(f"<p style='text-align:center;font-size:22pt'>渡口须知</p>{body}", tmp_path, shaped)
    assert outline(found) == [(1, "渡口须知"), (2, "谁能摆渡"), (2, "何时停渡")]


def test_text_in_a_table_that_stands_in_the_middle_does_not(tmp_path: Path, shaped: Take) -> None:
    body = f"<p>渡口的人都听他的</p>{SAID * 3}<center><table><tr><td><p>船夫的话</p>{SAID}</table></center>{SAID}"
    found = outline(_shaped(f"<p align=center>渡口须知</p>{body}<p align=center>石阶</p>{SAID}", tmp_path, shaped))
    assert [name for _, name in found] == ["渡口须知", "石阶"]


def test_a_heading_that_is_a_picture_is_what_the_page_calls_it(tmp_path: Path, shaped: Take) -> None:
    body = f"<h1><img src=a.png alt=渡口小志></h1>{SAID}<h2><a href=#x><img src=b.png alt=东岸></a></h2>{SAID}"
    assert outline(_shaped(body, tmp_path, shaped)) == [(1, "渡口小志"), (2, "东岸")]
    evidence = read_document(tmp_path / "a.html").evidence
    assert evidence is not None
    assert evidence.repaired == {"headings that are pictures read as what the page calls them": 2}


@pytest.mark.parametrize(
    "heading",
    [
        "<h2><img src=a.png alt=馆徽>东岸</h2>",
        "<h2><img src=a.png alt=logo><img src=b.png alt=馆徽>东岸</h2>",
        f"<h2>东岸</h2><p><img src=a.png alt={'东岸的渡口在清晨' * 6}></p>",
    ],
)
def test_other_pictures_are_no_words_of_a_heading(heading: str, tmp_path: Path, shaped: Take) -> None:
    assert outline(_shaped(f"<h1>渡口小志</h1>{SAID}{heading}{SAID}", tmp_path, shaped))[1:] == [(2, "东岸")]


def test_a_court_and_its_judgment_are_one_title_in_whatever_sizes(tmp_path: Path, shaped: Take) -> None:
    head = "<div style='text-align:center;font-size:18pt'>河口县人民法院</div>"
    head += "<div style='text-align:center;font-size:22pt'>民 事 判 决 书</div><div>（2018）河0101民初7号</div>"
    found = _shaped(head + "<div>原告：老周，住东岸。</div><div>被告：老吴，住西岸。</div>" + SAID, tmp_path, shaped)
    assert "".join(found.works[0].title.split()) == "河口县人民法院民事判决书"
    assert len(outline(found)) == 1


@pytest.mark.parametrize("words", ["图为东岸的石阶。老周　摄", "图片：东岸的石阶", "▲东岸的石阶　老周 供图"])
def test_what_stands_below_a_photograph_heads_nothing(words: str, tmp_path: Path, shaped: Take) -> None:
    body = f"<h1>渡口小志</h1>{SAID}<p align=center><img src=a.jpg></p><p align=center>{words}</p>{SAID}"
    found = _shaped(body, tmp_path, shaped)
    assert outline(found) == [(1, "渡口小志")]
    assert [kind for text, kind in _kinds(found).items() if "石阶" in text] == [BlockKind.CAPTION]


def test_bold_words_with_a_stop_inside_are_text(tmp_path: Path, shaped: Take) -> None:
    body = f"<p align=center>渡口须知</p>{SAID}<p><b>起雾停渡。涨水也停</b></p>{SAID}<p><b>石阶</b></p>{SAID}"
    assert [name for _, name in outline(_shaped(body, tmp_path, shaped))] == ["渡口须知", "石阶"]


@pytest.mark.parametrize("room", ["渡口________ 船名________", "填报日期：　　　　年　　月　　日"])
def test_room_for_an_answer_heads_nothing_and_is_kept(room: str, tmp_path: Path, shaped: Take) -> None:
    body = f"<p align=center>渡船登记单</p><p align=center>{room}</p>{SAID}<p align=center>石阶</p>{SAID}"
    found = _shaped(body, tmp_path, shaped)
    assert [name for _, name in outline(found)] == ["渡船登记单", "石阶"]
    assert any(text.endswith(("船名________", "：　年　月　日")) for text in _kinds(found))


@pytest.mark.parametrize("between", ["</p><p align=center>", "<br>"])
def test_lines_in_the_middle_with_text_around_them_are_verse(between: str, tmp_path: Path, shaped: Take) -> None:
    song = between.join(("雾起东岸", "船在雾里", "人在船里", "歌在人里"))
    body = f"<p align=center>渡口须知</p>{SAID}<p align=center>{song}</p>{SAID}<p align=center>石阶</p>{SAID}"
    found = _shaped(body, tmp_path, shaped)
    assert [name for _, name in outline(found)] == ["渡口须知", "石阶"]
    assert _kinds(found)["雾起东岸船在雾里人在船里歌在人里"] == BlockKind.VERSE


def test_a_file_that_a_page_offers_is_no_annex(tmp_path: Path, shaped: Take) -> None:
    offer = "<p>附件下载：<a href=a.doc>申请表.doc</a></p>"
    body = f"<p align=center>渡船检验的公告</p><p><b>一、时间</b></p>{SAID}{offer}"
    assert outline(_shaped(body, tmp_path, shaped)) == [(1, "渡船检验的公告"), (2, "一、时间")]
