"""What a system may do to a library: line ends of another kind, names in Chinese, a path with spaces."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from click.testing import CliRunner

import shanben
from shanben.addresses import addresses
from shanben.cli import main
from shanben.enrich.references import resolve_references
from shanben.library import build_library
from shanben.model.references import Registry
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.works import work_pages
from shanben.settings import Settings
from shanben.shape.arrange import arrange
from shanben.shaping import Place, read_edition

TEXT = "河边的消息\n\n河水在三月里涨了起来，\n岸边的柳树发了芽。\n"
EDITION = """\
works:
  - id: river
    contents:
      - title: 1
      - body: 3-4
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends_change_no_word_and_no_path_has_a_backslash(
    tmp_path: Path, build: Callable[..., subprocess.CompletedProcess[str]], end: str
) -> None:
    folder = tmp_path / "我的 文集"
    (folder / "seeds").mkdir(parents=True)
    (folder / "docs").mkdir()
    settings = "site_name: 河边\ntheme:\n  name: material\nplugins: [shanben]\n"
    for path, text in {
        "mkdocs.yml": settings,
        "docs/index.md": "# 河边\n",
        "seeds/河边 消息.txt": TEXT,
        "seeds/河边 消息.yml": EDITION,
    }.items():
        (folder / path).write_bytes(text.replace("\n", end if path.startswith("seeds") else "\n").encode())
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    library = json.loads((folder / "site/library.json").read_text("utf-8"))
    (work,) = library["works"]
    blocks = [block["text"] for block in work["blocks"]]
    assert blocks == ["河边的消息", "河水在三月里涨了起来，岸边的柳树发了芽。"]
    assert "\\\\" not in json.dumps(library["sources"], ensure_ascii=False)
    assert (folder / "site/works/river/index.html").is_file()


def test_a_path_of_windows_is_told_as_everywhere(library_folder: Callable[..., Path]) -> None:
    """In what is linked to, and in what is told: faults of an edition, of a reference, of the partition."""
    folder = library_folder("")
    (folder / "seeds/river.txt").write_text(
        "河边的办法\n\n第一条 费用见本办法第九条。\n\n第二条 小船两文。\n", encoding="utf-8"
    )
    (folder / "seeds/river.yml").write_text(
        "works:\n  - id: river\n    contents:\n      - title: 1\n      - body: 3\n",
        encoding="utf-8",
    )
    settings = Settings.model_validate({})
    text: Any = PureWindowsPath("seeds\\river.txt")
    library, _ = build_library(folder, settings)
    (shaped,) = library.sources
    source = replace(shaped.source, path=text)
    edition: Any = PureWindowsPath("seeds\\river.yml")
    works = tuple(replace(work, source=source) for work in shaped.works)
    shaped = replace(shaped, source=source, edition_path=edition, works=works)
    library = replace(library, sources=(shaped,))
    where = addresses(library, settings.long_work, settings.receipt_lines, directory_urls=True)
    pages = [*receipt_pages(shaped, where), *work_pages(shaped, where, weave(library))]
    assert {page.origin for page in pages} == {"seeds/river.yml"}
    assert [page.path for page in pages if "\\" in page.html] == []

    _, faults = resolve_references(library.sources, Registry())
    read, planned, _ = read_edition(Place(folder, settings), folder / "seeds/river.txt")
    _, unassigned = arrange(replace(read, path=text), planned)
    assert {problem.code for problem in (*faults, *unassigned)} >= {"D701", "E205"}
    assert [problem.place for problem in (*faults, *unassigned) if "\\" in problem.place] == []


def test_whatever_is_written_has_the_same_line_ends_on_every_system() -> None:
    code = Path(shanben.__file__).parent
    calls = [
        (file.name, node.lineno, {word.arg for word in node.keywords})
        for file in code.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write_text"
    ]
    written = [call for call in calls if "encoding" in call[2]]
    assert written
    assert [call for call in written if "newline" not in call[2]] == []


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def cloned_on_windows(library: Path, clone: Path) -> Path:
    """A library as git gives it to somebody on Windows, where line ends are rewritten unless it is told not to."""
    git(library, "init", "-q")
    git(library, "add", ".")
    git(library, "commit", "-qm", "Texts")
    git(library.parent, "clone", "-q", "-c", "core.autocrlf=true", str(library), str(clone))
    return clone


def test_sources_of_a_new_library_are_the_same_bytes_in_a_clone_on_windows(tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert CliRunner().invoke(main, ["new", str(library)]).exit_code == 0
    (library / "seeds/post").mkdir()
    (library / "seeds/post/crlf.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    clone = cloned_on_windows(library, tmp_path / "clone")
    assert (clone / "mkdocs.yml").read_bytes().count(b"\r\n")  # so that it could fail
    for source in (file for file in (library / "seeds").rglob("*") if file.is_file()):
        assert (clone / source.relative_to(library)).read_bytes() == source.read_bytes()


def test_this_repository_is_the_same_bytes_in_a_clone_on_windows(repository: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for path in ("seeds", "tests/demo/seeds", "docs/schemas"):
        shutil.copytree(repository / path, library / path)
    shutil.copy(repository / ".gitattributes", library)
    clone = cloned_on_windows(library, tmp_path / "clone")
    files = [file for file in library.rglob("*") if file.is_file() and ".git" not in file.parts]
    assert [file for file in files if (clone / file.relative_to(library)).read_bytes() != file.read_bytes()] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_line_ends_that_git_rewrote_are_told_as_what_they_are(
    library_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    folder = library_folder("")
    pinned = f"sha256: {hashlib.sha256(TEXT.encode(encoding)).hexdigest()}\n{EDITION}"
    (folder / "seeds/river.yml").write_text(pinned, encoding="utf-8", newline="\n")
    monkeypatch.chdir(folder)
    (folder / "seeds/river.txt").write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    told = CliRunner().invoke(main, ["check"]).output
    assert "seeds/river.yml:1: E104 only the line ends of seeds/river.txt" in told
    assert "`seeds/** -text`" in told
    (folder / "seeds/river.txt").write_bytes(TEXT.replace("河边", "江边").encode(encoding))
    assert "shanben repin" in CliRunner().invoke(main, ["check"]).output


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("how", [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONCOERCECLOCALE": "0"}], ids=["asked", "found"])
def test_a_console_that_knows_no_chinese_stops_nothing(
    library_folder: Callable[..., Path], how: dict[str, str], language: str
) -> None:
    """A Windows that is set to English gives a pipe cp1252; here the locale C gives it ASCII."""
    folder = library_folder("")
    (folder / "seeds/river.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "shanben", "outline", "seeds/river.txt"], cwd=folder, capture_output=True, check=False,
        env=os.environ | {"LC_ALL": "C", "LANGUAGE": language, "PYTHONUTF8": "0"} | how,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    expected = "河边的消息"
    escaped = expected.encode("ascii", "backslashreplace")
    assert (escaped if "PYTHONIOENCODING" in how else expected.encode("utf-8")) in done.stdout
