"""The pages of a PDF document as pictures, to be shown beside the text that was taken from them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from shanben.model.facsimile import Sheet

Progress = Callable[[Sequence[int]], Iterable[int]]
"""Wraps the numbers of pages that are being worked on, to show how far it is."""

_SCALE = 2.0
"""Pixels for each point: the small print of a book can be read."""
_LONGEST = 3600
"""Pixels of the longer side of a picture: pages of newspapers are many times as large as those of books."""
_QUALITY = 60
"""Of 100: letters keep their edges, a page of a book takes some 100 KB."""


def draw_sheets(path: Path, folder: str, progress: Progress) -> tuple[tuple[Sheet, ...], Mapping[str, bytes]]:
    """The pages of a document, and the files of their pictures below ``folder``. Needs ``pypdfium2`` and ``pillow``."""
    import pypdfium2

    sheets: list[Sheet] = []
    pictures: dict[str, bytes] = {}
    document = pypdfium2.PdfDocument(path)
    try:
        for number in progress(range(1, len(document) + 1)):
            page = document[number - 1]
            width, height = page.get_size()
            image = f"{folder}/pages/{number}.webp"
            pictures[image] = webp(page_picture(page, _LONGEST, _SCALE))
            sheets.append(Sheet(number, round(width, 2), round(height, 2), image))
            page.close()
    finally:
        document.close()
    return tuple(sheets), pictures


def page_picture(page: Any, longest: int, scale: float) -> Any:
    """A page of pypdfium2 as a picture of Pillow, at this scale or so that its longer side has ``longest`` pixels."""
    return page.render(scale=min(scale, longest / max(page.get_size()))).to_pil().convert("RGB")


def webp(picture: Any) -> bytes:
    """A picture as a WebP file; the same picture gives the same bytes."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, method=4)
    return file.getvalue()
