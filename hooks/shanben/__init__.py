"""善本 Shanben: Chinese source texts as editions that can be trusted.

What programs may use stands here, and is loaded when it is first asked for. See ``docs/python.md``.
"""

from __future__ import annotations

TYPE_CHECKING = False  # of typing, which takes time to load: until it has, Ctrl-C would be shown as Python shows it
if TYPE_CHECKING:
    from typing import Any

    from shanben.export.library_file import library_json
    from shanben.library import build_library
    from shanben.model.library import Library, ShapedSource
    from shanben.model.text import Block, BlockKind, Gap, Source, Span, Supplied
    from shanben.model.works import Section, Work
    from shanben.problems import Problem, Refused
    from shanben.read.configuration import library_settings
    from shanben.settings import Settings

__all__ = [
    "Block",
    "BlockKind",
    "Gap",
    "Library",
    "Problem",
    "Refused",
    "Section",
    "Settings",
    "ShapedSource",
    "Source",
    "Span",
    "Supplied",
    "Work",
    "build_library",
    "library_json",
    "library_settings",
]

_HOMES = {
    "export.library_file": "library_json",
    "library": "build_library",
    "model.library": "Library ShapedSource",
    "model.text": "Block BlockKind Gap Source Span Supplied",
    "model.works": "Section Work",
    "problems": "Problem Refused",
    "read.configuration": "library_settings",
    "settings": "Settings",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """What ``__all__`` names, from the module that holds it."""
    from importlib import import_module  # here, for the same reason

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
