"""Which reader takes a file of terms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shanben.model.language import Term
from shanben.read.term_exchange import read_tbx
from shanben.read.term_sheets import read_csv
from shanben.read.termbase import read_termbase

READERS: dict[str, Callable[[Path, str], tuple[Term, ...]]] = {
    ".yml": read_termbase, ".yaml": read_termbase, ".csv": read_csv, ".tsv": read_csv, ".tbx": read_tbx,
    ".xml": read_tbx,
}  # fmt: skip
"""Which reader takes a file, by the end of its name."""
