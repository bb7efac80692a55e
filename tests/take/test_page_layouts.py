"""Pages as papers, gazettes and journals print them: several grids on a page, heads across columns, notes in each."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from tests.take.conftest import Take, outline, text_of

from shanben.model.text import BlockKind
from shanben.model.works import Work
from shanben.take.documents import read_document

SENTENCES = (
    "闸上的灯夜里要添三次油，添油的人须把时辰记在册上。", "上游放水以前，先敲一通锣，岸边的人听见了就把船系紧。",
    "磨坊与渡口共用一条水道，旱时先尽渡口，涝时先尽磨坊。", "集市设在渡口以西，逢五逢十开市，日落收摊。",
)  # fmt: skip


def told(first: int, count: int) -> list[str]:
    """Paragraphs of one to three sentences, none like another."""
    return [
        f"其{first + at}，" + "".join(SENTENCES[(first + at + more) % 4] for more in range(1 + (first + at) % 3))
        for at in range(count)
    ]


def html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def printed(browser: Browser, path: Path, body: str, style: str, **options: object) -> Path:
    page = browser.new_page()
    base = "body{font:9pt/1.5 'Noto Serif CJK SC';margin:0;text-align:justify} p{margin:0;text-indent:2em}"
    page.set_content(f"<html lang=zh><style>{base}{style}</style><body>{body}</body></html>")
    page.pdf(path=str(path), prefer_css_page_size=True, **options)  # type: ignore[arg-type]
    page.close()
    return path


def paragraphs_of(work: Work) -> list[str]:
    return [work.text(block) for block in work.blocks() if block.kind is BlockKind.PARAGRAPH]


def test_articles_of_a_paper_each_with_their_own_columns(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    lead, more, boxed, side = told(1, 7), told(8, 6), told(14, 6), told(20, 4)
    body = (
        f"<h1>水闸换新灯</h1><div class=by>本报记者　沈某　柳某</div><div class=four>{html(lead)}<h3>添油有定时</h3>"
        f"{html(more)}</div><div class=row><div class=box><h2>上游放水先敲锣</h2><div class=two>{html(boxed)}</div>"
        f"</div><div class=side><h2>逢五逢十开市</h2>{html(side)}</div></div>"
    )
    style = (
        "@page{size:A3;margin:12mm} h1{font-size:28pt;text-align:center;margin:4mm} .by{text-align:center}"
        ".four{column-count:4;column-gap:6mm} .two{column-count:2;column-gap:5mm} h2,h3{text-align:center;margin:2mm}"
        "h2{font-size:17pt} h3{font-size:12pt} .row{display:flex;gap:8mm;margin-top:7mm} .side{flex:1}"
        ".box{flex:2;border:1.5px solid;padding:3mm}"
    )
    found = shaped(printed(chromium, tmp_path / "paper.pdf", body, style))
    assert [words for _, words in outline(found)] == ["水闸换新灯", "添油有定时", "上游放水先敲锣", "逢五逢十开市"]
    work = found.works[0]
    assert paragraphs_of(work) == [*lead, *more, *boxed, *side]
    assert [work.text(block) for block in work.blocks() if block.kind is BlockKind.BYLINE] == ["本报记者　沈某　柳某"]


def test_a_journal_with_an_abstract_above_its_columns_and_notes_in_each(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    columns = [told(1 + 14 * at, 14) for at in range(4)]
    notes = [f"{mark}见闸志卷{number}。" for mark, number in zip("①②①②", "一二三四", strict=True)]
    abstract = "摘　要：" + "".join(SENTENCES) + SENTENCES[0]
    labels = ["关键词：水闸；渡口；磨坊", "文章编号：1000-0000（2024）02-0012-08"]
    pages = []
    for at in (0, 2):
        sides = "".join(
            f"<div class=col>{html(columns[at + one])}<div class=fn>{notes[at + one]}</div></div>" for one in (0, 1)
        )
        head = "<div class=hd>沈某：水闸旧制考</div>" if at else ""
        top = f"<h1>水闸旧制考</h1><div class=ab>{abstract}</div>" + "".join(
            f"<div class=ab>{one}</div>" for one in labels
        )
        pages.append(f"<div class=pg>{head}{'' if at else top}<div class=cols>{sides}</div></div>")
    style = (
        "@page{size:A4;margin:15mm} .pg{break-after:page} .hd{font-size:8pt;text-align:center;margin-bottom:5mm}"
        "h1{font-size:18pt;text-align:center} .ab{margin:1mm 8mm;font-size:8.5pt} .cols{display:flex;gap:7mm}"
        ".col{flex:1} .fn{border-top:.5pt solid;margin-top:4mm;font-size:7.5pt}"
    )
    found = shaped(printed(chromium, tmp_path / "journal.pdf", "".join(pages), style))
    work = found.works[0]
    assert work.title == "水闸旧制考"
    assert [words for words in paragraphs_of(work) if words.startswith("其")] == [
        one for side in columns for one in side
    ]
    assert [words for words in paragraphs_of(work) if not words.startswith("其")][-3:] == [abstract, *labels]
    read = [work.text(block) for block in work.blocks() if block.kind is BlockKind.NOTE]
    assert [words.lstrip("①②") for words in read] == [words[1:] for words in notes]
    assert not any("沈某" in work.text(block) for block in work.blocks())


def test_documents_of_a_gazette_are_works_of_their_own(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    titles = ["闸口镇公所关于添置夜灯的通知", "闸口镇公所关于整治集市的通告", "闸口镇公所关于修理渡船的通知"]
    texts = [told(1 + 9 * at, 9) for at in range(3)]
    body = "".join(
        f"<h2>{title}</h2><div class=c>闸公发〔2024〕{at}号</div>{html(text)}<div class=r>闸口镇公所</div>"
        f"<div class=r>2024年3月{at}日</div>"
        for at, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
    )
    style = (
        "@page{size:A4;margin:20mm} main{column-count:2;column-gap:8mm} h2{font-size:15pt;text-align:center}"
        ".c{text-align:center} .r{text-align:right}"
    )
    works = shaped(printed(chromium, tmp_path / "gazette.pdf", f"<main>{body}</main>", style)).works
    assert [work.title for work in works] == titles
    assert [paragraphs_of(work) for work in works] == texts


def test_lines_set_in_from_both_sides_are_one_paragraph(tmp_path: Path, chromium: Browser) -> None:
    quoted, text = told(1, 1)[0] + SENTENCES[2] * 2, told(2, 9)
    body = f"{html(text[:4])}<blockquote>{quoted}</blockquote>{html(text[4:])}"
    style = "@page{size:A5;margin:15mm} blockquote{margin:3mm 14mm 3mm 9mm}"
    document = read_document(printed(chromium, tmp_path / "set-in.pdf", body, style))
    assert document.evidence is not None
    words: dict[int, str] = {}
    for number, line in enumerate(text_of(document).splitlines(), 1):
        block = document.evidence.lines[number].block
        words[block] = words.get(block, "") + line
    assert [one.strip("\f") for one in words.values()] == [*text[:4], quoted, *text[4:]]


def test_a_page_that_is_set_wider_keeps_its_paragraphs(tmp_path: Path, chromium: Browser) -> None:
    texts = told(1, 30)
    body = f"<div class=wide>{html(texts[:6])}</div>{html(texts[6:])}"
    style = "@page{size:A5;margin:15mm} .wide{line-height:3.4;break-after:page}"
    assert blocks_of(printed(chromium, tmp_path / "wide.pdf", body, style)) == texts


def test_paragraphs_that_are_set_in_with_their_first_line_further_are_whole(tmp_path: Path, chromium: Browser) -> None:
    texts = told(1, 24)
    body = html(texts[:8]) + f"<div class=in>{html(texts[8:12])}</div>" + html(texts[12:])
    style = "@page{size:A5;margin:15mm} .in{margin-left:2em}"
    assert blocks_of(printed(chromium, tmp_path / "in.pdf", body, style)) == texts


def test_gaps_in_a_full_line_are_no_cells(tmp_path: Path, chromium: Browser) -> None:
    texts = told(1, 12)
    texts[3] = "其4，渡船自<i></i>正月<i></i>起停航，" + SENTENCES[0] * 3
    body = html(texts)
    style = "@page{size:A5;margin:15mm} i{display:inline-block;width:3em}"
    found = blocks_of(printed(chromium, tmp_path / "gaps.pdf", body, style))
    assert [words.replace("\t", "") for words in found] == [words.replace("<i></i>", "") for words in texts]


def test_large_roman_numerals_at_the_foot_are_page_numbers(tmp_path: Path, chromium: Browser) -> None:
    texts = told(1, 40)
    pages = "".join(
        f"<div class=pg>{html(texts[10 * at : 10 * at + 10])}<div class=no>{number}</div></div>"
        for at, number in enumerate(("I", "II", "III", "IV"))
    )
    style = "@page{size:A5;margin:12mm} .pg{position:relative;height:185mm;break-after:page} "
    style += ".no{position:absolute;bottom:0;width:100%;text-align:center}"
    assert blocks_of(printed(chromium, tmp_path / "roman.pdf", pages, style)) == texts


def test_the_name_of_a_file_shows_which_lines_are_its_title(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    body = (
        "<title>水闸夜灯添油制度考</title><div class=k>乡土历史研究会丛刊</div>"
        "<div class=t>水闸夜灯<br>添油制度考</div>"
        f"<h3>一、缘起</h3>{html(told(1, 6))}<h3>二、沿革</h3>{html(told(7, 6))}"
    )
    style = "@page{size:A5;margin:15mm} .k,.t{font-size:17pt;text-align:center} .t{margin:9mm} h3{font-size:12pt}"
    work = shaped(printed(chromium, tmp_path / "named.pdf", body, style)).works[0]
    assert work.title == "水闸夜灯添油制度考"


def test_answers_of_a_form_that_are_set_larger_are_no_headings(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    fields = "".join(
        f"<p><big>{words}</big></p>" for words in ("船主证号：甲三〇七", "船名号数：顺风二号", "停泊码头：东渡口")
    )
    body = f"<div class=t>渡船登记书</div>{html(told(1, 5))}{fields}<h3>保管</h3>{html(told(6, 5))}"
    style = "@page{size:A5;margin:15mm} .t{font-size:17pt;text-align:center} h3{font-size:12pt} big{font-size:11pt}"
    found = shaped(printed(chromium, tmp_path / "form.pdf", body, style))
    assert [words for _, words in outline(found)] == ["渡船登记书", "保管"]


def blocks_of(file: Path) -> list[str]:
    """What a PDF gives as paragraphs, without what belongs to its pages."""
    document = read_document(file)
    assert document.evidence is not None
    words: dict[int, str] = {}
    for number, line in enumerate(text_of(document).split("\n"), 1):
        facts = document.evidence.lines.get(number)
        if facts and not facts.part:
            words[facts.block] = words.get(facts.block, "") + line.strip("\f")
    return list(words.values())


def test_a_head_that_columns_tear_is_known_whole_on_a_page_without_them(
    tmp_path: Path, chromium: Browser, shaped: Take
) -> None:
    def page(number: int, body: str) -> str:
        return f"<section><div class=head><b>三月</b><b>渡口月报</b><b>| {number}</b></div>{body}</section>"

    lead = f"<h1>水闸换灯记</h1>{html(told(1, 5))}"
    others = [f"<div class=two>{html(told(10 * number, 16))}</div>" for number in range(1, 5)]
    style = (
        "@page{size:A5;margin:8mm 15mm} section{break-after:page} h1{font-size:15pt;text-align:center}"
        ".head{display:flex;justify-content:space-between;font-size:7pt;margin-bottom:8mm} .head b{font-weight:400}"
        ".two{column-count:2;column-gap:9mm}"
    )
    body = "".join(page(number, one) for number, one in enumerate([lead, *others], 1))
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert work.title == "水闸换灯记"
    assert not [text for text in paragraphs_of(work) if "月报" in text]


def test_heads_that_name_the_chapters_of_a_book_are_furniture(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    names = ("船闸", "渡口", "磨坊", "集市", "堤岸", "水车", "鱼市")
    pages = "".join(
        f"<section><div class=head>{name}</div>{f'<h1>{name}</h1>' if turn == 0 else ''}"
        f"{html(told(40 * chapter + 9 * turn + 1, 5))}</section>"
        for chapter, name in enumerate(names, 1)
        for turn in range(2)
    )
    style = (
        "@page{size:A5;margin:8mm 15mm} section{break-after:page} h1{font-size:15pt;text-align:center}"
        ".head{text-align:center;font-size:7pt;margin-bottom:8mm}"
    )
    found = shaped(printed(chromium, tmp_path / "a.pdf", pages, style))
    assert [words for _, words in outline(found) if words in names] == [*names]


def test_a_picture_in_a_line_is_counted(tmp_path: Path, chromium: Browser) -> None:
    dot = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    small = f"<img src={dot} style='width:22pt;height:9pt'>"
    body = f"<h1>{small}　渡口</h1>{html(told(1, 6))}<p><img src={dot} style='width:90pt;height:60pt'></p>"
    document = read_document(printed(chromium, tmp_path / "a.pdf", body, "h1{font-size:9pt}"))
    assert document.evidence is not None
    assert document.evidence.left_out == {"pictures that stand in lines like words": 1}


NAMES = "柳青 石坚 江雪 何田 苏木 白帆 林泉 梅溪 沈舟 陆桥 叶舒 温岚 方舟 易水 季风 楚江".split()


def test_names_without_rules_are_read_in_rows(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    schools, prizes = ("东渡小学", "西渡中学", "河口学校"), ("一等", "二等", "三等")
    rows = [(name, schools[at % 3], prizes[at % 3]) for at, name in enumerate(NAMES)]
    listed = "".join(f"<div class=row><i>{one}</i><i>{two}</i><i>{three}</i></div>" for one, two, three in rows)
    wide = "".join(f"<div>{'　'.join(NAMES[at : at + 8])}</div>" for at in (0, 8)) * 4
    body = f"<h1>渡口征文获奖名单</h1>{listed}<div class=who>渡口文化站<br>2024年6月1日</div>"
    style = (
        "@page{size:A5;margin:15mm} h1{font-size:15pt;text-align:center} i{font-style:normal;width:33mm}"
        ".row{display:flex} .who{text-align:right}"
    )
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert work.title == "渡口征文获奖名单"
    cells = [work.text(block) for block in work.blocks() if block.kind is BlockKind.CELL]
    assert cells == [word for row in rows for word in row]
    assert [work.text(block) for block in work.blocks()][-2:] == ["渡口文化站", "2024年6月1日"]
    lines = text_of(read_document(printed(chromium, tmp_path / "b.pdf", f"<h1>船工名单</h1>{wide}", style))).split()
    assert lines[1:9] == NAMES[:8]


def test_a_title_above_columns_that_end_before_the_page_does(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    entries = "".join(f"<div>{name}（渡口第{at}小学）</div>" for at, name in enumerate(NAMES * 2, 10))
    body = f"<h1>代表名册</h1><div class=three>{entries}</div>"
    style = "@page{size:A4;margin:15mm} h1{font-size:15pt;text-align:center} .three{column-count:3}"
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert work.title == "代表名册"


def test_items_whose_lines_hang_behind_their_numbers_are_whole(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    items = [words.replace("。", "，", words.count("。") - 1) for words in told(1, 30) if words.count("。") > 1]
    body = f"<h1>船闸规约</h1>{html(told(40, 24))}" + "".join(
        f"<p class=item>{number}．{words}</p>" for number, words in enumerate(items, 1)
    )
    style = "@page{size:A5;margin:15mm} h1{font-size:15pt} p.item{text-indent:-1.5em;margin-left:1.5em}"
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    found = [work.text(block) for block in work.blocks()]
    assert [words for words in found if words[0].isdecimal()] == [f"{at}．{one}" for at, one in enumerate(items, 1)]


def test_items_at_the_left_are_each_one_though_others_are_set_in(tmp_path: Path, chromium: Browser) -> None:
    width = 30
    rule = "渡船每天开两班，遇雾停开，停开的时刻写在牌上，已买的票次日仍可用。"[: width - 1] + "。"
    items = ["（1）查票：上船以前。", rule, "（2）交接：靠岸以后。", "（3）清舱：收班以后，由值班的人做完才可回家。"]
    flush = "".join(f"<p style='text-indent:0'>{words}</p>" for words in items)
    text = told(1, 12)
    style = f"@page{{size:A5;margin:10mm}} body{{width:{width}em}}"
    body = f"{html(text[:6])}{flush}{html(text[6:])}"
    document = read_document(printed(chromium, tmp_path / "flush.pdf", body, style))
    assert document.evidence is not None
    blocks = {number: facts.block for number, facts in document.evidence.lines.items()}
    lines = text_of(document).replace("\f", "").splitlines()
    of_items = [blocks[number] for number, line in enumerate(lines, 1) if line in items[1:3]]
    assert len(of_items) == len(set(of_items)) == 2


def test_items_with_letters_go_on_below_their_words(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    items = [
        f"{letter}. {one}"
        for letter, one in zip("abc", (SENTENCES[0] * 2, SENTENCES[2], SENTENCES[1] * 2), strict=True)
    ]
    hanging = "padding-left:5em;text-indent:-2em"
    body = "<p style='text-indent:0'>夜航须知：</p>" + "".join(f"<p style='{hanging}'>{one}</p>" for one in items)
    printed(chromium, tmp_path / "letters.pdf", f"{body}{html(told(1, 5))}", "@page{size:A5;margin:15mm}")
    texts = [work.text(block) for work in shaped(tmp_path / "letters.pdf").works for block in work.blocks()]
    assert [words.replace(" ", "") for words in texts if words[:2] in ("a.", "b.", "c.")] == [
        one.replace(" ", "") for one in items
    ]


def test_a_word_of_two_characters_that_is_set_wide_is_one_line(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    style = "@page{size:A5;margin:15mm} h1{font-size:18pt;text-align:center;margin:2mm} b{margin-right:1.6em}"
    body = f"<h1>闸口镇夜渡管理暂行</h1><h1><b>办</b>法</h1>{html(told(1, 9))}"
    work = shaped(printed(chromium, tmp_path / "wide.pdf", body, style)).works[0]
    assert work.title.replace("\u3000", "").replace(" ", "") == "闸口镇夜渡管理暂行办法"


def test_halves_of_verse_that_are_set_apart_are_no_table(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    halves = ["闸上添油三更尽，", "岸头敲锣两处闻。", "旱时先尽磨坊水，", "涝日还开渡口门。"]
    table = "".join(f"<div><i>{one}</i>{other}</div>" for one, other in zip(halves[::2], halves[1::2], strict=True))
    style = "@page{size:A5;margin:15mm} i{font-style:normal;display:inline-block;width:12em}"
    printed(chromium, tmp_path / "verse.pdf", f"{html(told(1, 4))}{table}{html(told(5, 4))}", style)
    work = shaped(tmp_path / "verse.pdf").works[0]
    assert not [block for block in work.blocks() if block.kind is BlockKind.CELL]
    text = "".join(work.text(block) for block in work.blocks()).replace("\u3000", "").replace(" ", "")
    assert "".join(halves) in text


def test_a_heading_that_pauses_goes_on_in_the_next_line(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    style = "@page{size:A5;margin:15mm} h1{font-size:15pt;text-align:center;margin:0;line-height:2.6}"
    body = f"<h1>闸口今昔，</h1><h1>夜渡三十年</h1>{html(told(1, 9))}"
    work = shaped(printed(chromium, tmp_path / "pause.pdf", body, style)).works[0]
    assert work.title == "闸口今昔，夜渡三十年"


def test_choices_below_a_question_are_each_one_though_paragraphs_are_set_in(tmp_path: Path, chromium: Browser) -> None:
    width = 24
    full = "夜里渡河应当先做哪一件事才算合乎旧章所定的次序"
    choices = [f"(A){full[:21]}。", f"(B){full[1:22]}为", "(C)靠岸", "(D)系船"]
    flush = "".join(f"<p style='text-indent:0'>{words}</p>" for words in [f"1.{full[:22]}？", *choices])
    style = f"@page{{size:A5;margin:10mm}} body{{width:{width}em}}"
    body = f"{html(told(1, 8))}{flush}{html(told(9, 6))}"
    document = read_document(printed(chromium, tmp_path / "choices.pdf", body, style))
    assert document.evidence is not None
    lines = text_of(document).replace("\f", "").splitlines()
    blocks = [document.evidence.lines[number].block for number, line in enumerate(lines, 1) if line[:1] in "1("]
    assert len(blocks) == len(set(blocks)) == 5


def test_bare_raised_figures_call_the_notes_of_their_page(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    text = "<p>井水每日清晨最满，挑水的人排成一行，先来的先挑，老人不必排队，雨天井台要铺草。</p>" * 4
    notes = "南村的井深五丈。", "草由各家轮流出。"
    pages = [
        f"<section>{'<h1>水井</h1>' * (at == 1)}{text}<p>{said}<sup>{at}</sup>，人都知道，面积三十m<sup>2</sup>。</p>"
        f"<div class=foot><p><sup>{at}</sup> {note}</p></div></section>"
        for at, (said, note) in enumerate(zip(("井是南村先挖的", "铺草也有规矩"), notes, strict=True), 1)
    ]
    style = (
        "@page{size:A5;margin:15mm} section{height:178mm;position:relative;break-after:page} sup{font-size:70%}"
        ".foot{position:absolute;bottom:0;font-size:7pt} .foot p{text-indent:0}"
    )
    (work,) = shaped(printed(chromium, tmp_path / "well.pdf", "".join(pages), style)).works
    blocks = list(work.blocks())
    assert [work.text(block) for block in blocks if block.kind is BlockKind.NOTE] == list(notes)
    callers = [work.text(block) for block in blocks if block.calls]
    assert callers == ["井是南村先挖的，人都知道，面积三十m2。", "铺草也有规矩，人都知道，面积三十m2。"]


def test_a_dot_with_no_room_behind_it_begins_an_item(tmp_path: Path, chromium: Browser, shaped: Take) -> None:
    full = "•闸上的灯夜里要添三次油，添油的人须把时辰记在册上，册子放在闸房里，谁来都能看"[:36]
    items = [full, "•上游放水以前，先敲一通锣"]
    body = "<h1>渡口</h1>" + "".join(f"<p>{item}</p>" for item in items * 3)
    style = "@page{size:A5;margin:15mm} p{text-indent:0}"
    (work,) = shaped(printed(chromium, tmp_path / "a.pdf", body, style)).works
    assert [work.text(block) for block in work.blocks()][1:] == items * 3
