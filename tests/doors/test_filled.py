"""Pages that are filled in are those that are rendered whole; where they might not be, they are rendered whole."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.doors.processes import Crew, jobs
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

Run = Callable[..., "subprocess.CompletedProcess[str]"]
STILL = {"SOURCE_DATE_EPOCH": "1700000000"}


def built(program: Run, folder: Path, *options: str, **environment: str) -> tuple[dict[str, bytes], str]:
    """The files of a library's site, and what its build said."""
    done = program(folder, "shanben", "build", *options, **STILL, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return files, done.stderr


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


@pytest.fixture
def demo(repository: Path, tmp_path: Path) -> Path:
    """A library with a text of every kind."""
    kept = shutil.ignore_patterns("site*", "__pycache__", ".cache", "dist")
    return Path(shutil.copytree(repository / "tests/demo", tmp_path / "demo", ignore=kept))


def whole(folder: Path) -> None:
    """Have the pages of a library rendered whole."""
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"^( +)languages: ", r"\1render: whole\n\1languages: ", text, flags=re.M), "utf-8")


def test_pages_filled_in_by_several_processes_are_those_that_one_renders_whole(program: Run, demo: Path) -> None:
    filled, said = built(program, demo, "--jobs", "3")
    assert "rendered whole" not in said
    whole(demo)
    rendered, _ = built(program, demo, "--jobs", "1")
    assert different(filled, rendered) == []


HOOK = "def on_page_context(context, page, config, nav):\n    context['mine'] = page.url\n    return context\n"
PLAIN = "plugins: [shanben]\n"


def test_who_wants_to_see_each_page_sees_each(author: Callable[..., Path], program: Run) -> None:
    _, said = built(program, author("hooks: [mine.py]\n" + PLAIN, **{"mine.py": HOOK}))
    assert "INFO    -  Every page is rendered whole, for mine.py wants to see each." in said


@pytest.mark.parametrize("asked", ["page.file.src_uri", "page.url"])
def test_a_template_that_asks_for_more_gets_it(author: Callable[..., Path], program: Run, asked: str) -> None:
    comments = f"{{% if page %}}=={{{{ {asked} }}}}=={{% endif %}}\n"
    folder = author("  custom_dir: mine\n" + PLAIN, **{"mine/partials/comments.html": comments})
    for name in ("brook", "delta"):
        (folder / f"seeds/{name}.txt").write_text("水边\n\n水很清。\n", encoding="utf-8")
    files, said = built(program, folder)
    assert "are rendered whole: a template of this library asks for more than ours do." in said
    for page in ("works/river", "works/brook", "works/delta", "sources/brook", "sources/delta"):
        expected = f"=={page}/{'index.md' if 'file' in asked else ''}=="
        assert expected in files[f"{page}/index.html"].decode(), page


@pytest.mark.parametrize("asked", ["0", "two", "-1", "²", "1000"])
def test_a_number_of_processes_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setenv("SHANBEN_JOBS", asked)
    with pytest.raises(Refused, match="E555"):
        jobs(0)


def test_every_piece_of_work_is_done_once() -> None:
    crew = Crew(lambda index: (index, os.getpid()), 300, 3)
    done = [*crew.finish()]
    assert sorted(index for index, _ in done) == list(range(300))


def test_what_ends_another_process_is_told_here() -> None:
    def work(index: int) -> int:
        if index == 0:
            raise ValueError("the first")
        return index

    crew = Crew(work, 40, 2)
    with pytest.raises(ValueError, match="the first"):
        [*crew.finish()]
    crew.close()


def test_a_fault_of_the_library_is_told_as_such_by_another_process() -> None:
    def work(index: int) -> int:
        if os.getpid() != here:
            raise Refused([Problem("E552", "cannot be written", Origin("site"))])
        return index

    here = os.getpid()
    crew = Crew(work, 100_000, 2)
    with pytest.raises(Refused, match="E552"):
        [*crew.finish()]
    crew.close()


def test_what_another_process_has_done_is_never_here_all_at_once() -> None:
    here = os.getpid()

    def work(_: int) -> bytes:
        ours = os.getpid() == here
        time.sleep(0.02 if ours else 0.001)  # so that the other process does most, however busy the machine is
        return b"" if ours else bytes(1_000_000)

    tracemalloc.start()
    try:
        crew, told = Crew(work, 60, 2), 0
        for result in crew.finish():
            told += len(result)
            del result
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    crew.close()
    assert told > 10_000_000
    assert most < 5_000_000


ORPHANS = """
import os, sys, time
from shanben.doors.processes import Crew
def work(index):
    time.sleep(0.01)
    return "x" * 100_000
crew = Crew(work, 30, 3)
print(*(process.pid for process, _ in crew._others), flush=True)
time.sleep(60)
"""


def test_others_end_when_the_one_that_began_them_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        others = [int(number) for number in first.stdout.readline().split()]
        time.sleep(1)  # now they are done, and wait to tell more than a pipe holds
        first.kill()
    assert len(others) == 2
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{number}").exists() for number in others) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [number for number in others if Path(f"/proc/{number}").exists()] == []


def test_a_process_that_is_killed_ends_the_build_in_one_line() -> None:
    here = os.getpid()

    def work(index: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return index

    crew = Crew(work, 100_000, 2)
    with pytest.raises(Refused) as refusal:
        [*crew.finish()]
    assert [(one.code, one.values["reason"]) for one in refusal.value.problems] == [("E554", "SIGKILL")]
    crew.close()
