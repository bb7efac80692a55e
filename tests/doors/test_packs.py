"""Results in a few files: what was put comes back, from any process, whatever else happens to the files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from io import FileIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben import packs
from shanben.packs import Packs

ROOM = 2**20
HEAD = packs._HEAD.size
HOUR = 3600 * 10**9


def key(number: int) -> bytes:
    return hashlib.sha256(b"%d" % number).digest()


def held(folder: Path, numbers: Iterable[int]) -> dict[int, bytes]:
    """What somebody finds who looks for the first time."""
    found = Packs(folder)
    return {number: result for number in numbers if (result := found.get(key(number))) is not None}


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Nanoseconds since 1970; tests let them pass."""
    moment = [10**18]
    monkeypatch.setattr("time.time_ns", lambda: moment[0])
    return moment


STEPS = st.lists(
    st.tuples(st.sampled_from(("put", "trim", "again")), st.integers(0, 2), st.integers(0, 5), st.binary(max_size=40)),
    max_size=60,
)


@settings(deadline=None)
@given(STEPS)
def test_what_was_put_comes_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    several = [Packs(folder) for _ in range(3)]
    expected: dict[int, bytes] = {}
    for step, who, number, result in steps:
        if step == "put":
            for one in several:  # of one key, the same is made by whoever makes it
                one.refresh()
            several[who].put(key(number), result)
            expected[number] = result
        elif step == "trim":
            several[who].trim(ROOM)
        else:
            several[who] = Packs(folder)
        several[who].refresh()
        assert {number: several[who].get(key(number)) for number in expected} == expected
    assert held(folder, range(6)) == expected


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=4), st.data())
def test_damage_spares_what_stands_before_it(
    tmp_path_factory: pytest.TempPathFactory, results: list[bytes], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    one = Packs(folder)
    for number, result in enumerate(results):
        one.put(key(number), result)
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[at:]
    else:
        content[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    starts = [sum(HEAD + len(one) for one in results[:number]) for number in range(len(results))]
    before = {number for number, start in enumerate(starts) if start + HEAD + len(results[number]) <= at}
    found = held(folder, range(len(results)))
    assert before <= set(found)
    assert all(results[number] == result for number, result in found.items())


def test_no_result_comes_under_another_key(tmp_path: Path) -> None:
    one = Packs(tmp_path)
    one.put(key(1), b"1")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(key(1), key(2)))
    assert held(tmp_path, (1, 2)) == {}


def test_a_file_is_read_by_nobody_else(tmp_path: Path) -> None:
    Packs(tmp_path / "packs").put(key(1), b"1")
    (file,) = (tmp_path / "packs").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0 or os.name == "nt"


def test_few_files_are_made_and_fewer_stay(tmp_path: Path) -> None:
    for number in range(40):
        Packs(tmp_path).put(key(number), bytes(number + 1))
    assert len(list(tmp_path.iterdir())) == 40
    Packs(tmp_path).trim(ROOM)
    assert len(list(tmp_path.iterdir())) == 2
    assert held(tmp_path, range(40)) == {number: bytes(number + 1) for number in range(40)}


def test_what_was_of_use_last_stays(tmp_path: Path, now: list[int]) -> None:
    one = Packs(tmp_path)
    for number in range(5):
        now[0] += HOUR
        one.put(key(number), bytes(900))
    now[0] += 2 * HOUR
    assert Packs(tmp_path).get(key(0))
    Packs(tmp_path).use(key(2))
    one.trim(3_500)
    assert set(held(tmp_path, range(5))) == {0, 2, 4}


def test_what_makes_room_leaves_some(tmp_path: Path) -> None:
    one = Packs(tmp_path)
    for number in range(100):
        one.put(key(number), bytes(1_000 - HEAD))
    one.trim(80_000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == 70_000
    assert one.get(key(99))


def test_what_stood_twice_goes_where_room_is_made(tmp_path: Path) -> None:
    one = Packs(tmp_path)
    for _ in range(10):
        one.put(key(1), bytes(1_000))
    one.trim(5_000)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == HEAD + 1_000
    assert one.get(key(1)) == bytes(1_000)


def test_files_of_earlier_forms_go(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "ab12").write_bytes(b"of an earlier form")
    (tmp_path / "half").write_bytes(b"of a killed build")
    one = Packs(tmp_path)
    one.put(key(1), b"1")
    one.trim(ROOM)
    assert [file.suffix for file in tmp_path.iterdir()] == [".pack"]
    assert one.get(key(1)) == b"1"


def test_whose_file_was_brought_together_begins_another(tmp_path: Path) -> None:
    first, second = Packs(tmp_path), Packs(tmp_path)
    first.put(key(1), b"1")
    for number in range(2, 30):
        Packs(tmp_path).put(key(number), bytes(50))
    second.trim(ROOM)
    first.put(key(40), b"40")
    assert held(tmp_path, (1, 2, 40)) == {1: b"1", 2: bytes(50), 40: b"40"}


def _put(one: Packs, numbers: Iterable[int]) -> None:
    for number in numbers:
        one.put(key(number), b"%d" % number)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_forks_write_files_of_their_own(tmp_path: Path) -> None:
    one = Packs(tmp_path)
    one.put(key(0), b"0")
    forks = [get_context("fork").Process(target=_put, args=(one, range(start, 300, 3))) for start in (1, 2, 3)]
    for fork in forks:
        fork.start()
    _put(one, range(300, 400))
    for fork in forks:
        fork.join()
    assert held(tmp_path, range(400)) == {number: b"%d" % number for number in range(400)}
    assert len(list(tmp_path.iterdir())) == 4


def test_what_others_wrote_is_found_by_looking_again(tmp_path: Path) -> None:
    one, other = Packs(tmp_path), Packs(tmp_path)
    assert not one.holds(key(1))
    other.put(key(1), b"1")
    assert one.get(key(1)) is None
    one.refresh()
    assert one.get(key(1)) == b"1"


class _Full(FileIO):
    """A file on a disk with room for seven bytes."""

    def write(self, record: bytes) -> int:  # type: ignore[override]
        return super().write(record[:7])


def test_a_full_disk_spares_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Packs(tmp_path)
    one.put(key(1), b"1")
    with monkeypatch.context() as full:
        full.setattr(packs, "FileIO", _Full)
        one.put(key(2), b"2")
    one.put(key(3), b"3")
    assert held(tmp_path, (1, 2, 3)) == {1: b"1", 3: b"3"}
