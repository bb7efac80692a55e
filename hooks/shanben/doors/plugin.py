"""The plugin of MkDocs, ``plugins: [shanben]``: every door in one, in the order in which ``hooks`` would name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, CombinedEvent

from shanben.doors import (
    compiled,
    faults,
    lean_templates,
    offline,
    preview,
    publish,
    search,
    serving,
    theme_search,
    writing,
)


def _handed_to(*handlers: Any) -> Any:
    """A handler of the plugin that hands an event on to functions of the doors, each with its own priority."""
    single = [one for handler in handlers for one in getattr(handler, "methods", (handler,))]
    return CombinedEvent(*(_as_method(handler) for handler in single))


def _as_method(handler: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(handler)  # which copies its priority as well
    def method(self: ShanbenPlugin, *arguments: Any, **named: Any) -> Any:  # noqa: ARG001 - the doors are functions
        return handler(*arguments, **named)

    return method


class Unchecked(Config):  # type: ignore[no-untyped-call]  # of MkDocs
    """No settings that MkDocs itself would check."""


class ShanbenPlugin(BasePlugin[Unchecked]):  # type: ignore[no-untyped-call]  # of MkDocs
    """A library of Chinese source texts, published by MkDocs."""

    supports_multiple_instances = True
    """So that we can tell of a second one ourselves, with its line; see ``conditions``."""

    stated: object = None
    """What ``mkdocs.yml`` says of us; ``publish`` has it validated, and finds its lines."""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:  # noqa: ARG002
        """Keep what ``mkdocs.yml`` says of us."""
        self.stated = dict(options)
        return [], []

    on_startup = _handed_to(publish.on_startup)
    on_shutdown = _handed_to(writing.on_shutdown, publish.on_shutdown)
    on_config = _handed_to(publish.on_config, offline.on_config)
    on_serve = _handed_to(serving.on_serve)
    on_build_error = _handed_to(faults.on_build_error)
    on_pre_build = _handed_to(publish.on_pre_build, preview.on_pre_build, offline.on_pre_build)
    on_files = _handed_to(publish.on_files, theme_search.on_files, preview.on_files, offline.on_files)
    on_nav = _handed_to(publish.on_nav)
    on_env = _handed_to(lean_templates.on_env, compiled.on_env, writing.on_env)
    on_page_markdown = _handed_to(publish.on_page_markdown)
    on_page_content = _handed_to(
        publish.on_page_content, search.on_page_content, preview.on_page_content, offline.on_page_content
    )
    on_page_context = _handed_to(publish.on_page_context)
    on_template_context = _handed_to(publish.on_template_context)
    on_post_page = _handed_to(lean_templates.on_post_page, serving.on_post_page, offline.on_post_page)
    on_post_build = _handed_to(
        publish.on_post_build, writing.on_post_build, search.on_post_build, preview.on_post_build, offline.on_post_build
    )
