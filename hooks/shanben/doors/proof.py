"""MkDocs door: the manifest of a finished site, signed where ``SHANBEN_SIGN`` names an SSH key."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from shanben.doors.linked import left_alone
from shanben.doors.marks import MARK
from shanben.doors.publication import publication_of
from shanben.doors.stopping import stopped
from shanben.export.manifest import MANIFEST, NAMESPACE, SIGNATURE, manifest, site_files, sources_of
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

SIGN = "SHANBEN_SIGN"


def proof(
    files: Iterable[tuple[str, bytes]],
    library: Library,
    known: Mapping[str, str],
    sure: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[str, bytes]]:
    """The files that prove what ``files`` are: their manifest and, where there is a key, its signature.

    ``known`` are the passages of pages that were read already, ``sure`` the digests of further files.

    Raises ``Abort``, told in a line, where the key cannot be used.
    """
    content = manifest(files, sources_of(library), known, sure).encode()
    yield MANIFEST, content
    key = os.environ.get(SIGN, "")
    if key:
        try:
            yield SIGNATURE, signature(content, key)
        except Refused as refusal:
            raise stopped(refusal) from None


@event_priority(-90)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the proof when everything else is written, just before the site takes its place."""
    publication, site = publication_of(config), Path(config.site_dir)
    if site == publication.site:  # a server shows it to its editors only
        return
    reading = publication.reading
    sure = {**reading.digests, **reading.others} if left_alone(config) else {}
    for name, content in proof(site_files(site, (MARK, *sure)), publication.library, reading.passages, sure):
        (site / name).write_bytes(content)


def signature(content: bytes, key: str) -> bytes:
    """The signature of a manifest by an SSH key, the path of a private one. Raises ``Refused`` with an E568."""
    program = shutil.which("ssh-keygen") or "ssh-keygen"
    command = [program, "-Y", "sign", "-q", "-f", key, "-n", NAMESPACE]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False)  # noqa: S603 - found on the path
    except OSError as error:
        reason = error.strerror
    else:
        if done.returncode == 0:
            return done.stdout
        reason = done.stderr.decode(errors="replace").strip()
    message = "the manifest cannot be signed with this key: {reason}"
    raise Refused([Problem("E568", message, Origin(key), {"reason": reason})])
