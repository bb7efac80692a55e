"""What people ask for when they add a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """How documents are taken in.

    ``encoding`` is what the user says of a file of characters. ``pages`` keeps the pages of PDF files as pictures,
    ``original`` the document itself, both to be shown beside the text. ``recognise`` reads pages that are pictures.
    """

    encoding: str = ""
    pages: bool = False
    original: bool = False
    recognise: bool = False


NONE = Wishes()
"""Nothing but the text."""
