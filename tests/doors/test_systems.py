"""What a system may do to a library: line ends of another kind, names in Chinese, a path with spaces."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

import shanben
from shanben.addresses import addresses
from shanben.enrich.references import resolve_references
from shanben.library import build_library
from shanben.model.references import Registry
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.works import work_pages
from shanben.settings import Settings
from shanben.shape.arrange import arrange
from shanben.shaping import Place, read_edition

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


def test_a_path_of_windows_is_told_as_everywhere(library_folder: Callable[..., Path]) -> None:
    """In what is linked to, and in what is told: faults of an edition, of a reference, of the partition."""
    folder = library_folder("")
    (folder / "seeds/river.txt").write_text(
        "河边的办法\n\n第一条 费用见本办法第九条。\n\n第二条 小船两文。\n", encoding="utf-8"
    )
    (folder / "seeds/river.yml").write_text(
        "works:\n  - id: river\n    contents:\n      - title: 1\n      - body: 3\n",
        encoding="utf-8",
    )
    settings = Settings.model_validate({})
    text: Any = PureWindowsPath("seeds\\river.txt")
    library, _ = build_library(folder, settings)
    (shaped,) = library.sources
    source = replace(shaped.source, path=text)
    edition: Any = PureWindowsPath("seeds\\river.yml")
    works = tuple(replace(work, source=source) for work in shaped.works)
    shaped = replace(shaped, source=source, edition_path=edition, works=works)
    library = replace(library, sources=(shaped,))
    where = addresses(library, settings.long_work, settings.receipt_lines, directory_urls=True)
    pages = [*receipt_pages(shaped, where), *work_pages(shaped, where, weave(library))]
    assert {page.origin for page in pages} == {"seeds/river.yml"}
    assert [page.path for page in pages if "\\" in page.html] == []

    _, faults = resolve_references(library.sources, Registry())
    read, planned, _ = read_edition(Place(folder, settings), folder / "seeds/river.txt")
    _, unassigned = arrange(replace(read, path=text), planned)
    assert {problem.code for problem in (*faults, *unassigned)} >= {"D701", "E205"}
    assert [problem.place for problem in (*faults, *unassigned) if "\\" in problem.place] == []


def test_whatever_is_written_has_the_same_line_ends_on_every_system() -> None:
    code = Path(shanben.__file__).parent
    calls = [
        (file.name, node.lineno, {word.arg for word in node.keywords})
        for file in code.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write_text"
    ]
    written = [call for call in calls if "encoding" in call[2]]
    assert written
    assert [call for call in written if "newline" not in call[2]] == []
