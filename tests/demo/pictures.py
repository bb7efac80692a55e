"""The pictures of the README and the guide, taken from the demonstration's pages: ``make pictures``."""

from __future__ import annotations

import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "tests/demo/site"
PICTURES = ROOT / "docs/assets"
DEADLINE_MS = 20_000


class Picture(NamedTuple):
    """One picture: its file, the page it shows, and how wide and high the window is."""

    file: str
    page: str
    width: int = 1100
    height: int = 620


TAKEN = (
    Picture("reading.png", "works/ferry-rules/", 1280, 760),
    Picture("notes.png", "works/river-report/#s1", 1100, 620),
    Picture("tables.png", "works/roads-plan/#s3", 1100, 640),
    Picture("columns.png", "works/bridge-opens/", 1100, 560),
    Picture("receipt.png", "sources/county-news/", 1100, 620),
    Picture("editors.png", "editors/", 1100, 560),
    Picture("versions.png", "works/ferry-rules/versions/2016-03-10_2022-09-20/", 1100, 640),
)
"""Everything that a page of ours shows of the site."""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture, as a reader in daylight sees the page."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme="light", locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(DEADLINE_MS)
    page.goto(address + picture.page, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / picture.file)
    context.close()


def main() -> int:
    """Take all pictures of the site that stands in tests/demo."""
    if not (SITE / "index.html").is_file():
        sys.stderr.write("There is no site in tests/demo: make demo builds it.\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("SHANBEN_CHROMIUM"), args=as_root)
        for picture in TAKEN:
            take(browser, f"http://127.0.0.1:{server.server_port}/", picture)
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
