"""The settings of a library, validated here and nowhere else: in ``mkdocs.yml`` under ``extra: shanben:``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from shanben.model.text import Origin
from shanben.problems import Problem, Refused


def known_language(code: str) -> str:
    """A BCP 47 language code that is known (``en``, ``zh-Hans``). Raises an error of type ``E208`` for any other."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        message = "{code} is no language code we know; write it like en, de or zh-Hant"
        raise PydanticCustomError("E208", message, {"code": repr(code)}) from None
    return code


Language = Annotated[str, AfterValidator(known_language)]


class Settings(BaseModel):
    """What a library decides about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seeds: str = Field("seeds", description="Folder of the sources, their edition files and translations")
    languages: tuple[Language, ...] = Field(("en",), description="Languages headings and terms are translated into")
    long_work: int = Field(
        12_000, ge=1, description="Characters from which a work gets a page for each top-level section"
    )
    receipt_lines: int = Field(1_000, ge=50, description="Lines of a source shown on one receipt page")
    source_limit: int = Field(64 * 2**20, ge=1, description="Bytes that one source may have")


def read_settings(value: Mapping[str, object] | None, locate: Callable[[tuple[int | str, ...]], Origin]) -> Settings:
    """Settings from their mapping. Raises ``Refused`` with an E501, or E208 for a language, for each fault.

    ``locate`` tells where a setting stands, from the keys and indexes that lead to it under ``extra.shanben``.
    """
    try:
        return Settings.model_validate(value or {})
    except ValidationError as error:
        raise Refused(
            Problem(
                fault["type"] if fault["type"] == "E208" else "E501",
                f"extra.shanben.{'.'.join(map(str, fault['loc']))}: {fault['msg']}",
                locate(fault["loc"]),
            )
            for fault in error.errors()
        ) from None
