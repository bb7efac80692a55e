"""Texts that say what another of their title says and are no version: of one day, or of none that anybody tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from shanben.enrich.wordings import dates_of
from shanben.model.text import Block, Origin
from shanben.model.works import Work
from shanben.problems import Problem
from shanben.title_marks import bare

Alike = Callable[[Work, Work], bool]
"""Whether two texts of one title have enough words in common to be versions of one."""


def left_out(titled: Iterable[list[Work]], home: Mapping[str, str], alike: Alike) -> Iterator[Problem]:
    """Doubts about texts outside the versions of their title, which lie in lists by it; ``home`` is the work of each
    version. Each is held against one other only, so that a thousand texts of one title cost no million comparisons.
    """
    for same in titled:
        if len(same) < 2:
            continue
        dates = {work.id: date for date, work in dates_of(same)}
        of_day: dict[tuple[str, str], Work] = {}
        first = min(same, key=lambda work: (work.id not in dates, work.id))
        for work in sorted(same, key=lambda work: (work.id not in home, work.id)):
            date = dates.get(work.id, "")
            other = of_day.setdefault((date, work.language), work) if date else first
            if other is work or (work.id in home and home.get(other.id) == home[work.id]) or not alike(other, work):
                continue
            values = {"other": other.source.path.as_posix(), "title": bare(work.title)}
            if date:
                message = (
                    "《{title}》 of {date} stands in {other} as well, in much the same words, and two texts of one day"
                    " are no versions: keep one, or state the day of this one as its date"
                )
                yield Problem("D251", message, _title_of(work), values | {"date": date})
            else:
                message = (
                    "《{title}》 stands in {other} as well, in much the same words, and no day tells which is the"
                    " later: state the date of this one"
                )
                yield Problem("D252", message, _title_of(work), values)


def _title_of(work: Work) -> Origin:
    """The line of a work's title, else that of its first words."""
    heading = work.root.heading
    blocks = [heading] if isinstance(heading, Block) else [*work.blocks()]
    start = blocks[0].spans[0].start if blocks and blocks[0].spans else 0
    return Origin(work.source.path.as_posix(), work.source.text.count("\n", 0, start) + 1)
