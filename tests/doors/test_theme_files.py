"""The theme's files, listed as the generator lists them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from shanben.doors.theme_files import pass_over_hidden


def listed(folder: Path, *, ours: bool) -> list[str]:
    config = load_config(str(folder / "mkdocs.yml"))
    if ours:
        pass_over_hidden(config)
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return [file.src_uri for file in files]


@pytest.mark.parametrize("hooks", ["", "hooks: [mine.py]\n"])
def test_the_same_files_as_with_all_icons(author: Callable[..., Path], hooks: str) -> None:
    settings = "theme: {name: material, custom_dir: mine}\n" + hooks
    names = ("mine/a b/水.css", "mine/.hidden/x.css", "mine/a/.hidden", "mine/partials/x.html", "mine.py")
    folder = author(**{"mkdocs.yml": "site_name: x\n" + settings}, **dict.fromkeys(names, ""))
    files = listed(folder, ours=True)
    assert files == listed(folder, ours=False)
    assert "a b/水.css" in files


def test_an_icon_is_still_found_by_its_name(author: Callable[..., Path]) -> None:
    config = load_config(str(author() / "mkdocs.yml"))
    pass_over_hidden(config)
    env = config.theme.get_env()
    assert "<svg" in env.get_template(".icons/material/magnify.svg").render()
    assert not [name for name in env.list_templates() if name.startswith(".icons")]
