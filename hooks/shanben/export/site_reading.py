"""The pages of a finished site, each read once: what its policy, its manifest and the check of its links need of them.

Reading and parsing a page costs more than all that is asked of it, so nobody reads it a second time unless it has been
changed since, which its digest tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shanben.export.hosting import Inline
from shanben.export.manifest import listed, passages_in, tree_of
from shanben.written import Ways, files_in

_LINE_END = re.compile("\r\n?")
"""Browsers read each as a line feed before they look at a script."""


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What the pages of a site hold; memory grows by some bytes a passage and an id of a page, not by its words."""

    digests: dict[str, str] = field(default_factory=dict)
    """By the name of a page."""
    others: dict[str, str] = field(default_factory=dict)
    """The digests of files that are no pages, by their names, where somebody told of them."""
    passages: dict[str, str] = field(default_factory=dict)
    """As a manifest lists them, by the digest of a page, so that a page that was changed has none here."""
    inline: Inline = field(default_factory=Inline)
    ways: Ways = field(default_factory=Ways)

    def read(self, name: str, content: bytes) -> None:
        """Read a page."""
        digest = self.digests[name] = _digest(content)
        tree = tree_of(content)
        self.inline.read(_LINE_END.sub("\n", content.decode("utf-8", "replace")))
        if tree is not None:
            self.passages[digest] = listed(passages_in(tree))
            self.ways.read(name, tree)

    def learn(self, name: str, content: bytes) -> None:
        """Read a page, and of any other file its digest."""
        if name.endswith(".html"):
            self.read(name, content)
        else:
            self.others[name] = _digest(content)

    def add(self, other: SiteReading) -> None:
        """Learn what another reading holds."""
        self.digests.update(other.digests)
        self.others.update(other.others)
        self.passages.update(other.passages)
        self.inline.add(other.inline)
        self.ways.add(other.ways)

    def plain(self) -> dict[str, object]:
        """All of it as JSON holds it; ``from_plain`` reads it again."""
        return {
            "digests": self.digests,
            "others": self.others,
            "passages": self.passages,
            "inline": [sorted(self.inline.scripts), sorted(self.inline.styles), sorted(self.inline.attributes)],
            "root": self.ways.root,
            "anchors": {page: there.decode() for page, there in self.ways.anchors.items()},
            "wanted": {target: sorted(several) for target, several in self.ways.wanted.items()},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> SiteReading:
        """What ``plain`` made. Raises KeyError, TypeError or ValueError for anything else."""
        scripts, styles, attributes = map(set, plain["inline"])
        ways = Ways(str(plain["root"]), {page: there.encode() for page, there in plain["anchors"].items()})
        ways.wanted.update({target: set(several) for target, several in plain["wanted"].items()})
        passages = {str(digest): str(several) for digest, several in plain["passages"].items()}
        return cls(dict(plain["digests"]), dict(plain["others"]), passages, Inline(scripts, styles, attributes), ways)

    def is_of(self, files: Mapping[str, object]) -> bool:
        """Whether these are the pages among ``files``, names with digests: none is missing, none was changed."""
        return self.digests == {name: digest for name, digest in files.items() if name.endswith(".html")}


def read_site(site: Path, root: str = "/", known: SiteReading | None = None, *, sure: bool = False) -> SiteReading:
    """Read the pages of a site; ``root`` is its path on its server.

    ``known`` is a reading of some of them, from when they were written: it counts if none of those was changed since.
    Who is ``sure`` that none was saves reading them.
    """
    pages = {name: site / name for name in files_in(site) if name.endswith(".html")}
    reading = SiteReading(ways=Ways(root))
    if known and (sure or all(name in pages and _digest_at(pages[name]) == of for name, of in known.digests.items())):
        reading.add(known)
    for name, path in pages.items():
        if name not in reading.digests:
            reading.read(name, path.read_bytes())
    return reading


def _digest_at(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
