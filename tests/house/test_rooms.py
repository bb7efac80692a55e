"""Each process of the tests is handed a room at a time; nothing tells when it is not, but the time that is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rooms import LONGEST, TOGETHER, room_of


def test_tests_of_a_file_and_of_the_room_of_deliveries_stay_together() -> None:
    assert room_of("tests/read/test_a.py::test_b[c::d]") == "tests/read/test_a.py"
    assert room_of("tests/export/test_a.py::test_b") == room_of("tests/export/test_c.py::test_d") == TOGETHER


def test_what_comes_first_is_there(repository: Path) -> None:
    names = {path.stem for path in (repository / "tests").rglob("*") if path.is_dir() or path.suffix == ".py"}
    assert {*LONGEST} <= names


def test_processes_are_handed_rooms(pytestconfig: pytest.Config) -> None:
    """The plugin asks for a scheduler by this name still, and ours is given."""
    asked = pytestconfig.hook.pytest_xdist_make_scheduler
    assert asked.spec is not None
    assert any(given.plugin_name.endswith("tests/conftest.py") for given in asked.get_hookimpls())
