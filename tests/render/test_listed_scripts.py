"""Pages of several texts in another script: each word by the language of what it stands in."""

from __future__ import annotations

import json
import re
from pathlib import Path

from shanben.render.listed_scripts import FILTERS, listed_script

PAGE = """<h1 lang="zh-Hans">头发</h1><p class="sb-card" data-kind="条例"><a lang="zh-Hant">頭髮</a>
<span lang="en">发</span><span class="sb-zh" lang="zh">简体</span><script>"难"</script></p>"""


def tables(page: str) -> dict[str, dict[str, list[str]]]:
    return dict(json.loads(listed_script(page).removeprefix("shanbenScript(").removesuffix(");\n")))


def test_words_are_told_by_their_language() -> None:
    found = tables(PAGE)
    assert {language: set(forms) for language, forms in found.items()} == {
        "zh-Hans": {"t", "tw", "hk"}, "zh-Hant": {"s", "tw", "hk"},
    }  # fmt: skip
    simplified = found["zh-Hans"]["t"][0]
    assert "头頭" in simplified
    assert "条條" in simplified, "a name by which a script filters"
    assert "难" not in simplified


def test_a_page_without_chinese_has_none() -> None:
    assert listed_script('<p lang="en">Nothing</p>') == ""


def test_what_the_catalogue_says_is_known(repository: Path) -> None:
    script = (repository / "site_templates/javascripts/catalogue.js").read_text("utf-8")
    said = re.findall(r'"([^"\n]*[一-鿿][^"\n]*)"', script)
    assert set(re.findall("[一-鿿]", "".join(said))) <= set("".join(FILTERS))
