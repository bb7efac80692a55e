"""Our style sheets and scripts, joined into one file of each."""

from __future__ import annotations

from typing import Any

import pytest
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from playwright.sync_api import Browser

from shanben.doors.joined import SCRIPT, STYLE, join_ours

ONE, TWO = "javascripts/language.js", "javascripts/marks.js"


@pytest.fixture
def config() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "河边", "site_dir": "site", "docs_dir": "docs"})
    config.validate()
    config.plugins._current_plugin = "shanben"  # files are made while a plugin is asked
    return config


def site(config: MkDocsConfig, **contents: str) -> Files:
    return Files([File.generated(config, path, content=content) for path, content in contents.items()])


def scripts(config: MkDocsConfig, *named: str, **how: Any) -> None:
    config.extra_javascript[:] = [ExtraScriptValue(one) for one in named]
    for key, value in how.items():
        setattr(config.extra_javascript[-1], key, value)


def test_what_is_not_ours_keeps_its_place(config: MkDocsConfig) -> None:
    config.extra_css[:] = ["first.css", "stylesheets/type.css", "between.css", "stylesheets/page.css", "last.css"]
    files = site(config, **{"stylesheets/type.css": "a {}\n", "stylesheets/page.css": "b {}"})
    join_ours(files, config)
    assert config.extra_css == ["first.css", STYLE, "between.css", "last.css"]
    joined = files.get_file_from_path(STYLE)
    assert joined
    assert joined.content_string == "a {}\nb {}\n"
    assert [file.src_uri for file in files] == [STYLE]


def test_what_somebody_loads_otherwise_or_made_of_ours_is_left(config: MkDocsConfig) -> None:
    scripts(config, "javascripts/marks.min.js", ONE, TWO, type="module")
    files = site(config, **{ONE: "one();", TWO: "two();"})
    join_ours(files, config)
    assert list(map(str, config.extra_javascript)) == ["javascripts/marks.min.js", SCRIPT, TWO]
    assert files.get_file_from_path(TWO)


def test_a_script_that_fails_ends_itself_alone_and_is_told(config: MkDocsConfig, chromium: Browser) -> None:
    scripts(config, ONE, TWO)
    files = site(config, **{ONE: "throw new Error('first');", TWO: "console.log('second');\n"})
    join_ours(files, config)
    joined = files.get_file_from_path(SCRIPT)
    assert joined
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with page.expect_event("pageerror"), page.expect_console_message():
        page.add_script_tag(content=joined.content_string)
    page.close()
    told, fault = said
    assert told == "second"
    assert "first" in fault
