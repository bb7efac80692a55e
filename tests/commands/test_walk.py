"""The first afternoon of a new editor, from the wheel to a published site: what the guide's first page promises."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import html
from tests.ready import Ready

NOTICE = """青石渡船
管理告示

一、开船
天亮开船，天黑收船。风大的时候不开船。
船钱
过河一人一文，牛马加倍。老人孩子不收钱。

二、看守
船夫轮流当值，每人一月。

青石村公所
2024年3月1日
"""
POEM = "过青石渡\n\n青石渡头水\n日夜向东流\n船来人不见\n月上柳梢头\n"
SURVEY = """# 水井调查

## 一、水量

全村有井七口，旱年干了两口[^1]。

## 二、水质

井水清甜，可以直接饮用。

[^1]: 据老人回忆。
"""
LETTER = (
    "<html><head><title>致乡亲的一封信</title></head><body><h1>致乡亲的一封信</h1><p>各位乡亲：</p>"
    "<p>学堂的屋顶漏雨，请大家出一份力。</p><p>学堂</p></body></html>"
)
TERMS = """terms:
  - term: 渡船
    translations: {en: ferry}
  - term: 石料
    translations: {en: stone}
"""


def roads(path: Path) -> None:
    """A plan with a table, as somebody wrote it in Word."""
    document = docx.Document()
    document.add_heading("青石村修路计划", 0)
    document.add_heading("一、路段", 1)
    document.add_paragraph("今年修两段路，石料就地取用。")
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate((("路段", "长度"), ("东坡", "三里"), ("西坡", "二里"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    document.save(str(path))


def replace(file: str, before: str, after: str) -> None:
    """Correct a file by hand."""
    text = Path(file).read_text("utf-8")
    assert before in text, text
    Path(file).write_text(text.replace(before, after), "utf-8", newline="\n")


def words(page: str) -> str:
    """What a reader sees of a page."""
    return str(html.document_fromstring(Path(page).read_bytes()).text_content())


def shown(address: str, expected: str) -> str:
    """A page that is served, once it holds what is expected; the one that was built before the server is none."""
    deadline = time.monotonic() + 90
    page = ""
    while expected not in page or "_shanben/meanwhile" in page:
        assert time.monotonic() < deadline, page
        time.sleep(0.3)
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                page = answer.read().decode("utf-8")
        except OSError:
            page = "nobody listens yet"
    return page


@pytest.fixture
def python() -> Iterator[Ready]:
    """A Python that stands ready with the package of the wheel, which the first run names to it."""
    ready = Ready()
    yield ready
    ready.end()


def test_a_new_editor_from_the_wheel_to_a_published_site(
    installed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    generator_environment: dict[str, str],
    python: Ready,
) -> None:
    who = {f"GIT_{role}_{part}": "editor@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = generator_environment | who | {"PYTHONPATH": str(installed)}

    def said(done: subprocess.CompletedProcess[str]) -> str:
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def run(*command: str) -> str:
        return said(
            subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        )

    def shanben(*command: str) -> str:
        return said(python.run("shanben", *command, cwd=Path.cwd(), env=environment))

    # A library of her own, and five texts of five kinds.
    monkeypatch.chdir(tmp_path)
    shanben("new", "village")
    post = tmp_path / "post"
    post.mkdir()
    for name, text in {"notice.txt": NOTICE, "poem.txt": POEM, "wells.md": SURVEY, "letter.html": LETTER}.items():
        (post / name).write_text(text, "utf-8")
    roads(post / "roads.docx")
    monkeypatch.chdir(tmp_path / "village")
    assert "taken in 4; taken in with doubts 1" in shanben("add", *(str(file) for file in sorted(post.iterdir())))
    run("git", "init", "-q")
    run("git", "add", ".")
    run("git", "commit", "-qm", "Five texts")

    # She corrects a title that stands on two lines, a heading and a table, and agrees that the poem is verse.
    notice = Path("seeds/notice.yml").read_text("utf-8")
    contents = notice.index("    contents:")
    Path("seeds/notice.yml").write_text(
        notice[:contents] + "    contents:\n      - title: 1-2\n      - heading: 4\n      - body: 5\n"
        "      - heading: 6\n        level: 3\n      - body: 7\n      - heading: 9\n      - body: 10\n"
        "      - signature: 12\n      - date: 13\n",
        "utf-8",
    )
    poem = Path("seeds/poem.yml").read_text("utf-8")
    Path("seeds/poem.yml").write_text(poem[: poem.index("        doubt:")], "utf-8")
    replace("seeds/roads.yml", '      - table: "4-6"', '      - table: "4-6"\n        header: 1')
    assert "0 errors, 0 warnings" in shanben("check")

    # She translates three headings and adds two terms.
    shanben("translations", "update", "en")
    for chinese, english in (("开船", "Departure"), ("看守", "Watch"), ("水井调查", "A Survey of the Wells")):
        replace("seeds/headings.en.po", f'msgid "{chinese}"\nmsgstr ""', f'msgid "{chinese}"\nmsgstr "{english}"')
    Path("seeds/termbase.yml").write_text(TERMS, "utf-8")

    # A better copy of the notice arrives, with a line more at its head; nobody counts lines.
    Path("seeds/notice.txt").write_text("青石村第三号\n" + NOTICE.replace("加倍", "两文"), "utf-8", newline="\n")
    assert "E205 line 1 of notice.txt" in shanben("repin", "seeds/notice.txt")
    replace("seeds/notice.yml", "      - title: 2-3", "      - document-number: 1\n      - title: 2-3")
    assert "0 errors, 0 warnings" in shanben("check")

    # She builds it, and looks.
    shanben("build")
    page = words("site/works/notice/index.html")
    assert "青石渡船管理告示" in page
    assert "牛马两文" in page
    assert "Departure" in page
    assert "ferry" in words("site/glossary/index.html")
    tables = html.parse("site/works/roads/index.html").xpath("//article//table[.//td='东坡']//th")
    assert [cell.text_content() for cell in tables] == ["路段", "长度"]
    assert "据老人回忆" in words("site/works/wells/index.html")

    # She keeps it open while she edits: a slip is told over the page, which shows what was good.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "shanben", "serve", "--address", address]
    with (
        Path("serve.log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            assert "老人孩子不收钱" in shown(f"http://{address}/works/notice/", "牛马两文")
            replace("seeds/notice.yml", "- title: 2-3", "- titel: 2-3")
            slip = shown(f"http://{address}/works/notice/", "sb-faults")
            assert "seeds/notice.yml" in slip
            assert "牛马两文" in slip
            replace("seeds/notice.yml", "- titel: 2-3", "- title: 2-3")
        finally:
            server.terminate()

    # She sends a friend the whole as one file, and puts it on the web.
    shanben("bundle")
    (bundle,) = Path("dist").glob("*.zip")
    assert any(name.endswith("works/poem/index.html") for name in zipfile.ZipFile(bundle).namelist())
    run("git", "init", "-q", "--bare", "../host.git")
    run("git", "remote", "add", "origin", "../host.git")
    said(python.run("mkdocs", "gh-deploy", "--strict", cwd=Path.cwd(), env=environment))
    published = run("git", "--git-dir", "../host.git", "ls-tree", "-r", "--name-only", "gh-pages")
    assert "works/letter/index.html" in published
