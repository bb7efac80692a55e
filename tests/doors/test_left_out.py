"""``on_error: skip``: a source with a fault is left out, and readers and editors are told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shanben.faulty import build_with_drafts, build_without_faulty
from shanben.settings import Settings

GOOD = "seeds/good.txt\n    春天的消息\n\n    河水涨了。\n"
SKIP = Settings.model_validate({"on_error": "skip"})


@pytest.fixture
def library(tmp_path: Path, draw_library: Callable[..., Path]) -> Path:
    folder = draw_library(tmp_path / "library", GOOD, on_error="stop")
    (folder / "seeds/bad.txt").write_bytes(b"a\0b")
    (folder / "seeds/late.txt").write_text("秋天的消息\n\n稻子黄了。\n", encoding="utf-8")
    (folder / "seeds/late.yml").write_text("works: [{id: late, contents: [{title: 99}]}]\n", encoding="utf-8")
    return folder


def test_the_others_are_published_and_what_is_missing_is_said(
    library: Path, build: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert build(library).returncode != 0
    config = library / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("on_error: stop", "on_error: skip"), encoding="utf-8")
    done = build(library)
    assert done.returncode == 0, done.stderr
    assert "seeds/bad.txt, seeds/late.txt" in done.stderr
    catalogue = (library / "site/works/index.html").read_text(encoding="utf-8")
    assert "sb-missing" in catalogue
    assert "seeds/bad.txt, seeds/late.txt" in catalogue
    assert (library / "site/works/good/index.html").is_file()
    assert not (library / "site/works/late").exists()
    told = json.loads((library / "site/library.json").read_text(encoding="utf-8"))
    assert told["missing"] == ["seeds/bad.txt", "seeds/late.txt"]


def test_faults_of_no_source_stay_and_so_do_those_of_all(library: Path) -> None:
    (library / "seeds/termbase.yml").write_text("terms: 1\n", encoding="utf-8")
    made, problems, left_out = build_without_faulty(library, SKIP)
    assert made.missing == ("seeds/bad.txt", "seeds/late.txt")
    assert {problem.origin.path for problem in problems if problem.fatal} == {"seeds/termbase.yml"}
    assert len(left_out) == 2
    (library / "seeds/good.txt").unlink()
    made, problems, _ = build_without_faulty(library, SKIP)
    assert made.missing == ()
    assert {"seeds/bad.txt"} <= {problem.origin.path for problem in problems if problem.fatal}


def test_while_faults_are_mended_the_engine_drafts_what_it_can(library: Path) -> None:
    made = build_with_drafts(library, Settings.model_validate({}), frozenset())
    assert {work.id for work in made.works} == {"good", "late"}
    assert made.missing == ("seeds/bad.txt",)
    (library / "seeds/good.txt").unlink()
    (library / "seeds/late.txt").unlink()
    assert build_with_drafts(library, Settings.model_validate({}), frozenset()).works == ()


def test_never_by_default() -> None:
    assert Settings.model_validate({}).on_error == "stop"
