"""The examples of ``docs/python.md`` run as they are printed, on a new library; nothing is loaded before it is used."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import shanben
from shanben.commands.new import new

PAGE = Path(__file__).parents[2] / "docs/python.md"


def test_the_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(new, ["my-library"]).exit_code == 0
    text = PAGE.read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text.replace("```", ""), {}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) > 15
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert "".join(told) == ""


def test_what_is_named_is_there_and_loaded_only_when_it_is_asked_for() -> None:
    assert [name for name in shanben.__all__ if getattr(shanben, name) is None] == []
    with pytest.raises(AttributeError, match="nothing"):
        shanben.nothing  # noqa: B018 - to be refused
    program = "import sys, shanben; print([name for name in sys.modules if name.startswith('shanben.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
