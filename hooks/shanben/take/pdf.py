"""PDF documents: printed lines with what is known of each."""

from __future__ import annotations

from pathlib import Path

from shanben.take.blocks import Block, Taken, Words
from shanben.take.unusable import Unusable


def take_pdf(path: Path) -> Taken:
    """A PDF document. Needs ``pypdfium2``."""
    import pypdfium2

    from shanben.model.evidence import LineEvidence

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        raise Unusable("is not a PDF document, or is damaged or protected by a password") from None
    taken = Taken(printed=True, pages=len(document))
    for number in range(len(document)):
        for line in document[number].get_textpage().get_text_range().splitlines():
            words = Words()
            words.add(line)
            taken.blocks.append(Block(words, LineEvidence(0, page=number + 1)))
    return taken
