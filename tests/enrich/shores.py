"""A statute of our own in two wordings, and another of the same title; and libraries of such texts."""

from __future__ import annotations

from pathlib import Path

from shanben.library import build_library
from shanben.model.library import Library
from shanben.problems import Problem
from shanben.settings import Settings

OLD = """南湖市湖滩管理条例
（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过）
第一条　为了规范湖滩的使用，保护湖水，制定本条例。
第二条　任何人不得在湖滩上堆放垃圾、搭建窝棚。
第三条　船只应当停靠在登记的码头，夜间应当点灯。
第四条　本条例自2001年5月1日起施行。
"""
NEW = """南湖市湖滩管理条例
（2001年3月5日南湖市第九届人民代表大会常务委员会第二次会议通过
2015年9月30日南湖市第十三届人民代表大会常务委员会第九次会议修订）
第一条　为了规范湖滩的使用，保护湖水，制定本条例。
第二条　收割芦苇应当留出鸟类繁殖的地段，由湖务站划定。
第三条　任何人不得在湖滩上堆放垃圾、搭建窝棚或者停放车辆。
第四条　船只应当停靠在登记的码头，夜间应当点灯。
第五条　本条例自2015年12月1日起施行。
"""
OTHER = """南湖市湖滩管理条例
（2019年1月2日北泽县第三届人民代表大会常务委员会第五次会议通过）
第一条　会议决定成立湖区联络处，设主任一名。
第二条　联络处每季度向县里汇报一次，汇报应当书面。
第三条　本条例自2019年3月1日起施行。
"""
CITING = """南湖市渔船登记办法
（{day}南湖市人民政府发布）
第一条　船只依照《南湖市湖滩管理条例》第二条登记。
第二条　登记每年一次，由湖务站办理。
第三条　本办法自公布之日起施行。
"""


def built(root: Path, **files: str) -> tuple[Library, tuple[Problem, ...]]:
    """The library of some sources and edition files."""
    seeds = root / "seeds"
    seeds.mkdir()
    for name, text in files.items():
        stem, _, kind = name.partition("__")
        (seeds / f"{stem}.{kind or 'txt'}").write_text(text, encoding="utf-8")
    library, problems = build_library(root, Settings.model_validate({}))
    return library, tuple(problem for problem in problems if not problem.code.startswith("D"))


def edition(name: str, versions: str, lines: int) -> str:
    return (
        f"works:\n  - id: {name}\n    versions:\n{versions}    contents:\n      - title: 1\n      - body: 2-{lines}\n"
    )
