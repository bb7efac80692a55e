"""The characters of a Word paragraph: runs, insertions, fields, notes' signs, readings, pictures, text boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from shanben.model.evidence import LineEvidence
from shanben.take.blocks import Block, Taken, Words
from shanben.take.formulas import word_formula
from shanben.take.ooxml import child, children, local, number_of, value
from shanben.take.word_counted import Counted
from shanben.take.word_fields import field_words
from shanben.take.word_numbers import Numbering
from shanben.take.word_signs import shown, sign_of
from shanben.take.word_styles import Look, Styles, look_of

_AROUND = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "oMath",
     "oMathPara", "Choice"}
)  # fmt: skip
_MATHS = "officeDocument/2006/math"
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
"""How the place of a sign in a symbol font is stated."""
Drawn = tuple[str, str, bool]
"""A picture of a paragraph: its name in the file's relations, words for it, and whether it comes before all text."""

_State = tuple[Look, Counter[float], Counter[bool], list[Drawn], list[Block], list[tuple[Words, int, int]]]


@dataclass(slots=True)
class _Field:
    """A field that was begun: its code so far, what a form keeps of it, and how many characters its result has."""

    data: etree._Element | None
    before: int
    code: str = ""


_DRAWINGS = frozenset({"drawing", "pict", "object", "txbxContent"})


class RunReader:
    """Gathers the characters of one paragraph after the other, with what they look like."""

    def __init__(
        self,
        taken: Taken,
        styles: Styles,
        numbering: Numbering,
        boxed: Callable[[etree._Element], None],
        diagram: Callable[[str], list[str]],
    ) -> None:
        self.taken, self.styles, self.boxed, self.diagram = taken, styles, boxed, diagram
        self._counted = Counted(numbering)
        self.called: dict[str, str] = {}
        """Notes that were called, with the sign of each."""
        self.typed: set[str] = set()
        """Those of them whose sign an author typed, at the call and mostly at the note."""
        self._awaiting = ""
        """The note whose sign comes next in its run."""
        self.pictures: list[Drawn] = []
        self.drawn: list[Block] = []
        """Words that are drawn in this paragraph: WordArt, and what stands in a diagram."""
        self._look = Look()
        self._sizes: Counter[float] = Counter()
        self._bold: Counter[bool] = Counter()
        self._counts: Counter[str] = Counter()
        self._fields: list[_Field] = []
        self._underlined: list[tuple[Words, int, int]] = []
        self._font = ""

    def begin(self, look: Look) -> None:
        """Begin a paragraph of this look."""
        self._counted.begin(look)
        self._look, self.pictures, self.drawn, self._underlined = look, [], [], []
        self._sizes, self._bold = Counter(), Counter()

    def ended(self) -> tuple[float, bool]:
        """The size that most characters of the paragraph have, and whether nearly all are bold."""
        size = max(self._sizes, key=lambda one: self._sizes[one]) if self._sizes else 0.0
        return size, self._bold[True] > 9 * self._bold[False]

    def held(self) -> _State:
        """What is known of the paragraph so far, while another is read."""
        return self._look, self._sizes, self._bold, self.pictures, self.drawn, self._underlined

    def restore(self, state: _State) -> None:
        """Go on with a paragraph."""
        self._look, self._sizes, self._bold, self.pictures, self.drawn, self._underlined = state

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
                before = len(words.text)
                self.inside(one, words)
                if name == "fldSimple" and len(words.text) == before:
                    self._show(value(one, "instr"), None, words)
                elif name == "fldSimple":
                    self._counted.goes_on(value(one, "instr"), words.text[before:])
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
        fonts = child(properties, "rFonts")
        self._font = value(fonts, "ascii") or value(fonts, "hAnsi")
        line = child(properties, "u")
        begins = len(words.text)
        self._awaiting = ""
        for one in run:
            before = len(words.text)
            if local(one) in ("fldChar", "instrText"):
                self._field(one, Words() if look.hidden else words)
            elif look.hidden:
                self.taken.left_out["hidden characters"] += len(one.text or "") if local(one) == "t" else 0
                continue
            else:
                self._part(one, words)
            written = len("".join(words.text[before:].split()))
            if written:
                self._sizes[look.size or 0.0] += written
                self._bold[bool(look.bold)] += written
        if line is not None and value(line, "val") != "none":
            self._underlined.append((words, begins, len(words.text)))

    def draw_blanks(self, words: Words) -> None:
        """Show lines that are drawn for an answer, underlined room without a word on them, as characters."""
        groups: list[list[tuple[int, int]]] = []  # with nothing but room between what is underlined
        for own, start, end in self._underlined:
            if own is not words:
                continue
            if groups and not words.text[groups[-1][-1][1] : start].strip():
                groups[-1].append((start, end))
            else:
                groups.append([(start, end)])
        for group in groups:
            first, last = group[0][0], group[-1][1]
            if last - first < 2 or words.text[first:last].strip() or "\n" in words.text[first:last]:
                continue
            for start, end in group:
                words.text = words.text[:start] + "_" * (end - start) + words.text[end:]

    def _part(self, one: etree._Element, words: Words) -> None:
        name = local(one)
        if self._awaiting and name in ("t", "sym"):
            self._typed_mark(one, words)
        elif name == "t":
            text, unknown = shown(one.text or "", self._font)
            self.taken.left_out["signs of symbol fonts"] += unknown
            words.add(text)
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
            if local(one) == "textpath" and value(one, "string").strip():
                self.drawn.append(_drawn_words(value(one, "string"), "paragraph"))
            elif local(one) == "relIds":
                self.drawn += [_drawn_words(said, "item") for said in self.diagram(value(one, "dm"))]
            elif local(one) == "chart":
                self.taken.left_out["charts"] += 1
            elif local(one) in ("docPr", "shape"):
                alt = value(one, "descr") or value(one, "alt") or alt
            elif local(one) in ("blip", "imagedata"):
                name = value(one, "embed") or value(one, "id")
                self.pictures.append((name, alt, not words.text.strip()))

    def _field(self, element: etree._Element, words: Words) -> None:
        """A field's beginning, its code, or its end, where one without a result shows what the code says."""
        if local(element) == "instrText":
            if self._fields:
                self._fields[-1].code += element.text or ""
            return
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(child(element, "ffData"), len(words.text)))
        elif kind == "separate" and self._fields:
            self._fields[-1].before = len(words.text)
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if len(words.text) <= field.before:
                self._show(field.code, field.data, words)
            else:
                self._counted.goes_on(field.code, words.text[field.before :])

    def _show(self, code: str, data: etree._Element | None, words: Words) -> None:
        """What a field without a result shows."""
        said = field_words(code, data)
        self.taken.left_out["readings kept beside the text"] += len(said.ruby)
        words.join(said)
        words.add(self._counted.number(code, self._look))

    def _sign(self, element: etree._Element, words: Words) -> None:
        stated = value(element, "char")
        code = int(stated, 16) if _CODE.fullmatch(stated) else 0
        sign = sign_of(value(element, "font"), code)
        if sign or not 0xE000 <= code <= 0xF8FF:
            words.add(sign or chr(code))
        else:
            self.taken.left_out["signs of symbol fonts"] += 1

    def _typed_mark(self, element: etree._Element, words: Words) -> None:
        """The sign of a note that its author typed: it follows the reference in the same run."""
        name, self._awaiting = self._awaiting, ""
        typed = Words()
        self._part(element, typed)
        if sign := typed.text.strip():
            self.called[name] = sign
            self.typed.add(name)
            words.mark(sign, name)

    def _call(self, element: etree._Element, words: Words) -> None:
        kind = local(element).removesuffix("Reference")
        name = f"{kind} {number_of(element, 'id')}"
        if switched_on(element, "customMarkFollows"):
            self.called.setdefault(name, "*")
            self._awaiting = name
            return
        if name not in self.called:
            self._counts[kind] += 1
            self.called[name] = str(self._counts[kind]) if kind == "footnote" else f"尾{self._counts[kind]}"
        sign = self.called[name]
        words.mark(sign if sign.isascii() else f"[{sign}]", name)


def _drawn_words(text: str, kind: str) -> Block:
    return Block(Words(" ".join(text.split())), LineEvidence(0, kind=kind))


def switched_on(element: etree._Element, name: str) -> bool:
    """Whether an attribute is on."""
    return value(element, name) in ("1", "true", "on")
