"""The folder of a build at an address: what is sent is what comes, nothing comes after the end, nothing is left."""

from __future__ import annotations

import hashlib
import importlib
import re
import shutil
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import fsspec
import pytest

from shanben.doors.cluster import Cluster
from shanben.doors.depot import Depot, Parcel, is_afar
from shanben.export.site_reading import SiteReading
from shanben.model.text import Origin
from shanben.problems import Refused

HERE = Origin("SHANBEN_SHARED")


@pytest.fixture
def place() -> Iterator[str]:
    """A place in memory, which is there."""
    memory = fsspec.filesystem("memory")
    memory.mkdir("/wharf")
    yield "memory://wharf"
    memory.rm("/wharf", recursive=True)


@pytest.fixture
def depot(place: str) -> Depot:
    begun = Depot(f"{place}/b1", HERE)
    begun.begin("b1")
    return begun


def left(place: str) -> list[str]:
    return list(fsspec.filesystem("memory").find(place))


def parcel(**files: bytes) -> Parcel:
    packed = Parcel()
    for name, content in files.items():
        packed.put(name, content)
    return packed


@pytest.mark.parametrize(
    ("address", "afar"),
    [
        ("", False), ("/mnt/library", False), ("file:///mnt/library", False), ("local:///mnt/library", False),
        ("s3://bucket/wenji", True), ("memory://wenji", True), ("simplecache::s3://bucket", True), ("C:\\wenji", False),
    ],
)  # fmt: skip
def test_what_is_no_folder_of_a_machine(address: str, afar: bool) -> None:
    assert is_afar(address) is afar


def test_what_is_sent_is_what_comes(depot: Depot, place: str) -> None:
    files = {"works/渡口/index.html": "<p>渡口</p>".encode(), "empty": b"", "large": b"\0" * 3_000_000}
    name = depot.send("b1", parcel(**files))
    assert len(fsspec.filesystem("memory").cat_file(f"wharf/b1/{name}")) < 20_000
    assert dict(depot.fetch(name)) == files
    depot.remove(name)
    assert left(place) == ["/wharf/b1/mark"]


def test_a_library_is_unpacked_as_it_was(depot: Depot, tmp_path: Path, place: str) -> None:
    (tmp_path / "text").write_bytes("一、渡口\r\n".encode())
    (tmp_path / "there").mkdir()
    digest = depot.send_library([("library/seeds/渡口.txt", tmp_path / "text"), ("dates.json", b"{}")])
    depot.bring_library(tmp_path / "there", digest)
    found = {path.name: path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert found == {"渡口.txt": "一、渡口\r\n".encode(), "dates.json": b"{}"}
    depot.end()
    depot.empty()
    assert left(place) == []


def test_nothing_comes_after_the_end(depot: Depot, place: str) -> None:
    depot.end()
    with pytest.raises(Refused, match="E557 the build that asked for it has ended"):
        depot.send("b1", parcel(page=b"late"))
    assert left(place) == []


def test_what_comes_while_a_build_ends_is_taken_away(depot: Depot, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter([True, False])  # it ends between two looks at the mark
    monkeypatch.setattr(Depot, "holds", lambda *_: next(asked))
    with pytest.raises(Refused, match="E557"):
        depot.send("b1", parcel(page=b"late"))
    assert left(place) == ["/wharf/b1/mark"]


def test_another_build_is_not_this_one(depot: Depot) -> None:
    assert depot.holds("b1")
    assert not depot.holds("b2")


def test_what_others_have_there_stays(depot: Depot, place: str) -> None:
    fsspec.filesystem("memory").pipe_file("/wharf/others", b"theirs")
    depot.end()
    depot.empty()
    assert left(place) == ["/wharf/others"]


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        what()
    (problem,) = found.value.problems
    return str(problem)


def test_no_room(depot: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = depot.send_library([("library/seeds/large.txt", b"\0" * 5_000_000)])
    disk = namedtuple("disk", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk(4_999_999))
    told = refused(lambda: depot.bring_library(tmp_path, digest))
    assert "E574 the library is larger than the room that is left in" in told
    assert not (tmp_path / "library").exists()


def test_a_library_that_somebody_else_laid_there(depot: Depot, tmp_path: Path) -> None:
    digest = depot.send_library([("library/hooks/ours.py", b"")])
    depot.send_library([("library/hooks/ours.py", b"import theirs")])
    told = refused(lambda: depot.bring_library(tmp_path, digest))
    assert "E574 memory://wharf/b1 holds another library than was sent there" in told
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x05\x06"])
def test_a_damaged_parcel(depot: Depot, damage: bytes) -> None:
    fsspec.filesystem("memory").pipe_file("/wharf/b1/damaged", damage)
    assert ": E574 memory://wharf/b1 cannot be used: " in refused(lambda: list(depot.fetch("damaged")))


@pytest.mark.parametrize("at", range(0, 160, 3))
def test_a_parcel_damaged_anywhere_is_whole_or_refused(depot: Depot, at: int) -> None:
    """Some damages to what is pressed were faults of a program."""
    packed = bytearray(parcel(page="河岸上的水很清，船从这里过去。".encode() * 9).close())
    packed[at % len(packed)] ^= 0xFF
    fsspec.filesystem("memory").pipe_file("/wharf/b1/damaged", bytes(packed))
    with suppress(Refused):
        list(depot.fetch("damaged"))


def test_a_parcel_that_is_lost(depot: Depot) -> None:
    assert ": E574 memory://wharf/b1 is not there" in refused(lambda: list(depot.fetch("lost")))


def test_what_cannot_be_taken_away_is_told(depot: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "rm", lambda *_, **__: None)
    assert ": E574 memory://wharf/b1 may not be used: let this account list, read," in refused(depot.empty)


def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = importlib.import_module("fsspec.registry")
    monkeypatch.delitem(registry._registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    told = refused(lambda: Depot("s3://bucket/wenji", HERE))
    assert "SHANBEN_SHARED: E574 s3://bucket/wenji needs one more package: pip install 'shanben[s3]'" in told


def test_a_place_that_nobody_knows() -> None:
    told = refused(lambda: Depot("unheard://of", HERE))
    assert "SHANBEN_SHARED: E574 unheard://of cannot be used: " in told
    assert "\n" not in told


@pytest.mark.parametrize("address", ["sftp://me:hush@host/wenji", "ftp://hush@host", "s3://id:hush@bucket"])
def test_a_key_in_an_address_goes_nowhere(address: str) -> None:
    told = refused(lambda: Depot(address, HERE))
    assert "E574 holds a name or a key" in told
    assert not re.search("hush|me:", told)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ({"page": b"whole"}, {"page": b"half"}),
        ({"page": b"whole", "script": b""}, {"page": b"whole"}),
        ({"page": b"whole"}, {"pages": b"whole"}),
        ({"../page": b"whole"}, {"../page": b"whole"}),
    ],
)
def test_what_does_not_come_back_as_it_was_read(depot: Depot, told: dict[str, bytes], sent: dict[str, bytes]) -> None:
    name = depot.send("b1", parcel(**sent))
    reading = SiteReading(digests={path: hashlib.sha256(content).hexdigest() for path, content in told.items()})
    cluster = object.__new__(Cluster)  # which never takes it
    assert ": E574 what a worker has written did not come back whole" in refused(
        lambda: cluster._take(depot, {"parcel": name}, [(0, reading, None)])
    )
