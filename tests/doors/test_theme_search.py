"""The theme's own search is published only where a library runs it."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from shanben.doors.theme_search import on_files

NAMES = [
    "assets/javascripts/lunr/wordcut.js",
    "assets/javascripts/bundle.min.js.map",
    "assets/javascripts/bundle.min.js",
]


@pytest.mark.parametrize(("plugins", "left"), [({}, 2), ({"material/search": None}, 4)])
def test_it_is_left_out_unless_a_plugin_runs_it_and_what_an_author_wrote_stays(
    plugins: dict[str, object], left: int
) -> None:
    config = MkDocsConfig()
    config.docs_dir, config.plugins = "/docs", plugins  # type: ignore[assignment]
    files = Files([File(name, "/theme", "/site", True) for name in NAMES])
    files.append(File("assets/javascripts/lunr/mine.js", "/docs", "/site", True))
    shown = [file.src_uri for file in on_files(files, config=config)]
    assert len(shown) == left
    assert {"assets/javascripts/bundle.min.js", "assets/javascripts/lunr/mine.js"} <= set(shown)
