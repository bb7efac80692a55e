"""What texts say of themselves. All texts here are our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shanben.dates import iso_date
from shanben.enrich.facts import read_facts
from shanben.enrich.facts_bodies import known_as
from shanben.metadata import stated
from shanben.model.text import read_spans
from shanben.model.works import Fact, Work
from shanben.settings import Settings
from shanben.shaping import Place, shape_source

BODY = """第一章　总则
第一条　为了规范本市湖滩的使用，保护湖水，制定本条例。
第二条　本条例所称湖滩，是指常年水位线以内的滩地。
第二章　附则
"""


def shaped(tmp_path: Path, text: str, edition: str = "") -> Work:
    """The first work of a source with these words."""
    path = tmp_path / "seeds" / "one.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if edition:
        path.with_suffix(".yml").write_text(edition, encoding="utf-8")
    source, _ = shape_source(Place(tmp_path, Settings.model_validate({})), path)
    assert source is not None
    return source.works[0]


def told(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    """Names with values, for machines where there is one."""
    return [(fact.name, fact.value or fact.text) for fact in facts]


LETTER = "各区人民政府：\n现就湖滩垃圾的清运提出以下意见，请照此办理。\n"
PARTS = (
    "一、清运的范围\n湖滩上的垃圾，由所在的区负责，每周至少清运两次，雨后即清。\n"
    "二、清运的费用\n所需的费用列入各区的预算，不得向沿湖的居民收取。\n"
)

CASES = {
    "a document that is signed below its last section": (
        "南湖市人民政府关于清运湖滩垃圾的意见\n南政发〔2021〕8号\n" + LETTER + PARTS
        + "南湖市人民政府\n2021年3月4日\n（此件公开发布）\n",
        [
            ("kind", "意见"), ("issuer", "南湖市人民政府"), ("number", "南政发〔2021〕8号"), ("place", "南湖市"),
            ("date", "2021-03-04"),
        ],
    ),
    "a document whose title names no body": (
        "关于清运湖滩垃圾情况的通报\n" + LETTER + PARTS + "南湖市水务局\n南湖市财政局\n2021年3月4日\n",
        [("kind", "通报"), ("issuer", "南湖市水务局、南湖市财政局"), ("date", "2021-03-04")],
    ),
    "what a government passes on": (
        "南湖市人民政府转发市水务局清运湖滩垃圾办法的通知\n" + LETTER,
        [("kind", "通知"), ("issuer", "南湖市人民政府"), ("place", "南湖市")],
    ),
    "an order": (
        "南湖市人民政府令\n第7号\n现公布《清运湖滩垃圾办法》。\n市长　水一清\n2021年3月4日\n",
        [
            ("kind", "令"), ("issuer", "南湖市人民政府"), ("number", "第7号"), ("place", "南湖市"),
            ("date", "2021-03-04"),
        ],
    ),
    "a password is no order": ("渡口口令\n" + LETTER, []),
    "an answer": (
        "南湖市人民政府对清运湖滩垃圾提案的答复\n" + LETTER,
        [("kind", "答复"), ("issuer", "南湖市人民政府"), ("place", "南湖市")],
    ),
    "a letter": ("南湖市水务局关于清运湖滩垃圾的函\n" + LETTER, [("kind", "函"), ("issuer", "南湖市水务局")]),
    "a case about an agreement is no bill": ("许某诉南湖公司撤销清运协议案\n" + LETTER, []),
    "what a person signs": (
        "关于湖滩垃圾的建议\n尊敬的读者：\n" + LETTER + "许一水\n2021年3月4日\n", [("date", "2021-03-04")],
    ),
    "an amendment, whose last item says since when": (
        "南湖市湖滩管理条例修正案（三）\n2011年2月25日　南湖市第十一届人民代表大会常务委员会第十九次会议通过\n"
        "一、第二条增加一款：“不得堆放垃圾。”\n二、删去第三条。\n十三、本修正案自2011年5月1日起施行。\n",
        [
            ("kind", "修正案"), ("issuer", "南湖市人民代表大会常务委员会"), ("place", "南湖市"),
            ("adopted", "2011-02-25"), ("in-force", "2011-05-01"),
        ],
    ),
    "adopted at a meeting that is counted by the year": (
        "湖滩信息管理规定\n2021年11月16日　国家湖泊办公室2021年第20次室务会议通过\n"
        + BODY + "第三条　本规定自2022年3月1日起施行。\n",
        [("kind", "规定"), ("issuer", "国家湖泊办公室"), ("adopted", "2021-11-16"), ("in-force", "2022-03-01")],
    ),
    "of a city, of what begins with the word for its people": (
        "南湖市民兵工作条例\n" + BODY + "第三条　本市的民兵工作，由本市湖务站办理。本条例自2022年3月1日起施行。\n",
        [("kind", "条例"), ("place", "南湖市"), ("in-force", "2022-03-01")],
    ),
    "amended by acts that stand alone on their lines": (
        "南湖市湖滩管理条例\n"
        "2001年3月5日　南湖市第九届人民代表大会常务委员会第二次会议通过\n"
        "2008年6月2日　南湖市第十届人民代表大会常务委员会第七次会议通过的《关于惩治倾倒垃圾的决定》\n"
        "2015年9月30日　南湖市第十三届人民代表大会常务委员会第九次会议通过的《南湖市湖滩管理条例修正案（二）》\n"
        + BODY
        + "第三条　本条例自2001年5月1日起施行。\n",
        [
            ("kind", "条例"), ("issuer", "南湖市人民代表大会常务委员会"), ("place", "南湖市"),
            ("adopted", "2001-03-05"), ("amended", "2008-06-02"), ("amended", "2015-09-30"), ("in-force", "2001-05-01"),
        ],
    ),
    "adopted and amended twice": (
        "南湖市湖滩管理条例\n"
        "（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过　"
        "根据2007年6月1日南湖市第十一届人民代表大会常务委员会第四次会议"
        "《关于修改〈南湖市湖滩管理条例〉的决定》第一次修正　"
        "2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议第二次修订）\n"
        + BODY + "第三条　本条例自2001年5月1日起施行。\n",
        [
            ("kind", "条例"),
            ("issuer", "南湖市人民代表大会常务委员会"), ("place", "南湖市"),
            ("adopted", "2001-03-05"),
            ("amended", "2007-06-01"), ("amended", "2015-09-30"), ("in-force", "2001-05-01"),
        ],
    ),
    "adopted again by the same body": (
        "湖滩船会章程\n2001年3月5日　湖滩船会第一届委员会第二次会议通过\n"
        "2001年4月1日　施行\n2009年6月7日　湖滩船会第三届委员会第一次会议通过\n2009年8月1日　施行\n" + BODY,
        [
            ("kind", "章程"), ("issuer", "湖滩船会委员会"), ("adopted", "2001-03-05"), ("amended", "2009-06-07"),
            ("in-force", "2009-08-01"),
        ],
    ),
    "adopted by two bodies within a year": (
        "南湖县湖滩条例\n2001年3月5日　南湖县第九届人民代表大会第二次会议通过\n"
        "2001年7月8日　东泽省第五届人民代表大会常务委员会第三次会议通过\n" + BODY,
        [
            ("kind", "条例"), ("issuer", "南湖县人民代表大会"), ("place", "南湖县"), ("adopted", "2001-03-05"),
            ("adopted", "2001-07-08"),
        ],
    ),
    "adopted again by another body, years later": (
        "南湖县湖滩条例\n（2001年3月5日渔民大会通过　2012年7月8日船主大会通过　"
        "2013年1月2日、2014年5月6日两次修订）\n" + BODY,
        [
            ("kind", "条例"), ("issuer", "渔民大会"), ("adopted", "2001-03-05"),
            ("amended", "2012-07-08"), ("amended", "2013-01-02"), ("amended", "2014-05-06"),
        ],
    ),
    "adopted by a city, approved by its province, amended by a decision that was approved": (
        "南湖市湖滩管理条例\n2010年4月1日南湖市第九届人民代表大会常务委员会第二次会议通过\n"
        "2010年6月2日东泽省第五届人民代表大会常务委员会第三次会议批准\n"
        "2018年8月3日南湖市第十一届人民代表大会常务委员会第四次会议通过　"
        "2018年11月4日东泽省第七届人民代表大会常务委员会第五次会议批准的《南湖市人民代表大会常务委员会关于修改部分地方性法规的决定》修正\n"
        + BODY + "第三条　本条例自2010年9月1日起施行。1998年1月2日发布的《南湖市湖滩管理办法》同时废止。\n",
        [
            ("kind", "条例"),
            ("issuer", "南湖市人民代表大会常务委员会"), ("place", "南湖市"),
            ("adopted", "2010-04-01"),
            ("approved", "2010-06-02"), ("amended", "2018-11-04"), ("in-force", "2010-09-01"),
            ("repeals", "南湖市湖滩管理办法"),
        ],
    ),
    "an order promulgates it, in force from that day": (
        "湖滩船只登记办法（试行）\n（2003年2月3日中华人民共和国国务院令第399号公布）\n"
        + BODY + "第三条　本办法自公布之日起施行。\n",
        [
            ("kind", "办法"), ("issuer", "国务院"), ("number", "中华人民共和国国务院令第399号"),
            ("promulgated", "2003-02-03"), ("in-force", "2003-02-03"), ("status", "试行"),
        ],
    ),
    "an announcement names what a congress passed and another approved, on the day below that": (
        "南湖市湖滩听证条例\n南湖市人民代表大会常务委员会公告\n第八号\n"
        "南湖市第九届人民代表大会常务委员会第六次会议于2011年5月6日审议通过的《南湖市湖滩听证条例》"
        "业经省人民代表大会常务委员会批准，现予公布，自2011年9月1日起施行。\n"
        "南湖市人民代表大会常务委员会\n2011年7月8日\n" + BODY + "第三条　本条例自2011年9月1日起施行。\n",
        [
            ("kind", "条例"), ("number", "南湖市人民代表大会常务委员会公告第八号"), ("place", "南湖市"),
            ("date", "2011-07-08"), ("adopted", "2011-05-06"), ("promulgated", "2011-07-08"),
            ("in-force", "2011-09-01"),
        ],
    ),
    "an order above it promulgates it, on the day below that": (
        "南湖市人民政府令\n第6号\n《南湖市湖滩巡查办法》已经2007年4月2日市人民政府常务会议通过，现予公布，自2007年7月1日起施行。\n"
        "市长　何某\n2007年4月9日\n\n南湖市湖滩巡查办法\n" + BODY + "第三条　本办法自2007年7月1日起施行。\n",
        [
            ("kind", "办法"), ("number", "南湖市人民政府令第6号"), ("place", "南湖市"), ("date", "2007-04-09"),
            ("adopted", "2007-04-02"), ("promulgated", "2007-04-09"), ("in-force", "2007-07-01"),
        ],
    ),
    "two bodies adopt it on two days": (
        "最高人民法院、最高人民检察院关于办理湖滩案件若干问题的解释\n"
        "（2016年1月5日最高人民法院审判委员会第1601次会议、2016年2月6日最高人民检察院第十二届检察委员会第40次会议通过）\n"
        "为依法办理湖滩案件，作如下解释：\n第一条　湖滩以常年水位线为界。\n第二条　本解释自2016年3月1日起施行。\n",
        [
            ("kind", "解释"), ("issuer", "最高人民法院、最高人民检察院"), ("adopted", "2016-01-05"),
            ("adopted", "2016-02-06"), ("in-force", "2016-03-01"),
        ],
    ),
    "a title names the place that the text calls its own": (
        "南湖市渡船条例\n第一条　为了本市渡船的安全，制定本条例。\n第二条　本条例自2012年3月1日起施行。\n",
        [("kind", "条例"), ("place", "南湖市"), ("in-force", "2012-03-01")],
    ),
    "a market is no place, nor is a city at large": (
        "农贸市场管理办法\n第一条　为了本市农贸市场的秩序，制定本办法。\n第二条　摊位应当整洁。\n", [("kind", "办法")],
    ),
    "a title whose text speaks of no city of its own": (
        "白石市渡船条例\n第一条　为了渡船的安全，制定本条例。\n第二条　渡船应当检修。\n", [("kind", "条例")],
    ),
    "a region": (
        "东泽自治州渡船条例\n第一条　为了渡船的安全，制定本条例。\n第二条　渡船应当检修。\n",
        [("kind", "条例"), ("place", "东泽自治州")],
    ),
    "the years of the Republic": (
        "湖灘管理辦法\n第一章　總則\n第1條　本辦法依湖泊法第三條規定訂定之。\n第2條　湖灘以常年水位線為界。\n"
        "第3條　本辦法自中華民國一百零一年三月九日施行。\n",
        [("kind", "辦法"), ("in-force", "2012-03-09")],
    ),
    "an article of a newspaper says nothing of the kind": (
        "湖滩上的早晨\n2012年5月3日，市里公布了新的湖滩规划。村民说，规划通过以后，船都往东边停了。\n"
        "第二天，船工老周把缆绳换成了新的。他说，自5月1日起施行的办法，大家都听说了。\n",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_facts_are_read(tmp_path: Path, name: str) -> None:
    text, expected = CASES[name]
    assert told(read_facts(shaped(tmp_path, text))) == expected


@pytest.mark.parametrize("name", CASES)
def test_each_fact_has_its_place_and_says_that_it_was_read(tmp_path: Path, name: str) -> None:
    work = shaped(tmp_path, CASES[name][0])
    for fact in read_facts(work):
        assert fact.read
        assert not fact.supplied
        assert read_spans(work.source.text, fact.spans).replace("、", "") == fact.text.replace("、", "")


def test_the_number_of_a_document_is_no_year(tmp_path: Path) -> None:
    text = "南湖市人民政府关于湖滩管理的规定\n南政发〔2022〕8号\n第一条　为了保护湖水，制定本规定。\n"
    (number,) = (fact for fact in read_facts(shaped(tmp_path, text)) if fact.name == "number")
    assert (number.text, number.value) == ("南政发〔2022〕8号", "")


def test_a_title_over_several_lines_hides_its_dates(tmp_path: Path) -> None:
    text = (
        "南湖市湖滩管理条例\n2001年3月5日　南湖市第九届人民代表大会常务委员会第二次会议通过\n"
        "2007年6月1日　南湖市第十一届人民代表大会常务委员会第四次会议《关于修改〈南湖市湖滩管理条例〉\n"
        "〈南湖市渡船条例〉的决定》修正\n" + BODY + "第三条　本条例自2001年5月1日起施行。\n"
    )
    dates = [(fact.name, fact.value) for fact in read_facts(shaped(tmp_path, text)) if fact.name == "amended"]
    assert dates == [("amended", "2007-06-01")]


def test_a_title_that_is_printed_again_does_not_hide_what_stands_below_it(tmp_path: Path) -> None:
    text = (
        "南湖市湖滩管理监督条例\n南湖市湖滩\n管理监督条例\n2006年8月27日　南湖市人民代表大会常务委员会第三次会议通过\n"
        "第一条　为了管理湖滩，制定本条例。\n第二条　本条例自2007年1月1日起施行。\n"
    )
    edition = "works:\n  - id: one\n    contents:\n      - title: 1\n      - body: 2-6\n"
    assert ("adopted", "2006-08-27") in told(read_facts(shaped(tmp_path, text, edition)))


def test_what_an_edition_file_says_is_never_overridden(tmp_path: Path) -> None:
    text = CASES["an order promulgates it, in force from that day"][0]
    edition = (
        "works:\n  - id: one\n    about:\n      issuer: {supplied: 湖务局}\n      in-force: {supplied: 2004-01-01}\n"
        f"    contents:\n      - title: 1\n      - body: 2-{len(text.splitlines())}\n"
    )
    work = shaped(tmp_path, text, edition)
    names = [fact.name for fact in read_facts(work)]
    assert "issuer" not in names
    assert "in-force" not in names
    assert "promulgated" in names


def test_a_citation_takes_the_date_of_the_wording(tmp_path: Path) -> None:
    work = shaped(tmp_path, CASES["adopted and amended twice"][0])
    work = replace(work, facts=read_facts(work))
    assert iso_date(stated(work, "date")) == "2015-09-30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011年11月17日", "2011-11-17"), ("二〇一八年十月", "2018-10"),
        ("中華民國一百零四年十二月三十日", "2015-12-30"),
        ("民國99年1月2日", "2010-01-02"), ("2021-10-08", "2021-10-08"), ("去年", ""),
    ],
)  # fmt: skip
def test_dates(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("本條例自公布後六個月施行。", [("in-force", "公布後六個月")]),
        ("本條例除已另定施行日期者外，自公布日施行。", [("in-force", "公布日")]),
        ("本條例自本法施行之日施行。", [("in-force", "本法施行之日")]),
        (
            "本條例自公布日施行。但中華民國九十四年三月八日修正之第二條，自九十四年一月一日施行；九十八年五月七日修正之第一條，"
            "自九十九年一月一日施行。",
            [("amended", "2005-03-08"), ("amended", "2009-05-07"), ("in-force", "公布日")],
        ),
        (
            "本條例除中華民國一百十二年四月六日修正發布之第二條自一百十三年一月一日施行外，自發布日施行。",
            [("amended", "2023-04-06"), ("in-force", "發布日")],
        ),
        (
            "本條例修正條文，除中華民國一百零二年四月六日修正之第二條自一百零三年一月一日施行外，自公布日施行。",
            [("amended", "2013-04-06")],
        ),
        (
            "本條例中華民國一百零七年三月五日修正條文及一百十一年五月二日修正之條文，自公布日施行。",
            [("amended", "2018-03-05"), ("amended", "2022-05-02")],
        ),
    ],
)
def test_how_texts_of_taiwan_end(closing: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    text = f"湖灘管理條例\n第一章　總則\n第1條　為保護湖灘，制定本條例。\n第2條　湖灘由縣管理。\n第3條　{closing}\n"
    facts = told(read_facts(shaped(tmp_path, text)))
    assert [fact for fact in facts if fact[0] in ("amended", "in-force")] == expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("国务院、中央军委", "国务院、中央军事委员会"),
        ("国务院 中央军委", "国务院、中央军事委员会"),
        ("国务院中央军委", "国务院、中央军事委员会"),
        ("中华人民共和国国务院、中华人民共和国中央军事委员会", "国务院、中央军事委员会"),
        ("全国人大常委会", "全国人民代表大会常务委员会"),
        ("南湖市人大", "南湖市人民代表大会"),
        ("中共中央国务院", "中共中央、国务院"),
        ("南湖县湖务局", "南湖县湖务局"),
        ("湖务 新闻", "湖务 新闻"),
    ],
)
def test_one_body_has_one_name_however_it_is_printed(printed: str, name: str) -> None:
    assert known_as(printed) == name


POEMS = (
    "柳河诗选\n\n渡口\n\n何远\n\n一舟横渡口，\n两岸柳如烟。\n欲问来时路，\n苍茫是暮天。\n\n"
    "堤上\n\n{poet}\n\n长堤春草绿，\n细雨湿人衣。\n不见渔翁返，\n惟闻水鸟飞。\n"
)


@pytest.mark.parametrize(("poet", "author"), [("何远", "何远"), ("周宁", "")])
def test_a_collection_has_an_author_only_where_one_wrote_it_all(tmp_path: Path, poet: str, author: str) -> None:
    assert stated(shaped(tmp_path, POEMS.format(poet=poet)), "author") == author
