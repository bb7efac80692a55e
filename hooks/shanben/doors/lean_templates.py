"""MkDocs door: templates without the white space they are laid out with, and what they tell scripts as characters.

A page of a work was a tenth indentation: the theme's templates are laid out for those who read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

_KEPT = re.compile("<(?:pre|textarea)", re.IGNORECASE)
"""Elements in which white space is shown as it stands."""
_WHITE = re.compile(r"[ \t]*\n\s*")
_NAMESPACE = re.compile(r'(?<=<svg) xmlns="http://www\.w3\.org/2000/svg"')
"""What an icon says that is a file of its own, and need not within a page."""


class Lean(Extension):
    """Takes white space with a line end in it, as a template holds it, for one line end: HTML shows both alike.

    What a template prints, the words of a text, is not touched; nor is a template with elements that keep white space.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The tokens of a template, its own text squeezed."""
        tokens = list(stream)
        if any(token.type == "data" and _KEPT.search(token.value) for token in tokens):
            return tokens
        return list(_squeezed(tokens))


def _squeezed(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "data":
            token = Token(token.lineno, "data", _NAMESPACE.sub("", _WHITE.sub("\n", token.value)))
        yield token


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Let every template be read so, before the first is."""
    env.add_extension(Lean)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    return env


_EMPTY_LINES = re.compile(r"\n\s*\n")


def on_post_page(output: str, *, page: SitePage, config: MkDocsConfig) -> str:  # noqa: ARG001
    """A page without the lines that templates left empty around its text, which stays as it is."""
    content = page.content or ""
    before, content, after = output.partition(content) if content else (output, "", "")
    return _EMPTY_LINES.sub("\n", before) + content + _EMPTY_LINES.sub("\n", after)
