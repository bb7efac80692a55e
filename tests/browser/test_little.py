"""A reader with little: no local storage, no scripts, a browser of 2017, four times the size. Text, contents, links,
notes and tables still work.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } })"""


@pytest.mark.parametrize("scripts", [True, False], ids=["storage denied", "no scripts"])
def test_text_contents_and_links_work_at_four_times_the_size(
    scripts: bool, chromium: Browser, lights: Path, serve: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 225})
    context.add_init_script(DENIED)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{serve(lights)}works/harbour/whole/", wait_until="load")
    expect(page.get_by_text("渔港另有规定的，从其规定")).to_be_visible()
    page.goto(f"{page.url.partition('#')[0]}#art-3")
    expect(page.locator("#art-3")).to_be_in_viewport()
    wide = page.locator("article :not(.md-path *)").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().right > 400).length"
    )
    assert wide == 0
    page.goto(f"{serve(lights)}works/harbour/", wait_until="load")
    page.locator(".sb-contents a").nth(1).click()
    page.locator("article h2, article h1").first.wait_for()  # the theme changes the address before the page
    assert page.url.partition("works/harbour/")[2]
    assert faults == []  # of the theme neither, whose scripts end where nothing may be kept
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_contents_of_a_page_are_at_hand_on_a_phone(
    scripts: bool, chromium: Browser, lights: Path, serve: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{serve(lights)}works/harbour/", wait_until="load")
    page.locator(".sb-contents a").nth(1).click()
    page.wait_for_url(lambda url: not url.endswith("works/harbour/"))
    where = ".md-nav--primary" if scripts else ".md-sidebar--secondary"
    if scripts:  # they stand in the drawer, where the page itself is named
        # The theme closes it 125 ms after a new address.
        page.evaluate("new Promise((done) => setTimeout(done, 250))")
        page.locator(".md-header label[for=__drawer]").click()
        page.locator(".md-nav--primary label[for=__toc].md-nav__link").click()
    entry = page.locator(f"{where} .md-nav--secondary a").last
    there = entry.get_attribute("href")
    entry.click()
    assert there
    expect(page).to_have_url(re.compile(f"{there}$"))
    expect(page.locator(f"article {there}")).to_be_visible()
    context.close()


ROOT = Path(__file__).parents[2]
POND = """\
seeds/pond.txt
    水塘看护记

    水塘的看护人[1]由村民推举，每月巡查两次[2]。

    各村水塘一览

    甲村\t12\t看护人每月巡查
    乙村\t13\t看护人每旬巡查
    丙村\t9\t看护人每日巡查

    注释
    [1] 看护人的名字见簿子。
    [2] 见另一本簿子。
"""
LATER = re.compile(
    r"(?<!\\)\\p\{|\?\.[A-Za-z(\[]|\?\?|catch \{|\{ ?\.\.\.|\.\.\.[\w.]+ ?\}|/[^/\n]*\(\?<[=!]|#\w+\(|\b\d+n\b"
)
r"""Of scripts: what a browser of 2017 does not read. (\p and lookbehind in a literal, ?., ??, catch without a name,
spread and rest of objects, private names, large integers.)"""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
LATER_RULE = re.compile(r":(?:is|where|has|focus-visible)\b")
LATER_WORDS = re.compile(r"(?:clamp|min|max|color-mix)\(|^\s*(?:inset|gap|aspect-ratio|[a-z-]+-(?:inline|block)\b)")
"""Of styles: rules and declarations that it passes over."""


def read_in_2017(rule: re.Match[str]) -> str:
    if LATER_RULE.search(rule[1]):
        return ""
    return f"{rule[1]}{{{';'.join(words for words in rule[2].split(';') if not LATER_WORDS.search(words))}}}"


@pytest.fixture(scope="module")
def pond(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    folder = draw_library(tmp_path_factory.mktemp("pond"), POND)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def as_in_2017(route: Route) -> None:
    """A style without what came later; a script that holds what came later, not at all."""
    path = route.request.url.partition("?")[0]
    answer = route.fetch()
    words = answer.text()
    if path.endswith(".css"):
        route.fulfill(response=answer, body=RULE.sub(read_in_2017, words))
    elif "/assets/" not in path and LATER.search(words):
        route.abort()
    else:
        route.fulfill(response=answer)


@pytest.mark.parametrize("reader", ["storage denied", "no scripts", "2017"])
def test_notes_and_tables_work_at_four_times_the_size(
    reader: str, chromium: Browser, pond: Path, serve: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=reader != "no scripts", viewport={"width": 320, "height": 256})
    context.add_init_script(DENIED)
    page = context.new_page()
    if reader == "2017":
        page.route(re.compile(r"\.(?:css|js)(?:\?|$)"), as_in_2017)
    page.goto(f"{serve(pond)}works/pond/", wait_until="load")
    expect(page.get_by_text("由村民推举")).to_be_visible()
    call = page.locator("a.sb-call").first
    target = str(call.get_attribute("href")).rpartition("#")[2]
    page.goto(f"{page.url}#{target}")
    expect(page.locator(f"#{target}").get_by_text("看护人的名字见簿子")).to_be_visible()
    expect(page.get_by_text("看护人每旬巡查")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


def test_a_browser_of_2017_reads_every_script() -> None:
    """They are one file: what it cannot read in one of them would take all others away."""
    scripts = (ROOT / "site_templates/javascripts").glob("*.js")
    later = {
        f"{path.stem}: {found[0]}"
        for path in scripts
        if (found := LATER.search(re.sub(r"//.*", "", path.read_text(encoding="utf-8"))))
    }
    assert later == set()


def test_what_hides_words_is_read_in_2017() -> None:
    """A rule one of whose selectors a browser does not read is passed over as a whole, and what it hides is shown.

    Only what cannot be said otherwise, by ``:has``, may be lost, and in a rule of its own.
    """
    styles = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "site_templates").rglob("*.css")}
    main = (ROOT / "site_templates/main.html").read_text(encoding="utf-8")
    styles["main.html"] = main.partition("<style>")[2].partition("</style>")[0]
    lost = {
        f"{name}: {rule[1].strip()}"
        for name, style in styles.items()
        for rule in RULE.finditer(re.sub(r"(?s)/\*.*?\*/|\{[%{].*?[%}]\}", "", style))
        if "display: none" in rule[2] and LATER_RULE.search(rule[1])
        if not all(":has(" in selector for selector in re.split(r",(?![^(]*\))", rule[1]))
    }
    assert lost == set()
