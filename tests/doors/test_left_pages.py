"""Lists over the whole library, which a server leaves until somebody asks: what they are where the generator builds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.doors.test_serve import Server

PAGES = ("", "works/", "works/by/year/", "works/by/issuer/", "works/ferry-rules/versions/", "sources/", "editors/")
SCRIPTS = ("works/index.script.js", "works/ferry-rules/versions/index.script.js")
"""What some of these pages ask for, when a reader chooses another script."""


def test_a_list_that_was_left_is_what_it_was(
    repository: Path, tmp_path: Path, generator_environment: dict[str, str]
) -> None:
    home = tmp_path / "library"
    shutil.copytree(
        repository / "tests/demo", home, ignore=shutil.ignore_patterns("site", ".cache", "*.py", "__pycache__")
    )
    server = Server(home, generator_environment)
    try:
        said = server.said("Serving on")
        first = [shown(server, page) for page in PAGES]
        text = next(iter((home / "seeds").glob("ferry*.txt")))
        text.write_bytes(text.read_bytes())
        server.said("Reloading browsers", said)
        again = [shown(server, page) for page in PAGES]
        assert [page for page, one, other in zip(PAGES, first, again, strict=True) if one != other] == []
        assert all(server.page(script).startswith("shanbenScript({") for script in SCRIPTS)
    finally:
        server.stop()


def shown(server: Server, page: str) -> str:
    """A page as it is served, but for the number of its build."""
    return re.sub(r"livereload\([^)]*\)", "", server.page(page))
