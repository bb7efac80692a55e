"""Word documents (.docx) as blocks: the parts of the file, and the paragraphs and tables of its body in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import etree

from shanben.model.evidence import LineEvidence
from shanben.take.archive import Archive, beside
from shanben.take.blocks import Block, Taken, Words, picture
from shanben.take.breaks import broken
from shanben.take.html_tables import Cells, laid_out
from shanben.take.ooxml import child, children, local, number_of, value, words_of
from shanben.take.unusable import Unusable
from shanben.take.word_numbers import Numbering, read_numbering, set_before
from shanben.take.word_runs import RunReader
from shanben.take.word_styles import Look, Styles, look_of, named_kind, read_styles, stated_level

_SPREAD = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice", "AlternateContent"})
"""Elements around paragraphs that stand for their content."""


def take_docx(path: Path) -> Taken:
    """A Word document as Word shows it: insertions taken in, deletions and hidden text left out and counted."""
    archive = Archive(path, "a Word document (.docx)")
    try:
        return _WordReader(archive).read()
    except KeyError as error:
        raise archive.damaged(str(error.args[0]) if error.args else "") from None
    except RecursionError:
        raise Unusable("nests its parts too deeply to be read: save its text as another kind of file") from None
    finally:
        archive.close()


def _main_part(archive: Archive) -> str:
    relations = archive.xml_if("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


class _WordReader:
    """Reads one document."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.part = _main_part(archive)
        folder, _, name = self.part.rpartition("/")
        relations = archive.xml_if(f"{folder}/_rels/{name}.rels")
        self.targets = {
            str(one.get("Id")): str(one.get("Target")) for one in (relations if relations is not None else ())
        }
        self.kinds = {
            str(one.get("Type", "")).rpartition("/")[2]: beside(self.part, str(one.get("Target")))
            for one in (relations if relations is not None else ())
            if one.get("TargetMode") != "External"
        }
        self.styles: Styles = read_styles(self._related("styles"))
        self.numbering = read_numbering(self._related("numbering"))
        self.taken = Taken()
        self.runs = RunReader(self.taken, self.styles, self.numbering, self._boxed, self._diagram)
        self.tables = 0
        self.boxed: list[Block] = []
        self.begun = Words()
        """What a drop cap, or a paragraph whose end is deleted, puts before the words of the next one."""

    def _related(self, kind: str) -> etree._Element | None:
        return self.archive.xml_if(self.kinds.get(kind, ""))

    def read(self) -> Taken:
        """The document's blocks: its body, then its notes in the order of their marks."""
        root = self.archive.xml(self.part)
        body = child(root, "body")
        if body is None:
            raise self.archive.damaged(self.part)
        self.taken.blocks = self._content(body)
        for kind in ("footnotes", "endnotes"):
            self.taken.blocks += self._notes(kind)
        self._state()
        self._count()
        return self.taken

    def _content(self, element: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        for one in element:
            name = local(one)
            if name == "p":
                blocks += self._paragraph(one)
            elif name == "tbl":
                blocks += self._table(one)
            elif name in _SPREAD:
                blocks += self._spread(one)
            elif name in ("del", "moveFrom"):
                self.taken.left_out["deleted characters"] += len(self.runs.characters(one))
            elif name == "altChunk":
                self.taken.left_out["embedded documents"] += 1
        return blocks

    def _spread(self, element: etree._Element) -> list[Block]:
        if local(element) == "AlternateContent":
            choice = child(element, "Choice")
            return self._content(choice if choice is not None else element)
        gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
        blocks = self._content(element)
        if gallery is not None and value(gallery, "val") == "Table of Contents":
            for block in blocks:
                if block.facts.kind != "figure":
                    block.facts = replace(block.facts, kind="contents", level=0, by="")
        return blocks

    # -- paragraphs

    def _paragraph(self, element: etree._Element) -> list[Block]:
        self.taken.one_more()
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"), "val")
        look = look_of(properties)
        whole = replace(look, bold=None, size=None, hidden=None).over(self.styles.look(style))
        if child(properties, "rPr", "del") is not None and not self.runs.characters(element):
            return []
        begun = self.begun
        goes_on = _goes_on(element, properties)
        unseen = goes_on or (look.hidden and self._all_hidden(element, whole))
        number = "" if unseen else self._number(whole, style, look)
        self.runs.begin(whole)
        words, self.begun = Words(), Words()
        words.add(set_before(number))
        words.join(begun)
        self.runs.inside(element, words)
        self.runs.draw_blanks(words)
        boxed, self.boxed = self.boxed, []
        boxed += self.runs.drawn
        drawn = [(picture(self._image(name), alt), first) for name, alt, first in self.runs.pictures]
        before, after = [one for one, first in drawn if first], [one for one, first in drawn if not first]
        if goes_on:
            self.begun = words
        if goes_on or (not words.text.removeprefix(set_before(number)).strip() and drawn):
            return [*before, *after, *boxed]
        if not words.text.strip():
            return boxed
        return [*before, *broken(words, self._facts(whole, number)), *after, *boxed]

    def _all_hidden(self, element: etree._Element, whole: Look) -> bool:
        """Whether nothing of a paragraph is seen: Word then does not count it."""
        reader = RunReader(Taken(), self.styles, Numbering(), lambda _: None, lambda _: [])
        reader.begin(whole)
        words = Words()
        reader.inside(element, words)
        return not words.text.strip()

    def _number(self, whole: Look, style: str, own: Look) -> str:
        if not whole.numbering or whole.numbering == "0":
            return ""
        level = whole.numbering_level
        if own.numbering is None and not level:
            level = self.numbering.level_of_style(whole.numbering, style)
        return self.numbering.next(whole.numbering, level)

    def _facts(self, look: Look, number: str) -> LineEvidence:
        level, by = stated_level(look)
        kind = "heading" if level else named_kind(look)
        if not kind and look.numbering not in (None, "", "0"):
            kind, level = "item", look.numbering_level + 1
        size, bold = self.runs.ended()
        return LineEvidence(
            0, kind=kind or "paragraph", level=level, by=by, style=look.name, number=number, size=size, bold=bold,
            centred=bool(look.centred),
        )  # fmt: skip

    def _image(self, name: str) -> str:
        target = self.targets.get(name, "")
        return beside(self.part, target) if target else ""

    def _diagram(self, name: str) -> list[str]:
        """The words of a diagram, as it holds them one after the other."""
        root = self.archive.xml_if(self._image(name))
        points = [one for one in root.iter() if local(one) == "pt"] if root is not None else []
        return ["".join(one.text or "" for one in point.iter() if local(one) == "t") for point in points]

    def _boxed(self, content: etree._Element) -> None:
        """A text box: its paragraphs stand after the one it is anchored in."""
        state = self.runs.held()
        outer, self.boxed = self.boxed, []
        blocks = self._content(content)
        self.boxed = [*outer, *blocks]
        self.runs.restore(state)

    # -- tables

    def _table(self, element: etree._Element) -> list[Block]:
        self.taken.one_more()
        self.tables += 1
        number = self.tables
        rows: list[tuple[bool, Cells]] = []
        above: dict[int, tuple[int, int]] = {}  # for a column: the row and the place of the cell that goes on down it
        for line in _parts(element, "tr"):
            if child(line, "trPr", "del") is not None:
                self.taken.left_out["deleted characters"] += len(self.runs.characters(line))
                continue
            column = number_of(child(line, "trPr", "gridBefore"), "val")
            cells: Cells = []
            for cell in _parts(line, "tc"):
                properties = child(cell, "tcPr")
                columns = max(1, number_of(child(properties, "gridSpan"), "val"))
                beside = child(properties, "hMerge")
                if cells and beside is not None and value(beside, "val") != "restart":
                    blocks, start, span, down = cells[-1]
                    cells[-1] = (blocks + self._content(cell), start, span + columns, down)
                    column += columns
                    continue
                merge = child(properties, "vMerge")
                if merge is not None and value(merge, "val") != "restart" and column in above:
                    at, place = above[column]
                    blocks, start, span, down = rows[at][1][place]
                    blocks += self._content(cell)
                    rows[at][1][place] = (blocks, start, span, down + 1)
                else:
                    above.pop(column, None)
                    if merge is not None:
                        above[column] = (len(rows), len(cells))
                    cells.append((self._content(cell), column, columns, 1))
                column += columns
            rows.append((child(line, "trPr", "tblHeader") is not None, cells))
        return laid_out(rows, number)

    # -- notes and the rest

    def _notes(self, kind: str) -> list[Block]:
        root = self._related(kind)
        if root is None:
            return []
        singular = kind[:-1]
        held = {value(note, "id"): note for note in children(root, singular)}
        blocks: list[Block] = []
        called = [(name, sign) for name, sign in self.runs.called.items() if name.startswith(singular)]
        for name, sign in called:
            note = held.get(name.partition(" ")[2])
            if note is None:
                continue
            prefix = f"[{sign}] " if sign.isascii() and sign.isalnum() else f"{sign} "
            for block in self._content(note):
                if block.facts.kind == "figure":
                    blocks.append(block)
                    continue
                typed = name in self.runs.typed and re.match(rf"\s*{re.escape(sign)}(?!\d)", block.words.text)
                if prefix and not typed:
                    start = Words()
                    start.add(prefix)
                    start.join(block.words)
                    block.words = start
                prefix = ""
                block.facts = replace(block.facts, kind="note", note=name, level=0, by="", number="")
                blocks.append(block)
        return blocks

    def _state(self) -> None:
        core = self.archive.xml_if("docProps/core.xml")
        parts = {local(one): words_of(one) for one in (core if core is not None else ())}
        created = re.match(r"\d{4}-\d\d-\d\d", parts.get("created", ""))
        self.taken.stated = {
            "title": parts.get("title", ""), "author": parts.get("creator", ""), "date": created[0] if created else "",
        }  # fmt: skip

    def _count(self) -> None:
        folder = self.part.rpartition("/")[0]
        for name in sorted(self.archive.names):
            part = re.fullmatch(rf"{re.escape(folder)}/(header|footer|comments)\d*\.xml", name)
            if part is None:
                continue
            label = "comments" if part[1] == "comments" else "characters of page headers and footers"
            root = self.archive.xml(name)
            if part[1] == "comments":
                self.taken.left_out[label] += sum(1 for _ in children(root, "comment"))
            else:
                self.taken.left_out[label] += len(self.runs.characters(root))


def _goes_on(element: etree._Element, properties: etree._Element | None) -> bool:
    """Whether the next paragraph carries one on: its end is deleted, or it is a large letter by itself (a drop cap)."""
    dropped = value(child(properties, "framePr"), "dropCap") in ("drop", "margin")
    if not dropped and child(properties, "rPr", "del") is None:
        return False
    following = next((one for one in element.itersiblings() if local(one) in ("p", "tbl", "sdt")), None)
    return following is not None and local(following) == "p"


def _parts(element: etree._Element, name: str) -> list[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls and insertions."""
    found: list[etree._Element] = []
    for one in element:
        if local(one) == name:
            found.append(one)
        elif local(one) in _SPREAD:
            found += _parts(one, name)
    return found
