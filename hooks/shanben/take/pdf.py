"""PDF documents: printed lines in reading order, with what is known of each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from shanben.lineation import ranges
from shanben.model.evidence import Cell, LineEvidence, Mark, OutlineEntry
from shanben.model.radicals import read_radicals
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.take.blocks import Block, Taken, Words
from shanben.take.meaningless import is_unknown, unlike_chinese, without_words
from shanben.take.misread import COUNTED, HAN, LATIN_1, is_misread, mended, mended_han, misread, without_marks
from shanben.take.pdf_blocks import (
    BULLET,
    Setting,
    begins,
    begins_item,
    body_size,
    centred,
    foot_notes,
    indent,
    note_calls,
    read_setting,
    set_in,
)
from shanben.take.pdf_characters import Fonts
from shanben.take.pdf_damage import damage_in
from shanben.take.pdf_faces import mark_bold
from shanben.take.pdf_furniture import page_furniture
from shanben.take.pdf_gathered import page_characters
from shanben.take.pdf_lines import PrintedLine, page_lines
from shanben.take.pdf_long_tables import tables_of
from shanben.take.pdf_measure import set_measure
from shanben.take.pdf_objects import paths_and_pictures
from shanben.take.pdf_room import set_apart
from shanben.take.pdf_rules import grids
from shanben.take.pdf_signs import pictures_in_lines, read_signs
from shanben.take.pdf_tables import without_tables
from shanben.take.pdf_undrawn import undrawn
from shanben.take.pdf_watermarks import without_watermarks
from shanben.take.scans import recognised, recogniser
from shanben.take.sheets import Progress
from shanben.take.unusable import Unusable
from shanben.take.zero_filled import whole_length

_PASSWORD = 4
"""PDFium's error for a document that needs a password."""
_LOCKED = 5
"""… and for one locked in a way it does not know."""
_WHITE = re.compile(r"\s+")
_NUMBER = re.compile(
    r"(?:第[〇零一二三四五六七八九十百千\d]+[编編章节節条條款部篇回卷]|[〇零一二三四五六七八九十百]+、|[（(][〇零一二三四五六七八九十百\d]+[）)]"
    r"|(?:附[录錄])?(?:\d+|[A-Z])(?:\.\d+)*[.、]?)"
)
"""What a heading may begin with that its bookmark does not say."""
_AT_ONCE = 1 << 26
"""Bytes of a file that is read as a whole: PDFium seeks in it again and again."""
_FEW = 10
"""One in so many characters without meaning is doubted; more are refused."""

_LOST = "is damaged inside, and words of it are lost: get a whole copy"


def take_pdf(path: Path, progress: Progress = list, *, recognise: bool = False) -> Taken:
    """A PDF document. Needs ``pypdfium2``; where pages that are pictures are to be recognised, what ``scans`` needs."""
    import pypdfium2
    import pypdfium2.raw as raw

    whole: Set[int] = frozenset()
    try:
        if path.stat().st_size > _AT_ONCE:
            document = pypdfium2.PdfDocument(path)
        else:
            content = path.read_bytes()[: whole_length(path)]
            if not recognise:  # which looks at what is drawn
                content, whole = undrawn(content)
            document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _unopened(getattr(error, "err_code", None)) from None
    try:
        taken = _read(path, document, raw, progress, recogniser() if recognise else None)
    except pypdfium2.PdfiumError:
        raise Unusable("is damaged: open it and save it again") from None
    except Unusable:  # for want of text, mostly: that it is lost comes first
        if damage_in(path).words:
            raise Unusable(_LOST) from None
        raise
    finally:
        document.close()
    damage = damage_in(path, taken.pages, whole)
    if damage.words:
        raise Unusable(_LOST)
    if damage.parts:
        message = "is damaged inside (parts: {number}), so words may be missing: compare it, or get a whole copy"
        taken.doubts.append(Problem("D137", message, Origin(str(path)), {"number": len(damage.parts)}))
    return taken


def _unopened(code: int | None) -> Unusable:
    if code == _PASSWORD:
        return Unusable("is protected by a password: save a copy without it")
    if code == _LOCKED:
        return Unusable("is locked by its seller (DRM): ask for a copy without it")
    return Unusable("is not a PDF document, or is damaged or cut off: open it and save it again")


def _read(path: Path, document: Any, raw: Any, progress: Progress, recognise: Any) -> Taken:
    taken = Taken(printed=True, pages=len(document))
    fonts = Fonts()
    kept: list[Any] = []  # pages that brought fonts stay open, so that fonts keep their addresses
    pages: list[list[PrintedLine]] = []
    columns: list[float] = []
    empty: list[int] = []
    unsure: list[int] = []
    for number in progress(range(len(document))):
        page = document[number]
        known = len(fonts.names)
        found = page_characters(raw, page, fonts)
        read_signs(found, fonts)
        if found.zeros:
            taken.repaired["characters U+0000 left out"] += found.zeros
        taken.repaired["letters that stood as Han characters"] += found.mended
        taken.repaired["letters that stood as full-width ones"] += found.narrowed
        taken.repaired["second codes of one printed character left out"] += found.twins
        taken.left_out["characters outside the page"] += found.outside
        found, marks = without_watermarks(found)
        taken.left_out["characters of watermarks"] += marks
        paths, pictures = paths_and_pictures(raw, page, found.objects)
        taken.left_out["pictures that stand in lines like words"] += pictures_in_lines(raw, pictures, found)
        found, rows = without_tables(found, grids(raw, paths, found), number + 1)
        lines = page_lines(found, number + 1, columns, rows)
        if not lines and any(True for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if recognise is None:
                empty.append(number + 1)
            else:
                found, faint = recognised(page, recognise)
                lines = page_lines(found, number + 1, columns)
                taken.repaired["lines recognised in pictures"] += len(lines)
                unsure += [number + 1] * bool(faint)
                for line in lines:
                    line.recognised = True
        pages.append(lines)
        if len(fonts.names) > known:
            kept.append(page)
        else:
            page.close()
    for page in kept:
        page.close()
    lacking = sorted({line.page for lines in pages for line in lines if line.lacking})
    if lacking:
        message = (
            "has room for a character inside lines on pages {pages}: its font may lack one; compare it with the pages"
        )
        taken.doubts.append(Problem("D136", message, Origin(str(path)), {"pages": ranges(lacking)}))
    if unsure:
        message = "its text was recognised, and is not sure on pages {pages}: compare it with the pages"
        taken.doubts.append(Problem("D135", message, Origin(str(path)), {"pages": ranges(unsure)}))
    mark_bold(pages, fonts, body_size(line for lines in pages for line in lines))
    _refuse_scans(pages, empty, taken)
    _repair(pages, taken, Origin(str(path)))
    taken.blocks = _blocks(pages)
    _bookmarks(document, taken)
    about = document.get_metadata_dict(skip_empty=True)
    date = re.match(r"D:(\d{4})(\d\d)(\d\d)", about.get("CreationDate", ""))
    taken.stated = {
        "title": about.get("Title", ""), "author": about.get("Author", ""),
        "date": "-".join(date.groups()) if date else "",
    }  # fmt: skip
    _entitle(taken)
    return taken


def _entitle(taken: Taken) -> None:
    """Make a title of the lines near the beginning that are what the file calls itself, and larger than all below."""
    words = _WHITE.sub("", read_radicals(taken.stated["title"]))
    lines = _with_words(taken.blocks, range(min(len(taken.blocks), _OPENING)), words) if _HAN.search(words) else []
    if not lines:
        return
    own = [taken.blocks[index] for index in lines]
    smallest = min(block.facts.size for block in own)
    if any(block.facts.size >= _SMALLER * smallest and not block.facts.part for block in taken.blocks[lines[-1] + 1 :]):
        return
    for index, block in zip(lines, own, strict=True):
        facts = replace(block.facts, kind="title", level=1, by="file", block=own[0].facts.block)
        taken.blocks[index] = Block(block.words, facts)


_HAN = re.compile(r"[\u4e00-\u9fff]{4}")
_OPENING = 40
"""Lines among which a title stands."""
_SMALLER = 0.98


def _refuse_scans(pages: Sequence[Sequence[PrintedLine]], empty: Sequence[int], taken: Taken) -> None:
    if not any(pages):
        if empty:
            raise Unusable(
                "holds pictures of its pages and no text (pages {pages}): recognise the text with --ocr",
                code="E131", pages=ranges(empty),
            )  # fmt: skip
        raise Unusable("holds no text: recognise the text of a scanned document: add it with --ocr", code="E131")
    if empty:
        taken.left_out["pages that hold pictures and no text"] += len(empty)


def _repair(pages: Sequence[Sequence[PrintedLine]], taken: Taken, origin: Origin) -> None:
    """Lines of a text layer whose bytes were read in a wrong encoding: read as what they are, or doubted; a layer of
    which more has no meaning is refused.
    """
    lines = [line for page in pages for line in page]
    texts = [line.text for line in lines]
    taken.doubts += without_marks(texts, origin)
    unknown = [line for line in lines if is_unknown(line.text)]
    lost: list[PrintedLine] = []
    if any(map(is_misread, texts)):
        lost += _mend((line for line in lines if LATIN_1.search(line.text)), _mended, is_misread, taken)
        lost += [line for line in lines if not LATIN_1.search(line.text) and is_misread(line.text)]
    for page in pages:
        if unlike_chinese(line.text for line in page):
            lost += _mend(page, mended_han, lambda text: bool(HAN.search(text)), taken)
    texts = [line.text for line in lines]
    if without_words(texts) or sum(len(line.text) for line in lost + unknown) * _FEW > sum(map(len, texts)):
        raise Unusable("holds a text layer that cannot be read (its characters have no meaning): print it again")
    taken.doubts += misread((line.text for line in lost), origin)


def _mended(text: str) -> tuple[str, str]:
    """As ``mended``, but for bytes that have no letter in Latin-1: to PDFium all of them are bullets."""
    return mended(text.replace("•", "\uffff"))


def _mend(
    lines: Iterable[PrintedLine], mend: Callable[[str], tuple[str, str]], lost: Callable[[str], bool], taken: Taken
) -> list[PrintedLine]:
    """Mend lines, count them, and give those that cannot be mended and are lost."""
    left = []
    for line in lines:
        text, done = mend(line.text)
        if text:
            line.text, line.repaired, line.raised, line.cells = text, done, [], []
            taken.repaired[COUNTED[done]] += 1
        elif lost(line.text):
            left.append(line)
    return left


def _blocks(pages: Sequence[Sequence[PrintedLine]]) -> list[Block]:
    """Every line with what is known of it; lines of one paragraph have one block, also over columns and pages."""
    furniture = page_furniture(pages)
    printed = [line for lines in pages for line in lines]
    aside = [line for line in printed if id(line) in furniture]
    tables = tables_of([line for line in printed if id(line) not in furniture], aside)
    furniture |= dict.fromkeys(tables.again, "running-head")
    set_measure(pages, furniture)
    flow = [line for line in printed if id(line) not in furniture]
    setting = read_setting(flow)
    notes, inset = foot_notes(flow, setting), set_in(flow, setting)
    calls = note_calls(flow, notes)
    numbers: dict[int, int] = {}
    last: dict[bool, PrintedLine | None] = {False: None, True: None}
    first: PrintedLine | None = None
    current: dict[bool, int] = {}
    count = 0
    for line in flow:
        note = id(line) in notes
        before = last[note]
        new = id(line) not in inset and (begins(before, line, setting) or begins_item(first, before, line, setting))
        new = new or tables.rows.get(id(line)) != tables.rows.get(id(before))
        if note:
            new = before is None or notes[id(before)] != notes[id(line)]
        elif new:
            first = line
        if new:
            count += 1
            current[note] = count
        numbers[id(line)] = current[note]
        last[note] = line
    for lines in pages:
        for line in lines:
            if id(line) not in numbers:
                count += 1
                numbers[id(line)] = count
    return [
        _block(
            line, at, numbers[id(line)], furniture.get(id(line), ""), notes.get(id(line), 0), calls.get(id(line), ()),
            setting, tables.rows,
        )
        for at, line in enumerate(itertools.chain.from_iterable(pages), 1)
    ]  # fmt: skip


def _block(
    line: PrintedLine,
    at: int,
    number: int,
    part: str,
    note: int,
    calls: Sequence[Mark],
    setting: Setting,
    tables: Mapping[int, tuple[int, int]],
) -> Block:
    words = Words()
    bullet = BULLET.match(line.text)
    table, row = tables.get(id(line), (0, 0))
    text = line.text if table else set_apart(line.text)
    words.add("•" + text[1:] if bullet and text >= "\ue000" else text)
    words.marks += calls
    facts = LineEvidence(
        at, page=line.page, box=line.view.box(line.left, line.y, line.right, line.y + line.size),
        size=line.size, bold=line.bold, indent=max(0.0, indent(line)), centred=centred(line), block=number,
        furniture=1.0 if part else 0.0, part=part, repaired=line.repaired, ocr=line.recognised,
    )  # fmt: skip
    if note:
        facts = replace(facts, kind="note", note=f"note {note}")
    elif bullet and not (table and line.placed):
        facts = replace(facts, kind="item", level=1)
    elif table:
        cells = line.placed or tuple(Cell(start, end, at) for at, (start, end, _, _) in enumerate(line.cells))
        facts = replace(facts, kind="row", table=table, row=row, cells=cells)
    if setting.size and not facts.part and facts.size == 0:
        facts = replace(facts, size=setting.size)
    return Block(words, facts)


def _bookmarks(document: Any, taken: Taken) -> None:
    """Make headings of the lines that bookmarks lead to and whose words are theirs."""
    places: dict[int, list[int]] = {}
    for index, block in enumerate(taken.blocks):
        places.setdefault(block.facts.page, []).append(index)
    for bookmark in document.get_toc(max_depth=9):
        destination = bookmark.get_dest()
        words = _WHITE.sub("", read_radicals(bookmark.get_title() or ""))
        page = destination.get_index() if destination is not None else None
        if not words or page is None:
            continue
        found = _with_words(taken.blocks, places.get(page + 1, []), words)
        taken.outline.append(
            OutlineEntry(bookmark.level + 1, bookmark.get_title(), _block_of(taken, found), "bookmark")
        )
        for index in found:
            facts = replace(
                taken.blocks[index].facts, kind="heading", level=bookmark.level + 1, by="bookmark",
                block=taken.blocks[found[0]].facts.block,
            )  # fmt: skip
            taken.blocks[index] = Block(taken.blocks[index].words, facts)


def _block_of(taken: Taken, lines: Sequence[int]) -> int:
    """The block that lines belong to, counted from 0; -1 where there are none."""
    return taken.blocks[lines[0]].facts.block - 1 if lines else -1


def _with_words(blocks: Sequence[Block], indices: Sequence[int], words: str) -> list[int]:
    """The lines of a page that read as these words, one or some that follow each other; a number may stand before.

    Words are without radicals: pages have them in place of characters where bookmarks have these.
    """
    for at in range(len(indices)):
        joined = ""
        for last in range(at, min(len(indices), at + 3)):
            if blocks[indices[last]].facts.part:
                break
            joined += _WHITE.sub("", read_radicals(blocks[indices[last]].words.text))
            bare = _NUMBER.sub("", joined, count=1)
            if words in (joined, bare):
                return list(indices[at : last + 1])
            if not words.startswith((joined, bare)):
                break
    return []
