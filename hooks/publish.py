"""What ``mkdocs.yml`` names: the library becomes pages. See :mod:`shanben.doors.publish`."""

from mkdocs.plugins import CombinedEvent

from shanben.doors import compiled, lean_templates, publish, writing
from shanben.doors.faults import on_build_error
from shanben.doors.publish import (
    on_config,
    on_files,
    on_nav,
    on_page_content,
    on_page_context,
    on_page_markdown,
    on_pre_build,
    on_startup,
    on_template_context,
)
from shanben.doors.serving import on_post_page, on_serve

on_env = CombinedEvent(lean_templates.on_env, compiled.on_env, writing.on_env)
on_post_build = CombinedEvent(writing.on_post_build, publish.on_post_build)  # type: ignore[arg-type]  # for methods
on_shutdown = CombinedEvent(writing.on_shutdown, publish.on_shutdown)  # type: ignore[arg-type]

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_pre_build",
    "on_serve",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]
