"""Blocks of a document with what it states of each."""

from __future__ import annotations

from dataclasses import dataclass

from shanben.model.evidence import LineEvidence
from shanben.shape.pieces import Piece


@dataclass(frozen=True, slots=True)
class Look:
    """What words look like: size, weight and place in the line."""

    size: float
    bold: bool
    centred: bool


@dataclass(slots=True)
class Known:
    """A block with what is known of it."""

    piece: Piece
    facts: LineEvidence
    emphasised: bool = False
    heavy: bool = False
    """Whether it stands out by more than its place in the line."""

    @property
    def stated(self) -> bool:
        """Whether the document itself calls it a heading."""
        return self.facts.kind in ("heading", "title")

    @property
    def look(self) -> Look:
        """What its words look like."""
        return Look(round(self.facts.size * 2) / 2, self.facts.bold, self.facts.centred)
