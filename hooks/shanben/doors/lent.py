"""A build of another machine that this process has a part in: it reads the library as that does, and writes sources
of it into the folder that is being built there, or into parcels for it. It neither takes the site's lock nor empties
a folder.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from shanben.doors.depot import Depot, Parcel
from shanben.doors.kept_pages import key_of
from shanben.doors.marks import holds
from shanben.doors.offline import beside
from shanben.doors.publication import publication_of
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

_KEY = "_shanben_lent"


@dataclass(frozen=True, slots=True)
class Lent:
    """The folder that another process builds, and the name of its build."""

    site: Path
    build: str

    def put(self, path: Path, content: bytes) -> None:
        """Write a file of the site. Raises ``Refused`` where the build has ended: nothing may come after it.

        A file is never emptied first. Where two workers write it, for one of them was taken for lost, they write the
        same, and it is whole whichever of them ends half way.
        """
        if not holds(self.site, self.build):
            message = "the build that asked for it has ended"
            raise Refused([Problem("E557", message, Origin(str(self.site)))])
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666), "wb") as file:
            file.write(content)
            file.truncate()

    def begin(self) -> None:
        """Nothing is left of a batch that failed but whole files, which are written again."""


@dataclass(slots=True)
class Posted:
    """The same where this machine does not see that folder: a batch goes there as a parcel, once it is whole."""

    site: Path
    """A folder that is not there, which files are named from."""
    build: str
    depot: Depot
    _parcel: Parcel = field(default_factory=Parcel)

    def put(self, path: Path, content: bytes) -> None:
        """Write a file of the site."""
        self._parcel.put(path.relative_to(self.site).as_posix(), content)

    def begin(self) -> None:
        """Begin a batch. Raises ``Refused`` where the build has ended, or nobody can tell."""
        self.depot.check(self.build)
        self._parcel = Parcel()

    def send(self) -> str:
        """Send the batch; the name of its parcel. Raises ``Refused`` where the build has ended, or it cannot go."""
        return self.depot.send(self.build, self._parcel)


def lend(config: MkDocsConfig, lent: Lent | Posted) -> None:
    """Have the doors take part in that build and begin none of their own."""
    config.extra[_KEY] = lent


def lent_of(config: MkDocsConfig) -> Lent | Posted | None:
    """The build of another process that this one has a part in."""
    lent: Lent | Posted | None = config.extra.get(_KEY)
    return lent


def state_of(config: MkDocsConfig) -> str:
    """The SHA-256 of a library that was read: of two processes with the same one, each writes what the other would."""
    publication = publication_of(config)
    digest = hashlib.sha256()
    told = (config.site_name, config.site_url, config.use_directory_urls, config.theme.name, publication.filled)
    digest.update(repr(told).encode("utf-8", "surrogatepass"))
    for shaped in publication.library.sources:
        key = key_of(publication.state(shaped), "state", beside(shaped, config))
        digest.update(repr((shaped.source.slug, shaped.source.sha256, key)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
