"""Every kind of page of the demonstration, opened once on a telephone in the dark and once on a computer by day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import rjieba
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late
from tests.axe import violations

KINDS = (
    "", "works/", "works/by/issuer/", "collections/rules/", "works/ferry-rules/", "works/ferry-rules/versions/",
    "works/ferry-rules/versions/2016-03-10_2022-09-20/", "works/flood-notice/", "works/river-report/",
    "works/night-ferry/", "works/bridge-stele/", "works/hydrology-bulletin/", "sources/", "sources/flood-notice/",
    "glossary/", "glossary/uses/dukou/", "editors/", "search/?q=渡口", "bookmarks/",
)  # fmt: skip
NARROW = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "region")
"""What axe asks again in the dark and on a small screen: its other rules look at what is the same there."""
PATIENCE = 5000
"""Milliseconds after which what should have happened did not."""
TELEPHONE, COMPUTER = (360, "dark"), (1280, "light")


@pytest.fixture(params=[TELEPHONE, COMPUTER], ids=["telephone", "computer"], scope="module")
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A reader's page: its width and whether it is dark."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 760}, color_scheme=scheme, reduced_motion="reduce", locale="zh-CN"
    )
    yield context.new_page()
    context.close()


# Targets that a finger of 24 px misses or meets with another (WCAG 2.2, 2.5.8): whatever answers at four points around
# the middle is the target itself or no target. Those in a line of text are as high as it; so are the lines of a source.
SMALL = """() => {
  const TARGETS = 'a[href], button, summary, select, input:not([type=hidden]), label[for], [tabindex="0"]';
  const seen = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
    getComputedStyle(one).pointerEvents !== 'none' && !one.closest('.md-skip, svg, [hidden]');
  const inText = (one) => {
    if (one.matches('.sb-source a, .sb-call')) return true;
    const block = one.closest('p, li, dd, td, dt, th, small, figcaption, h1, h2, h3, h4, h5, h6');
    if (!block || getComputedStyle(one).display !== 'inline') return false;
    const rest = block.cloneNode(true);
    rest.querySelectorAll('a, button').forEach((other) => other.remove());
    return /\\p{L}/u.test(rest.textContent);
  };
  const faults = [];
  for (const one of document.querySelectorAll(TARGETS)) {
    const box = one.getBoundingClientRect();
    if (!seen(one) || box.width < 2 || box.height < 2 || box.width >= 24 && box.height >= 24 || inText(one)) continue;
    one.scrollIntoView({block: 'center', inline: 'nearest'});
    const now = one.getBoundingClientRect(), x = now.x + now.width / 2, y = now.y + now.height / 2;
    for (const [dx, dy] of [[-11, 0], [11, 0], [0, -11], [0, 11]]) {
      const hit = document.elementFromPoint(x + dx, y + dy), other = hit && hit.closest(TARGETS);
      if (!other || other === one || one.contains(other) || other.contains(one) || other.control === one) continue;
      faults.push(`small: ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 12)} ` +
        `${Math.round(box.width)}x${Math.round(box.height)} beside ${other.tagName}.${other.className}`);
      break;
    }
  }
  return [...new Set(faults)];
}"""

# The lines of titles, as they stand: for each title of several lines, the lines.
LINES = """() => {
  const TITLES = 'h1, h2, h3, h4, h5, h6, .sb-card > a, .md-path__link, .md-nav__link, .md-footer__title, ' +
    '.sb-contents a, .sb-backlinks a, .sb-pair-heading';
  const found = [], range = document.createRange();
  for (const title of document.querySelectorAll(TITLES)) {
    if (!title.checkVisibility() || title.closest('.md-search-result h2, .md-header')) continue;
    const walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), lines = [''];
    let last = null;
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      for (let at = 0; at < node.data.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width && last !== null && box.top > last + 8) lines.push('');
        if (box.width) last = box.top;
        lines[lines.length - 1] += node.data[at];
      }
    if (lines.length > 1) found.push(lines);
  }
  return found;
}"""

# The first, the middle and the last place that something on this page leads to: below the header, and seen.
TARGETS = """async () => {
  const named = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const three = (all) => new Set([all[0], all[all.length >> 1], all.at(-1)].filter(Boolean));
  const links = [...document.querySelectorAll('.md-content a[href^="#"]')].filter((link) => link.hash && named(link));
  const entries = [...document.querySelectorAll('.md-nav--secondary a.md-nav__link')]
    .filter((link) => link.checkVisibility() && named(link));
  const faults = [], header = document.querySelector('.md-header').getBoundingClientRect().bottom;
  for (const link of [...three(links), ...three(entries)]) {
    location.hash = link.hash;
    const place = named(link), wrong = () => {
      const top = place.getBoundingClientRect().top;
      if (place.checkVisibility() && (top < header - 1 || top > innerHeight)) return `hidden: ${link.hash} ${top}`;
      const marked = entries.filter((one) => one.ariaCurrent).map((one) => one.hash);
      return entries.includes(link) && marked.join() !== link.hash ? `marked: ${marked} for ${link.hash}` : '';
    };
    for (let waited = 0; waited < 100 && (!waited || wrong()); waited++)
      await new Promise((done) => setTimeout(done, 30));
    if (wrong()) faults.push(wrong());
  }
  return faults;
}"""


# What can be seen of the open drawer of a telephone: entries that lead somewhere.
SEEN = """() => [...document.querySelectorAll('.md-sidebar--primary .md-nav__link')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.left >= 0 && box.right < 260 && box.top > 0 && box.bottom < innerHeight &&
    one.contains(document.elementFromPoint(box.left + 9, box.top + box.height / 2));
}).map((one) => one.textContent.trim())"""


def broken(page: Page) -> list[str]:
    """Titles a line of which ends inside a word, or inside a date."""
    faults = []
    for lines in page.evaluate(LINES):
        lines = [line.strip() for line in lines if line.strip()]
        ends, at = set(), 0
        for word in rjieba.cut("".join(lines)):
            at += len(word)
            ends.add(at)
        at = 0
        for line, after in pairwise(lines):
            at += len(line)
            if at not in ends and re.search("[\u3400-\u9fff\\d-]{2}", line[-1] + after[0]):
                faults.append(f"broken: {'|'.join(lines)}")
    return faults


def drawer(page: Page) -> list[str]:
    """The drawer of a telephone opens where one is: an entry of this page, or of the page above it, can be seen."""
    page.evaluate("document.getElementById('__drawer').click()")
    try:
        page.wait_for_function(f"({SEEN})().length", timeout=PATIENCE)
    except Late:
        return ["drawer: opens on nothing"]
    finally:
        page.evaluate("document.getElementById('__drawer').click()")
    return []


def keys(page: Page) -> list[str]:
    """Keys do what the list of keys says: contents are shown, the next and the previous page are opened."""
    page.evaluate("scrollTo(0, 0)")
    listed = page.locator("#sb-keys kbd").all_text_contents()
    faults = [] if {"/", "?", "Esc"} <= {*listed} else [f"keys: {listed}"]
    if "t" in listed:
        page.keyboard.press("t")
        page.wait_for_function("document.getElementById('sb-outline').open", timeout=PATIENCE)
        page.keyboard.press("Escape")
    for key, rel in (("n", "next"), ("p", "prev")):
        links = page.locator(f"link[rel={rel}]").evaluate_all("links => links.map((link) => link.href)")
        if bool(links) != (key in listed):
            faults.append(f"keys: {key} is listed: {key in listed}, leads to {links}")
        if links:
            page.keyboard.press(key)
            page.wait_for_url(links[0], timeout=PATIENCE)
            page.go_back()
    return faults


# After a reader scrolled down and up again: where the way back to the top stands, and what stands in its place.
TOP = """async () => {
  const wait = () => new Promise((done) => setTimeout(done, 120));
  scrollTo(0, 1e6);
  await wait();
  if (scrollY <= 400) return [];
  scrollBy(0, -150);
  const button = document.querySelector('.sb-top'), header = document.querySelector('.md-header');
  for (let waited = 0; waited < 20 && (!waited || button.hidden); waited++) await wait();
  const box = button.getBoundingClientRect(), around = header.getBoundingClientRect();
  const icons = [...header.querySelectorAll('.md-header__button, .sb-choices')];
  const wide = icons.some((icon) => icon.getBoundingClientRect().right > innerWidth);
  const faults = wide ? ['top: the header is too wide'] : [];
  const lines = [...header.querySelectorAll('.md-header__topic')].map((one) => one.getBoundingClientRect().height);
  if (Math.max(...lines) > around.height) faults.push(`top: a title of ${lines} in the header`);
  const inside = !button.hidden && box.width >= 24 && box.top >= around.top && box.bottom <= around.bottom;
  return inside ? faults : [...faults, `top: ${button.hidden} ${box.top} ${box.bottom} ${around.bottom}`];
}"""


def test_nothing_is_wrong_with_any_kind_of_page(reader: Page, demo: Path, serve: Callable[[Path], str]) -> None:
    narrow = reader.evaluate("innerWidth") == TELEPHONE[0]
    faults = {}
    for kind in KINDS:
        reader.goto(serve(demo) + kind)
        found = [*violations(reader, only=NARROW if narrow else ()), *broken(reader), *reader.evaluate(SMALL)]
        found += drawer(reader) if narrow else keys(reader)
        faults[kind] = found + reader.evaluate(TOP) + reader.evaluate(TARGETS)
    assert {kind: found for kind, found in faults.items() if found} == {}
