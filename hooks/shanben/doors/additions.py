"""What a library's ``mkdocs.yml`` need not say: our templates, style sheets, scripts, Markdown extensions and defaults.

They are added to what it says and never replace any of it; what it names itself is not added again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify_unicode
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from shanben.carried_files import templates
from shanben.read.configuration import configuration_files
from shanben.settings import Settings

STYLES = tuple(
    f"stylesheets/{name}.css"
    for name in (
        "colours type language page kinds furniture receipt library citing facing dialogs terms search versions editing"
    ).split()
)
SCRIPTS = tuple(
    f"javascripts/{name}.js"
    for name in (
        "language furniture marks words choices citing bookmarks facing editing place contents keys pinyin script "
        "copying print terms catalogue search-index search-numbers search-query search search-box"
    ).split()
)
FEATURES = ("navigation.footer", "navigation.indexes", "navigation.path", "navigation.top")

EXTENSIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("attr_list", frozenset({"extra", "pymdownx.extra"})),
    ("md_in_html", frozenset({"extra", "pymdownx.extra"})),
    ("tables", frozenset({"extra", "pymdownx.extra"})),
    ("footnotes", frozenset({"extra", "pymdownx.extra"})),
    ("admonition", frozenset()),
    ("pymdownx.highlight", frozenset({"codehilite"})),
    ("pymdownx.superfences", frozenset({"pymdownx.extra", "extra"})),
    ("pymdownx.tasklist", frozenset()),
    ("toc", frozenset()),
    ("shanben.doors.brackets", frozenset()),
    ("shanben.doors.tags", frozenset()),
    ("shanben.doors.blocks", frozenset()),
    ("shanben.doors.note_marks", frozenset()),
)
"""Extensions of Markdown, each with those that stand for it."""

_LIGHT = {
    "media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom",
    "toggle": {"icon": "material/moon-waning-crescent", "name": "换成深色 · Dark"},
}  # fmt: skip
_DARK = {
    "media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom",
    "toggle": {"icon": "material/white-balance-sunny", "name": "换成浅色 · Light"},
}  # fmt: skip
THEME: Mapping[str, Any] = {"language": "zh", "font": False, "palette": [_LIGHT, _DARK]}
"""Settings of the theme where the library has none of its own."""


def add_ours(config: MkDocsConfig, settings: Settings) -> None:
    """Add to a configuration what every library is built with."""
    _add_templates(config)
    config.extra_css[:0] = [path for path in STYLES if path not in config.extra_css]
    present = {str(script) for script in config.extra_javascript}
    config.extra_javascript[:0] = [ExtraScriptValue(path) for path in SCRIPTS if path not in present]
    stated = _stated(config)
    for name, value in THEME.items():
        if name not in stated["theme"]:
            config.theme[name] = value
    features = config.theme.get("features") or []
    config.theme["features"] = [*features, *(name for name in FEATURES if name not in features)]
    _add_extensions(config)
    config.extra.setdefault("generator", False)
    if "validation" not in stated:
        links = config.validation.links
        links.anchors = links.absolute_links = links.unrecognized_links = logging.WARNING
    config.extra["shanben"] = settings.model_dump()  # for the templates


def _add_templates(config: MkDocsConfig) -> None:
    """Our templates stand behind the library's own and before the theme's."""
    ours = templates()
    if any(Path(folder).resolve() == ours.resolve() for folder in config.theme.dirs):
        return
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(ours))


def _stated(config: MkDocsConfig) -> dict[str, set[str]]:
    """The keys that a configuration states itself, each with the keys below it: the theme has a default for each."""
    found: dict[str, set[str]] = {"theme": set()}
    for file in configuration_files(Path(config.config_file_path)):
        for name, value in file.value.items() if isinstance(file.value, Mapping) else ():
            found.setdefault(name, set()).update(value if isinstance(value, Mapping) else ())
    return found


def _add_extensions(config: MkDocsConfig) -> None:
    present = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    for name, instead in EXTENSIONS:
        if name not in present and not instead & present:
            config.markdown_extensions.append(name)
    # Headings in Chinese get an id in Chinese: the default would number them.
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
