"""Articles: printed numbers (第十二条第二款、第十四条) to the anchors of a text, as deep as it has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from shanben.enrich.directory import Declaration, Values
from shanben.enrich.grammar import CLAUSE, NUMBERS, UNIT
from shanben.enrich.provisions import Signs, signs_of
from shanben.model.references import Target
from shanben.model.works import Section
from shanben.numerals import han_value

Steps = tuple[tuple[int, int], ...]
"""The way down from an article: how deep (1 paragraph, 2 item, 3 sub-item) and which, for each step."""

_DEPTHS = {"款": 1, "项": 2, "項": 2, "目": 3}
_TAIWAN = {"項": 1, "项": 1, "款": 2, "目": 3}


def steps_of(printed: str, traditional: bool) -> Steps:
    """The way down that 第二款第（一）项 names. In Taiwan's texts 項 is a paragraph and 款 an item."""
    depths = _TAIWAN if traditional else _DEPTHS
    return tuple((depths[unit], han_value(number)) for number, unit in CLAUSE.findall(printed))


def go_on(base: Steps, further: Steps) -> Steps:
    """The way that goes on from another: 第一款第一项 and then 第二项 is 第一款第二项."""
    depth = further[0][0] if further else 4
    return (*(step for step in base if step[0] < depth), *further)


def units(printed: str) -> Iterator[tuple[Values, Signs, str]]:
    """The articles of a list, each with its signs and its clauses as printed; 第一、二条第三款 are two, the last with
    its clause, and 第2(1)及(2)條 are two as well.
    """
    for article, clauses in UNIT.findall(printed):
        numbers, inserted = re.split("[条條]", article, maxsplit=1)
        several: list[tuple[Values, Signs]] = []
        for match in NUMBERS.finditer(numbers):
            values = _values(match) or several[-1][0]
            several.append((values, signs_of(match[0])))
        after = (han_value(inserted.removeprefix("之")),) if inserted else ()
        for values, signs in several[:-1]:
            yield values, signs, ""
        values, signs = several[-1]
        yield (*values, *after), signs, clauses


def _values(match: re.Match[str]) -> Values:
    """The number of an article with what was put behind it: 3 and 1 of 3-1 and of 3A; () where only signs stand."""
    if not match[1]:
        return ()
    behind = (han_value(match[2]),) if match[2] else ()
    return (han_value(match[1]), *behind, *(ord(letter) - ord("A") + 1 for letter in match[3] or ""))


def spots(printed: str) -> tuple[tuple[int, int], ...]:
    """Where the words of each article of a list stand; what stands before the first (本法) belongs to it."""
    found: list[tuple[int, int]] = []
    for unit in UNIT.finditer(printed):
        numbers = re.split("[条條]", unit[1], maxsplit=1)[0]
        starts = [unit.start() + number.start() for number in NUMBERS.finditer(numbers)]
        ends = [unit.start() + number.end() for number in NUMBERS.finditer(numbers)]
        found += zip(starts, (*ends[:-1], unit.end()), strict=True)
    return ((0, found[0][1]), *found[1:]) if found else ()


def article_targets(text: Declaration, printed: str) -> tuple[Target, ...]:
    """The places that a list of articles names, each as near as the text has an anchor; what it lacks is left out."""
    found = []
    for values, signs, clauses in units(printed):
        anchor = text.articles.get(values)
        if anchor is not None and signs:
            found.append(Target(text.work, provision(text, anchor, signs)))
        elif anchor is not None:
            found.append(Target(text.work, descend(text.anchors, anchor, steps_of(clauses, text.traditional))[0]))
    return tuple(found)


def subsections(text: Declaration, path: Sequence[Section], printed: str) -> tuple[Target, ...]:
    """What 第(1)款, 第(2)(a)款 or 第(1)及(2)款 names in the section of an ordinance at the end of ``path``."""
    held = next((text.provisions[one.anchor] for one in reversed(path) if one.anchor in text.provisions), {})
    named = [signs_of(match[0]) for match in NUMBERS.finditer(printed)]
    return tuple(Target(text.work, held[signs]) for signs in named if signs in held)


def provision(text: Declaration, anchor: str, signs: Signs) -> str:
    """The deepest anchor that the signs lead to from a section of an ordinance: its own, where they lead nowhere."""
    held = text.provisions.get(anchor, {})
    deep = [signs[:count] for count in range(len(signs), 0, -1) if signs[:count] in held]
    return held[deep[0]] if deep else anchor


def descend(anchors: Collection[str], article: str, steps: Steps) -> tuple[str, bool]:
    """The deepest anchor on a way down from an article, and whether the way ends there.

    An item is looked for in every paragraph where none is named: 第三条第（一）项.
    """
    anchor, depth = article, 0
    for level, value in steps:
        if level == 2 and depth == 0:
            found = [f"{one}-{value}" for one in _paragraphs(anchors, article) if f"{one}-{value}" in anchors]
        else:
            found = [f"{anchor}-{value}"] if level == depth + 1 and f"{anchor}-{value}" in anchors else []
        if len(found) != 1:
            return anchor, False
        anchor, depth = found[0], level
    return anchor, True


def _paragraphs(anchors: Collection[str], article: str) -> Iterator[str]:
    number = 1
    while f"{article}-{number}" in anchors:
        yield f"{article}-{number}"
        number += 1
