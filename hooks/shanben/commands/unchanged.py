"""A build that would make the site that stands there already: what it is made from is the same, and so is each file.

What a site is made from is known where nobody but us makes it: every file of the library, the history of its folder,
what the environment says to it, the programs. Where another plugin, a hook or a file outside has a part in it, nobody
can tell, and the library is built. What was found is kept in ``.cache``, which can be removed at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from shanben.export.copies import folder_copy
from shanben.export.manifest import MANIFEST, SIGNATURE, listed_files
from shanben.kept import KEPT, is_strange, keep_out_of_git, write_anew
from shanben.problems import Refused
from shanben.programs import programs, said_to
from shanben.read.configuration import CONFIGURATION
from shanben.read.history import EPOCH, history, last_change
from shanben.read.yaml_file import YamlFile
from shanben.settings import PLUGIN, Settings, stated_settings

_BUILT = KEPT / "built.json"
_NO_PART = frozenset({".cache", ".git", ".venv", "__pycache__", "dist", "node_modules", "venv"})
"""Folders beside ``mkdocs.yml`` that hold nothing a site is made from, unless it names one of them."""


def made_from(root: Path, site: Path, options: Sequence[str], environment: Mapping[str, str]) -> str:
    """The SHA-256 of all that a site is made from; empty where that cannot be told."""
    try:
        settings = root / CONFIGURATION
        text, stated = settings.read_text(encoding="utf-8"), YamlFile(settings, CONFIGURATION).value
        if not isinstance(stated, Mapping) or not _ours_alone(stated, text):
            return ""
        days = sorted(history(root, _seeds(stated)).items())  # of files that no commit holds, the files' own
        told = [
            *options,
            environment.get(EPOCH, ""),
            *said_to(text, environment),
            last_change(root),
            _commit(root),
            *days,
        ]
        digest = hashlib.sha256(repr(told).encode("utf-8", "surrogateescape"))
        digest.update(programs().encode())
        for path in _files(root, site):
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode("utf-8", "surrogateescape"))
            with path.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    except (OSError, ValueError, Refused):  # a build tells what is wrong
        return ""
    return digest.hexdigest()


def _ours_alone(stated: Mapping[object, object], text: str) -> bool:
    """Whether nothing takes part in a build that we do not know: no other plugin, no hook, no file outside."""
    plugins = stated.get("plugins")
    listed = plugins if isinstance(plugins, list | Mapping) else ()
    names = [name for one in listed for name in (one if isinstance(one, Mapping) else (one,))]
    folders = {word.split("/", 1)[0] for word in _words(stated)}
    ours = names == [PLUGIN] and not {"hooks", "INHERIT"} & stated.keys()
    return ours and "../" not in text and not folders & _NO_PART


def _seeds(stated: Mapping[object, object]) -> str:
    """The folder of the sources."""
    ours = stated_settings(stated)
    value = ours.value if ours else None
    named = value.get("seeds") if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else str(Settings.model_fields["seeds"].default)


def _words(stated: object) -> Iterator[str]:
    """All that settings say."""
    if isinstance(stated, Mapping):
        stated = [*stated.values()]
    if isinstance(stated, list):
        for one in stated:
            yield from _words(one)
    elif isinstance(stated, str):
        yield stated.removeprefix("./")


def _commit(root: Path) -> str:
    asked = ("git", "-C", str(root), "rev-parse", "HEAD")
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 - as we wrote it
    except OSError:  # no git
        return ""


def _files(root: Path, site: Path) -> Iterator[Path]:
    """The files of a library, its sites aside. Raises ``OSError`` for what is neither file nor folder: a pipe never
    ends.
    """
    for folder, names, files in os.walk(root):
        here = Path(folder)
        if here == root:
            built = {name for name in names if (here / name / MANIFEST).is_file()}
            names[:] = [name for name in names if name not in _NO_PART | built]
        names[:] = sorted(name for name in names if here / name != site)
        for path in (here / name for name in sorted(files)):
            if not path.is_file():
                raise OSError
            yield path


def is_built(root: Path, site: Path, digest: str) -> bool:
    """Whether ``site`` was made from what has this digest, and stands there as it was made, file by file."""
    try:
        kept = json.loads((root / _BUILT).read_bytes())
        if not digest or not isinstance(kept, dict) or kept.get("made_from") != digest:
            return False  # before every file of the site is read
        copy = folder_copy(site)
        there = {name: copy.digest(name) for name in copy.files}
    except (OSError, ValueError, Refused):
        return False
    return not copy.spoiled and kept == _said(digest, there)


def remember(root: Path, site: Path, digest: str) -> None:
    """Keep what ``site`` was made from. A folder that cannot be written to keeps nothing."""
    try:
        files = listed_files((site / MANIFEST).read_bytes())
        proofs = (path for path in (site / MANIFEST, site / SIGNATURE) if path.is_file())
        said = _said(digest, files | {path.name: _sha256(path) for path in proofs})
        if is_strange(root / KEPT):
            return
        (root / KEPT).mkdir(parents=True, exist_ok=True)
        keep_out_of_git(root / KEPT)
        write_anew(root / _BUILT, json.dumps(said))
    except (OSError, ValueError, KeyError):
        return


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _said(digest: str, files: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a build: what the site was made from, and one digest of all that is in it."""
    return {"made_from": digest, "files": hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()}
