"""Values that were found out before: by earlier builds, in the cache; by this process, in its memory.

What is kept is Python's own form of values, and read with care: of all that such a form may name, only the types of the
model are made, which do nothing but hold what they are given.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import io
import pickle
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from operator import attrgetter
from pathlib import Path, PosixPath, PurePosixPath, WindowsPath
from types import MappingProxyType
from typing import Any, TypeVar

from shanben.kept import Kept

Made = TypeVar("Made")


class Remembered:
    """Finds a value by the SHA-256 of all that it was made of."""

    def __init__(self, kept: Kept | None = None, *, in_memory: bool = False) -> None:
        """``kept`` is the cache; ``in_memory`` says to hold what was asked for since the last ``forget`` but one."""
        self.kept = kept
        self.used: set[str] = set()
        """The keys of what came from the cache or went there."""
        self._in_memory = in_memory
        self._last: dict[str, object] = {}
        self._now: dict[str, object] = {}
        self._made_last: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._made: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def find(self, key: str) -> object | None:
        """The value under a key, a tuple; None where nobody remembers. Its types may be others."""
        found = self._now.get(key) or self._last.get(key)
        if found is None and self.kept and key:
            content = self.kept.get(key)
            found = None if content is None else unpacked(content)
            self.used.update(() if found is None else (key,))
        if found and self._in_memory:
            self._now[key] = found
        return found

    def keep(self, key: str, value: tuple[object, ...]) -> None:
        """Keep a value of the model's types, for those who come later."""
        if self._in_memory:
            self._now[key] = value
        if self.kept:
            self.kept.put(key, packed(value))
            self.used.add(key)

    def once(self, what: Hashable, of: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` gives. A server gets what it made of the very same things under this name the last time.

        What comes out equal to the last is the last: whoever made something of it need not do so again.
        """
        if not self._in_memory:
            return make()
        held = self._made.get(what) or self._made_last.get(what)
        if held and held[0] == of:
            made: Made = held[1]
        else:
            made = make()
            if held and held[1] == made:
                made = held[1]
        self._made[what] = of, made
        return made

    def forget(self) -> None:
        """Hold on to nothing but what was asked for since the last time."""
        self.used = set()
        self._last, self._now = self._now, {}
        self._made_last, self._made = self._made, {}


_MODULES = ("shanben.model.", "shanben.problems")
_PATHS: Mapping[str, type[PurePosixPath | Path]] = {"PosixPath": PosixPath, "WindowsPath": WindowsPath}


def _frozen(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)


def packed(value: object) -> bytes:
    """A value as bytes."""
    out = io.BytesIO()
    _Writing(out, 5).dump(value)
    return out.getvalue()


@cache
def _parts(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """What tells all that a value of the model is made of; None for other values."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class _Writing(pickle.Pickler):
    """Writes a value of the model as its type and what that is made of: to read it so is twice as quick."""

    def reducer_override(self, value: object) -> Any:
        """How a value is made anew."""
        kind = type(value)
        if parts := _parts(kind):  # type: ignore[arg-type]
            return kind, parts(value)
        return (_frozen, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def unpacked(content: bytes) -> object | None:
    """The value that ``packed`` wrote; None for anything else."""
    try:
        found: object = _Reading(io.BytesIO(content)).load()
    except Exception:  # of what no build wrote, anything may go wrong
        return None
    return found


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
