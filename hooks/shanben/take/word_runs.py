"""The characters of a Word paragraph: runs, insertions, fields, notes' signs, readings, pictures, text boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from shanben.take.blocks import Taken, Words
from shanben.take.formulas import word_formula
from shanben.take.ooxml import child, children, local, number_of, value
from shanben.take.word_styles import Look, Styles, look_of

_AROUND = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "oMath",
     "oMathPara", "Choice"}
)  # fmt: skip
_MATHS = "officeDocument/2006/math"
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
"""How the place of a sign in a symbol font is stated."""
_SIGNS = {
    "Wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x75: "◆",
        0xA8: "☐",
        0xFC: "✓",
        0xFE: "☑",
        0xFD: "☒",
        0xE0: "→",
    },
    "Symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xAE: "→"},
    "Wingdings 2": {0x52: "☑", 0x53: "☒", 0xA3: "☐"},
}
"""Characters of fonts that hold signs in place of letters."""

Drawn = tuple[str, str, bool]
"""A picture of a paragraph: its name in the file's relations, words for it, and whether it comes before all text."""

_State = tuple[Look, Counter[float], Counter[bool], list[Drawn]]


_DRAWINGS = frozenset({"drawing", "pict", "object", "txbxContent"})


class RunReader:
    """Gathers the characters of one paragraph after the other, with what they look like."""

    def __init__(self, taken: Taken, styles: Styles, boxed: Callable[[etree._Element], None]) -> None:
        self.taken, self.styles, self.boxed = taken, styles, boxed
        self.called: dict[str, str] = {}
        """Notes that were called, with the sign of each."""
        self.pictures: list[Drawn] = []
        self._look = Look()
        self._sizes: Counter[float] = Counter()
        self._bold: Counter[bool] = Counter()
        self._counts: Counter[str] = Counter()
        self._fields: list[bool] = []

    def begin(self, look: Look) -> None:
        """Begin a paragraph of this look."""
        self._look, self.pictures = look, []
        self._sizes, self._bold = Counter(), Counter()

    def ended(self) -> tuple[float, bool]:
        """The size that most characters of the paragraph have, and whether nearly all are bold."""
        size = max(self._sizes, key=lambda one: self._sizes[one]) if self._sizes else 0.0
        return size, self._bold[True] > 9 * self._bold[False]

    def held(self) -> _State:
        """What is known of the paragraph so far, while another is read."""
        return self._look, self._sizes, self._bold, self.pictures

    def restore(self, state: _State) -> None:
        """Go on with a paragraph."""
        self._look, self._sizes, self._bold, self.pictures = state

    def characters(self, element: etree._Element) -> str:
        """All characters below an element, deleted ones included."""
        return "".join(one.text or "" for one in element.iter() if local(one) in ("t", "delText")).strip()

    def inside(self, element: etree._Element, words: Words) -> None:
        """The characters of a paragraph, or of what stands in one."""
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one, words)
            elif name in _AROUND:
                self.inside(one, words)
            elif name == "AlternateContent":
                choice = child(one, "Choice")
                self.inside(choice if choice is not None else one, words)
            elif name in ("del", "moveFrom"):
                self.taken.left_out["deleted characters"] += len(self.characters(one))
            elif _MATHS in str(one.tag) and not name.endswith("Pr"):
                formula = word_formula(one, self._maths)
                if formula is None:
                    self.inside(one, words)
                else:
                    words.add(formula)

    def _maths(self, part: etree._Element) -> str:
        words = Words()
        self.inside(part, words)
        return words.text

    def _run(self, run: etree._Element, words: Words) -> None:
        properties = child(run, "rPr")
        look = look_of(properties)
        style = child(properties, "rStyle")
        if style is not None:
            look = look.over(self.styles.own.get(value(style, "val"), Look()))
        look = look.over(self._look).over(self.styles.document)
        shown = "" if look.hidden else None
        for one in run:
            before = len(words.text)
            if shown is not None:
                self.taken.left_out["hidden characters"] += len(one.text or "") if local(one) == "t" else 0
                continue
            self._part(one, words)
            written = len("".join(words.text[before:].split()))
            if written:
                self._sizes[look.size or 0.0] += written
                self._bold[bool(look.bold)] += written

    def _part(self, one: etree._Element, words: Words) -> None:
        name = local(one)
        if name == "t":
            words.add(one.text or "")
        elif name in ("tab", "ptab"):
            words.add("\t")
        elif name in ("br", "cr"):
            words.add("\n" if value(one, "type") in ("", "textWrapping") else "")
        elif name == "noBreakHyphen":
            words.add("-")
        elif name == "sym":
            self._sign(one, words)
        elif name in ("footnoteReference", "endnoteReference"):
            self._call(one, words)
        elif name == "ruby":
            base = Words()
            for part in children(one, "rubyBase"):
                self.inside(part, base)
            reading = "".join(self.characters(part) for part in children(one, "rt"))
            words.read(base, reading)
            self.taken.left_out["readings kept beside the text"] += bool(reading)
        elif name == "AlternateContent":
            self._one_of(one, words)
        elif name in ("drawing", "pict", "object"):
            self._drawn(one, words)

    def _one_of(self, element: etree._Element, words: Words) -> None:
        """The first of several ways to show something that is known here: a drawing, words, or a sign by its number."""
        ways = [way for way in element if local(way) in ("Choice", "Fallback")]
        for way in ways:
            if any(local(one) in _DRAWINGS for one in way.iter()):
                for part in way:
                    self._drawn(part, words)
                return
            if any(local(one) in ("t", "sym") for one in way.iter()):
                for part in way:
                    self._part(part, words)
                return

    def _drawn(self, element: etree._Element, words: Words) -> None:
        """Pictures and text boxes; those in a text box are its own."""
        boxes = [one for one in element.iter() if local(one) == "txbxContent"]
        for box in boxes:
            if not any(local(one) == "txbxContent" for one in box.iterancestors() if one is not box):
                self.boxed(box)
        own = [one for one in element.iter() if not any(box in boxes for box in one.iterancestors())] if boxes else [
            *element.iter()
        ]  # fmt: skip
        alt = ""
        for one in own:
            if local(one) in ("docPr", "shape"):
                alt = value(one, "descr") or value(one, "alt") or alt
            elif local(one) in ("blip", "imagedata"):
                name = value(one, "embed") or value(one, "id")
                self.pictures.append((name, alt, not words.text.strip()))

    def _sign(self, element: etree._Element, words: Words) -> None:
        stated = value(element, "char")
        code = int(stated, 16) if _CODE.fullmatch(stated) else 0
        sign = _SIGNS.get(value(element, "font"), {}).get(code & 0xFF if code >= 0xF000 else code, "")
        if sign or not 0xE000 <= code <= 0xF8FF:
            words.add(sign or chr(code))
        else:
            self.taken.left_out["signs of symbol fonts"] += 1

    def _call(self, element: etree._Element, words: Words) -> None:
        kind = local(element).removesuffix("Reference")
        name = f"{kind} {number_of(element, 'id')}"
        if switched_on(element, "customMarkFollows"):
            self.called.setdefault(name, "*")
            return
        if name not in self.called:
            self._counts[kind] += 1
            self.called[name] = str(self._counts[kind]) if kind == "footnote" else f"尾{self._counts[kind]}"
        sign = self.called[name]
        words.mark(sign if sign.isascii() else f"[{sign}]", name)


def switched_on(element: etree._Element, name: str) -> bool:
    """Whether an attribute is on."""
    return value(element, name) in ("1", "true", "on")
