"""The text an edition was made for, as the receipts of a site show it: a site that is at hand may be anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from shanben.read.former import former_lines

SHA = "0a" * 32
PAGE = "<p>{sha}</p><div class='sb-source'>{lines}</div>"


def site(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    page = folder / "sources/river/index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(PAGE.format(sha=SHA, lines="".join(lines)).encode(encoding))
    return folder


def test_the_lines_of_a_source_are_read(tmp_path: Path) -> None:
    found = former_lines(site(tmp_path, "<p id=L1>1 河水</p>", "<p id=L2>2 </p>", "<p id=L3>3 船</p>"), SHA)
    assert found == ("河水", "", "船")
    assert former_lines(tmp_path, "b" * 64) is None


@pytest.mark.parametrize(
    "line",
    ["<p id=L9999999999>x</p>", "<p id=L300000000>x</p>", "<p id=L3>x</p>", "<p id=Lx>x</p>", "<p id=L0>x</p>", ""],
)
def test_what_is_no_whole_text_is_none(tmp_path: Path, line: str) -> None:
    """A line of a number without end would fill the memory with those before it."""
    found = former_lines(site(tmp_path, line), SHA)
    assert found is None


def test_a_page_of_another_encoding_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    assert former_lines(site(tmp_path, "<p id=L1>1 河水</p>", encoding="gb18030"), SHA) != ("河水",)
