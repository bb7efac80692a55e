"""Everything that is published, and the pages that present it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shanben.model.facsimile import Facsimile
from shanben.model.language import Term, Translation
from shanben.model.text import Gap, Source
from shanben.model.versions import Change, Versions
from shanben.model.works import Work

FORMAT = 2
"""The number of the format of ``library.json``: it grows when a reader of the former would fail or be misled."""
FORMATS = (1, FORMAT)
"""Formats that are read. In the first no fact was read from a text, and a work had no versions."""


@dataclass(frozen=True, slots=True)
class ShapedSource:
    """A source with what became of it: its works and its gaps, which together cover it exactly once."""

    source: Source
    works: tuple[Work, ...]
    gaps: tuple[Gap, ...]
    automatic: bool = False
    """True where no edition file arranged it."""
    edition_path: Path | None = None
    facsimile: Facsimile | None = None
    """What readers are shown of the document it was taken from."""
    made_of: str = field(default="", compare=False)
    """The SHA-256 of all that it was shaped from; empty where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Collection:
    """An ordered set of works with an introduction in its editors' words. ``works`` are ids."""

    id: str
    title: str
    works: tuple[str, ...]
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is published: sources with their works, and the terms."""

    sources: tuple[ShapedSource, ...]
    terms: tuple[Term, ...] = ()
    languages: tuple[str, ...] = field(default=("en",))
    versions: tuple[Versions, ...] = ()
    """The works of which it holds several texts."""
    changes: tuple[Change, ...] = ()
    """Which works change others: decisions of amendment and of repeal."""
    missing: tuple[str, ...] = ()
    """The sources that were left out for a fault, as people know their paths."""
    collections: tuple[Collection, ...] = ()
    day: str = ""
    """The day for which it is told what is in force, ISO 8601."""

    @property
    def works(self) -> tuple[Work, ...]:
        """Every work, in the order of the sources."""
        return tuple(work for shaped in self.sources for work in shaped.works)

    @property
    def current_works(self) -> tuple[Work, ...]:
        """Every work once: of one that has several texts the current one."""
        older = {one.work for versions in self.versions for one in versions.versions if one.work != versions.id}
        return tuple(work for work in self.works if work.id not in older)


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of a page's table of contents: a place, its heading in Chinese, its translations, what stands below."""

    anchor: str
    text: str
    translations: tuple[Translation, ...]
    children: tuple[Contents, ...]
    supplied: bool = False
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``path`` as generators name it (``works/x/index.md``), title, body, outline, what its head says.

    ``html`` is the whole body of the page's article; its links are relative to the address at which the page stands.
    A page that is only planned has none yet, and no ``contents``.
    ``origin`` is the file to edit when the page is wrong, relative to the project; ``work`` the work it belongs to.
    """

    path: str
    title: str
    html: str = ""
    contents: tuple[Contents, ...] = ()
    origin: str = ""
    work: str = ""
    translations: tuple[Translation, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
