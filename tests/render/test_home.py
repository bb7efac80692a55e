"""What a home page shows of the works of a library. All texts here are our own."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from shanben.addresses import addresses
from shanben.library import build_library
from shanben.render.home import home_works
from shanben.settings import Settings

LAW = "{title}\n（{day}{city}人民代表大会常务委员会通过）\n第一条　为了{title}，写这一条。\n第二条　船只夜间点灯。\n"
THINGS = "堤岸 芦苇 船只 渡口 水闸 灯塔 浅滩 渔网 浮桥 码头 泵站 湖心岛 水鸟 莲田".split()


def home(root: Path, *laws: str) -> BeautifulSoup:
    (root / "seeds").mkdir()
    for number, law in enumerate(laws):
        (root / "seeds" / f"t{number:02}.txt").write_text(law, encoding="utf-8")
    library, _ = build_library(root, Settings.model_validate({}))
    return BeautifulSoup(home_works(library, "index.md", addresses(library, 12_000, 1000, True)), "html.parser")


def laws(number: int) -> list[str]:
    cities = ("南湖市", "东河市", "南湖市")
    return [
        LAW.format(
            title=f"{thing}{'办法' if at % 4 else '条例'}", day=f"{2003 + at % 7}年4月{at + 1}日", city=cities[at % 3]
        )
        for at, thing in enumerate(THINGS[:number])
    ]


def test_a_small_library_is_shown_whole_in_its_order(tmp_path: Path) -> None:
    shown = home(tmp_path, *laws(5))
    assert [card.a["href"] for card in shown.select(".sb-card") if card.a] == [f"works/t{at:02}/" for at in range(5)]
    assert not shown.select("svg, dl")


def test_a_large_one_by_its_years_and_largest_groups_and_then_the_latest(tmp_path: Path) -> None:
    shown = home(tmp_path, *laws(14))
    assert len(shown.select("rect")) == 7
    links = shown.select(".sb-glance a")
    counts = {link.span.text: link.small.text for link in links if link.span and link.small and "常务" in link.text}
    assert counts == {"南湖市人民代表大会常务委员会": "9", "东河市人民代表大会常务委员会": "5"}
    assert all(str(link["href"]).startswith("works/by/") for link in links)
    cards = [str(card.a["href"]) for card in shown.select(".sb-card") if card.a]
    assert cards[:3] == ["works/t13/", "works/t06/", "works/t12/"], "the latest day first"
    assert len(cards) == 12
    assert shown.select("p > a")[-1]["href"] == "works/"


def test_the_first_works_are_shown_where_few_say_their_day(tmp_path: Path) -> None:
    shown = home(tmp_path, *laws(3), *(f"{thing}记\n\n湖边有{thing}。\n" for thing in THINGS[3:]))
    assert [str(card.a["href"]) for card in shown.select(".sb-card") if card.a][:2] == ["works/t00/", "works/t01/"]
    assert "latest" not in shown.text
