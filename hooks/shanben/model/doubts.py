"""Doubts of the engine about its own decisions: a code, a reason, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

QUOTING = (
    "{number} stands after {before}",
    "{number} stands with nothing of its kind before it",
    "“{words}” and {count} more openings here may be run-in headings; they were taken for text",
)
"""The reasons that quote a text: a draft holds them filled in, and they are read back as template and values."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an automatic decision may be wrong, with how sure the engine is of it (0 to 1).

    ``message`` is a template in English and the key of its translations; words of a text stand in ``values`` only.
    """

    code: str
    message: str
    confidence: float
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def reason(self) -> str:
        """The reason in English, as a draft of an edition file holds it."""
        return self.worded(self.message)

    def worded(self, template: str) -> str:
        """The values in a template: the message, or a translation of it."""
        return template.format_map(self.values) if self.values else template

    def __str__(self) -> str:
        return self.reason


def stated_doubt(code: str, reason: str, confidence: float) -> Doubt:
    """A doubt as an edition file holds it: what the engine wrote is its template again, an editor's words are words."""
    for template, form in _FORMS.items():
        if found := form.fullmatch(reason):
            return Doubt(code, template, confidence, found.groupdict())
    return Doubt(code, reason, confidence)


def _form(template: str) -> re.Pattern[str]:
    """What matches a template with anything in its places."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template)), re.DOTALL)


_FORMS = {template: _form(template) for template in QUOTING}
