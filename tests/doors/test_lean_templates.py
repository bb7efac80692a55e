"""Pages without the white space of templates."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from shanben.doors.lean_templates import on_env, on_post_page


def shown(template: str, **known: object) -> str:
    env = on_env(Environment(loader=DictLoader({"page": template}), autoescape=False), config=None, files=None)  # type: ignore[arg-type]
    return env.get_template("page").render(**known)


def test_white_space_of_a_template_is_one_line_end_and_words_stay_as_they_are() -> None:
    template = "<ul>\n    {% for one in all %}\n      <li>{{ one }}</li>\n\n  {% endfor %}</ul> <b>x</b>"
    assert shown(template, all=["a  b\n\n  c", "d"]).split("\n") == [
        "<ul>", "", "<li>a  b", "", "  c</li>", "", "<li>d</li>", "</ul> <b>x</b>",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["pre", "textarea", "PRE class='x'"])
def test_a_template_that_shows_white_space_keeps_it(name: str) -> None:
    template = f"<div>\n  <{name}>\n   a\n</{name.split()[0]}></div>"
    assert shown(template) == template


def test_what_scripts_are_told_is_told_as_characters() -> None:
    assert shown("{{ x | tojson }}", x={"b": "</script>", "a": "中"}) == '{"a":"中","b":"\\u003c/script\\u003e"}'


def test_lines_that_templates_left_empty_are_no_lines_and_a_text_keeps_its_own() -> None:
    page: Any = SimpleNamespace(content="<pre>a\n\nb</pre>")
    config: Any = None
    shown = on_post_page(f"<p>\n \n\n</p>{page.content}\n\n<i>", page=page, config=config)
    assert shown == "<p>\n</p><pre>a\n\nb</pre>\n<i>"


def test_an_icon_needs_no_namespace_on_a_page() -> None:
    assert shown('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>') == '<svg viewBox="0 0 1 1"/>'
