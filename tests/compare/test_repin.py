"""Line numbers of an edition file, moved with the lines of its corrected source."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from shanben.cli import main
from shanben.compare.lines import line_map
from shanben.compare.repin import moved_place, place_text
from shanben.read.place_nodes import edition_text

WAS = (
    "渡口管理告示",
    "渡口归村中公管，船夫轮流当值。",
    "一、开船",
    "天亮开船，天黑收船。",
    "风大的时候不开船。",
    "二、船钱",
    "过河一人一文，牛马加倍。",
    "告示人：村公所",
)


def place(text: str, was: list[str], now: list[str]) -> str:
    numbers = [int(number) for number in text.split("-")]
    return place_text(moved_place([(numbers[0], None, numbers[-1], None)], line_map(was, now)).ranges)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("a line in front", "4-5", "5-6"),
        ("a line between", "4-5", "4-6"),
        ("a word corrected", "4-5", "4-5"),
        ("a line divided", "4-5", "4-6"),
        ("two lines joined", "4-5", "4"),
        ("a line gone", "4-5", "4"),
        ("both gone", "4-5", ""),
        ("moved to the end", "4-5", "7-8"),
    ],
)
def test_a_place_follows_its_words(change: str, before: str, after: str) -> None:
    first, second = WAS[3], WAS[4]
    changes: dict[str, tuple[str, ...]] = {
        "a line in front": (*WAS[:1], "（本村第三号）", *WAS[1:]),
        "a line between": (*WAS[:4], "雾里要敲锣。", *WAS[4:]),
        "a word corrected": (*WAS[:3], first.replace("收船", "歇船"), *WAS[4:]),
        "a line divided": (*WAS[:3], first[:5], first[5:], *WAS[4:]),
        "two lines joined": (*WAS[:3], first + second, *WAS[5:]),
        "a line gone": (*WAS[:4], *WAS[5:]),
        "both gone": (*WAS[:3], *WAS[5:]),
        "moved to the end": (*WAS[:3], *WAS[5:], first, second),
    }
    assert place(before, list(WAS), list(changes[change])) == after


def test_columns_follow_their_characters() -> None:
    now = [*WAS[:3], "　　" + WAS[3].replace("天黑", "天色黑尽便"), *WAS[4:]]
    lines = line_map(WAS, now)
    assert place_text(moved_place([(4, 6, 4, 9)], lines).ranges) == "4:8-4:14"
    assert now[3][7:14] == "天色黑尽便收船"


@given(st.data())
def test_lines_that_are_only_pushed_about_keep_their_words(data: st.DataObject) -> None:
    was = [f"第{number}行 {'山水田林' * (number % 3)}" for number in range(data.draw(st.integers(1, 30)))]
    now = list(was)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(now)))
        now[at:at] = [data.draw(st.sampled_from(["", "XYZ", "另外补上"]))]
    lines = line_map(was, now)
    for number, words in enumerate(was, 1):
        assert [now[found - 1] for found in lines.became[number]] == [words]


# --- the command ------------------------------------------------------------------------------------------------------

EDITION = """# by hand, and commented
sha256: "{sha256}"
works:
  - id: ferry
    about:
      issuer: {at: "8:5-8:7", text: 村公所}   # at the end
    contents:
      - title: 1
      - body: 2
      - heading: "3"
      - body: [4, 5]
        split: 5
      - heading: 6
      - body: 7-8
    queries:
      - {ask: 一文？, at: 7, text: 一文}
"""

Write = Callable[[tuple[str, ...]], None]


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="shanben")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with one text under git."""
    import hashlib

    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 渡口\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 渡口\ntheme: material\nplugins: [shanben]\n", "utf-8")
    source = "\n".join(WAS).encode()
    (tmp_path / "seeds/ferry.txt").write_bytes(source)
    pinned = EDITION.replace("{sha256}", hashlib.sha256(source).hexdigest())
    (tmp_path / "seeds/ferry.yml").write_bytes(pinned.replace("\n", "\r\n").encode())
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "A text")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def correct(library: Path, *lines: str) -> bytes:
    (library / "seeds/ferry.txt").write_bytes("\n".join(lines).encode())
    return (library / "seeds/ferry.yml").read_bytes()


def test_an_inserted_line_is_one_fault_and_repin_mends_it(library: Path) -> None:
    before = correct(library, WAS[0], "", *WAS[1:])
    told = [line for line in run("check").output.splitlines() if " E" in line or " W" in line]
    assert len(told) == 1
    assert "seeds/ferry.yml:2: E104" in told[0]
    assert "shanben repin seeds/ferry.txt" in told[0]
    done = run("repin", "seeds/ferry.txt")
    assert (done.exit_code, done.output) == (0, "9 places were moved\n")
    after = (library / "seeds/ferry.yml").read_bytes()
    assert after.count(b"\r\n") == before.count(b"\r\n")
    assert '{at: "9:5-9:7", text: 村公所}   # at the end' in after.decode()
    assert "- body: [5, 6]\r\n        split: 6\r\n" in after.decode()
    assert run("check").exit_code == 0
    again = run("repin", "seeds/ferry.yml")
    assert (again.exit_code, again.output) == (0, "seeds/ferry.yml fits its source already\n")


def test_a_place_that_is_gone_leaves_the_file_as_it_was(library: Path) -> None:
    before = correct(library, *WAS[:5], *WAS[6:])
    done = run("repin", "seeds/ferry.txt")
    assert done.exit_code == 1
    assert "seeds/ferry.yml:13: E261 line 6 is gone from the source (“二、船钱”)" in done.output
    assert (library / "seeds/ferry.yml").read_bytes() == before
    assert not list((library / "seeds").glob(".*"))


def test_what_is_left_to_do_is_told(library: Path) -> None:
    correct(library, *WAS[:5], "三天前贴出。", *WAS[5:])
    done = run("repin", "seeds/ferry.txt")
    assert done.exit_code == 0
    assert "seeds/ferry.yml:11: E205 line 6 of ferry.txt" in done.output
    git(library, "add", ".")  # what is only staged is found too
    correct(library, *WAS[:5], "三天前贴出。", WAS[5], WAS[6].replace("一文", "两文"), WAS[7])
    assert "E206 “一文” does not stand at line 8" in run("repin", "seeds/ferry.txt").output


def test_the_old_text_is_found_in_a_site_or_named(library: Path, tmp_path: Path) -> None:
    assert run("build").exit_code == 0
    (library / ".git").rename(tmp_path / "git-put-away")
    correct(library, "　", *WAS)
    lost = run("repin", "seeds/ferry.txt", "--site", "nowhere")
    assert lost.exit_code == 2
    assert "seeds/ferry.yml:2: E260" in lost.output
    (library / "old.txt").write_text("\n".join(WAS), "utf-8")
    pinned = (library / "seeds/ferry.yml").read_bytes()
    assert run("repin", "seeds/ferry.txt").exit_code == 0
    from_site = (library / "seeds/ferry.yml").read_bytes()
    (library / "seeds/ferry.yml").write_bytes(pinned)
    assert run("repin", "seeds/ferry.txt", "--old", "old.txt", "--site", "nowhere").exit_code == 0
    assert (library / "seeds/ferry.yml").read_bytes() == from_site


def test_every_place_of_an_edition_is_written_back_as_it_was() -> None:
    for path in sorted(Path(__file__).parents[2].glob("seeds/*.yml")):
        if path.name in ("termbase.yml", "registry.yml"):
            continue
        text = edition_text(path, path.name)
        assert text.rewritten((place_text(node.ranges) for node in text.places), "0" * 64).count(
            "\n"
        ) == text.text.count("\n")
