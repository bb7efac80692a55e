"""Patterns are made of characters and words, never of how Python writes a set of them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import shanben

WRITTEN_BY_PYTHON = re.compile(r"\b(?:frozenset|set|dict|mappingproxy|tuple|list)\(|<[\w.]+ object|\{'|\['|\('")
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(shanben.__path__, "shanben.")
    if not found.name.endswith("__main__")
]


def patterns() -> Iterator[tuple[str, str]]:
    """Each pattern of a module, or of a table or row of such, with its name."""
    for module in MODULES:
        for name, value in vars(module).items():
            held = [value]
            if isinstance(value, dict):
                held = [*value.values()]
            elif isinstance(value, tuple | list | frozenset | set):
                held = [*value]
            for one in held:
                for pattern in one if isinstance(one, tuple) else (one,):
                    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                        yield f"{module.__name__}.{name}", pattern.pattern


def test_there_are_hundreds() -> None:
    assert len(dict(patterns())) > 500


def test_none_holds_what_python_writes_of_a_set() -> None:
    assert {name: found[0] for name, pattern in patterns() if (found := WRITTEN_BY_PYTHON.search(pattern))} == {}
