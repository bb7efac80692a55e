"""Pages written by hand, as search sees them."""

from __future__ import annotations

from shanben.model.library import Library
from shanben.search.entries import entry_of
from shanben.search.index import search_files
from shanben.search.written_pages import searchable_page

PAGE = """
<p>开头的话。</p>
<h1 id="notes">说明<a class="headerlink" href="#notes">¶</a></h1>
<p>这里说<strong>校对</strong>的办法。</p>
<h2 id="校对">校对</h2>
<ul><li>先校一遍<ul><li>再校一遍</li></ul></li></ul>
<script>var hidden = 1</script><form><p>不找表单</p></form>
<h3 id="1">细则</h3>
<table><tr><th>甲</th><td>乙<br>丙</td></tr></table>
"""


def test_headings_and_what_stands_below_them_are_passages() -> None:
    found = searchable_page("notes", "notes/", "说明", PAGE, 1)
    assert found is not None
    told = [(one.kind, one.anchor, found.outline[one.place].name, one.text) for one in found.passages]
    assert told == [
        ("p", "top", "说明", "开头的话。"),
        ("w", "notes", "说明", "说明"),
        ("p", "notes", "说明", "这里说校对的办法。"),
        ("h", "校对", "校对", "校对"),
        ("p", "校对", "校对", "先校一遍"),
        ("p", "校对", "校对", "再校一遍"),
        ("h", "top", "细则", "细则"),
        ("p", "top", "细则", "甲"),
        ("p", "top", "细则", "乙丙"),
    ]
    assert [found.path(one.place) for one in found.passages][-1] == [0, 1, 2]
    assert {one.page for one in found.passages} == {"notes/"}


def test_a_page_without_words_is_not_searched() -> None:
    assert searchable_page("empty", "empty/", "空", "  ", 1) is None
    assert searchable_page("empty", "empty/", "空", "<div><img src=x></div>", 1) is None


def test_the_index_takes_pages_beside_works() -> None:
    found = searchable_page("notes", "notes/", "说明", PAGE, 1)
    assert found is not None
    files = dict(search_files(Library(()), lambda work, anchor: f"works/{work}/#{anchor}", None, [found]))
    assert {"main.js", "works.js", "t0.js"} <= files.keys()


def test_the_home_page_has_its_own_address_though_it_is_empty() -> None:
    found = searchable_page("index", "", "首页", "<h1 id='home'>首页</h1><p>欢迎。</p>", 1)
    assert found is not None
    for piece in (*entry_of(found).leading, *entry_of(found).running):
        assert "A\t" in piece.lines.split("\n"), "else the page of the work before is taken"
