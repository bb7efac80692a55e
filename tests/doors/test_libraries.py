"""A library of statutes, notices and newspaper texts in every form, without one edition file, built strictly."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from shanben.written import dead_links

LIBRARY = """
docs/index.md
    # 试验

    [渡船不得超载](works/ferry/index.md#art-2)，[第一条之一](works/ferry/index.md#art-1_1)，
    [须知第二条](works/ferry/index.md#annex-1-art-2)。

    <!-- shanben:works -->
seeds/ferry.txt
    渡口管理条例

    第一章 总则

    第一条 为了加强渡口管理，保障渡运安全，制定本条例。
    有关部门应当配合渡口管理工作。
    第一条之一 渡口管理坚持便民原则。
    第二条 渡船不得超载，不得有下列行为：
    （一）夜间无灯航行；
    （二）搭载下列物品：
    1.易燃物；
    2.易爆物；
    （三）酒后驾船。
    前款规定由渡口管理站执行。
    第二章 罚则
    第三条 违反本条例第二条第一款第（一）项、第（三）项规定的，予以警告；同条第二款另有规定的除外。
    第四条 前条规定的处罚，适用第一条至第三条、第一条之一的规定，具体标准见附件一第二条。
    第五条 渡口没有第二条路可走的，应当设置第一条应急航线。
    第六条 本条例自2020年5月1日起施行。

    附件一

    乘渡须知

    第一条 乘客应当排队上船。
    第二条 违反第一条的，船工有权劝阻；情节严重的，依照本条例第三条处罚。
seeds/lane.txt
    巷道管理條例

    第 一 章 總則
    第 1 條
    為管理巷道，維護安寧，特制定本條例。
    本條例未規定者，適用其他法令之規定。
    第 2 條
    巷道管理事項如下：
    一、清掃。
    二、照明。
    第 2-1 條
    巷道不得堆置雜物。
    前條第二款之照明，由里辦公處辦理。
    第 二 章 附則
    第 3 條
    違反第二條之一規定者，依第二條第一款及前條規定處理；同條第二項亦同。
    第 4 條
    本條例自公布日施行。
seeds/narrow.txt
    窄栏简章

    第一条为了办好窄栏，制定本简章，
    凡入社者，均应遵守。
    第二条社员每月集会一次，
    讨论栏目。
    第三条违反第一条、第二条规定的，
    由社长劝告。
    第四条本简章自通过之日起施行。
seeds/notice.txt
    关于贯彻渡口管理条例的通知

    各乡镇人民政府：

    《渡口管理条例》已经公布。根据《渡口管理条例》第二条、第四条和《乘渡须知》第二条，现通知如下。

    一、加强宣传

    各地应当宣传《渡口管理条例》第一条之一。

    二、加强检查

    检查以下两点：

    一是渡船。

    二是码头。

    以上两点每月检查一次，见第一部分。

    县人民政府
    2020年6月1日
seeds/page.txt
    渡口换新颜

    本报记者 佚名

    清早的渡口，船来船往。摆渡三十年的老船工说，新船宽了，灯也亮了，乘客排队上船，再没有人抢着往前挤。
    按照《渡口管理条例》，渡船不得超载。村民们都说这样好，孩子们上学也放心了，老人赶集也不用起早了。
    2020年6月3日

    老井出清泉

    村东的老井今年又出了清泉。村里请人淘了井，修了井台，立了公约，每家每月轮流清扫一次，井水比从前更甜。
    2020年6月3日
seeds/con.txt
    以设备命名的文件

    这个文件的名字在有的系统上是设备。
"""


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The library, built as its author would: strictly, with the settings of a new library."""
    folder = draw_library(tmp_path_factory.mktemp("forms"), LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    return folder / "site"


def page(site: Path, work: str) -> html.HtmlElement:
    return html.parse(str(site / f"works/{work}/index.html"), html.HTMLParser(encoding="utf-8")).getroot()


def links(site: Path, work: str) -> list[tuple[str, str]]:
    """Where the references of a work lead, as printed and as written in the page."""
    found = page(site, work).xpath("//a[contains(concat(' ', @class, ' '), ' sb-reference ')]")
    return [(link.text_content(), link.get("href").removeprefix("./")) for link in found]


def test_every_link_of_the_site_leads_somewhere(site: Path, broken_links: Callable[[Path], list[str]]) -> None:
    assert dead_links(site) == ()
    assert broken_links(site) == []


@pytest.mark.parametrize(
    ("work", "places"),
    [
        (
            "ferry",
            {
                "art-1": "第一条", "art-1-2": "有关部门", "art-1_1": "第一条之一", "art-2": "第二条",
                "art-2-1-1": "（一）夜间",
                "art-2-1-2-1": "1.易燃物", "art-2-1-3": "（三）酒后", "art-2-2": "前款", "s2": "第二章",
                "art-6": "第六条",
                "annex-1": "附件一", "annex-1-art-1": "第一条", "annex-1-art-2-1": "第二条",
            },
        ),
        (
            "lane",
            {
                "s1": "第一章", "art-1": "第1條", "art-1-1": "為管理巷道", "art-2-1-1": "一、清掃",
                "art-2_1": "第2-1條",
                "art-2_1-2": "前條", "art-4": "第4條",
            },
        ),
        ("narrow", {"art-1": "第一条", "art-2": "第二条", "art-3": "第三条", "art-4": "第四条"}),
        ("notice", {"s1": "一、", "s2": "二、", "p2-2": "一是"}),
    ],
)  # fmt: skip
def test_addresses_lead_to_the_first_words(site: Path, work: str, places: dict[str, str]) -> None:
    root = page(site, work)
    for anchor, words in places.items():
        (element,) = root.xpath("//*[@id = $anchor]", anchor=anchor)
        shown = "".join(element.text_content().split())
        assert shown.startswith(words), anchor


def test_where_the_statute_leads(site: Path) -> None:
    assert links(site, "ferry") == [
        ("前款", "#art-2-1"),
        ("本条例第二条第一款第（一）项", "#art-2-1-1"),
        ("第（三）项", "#art-2-1-3"),
        ("同条第二款", "#art-2-2"),
        ("前条", "#art-3"),
        ("第一条", "#art-1"),
        ("第三条", "#art-3"),
        ("第一条之一", "#art-1_1"),
        ("附件一第二条", "#annex-1-art-2"),
        ("第一条", "#annex-1-art-1"),
        ("本条例第三条", "#art-3"),
    ]


def test_where_the_statute_of_taiwan_leads(site: Path) -> None:
    assert links(site, "lane") == [
        ("前條第二款", "#art-2-1-2"),
        ("第二條之一", "#art-2_1"),
        ("第二條第一款", "#art-2-1-1"),
        ("前條", "#art-2_1"),
        ("同條第二項", "#art-2_1-2"),
    ]


def test_where_the_notice_leads(site: Path) -> None:
    assert links(site, "notice") == [
        ("《渡口管理条例》", "../ferry/#title"),
        ("《渡口管理条例》", "../ferry/#title"),
        ("第二条", "../ferry/#art-2"),
        ("第四条", "../ferry/#art-4"),
        ("《乘渡须知》", "../ferry/#annex-1"),
        ("第二条", "../ferry/#annex-1-art-2"),
        ("《渡口管理条例》", "../ferry/#title"),
        ("第一条之一", "../ferry/#art-1_1"),
        ("以下两点", "#p2-2"),
        ("以上两点", "#p2-2"),
        ("见第一部分", "#s1"),
    ]


def test_several_works_of_one_file_have_addresses_of_their_own(site: Path) -> None:
    library = json.loads((site / "library.json").read_text(encoding="utf-8"))
    titles = {work["id"]: work["title"] for work in library["works"] if work["source"] == "page"}
    assert titles == {"page-1": "渡口换新颜", "page-2": "老井出清泉"}
    assert links(site, "page-1") == [("《渡口管理条例》", "../ferry/#title")]
    assert (site / "works/con-text/index.html").exists()
