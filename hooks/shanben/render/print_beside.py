"""The print beside a text: on which pages of its document a block stands, and where on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from shanben.addresses import between
from shanben.model.facsimile import Facsimile, LinePlace
from shanben.pictures import original_path, sheet_path

_BELOW = 0.25
"""Of a line's height: characters hang below the baseline, where a box ends."""
_ROOM = 1.4
"""Line heights that lines of one place may have between them."""

Box = tuple[float, float, float, float]


def print_beside(kept: Facsimile, slug: str, blocks: Mapping[str, Iterable[int]], here: str) -> dict[str, object]:
    """What a page's facing source says of the print; ``blocks`` are the numbers of the lines of each.

    ``marks``: for each block its places, ``[page, left, upper, width, height]``, the last four in hundredths of the
    page; ``sheets``: for each of these pages its picture, width and height; ``original``: the document's address and
    name, where it is offered.
    """
    marks = {block: list(_marks(kept, numbers)) for block, numbers in blocks.items()}
    pages = sorted({int(mark[0]) for places in marks.values() for mark in places})
    sheets = {}
    for page in pages:
        sheet = kept.sheets[page]
        address = between(here, quote(sheet_path(slug, page, sheet.image)))
        sheets[page] = [address, round(sheet.width), round(sheet.height)]
    found: dict[str, object] = {"marks": {block: places for block, places in marks.items() if places}, "sheets": sheets}
    if kept.original:
        found["original"] = [between(here, quote(original_path(slug, kept.original))), kept.name]
    return found


def _marks(kept: Facsimile, numbers: Iterable[int]) -> Iterator[list[float]]:
    """The places of lines, those that stand below each other as one."""
    for page, (left, upper, right, lower) in _joined(kept, numbers):
        sheet = kept.sheets[page]
        across, down = 100 / sheet.width, 100 / sheet.height
        parts = (left * across, upper * down, (right - left) * across, (lower - upper) * down)
        yield [page, *(round(min(100.0, max(0.0, part)), 2) for part in parts)]


def _joined(kept: Facsimile, numbers: Iterable[int]) -> Iterator[tuple[int, Box]]:
    last: tuple[int, Box] | None = None
    for place in (kept.places[number] for number in numbers if number in kept.places):
        if place.page not in kept.sheets:
            continue
        box = _whole(place)
        if last is not None and last[0] == place.page and _below(last[1], box):
            before = last[1]
            last = place.page, (min(before[0], box[0]), min(before[1], box[1]), max(before[2], box[2]), box[3])
            continue
        if last is not None:
            yield last
        last = place.page, box
    if last is not None:
        yield last


def _whole(place: LinePlace) -> Box:
    left, upper, right, lower = place.box
    return left, upper, right, lower + _BELOW * min(lower - upper, right - left)  # a line may run downwards


def _below(before: Box, box: Box) -> bool:
    height = box[3] - box[1]
    beside = before[0] < box[2] and box[0] < before[2]
    return beside and -height < box[1] - before[3] < _ROOM * height
