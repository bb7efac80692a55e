"""Files in the folder of the texts that nothing reads, though somebody put them there to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from shanben.model.text import Origin
from shanben.problems import Problem

_WHY = {
    ".yaml": "nothing reads this file: edition files, the termbase and the registry end in .yml",
    ".txt": "nothing reads this file: texts stand in the folder of the sources itself, not in one inside it",
    ".docx": "nothing reads this file: take it in with `shanben add`",
}
_OTHERS = (".", "README", "LICENSE", "CHANGELOG")
"""What begins so is about the folder, or another program's."""
_WHY |= dict.fromkeys((".pdf", ".odt", ".epub", ".doc", ".wps", ".rtf", ".md", ".html", ".htm"), _WHY[".docx"])


def unread(seeds: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """A doubt (D117) for each file that looks like a text or an edition file and is none where it stands.

    Folders inside hold pictures, and documents that were kept: there only texts are told.
    """
    beside = (path for path in seeds.iterdir() if path.suffix.lower() != ".txt")
    inside = (path for folder in seeds.iterdir() if _is_folder(folder) for path in folder.glob("*.[tT][xX][tT]"))
    for path in sorted((*beside, *inside)):
        why = _WHY.get(path.suffix.lower())
        if why and not path.name.startswith(_OTHERS) and path.is_file():
            yield Problem("D117", why, Origin(shown(path)))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
