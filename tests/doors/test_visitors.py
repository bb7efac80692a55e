"""A server answers those who read on this computer, and tells nothing to the pages of other sites."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from shanben.doors import asked_for, serving
from shanben.markup import Markup
from shanben.model.text import Source
from shanben.visitors import is_here, refusal

URL = "http://127.0.0.1:8000/"


def status(host: str = "127.0.0.1", **asked: str) -> str:
    refused = refusal({"REQUEST_METHOD": "GET", **asked}, host, URL)
    return refused[0][:3] if refused else ""


@pytest.mark.parametrize(
    "name", ["127.0.0.1:8000", "127.0.0.1", "localhost:8000", "LOCALHOST.", "lib.localhost", "[::1]:8000", "::1", ""]
)
def test_who_reads_here_is_answered(name: str) -> None:
    assert status(HTTP_HOST=name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "notlocalhost",
        "127.0.0.1@evil.example", "[::2]:8000", "0.0.0.0:8000", "10.0.0.1:8000", "a:b:c", "localhost\0", "１２７.0.0.1",
    ],
)  # fmt: skip
def test_another_name_that_leads_here_is_not(name: str) -> None:
    """With DNS rebinding a page of that name would read the library that is being edited."""
    assert status(HTTP_HOST=name) == "421"


def test_who_listens_where_others_may_ask_answers_to_any_name() -> None:
    assert status("0.0.0.0", HTTP_HOST="library.lan:8000") == ""
    assert not is_here("192.168.0.9")


def test_no_page_of_another_site_loads_our_scripts() -> None:
    """The scripts of the search carry the texts."""
    foreign = {"HTTP_HOST": "127.0.0.1:8000", "HTTP_SEC_FETCH_SITE": "cross-site"}
    assert status(**foreign, HTTP_SEC_FETCH_MODE="no-cors") == "403"
    assert status(**foreign, HTTP_SEC_FETCH_MODE="navigate") == ""  # somebody followed a link
    assert status(HTTP_HOST="127.0.0.1:8000", HTTP_SEC_FETCH_SITE="same-origin", HTTP_SEC_FETCH_MODE="cors") == ""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "<script>", ""])
def test_nothing_can_be_sent(method: str) -> None:
    assert status(REQUEST_METHOD=method) == "405"


def test_an_address_that_no_system_lets_one_open_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked_for, "_waiting", None)
    monkeypatch.setattr(asked_for, "_answering", False)

    def found(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        assert "\0" not in environ["PATH_INFO"]
        start_response("404 Not Found", [])
        return []

    server: Any = SimpleNamespace(app=found, mount_path="/", server_address=("127.0.0.1", 8000), url=URL)
    server.get_app = lambda: server.app
    server.set_app = lambda app: setattr(server, "app", app)
    asked_for.answer(server, Path("mkdocs.yml"))
    said: list[Any] = []
    server.app({"REQUEST_METHOD": "GET", "PATH_INFO": "/a\0b"}, lambda *answer: said.extend(answer))
    assert said[0] == "404 Not Found"


def test_faults_stand_over_pages_of_any_encoding(tmp_path: Path) -> None:
    """A page that a library has as a file may be in one of which nobody knows."""
    (tmp_path / "old.html").write_bytes("<body>河水\r\n".encode("gb18030"))
    serving._stand_over(tmp_path, Markup("<aside>"))
    assert (tmp_path / "old.html").read_bytes() == b"<body><aside>" + "河水\r\n".encode("gb18030")


def test_an_edition_file_of_another_encoding_says_no_lines(tmp_path: Path) -> None:
    """The build has refused it and shows the last good text: the page is to come all the same."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/spring.yml").write_bytes("works: [{id: spring}]  # 春".encode("utf-16"))
    source = Source("spring", Path("seeds/spring.txt"), "春", "", "utf-8")
    work = SimpleNamespace(id="spring", source=source)
    where = SimpleNamespace(works={"spring": SimpleNamespace(page_of={})})
    publication: Any = SimpleNamespace(watched=True, works={"spring": work}, seeds="seeds", where=where)
    config: Any = SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml"))
    told = serving.editing(SimpleNamespace(work="spring", path="works/spring.html"), publication, config)  # type: ignore[arg-type]
    assert told == {"source": "seeds/spring.txt", "file": "seeds/spring.yml", "lines": {}}
