"""The client in Chromium, on an index of two works and a glossary."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from shanben.search.fold import fold
from shanben.search.passages import Searchable

from .conftest import CLIENT, searchable, write_site

GOLDEN = [
    ("的取水办", ["p1-1"], False),
    ("改善水质，构建双循", ["p1-1"], False),
    ("制定本办法。PM2", ["p1-1"], False),
    ("雙循環", ["shuangxunhuan", "p1-1"], False),
    ("橋樑應當", ["p0-1"], False),
    ("桥梁应当", ["p0-1"], False),
    ("写着日记", ["p0-2"], False),
    ("水库", ["p0-2", "p2-2"], False),
    ("应当 巡查", ["p2-2"], False),
    ("鱼苗 水质", ["p1-1", "p2-1"], False),
    ("水库 石匠", ["p0-1", "p0-2"], False),
    ("水库 青河发", ["p1-2", "p2-2"], False),
    ("石匠 水质", [], False),
    ('"石匠们" "水库的"', ["p0-1", "p0-2"], False),
    ("应当 -巡查", ["p0-1", "p2-1"], False),
    ("应当 -巡查 -渔民", ["p0-1"], False),
    ('"应当每日巡查"', ["p2-2"], False),
    ('"应当每天巡查"', [], False),
    ("应当每天巡查", ["p2-2"], True),
    ("应当每日日巡查", ["p2-2"], True),
    ("应当日巡查", ["p2-2"], True),
    ("应日巡", ["p2-2"], True),
    ("当每曰巡", ["p2-2"], True),
    ("水库管埋人应当每日巡杳，发现", ["p2-2"], True),
    ("人应当每日石", ["p2-2"], True),
    ("日石", [], False),
    ("pm2.5", ["p1-1"], False),
    ("ＰＭ２．５", ["p1-1"], False),
    ("CBA", ["p1-1"], False),
    ("2030 年", ["p1-2"], False),
    ("30年前完", ["p1-2"], False),
    ("青河发[2018]128号", ["p1-2"], False),
    ("青河发（2018）128号", ["p1-2"], False),
    ("第12条", ["p2-1"], False),
    ("article 12", ["p2-1"], False),
    ("第30条", ["p2-1"], False),
    ("标题:绿色", ["s2"], False),
    ("title: 绿色", ["s2"], False),
    ("Green Development", ["s2"], False),
    ("green devel", ["s2"], False),
    ("dual circulation", ["shuangxunhuan"], False),
    ("两个循环", ["shuangxunhuan"], False),
    ("lvsefazhan", ["s2"], False),
    ("lǜ sè", ["s2"], False),
    ("fazhan", ["s2"], False),
    ("lsfz", ["s2"], False),
    ("qlwx", ["title"], False),
    ("渔", ["p2-1"], False),
    ("火车", [], False),
    ("不存在的龘字", [], False),
    ("", [], False),
    ("-水库", [], False),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, works: list[Searchable]) -> Path:
    return write_site(tmp_path_factory.mktemp("client"), works)


@pytest.fixture(scope="module")
def asked(chromium: Browser, page: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    tab = chromium.new_page()
    tab.goto(serve(page.parent))
    yield tab
    tab.close()


def search(tab: Page, query: str, **options: Any) -> Any:
    return tab.evaluate("([query, options]) => shanben.search(query, options)", [query, options])


@pytest.mark.parametrize(("query", "found", "approximate"), GOLDEN)
def test_golden(asked: Page, query: str, found: list[str], approximate: bool) -> None:
    answer = search(asked, query)
    assert [hit["paragraph"] for hit in answer["hits"]] == found
    assert answer["total"] == len(found)
    assert answer["approximate"] is (approximate and bool(found))
    assert answer["faults"] == []


def test_a_hit_says_where_and_what(asked: Page) -> None:
    (hit,) = search(asked, "取水 保护")["hits"]
    assert hit["address"] == "works/river/#p1-1"
    assert (hit["work"], hit["kind"], hit["section"]) == ("river", "text", "河流保护办法 › 一、总体要求")
    assert [place["translation"] for place in hit["path"]] == [
        "Measures for Protecting Rivers",
        "I. Overall Requirements",
    ]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["保护", "取水"]


def test_marks_are_the_characters_of_the_text_not_of_the_query(asked: Page) -> None:
    (hit,) = search(asked, "构建雙循環的取")["hits"]
    assert hit["found"] == ["构建“双循环”的取"]


def test_filters(asked: Page) -> None:
    assert [hit["work"] for hit in search(asked, "水库", works=["bridge"])["hits"]] == ["bridge"]
    assert [hit["work"] for hit in search(asked, "水库", language="zh-Hant")["hits"]] == ["bridge"]
    assert [hit["kind"] for hit in search(asked, "双循环", kinds=["term"])["hits"]] == ["term"]


HOSTILE = [
    "a" * 10_000, "水" * 10_000, "水 " * 5_000, "-" * 10_000, '"' * 9_999, "\0\x01\x02", "(?:[", ".*", "\\", "[\\d",
    "\u202e水库\u202c", "😀🎉", "\ud800", "水\ufeff库", "𠀀𠀁", "%00", "<script>alert(1)</script>", "title:",
    "标题: -x",    "第99999999999999条", "article 999999999999", "constructor", "__proto__", "https://example.org/?q=%25",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_any_query_answers_soon(asked: Page, query: str) -> None:
    answer = asked.evaluate(
        """async (query) => {
          const start = performance.now();
          const answer = await shanben.search(query);
          return {...answer, time: performance.now() - start};
        }""",
        query,
    )
    assert answer["time"] < 3000
    assert answer["faults"] == []
    assert search(asked, "取水办法")["total"] == 1


def test_the_browser_folds_like_the_build(asked: Page) -> None:
    chosen = random.Random(8)
    ranges = [(0x20, 0x17F), (0x2000, 0x206F), (0x2460, 0x24FF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF)]
    texts = ["".join(chr(chosen.randint(*chosen.choice(ranges))) for _ in range(30)) for _ in range(300)]
    folded = asked.evaluate("(texts) => Promise.all(texts.map(shanben.fold))", texts)
    known = set("".join(one for one in asked.evaluate("() => shanben.fold('x')")))
    assert known == {"x"}
    for text, one in zip(texts, folded, strict=True):
        # the client's table holds only the traditional characters whose simplified form the library has
        assert fold(one) == fold(text)


def test_the_same_from_a_folder(tab: Page, page: Path, serve: Callable[[Path], str]) -> None:
    script = "(queries) => Promise.all(queries.map((query) => shanben.search(query)))"
    queries = [query for query, _, _ in GOLDEN]
    tab.goto(serve(page.parent))
    served = tab.evaluate(script, queries)
    tab.goto(page.as_uri())
    assert tab.evaluate(script, queries) == served


@pytest.mark.parametrize("damage", [None, "", 'shanben.shard("t1",9,"utf-16le","!!!!")', "syntax error ("])
def test_a_missing_or_damaged_shard_is_named(
    tab: Page, tmp_path: Path, works: list[Searchable], serve: Callable[[Path], str], damage: str | None
) -> None:
    page = write_site(tmp_path / "site", works)
    shard = page.parent / "search" / "t1.js"
    if damage is None:
        shard.unlink()
    else:
        shard.write_text(damage)
    tab.goto(serve(page.parent))
    answer = search(tab, "双循环")
    assert answer["faults"] == ["t1"]
    assert [hit["paragraph"] for hit in answer["hits"]] == ["shuangxunhuan"]
    (page.parent / "search" / "main.js").unlink()
    tab.reload()
    assert search(tab, "双循环")["faults"] == ["main"]


def test_counts_are_right_to_a_thousand(tab: Page, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    rows = [("p", f"p0-{n}", f"第{n}号渔船在清晨出海" if n % 2 else f"第{n}号渔船归来", "") for n in range(1, 2401)]
    page = write_site(tmp_path / "site", [searchable("boats", "zh-Hans", rows)])
    tab.goto(serve(page.parent))
    wanted = {"渔船": 1000, "渔船在": 1000, "清晨出海": 1000, "渔船归": 1000, "99号渔": 24}
    answers = {query: search(tab, query) for query in wanted}
    assert {query: answer["total"] for query, answer in answers.items()} == wanted
    assert [query for query, answer in answers.items() if not answer["more"]] == ["99号渔"]
    assert search(tab, "渔船归 -1", limit=3)["more"] is False


def test_words_that_merely_stand_nowhere_are_not_taken_for_mistyped(
    tab: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    sentences = ["渔船在清晨出海", "人们清晨归来休息"]
    rows = [("p", f"p0-{n}", f"{sentences[n % 2]}，共{n}次", "") for n in range(1, 301)]
    tab.goto(serve(write_site(tmp_path / "site", [searchable("boats", "zh-Hans", rows)]).parent))
    assert search(tab, "在清晨归")["hits"] == []
    answer = search(tab, "渔船在清辰出", limit=5)
    assert answer["approximate"]
    assert {hit["found"][0] for hit in answer["hits"]} == {"渔船在清晨出"}
    assert answer["more"] or answer["total"] == 150


def test_every_reading_of_a_mistyped_phrase_has_its_turn(
    tab: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    sentences = [*(["渔船在清晨归港"] * 9), "渔船在清晨入港"]
    rows = [("p", f"p0-{n}", f"{text}，共{n}次", "") for n, text in enumerate(sentences, 1)]
    tab.goto(serve(write_site(tmp_path / "site", [searchable("boats", "zh-Hans", rows)]).parent))
    answer = search(tab, "渔船在清晨出港", limit=5)
    assert answer["approximate"]
    assert [hit["found"][0] for hit in answer["hits"][:3]] == ["渔船在清晨归港", "渔船在清晨入港", "渔船在清晨归港"]
    assert answer["total"] == 10


def test_the_scripts_are_small() -> None:
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in CLIENT) <= 14_700


NUMBERS = ("协议389条另有规定", "协议89条另有规定", "协议2012年12月28日到期", "协议12月2日生效", "协议CBAM2生效")


@pytest.mark.parametrize(
    ("query", "places"),
    [("89条", 1), ("89 条", 1), ("9条", 0), ("12月2", 1), ("12月28", 1), ("cbam", 1), ("bam2", 0), ("89条另有", 2)],
)
def test_numbers_and_words_are_counted_whole(
    tab: Page, tmp_path: Path, serve: Callable[[Path], str], query: str, places: int
) -> None:
    rows = [("p", f"p0-{n}", text, "") for n, text in enumerate(NUMBERS, 1)]
    tab.goto(serve(write_site(tmp_path / "site", [searchable("deal", "zh-Hans", rows)]).parent))
    assert search(tab, query)["total"] == places
