"""The site that was built last, shown while a server makes the present one: to read a large library takes a while.

Each page says what it is, and asks whether the present site is there, which it is as soon as another server answers.
"""

from __future__ import annotations

import json
import mimetypes
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from socket import AF_INET6
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from shanben.markup import Markup, element
from shanben.visitors import refusal
from shanben.wording import said

_STILL = "_shanben/meanwhile"
"""What pages ask for."""
_SCRIPT = """\
(function ask() {
  fetch(ADDRESS).then((answer) => answer.status === 204).catch(() => true)
    .then((still) => still ? setTimeout(ask, 250) : location.reload());
})();"""
_BODY = re.compile(rb"<body\b[^>]*>")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _ServerOfSix(_Server):
    address_family = AF_INET6


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing: the generator's server does not either."""


_showing: _Server | None = None


def show_meanwhile(host: str, port: int, site: Path, mount: str) -> str:
    """Show the site in a folder below the path ``mount``, and say where. Raises ``OSError`` where it cannot listen."""
    global _showing
    kind = _ServerOfSix if ":" in host else _Server
    _showing = server = kind((host, port), _Quiet)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}{mount}"
    server.set_app(_program(site.resolve(), mount, lambda asked: refusal(asked, host, url)))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return url


def is_shown_meanwhile() -> bool:
    """Whether a site is being shown so."""
    return _showing is not None


def end_meanwhile() -> None:
    """Leave the address to the server that shows the present site."""
    global _showing
    if _showing:
        _showing.shutdown()
        _showing.server_close()
    _showing = None


def _program(site: Path, mount: str, refused: Callable[[Mapping[str, Any]], tuple[str, str] | None]) -> Any:
    """Answers browsers (WSGI, PEP 3333)."""
    above = _above(mount)

    def answer(asked: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        why = refused(asked)
        if why:
            start(why[0], [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{why[1]}\n".encode()]
        address = str(asked["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
        if address == mount + _STILL:
            start("204 No Content", [])
            return []
        if address == "/" != mount:
            start("302 Found", [("Location", quote(mount))])
            return []
        path = _file(site, address.removeprefix(mount)) if address.startswith(mount) else None
        if path and path.is_dir():
            start("302 Found", [("Location", quote(f"{address}/"))])
            return []
        status = "200 OK" if path else "404 Not Found"
        path = path or _file(site, "404.html")
        try:
            content = path.read_bytes() if path else b""
        except OSError:  # a build has taken it away just now
            start("404 Not Found", [])
            return []
        if path and path.suffix == ".html":
            content = _BODY.sub(lambda body: body[0] + above, content, count=1)
        kind = mimetypes.guess_type(path or "x.html")[0] or "application/octet-stream"
        start(status, [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")])
        return [content] if asked["REQUEST_METHOD"] == "GET" else []

    return answer


def _above(mount: str) -> bytes:
    """What stands over each page."""
    told = said("This is the site that was built last; the present one is being made and will show by itself.")
    banner = element("aside", element("p", told), role="status", classes="sb-faults")
    address = json.dumps(mount + _STILL).replace("<", "\\u003c")
    return (banner + element("script", Markup(_SCRIPT.replace("ADDRESS", address)))).encode()


def _file(site: Path, address: str) -> Path | None:
    """The file at an address, or a folder without its slash; None where the site holds none, or it leads out of it."""
    name = posixpath.normpath("/" + address + ("index.html" if not address or address.endswith("/") else ""))
    with suppress(OSError, ValueError):
        path = (site / name.lstrip("/")).resolve()
        if path.is_relative_to(site) and (path.is_file() or (path / "index.html").is_file()):
            return path
    return None
