"""Styles of a Word document: what a paragraph and its characters are, after the chain of styles they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from shanben.take.ooxml import child, children, local, number_of, switched, value

_HEADING = re.compile(
    r"(?:heading|(?:.*[^图圖表副])?(?:标题|標題))\s*([1-9])|.*?([1-9一二三四五六七八九])\s*[级級]\s*(?:标题|標題)",
    re.IGNORECASE,
)
"""What editors call their own styles of headings: 论文标题2, 二级标题."""
_OF_WORD = re.compile(r"(?:heading|标题|標題)\s*[1-9]|normal|正文.*|", re.IGNORECASE)
_LEVELS = "〇一二三四五六七八九"
NAMES = {
    "title": "title", "标题": "title", "標題": "title", "caption": "caption", "题注": "caption", "題注": "caption",
    "图标题": "caption", "表标题": "caption", "图题": "caption", "表题": "caption", "图名": "caption",
    "表名": "caption",
    "quote": "quote", "intense quote": "quote", "引用": "quote", "明显引用": "quote", "block text": "quote",
    "quotations": "quote", "block quotation": "quote",
    "footnote text": "note", "endnote text": "note",
}  # fmt: skip
"""What styles call a block by their names, which are the same in every language of Word, or by their Chinese ones."""
CONTENTS = re.compile(r"toc\s*\d|(?:目录|目錄)\s*\d")
"""The names of styles for the entries of a list of contents."""
_BODY_LEVEL = 9
"""The outline level of text that is no heading."""
_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """What characters and paragraphs look like; None where nothing is said."""

    name: str = ""
    level: int | None = None
    """The outline level from 1; 10 for text."""
    numbering: str | None = None
    numbering_level: int = 0
    centred: bool | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look with what it does not say taken from another."""
        return Look(
            self.name or below.name,
            below.level if self.level is None else self.level,
            below.numbering if self.numbering is None else self.numbering,
            below.numbering_level if self.numbering is None else self.numbering_level,
            below.centred if self.centred is None else self.centred,
            below.bold if self.bold is None else self.bold,
            below.size if self.size is None else self.size,
            below.hidden if self.hidden is None else self.hidden,
        )


def look_of(element: etree._Element | None) -> Look:
    """What a style, a paragraph's or a run's properties say."""
    if element is None:
        return Look()
    paragraph = element if local(element) == "pPr" else child(element, "pPr")
    run = element if local(element) == "rPr" else child(element, "rPr")
    look = Look()
    if paragraph is not None:
        level, number, side = (child(paragraph, name) for name in ("outlineLvl", "numPr", "jc"))
        if level is not None:
            look = replace(look, level=number_of(level, "val") + 1)
        if number is not None:
            name = child(number, "numId")
            look = replace(
                look,
                numbering=value(name, "val") if name is not None else None,
                numbering_level=number_of(child(number, "ilvl"), "val"),
            )
        if side is not None:
            look = replace(look, centred=value(side, "val") == "center")
    if run is not None:
        bold, size, hidden = child(run, "b"), child(run, "sz"), child(run, "vanish")
        look = replace(
            look,
            bold=switched(bold) if bold is not None else None,
            size=number_of(size, "val") / 2 if size is not None else None,
            hidden=switched(hidden) if hidden is not None else None,
        )
    return look


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    own: dict[str, Look] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    default: str = ""
    document: Look = field(default_factory=lambda: Look(size=_POINTS))
    _whole: dict[str, Look] = field(default_factory=dict)

    def look(self, name: str) -> Look:
        """The look of a style with all it is based on; of the default style where it is unknown or empty."""
        name = name if name in self.own else self.default
        if name not in self._whole:
            look, seen, at = Look(), set[str](), name
            while at in self.own and at not in seen:
                seen.add(at)
                look = look.over(self.own[at])
                at = self.base.get(at, "")
            self._whole[name] = look
        return self._whole[name]


def read_styles(root: etree._Element | None) -> Styles:
    """``styles.xml``."""
    found = Styles()
    if root is None:
        return found
    defaults = child(root, "docDefaults", "rPrDefault", "rPr")
    found.document = look_of(defaults).over(found.document)
    for style in children(root, "style"):
        name = value(style, "styleId")
        label = child(style, "name")
        found.own[name] = replace(look_of(style), name=value(label, "val"))
        based = child(style, "basedOn")
        if based is not None:
            found.base[name] = value(based, "val")
        if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
            found.default = name
    return found


def stated_level(look: Look) -> tuple[int, str]:
    """The level of a heading and who states it (``outline`` or ``style``); 0 for what is none."""
    if look.level is not None and (look.level <= _BODY_LEVEL or _OF_WORD.fullmatch(look.name.strip())):
        return (look.level, "outline") if 1 <= look.level <= _BODY_LEVEL else (0, "")
    level = level_named(look.name)  # converters of old files make every style of one's own text
    return (level, "style") if level else (0, "")


def level_named(name: str) -> int:
    """The level of headings that the name of a style tells; 0 where it tells none."""
    match = _HEADING.fullmatch(name.strip())
    if match is None:
        return 0
    level = match[1] or match[2]
    return int(level) if level.isdecimal() else _LEVELS.index(level)


def named_kind(look: Look) -> str:
    """What a style's name calls the block; empty where it says nothing."""
    name = look.name.strip().lower()
    if CONTENTS.fullmatch(name):
        return "contents"
    return NAMES.get(name, "")
