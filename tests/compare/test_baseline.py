"""Where a library to compare with may come from, what is said when it cannot be used, and the reports."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from shanben.baseline import snapshot_of
from shanben.commands.compare import compare
from shanben.problems import Refused

DRAWING = """
    seeds/river.txt
        治河纪要

        一、水情

        入夏以来，上游连降大雨，河水上涨一丈有余，沿岸田地多有浸没。
    seeds/river.yml
        works:
          - id: river
            contents:
              - title: 1
              - heading: 3
              - body: 5
"""


@pytest.fixture
def folder(library_folder: Callable[..., Path]) -> Path:
    """A library of one work."""
    return library_folder(DRAWING)


@pytest.fixture
def repository_of_one(folder: Path) -> Path:
    """The library with one commit, and another wording in the working tree."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=One")
    text = folder / "seeds/river.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("一丈", "二丈"), encoding="utf-8")
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(compare, arguments)


def test_a_revision_is_built_and_its_worktree_removed(repository_of_one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(repository_of_one, monkeypatch, "main", "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["counts"] == {"paragraph-reworded": 1}
    assert git(repository_of_one, "worktree", "list").count("\n") == 0
    assert run(repository_of_one, monkeypatch, "main", "HEAD").output.startswith("### 正文没有变化")


def test_a_library_below_the_root_of_its_repository(
    tmp_path: Path, draw_library: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    below = draw_library(tmp_path / "texts", DRAWING)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=One")
    assert run(below, monkeypatch, "main").exit_code == 0


def test_the_worktree_goes_when_building_fails(repository_of_one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository_of_one, "rm", "--quiet", "--cached", "mkdocs.yml")
    git(repository_of_one, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=Two")
    result = run(repository_of_one, monkeypatch, "main")
    assert (result.exit_code, "E601" in result.output, result.output.count("\n")) == (2, True, 1)
    assert git(repository_of_one, "worktree", "list").count("\n") == 0


LIBRARY = json.dumps({"format": 1, "works": []})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("not.json", "works:", "E602"),
        ("list.json", "[]", "E602"),
        ("deep.json", "[" * 100_000, "E602"),
        ("works.json", '{"format": 1, "works": {}}', "E602"),
        (
            "no-section.json",
            '{"format":1,"works":[{"id":"a","title":"","language":"","sections":[],"blocks":[]}]}',
            "E602",
        ),
        ("bytes.json", b"\xff\xfe\x00", "E602"),
        ("later.json", '{"format": 3, "works": []}', "E603"),
        ("other.json", '{"format": 4}', "E603"),
    ],
)
def test_a_file_that_cannot_be_used_gives_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | bytes, code: str
) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run(folder, monkeypatch, name)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1, result.output
    assert result.output.startswith(f"{name}: {code} ")


@pytest.mark.parametrize("name", ["nowhere", "no\x00name", "x" * 5_000, "HEAD", "../nowhere", "--upload-pack=x"])
def test_what_is_no_library_gives_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    result = run(folder, monkeypatch, "--", name)
    assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
    assert "E604" in result.output


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/library.json", "http://[bad", "https://", "http://例/ 空"])
def test_an_address_that_does_not_answer_gives_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    result = run(folder, monkeypatch, address)
    assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
    assert "E601" in result.output


def test_an_address_is_read_with_bounds(folder: Path, serve: Callable[[Path], str]) -> None:
    (folder / "library.json").write_text(LIBRARY, encoding="utf-8")
    address = serve(folder) + "library.json"
    assert snapshot_of(address, folder).works == ()
    with pytest.raises(Refused, match="E605"):
        snapshot_of(address, folder, largest=10)
    with pytest.raises(Refused, match="E605"):
        snapshot_of("library.json", folder, largest=10)
    with pytest.raises(Refused, match="E601"):
        snapshot_of(address + ".missing", folder)


class _Slow(BaseHTTPRequestHandler):
    """Answers with a byte now and then, for ever."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.stopped.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b" ")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_an_address_that_never_ends_is_given_up(folder: Path) -> None:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    server.stopped = Event()
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        with pytest.raises(Refused, match="takes too long"):
            snapshot_of(f"http://127.0.0.1:{server.server_address[1]}/", folder, patience=0.4)
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_report_is_written_where_it_is_wanted(repository_of_one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(repository_of_one, monkeypatch, "main", "--output", "report.md", "--preview", "https://host/pr-1/")
    assert (result.exit_code, result.output) == (0, "")
    report = (repository_of_one / "report.md").read_text(encoding="utf-8")
    assert "<del>一</del><ins>二</ins>" in report
    assert "](https://host/pr-1/works/river/#p1-1)" in report
    assert "<details><summary>《治河纪要》 · 1</summary>" in report


def test_words_of_a_text_do_not_act_in_a_comment(repository_of_one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = repository_of_one / "seeds/river.txt"
    hostile = "<img src=x onerror=alert(1)> [点此](http://evil.example) @everyone #1 `</details>`"
    text.write_text(text.read_text(encoding="utf-8").replace("二丈", hostile), encoding="utf-8")
    report = run(repository_of_one, monkeypatch, "main").output
    assert "<img" not in report
    assert "](http" not in report
    assert "@everyone" not in report
    assert report.count("</details>") == 1
