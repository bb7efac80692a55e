"""A work of very many sections: no page of it grows with their number, and short articles stand together."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from shanben.doors.navigation import NEAR

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SETTINGS = "plugins: [{shanben: {long_work: 1000}}]\n"
CHAPTER = (
    "第{number}章　河边\n\n　　船夫每日记下水位，夜里点灯，风大的日子不开船；过河的人在亭子里等，喝茶，说些旧事。\n\n"
)


def novel(chapters: int) -> str:
    return "渡口旧事\n\n" + "".join(CHAPTER.format(number=number) for number in range(1, chapters + 1))


def entries(site: Path, page: str) -> list[str]:
    """The entries of the work in the navigation of a page."""
    html = (site / page).read_text(encoding="utf-8")
    (listed,) = re.findall(r'data-md-level="2".*?</nav>', html, re.DOTALL)
    return re.findall(r'<a href="([^"]+)"', listed)


def test_a_page_shows_the_sections_around_it(author: Callable[..., Path], program: Run) -> None:
    folder = author(SETTINGS, **{"seeds/novel.txt": novel(90), "seeds/tale.txt": novel(2 * NEAR)})
    done = program(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    first, middle, last = (entries(site, f"works/novel/{page}index.html") for page in ("", "45/", "90/"))
    around = [*(f"../{number}/" for number in range(25, 45)), "./", *(f"../{number}/" for number in range(46, 65))]
    assert middle == ["../", *around]
    assert first[1:3] == ["1/", "2/"]
    assert last[-2:] == ["../89/", "./"]
    assert {len(found) for found in (first, middle, last)} == {2 * NEAR + 1}
    whole = (site / "works/novel/45/index.html").read_text(encoding="utf-8")
    assert "全部 90 节" in whole
    assert "All 90 sections" in whole
    assert len(entries(site, "works/tale/7/index.html")) == 2 * NEAR
    assert "全部" not in (site / "works/tale/7/index.html").read_text(encoding="utf-8")
    contents = (site / "works/novel/index.html").read_text(encoding="utf-8")
    assert all(f'href="{number}/' in contents for number in range(1, 91))


def test_short_articles_stand_together(author: Callable[..., Path], program: Run) -> None:
    law = "渡口管理办法\n\n" + "".join(f"第{n}条　船夫每日记下水位。\n" for n in range(1, 400))
    folder = author(SETTINGS, **{"seeds/law.txt": law})
    assert program(folder, "mkdocs", "build", "--strict").returncode == 0
    assert [path.parent.name for path in (folder / "site/works/law").rglob("index.html")] == ["law"]
