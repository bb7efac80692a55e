"""A file of the site that is written piece by piece when its turn comes, and is never held as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from shanben.doors.asked_for import waiting


class StreamedFile(File):
    """A generated file whose pieces are made when they are wanted, and made anew whenever they are."""

    _pieces: Callable[[], Iterable[str]]

    @classmethod
    def of(cls, config: MkDocsConfig, path: str, pieces: Callable[[], Iterable[str]]) -> StreamedFile:
        """A file at ``path``, of the text that ``pieces`` yields."""
        file = cls.generated(config, path, content="")
        assert isinstance(file, cls)
        file._pieces = pieces
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
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(self._pieces())
