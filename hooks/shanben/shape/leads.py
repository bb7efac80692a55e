"""Run-in headings: paragraphs that open with a short sentence which names the matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.layout import STRONG_FORMS, cells
from shanben.shape.pieces import Piece

_RUN_IN = re.compile(r"([^。；：！？]{3,40})。(?=.{10})")
_NOT_RUN_IN = frozenset({NumberForm.ARTICLE, NumberForm.ANNEX}) | STRONG_FORMS
_LONGEST_RUN_IN = 22  # cells, of a lead without a number
_ALIKE = 3
"""Paragraphs of one section that must open alike."""
_TELLS = re.compile(r"[我你您他她它这那了着过们]|[“”「」『』﹁﹂]|是$|有$|说|道$")
"""Words of a sentence that tells something; a heading names a matter."""
_STATES = re.compile(
    r"(?<=..)(?:是一|是[全本当]|(?<![主重需首摘纪概提])要(?![求素点件闻地害])|应当|應當|必[须須]|已[经經]|不能|可以"
    r"|[关關][系係事](?=..)|事[关關]|[离離]不[开開])"
)
"""Words between a matter and what is said of it: 湖区治理要坚持…, but 坚持…."""


def mark_leads(pieces: Sequence[Piece], *, statute: bool) -> None:
    """Mark the leads of a text: with a number, or alike in the paragraphs of one section. Statutes have none."""
    section: list[Piece] = []
    often = frozenset() if statute else _led(pieces)
    for piece in [*pieces, None]:
        if piece is not None and piece.kind is not EntryKind.HEADING:
            section.append(piece)
            continue
        if not statute:
            _numbered_leads(section, often)
        _plain_leads(section)
        section = []


def _led(pieces: Sequence[Piece]) -> frozenset[NumberForm]:
    """The forms of numbers that open a lead nearly wherever they stand: （1）…。 counted on over the sections."""
    found: Counter[NumberForm] = Counter()
    every: Counter[NumberForm] = Counter()
    for piece in pieces:
        if piece.kind is EntryKind.PARAGRAPH and piece.number and piece.number.form not in _NOT_RUN_IN:
            every[piece.number.form] += 1
            found[piece.number.form] += bool(_RUN_IN.match(piece.text))
    return frozenset(form for form, count in found.items() if count >= _OFTEN and count * 5 >= every[form] * 4)


_OFTEN = 4
_SHARE = 2
"""One in so many paragraphs of a form must open with a lead: the first sentence of a few of them is none."""


def _numbered_leads(section: Sequence[Piece], often: frozenset[NumberForm]) -> None:
    found = [
        (piece, match[1])
        for piece in section
        if piece.kind is EntryKind.PARAGRAPH and piece.number and piece.number.form not in _NOT_RUN_IN
        if (match := _RUN_IN.match(piece.text))
    ]
    every = Counter(piece.number.form for piece in section if piece.kind is EntryKind.PARAGRAPH and piece.number)
    leading = Counter(piece.number.form for piece, _ in found if piece.number)
    forms = {form for form, count in leading.items() if len(found) > 1 and count * _SHARE >= every[form]}
    for piece, lead in found:
        if piece.number and piece.number.form in forms | often:
            piece.run_in = lead
    for piece, below in pairwise(section):
        if piece.number and piece.number.form in forms and _is_lead_alone(piece, below):
            piece.kind = EntryKind.HEADING
            piece.doubt = piece.doubt or Doubt("D305", "a lead by itself, where others open a paragraph", 0.9)


def _is_lead_alone(piece: Piece, below: Piece) -> bool:
    """Whether （三）基本原则。 stands over text of its own, which has no number."""
    words = piece.text[piece.number.length :] if piece.number else ""
    alone = piece.kind is EntryKind.PARAGRAPH and words.endswith("。") and cells(words) <= _LONGEST_RUN_IN
    return alone and not _MARKED.search(words[:-1]) and below.kind is EntryKind.PARAGRAPH and below.number is None


_MARKED = re.compile(r"[，。；：！？、]")


def _plain_leads(section: Sequence[Piece]) -> None:
    texts = [piece for piece in section if piece.kind is EntryKind.PARAGRAPH and not piece.number and not piece.apart]
    leads = [(piece, match[1]) for piece in texts if (match := _RUN_IN.match(piece.text))]
    leads = [(piece, lead) for piece, lead in leads if cells(lead) <= _LONGEST_RUN_IN and "，" not in lead]
    if len(leads) < _ALIKE or len(leads) * 5 < len(texts) * 4:
        return
    several = len({lead for _, lead in leads}) == len(leads)  # of two headings of one section none says the same
    naming = several and not any(_TELLS.search(lead) for _, lead in leads)
    lengths = Counter(len(lead) for _, lead in leads).most_common(1)[0][1]
    ends = Counter(lead[-1] for _, lead in leads).most_common(1)[0][1]
    starts = Counter(lead[0] for _, lead in leads).most_common(1)[0][1]
    stating = sum(_STATES.search(lead) is not None for _, lead in leads) * 2 > len(leads)
    if naming and not stating and max(lengths, ends, starts) * 3 >= len(leads) * 2:
        for piece, lead in leads:
            piece.run_in = lead
    elif naming:
        piece, lead = leads[0]
        message = "“{words}” and {count} more openings here may be run-in headings; they were taken for text"
        piece.doubt = piece.doubt or Doubt("D309", message, 0.6, {"words": lead, "count": len(leads) - 1})
