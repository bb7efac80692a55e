"""The automatic numbers of an RTF file as it prints them beside the words.

Some programs write the pattern of a numbering in one byte a sign (?%1? for 第%1章), so that a converter counts with
question marks; but what each number reads as stands before its paragraph too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.take.blocks import Block, Taken

_PRINTED = re.compile(rb"\{\\listtext\b([^{}]*)\}")
_SIGN = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_WORD = re.compile(r"\\[a-z]+-?\d* ?|[\r\n]")
_LOST = "?"


def mend_numbers(taken: Taken, rtf: bytes, origin: Origin) -> None:
    """Give numbers in which signs are lost those that the file prints; a doubt says how many stay without."""
    if not any(_LOST in block.facts.number for block in taken.blocks):
        return
    printed = list(_printed(rtf))
    at = left = 0
    for index, block in enumerate(taken.blocks):
        number = block.facts.number
        if not number:
            continue
        found = next((place for place in range(at, len(printed)) if _is_one(printed[place], number)), None)
        at = at if found is None else found + 1
        if _LOST not in number:
            continue
        if found is None or not block.words.text.startswith(number):
            left += 1
            continue
        block.words.text = printed[found] + block.words.text[len(number) :]
        taken.blocks[index] = Block(block.words, replace(block.facts, number=printed[found]))
        taken.repaired["numbers by what is printed beside them"] += 1
    if left:
        message = "holds numbers in which signs are lost ({number}): compare them with the document"
        taken.doubts.append(Problem("D132", message, origin, {"number": left}))


def _printed(rtf: bytes) -> Iterator[str]:
    for match in _PRINTED.finditer(rtf):
        words = _SIGN.sub(lambda one: chr(int(one[1]) % 0x10000), match[1].decode("latin-1"))
        words = _BYTES.sub(_decoded, words)
        yield _WORD.sub("", words).strip()


def _decoded(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("\\'", "")).decode("gb18030", "replace")


def _is_one(printed: str, number: str) -> bool:
    """Whether a printed number is this one, which has lost signs and the width of others."""
    return len(printed) == len(number) and all(
        wanted in (_LOST, one, unicodedata.normalize("NFKC", one)) for one, wanted in zip(printed, number, strict=True)
    )
