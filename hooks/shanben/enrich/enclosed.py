"""Texts that a work encloses: what a notice issues (现将《X方案》印发) stands below it under a heading of its own."""

from __future__ import annotations

from collections import Counter

from shanben.enrich.names import name_key
from shanben.model.text import Block
from shanben.model.works import Work


def enclosed(work: Work) -> dict[str, str]:
    """The addresses of sections by their titles (``name_key``); a title of two of them is left out, and so is what is
    numbered: a chapter that is called like a law tells of the law.
    """
    titled = [
        (name_key(work.text(section.heading)), section.anchor)
        for section in work.sections()
        if section is not work.root and section.number is None and isinstance(section.heading, Block)
    ]
    times = Counter(title for title, _ in titled)
    return {title: anchor for title, anchor in titled if title and times[title] == 1}
