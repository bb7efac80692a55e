"""Stories nobody wrote: as many texts as a test needs, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

WORKS_OF_MANY = 150
"""How many works the library of many has: enough that what grows with a library shows on each page."""
WORDS = "山水云雨风雪江河湖海春夏秋冬东西南北天地日月草木花鸟虫鱼田园城乡舟车桥路门窗灯火书画琴棋茶酒饭菜衣帽老少男女"


def sentence(draw: random.Random) -> str:
    return "".join(draw.choices(WORDS, k=draw.randint(8, 16))) + "，" + "".join(draw.choices(WORDS, k=9)) + "。"


def write_story(seeds: Path, number: int, *, sections: int = 2, paragraphs: int = 2) -> None:
    """A text of our own making, the same for the same number, with its edition file.

    Each has a date, every third a kind and an issuer.
    """
    draw = random.Random(number)
    lines = [f"第{number:03}号故事"]
    contents = ["      - title: 1"]
    for section in range(1, sections + 1):
        lines += ["", "一二三四五六七八九"[section - 1] + "、" + "".join(draw.choices(WORDS, k=6))]
        contents.append(f"      - heading: {len(lines)}")
        first = len(lines) + 1
        for _ in range(paragraphs):
            lines += ["", sentence(draw) + sentence(draw)]
        contents.append(f"      - body: {first}-{len(lines)}")
    about = f"    about:\n      date: {{supplied: {1990 + number % 30}-01-02}}\n"
    if number % 3 == 0:
        about += "      kind: {supplied: 故事}\n      issuer: {supplied: 说书会}\n"
    (seeds / f"story-{number:03}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    edition = [f"works:\n  - id: story-{number:03}\n{about}    contents:", *contents]
    (seeds / f"story-{number:03}.yml").write_text("\n".join(edition) + "\n", encoding="utf-8")
