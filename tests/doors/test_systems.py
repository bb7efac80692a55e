"""What a system may do to a library: line ends of another kind, names in Chinese, a path with spaces."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = "河边的消息\n\n河水在三月里涨了起来，\n岸边的柳树发了芽。\n"
EDITION = """\
works:
  - id: river
    contents:
      - title: 1
      - body: 3-4
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends_change_no_word_and_no_path_has_a_backslash(
    tmp_path: Path, build: Callable[..., subprocess.CompletedProcess[str]], end: str
) -> None:
    folder = tmp_path / "我的 文集"
    (folder / "seeds").mkdir(parents=True)
    (folder / "docs").mkdir()
    settings = "site_name: 河边\ntheme:\n  name: material\nplugins: [shanben]\n"
    for path, text in {
        "mkdocs.yml": settings,
        "docs/index.md": "# 河边\n",
        "seeds/河边 消息.txt": TEXT,
        "seeds/河边 消息.yml": EDITION,
    }.items():
        (folder / path).write_bytes(text.replace("\n", end if path.startswith("seeds") else "\n").encode())
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    library = json.loads((folder / "site/library.json").read_text("utf-8"))
    (work,) = library["works"]
    blocks = [block["text"] for block in work["blocks"]]
    assert blocks == ["河边的消息", "河水在三月里涨了起来，岸边的柳树发了芽。"]
    assert "\\\\" not in json.dumps(library["sources"], ensure_ascii=False)
    assert (folder / "site/works/river/index.html").is_file()
