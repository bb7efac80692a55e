"""Source text as Markdown that reads back as the same text.

Python-Markdown and its extensions give a meaning to most ASCII punctuation, so every mark that could start or close
something becomes a numeric character reference, which no extension looks into. Proved by a round-trip property test.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"[!\"#$&'()*+/:;<=>?@\[\\\]^_`{|}~]"
    r"|(?<!\w)[.\-]|[.\-](?!\w)"  # 1. and - begin items, -- and ... become other marks; PM2.5 and A-B are safe
    r"|(?<=\bwww)\."  # an address without its http:
    r"|(?<=\d)(?:s(?=t)|[nr](?=d)|t(?=h))",  # 1st, 2nd: an ordinal's letters would be raised
    re.IGNORECASE,
)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def escape(text: str) -> str:
    """``text`` (one paragraph, no line breaks) as inline Markdown; leading and trailing spaces survive."""
    return _outer_space(_MARKUP.sub(_reference, text))


def _outer_space(text: str) -> str:
    """White space at both ends as references: Markdown strips it."""
    core = text.strip()
    if core == text:
        return text
    start = text.index(core) if core else len(text)
    before, after = text[:start], text[start + len(core) :]
    return "".join(f"&#{ord(char)};" for char in before) + core + "".join(f"&#{ord(char)};" for char in after)


def attributes(*, id: str = "", classes: str = "", **named: str) -> str:  # noqa: A002 - HTML calls it id
    """An attribute list (``attr_list`` extension); names with underscores become hyphenated."""
    parts = [f"#{id}"] if id else []
    parts += [f".{name}" for name in classes.split()]
    parts += [f'{name.replace("_", "-")}="{_quoted(value)}"' for name, value in named.items() if value]
    return "{: " + " ".join(parts) + " }"


def _quoted(value: str) -> str:
    return _MARKUP.sub(_reference, value)
