"""Texts outside the versions of their title are doubted. All texts here are our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.enrich.shores import NEW, OLD, OTHER, edition

from shanben.library import build_library
from shanben.settings import Settings

SAME_DAY = OLD.replace("夜间应当点灯", "夜间应当点灯并留人看守")
UNDATED = OLD.replace("（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）\n", "").replace(
    "第四条　本条例自2001年5月1日起施行。\n", ""
)
MORE = "第四条　联络处设在码头旁的旧邮局，经费由县里拨付，年终公布账目。\n"
MORE += "第五条　船工、渔民和看林人都可以到联络处反映情况。\n"
LISTED = "      - {text: a, date: 2001-03-05}\n      - {text: b, date: 2001-03-06, current: true}\n"


def doubts(root: Path, **files: str) -> list[tuple[str, str, int]]:
    """The doubts about versions, each with its file and line."""
    (root / "seeds").mkdir()
    for name, text in files.items():
        stem, _, kind = name.partition("__")
        (root / f"seeds/{stem}.{kind or 'txt'}").write_text(text, encoding="utf-8")
    _, problems = build_library(root, Settings.model_validate({}))
    return [
        (problem.code, problem.origin.path, problem.origin.line)
        for problem in problems
        if problem.code in ("D251", "D252")
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": OLD, "b": SAME_DAY}, [("D251", "seeds/b.txt", 1)]),
        ({"a": OLD, "b": "\n\n" + SAME_DAY, "c": NEW}, [("D251", "seeds/b.txt", 3)]),
        ({"a": OLD, "b": UNDATED, "c": NEW}, [("D252", "seeds/b.txt", 1)]),
        ({"a": UNDATED, "b": UNDATED + "第四条　湖务站另定细则。\n"}, [("D252", "seeds/b.txt", 1)]),
        ({"a": OLD, "b": NEW}, []),
        ({"a": OLD, "b": OTHER}, []),
        ({"a": OLD, "b": OTHER.replace("2019年1月2日", "2001年3月5日") + MORE}, []),  # another text of one day
        ({"a": OLD, "b": OLD.replace("条例", "办法", 1)}, []),
    ],
)
def test_a_text_of_one_title_that_is_no_version_is_doubted(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    assert doubts(tmp_path, **files) == expected


def test_the_same_text_in_another_script_is_a_version(tmp_path: Path) -> None:
    traditional = "南湖市湖灘管理條例\n（2001年3月5日南湖市第九屆人民代表大會常務委員會第二次會議通過）\n"
    traditional += (
        "第一條　為了規範湖灘的使用，保護湖水，制定本條例。\n第二條　任何人不得在湖灘上堆放垃圾、搭建窩棚。\n"
    )
    traditional += "第三條　船隻應當停靠在登記的碼頭，夜間應當點燈。\n第四條　本條例自2001年5月1日起施行。\n"
    assert doubts(tmp_path, a=OLD, b=traditional) == []


def test_what_editors_state_is_not_doubted(tmp_path: Path) -> None:
    assert doubts(tmp_path, a=OLD, b=SAME_DAY, a__yml=edition("a", LISTED, 6)) == []


def test_another_work_by_the_word_of_its_editors_is_not_doubted(tmp_path: Path) -> None:
    none = edition("b", "", 6).replace("versions:\n", "versions: []\n")
    assert doubts(tmp_path, a=OLD, b=SAME_DAY, b__yml=none) == []


def dated(root: Path, **files: str) -> dict[str, str]:
    """The day of each version, by its file's name; ``__`` in a name stands for what no name of Python may hold."""
    (root / "seeds").mkdir()
    for name, text in files.items():
        (root / f"seeds/{name.replace('__', '(', 1).replace('_', '-')}{')' * ('__' in name)}.txt").write_text(text)
    library, _ = build_library(root, Settings.model_validate({}))
    former = {work.id: work.source.path.stem for work in library.works}
    return {former[one.work]: one.date for found in library.versions for one in found.versions}


def test_the_day_in_a_name_counts_where_another_text_tells_of_it(tmp_path: Path) -> None:
    older = NEW.replace("　2015年", "").replace("\n2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订", "")
    newest = NEW.replace("会议修订）", "会议修订 2020年1月5日南湖市第十五届人民代表大会常务委员会第二次会议修正）")
    told = dated(tmp_path, 南湖市湖滩管理条例__2015_09_30=older, 南湖市湖滩管理条例__2020_01_05=newest)
    assert told == {"南湖市湖滩管理条例(2015-09-30)": "2015-09-30", "南湖市湖滩管理条例(2020-01-05)": "2020-01-05"}


def test_a_day_in_a_name_that_no_text_tells_of_does_not_count(tmp_path: Path) -> None:
    told = dated(tmp_path, 南湖市湖滩管理条例__2011_12_31=OLD, 南湖市湖滩管理条例=NEW)
    assert told["南湖市湖滩管理条例(2011-12-31)"] == "2001-03-05"


def test_a_day_in_a_name_dates_a_text_that_tells_none(tmp_path: Path) -> None:
    told = dated(tmp_path, 南湖市湖滩管理条例__1999_12_31=UNDATED, 南湖市湖滩管理条例=NEW)
    assert told["南湖市湖滩管理条例(1999-12-31)"] == "1999-12-31"


def test_texts_of_one_title_and_day_are_told_apart_by_the_days_in_their_names(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for day, text in (("2022-04-04", OLD), ("2022-04-24", SAME_DAY)):
        (tmp_path / f"seeds/南湖市湖滩管理条例({day}).txt").write_text(text, encoding="utf-8")
    library, _ = build_library(tmp_path, Settings.model_validate({}))
    assert {work.told_apart for work in library.works} == {"2022-04-04", "2022-04-24"}
