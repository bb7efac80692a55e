"""Simplified characters: what two writings of a name or a title share, whichever script each is printed in."""

from __future__ import annotations

from functools import cache
from typing import cast

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _variants() -> dict[str, str]:
    """What is simplified to each character that is not its own traditional form: 条 is that of 條."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    plain = simplified("\n".join(characters)).split("\n")
    found: dict[str, str] = {}
    for written, one in zip(characters, plain, strict=True):
        if written != one:
            found[one] = found.get(one, "") + written
    return found


def writings_of(text: str) -> str:
    """How else the characters of a text are written, as pairs one after the other: the other form, the simplified."""
    variants = _variants()
    plain = sorted(set(simplified(text)))
    return "".join(f"{written}{one}" for one in plain for written in variants.get(one, ""))


def simplified(text: str) -> str:
    """A text in simplified characters, after OpenCC's ``t2s``; one that is simplified already stays as it is."""
    return cast(str, _converter().convert(text))
