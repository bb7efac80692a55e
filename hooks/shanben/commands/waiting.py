"""A page that says what is wrong with the settings of a library, shown until they can be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from shanben.problems import Problem
from shanben.render.faults import banner, page_of_faults

_EVERY = 0.5
"""Seconds between two looks."""


def wait_until_mended(host: str, port: int, faults: Callable[[], tuple[Problem, ...]]) -> None:
    """Show faults at an address until there are none. Raises ``OSError`` where it cannot listen there."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Show the page, at every address."""
            page = page_of_faults(banner(faults(), "nothing")).encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it
            """Say nothing: the terminal has told the faults."""

    with ThreadingHTTPServer((host, port), Page) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            while faults():
                time.sleep(_EVERY)
        finally:
            server.shutdown()
            thread.join()
