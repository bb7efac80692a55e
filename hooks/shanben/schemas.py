"""The formats as JSON Schemas: for the YAML plugins of editors, and for tools that read what a site publishes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shanben.export.library_schema import library_schema
from shanben.read.editions import edition_schema
from shanben.read.registry import registry_schema
from shanben.read.termbase import termbase_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {
        "edition.schema.json": edition_schema,
        "library.schema.json": library_schema,
        "registry.schema.json": registry_schema,
        "termbase.schema.json": termbase_schema,
    }
)
"""Every schema by the name of its file in ``docs/schemas``."""


def schema_text(name: str) -> str:
    """One schema as the text of its file. Raises KeyError for a name that is not in ``SCHEMAS``."""
    return json.dumps({"$schema": DIALECT} | SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into ``folder``, made where it is missing; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in SCHEMAS)
    for path in paths:
        path.write_text(schema_text(path.name), encoding="utf-8", newline="\n")
    return paths
