"""Simplified characters: what two writings of a name or a title share, whichever script each is printed in."""

from __future__ import annotations

from functools import cache
from typing import cast

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """A text in simplified characters, after OpenCC's ``t2s``; one that is simplified already stays as it is."""
    return cast(str, _converter().convert(text))
