"""The settings of a library, out of its ``mkdocs.yml`` or one that this inherits, without the generator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shanben.model.text import Origin
from shanben.read.yaml_file import YamlFile
from shanben.settings import Keys, Settings, Stated, read_settings, stated_settings

CONFIGURATION = "mkdocs.yml"
_DEEPEST = 10
"""Files that inherit from one another; more are a circle."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the settings of a library stand."""

    file: YamlFile
    stated: Stated | None

    def origin(self, keys: Keys) -> Origin:
        """The place of a setting, from the keys that lead to it among the settings."""
        return self.file.origin((*self.stated.keys, *keys) if self.stated else ())


def configuration_files(path: Path, shown: str = CONFIGURATION) -> Iterator[YamlFile]:
    """A configuration and those it inherits, the nearest first. Raises ``Refused`` where one cannot be read."""
    for _ in range(_DEEPEST):
        file = YamlFile(path, shown)
        yield file
        parent = file.value.get("INHERIT") if isinstance(file.value, Mapping) else None
        path = path.parent / str(parent)
        shown = path.name
        if parent is None or not path.is_file():
            return


def find_settings(path: Path, shown: str = CONFIGURATION) -> Found:
    """Where ``path`` or a file that it inherits holds the settings. Raises ``Refused`` where one cannot be read."""
    files = list(configuration_files(path, shown))
    stated = ((file, stated_settings(file.value)) for file in files)
    return next((Found(file, one) for file, one in stated if one), Found(files[0], None))


def library_settings(root: Path, shown: str = CONFIGURATION) -> Settings:
    """The settings of the library under ``root``, which are the defaults where it has no ``mkdocs.yml``.

    ``shown`` is what the file is called in messages. Raises ``Refused``.
    """
    if not (root / CONFIGURATION).exists():
        return read_settings({}, lambda _: Origin(shown))
    found = find_settings(root / CONFIGURATION, shown)
    return read_settings(found.stated.value if found.stated else None, found.origin)
