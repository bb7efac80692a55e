"""What is on a page of a PDF beside its characters: paths and pictures."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Set
from typing import Any

from shanben.take.pdf_asked import plain

_PATH, _PICTURE = 2, 3


def paths_and_pictures(raw: Any, page: Any, drawn: Set[int]) -> tuple[list[Any], list[Any]]:
    """The paths and the pictures among the objects of a page; ``drawn`` are the addresses of those known to be text.

    Each character may be an object, so that they are asked as quickly.
    """
    get, kind = (
        plain(raw.FPDFPage_GetObject, ctypes.c_void_p),
        plain(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p),
    )
    handle = ctypes.cast(page.raw, ctypes.c_void_p)
    objects = map(get, itertools.repeat(handle), range(raw.FPDFPage_CountObjects(page.raw)))
    found: dict[int, list[Any]] = {_PATH: [], _PICTURE: []}
    for one in itertools.filterfalse(drawn.__contains__, objects):
        if (group := found.get(kind(one))) is not None:
            group.append(ctypes.cast(one, raw.FPDF_PAGEOBJECT))
    return found[_PATH], found[_PICTURE]
