"""The faults of a library as its editors see them in a browser: over a page, or on one of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from shanben.markup import Markup, element, joined
from shanben.problems import Problem
from shanben.wording import counted, worded

Shows = Literal["the text", "the last good text", "drafts", "nothing"]
"""What stands below the faults."""
MOST = 5
"""Faults that are told over a page; the terminal tells all."""
TITLES = {
    "the text": (
        "{number} fault: the text is shown as far as it can be.",
        "{number} faults: the text is shown as far as it can be.",
    ),
    "the last good text": (
        "{number} fault: you see the last good text until it is mended.",
        "{number} faults: you see the last good text until they are mended.",
    ),
    "drafts": (
        "{number} fault: until it is mended, you see what Shanben drafts by itself.",
        "{number} faults: until they are mended, you see what Shanben drafts by itself.",
    ),
    "nothing": (
        "{number} fault: nothing can be shown until it is mended.",
        "{number} faults: nothing can be shown until they are mended.",
    ),
    "warnings": (
        "{number} warning: a strict build refuses the library.",
        "{number} warnings: a strict build refuses the library.",
    ),
}
"""What is told above the faults, after what is shown below them."""
_PAGE = """\
<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>善本</title>
<meta http-equiv="refresh" content="2">
<style>
body{max-width:42rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif}ol{padding:0;list-style:none}</style>
</head><body>ABOVE</body></html>
"""
_HAN = re.compile("[一-鿿]")


def banner(problems: Iterable[Problem], shows: Shows) -> Markup:
    """The faults with their places and remedies, and what the page below them is; empty where nothing is wrong."""
    told = list(problems)
    faults = [problem for problem in told if problem.fatal]
    shown = faults or [problem for problem in told if problem.code.startswith("W")]
    if not shown:
        return Markup("")
    title = counted(*TITLES[shows if faults else "warnings"], len(shown))
    rows = [
        element("li", joined((element("code", one.place), element("b", one.code), worded(one)), " ")) for one in shown
    ]
    more = [element("li", "…")] if len(shown) > MOST else []
    language = "zh" if _HAN.search(title) else "en"
    head = element("p", element("strong", title))
    return element("aside", head, element("ol", *rows[:MOST], *more), role="alert", classes="sb-faults", lang=language)


def page_of_faults(above: Markup) -> str:
    """A page that holds a banner and nothing else, and looks again every other second."""
    return _PAGE.replace("ABOVE", above)
