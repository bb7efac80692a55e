"""Makes the demonstration's Word and PDF files: ``python -m tests.demo.documents.make``; the PDF needs a Chromium.

The texts are our own. What ``shanben add`` makes of the two files stands in ``seeds/``.
"""

from __future__ import annotations

import os
from pathlib import Path

import docx
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROADS = (
    ("云溪县乡村道路三年计划", 0),
    ("一、现状", 1),
    "全县有乡村道路二百一十里，其中石板路六十里，土路一百五十里。雨天，土路不能行车，沿河三个村的学生要绕行到石桥上学。",
    "二、目标",
    "三年内把学生上学的路全部修成石板路或者水泥路，渡口上下岸的道路修到水边。",
    "三、任务",
    "（一）分年的里程",
    "各年修路的里程见表1。",
    "表1　分年里程（里）",
    (
        ("乡镇", "第一年", "第二年", "第三年"), ("白石", "12", "8", "5"), ("柳湾", "10", "10", "6"),
        ("上坪", "6", "9", "12"),
    ),
    "（二）渡口的道路",
    "渡口上下岸的道路由《云溪县渡口管理办法》所说的乡镇人民政府负责，标准见表2。",
    "表2　渡口道路的标准",
    (("项目", "标准"), ("宽", "不少于三米"), ("坡", "每十米升高不超过一米"), ("护栏", "临水一侧必须有")),
    "四、钱从哪里来",
    "县里出一半，乡镇出三成，其余由各村以工代赈。账目每年公布一次。",
)  # fmt: skip
BULLETIN = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>云溪水文公报</title>
<style>@page { size: A5; margin: 18mm } body { font: 11pt/1.7 "Noto Serif CJK SC", serif }
h1 { text-align: center; font-size: 18pt } h2 { font-size: 13pt } p { text-indent: 2em; margin: 0 }
.by { text-align: center; text-indent: 0 }
</style><body><h1>云溪水文公报</h1><p class="by">云溪县水文站</p>
<h2>一、雨量</h2><p>二〇二二年全县平均雨量一千三百八十毫米，比常年多一成。雨量集中在五月和六月，两个月下了全年的一半；
七月至九月雨少，云溪出现了二十年来最低的水位。</p>
<h2>二、水位</h2><p>白石渡全年最高水位三十三米一，出现在六月十八日；最低水位二十六米四，出现在九月三日。超过警戒水位的日子有十一天，
都在汛期。</p><p>渡口停航十四天，其中因为水位高停航十一天，因为大雾停航三天。</p>
<h2>三、水质</h2><p>全年取水样四十八次。白石渡以上的水可以饮用；石桥以下的水在枯水期略有浑浊，芦苇荡以下又变清。
芦苇荡过滤泥沙的作用很明显。</p></body></html>"""


def make_word(path: Path) -> None:
    """The plan, as an office writes it: headings by style, two tables."""
    document = docx.Document()
    for part in ROADS:
        if isinstance(part, str):
            level = 1 if part[1] == "、" else 2 if part[0] == "（" else None
            document.add_heading(part, level) if level else document.add_paragraph(part)
        elif isinstance(part[1], int):
            document.add_heading(part[0], part[1])
        else:
            table = document.add_table(len(part), len(part[0]), "Table Grid")
            for row, cells in zip(table.rows, part, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
    document.save(str(path))


def make_pdf(path: Path) -> None:
    """The bulletin, as a browser prints it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("SHANBEN_CHROMIUM"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(BULLETIN)
        page.pdf(path=path, prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    make_word(HERE / "roads-plan.docx")
    make_pdf(HERE / "hydrology-bulletin.pdf")
