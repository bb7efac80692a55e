"""What all pages of works have in common: the programs, the settings, the theme's templates, the navigation.

Where somebody else takes part in a build, another plugin or hook, nobody can tell what it looks at, and there is no
such thing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from shanben.doors.filled import strangers
from shanben.doors.navigation import without_works
from shanben.doors.publication import Publication
from shanben.model.text import Origin
from shanben.programs import programs, said_to
from shanben.read.configuration import configuration_files
from shanben.read.files import contents
from shanben.read.history import EPOCH

_NO_PART = frozenset({"SHANBEN_BUNDLES"})
"""Variables of ours that change no page, beside those that say who builds."""
_DATED = b"build_date"
"""What a template says that shows the moment a build stands for."""


def frame_of(config: MkDocsConfig, nav: Navigation, publication: Publication) -> str:
    """The SHA-256 of what all pages of works have in common; empty where nobody can tell.

    Raises ``Refused`` for a file that cannot be read.
    """
    if strangers(config, config.plugins.events):
        return ""
    digest = hashlib.sha256(repr(_stated(config, nav, publication)).encode("utf-8", "surrogatepass"))
    for content in _templates(config):
        digest.update(hashlib.sha256(content).digest())
        if _DATED in content:
            digest.update(os.environ.get(EPOCH, "").encode())
    return digest.hexdigest()


def _stated(config: MkDocsConfig, nav: Navigation, publication: Publication) -> tuple[object, ...]:
    theme = config.theme
    settings = repr([file.value for file in configuration_files(Path(config.config_file_path))])
    return (
        programs(),
        (config.site_name, config.site_url, config.site_description, config.use_directory_urls),
        (config.repo_url, config.edit_uri, config.docs_dir, theme.name, sorted(map(repr, theme.items()))),
        ([str(one) for one in config.extra_css], [str(one) for one in config.extra_javascript]),
        settings,
        [*said_to(settings, os.environ, _NO_PART)],
        (publication.where.receipt_lines, publication.library.languages, publication.watched is not None),
        [_shown(item) for item in without_works(nav)],
        nav.homepage and nav.homepage.url,
    )


def _templates(config: MkDocsConfig) -> Iterator[bytes]:
    """The library's own files for the theme, each after its name."""
    folder = Path(config.theme.custom_dir or "")
    for path in sorted(folder.rglob("*")) if config.theme.custom_dir else ():
        if path.is_file():
            yield str(path.relative_to(folder)).encode("utf-8", "surrogatepass")
            yield contents(path, Origin(path.as_posix()))


def _shown(item: Any) -> tuple[object, ...]:
    """What the navigation shows of an entry."""
    translations = repr(getattr(item, "translations", ()))
    if isinstance(item, SitePage):
        return str(item.title), item.url, repr(item.meta), translations
    return str(item.title), getattr(item, "url", ""), [_shown(child) for child in item.children or ()], translations
