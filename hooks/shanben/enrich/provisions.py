"""Provisions: the sections of an ordinance of Hong Kong, and what stands in them, by the signs that are printed.

Its sections are numbered 1., 2., 2A., and divided into (1), (a) and (i); other places cite them by these signs, as
第2條, 第2(1)(a)條 and 第(1)款.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shanben.enrich.grammar import LAW, SIGNS
from shanben.model.works import NumberForm, Section, SectionKind, Work

Signs = tuple[str, ...]
"""The signs of what is meant in a section, from the outermost: 1 and a for 第2(1)(a)條."""


def signs_of(printed: str) -> Signs:
    """The signs in printed words: 1 and a of (1)(a)."""
    return tuple(sign[1:-1] for sign in SIGNS.findall(printed))


def is_ordinance(work: Work) -> bool:
    """Whether a work is called as laws are: what it cites by number is then its own."""
    return bool(LAW.search(_VERSION.sub("", work.title)))


_VERSION = re.compile(r"[（(][^（）()]*[）)]\Z")


def sections_of(paths: Iterable[tuple[Section, ...]]) -> Iterator[Section]:
    """The sections of an ordinance, those of its schedules left out."""
    for path in paths:
        number = path[-1].number
        if number and number.form is NumberForm.ARABIC and all(one.kind is not SectionKind.ANNEX for one in path):
            yield path[-1]


class _Open(NamedTuple):
    depth: int
    sign: str


def provisions_of(work: Work, section: Section) -> Mapping[Signs, str]:
    """The blocks of a section by their signs; of two with the same signs the first counts."""
    found: dict[Signs, str] = {}
    above: list[_Open] = []
    for block in section.blocks:
        sign = SIGNS.match(work.text(block))
        if sign is None:
            continue
        depth = block.level or 1
        above = [*(one for one in above if one.depth < depth), _Open(depth, sign[0][1:-1])]
        found.setdefault(tuple(one.sign for one in above), block.id)
    return found
