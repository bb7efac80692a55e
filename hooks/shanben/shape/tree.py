"""The sections of a work while they are being filled, and the names that tell them and their blocks apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shanben.addresses import article_name, paragraph_name, same_address
from shanben.model.text import Block, Supplied
from shanben.model.works import Number, NumberForm, Section, SectionKind

NAMED_SECTIONS: dict[str, str] = {
    "前言": "preface", "序言": "preface", "序": "preface", "引言": "introduction", "导言": "introduction",
    "导语": "introduction", "结束语": "conclusion", "结语": "conclusion", "结论": "conclusion", "后记": "afterword",
    "目录": "contents", "附注": "notes", "参考文献": "references",
}  # fmt: skip
"""Ids of unnumbered sections that have a standard name."""
_STANDARD = frozenset(NAMED_SECTIONS.values())

_WHITE = re.compile(r"\s+")
_LISTED = (
    NumberForm.HAN_PAREN, NumberForm.HAN, NumberForm.ARABIC, NumberForm.ARABIC_PAREN, NumberForm.STEM,
    NumberForm.STEM_PAREN, NumberForm.BRANCH,
)  # fmt: skip
"""The forms of the items of an article, which count inside their paragraph: 款 or, in Taiwan, 項."""

_ARTICLE, _ANNEX = SectionKind.ARTICLE, SectionKind.ANNEX
_FIRST = re.compile(r"(\D*)(\d+)")
_OF_TITLE = "-title"
"""What the id of an annex's title ends with: ``annex-1-title``."""


@dataclass(slots=True)
class Node:
    """A section while it is being filled."""

    level: int
    heading: Block | Supplied | None
    number: Number | None
    kind: SectionKind
    id: str
    anchor: str
    label: str = ""
    first: str = ""
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    paragraphs: int = 0
    counted: bool = False
    """Whether the paragraphs of an article have numbers of their own, 一、 and 二、, as those of Macau have."""
    items: list[tuple[NumberForm, int]] = field(default_factory=list)
    """The item that was read last, with the items that hold it: （二）, then 1."""

    @property
    def stem(self) -> str:
        """The id after which what stands below is named: the title of an annex is no step of its own."""
        return self.id.removesuffix(_OF_TITLE)

    def freeze(self) -> Section:
        """The finished section with all below it (a loop, not recursion: depth is the author's)."""
        done: dict[int, Section] = {}
        stack: list[tuple[Node, bool]] = [(self, False)]
        while stack:
            node, ready = stack.pop()
            if node.children and not ready:
                stack.append((node, True))
                stack.extend((child, False) for child in node.children)
                continue
            children = tuple([done.pop(id(child)) for child in node.children])
            done[id(node)] = Section(
                node.id, node.anchor, node.kind, node.level, node.heading, node.number, tuple(node.blocks), children,
                node.label,
            )  # fmt: skip
        return done[id(self)]


class Names:
    """Names inside one work: each is given once, case aside, because a name may become a file."""

    def __init__(self) -> None:
        self._taken = {"0", "title"}
        self._unnumbered = 0
        self._ordinals: dict[str, int] = {}  # the next ordinal to try for a name that is taken
        self._counted: dict[str, int] = {}  # the ordinal of the last table or figure of a section

    def take(self, name: str) -> bool:
        """Take a name that an editor pins; false where it is taken."""
        free = same_address(name) not in self._taken
        self._taken.add(same_address(name))
        return free

    def free(self, name: str, parent: Node | None = None) -> str:
        """``name`` where nothing has it yet, else after its parent's id, else with an ordinal."""
        address = same_address(candidate := name)
        if address in self._taken and parent is not None:
            address = same_address(candidate := f"{parent.id}-{name}")
        while address in self._taken:
            ordinal = self._ordinals.get(name, 2)
            address = same_address(candidate := f"{name}-{ordinal}")
            self._ordinals[name] = ordinal + 1
        self._taken.add(address)
        return candidate

    def counted(self, path: Sequence[Node], letter: str) -> str:
        """The id of the next table or figure of a section that has no number of its own: ``t4-1-2``."""
        section = path[-1].id if path else "0"
        within = f"{letter}{section}" if section[:1].isdigit() else f"{letter}-{section}"
        ordinal = self._counted.get(within, 1)
        while same_address(f"{within}-{ordinal}") in self._taken:
            ordinal += 1
        self._counted[within] = ordinal
        return self.free(f"{within}-{ordinal}")

    def section(self, path: Sequence[Node], number: Number | None, text: str, kind: SectionKind) -> str:
        """The id of a section that opens below the last node of ``path``; ``text`` is its heading."""
        if kind is _ARTICLE and number is not None:
            annex = ""
            for node in path:
                if node.kind is _ANNEX:
                    annex = node.id
            return self.free(article_name(number.values, annex), _parent(path))
        parent = _parent(path)
        if number is None and parent and parent.kind is _ANNEX and path[-1] is parent and not _holds(parent):
            return self.free(f"{parent.id}{_OF_TITLE}")
        if number is None:
            named = NAMED_SECTIONS.get(_WHITE.sub("", text))
            if named is None:
                self._unnumbered += 1
                named = f"u{self._unnumbered}"
            return self.free(named, parent)
        values = "-".join(str(value) for value in number.values) or "1"
        if kind is _ANNEX:
            return self.free(f"annex-{values}", parent)
        if kind is not SectionKind.SECTION:
            values = values.replace("-", "_")  # 第五章之一 is 5_1: 5-1 is 第一节 of 第五章
        return self.free(f"{parent.stem}-{values}" if parent else values)

    def block(self, path: Sequence[Node], number: Number | None) -> str:
        """The id of a paragraph or item with the number it begins with.

        Paragraphs count inside their section. An article's items have their own numbers, inside its paragraph: the
        second paragraph (款) of 第十二条 is ``art-12-2``, 第（三）项 in it ``art-12-2-3``, 第 1 目 of that
        ``art-12-2-3-1``.
        """
        if not path:
            return self.free("p")
        node = path[-1]
        in_article = node.kind is _ARTICLE
        if in_article and number and number.form in _LISTED and node.paragraphs:
            held = [form for form, _ in node.items]
            depth = held.index(number.form) if number.form in held else len(held)
            node.items[depth:] = [(number.form, number.values[-1])]
            steps = "-".join(str(value) for _, value in node.items)
            return self.free(f"{node.anchor}-{node.paragraphs}-{steps}")
        node.paragraphs += 1
        node.items.clear()
        if in_article:
            return self.free(f"{node.anchor}-{node.paragraphs}")
        match = _FIRST.fullmatch(node.first) if node.first else None
        ordinal = f"{match[1]}{int(match[2]) + node.paragraphs - 1}" if match else str(node.paragraphs)
        return self.free(paragraph_name(node.stem, ordinal))


def _parent(path: Sequence[Node]) -> Node | None:
    """The section that a new one lies in, if that is not the work itself."""
    for node in reversed(path):
        if node.id != "0":
            return node
    return None


def has_standard_name(name: str) -> bool:
    """Whether the id of a section is one of those that stand for a standard name."""
    return name in _STANDARD


def _holds(node: Node) -> bool:
    """Whether anything stands in a section yet."""
    return bool(node.blocks or node.children)
