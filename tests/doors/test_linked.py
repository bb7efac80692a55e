"""What stands in the old site as it would be written is linked into the new one; what does not is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = "works/river/index.html"


def built(program: Run, folder: Path) -> None:
    done = program(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr


def numbers(folder: Path) -> dict[str, int]:
    """The number that the disk has for each file of a site."""
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in sorted(site.rglob("*")) if path.is_file()}


def test_only_what_changed_is_written(author: Callable[..., Path], program: Run) -> None:
    folder = author(**{"seeds/boats.txt": "船的消息\n\n一、来船\n\n船来了三条，都靠在码头边。\n"})
    built(program, folder)
    before, words = numbers(folder), (folder / "site" / PAGE).read_bytes()
    with (folder / "seeds/boats.txt").open("a", encoding="utf-8") as text:
        text.write("\n又来了一条。\n")
    built(program, folder)
    after = numbers(folder)
    assert after[PAGE] == before[PAGE]
    assert (folder / "site" / PAGE).read_bytes() == words
    assert after["works/boats/index.html"] != before["works/boats/index.html"]
    assert all(path.stat().st_nlink == 1 for path in (folder / "site").rglob("*") if path.is_file())


def test_a_file_that_somebody_changed_is_written_anew(author: Callable[..., Path], program: Run) -> None:
    folder = author()
    built(program, folder)
    page = folder / "site" / PAGE
    words, state = page.read_bytes(), page.stat()
    page.write_bytes(words.replace("茶叶".encode(), "盐巴".encode()))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    (folder / "site/works/river/river.md").unlink(missing_ok=True)
    built(program, folder)
    assert page.read_bytes() == words


def test_a_link_of_somebody_else_is_no_file_of_ours(
    author: Callable[..., Path], program: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = author()
    built(program, folder)
    page, elsewhere = folder / "site" / PAGE, tmp_path_factory.mktemp("elsewhere") / "page.html"
    elsewhere.write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(elsewhere)
    built(program, folder)
    assert not page.is_symlink()
    assert elsewhere.stat().st_nlink == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_are_those_of_this_build(
    author: Callable[..., Path], program: Run, generator_environment: dict[str, str]
) -> None:
    folder = author()
    built(program, folder)
    command = [sys.executable, "-m", "mkdocs", "build"]
    subprocess.run(command, cwd=folder, env=generator_environment, umask=0o077, capture_output=True, check=True)
    assert {path.stat().st_mode & 0o077 for path in (folder / "site").rglob("*.html")} == {0}


def test_where_somebody_else_changes_files_the_old_site_is_left(author: Callable[..., Path], program: Run) -> None:
    hook = "def on_post_build(config):\n    raise SystemExit(open(config.site_dir + '/works/river/index.html', 'w'))\n"
    folder = author()
    built(program, folder)
    words = (folder / "site" / PAGE).read_bytes()
    folder = author("plugins: [shanben]\nhooks: [after.py]\n", **{"after.py": hook})
    assert program(folder, "mkdocs", "build").returncode
    assert (folder / "site" / PAGE).read_bytes() == words
