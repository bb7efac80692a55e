"""Bad input: one clear line with file, line and code; a non-zero exit; the site that stood before still stands."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Build = Callable[..., "subprocess.CompletedProcess[str]"]

TEXT = """\
春天的消息

河水在三月里涨了起来，岸边的柳树发了芽，
孩子们在桥上看船。

船从上游来，载着新收的茶叶和竹器。
"""
EDITION = f"""\
sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
works:
  - id: spring-a
    about:
      place: {{at: 4, text: 桥上}}
    contents:
      - title: 1
      - body: 3-4
        run_in: [河水在三月里涨了起来]
      - paragraph: 6
        id: boat
    queries:
      - ask: 船是什么船？
        at: 6
        text: 船从上游来
"""
OTHER = """\
秋天的消息

稻子黄了，打谷场上堆着新草。
"""
OTHER_EDITION = "works:\n  - id: autumn\n    contents:\n      - title: 1\n      - body: 3\n"


@dataclass(frozen=True)
class Tree:
    """A folder with what it holds, to see whether anything changed."""

    files: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> Tree:
        return cls(
            {
                file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
                for file in sorted(folder.rglob("*"))
                if file.is_file()
            }
        )


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path], build: Build) -> Path:
    """A library without fault, built once."""
    folder = draw_library(tmp_path_factory.mktemp("good"), "")
    for name, content in {"a.txt": TEXT, "a.yml": EDITION, "b.txt": OTHER, "b.yml": OTHER_EDITION}.items():
        (folder / "seeds" / name).write_text(content, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def library(good: Path, tmp_path: Path) -> Path:
    """A copy of the good library, with its site, to spoil."""
    return shutil.copytree(good, tmp_path / "library")


@dataclass(frozen=True)
class Fault:
    """One way to spoil a source ``a``, and the place and code of the line that must tell of it."""

    name: str
    place: str
    code: str
    spoil: Callable[[Path, str], object]


def text(content: bytes) -> Callable[[Path, str], object]:
    """Other bytes for the source, and no edition file that pins them."""

    def spoil(seeds: Path, stem: str) -> None:
        (seeds / f"{stem}.yml").unlink()
        (seeds / f"{stem}.txt").write_bytes(content)

    return spoil


def edition(old: str, new: str) -> Callable[[Path, str], object]:
    """Other words in the edition file."""

    def spoil(seeds: Path, stem: str) -> None:
        path = seeds / f"{stem}.yml"
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return spoil


def whole(ending: str, content: bytes) -> Callable[[Path, str], object]:
    """Other bytes for a whole file."""
    return lambda seeds, stem: (seeds / f"{stem}{ending}").write_bytes(content)


def folder_instead(ending: str) -> Callable[[Path, str], object]:
    """A folder where a file is looked for: nobody can read it, not even root."""
    return instead(ending, Path.mkdir)


def instead(ending: str, make: Callable[[Path], object]) -> Callable[[Path, str], object]:
    """Something else where a file is looked for."""

    def spoil(seeds: Path, stem: str) -> None:
        (seeds / f"{stem}{ending}").unlink()
        make(seeds / f"{stem}{ending}")

    return spoil


def linked(target: str) -> Callable[[Path], object]:
    """A link to somewhere else."""
    return lambda path: path.symlink_to(target)


def setting(line: str) -> Callable[[Path, str], object]:
    """Another line under ``extra: shanben:``."""

    def spoil(seeds: Path, stem: str) -> None:
        file = seeds.parent / "mkdocs.yml"
        before = file.read_text(encoding="utf-8")
        assert "  shanben: {}\n" in before
        file.write_text(before.replace("  shanben: {}\n", f"  shanben:\n    {line}\n"), encoding="utf-8")

    return spoil


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
NO_ENCODING = "第一行。\n".encode() + b"\xff\xff\xff\xff\xff\n"
HEADING = "      - {supplied: 春, level: 2, id: boat}"
TWINS = "works:\n  - id: twin\n    contents:\n      - title: 1\n  - id: twin\n    contents:\n      - title: 3-6\n"

ALONE = (
    Fault("wrong encoding", r"seeds/a\.txt:1", "E103", edition("works:", "encoding: ascii\nworks:")),
    Fault("empty file", r"seeds/a\.txt:1", "E101", text(b"")),
    Fault("binary file", r"seeds/a\.txt:3", "E102", text(PICTURE)),
    Fault("misspelt key", r"seeds/a\.yml:8", "E202", edition("- body: 3-4", "- boddy: 3-4")),
    Fault("overlapping ranges", r"seeds/a\.yml:10", "E204", edition("paragraph: 6", "paragraph: 4-6")),
    Fault("missing ranges", r"seeds/a\.yml:8", "E205", edition("      - paragraph: 6\n        id: boat\n", "")),
    Fault("sha256 that no longer fits", r"seeds/a\.yml:1", "E104", edition("sha256: ", f"sha256: {'0' * 64} #")),
    Fault("two works with one id in two files", r"seeds/b\.yml:2", "E207", edition("id: spring-a", "id: autumn")),
    Fault(
        "unknown language code", r"seeds/a\.yml:4", "E208", edition("    about:", "    language: klingon\n    about:")
    ),
    Fault("unknown language in the settings", r"mkdocs\.yml:\d+", "E208", setting("languages: [en, xx_nope]")),
    Fault("unknown setting", r"mkdocs\.yml:\d+", "E501", setting("seed: seeds")),
    Fault("wrong setting", r"mkdocs\.yml:\d+", "E501", setting("long_work: viele")),
    Fault("folder that is not there", "texts", "E105", setting("seeds: texts")),
    Fault("source beyond the limit", r"seeds/a\.txt:1", "E109", setting("source_limit: 120")),
)
"""Those an author meets most, or that concern the whole library: each has a build of its own."""

TOGETHER = (
    Fault("white space only", r"seeds/a\.txt:1", "E101", text("\ufeff\u3000\n \n".encode())),
    Fault("control character", r"seeds/a\.txt:2", "E102", text("第一行。\n第二\x1b[0m行。\n".encode())),
    Fault("no encoding", r"seeds/a\.txt:2", "E103", text(NO_ENCODING)),
    Fault("broken UTF-16", r"seeds/a\.txt:1", "E103", text(b"\xff\xfea\x00b\x00\x00")),
    Fault("unknown encoding", r"seeds/a\.yml:2", "E103", edition("works:", "encoding: klingon\nworks:")),
    Fault("no text encoding", r"seeds/a\.yml:2", "E103", edition("works:", "encoding: base64\nworks:")),
    Fault("edition not UTF-8", r"seeds/a\.yml:2", "E103", whole(".yml", "works:\n  - id: 春\n".encode("gb18030"))),
    Fault("folder for a source", r"seeds/a\.txt:1", "E108", folder_instead(".txt")),
    Fault("folder for an edition", r"seeds/a\.yml:1", "E108", folder_instead(".yml")),
    Fault("pipe for a source", r"seeds/a\.txt:1", "E108", instead(".txt", os.mkfifo)),
    Fault("link out of the library", r"seeds/a\.txt:1", "E107", instead(".txt", linked("/etc/hosts"))),
    Fault("link to a setting", r"seeds/a\.txt:1", "E107", instead(".txt", linked("../mkdocs.yml"))),
    Fault("edition that is a link", r"seeds/a\.yml:1", "E107", instead(".yml", linked("../mkdocs.yml"))),
    Fault("link to itself", r"seeds/a\.txt:1", "E105", instead(".txt", lambda path: path.symlink_to(path))),
    Fault("address twice", r"seeds/a\.txt:1", "E106", whole("-.txt", TEXT.encode())),
    Fault("not YAML", r"seeds/a\.yml:\d+", "E201", edition("- title: 1", "- title: 1: [")),
    Fault("tab", r"seeds/a\.yml:7", "E201", edition("      - title: 1", "\t- title: 1")),
    Fault("zero byte", r"seeds/a\.yml:3", "E201", edition("id: spring", "id: \0spring")),
    Fault("itself inside", r"seeds/a\.yml:\d+", "E201", whole(".yml", b"works: &works [*works]\n")),
    Fault("nested too deep", r"seeds/a\.yml:1", "E201", whole(".yml", b"works: " + b"[" * 3000 + b"\n")),
    Fault("misspelt work", r"seeds/a\.yml:12", "E202", edition("    queries:", "    querys:")),
    Fault(
        "key twice", r"seeds/a\.yml:11", "E202", edition("        id: boat", "        paragraph: 6\n        id: boat")
    ),
    Fault("key that goes elsewhere", r"seeds/a\.yml:10", "E202", edition("paragraph: 6", "body: 6")),
    Fault("empty edition", r"seeds/a\.yml:1", "E202", whole(".yml", b"")),
    Fault("list for an edition", r"seeds/a\.yml:1", "E202", whole(".yml", b"- spring\n")),
    Fault("no works", r"seeds/a\.yml:1", "E202", whole(".yml", b"works: []\n")),
    Fault("bad place", r"seeds/a\.yml:8", "E202", edition("body: 3-4", "body: 3-x")),
    Fault("place backwards", r"seeds/a\.yml:8", "E202", edition("body: 3-4", "body: 4-3")),
    Fault("huge place", r"seeds/a\.yml:8", "E20[23]", edition("body: 3-4", f"body: 3-{'9' * 5000}")),
    Fault("beyond the end", r"seeds/a\.yml:8", "E203", edition("body: 3-4", "body: 3-400")),
    Fault("no such column", r"seeds/a\.yml:8", "E203", edition("body: 3-4", "body: 3:1-4:90")),
    Fault("missing beginning", r"seeds/a\.yml:3", "E205", edition("- title: 1", "- {supplied: 春, level: 1}")),
    Fault("run-in not there", r"seeds/a\.yml:8", "E206", edition("[河水在三月里涨了起来]", '["江水\\n在三月"]')),
    Fault("fact not there", r"seeds/a\.yml:5", "E206", edition("桥上", "桥下")),
    Fault("query not there", r"seeds/a\.yml:1[23]", "E206", edition("text: 船从上游来", "text: 船从下游来")),
    Fault("one id in one file", r"seeds/a\.yml:5", "E207", whole(".yml", TWINS.encode())),
    Fault("id twice", r"seeds/a\.yml:11", "E209", edition("- title: 1", f"- title: 1\n{HEADING}")),
    Fault("orphan", r"seeds/a\.yml:1", "E210", lambda seeds, stem: (seeds / f"{stem}.txt").unlink()),
    Fault("no title", r"seeds/a\.yml:3", "E211", edition("- title: 1", "- {heading: 1, level: 2}")),
    Fault(
        "title below", r"seeds/a\.yml:8", "E211", edition("- title: 1", "- {supplied: 春, level: 2}\n      - title: 1")
    ),
    Fault("two titles", r"seeds/a\.yml:10", "E211", edition("- paragraph: 6\n        id: boat", "- title: 6")),
)
"""Each in a source of its own, in one library: all must be told in one build."""


def told(output: str, fault: Fault, stem: str = "a") -> list[str]:
    """The lines that tell of a fault."""
    place = fault.place.replace("/a", f"/{stem}")
    return [line for line in output.splitlines() if re.search(rf" {place}: {fault.code} \S", line)]


@pytest.mark.parametrize("fault", ALONE, ids=lambda fault: fault.name)
def test_a_fault_is_one_line_and_leaves_the_site(fault: Fault, library: Path, build: Build) -> None:
    before = Tree.of(library / "site")
    fault.spoil(library / "seeds", "a")
    done = build(library)
    output = done.stdout + done.stderr
    assert done.returncode != 0, output
    assert "Traceback" not in output
    assert len(told(output, fault)) == 1, output
    assert len([line for line in output.splitlines() if "ERROR" in line or "WARNING" in line]) == 1, output
    assert Tree.of(library / "site") == before
    assert sorted(path.name for path in library.iterdir() if path.name != ".cache") == [
        "docs",
        "mkdocs.yml",
        "seeds",
        "site",
    ]


@pytest.fixture(scope="module")
def report(good: Path, tmp_path_factory: pytest.TempPathFactory, build: Build) -> str:
    """What one build says of a library in which every source has a fault of its own."""
    library = shutil.copytree(good, tmp_path_factory.mktemp("together") / "library")
    before = Tree.of(library / "site")
    for number, fault in enumerate(TOGETHER):
        stem = f"a{number}z"
        (library / f"seeds/{stem}.txt").write_text(TEXT, encoding="utf-8")
        (library / f"seeds/{stem}.yml").write_text(EDITION.replace("spring-a", f"spring-{stem}"), encoding="utf-8")
        fault.spoil(library / "seeds", stem)
    done = build(library)
    assert done.returncode != 0
    assert Tree.of(library / "site") == before
    return done.stdout + done.stderr


@pytest.mark.parametrize(("number", "fault"), list(enumerate(TOGETHER)), ids=[fault.name for fault in TOGETHER])
def test_every_fault_of_a_library_is_told_in_one_build(number: int, fault: Fault, report: str) -> None:
    lines = [line for line in report.splitlines() if re.search(rf"seeds/a{number}z\b", line)]
    assert told(report, fault, f"a{number}z") == lines
    assert len(lines) == 1
    assert len(lines[0]) < 400
    assert "Traceback" not in report


def test_a_fault_without_a_site_leaves_none(library: Path, build: Build) -> None:
    shutil.rmtree(library / "site")
    (library / "seeds/b.txt").write_bytes(b"")
    assert build(library).returncode != 0
    assert sorted(path.name for path in library.iterdir() if path.name != ".cache") == ["docs", "mkdocs.yml", "seeds"]


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_a_warning_of_the_generator_leaves_the_site(library: Path, build: Build, program: str) -> None:
    before = Tree.of(library / "site")
    (library / "docs/more.md").write_text("# 页\n\n[去哪里](nowhere.md)\n", encoding="utf-8")
    options = ("-f", "mkdocs.yml") if program == "properdocs" else ()
    done = build(library, *options, program=program)
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr
    assert Tree.of(library / "site") == before
    assert not (library / "site.building").exists()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_build_that_is_killed_leaves_the_site(
    library: Path, build: Build, sent: signal.Signals, generator_environment: dict[str, str]
) -> None:
    before = Tree.of(library / "site")
    (library / "slow.py").write_text(
        "import time, pathlib\n"
        "def on_post_page(output, page, config):\n"
        "    if page.file.src_uri.startswith('works/'):\n"
        "        pathlib.Path(config.config_file_path).with_name('waiting').touch()\n"
        "        time.sleep(60)\n"
        "    return output\n"
    )
    config = library / "mkdocs.yml"
    settled = config.read_text(encoding="utf-8")
    config.write_text(settled.replace("hooks:\n", "hooks:\n- slow.py\n"), encoding="utf-8")
    # A shell that starts the tests in the background has them ignore SIGINT, and a build would inherit that.
    held = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "mkdocs", "build"]
    with subprocess.Popen(command, cwd=library, env=generator_environment, stderr=subprocess.DEVNULL) as running:
        signal.signal(signal.SIGINT, held)
        deadline = time.monotonic() + 60
        while not (library / "waiting").exists():
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(sent)
        assert running.wait(timeout=30) != 0
    assert Tree.of(library / "site") == before
    config.write_text(settled, encoding="utf-8")
    assert build(library).returncode == 0
    assert "works/spring-a/index.html" in Tree.of(library / "site").files
    assert not (library / "site.building").exists()


def test_a_swap_that_was_interrupted_is_undone(library: Path, build: Build) -> None:
    before = Tree.of(library / "site")
    (library / "site").rename(library / "site.previous")
    (library / "seeds/b.txt").write_bytes(b"")
    assert build(library).returncode != 0
    assert Tree.of(library / "site") == before
    assert not (library / "site.previous").exists()


@pytest.mark.parametrize(("folder", "code"), [("seeds", "E551"), ("seeds/site", "E550"), ("docs", ""), (".", "")])
def test_no_folder_of_the_library_is_emptied_for_a_site(folder: str, code: str, library: Path, build: Build) -> None:
    before = Tree.of(library)
    done = build(library, "--site-dir", folder)
    assert done.returncode != 0
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert Tree.of(library) == before


def test_a_build_without_fault_takes_the_place_of_the_old_one(library: Path, build: Build) -> None:
    edition("sha256: ", "#")(library / "seeds", "a")
    edition("河水在三月", "河水在四月")(library / "seeds", "a")
    changed = TEXT.replace("三月", "四月")
    (library / "seeds/a.txt").write_text(changed, encoding="utf-8")
    (library / "site/stale.html").write_text("old", encoding="utf-8")
    done = build(library)
    assert done.returncode == 0, done.stderr
    assert "四月" in (library / "site/works/spring-a/index.html").read_text(encoding="utf-8")
    assert not (library / "site/stale.html").exists()
    assert sorted(path.name for path in library.iterdir() if path.name != ".cache") == [
        "docs",
        "mkdocs.yml",
        "seeds",
        "site",
    ]
