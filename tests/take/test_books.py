"""E-books: what their contents say of paragraphs that no tag makes headings."""

from __future__ import annotations

from pathlib import Path

from tests.take.conftest import Take, outline, zipped

TEXT = "堤岸每年霜降前修一次，各家出一个人，带自己的筐和锄。"


def book(path: Path, pages: dict[str, str], points: str = "") -> Path:
    """An e-book of these pages, each the content of a body, with entries of an NCX."""
    items = "".join(f"<item id='i{at}' href='{name}' media-type='text/html'/>" for at, name in enumerate(pages))
    spine = "".join(f"<itemref idref='i{at}'/>" for at in range(len(pages)))
    package = (
        f"<package><metadata><title>堤岸记</title></metadata><manifest>{items}"
        "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
        f"<spine>{spine}</spine></package>"
    )
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>",
        "book.opf": package,
        "toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
        **{name: f"<html><body>{words}</body></html>" for name, words in pages.items()},
    }
    return zipped(path, parts)


def point(words: str, place: str, below: str = "") -> str:
    """An entry of the contents."""
    return f"<navPoint><navLabel><text>{words}</text></navLabel><content src='{place}'/>{below}</navPoint>"


def test_parts_that_only_the_contents_name_lie_below_the_tagged_heading_above_them(
    tmp_path: Path, shaped: Take
) -> None:
    page = f"<h2>修堤</h2><p>{TEXT}</p><p id='a'><b>一</b></p><p>{TEXT}</p><p id='b'><b>二</b></p><p>{TEXT}</p>"
    below = point("一", "a.html#a") + point("二", "a.html#b")
    last = point("护堤", "b.html")
    pages = {"a.html": page, "b.html": f"<h2>护堤</h2><p>{TEXT}</p>"}
    file = book(tmp_path / "a.epub", pages, point("修堤", "a.html", below) + last)
    assert outline(shaped(file)) == [(1, "堤岸记"), (2, "修堤"), (3, "一"), (3, "二"), (2, "护堤")]
