"""Web pages, Markdown, e-books and OpenDocument texts: stated headings, lists, tables, notes and their marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.take.conftest import SETTINGS, Take, outline, text_of, zipped

from shanben.commands.taking import take
from shanben.shaping import Place
from shanben.take.documents import read_document

PAGE = """<!doctype html><html><head><title>山居</title></head><body><nav>首页</nav><h1>山居录</h1>
<h2>春</h2><p>溪水<ruby>潺<rt>chán</rt></ruby>流<sup><a href="#n">1</a></sup>，鸟鸣不绝。</p>
<p>不是标题</p><ol start="2"><li>采茶</li><li>制茶</li></ol>
<table><tr><th>月</th><th>斤</th></tr><tr><td>三</td><td>五</td></tr><tr><td>四</td><td>五</td></tr></table>
<h2>夏</h2><p>松风<br>入户<br>来</p><aside id="n">1 旧本作缓。</aside></body></html>"""


def test_a_page(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "hill.html"
    file.write_text(PAGE, "utf-8")
    assert text_of(read_document(file)).splitlines() == [
        "山居录", "春", "溪水潺流[1]，鸟鸣不绝。", "不是标题", "2. 采茶", "3. 制茶", "月\t斤", "三\t五", "四\t五", "夏",
        "松风", "入户", "来", "1 旧本作缓。",
    ]  # fmt: skip
    assert outline(shaped(file)) == [(1, "山居录"), (2, "春"), (2, "夏")]
    document = read_document(file)
    assert document.evidence is not None
    assert [(mark.start, mark.end, mark.note) for mark in document.evidence.lines[3].marks] == [(4, 7, "n")]
    assert document.evidence.lines[14].note == "n"
    assert document.evidence.left_out["navigation"] == 1


def test_markdown(tmp_path: Path, shaped: Take) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(
        "---\nauthor: 无名\n---\n# 渡口\n\n## 来历\n\n渡口旧有石碑[^a]。\n\n| 年 | 船 |\n|--|--|\n| 一 | 二 |\n\n"
        "## 今日\n\n> 船家说：风大。\n\n[^a]: 碑已不存。\n",
        "utf-8",
    )
    document = read_document(file)
    assert text_of(document).splitlines() == [
        "渡口", "来历", "渡口旧有石碑[1]。", "年\t船", "一\t二", "今日", "船家说：风大。", "[1] 碑已不存。",
    ]  # fmt: skip
    assert document.stated["author"] == "无名"
    assert outline(shaped(file)) == [(1, "渡口"), (2, "来历"), (2, "今日")]


def test_a_long_heading_at_the_top_is_the_title(tmp_path: Path, shaped: Take) -> None:
    law = "《南湖市人民政府关于沿岸渔船停泊、查验和收费适用〈南湖市湖滩管理条例〉若干问题的规定（三）》"
    title = f"南湖市人民政府关于修改{law}等二十七件沿湖各区、县、镇有效规章的决定"
    file = tmp_path / "deed.md"
    file.write_text(f"# {title}\n\n2011年3月2日 市政府会议通过\n\n改动如下。\n\n## 一、第一件\n\n改一字。\n", "utf-8")
    assert outline(shaped(file))[0] == (1, title)


def test_the_title_of_a_book_that_only_its_package_states(tmp_path: Path, shaped: Take) -> None:
    pages = {"a": "<p>夜航船</p><p>佚名</p>", "b": "<h1>离岸</h1><p>船行甚缓。</p><h1>靠岸</h1><p>天亮了。</p>"}
    book = _book(tmp_path / "b.epub", pages, stated="<title>夜航船</title>")
    assert outline(shaped(book))[0] == (1, "夜航船")
    bare = _book(tmp_path / "c.epub", {"b": pages["b"]}, stated="<title>夜航船</title>")
    take(Place(tmp_path, SETTINGS), bare)
    assert 'supplied: "夜航船"' in (tmp_path / "seeds/c.yml").read_text("utf-8")


def _book(path: Path, chapters: dict[str, str], ncx: str = "", stated: str = "", **more: str) -> Path:
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    toc = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if ncx else ""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>',
        "O/b.opf": f"<package><metadata>{stated}</metadata><manifest>{items}{toc}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    parts |= {
        f"O/{name}.xhtml": f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    if ncx:
        parts["O/toc.ncx"] = f"<ncx><navMap>{ncx}</navMap></ncx>"
    return zipped(path, parts | dict(more))


def test_headings_that_only_the_contents_of_a_book_state(tmp_path: Path, shaped: Take) -> None:
    point = '<navPoint><navLabel><text>{}</text></navLabel><content src="{}"/></navPoint>'
    ncx = point.format("第一回 出门", "a.xhtml") + point.format("尾声", "b.xhtml#end")
    book = _book(
        tmp_path / "b.epub",
        {
            "a": "<p>第一回</p><p>出门</p><p>他说走就走&nbsp;了。</p><p>我点点头</p>",
            "b": '<p>路上无话。</p><p id="end">尾声</p><p>后来下了雪。</p>',
        },
        ncx,
    )
    assert outline(shaped(book)) == [(1, "（无题）"), (2, "第一回出门"), (2, "尾声")]


def test_chapters_that_the_contents_state_stand_beside_each_other(tmp_path: Path, shaped: Take) -> None:
    point = '<navPoint><navLabel><text>{}</text></navLabel><content src="{}"/></navPoint>'
    ncx = point.format("第一回 出门", "a.xhtml") + point.format("第二回 归来", "b.xhtml")
    chapters = {
        "a": "<p>第一回 出门</p><p>他说走就走了。</p>", "b": "<p>第二回 归来</p><p>后来下了雪。</p>",
        "c": "<h2>附言</h2><p>书成于冬天。</p>",
    }  # fmt: skip
    found = outline(shaped(_book(tmp_path / "b.epub", chapters, ncx)))
    assert [level for level, words in found if words.startswith("第")] == [2, 2]


def test_a_mark_glued_to_a_word_is_a_mark(tmp_path: Path) -> None:
    book = _book(
        tmp_path / "b.epub",
        {
            "a": '<h1>夜航</h1><p>船行甚缓<a epub:type="noteref" href="#f">2</a>。</p>'
            '<aside epub:type="footnote" id="f">一作慢。</aside>'
        },
    )
    document = read_document(book)
    assert text_of(document).splitlines() == ["夜航", "船行甚缓[2]。", "一作慢。"]
    assert document.evidence is not None
    assert document.evidence.lines[2].marks[0].note == document.evidence.lines[3].note == "a.xhtml#f"


def test_an_e_book_that_was_packed_with_its_folder(tmp_path: Path) -> None:
    book = _book(tmp_path / "b.epub", {"a": "<h1>夜航</h1><p>船行甚缓。</p>"})
    with zipfile.ZipFile(book) as archive:
        parts = {f"book/{name}": archive.read(name) for name in archive.namelist()}
    assert text_of(read_document(zipped(tmp_path / "c.epub", dict(parts)))).splitlines() == ["夜航", "船行甚缓。"]


_ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"><office:automatic-styles>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-prefix="（" style:num-suffix="）"/></text:list-style></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def test_an_opendocument_text(tmp_path: Path, shaped: Take) -> None:
    body = (
        '<text:h text:outline-level="1">井台</text:h><text:h text:outline-level="2">水质</text:h>'
        '<text:p>水味甘<text:note text:id="n1"><text:note-citation>1</text:note-citation><text:note-body>'
        '<text:p>雨后微浊。</text:p></text:note-body></text:note>，<text:s text:c="2"/>四季不竭。</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>晨汲；</text:p></text:list-item>'
        "<text:list-item><text:p>暮汲。</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>春</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>九</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:table-cell><text:p>夏</text:p></table:table-cell><table:table-cell><text:p>八</text:p>"
        "</table:table-cell><table:table-cell/></table:table-row></table:table>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    file = zipped(tmp_path / "well.odt", {"mimetype": kind, "content.xml": _ODT.format(body)})
    assert text_of(read_document(file)).splitlines() == [
        "井台", "水质", "水味甘[1]，  四季不竭。", "（一）晨汲；", "（二）暮汲。", "春\t九\t九", "夏\t八\t",
        "[1] 雨后微浊。",
    ]  # fmt: skip
    assert outline(shaped(file)) == [(1, "井台"), (2, "水质")]
