"""The text that an edition file was made for, once its source was corrected: from git, or from the site's receipts."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lxml import html

_LINES = "//div[@class='sb-source']/p"
"""The lines of a receipt."""
_NUMBER = re.compile("L([1-9][0-9]{0,8})")


def former_bytes(source: Path, sha256: str) -> bytes | None:
    """The bytes with this digest among the versions of a file that git holds; None where there are none."""
    for blob in dict.fromkeys(_versions(source)):
        content = _git(source.parent, "cat-file", "blob", blob)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def bytes_beside(source: Path, edition: Path) -> bytes | None:
    """The source as it was when its edition file was last committed; None where git does not know."""
    commit = (_git(source.parent, "log", "-1", "--format=%H", "--", edition.name) or b"").decode().strip()
    return _git(source.parent, "cat-file", "blob", f"{commit}:./{source.name}") if commit else None


def former_lines(site: Path, sha256: str) -> tuple[str, ...] | None:
    """The lines of a source as the receipts of a built site show them; None where no receipt has this digest, or those
    that have it do not show every line.
    """
    parts: dict[int, str] = {}
    for page in sorted((site / "sources").rglob("*.html")):
        content = page.read_bytes()
        if sha256.encode() in content:
            for line in html.document_fromstring(content.decode("utf-8", "replace")).xpath(_LINES):
                found = _NUMBER.fullmatch(line.get("id", ""))
                if found:
                    number = found[1]
                    parts[int(number)] = line.text_content().removeprefix(number).removeprefix(" ").rstrip("\n")
    numbers = range(1, len(parts) + 1)  # of which none is missing: a copy of a site may say anything
    return tuple(parts[number] for number in numbers) if parts and parts.keys() == set(numbers) else None


def _versions(source: Path) -> Iterator[str]:
    """The blobs of a file in git, the newest first, through renaming."""
    log = _git(source.parent, "log", "--follow", "--format=", "--raw", "--no-abbrev", "--", source.name)
    for line in (log or b"").decode("utf-8", "replace").splitlines():
        _, _, before, after, *_ = line.split()
        yield from (blob for blob in (after, before) if blob.strip("0"))
    staged = (_git(source.parent, "rev-parse", f":./{source.name}") or b"").decode().strip()
    if staged:
        yield staged


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, or None where it fails or there is none."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and files of the library
            ["git", *arguments],  # noqa: S607 - git is found like any program
            cwd=folder, capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
