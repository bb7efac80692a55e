"""What a server writes when it is asked for it. The whole of it, with a browser, is in test_serve."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from shanben.doors import asked_for
from shanben.doors.asked_for import answer, building, expect, stand_over, waiting
from shanben.markup import Markup

ABOVE = Markup("<aside>")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files of a site, as a server finds them."""
    monkeypatch.setattr(asked_for, "_waiting", None)
    monkeypatch.setattr(asked_for, "_answering", False)
    return set()


def served(site: set[str], mount: str = "/") -> Any:
    """A server that answers with the names of files that are there."""

    def found(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = asked_for._path(environ["PATH_INFO"], mount)
        start_response("200 OK" if path in site else "404 Not Found", [])
        return [path.encode()]

    server = SimpleNamespace(app=found, mount_path=mount, server_address=("127.0.0.1", 8000), url="")
    server.get_app = lambda: server.app
    server.set_app = lambda app: setattr(server, "app", app)
    return server


def get(server: Any, address: str) -> str:
    said: list[Any] = []
    content = b"".join(server.app({"PATH_INFO": address}, lambda *answer: said.extend(answer)))
    return f"{said[0][:3]} {content.decode()}"


def test_a_page_is_written_once_when_it_is_first_asked_for(site: set[str]) -> None:
    wrote: list[tuple[int, Markup | None]] = []
    texts = (
        {"works/pond/index.html"},
        {"works/reed/index.html", "works/reed/reed.epub", "sources/reed.html"},
    )

    def write(number: int, above: Markup | None) -> None:
        wrote.append((number, above))
        site.update(texts[number])

    server = served(site, "/lib/")
    answer(server, Path("mkdocs.yml"))
    with building():
        later = waiting()
        assert later
        later.source, later.pages = write, {"sources/reed.html": 1}
        later.folders = {"works/pond": 0, "works/reed": 1}
    assert get(server, "/lib/index.html") == "404 index.html"
    assert wrote == []
    assert get(server, "/lib/works/reed/reed.epub") == "200 works/reed/reed.epub"
    assert get(server, "/lib/sources/reed.html") == "200 sources/reed.html"
    assert wrote == [(1, None)]
    stand_over(ABOVE)
    assert get(server, "/lib/works/pond/") == "200 works/pond/index.html"
    assert wrote == [(1, None), (0, ABOVE)]


def test_the_index_is_written_when_somebody_searches(site: set[str]) -> None:
    server = served(site)
    answer(server, Path("mkdocs.yml"))
    with building():
        later = waiting()
        assert later
        later.source = lambda number, above: None  # noqa: ARG005 - called with both
        later.search = lambda: site.update({"search/main.js", "search/t0.js"})
    assert get(server, "/search/") == "404 search/index.html"
    assert site == set()
    assert get(server, "/search/main.js") == "200 search/main.js"


def test_a_single_file_is_written_once_when_it_is_asked_for(site: set[str]) -> None:
    server = served(site)
    answer(server, Path("mkdocs.yml"))
    wrote: list[str] = []

    def write() -> None:
        wrote.append("library.json")
        site.add("library.json")

    with building():
        later = waiting()
        assert later
        later.source = lambda number, above: None  # noqa: ARG005 - called with both
        later.files["library.json"] = write
    assert get(server, "/library.json") == get(server, "/library.json") == "200 library.json"
    assert wrote == ["library.json"]


def test_the_first_build_and_one_that_nobody_serves_leave_nothing(site: set[str]) -> None:
    with building():
        assert waiting() is None
    assert site == set()


def test_a_server_that_says_so_leaves_things_in_its_first_build(site: set[str]) -> None:
    expect()
    later = waiting()
    assert later
    later.source = lambda number, above: None  # noqa: ARG005 - called with both
    later.files["library.json"] = lambda: site.add("library.json")
    server = served(site)
    answer(server, Path("mkdocs.yml"))
    assert waiting() is later
    assert get(server, "/library.json") == "200 library.json"


def test_pages_below_a_folder_are_found_when_one_is_asked_for(site: set[str]) -> None:
    found, wrote = [], []

    def find() -> None:
        later = waiting()
        assert later
        found.append(1)
        for name in ("year", "kind"):
            later.left[f"works/by/{name}/index.html"] = partial(build, f"works/by/{name}/index.html")

    def build(path: str, above: Markup | None) -> None:
        wrote.append((path, above))
        site.add(path)

    server = served(site)
    answer(server, Path("mkdocs.yml"))
    with building():
        later = waiting()
        assert later
        later.source, later.below["works/by"] = (lambda number, above: None), find  # noqa: ARG005
    assert get(server, "/works/bygone/").startswith("404")
    assert not found
    stand_over(ABOVE)
    for _ in range(2):
        assert get(server, "/works/by/year/") == "200 works/by/year/index.html"
    assert get(server, "/works/by/issuer/").startswith("404")
    assert (found, wrote) == ([1], [("works/by/year/index.html", ABOVE)])


def test_a_build_that_fails_leaves_what_the_last_one_left(site: set[str]) -> None:
    server = served(site)
    answer(server, Path("mkdocs.yml"))
    with building():
        later = waiting()
        assert later
        later.source, later.pages = lambda number, above: site.add("a.html"), {"a.html": 0}  # noqa: ARG005
    with pytest.raises(ZeroDivisionError), building():
        print(1 / (waiting() is later))
    assert waiting() is later
    assert get(server, "/a.html") == "200 a.html"


def test_what_a_build_took_away_in_between_is_asked_for_again(site: set[str]) -> None:
    server = served(site)
    found = server.app
    answer(server, Path("mkdocs.yml"))

    def begun() -> None:
        with building():
            later = waiting()
            assert later
            later.source, later.pages = lambda number, above: site.add("a.html"), {"a.html": 0}  # noqa: ARG005

    begun()
    again: list[str] = []

    def built_meanwhile(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not again:
            again.append("built")
            site.clear()
            begun()
        shown: Iterable[bytes] = found(environ, start_response)
        return shown

    server.app = built_meanwhile
    answer(server, Path("mkdocs.yml"))
    assert get(server, "/a.html") == "200 a.html"
    assert again


def test_a_fault_while_a_page_is_written_is_told_on_it(site: set[str], caplog: pytest.LogCaptureFixture) -> None:
    def fail(number: int, above: Markup | None) -> None:
        raise OSError(28, "No space left on device")

    server = served(site)
    answer(server, Path("mkdocs.yml"))
    with building():
        later = waiting()
        assert later
        later.source, later.pages = fail, {"a.html": 0}
    shown = get(server, "/a.html")
    assert shown.startswith("500 ")
    assert "sb-faults" in shown
    assert "Traceback" not in caplog.text
    assert caplog.text
