"""A page with the search client and an index, and a server that counts what goes over the wire."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from shanben.search.entries import entry_of
from shanben.search.index import index_files
from shanben.search.passages import Searchable

ROOT = Path(__file__).resolve().parents[2]
CLIENT = tuple(
    ROOT / f"site_templates/javascripts/{name}.js"
    for name in ("search-index", "search-numbers", "search-query", "search")
)


def write_site(works: Sequence[Searchable], site: Path) -> tuple[int, int, float]:
    """A page with the client, and the index; returns files and bytes of the index, and seconds to write it."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "search").mkdir(parents=True)
    (site / "javascripts").mkdir()
    for script in CLIENT:
        shutil.copy(script, site / "javascripts" / script.name)
    scripts = "".join(f'<script src="javascripts/{script.name}"></script>' for script in CLIENT)
    (site / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>bench</title>{scripts}')
    start = time.perf_counter()
    sizes = []
    for name, content in index_files(map(entry_of, works), ("en",)):
        (site / "search" / name).write_text(content, encoding="utf-8")
        sizes.append(len(content.encode()))
    seconds = time.perf_counter() - start
    return len(sizes), sum(sizes), seconds


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and counts what goes over the wire."""

    sent: ClassVar[Counter[str]] = Counter()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Count the file's bytes as they are sent."""
        content = source.read()
        Counting.sent[self.path.split("?")[0]] += len(content)
        # A tab is closed while it still reads on: its first hit was all that was measured.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            outputfile.write(content)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder under an address of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
