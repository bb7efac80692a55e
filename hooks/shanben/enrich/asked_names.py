"""What the references of one work ask the directory of all texts, so that they are resolved anew only where it matters.

A work is resolved against what other texts are called and which articles they have. ``AskedDirectory`` remembers what
was asked; while each answer is the same, so are the references.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from shanben.enrich.directory import Declaration, Directory
from shanben.model.references import Target
from shanben.model.versions import UNDATED, Days

Asked = tuple[str, str, bool, Days]
"""A question: what is asked, of which name, in which writing, and for a text of which days."""


class AskedDirectory:
    """A directory that remembers what it was asked."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._asked: dict[Asked, None] = {}

    @property
    def works(self) -> Mapping[str, Declaration]:
        """What each work says of itself."""
        return self._directory.works

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All that was asked so far."""
        return tuple(self._asked)

    def held(self, name: str, traditional: bool = False, at: Days = UNDATED) -> Declaration | None:
        """As ``Directory.held``."""
        self._asked["held", name, traditional, at] = None
        return self._directory.held(name, traditional, at)

    def known(self, name: str) -> bool:
        """As ``Directory.known``."""
        self._asked["known", name, False, UNDATED] = None
        return self._directory.known(name)

    def targets(self, name: str, traditional: bool = False, at: Days = UNDATED) -> tuple[Target, ...]:
        """As ``Directory.targets``."""
        self._asked["targets", name, traditional, at] = None
        return self._directory.targets(name, traditional, at)


def answered(asked: tuple[Asked, ...], directory: Directory, seen: dict[int, str]) -> str:
    """The SHA-256 of what a directory answers; ``seen`` holds the digests of declarations that were looked at."""
    digest = hashlib.sha256()
    for kind, name, traditional, at in asked:
        answer: object
        if kind == "held":
            text = directory.held(name, traditional, at)
            answer = text and declared(text, seen)
        else:
            answer = directory.known(name) if kind == "known" else directory.targets(name, traditional, at)
        digest.update(repr(answer).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def declared(text: Declaration, seen: dict[int, str]) -> str:
    """The SHA-256 of all that a text says of itself."""
    found = seen.get(id(text))
    if found is None:
        annexes = [declared(annex, seen) for annex in text.annexes]
        told = (text.work, text.anchor, text.title, sorted(text.articles.items()), sorted(text.anchors))
        whole = repr((told, text.traditional, text.number, annexes, text.days))
        found = seen[id(text)] = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return found
