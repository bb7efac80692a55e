"""The registry, ``seeds/registry.yml``: works the library names but does not hold, and links that editors make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shanben.model.references import EditorLink, External, Registry
from shanben.read.yaml_file import YamlFile

_Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]
_Anchor = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*#[A-Za-z0-9][A-Za-z0-9.-]*$")]


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Anchors = Annotated[
    tuple[_Anchor, ...], BeforeValidator(_several, json_schema_input_type=_Anchor | tuple[_Anchor, ...])
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _External(_Part):
    """A work outside the library."""

    name: str = Field(min_length=1, description="Its title without 《》")
    aliases: tuple[str, ...] = Field((), description="Other titles it is cited by")
    url: _Address | None = Field(None, description="Its official address; without one it is named, not linked")


class _Link(_Part):
    """A link between two places that no rule finds."""

    at: _Anchor = Field(description="The block: work#block")
    words: str = Field(min_length=1, description="The words there that become the link")
    to: _Anchors = Field(description="Where they lead: work#anchor")


class RegistryFile(_Part):
    """A registry of works outside the library, and of links the editors make."""

    works: tuple[_External, ...] = ()
    links: tuple[_Link, ...] = ()


def registry_schema() -> dict[str, Any]:
    """The JSON Schema of registries, for editors' YAML plugins."""
    return RegistryFile.model_json_schema(by_alias=True)


def read_registry(path: Path, shown: str) -> Registry:
    """The registry. Raises ``Refused`` with E105, E201 or E202 and the line of each fault."""
    file = YamlFile(path, shown, inside=path.parent)
    content = file.validate(RegistryFile)
    return Registry(
        tuple(External(work.name, work.aliases, work.url or "") for work in content.works),
        tuple(
            EditorLink(link.at, link.words, link.to, file.origin(("links", index)))
            for index, link in enumerate(content.links)
        ),
    )
