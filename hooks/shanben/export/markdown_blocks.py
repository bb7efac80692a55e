"""The blocks of a work as Markdown: paragraphs, pipe tables, verse with its line ends, quotes, pictures, lists.

Notes are those of PHP Markdown Extra and Pandoc: ``[^p4-1-1-n1]``. A cell that takes several places stands in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from shanben.addresses import is_published
from shanben.groups import Group, Item, Nested, Poem, Quotation, Table, groups
from shanben.model.forms import Picture, Verse
from shanben.model.language import Translation
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Work

_MARKUP = re.compile(r"[\\`*_\[\]{}#]")
_REFERENCE = re.compile(r"[&<>]")
# A list or a rule would begin here.
_LINE_START = re.compile(r"\A(\d+)([.)])|\A()([-+=~|])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Words inside a line as Markdown (CommonMark and the older kinds) that reads back as the same words."""
    return _REFERENCE.sub(lambda match: _ENTITIES[match[0]], _MARKUP.sub(r"\\\g<0>", text))


def paragraph(text: str) -> str:
    """Words that begin a line, as Markdown."""
    return opened(escape(text))


def opened(escaped: str) -> str:
    """Escaped words as the beginning of a line."""
    return _LINE_START.sub(lambda match: f"{match[1] or ''}&#{ord(match[2] or match[4])};", escaped)


def written(work: Work, blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks that follow one another, without the notes they call."""
    for group in groups(filter(is_published, blocks)):
        yield from _group(work, group)


def translated(translations: Iterable[Translation]) -> Iterator[str]:
    """Translations, each a paragraph."""
    for translation in translations:
        yield f"*{escape(translation.text)}*"


def with_calls(block: Block, text: str, start: int = 0) -> str:
    """A block's text from ``start`` with the calls of its notes in their places, and its lines where it is verse."""
    pieces = [(call.at, f"[^{call.note}]") for call in block.calls]
    if isinstance(block.form, Verse):
        pieces += [(at, "  \n") for at in block.form.breaks]  # read by every Markdown; a backslash is not
    out: list[str] = []
    for at, sign in sorted(pieces):
        if at >= start:
            out += [escape(text[start:at]), sign]
            start = at
    return "".join([*out, escape(text[start:])])


def _group(work: Work, group: Group) -> Iterator[str]:
    match group:
        case Table():
            yield from _table(work, group)
        case Poem(stanzas):
            yield from (_lines(with_calls(block, work.text(block))) for block in stanzas)
        case Quotation(blocks):
            yield "\n>\n".join(f"> {_lines(with_calls(block, work.text(block)))}" for block in blocks)
        case Nested(items):
            yield "\n".join(_list(work, items, 0))
        case _:
            yield from _figure(work, group) if group.kind is BlockKind.FIGURE else _block(work, group)


def _lines(escaped: str) -> str:
    return "\n".join(opened(line) for line in escaped.split("\n"))


def _block(work: Work, block: Block) -> Iterator[str]:
    text = work.text(block)
    label = read_spans(work.source.text, block.run_in.spans) if block.run_in else ""
    if label and text.startswith(label):
        yield from translated(work.translations.get(block.id, ()))
        yield _strong(label, text[len(label) :]) + with_calls(block, text, len(label))
        return
    yield opened(with_calls(block, text))
    yield from translated(work.translations.get(block.id, ()))


def _strong(label: str, rest: str) -> str:
    """Strong words; as HTML where stars after a mark and before a letter would stay stars (CommonMark 6.2)."""
    if not label[-1].isalnum() and rest[:1].isalnum():
        return f"<strong>{escape(label)}</strong>"
    return f"**{escape(label)}**"


def _table(work: Work, table: Table) -> Iterator[str]:
    if table.caption:
        yield from _block(work, table.caption)
    rows = [[_cell(work, place) for place in row] for row in table.rows]
    if not rows:
        return
    head = rows.pop(0) if table.head else [""] * len(rows[0])
    yield "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _cell(work: Work, place: Block | str) -> str:
    if isinstance(place, str):
        return ""
    return with_calls(place, work.text(place)).replace("|", "\\|")


def _figure(work: Work, block: Block) -> Iterator[str]:
    picture = block.form if isinstance(block.form, Picture) else Picture("")
    yield f"![{escape(picture.alt)}](<figures/{picture.path}>)"
    if work.text(block):
        yield opened(with_calls(block, work.text(block)))


def _list(work: Work, items: Sequence[Item], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}- {opened(with_calls(item.block, work.text(item.block)))}"
        yield from _list(work, item.items, depth + 1)
