"""The settings of a library, validated here and nowhere else.

They are what ``mkdocs.yml`` says of our plugin (``plugins: [{shanben: {seeds: texts}}]``) or, where it names the doors
as hooks, what stands under ``extra: shanben:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from shanben.model.text import Origin
from shanben.problems import Problem, Refused

PLUGIN = "shanben"
"""The name of our plugin, and the key under ``extra``."""

LONGEST_FOLDER = 200
"""Bytes of the folder of the texts; no system has a name for one of more than 255."""
NO_FOLDER = "the setting seeds must name a folder inside the library, like `texts`"
NO_DAY = "the setting {name} must be a day, like 2027-01-01"
NO_LANGUAGE = "{code} is no language code we know; write it like en, de or zh-Hant"


def known_language(code: str) -> str:
    """A BCP 47 language code that is known (``en``, ``zh-Hans``). Raises an error of type ``E208`` for any other."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise PydanticCustomError("E208", NO_LANGUAGE, {"code": repr(code)}) from None
    return code


Language = Annotated[str, AfterValidator(known_language)]


def _inside(folder: str) -> str:
    """A folder inside the library, as settings name it. Raises an error of type ``E501`` for any other."""
    path = PurePosixPath(folder)
    too_long = len(folder.encode("utf-8", "surrogatepass")) > LONGEST_FOLDER
    if path.is_absolute() or ".." in path.parts or not path.parts or too_long or re.search(r"[\\:\0]", folder):
        raise PydanticCustomError("E501", NO_FOLDER)
    return folder


def _day(value: object) -> object:
    """A day as YAML reads or people write it. Raises an error of type ``no_day`` for what is none."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise PydanticCustomError("no_day", NO_DAY)
    return value


Day = Annotated[date, BeforeValidator(_day)]


class HeadingPattern(BaseModel):
    """A form of heading that a library has of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str = Field(min_length=1, description="Words of the heading; {number} stands for any number: 卦第{number}")
    level: int = Field(2, ge=2, le=9, description="Its level: 2 is the first below the title")


class ShapeSettings(BaseModel):
    """How texts without an edition file are shaped."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headings: tuple[HeadingPattern, ...] = Field((), description="Headings that no rule of the engine knows")


class CollectionSettings(BaseModel):
    """An ordered set of works with an introduction."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", description="Its address: collections/<id>/")
    title: str = Field(min_length=1, description="What readers call it")
    introduction: str = Field("", description="Plain words; an empty line begins a paragraph")
    works: tuple[str, ...] = Field(min_length=1, description="The ids of its works, in their order")


class Settings(BaseModel):
    """What a library decides about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seeds: Annotated[str, AfterValidator(_inside)] = Field(
        "seeds", description="Folder of the sources, their edition files and translations"
    )
    languages: tuple[Language, ...] = Field(("en",), description="Languages headings and terms are translated into")
    long_work: int = Field(
        12_000, ge=1, description="Characters from which a work gets a page for each top-level section"
    )
    receipt_lines: int = Field(1_000, ge=50, description="Lines of a source shown on one receipt page")
    shape: ShapeSettings = Field(
        default_factory=lambda: ShapeSettings(headings=()), description="How texts without an edition file are shaped"
    )
    collections: tuple[CollectionSettings, ...] = Field((), description="Ordered sets of works, a page each")
    as_of: Day | None = Field(
        None,
        description="The day for which pages tell what is in force, like 2027-01-01; left out, that of "
        "SOURCE_DATE_EPOCH, else of the last commit or, without git, of the newest file; or that of a newer text",
    )
    source_limit: int = Field(64 * 2**20, ge=1, description="Bytes that one source may have")
    cache_limit: int = Field(
        2**30, ge=0, description="Bytes that results of earlier builds may take in .cache/shanben; 0 keeps none"
    )
    on_error: Literal["stop", "skip"] = Field(
        "stop", description="What a fault of one source does: stop the build, or leave that source out and say so"
    )
    render: Literal["filled", "whole"] = Field(
        "filled",
        description="How pages of works are made: a rendered page of their layout filled in, or each rendered whole",
    )


Keys = tuple[int | str, ...]
"""The keys and indexes that lead to a value in ``mkdocs.yml``."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a ``mkdocs.yml`` says to the engine, and the keys under which it says so."""

    value: object
    keys: Keys


def stated_settings(document: object) -> Stated | None:
    """The settings in a ``mkdocs.yml`` that was read; None where it names neither our plugin nor settings for it."""
    if not isinstance(document, Mapping):
        return None
    plugins, extra = document.get("plugins"), document.get("extra")
    if isinstance(plugins, Mapping) and PLUGIN in plugins:
        return Stated(plugins[PLUGIN], ("plugins", PLUGIN))
    for index, entry in enumerate(plugins if isinstance(plugins, Sequence) else ()):
        if entry == PLUGIN:
            return Stated(None, ("plugins", index))
        if isinstance(entry, Mapping) and PLUGIN in entry:
            return Stated(entry[PLUGIN], ("plugins", index, PLUGIN))
    if isinstance(extra, Mapping) and PLUGIN in extra:
        return Stated(extra[PLUGIN], ("extra", PLUGIN))
    return None


def read_settings(value: object, locate: Callable[[Keys], Origin]) -> Settings:
    """Settings from their mapping. Raises ``Refused`` with an E501, or E208 for a language, for each fault.

    ``locate`` tells where a setting stands, from the keys and indexes that lead to it among the settings.
    """
    try:
        return Settings.model_validate({} if value in (None, "") else value)
    except ValidationError as error:
        raise Refused(_problem(fault, locate(fault["loc"])) for fault in error.errors()) from None


_WORDED = {
    "E208": NO_LANGUAGE,
    "E501": NO_FOLDER,
    "no_day": NO_DAY,
    "model_type": "the settings must be keys and values, like `seeds: texts`",
    "greater_than_equal": "the setting {name} must be at least {ge}",
    "int_parsing": "the setting {name} must be a whole number",
    "int_type": "the setting {name} must be a whole number",
    "int_from_float": "the setting {name} must be a whole number",
    "tuple_type": "the setting {name} must be a list, like `[en, de]`",
    "string_type": "the setting {name} must be text",
    "string_pattern_mismatch": "the setting {name} may hold only letters, digits, - and _, like `water-law`",
    "missing": "the setting {name} is missing",
    "string_too_short": "the setting {name} must not be empty",
    "too_short": "the setting {name} must not be empty",
    "literal_error": "the setting {name} must be {expected}",
}
"""What is told of each kind of fault that pydantic finds."""


def _problem(fault: Any, origin: Origin) -> Problem:
    name = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        fields = (Settings if len(fault["loc"]) == 1 else CollectionSettings).model_fields
        near = get_close_matches(str(fault["loc"][-1]), fields, 1)
        if near:
            return Problem(
                "E501", "there is no setting {name}; is {near} meant?", origin, {"name": name, "near": near[0]}
            )
        known = ", ".join(fields)
        return Problem("E501", "there is no setting {name}; there are: {known}", origin, {"name": name, "known": known})
    code = "E208" if fault["type"] == "E208" else "E501"
    worded = _WORDED.get(fault["type"], "the setting {name} is not valid")
    return Problem(code, worded, origin, {"name": name, **fault.get("ctx", {})})
