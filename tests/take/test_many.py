"""Many files at once: folders, processes, a summary; nothing overwritten, started again where it stopped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.take.conftest import SETTINGS

from shanben.commands import taking
from shanben.commands.add import add
from shanben.commands.taking import State, take
from shanben.model.evidence import LineEvidence
from shanben.model.text import Origin
from shanben.shaping import Place
from shanben.take.blocks import Block, Taken, Words
from shanben.take.rtf_numbers import mend_numbers


def run(*words: str) -> Result:
    return CliRunner().invoke(add, words)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"letter-{number}.txt").write_text(f"第{number}封信\n\n见字如面，一切都好。\n", "utf-8")


def test_a_folder_is_taken_in_and_again_only_what_is_new(tmp_path: Path) -> None:
    written(tmp_path / "box/below", 5)
    (tmp_path / "box/broken.pdf").write_bytes(b"nothing")
    (tmp_path / "box/notes.xyz").write_bytes(b"passed over")
    done = run("box")
    assert done.exit_code == 1, done.output
    assert len(list((tmp_path / "seeds").glob("*.yml"))) == 5
    assert "refused 1" in done.output
    assert "E132" in done.output
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "seeds").iterdir()}
    (tmp_path / "seeds/letter-3.yml").unlink()
    (tmp_path / "box/broken.pdf").unlink()
    again = run("box")
    assert again.exit_code == 0, again.output
    assert "there already 4" in again.output
    assert (tmp_path / "seeds/letter-3.yml").exists()
    assert all(path.stat().st_mtime_ns == time for path, time in kept.items() if path.name != "letter-3.yml")


def test_an_address_is_no_file() -> None:
    done = run("https://example.org/a.pdf")
    assert done.exit_code == 1
    assert done.output.startswith("https://example.org/a.pdf: E135 ")
    assert "takes files only" in done.output


@pytest.mark.parametrize("name", ["termbase", "registry"])
def test_names_of_the_library_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.txt").write_text("词表\n", "utf-8")
    done = run(f"{name}.txt")
    assert done.exit_code == 1
    assert "E134" in done.output
    assert not (tmp_path / "seeds").exists()


def test_two_names_of_one_address_are_refused(tmp_path: Path) -> None:
    (tmp_path / "湖.txt").write_text("湖上\n", "utf-8")
    (tmp_path / "hu.txt").write_text("湖边\n", "utf-8")
    done = run("湖.txt", "hu.txt")
    assert done.exit_code == 1
    assert "E106" in done.output


def test_a_stated_encoding_stands_in_the_edition_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("海边的灯塔\n".encode("cp950", "ignore") + "燈塔很高。\n".encode("big5"))
    assert run("a.txt", "--encoding", "big5hkscs").exit_code == 0
    assert "encoding: big5hkscs" in (tmp_path / "seeds/a.yml").read_text("utf-8")
    assert run("a.txt", "--encoding", "klingon").exit_code == 2


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("# 灯\n\n夜里亮着。\n", "utf-8")
    put = taking._put

    def full(whole: Path, path: Path) -> None:
        if path.suffix == ".yml":
            raise OSError(28, "No space left on device")
        put(whole, path)

    monkeypatch.setattr(taking, "_put", full)
    outcome = take(Place(tmp_path, SETTINGS), tmp_path / "a.md")
    assert outcome.state is State.REFUSED
    assert list((tmp_path / "seeds").iterdir()) == []


def test_older_kinds_go_through_libreoffice_or_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 hello}")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "save it as .docx" in run("a.rtf").output
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/soffice").write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n/bin/cp made.docx "$2/a.docx"\n', "utf-8"
    )
    (tmp_path / "bin/soffice").chmod(0o755)
    import docx

    document = docx.Document()
    document.add_paragraph("旧稿一篇")
    document.save(os.fspath(tmp_path / "made.docx"))
    assert run("a.rtf").exit_code == 0
    assert (tmp_path / "seeds/a.txt").read_text("utf-8") == "旧稿一篇\n"


def test_one_document_in_two_formats_is_taken_in_twice(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box/lamp.md").write_text("# 灯塔\n\n夜里亮着。\n", "utf-8")
    (tmp_path / "box/lamp.txt").write_text("灯塔\n\n夜里亮着，白天熄了。\n", "utf-8")
    assert run("box").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "seeds").glob("*.txt")) == ["lamp-txt.txt", "lamp.txt"]
    (tmp_path / "lamp.html").write_text("<h1>灯塔</h1><p>守塔的人走了。</p>", "utf-8")
    assert run("lamp.html").exit_code == 0
    assert (tmp_path / "seeds/lamp-html.yml").exists()
    again = run("box", "lamp.html")
    assert (again.exit_code, "there already 3" in again.output) == (0, True)
    (tmp_path / "box/lamp.md").write_text("# 灯塔\n\n夜里不亮了。\n", "utf-8")
    assert "E105" in run("box/lamp.md").output


def test_numbers_that_a_program_wrote_with_question_marks_are_read_beside_their_words() -> None:
    taken = Taken()
    for number, words in (("?一?", "总则"), ("(一)", "看堤。"), ("(二)", "记水。"), ("?二?", "罚则"), ("?九?", "附则")):
        block = Block(Words(), LineEvidence(0, number=number))
        block.words.add(number + words)
        taken.blocks.append(block)
    signs = [rf"\u{ord(one)}\'3f" for one in "第一章（一）（二）"]
    printed = ["".join(signs[:3]), "".join(signs[3:6]), "".join(signs[6:]), r"\'b5\'da\'b6\'fe\'d5\'c2"]
    rtf = "".join(rf"{{\listtext\pard\plain  {one}\tab}}\ilvl0" for one in printed)
    mend_numbers(taken, rtf.encode(), Origin("a.rtf"))
    found = [block.words.text for block in taken.blocks]
    assert found == ["第一章总则", "(一)看堤。", "(二)记水。", "第二章罚则", "?九?附则"]
    assert [(problem.code, problem.values["number"]) for problem in taken.doubts] == [("D132", 1)]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("渡口演义", "渡口演义"),
        ("《渡口演义》 (2)", "渡口演义"),
        ("渡口演义-副本", "渡口演义"),
        ("b7", "（无题）"),
        ("新建文本文档", "（无题）"),
    ],
)
def test_a_text_without_a_title_is_called_after_its_file(name: str, title: str, tmp_path: Path) -> None:
    words = (
        "第一回　夜雨\n　　那夜雨下得紧，渡船停在对岸，没有人肯过来。\n第二回　灯\n　　灯是老船工点的，点了三十年。\n"
    )
    (tmp_path / f"{name}.txt").write_text(words, "utf-8")
    assert run(f"{name}.txt").exit_code == 0
    draft = (tmp_path / f"seeds/{name}.yml").read_text("utf-8")
    assert f'supplied: "{title}"' in draft
    assert "D301" in draft


def test_a_document_that_was_changed_says_what_to_remove(tmp_path: Path) -> None:
    file = tmp_path / "village.md"
    file.write_text("# 渔村\n\n渔村有三十户人家。\n", "utf-8")
    assert run("village.md").exit_code == 0
    file.write_text("# 渔村\n\n渔村有三十一户人家。\n", "utf-8")
    refused = run("village.md")
    assert refused.exit_code == 1
    for name in ("village.txt", "village.yml", "village.evidence.jsonl"):
        assert name in refused.output
        (tmp_path / "seeds" / name).unlink()
    assert run("village.md").exit_code == 0
