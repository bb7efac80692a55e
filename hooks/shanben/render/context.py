"""What writing one page of a work needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shanben.addresses import Addresses
from shanben.lineation import Lines
from shanben.model.language import TermUse
from shanben.model.references import Reference
from shanben.model.works import Work
from shanben.render.inline import Web


@dataclass(frozen=True, slots=True)
class Context:
    """A page that is written, by its ``path``, and what its work and its library lend to it."""

    work: Work
    addresses: Addresses
    lines: Lines
    path: str
    web: Web
    openings: Mapping[str, str]
    """By block, the anchor of the section it opens."""
    marks: Mapping[str, tuple[TermUse, ...]]
    """By block, the uses of terms that are marked."""
    references: Mapping[str, tuple[Reference, ...]]
    callers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By note, the blocks that call it."""
    quiet: bool = False
    """Whether nothing stands beside the text: no marks, no backlinks."""

    def link(self, anchor: str, work: str = "") -> str:
        """The address of an anchor of this work, or of another, as written on this page."""
        return self.addresses.link(self.path, work or self.work.id, anchor)

    def note(self, anchor: str) -> str:
        """The address of an anchor of this work: without a page where it stands on this one."""
        here = self.addresses.page(self.work.id, anchor) == self.path
        return f"#{anchor}" if here else self.link(anchor)

    def to(self, page: str) -> str:
        """The address of a page as written on this one."""
        return self.addresses.between(self.path, page)
