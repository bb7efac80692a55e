"""Where an edition file writes places: each with its bounds in the file, so that it can be written anew alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from shanben.model.editions import EntryKind
from shanben.model.text import Origin
from shanben.read.places import Range, ranges_of

_WORDS = {EntryKind.SUPPLIED, EntryKind.FIGURE}
PLACES = frozenset(
    {*(kind.value for kind in EntryKind if kind not in _WORDS), "at", "calls", "split", "join", "inline_notes"}
)
"""Keys of an entry whose value is a place."""


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place as a file writes it; ``start`` and ``end`` bound its value in the text, quotation marks included."""

    start: int
    end: int
    ranges: tuple[Range, ...]
    origin: Origin
    quote: str = ""
    flow: bool = False
    """Whether it stands in brackets, where a comma would part it."""

    def written(self, place: str) -> str:
        """Another place in the same quotation marks."""
        quote = self.quote or ('"' if self.flow and "," in place else "")
        return f"{quote}{place}{quote}"


@dataclass(frozen=True, slots=True)
class EditionText:
    """The text of an edition file, its places in the order in which they stand, and the digest that it pins."""

    text: str
    places: tuple[PlaceNode, ...]
    digest: tuple[int, int] | None

    def rewritten(self, places: Iterable[str], sha256: str) -> str:
        """The same text with other places, one for each it has, and another digest where it pins one."""
        changes = [(node.start, node.end, node.written(new)) for node, new in zip(self.places, places, strict=True)]
        if self.digest:
            changes.append((*self.digest, sha256))
        pieces, position = [], 0
        for start, end, words in sorted(changes):
            pieces += [self.text[position:start], words]
            position = end
        return "".join((*pieces, self.text[position:]))


def edition_text(path: Path, shown: str) -> EditionText:
    """The places of an edition file that ``EditionReader`` has read without a fault."""
    text = path.read_bytes().decode("utf-8")
    bom = text.startswith("\ufeff")
    root = yaml.BaseLoader(text[bom:]).get_single_node()
    found: dict[int, PlaceNode] = {}
    for node, flow in _place_nodes(root):
        start, end = node.start_mark.index + bom, node.end_mark.index + bom
        ranges = ranges_of(node.value)
        origin = Origin(shown, node.start_mark.line + 1)
        found[start] = PlaceNode(start, end, ranges, origin, node.style if node.style in ('"', "'") else "", flow)
    pin = next((node for node in _values(root, "sha256") if isinstance(node, yaml.ScalarNode)), None)
    digest = (pin.start_mark.index + bom, pin.end_mark.index + bom) if pin else None
    return EditionText(text, tuple(found[start] for start in sorted(found)), digest)


def _place_nodes(root: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    for work in _items(root, "works"):
        for entry in _items(work, "contents"):
            for key in sorted(PLACES):
                for value in _values(entry, key):
                    yield from _scalars(value, brackets=key == "inline_notes")
            for row in _items(entry, "cells"):
                for cell in row.value if isinstance(row, yaml.SequenceNode) else ():
                    yield from _scalars(next(_values(cell, "at"), cell), flow=_in_brackets(row))
        for query in _items(work, "queries"):
            for value in _values(query, "at"):
                yield from _scalars(value)
        for about in _values(work, "about"):
            for _, fact in about.value if isinstance(about, yaml.MappingNode) else ():
                for value in _values(fact, "at"):
                    yield from _scalars(value, flow=_in_brackets(fact))
    for omission in _items(root, "omit"):
        for value in _values(omission, "lines"):
            yield from _scalars(value, flow=_in_brackets(omission))
    for value in _values(root, "keep"):
        yield from _scalars(value)


def _scalars(node: yaml.Node, *, flow: bool = False, brackets: bool = False) -> Iterator[tuple[yaml.ScalarNode, bool]]:
    """The scalars of a place; where it may be a pair of brackets instead, none of that."""
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _scalars(one, flow=flow or _in_brackets(node))
    elif isinstance(node, yaml.ScalarNode) and node.value and not (brackets and not node.value[0].isdigit()):
        yield node, flow


def _in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _values(node: yaml.Node | None, key: str) -> Iterator[yaml.Node]:
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key:
            yield value


def _items(node: yaml.Node | None, key: str) -> Iterator[yaml.Node]:
    for value in _values(node, key):
        yield from value.value if isinstance(value, yaml.SequenceNode) else ()
