"""Numbers as sequences: one that does not follow the one before it is a doubt."""

from __future__ import annotations

from collections.abc import Sequence

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import Number, NumberForm
from shanben.shape.numbering import names_another
from shanben.shape.pieces import Piece

_AS = {NumberForm.FIRST: NumberForm.ORDINAL}
"""Forms that count together with another: 首先 stands for 第一."""
_BEGINS = frozenset({0, 1})
"""A paper may begin with 0 引言."""
_LAST, _FIRST_OF_TWO = "下", (1,)
"""The last of volumes follows the first where there are two: 卷上, 卷下."""


def doubt_sequences(pieces: Sequence[Piece]) -> None:
    """Doubt each numbered heading and article of a work that neither begins a sequence nor continues one.

    A form counts anew at 1 wherever it likes (each chapter has its 第一节) and may go on across what encloses it (the
    articles of a statute). Where a text is an excerpt its first number is doubted too: nobody but an editor knows.
    """
    before: dict[NumberForm, Number] = {}
    heading, article = EntryKind.HEADING, NumberForm.ARTICLE
    for piece in pieces:
        number = piece.number
        if number is None or not number.values:
            continue
        form = _AS.get(number.form, number.form)
        last = before.get(form)
        if (
            form is article
            and names_another(piece.text, number)
            and not (last and _follows(last.values, number.values))
        ):
            continue
        before[form] = number
        judged = piece.kind is heading or form is article
        if not judged or piece.doubt or number.values[-1] in _BEGINS or (last and _follows(last.values, number.values)):
            continue
        shown = piece.text[: number.length].strip()
        if form is NumberForm.VOLUME and shown.endswith(_LAST) and last and last.values == _FIRST_OF_TWO:
            continue
        message = "{number} stands after {before}" if last else "{number} stands with nothing of its kind before it"
        piece.doubt = Doubt("D306", message, 0.95, {"number": shown, "before": _shown(last) if last else ""})


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a number is the next: 三 after 二, 第十二条之二 after 之一, 第十三条 after either, 2.3 after 2.2."""
    return (after[:-1] == before[:-1] and after[-1] == before[-1] + 1) or (
        len(after) < len(before) and after[-1] == before[len(after) - 1] + 1
    )


def _shown(number: Number) -> str:
    return ".".join(map(str, number.values))
