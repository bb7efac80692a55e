"""MkDocs door: the theme's own search and the maps of its scripts are published only where somebody asks for them.

Two megabytes of a small site were the theme's workers, its languages for lunr and maps for who works on the theme.
"""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_OF_SEARCH = re.compile(r"assets/javascripts/(?:lunr|workers)/|assets/(?:javascripts|stylesheets)/.*\.map$")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave them out, unless the library runs a search plugin of the theme beside ours."""
    if not any(name.endswith("search") for name in config.plugins):
        for file in list(files):
            if _OF_SEARCH.match(file.src_uri) and file.src_dir != config.docs_dir:
                files.remove(file)
    return files
