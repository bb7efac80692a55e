"""No page asks another server for anything, whatever the settings name."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser


def test_a_repository_is_linked_and_never_asked(
    library_folder: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
    serve: Callable[[Path], str],
    chromium: Browser,
) -> None:
    folder = library_folder("seeds/spring.txt\n    春天的消息\n\n    河水在三月里涨了起来。\n")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "repo_url: https://github.com/a-library/texts\n")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    home = serve(folder / "site")
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home, wait_until="networkidle")
    assert page.locator("a.md-source[href='https://github.com/a-library/texts']").count() == 2
    page.close()
    assert asked
    assert [url for url in asked if not url.startswith(home)] == []
