"""The text of a saved web page is told from its site; the contents and covers of an e-book from its chapters."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import Take, outline, text_of, zipped

from shanben.model.text import BlockKind
from shanben.take.documents import Document, read_document

FIRST = "渡口的石阶一共七十二级，最下面的九级，只有枯水的时候才看得见。"
LAST = "老船工说，桥修成以后，他还是习惯每天早晨到渡口来看一看水位。"
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
MENU = "<div class=top><a href=/>本站首页</a><a href=/n>新闻</a><a href=/s>水情</a></div>"
OTHERS = (
    "<div class=box><h3>别的消息</h3><ul><li><a href=/1>汛期开放时间有变</a><li><a href=/2>石阶修好了</a></ul></div>"
)
FOOT = "<div class=end>河口县某馆主办单位<br>版权所有，未经许可，不得转载本站的任何文字和图片。</div>"


def page(body: str, title: str = "七十二级石阶_河口新闻网") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def taken(tmp_path: Path, words: str) -> Document:
    (tmp_path / "old.html").write_text(words, "utf-8")
    return read_document(tmp_path / "old.html")


@pytest.mark.parametrize(
    "body",
    [
        f"{MENU}<div><h2>七十二级石阶</h2>{TEXT}</div>{OTHERS}{FOOT}",
        f"{MENU}<div class=w><div class=l><h1>七十二级石阶</h1><div>{TEXT}</div></div>{OTHERS}</div>{FOOT}",
        f"<h1>河口新闻网</h1><p>今天星期三</p><div><b>七十二级石阶</b><div>{TEXT}</div></div>{OTHERS}{FOOT}",
        f"<table><tr><td colspan=2>{MENU}<tr><td>{OTHERS}<td><h2>七十二级石阶</h2>{TEXT}<tr><td>{FOOT}</table>",
        f"<form action=x.aspx><input>{MENU}<div><h2>七十二级石阶</h2>{TEXT}</div></form>{OTHERS}",
        f"<div><h2>站务公告</h2><a href=#t>跳到正文</a></div><h2>七十二级石阶</h2>{TEXT}",
    ],
)
def test_a_saved_page_gives_its_title_and_its_text(body: str, tmp_path: Path, shaped: Take) -> None:
    document = taken(tmp_path, page(body))
    assert text_of(document) == f"七十二级石阶\n{FIRST}\n{LAST}\n"
    assert document.evidence is not None
    assert document.evidence.left_out
    assert shaped(tmp_path / "old.html").works[0].title == "七十二级石阶"


@pytest.mark.parametrize(
    "kept",
    [
        "<p>河文馆〔2019〕6号</p><div><h2>七十二级石阶</h2>{}</div>",
        "<div><h2>七十二级石阶</h2>{}</div><div>附件：<a href=/f.doc>石阶测量表</a></div>",
        "<div><h2>七十二级石阶</h2>{}<p>水位<a href=#n1>见后</a>。</p></div><div><p id=n1>县志卷二</p></div>",
        "<div><h2>七十二级石阶</h2>{}</div><div>编者按：这一篇录自县里的旧报，字句没有改动，供读者参看。</div>",
        "<div><h2>七十二级石阶</h2>{}<ul><li><a href=/a>东渡</a></ul><p>两处渡口都停了，不再开放，要过桥。</p></div>",
    ],
)
def test_what_belongs_to_a_text_stays_with_it(kept: str, tmp_path: Path) -> None:
    document = taken(tmp_path, page(MENU + kept.format(TEXT) + OTHERS))
    words = text_of(document)
    for part in ("〔2019〕6号", "石阶测量表", "县志卷二", "录自县里的旧报", "东渡"):
        assert part in words or part not in kept
    assert "本站首页" not in words


def test_a_page_of_links_is_taken_as_it_is(tmp_path: Path) -> None:
    document = taken(tmp_path, page(f"{MENU}<h1>目次</h1>{OTHERS}<ul><li><a href=/3>序</a></ul>", "目次"))
    assert all(part in text_of(document) for part in ("本站首页", "汛期开放", "序"))


def test_two_texts_of_one_page_stay_two_works(tmp_path: Path, shaped: Take) -> None:
    body = f"<h1>七十二级石阶</h1>{TEXT}<h1>修桥记</h1><p>桥成于前年冬天，长一里有余，从此不用摆渡。</p>"
    (tmp_path / "old.html").write_text(page(body), "utf-8")
    assert [work.title for work in shaped(tmp_path / "old.html").works] == ["七十二级石阶", "修桥记"]


def book(tmp_path: Path, pages: dict[str, str] | None = None) -> Path:
    """An e-book of these pages, or whose cover, publisher's page and list of contents are pages like its chapters."""
    pages = pages or {
        "copyright": "<h1>版权页</h1><p>河口文艺社，初版一千册。</p>",
        "contents": "<p>目录</p>"
        + "".join(f"<p><a href='{one}.html'>{one}</a></p>" for one in ("渡口", "石阶", "大桥")),
        **{one: f"<h2>{one}</h2>{TEXT}" for one in ("渡口", "石阶", "大桥")},
    }
    items = "".join(f"<item id='i{at}' href='{name}.html'/>" for at, name in enumerate(pages))
    spine = "".join(f"<itemref idref='i{at}'/>" for at in range(len(pages)))
    package = (
        f"<package><metadata><title>河口小集（全一册，附地图和作者手迹）</title></metadata><manifest>{items}</manifest>"
    )
    container = "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>"
    return zipped(
        tmp_path / "book.epub",
        {
            "META-INF/container.xml": container,
            "book.opf": f"{package}<spine>{spine}</spine></package>",
            **{f"{name}.html": f"<html><body>{words}</body></html>" for name, words in pages.items()},
        },
    )


def test_the_contents_of_an_e_book_are_no_chapters(tmp_path: Path, shaped: Take) -> None:
    found = shaped(book(tmp_path))
    assert [name for _, name in outline(found) if name in ("渡口", "石阶", "大桥")] == ["渡口", "石阶", "大桥"]
    assert found.works[0].title != "版权页"


def test_line_breaks_inside_a_sentence_divide_no_paragraph(tmp_path: Path, shaped: Take) -> None:
    parts = ("汛期将到，请沿河各村在五月底以前把河道里的渔网、木桩、", "水草和船只全部清走，", "逾期由镇里代为清走。")
    signed = "<p align=right>河口镇人民政府<br>2020年4月2日</p>"
    words = f"<p align=center><b>关于清理河道的公告</b></p><p>{'<br>'.join(parts)}</p><p>特此公告。</p>{signed}"
    (tmp_path / "old.html").write_text(page(words), "utf-8")
    work = shaped(tmp_path / "old.html").works[0]
    assert [(block.kind, work.text(block)) for block in work.blocks()][1:] == [
        ("paragraph", "".join(parts)),
        ("paragraph", "特此公告。"),
        ("signature", "河口镇人民政府"),
        ("date", "2020年4月2日"),
    ]


def test_greetings_fields_and_long_names_keep_their_lines(tmp_path: Path) -> None:
    lines = ("各位乡亲，", "渡口自明日起停航三天，请绕道北桥。", "联系人：何远，电话在渡口牌子上", "地址：南街")
    (tmp_path / "old.html").write_text(page(f"<h1>渡口停航</h1><p>{'<br>'.join(lines)}</p>"), "utf-8")
    assert text_of(read_document(tmp_path / "old.html")).splitlines()[1:] == list(lines)
    evidence = read_document(tmp_path / "old.html").evidence
    assert evidence is not None
    blocks = {one.block for one in evidence.lines.values()}
    assert len(blocks) == 5


def test_a_table_that_only_sets_a_text_in_is_none(tmp_path: Path) -> None:
    cells = "".join(
        f"<p>第{number}條</p><table><tr><td width=30>&nbsp;</td><td>{words}</td></tr></table>"
        for number, words in (("一", "渡船每日卯時開航。"), ("二", "下列之人免票：<br>　一、兒童。<br>　二、老人。"))
    )
    form = "<table><tr><td>姓名</td><td></td></tr><tr><td>住址</td><td></td></tr></table>"
    document = taken(tmp_path, f"<h1>渡船規則</h1>{cells}{form}")
    assert document.evidence is not None
    kinds = [(facts.kind, words) for facts, words in zip(
        document.evidence.lines.values(), (line for line in text_of(document).split("\n") if line), strict=True
    )]  # fmt: skip
    assert [words.strip() for kind, words in kinds if kind != "row"][:7] == [
        "渡船規則", "第一條", "渡船每日卯時開航。", "第二條", "下列之人免票：", "一、兒童。", "二、老人。",
    ]  # fmt: skip
    assert [words.split("\t")[0] for kind, words in kinds if kind == "row"] == ["姓名", "住址"]


def test_notes_on_a_page_of_their_own_and_signs_that_are_drawn(tmp_path: Path, shaped: Take) -> None:
    drawn = "<img src='note.png' alt='注'/>"
    pages = {
        "渡口": "<h1>渡口</h1><p>渡船靠岸<sup><a id='r1' href='附注.html#n1'>[1]</a></sup>，缆绳抛了上来。</p>"
        f"<p>桥还没有修<a epub:type='noteref' href='#f1'>{drawn}</a>，人都走水路。</p>"
        "<aside epub:type='footnote' id='f1'><ol><li>桥是后来修的。</li></ol></aside>",
        "附注": "<h2>附注</h2><p id='n1'><a href='渡口.html#r1'>[1]</a> 渡口原在上游。</p>",
    }
    (work,) = shaped(book(tmp_path, pages)).works
    found = {work.text(block): [call.note for call in block.calls] for block in work.blocks() if block.calls}
    assert list(found) == ["渡船靠岸，缆绳抛了上来。", "桥还没有修，人都走水路。"]
    notes = {block.id: work.text(block) for block in work.blocks() if block.kind is BlockKind.NOTE}
    assert [notes[one] for calls in found.values() for one in calls] == ["渡口原在上游。", "桥是后来修的。"]
