"""Kinds of pages: nothing serious for axe in what opens, no dead control, nothing that scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ElementHandle, Page, expect
from playwright.sync_api import TimeoutError as Late
from tests.axe import violations

SEED_KINDS = {
    "home": "",
    "catalogue": "works/",
    "work": "works/carbon-trade-deficit/",
    "sources": "sources/",
    "receipt": "sources/000_472e4490c209e15f/",
    "glossary": "glossary/",
    "editors": "editors/",
    "search": "search/?q=生物多样性",
    "written by hand": "editing/",
    "not found": "404.html",
}
LIGHTS_KINDS = {
    "first page of a long work": "works/lighthouse/",
    "section of a law": "works/harbour/1/",
    "whole text": "works/lighthouse/whole/",
}


@pytest.fixture
def address(built_site: Path, lights: Path, serve: Callable[[Path], str]) -> Callable[[str], str]:
    """The address of a kind of page."""

    def of(kind: str) -> str:
        if kind in SEED_KINDS:
            return serve(built_site) + SEED_KINDS[kind]
        return serve(lights) + LIGHTS_KINDS[kind]

    return of


KINDS = (*SEED_KINDS, *LIGHTS_KINDS)
HEADERS = ("home", "work", "search", "written by hand", "not found", "first page of a long work")
"""Kinds whose header is tried: the others have the same one."""

COLOURS = ("color-contrast", "link-in-text-block")
"""What axe asks of a page in the dark: all else is the same by day."""

OPEN = {
    "facing source": (".sb-face", ".sb-facing", ".sb-facing"),
    "citing": (".sb-mark a:first-child", "#sb-citing blockquote", "#sb-citing"),
    "contents": (".sb-contents-open", "#sb-outline a[aria-current]", "#sb-outline"),
    "menu of typefaces": (".sb-typography > summary", ".sb-typography label", ".sb-typography"),
    "pinyin": ("", "rt", "#title, #p0-1"),
    "keys": ("", "#sb-keys kbd", "#sb-keys"),
}
"""What a reader can open on the page of a work: what it is opened with, what is seen then, and where all of it is."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_pages_of_long_works_and_written_by_hand(
    chromium: Browser, address: Callable[[str], str], scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": 360 if scheme == "dark" else 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults = {}
    for kind in (*LIGHTS_KINDS, "written by hand", "not found"):  # those of the demonstration: test_every_kind.py
        page.goto(address(kind))
        faults[kind] = violations(page, only=COLOURS if scheme == "dark" else ())
    context.close()
    assert {kind: found for kind, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_opens(chromium: Browser, address: Callable[[str], str], scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults = {}
    for name, (opener, opened, whole) in OPEN.items():
        page.goto(address("work"))
        if opener:
            page.locator(opener).nth(1 if name in ("facing source", "citing") else 0).click()
        elif name == "keys":
            page.keyboard.press("?")
        else:
            page.evaluate("document.querySelector('input[data-sb-choice=pinyin][value=on]').click()")
        expect(page.locator(opened).locator("visible=true").first).to_be_visible()
        faults[name] = violations(page, whole, only=COLOURS if scheme == "dark" else ())
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_a_zoom_of_400_percent(
    page: Page, address: Callable[[str], str], kind: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address(kind))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# What a press may change: the page, its address, what is chosen, typed or focused, and where the window stands.
STATE = """() => JSON.stringify([
  document.documentElement.outerHTML.length, document.documentElement.outerHTML.slice(0, 5000), location.href,
  [...document.querySelectorAll('input, select, textarea')].map(e => [e.checked, e.value]),
  [...document.querySelectorAll('details, dialog')].map(e => e.open), scrollX, scrollY,
  document.activeElement.outerHTML.slice(0, 200)
])"""
# The state once nothing of what was pressed before goes on changing it.
RESTING = f"""async () => {{
  const state = {STATE}, wait = () => new Promise((done) => setTimeout(done, 60));
  let before = state();
  for (let waited = 0; waited < 20; waited++) {{
    await wait();
    const now = state();
    if (now === before) break;
    before = now;
  }}
  return before;
}}"""
HASTE, PATIENCE = 500, 5000
"""Milliseconds after which a control has done nothing, among others and alone; what a live one does is seen at once."""
CONTROLS = "button, summary, label[for], input[type=radio], select, a[href^='#']"
SIGN = """elements => elements.map((element, place) => {
  const box = element.getBoundingClientRect();
  const shown = getComputedStyle(element).pointerEvents !== 'none' && box.width > 1 && box.height > 1 &&
    element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const pressed = element.matches(':checked, :disabled, [aria-pressed=true]');
  const name = [element.tagName, element.className, element.name || '', element.value || '', element.htmlFor || ''];
  return [place, shown && !pressed, name.join(' '), !!element.closest('.md-header')];
})"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_does_something(page: Page, address: Callable[[str], str], kind: str) -> None:
    """The first of each sort of control that is shown; links to other pages are followed by the test of links."""
    page.goto(address(kind))
    firsts: dict[str, int] = {}
    for place, live, name, header in page.locator(CONTROLS).evaluate_all(SIGN):
        if live and (kind in HEADERS or not header):
            firsts.setdefault(name, place)
    assert firsts or kind == "not found"
    # One after the other, whatever the last one opened; who seems dead is asked again on a page nobody has touched.
    quiet, begun = [], page.url.partition("#")[0]
    controls = page.locator(CONTROLS).element_handles()
    for name, place in firsts.items():
        if not leads_here(controls[place]) and not pressed(page, controls[place], HASTE):
            quiet.append((name, place))
        if page.url.partition("#")[0] != begun:
            page.goto(address(kind))
            controls = page.locator(CONTROLS).element_handles()
    dead = []
    for name, place in quiet:
        page.goto("about:blank")
        page.goto(address(kind))
        control = page.locator(CONTROLS).nth(place).element_handle()
        dead += [] if pressed(page, control, PATIENCE) else [name]
    assert dead == []


def leads_here(control: ElementHandle) -> bool:
    """Whether a control is a link to where the reader already is."""
    return bool(control.evaluate("e => e.matches('a[href^=\"#\"]:not(.sb-mark a)') && e.hash === location.hash"))


def pressed(page: Page, control: ElementHandle, patience: int) -> bool:
    """Whether something on the page is otherwise within ``patience`` milliseconds once a control was used."""
    control.scroll_into_view_if_needed()
    before = page.evaluate(RESTING)
    if control.evaluate("e => e.tagName === 'SELECT'"):
        control.select_option(index=1)
    else:
        control.evaluate("e => (e.tagName === 'INPUT' ? e.parentElement : e).click()")
    try:
        page.wait_for_function(f"before => ({STATE})() !== before", arg=before, timeout=patience)
    except Late:
        return False
    return True
