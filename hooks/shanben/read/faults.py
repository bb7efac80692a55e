"""What pydantic finds in a file, told to people: a template, which is the key of its translations, and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Unfit(ValueError):
    """A value that a validator of ours refuses: the template of what is told, and what fills it."""

    def __init__(self, template: str, **values: object) -> None:
        self.template, self.values = template, values
        super().__init__(template.format_map(values))


_PLAIN: Mapping[str, str] = {
    "extra_forbidden": "{name} is not a key of this grammar; check its spelling",
    "missing": "{name} is missing",
    "dict_type": "{name} must hold keys and values",
    "model_type": "{name} must hold keys and values",
    "list_type": "{name} must be a list",
    "tuple_type": "{name} must be a list",
    "too_short": "{name} must not be empty",
    "string_too_short": "{name} must not be empty",
    "string_type": "{name} must be text",
    "enum": "{name} must be one of: {expected}",
    "literal_error": "{name} must be one of: {expected}",
    "int_parsing": "{name} must be a whole number",
    "int_type": "{name} must be a whole number",
    "bool_parsing": "{name} must be true or false",
    "greater_than_equal": "{name} must be at least {ge}",
    "less_than_equal": "{name} must be at most {le}",
}
"""By pydantic's own names for kinds of faults."""
_FORMS: Mapping[str, str] = {
    "id": "{name} is an address: Latin letters, digits and hyphens",
    "formerly": "{name} is an address: Latin letters, digits and hyphens",
    "text": "{name} is an address: Latin letters, digits and hyphens",
    "numbering": "{name} must be one of: {expected}",
    "sha256": "{name} is 64 digits and letters from a to f, as sha256sum prints them",
    "scope": "{name} names works and sections: their ids, or an id, # and an anchor",
    "first": "{name} is the ordinal of a paragraph: a number, or letters and a number like e1",
    "inline_notes": "{name} are two brackets, or places",
    "url": "{name} is an address that begins with https:// or http://",
}
"""What a value must look like, by the key it stands under."""
_CODED: Mapping[str, str] = {
    "E103": "{name} is no encoding we know; write it like gb18030, big5 or utf-16",
    "E208": "{code} is no language code we know; write it like en, de or zh-Hant",
    "E240": "{date} is no date: write it like 2014-04-24, 2014-04 or 2014",
    "E241": "{status} is no status: write one of {known}",
}
"""By the code that a validator names."""
_OTHER = "{name} is not as its format asks for: see the guide for editors"
_EXPECTED = {"numbering": "roman, arabic"}
TEMPLATES = frozenset({*_PLAIN.values(), *_FORMS.values(), *_CODED.values(), _OTHER})
"""Everything that ``told_fault`` tells, but for what a validator says itself."""
WHOLE = "(file)"
"""What stands for the name of a key where the whole file is meant."""


def told_fault(fault: Mapping[str, Any], location: Sequence[int | str]) -> tuple[str, dict[str, object]]:
    """The template and the values for one of pydantic's faults, which stands at a location."""
    name = next((str(step) for step in reversed(location) if isinstance(step, str)), WHOLE)
    context = dict(fault.get("ctx") or {})
    error = context.get("error")
    if isinstance(error, Unfit):
        return error.template, {"name": name, **error.values}
    template = _FORMS.get(name) if fault["type"] == "string_pattern_mismatch" else _PLAIN.get(fault["type"])
    template = template or _CODED.get(fault["type"])
    return template or _OTHER, {"name": name, "expected": _EXPECTED.get(name, ""), **context}
