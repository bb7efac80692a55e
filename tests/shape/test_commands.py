"""The editor's loop on the command line: outline, propose, check."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shanben.cli import main

Run = Callable[..., Result]
SEED = "000_472e4490c209e15f"
NOTICE = "关于整修北桥的通知\n青府发〔2020〕7号\n北桥自下月起整修，过往行人请走南桥。\n青石镇人民政府\n2020年3月5日\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path) -> Run:
    """Run a command in a library that holds the bare seed and a notice."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(repository / "seeds" / f"{SEED}.txt", tmp_path / "seeds")
    (tmp_path / "seeds/notice.txt").write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return invoke


def test_outline_for_people(run: Run) -> None:
    done = run("outline", f"seeds/{SEED}.txt")
    assert done.exit_code == 0
    assert done.stdout.startswith("[（无题）]\n  （三）加强执法监督\n")
    assert "    （一）积极履行国际公约\n" in done.stdout


def test_outline_for_machines(run: Run) -> None:
    content = json.loads(run("outline", "seeds/notice.txt", "--json").stdout)
    assert content == {
        "title": "关于整修北桥的通知",
        "outline": [{"level": 1, "text": "关于整修北桥的通知"}],
        "run_in": [],
        "paragraphs": NOTICE.splitlines(),
        "furniture": [],
        "xrefs": [],
        "terms": [],
    }


def test_a_draft_is_written_once_and_read_again(run: Run, tmp_path: Path) -> None:
    before = run("outline", f"seeds/{SEED}.txt", "--json").stdout
    assert run("propose", f"seeds/{SEED}.txt").exit_code == 0
    draft = (tmp_path / f"seeds/{SEED}.yml").read_text(encoding="utf-8")
    assert run("outline", f"seeds/{SEED}.txt", "--json").stdout == before
    again = run("propose", f"seeds/{SEED}.txt")
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    assert (tmp_path / f"seeds/{SEED}.yml").read_text(encoding="utf-8") == draft


def test_a_draft_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    done = run("propose", "seeds/notice.txt", "-")
    assert "- document-number: 2  # 青府发〔2020〕7号\n" in done.stdout
    assert not (tmp_path / "seeds/notice.yml").exists()


def test_check_lists_doubts_and_is_content(run: Run) -> None:
    done = run("check")
    assert done.exit_code == 0
    sure = [int(share) for share in re.findall(r"(\d+) ?%", done.stdout)]
    assert len(sure) > 3
    assert sure == sorted(sure)
    assert "D303" in done.stdout


def test_check_tells_the_same_doubt_of_a_file_once(run: Run, tmp_path: Path) -> None:
    body = "石料由县里出。"
    parts = [f"第{number}，一定要把桥修好。\n\n{body}\n" for number in "一二三四五六七八九十"]
    (tmp_path / "seeds/bridges.txt").write_text("看桥办法\n\n" + "\n".join(parts), encoding="utf-8")
    (line,) = (one for one in run("check").stdout.splitlines() if "bridges.txt" in one and "D305" in one)
    assert line.startswith("seeds/bridges.txt:3: D305")
    assert re.search(r"7, 11, 15, 19, 23, 27\D.*3", line)
    assert len([one for one in run("check", "--format", "github").stdout.splitlines() if "bridges" in one]) == 10


def test_check_tells_once_what_several_files_name(run: Run, tmp_path: Path) -> None:
    for name in ("east", "west", "north"):
        words = f"渡口{name}规约\n\n第一条 船户开船，依照《青石江船户公约》办理。\n第二条 本规约自公布之日起施行。\n"
        (tmp_path / f"seeds/{name}.txt").write_text(words, encoding="utf-8")
    (line,) = (one for one in run("check").stdout.splitlines() if "青石江船户公约" in one)
    assert "D702" in line
    assert re.search(r"\D2\D", line.partition("registry.yml")[2])
    assert len([one for one in run("check", "--format", "github").stdout.splitlines() if "青石江船户公约" in one]) == 3


def test_texts_that_the_library_has_not_stand_behind_every_other_doubt(run: Run, tmp_path: Path) -> None:
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    laws = "".join(f"第{number}条　船户依照《{name}江渡口公约》开船。\n" for number, name in enumerate(names, 1))
    (tmp_path / "seeds/ferry.txt").write_text(f"渡口规约\n\n{laws}", encoding="utf-8")
    (tmp_path / "seeds/other.txt").write_text("渡口分约\n\n第一条　船户依照《亥江渡口公约》开船。\n", encoding="utf-8")
    lines = [re.search(r"[DWE]\d{3}", line) for line in run("check").stdout.splitlines()]
    codes = [match[0] for match in lines if match]
    assert codes == [*(code for code in codes if code != "D702"), *["D702"] * 21]
    assert len(set(codes)) > 2
    first, *others, rest = [line for line in run("check").stdout.splitlines() if "D702" in line]
    assert "亥江" in first
    assert len(others) == 19
    everywhere = {
        match[0] for match in re.finditer(r"《[^》]+》(?=[^》]*registry)", run("check", "--format", "github").stdout)
    }
    assert re.search(rf"D702\D+{len(everywhere) - 20}\D", rest)


def test_check_names_faults_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "seeds/empty.txt").write_text("", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "E101" in done.stdout.splitlines()[0]


def test_a_file_that_is_not_there(run: Run) -> None:
    for command in ("outline", "propose"):
        done = run(command, "seeds/missing.txt")
        assert done.exit_code == 2
        assert "E105" in done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lxml==5.0\nnumpy>=2\n", True),
        ("River Notes\n\nThe river rose in the night.\n", True),
        ("River Notes\n\nThe river is called 青江.\n", False),
    ],
)
def test_a_text_without_a_chinese_character_is_doubted(run: Run, text: str, told: bool) -> None:
    Path("seeds/other.txt").write_text(text, encoding="utf-8")
    said = run("check").stdout
    assert ("D301 the text holds no Chinese character" in said) is told
