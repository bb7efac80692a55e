"""A file of the site that is written piece by piece when its turn comes, and is never held as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from shanben.doors.asked_for import waiting
from shanben.doors.publication import publication_of


class StreamedFile(File):
    """A generated file whose pieces are made when they are wanted, and made anew whenever they are."""

    _pieces: Callable[[], Iterable[str]]
    _told: Callable[[str], None]

    @classmethod
    def of(cls, config: MkDocsConfig, path: str, pieces: Callable[[], Iterable[str]]) -> StreamedFile:
        """A file at ``path``, of the text that ``pieces`` yields; once it is written, its SHA-256 is known."""
        file = cls.generated(config, path, content="")
        assert isinstance(file, cls)
        file._pieces = pieces
        file._told = partial(publication_of(config).digests.__setitem__, file.dest_uri)
        return file

    @property  # type: ignore[misc]  # MkDocs lets it be set
    def content_string(self) -> str:
        """All of it, for whoever asks."""
        return "".join(self._pieces())

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        """The same as bytes."""
        return self.content_string.encode("utf-8")

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs names the argument
        """Write it where it belongs; a server does so when it is asked for it."""
        later = waiting()
        if later:
            later.files[self.dest_uri] = self._write
        else:
            self._write()

    def _write(self) -> None:
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as out:
            for piece in self._pieces():
                content = piece.encode("utf-8")
                digest.update(content)
                out.write(content)
        self._told(digest.hexdigest())
