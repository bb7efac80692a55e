"""Set paragraphs in lines as a page does, in more ways than one: to test shaping on pages no rule was made for."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-z0-9.,%/+-]+|.")
_NEVER_FIRST = frozenset("，。、；：？！）》〉】”’」』…％%,.;:?!)")
_OPENERS = frozenset("“‘「『（《〈【")


@dataclass(frozen=True)
class Page:
    """How a page is set. ``blanks``: all, none, heads (around headings) or some; ``number`` formats a page number."""

    measure: int = 26
    indent: int = 2
    printed_indent: bool = False
    jitter: float = 0.0
    hanging: bool = False
    blanks: str = "all"
    number: str = ""
    head: str = ""
    lines: int = 24
    seed: int = 0


def _width(token: str) -> float:
    return sum(0.5 if ord(char) < 0x2000 else 1.0 for char in token)


def _lines(text: str, page: Page, indent: int, rng: random.Random) -> list[str]:
    """One paragraph in lines; no line begins with a closing mark or ends with an opening one."""
    lines: list[str] = []
    line = ""
    limit = page.measure - indent + rng.uniform(-page.jitter, page.jitter)
    for token in _TOKEN.findall(text):
        hangs = page.hanging and token in _NEVER_FIRST and _width(line + token) <= limit + 1
        if not line or _width(line + token) <= limit or hangs:
            line += token
            continue
        keep, carry = line, ""
        if token in _NEVER_FIRST or keep[-1] in _OPENERS:
            tail = _TOKEN.findall(keep)[-1]
            keep, carry = keep[: -len(tail)], tail
        if not keep:
            line += token
            continue
        lines.append(keep)
        line = carry + token
        limit = page.measure + rng.uniform(-page.jitter, page.jitter)
    return [*lines, line]


def typeset(blocks: Sequence[tuple[str, str]], page: Page) -> str:
    """A text set as ``page`` says. ``blocks`` are (kind, words); every kind but ``paragraph`` is set without indent."""
    rng = random.Random(page.seed)
    lines: list[str] = []
    count, number = 0, rng.randint(1, 200)
    for kind, words in blocks:
        apart = kind != "paragraph"
        wanted = {"all": True, "none": False, "heads": apart, "some": rng.random() < 0.5}[page.blanks]
        if wanted and lines and lines[-1]:
            lines.append("")
        for place, line in enumerate(_lines(words, page, 0 if apart else page.indent, rng)):
            lines.append("　" * page.indent + line if page.printed_indent and not apart and place == 0 else line)
            count += 1
            if page.number and count % page.lines == 0:
                lines += [page.number.format(number), *([page.head] if page.head else [])]
                number += 1
        if apart and page.blanks in ("all", "heads"):
            lines.append("")
    return "\n".join(lines) + "\n"
