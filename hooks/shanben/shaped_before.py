"""Sources that were shaped before: by earlier builds, in the cache; by this process, in its memory.

What is kept is Python's own form of values, and read with care: of all that such a form may name, only the types of the
model are made, which do nothing but hold what they are given.
"""

from __future__ import annotations

import copyreg
import dataclasses
import enum
import importlib
import io
import pickle
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path, PosixPath, PurePosixPath, WindowsPath
from types import MappingProxyType
from typing import Any

from shanben.kept import Kept
from shanben.model.library import ShapedSource
from shanben.problems import Problem

Shaped = tuple[ShapedSource, tuple[Problem, ...]]
"""A source with what is wrong with it, or doubtful."""


class ShapedBefore:
    """Finds what was shaped before, by what it was made of."""

    def __init__(self, kept: Kept | None = None, *, remembers: bool = False) -> None:
        """``kept`` is the cache; ``remembers`` says to hold in memory what was asked for since the last ``forget``."""
        self._kept, self._remembers = kept, remembers
        self._last: dict[str, Shaped] = {}
        self._now: dict[str, Shaped] = {}

    def find(self, made_of: str) -> Shaped | None:
        """What was made of this; None where nobody remembers."""
        if not made_of:
            return None
        found = self._now.get(made_of) or self._last.get(made_of)
        if found is None and self._kept:
            content = self._kept.get(made_of)
            found = None if content is None else _read(content, made_of)
        if found and self._remembers:
            self._now[made_of] = found
        return found

    def keep(self, shaped: Shaped) -> None:
        """Keep what was shaped, for those who come later."""
        if self._remembers:
            self._now[shaped[0].made_of] = shaped
        if self._kept:
            self._kept.put(shaped[0].made_of, _written(shaped))

    def forget(self) -> None:
        """Hold on to nothing but what was asked for since the last time."""
        self._last, self._now = self._now, {}


_MODULES = ("shanben.model.", "shanben.problems")
_PATHS: Mapping[str, type[PurePosixPath | Path]] = {"PosixPath": PosixPath, "WindowsPath": WindowsPath}


def _frozen(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)


def _written(shaped: Shaped) -> bytes:
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    tables: Any = ChainMap({MappingProxyType: lambda table: (_frozen, (dict(table),))}, copyreg.dispatch_table)
    pickler.dispatch_table = tables
    pickler.dump(shaped)
    return out.getvalue()


def _read(content: bytes, made_of: str) -> Shaped | None:
    """What was written; None for anything else."""
    try:
        found = _Reading(io.BytesIO(content)).load()
    except Exception:  # of what no build wrote, anything may go wrong
        return None
    fits = isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], ShapedSource)
    return found if fits and found[0].made_of == made_of else None


class _Reading(pickle.Unpickler):
    """Makes nothing but values of the model."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (_frozen.__module__, _frozen.__name__):
            return _frozen
        if module == "pathlib" or module.startswith("pathlib."):
            return _PATHS[name]
        if not module.startswith(_MODULES):
            raise pickle.UnpicklingError(module)
        found = getattr(importlib.import_module(module), name)
        if not (dataclasses.is_dataclass(found) or (isinstance(found, type) and issubclass(found, enum.Enum))):
            raise pickle.UnpicklingError(name)
        return found
