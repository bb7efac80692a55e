"""A configuration as templates read it: the generator's templates escape nothing, whatever stands in ``mkdocs.yml``."""

from __future__ import annotations

import copy
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from shanben.markup import escape

WORDS = ("site_name", "site_description", "site_author", "repo_name", "repo_url")
"""Settings that are words, which themes print as they are; ``copyright`` is markup by their convention."""


def escape_words(context: dict[str, Any], config: MkDocsConfig) -> None:
    """Let a template print the words of a configuration as words; where it escapes them itself, they stay the same."""
    shown = copy.copy(config)
    shown.data |= {name: escape(config[name]) for name in WORDS if config.get(name)}
    context["config"] = shown
