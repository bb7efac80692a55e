"""Two hundred injections in every place of words, on every kind of page, in Chromium and Firefox: nothing runs."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml
from lxml import etree, html
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from tests.search.firefox import firefox

from .injections import INJECTIONS

FILE = "乙 \"><img src=x onerror=pwn()>'.txt"


def whole(several: tuple[str, ...]) -> str:
    return " ".join(several)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:  # fmt: skip
    """A library of nothing but injections: sources, an edition, translations, terms, file name, the site's name."""
    folder = draw_library(tmp_path_factory.mktemp("injections"), "")
    lines = [f"甲 {INJECTIONS[0]}", *INJECTIONS, whole(INJECTIONS)]
    (folder / "seeds/x.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "seeds" / FILE).write_text("\n".join(["乙文", *INJECTIONS[:20]]) + "\n", encoding="utf-8")
    sections: list[dict[str, object]] = []
    for number, words in enumerate(INJECTIONS, 1):
        sections += [{"supplied": words, "level": 2, "id": str(number)}, {"paragraph": number + 1}]
    about = {
        name: {"supplied": whole(INJECTIONS[start::9]), "note": whole(INJECTIONS[start::7])}
        for start, name in enumerate(("kind", "author", "issuer", "place", "series", "number", "publication", "rights"))
    }
    work = {
        "id": "x", "about": about, "contents": [{"title": 1}, *sections], "notes": list(INJECTIONS),
        "queries": [{"ask": words, "at": number + 1} for number, words in enumerate(INJECTIONS, 1)],
    }  # fmt: skip
    omitted = [{"lines": len(lines), "reason": "omitted", "note": whole(INJECTIONS)}]
    edition = {"works": [work], "omit": omitted}
    (folder / "seeds/x.yml").write_text(yaml.safe_dump(edition, allow_unicode=True), encoding="utf-8")
    headings = polib.POFile()
    headings.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for number, words in enumerate(INJECTIONS, 1):
        headings.append(
            polib.POEntry(msgctxt=f"x#s{number}", msgid=words, msgstr=words, comment=f"status: press\nsource: {words}")
        )
    headings.save(str(folder / "seeds/headings.en.po"))
    terms = [
        {
            "term": f"词{number}{words}", "id": f"t{number}", "definition": words, "note": words,
            "translations": {"en": [{"text": words, "status": "press", "source": words}]},
        }
        for number, words in enumerate(INJECTIONS, 1)
    ]  # fmt: skip
    (folder / "seeds/termbase.yml").write_text(yaml.safe_dump({"terms": terms}, allow_unicode=True), encoding="utf-8")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"site_name": f"文 {whole(INJECTIONS[:40])}", "site_description": whole(INJECTIONS[40:80])}
    settings |= {"site_author": whole(INJECTIONS[80:]), "site_url": "https://shanben.example/"}
    settings["extra"] = {"shanben": {"long_work": 1_000_000}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    done = build(folder, "--no-strict")
    assert (folder / "site/library.json").is_file(), done.stdout + done.stderr
    return folder / "site"


LOOK = """() => [...document.querySelectorAll("*")].flatMap(one => [
  ...[...one.attributes].map(at => at.name).filter(name => /^on|^srcdoc$|[^a-z0-9_:.-]/i.test(name)),
  ...["href", "src", "action", "data", "xlink:href"].map(name => one.getAttribute(name) || "").filter(
    to => /^\\s*(?!https?:|mailto:|data:image)[a-z][a-z0-9+.-]*:|^\\s*[\\\\/]{2}/i.test(to)),
  ...(/^(IFRAME|OBJECT|EMBED|BASE|MARQUEE|VIDEO|AUDIO|MATH)$/.test(one.tagName) ? [one.tagName] : []),
])"""


def test_there_are_two_hundred() -> None:
    assert len(set(INJECTIONS)) == len(INJECTIONS) >= 200


def test_no_script_runs_and_nobody_is_asked(site: Path, chromium: Browser, serve: Callable[[Path], str]) -> None:
    address = serve(site)
    page = chromium.new_context().new_page()
    called: list[str] = []
    asked: list[str] = []
    page.expose_function("pwn", lambda *_: called.append(page.url))
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("dialog", lambda shown: called.append(shown.message))
    pages = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    assert {"404.html", "index.html", "works/x/index.html", "glossary/index.html", "editors/index.html"} <= set(pages)
    odd: dict[str, list[str]] = {}
    for path in pages:
        page.goto(address + path, wait_until="load")
        odd[path] = page.evaluate(LOOK)
    assert {path: found for path, found in odd.items() if found} == {}
    page.goto(address + "works/x/index.html")
    for words in ("evil", "onerror", "script"):
        page.locator(".md-search__input").evaluate(
            "(box, words) => { document.getElementById('__search').checked = true; box.focus(); box.value = words;"
            " box.dispatchEvent(new Event('input', {bubbles: true})) }", words,
        )  # fmt: skip
        page.wait_for_timeout(300)
        assert page.evaluate(LOOK) == []
    assert called == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    work = page.locator("article.md-content__inner")
    for words in INJECTIONS:
        assert words in str(work.text_content())


TOUCH = """async () => {
  let called = 0;
  window.pwn = () => { called += 1 };
  document.querySelectorAll("details").forEach((one) => { one.open = true });
  document.querySelectorAll("article *").forEach((one) =>
    ["click", "focus", "mouseover", "toggle", "pointerenter"].forEach((kind) => one.dispatchEvent(new Event(kind))));
  return [called, performance.getEntriesByType("resource").map((one) => one.name)];
}"""


RUNS = {"script", "iframe", "object", "embed", "base", "marquee", "video", "audio", "math", "svg", "form", "style"}

ELSEWHERE = re.compile(r"\s*(?!https?:|mailto:)[a-z][a-z+.-]*:|\s*[\\/]{2}", re.IGNORECASE)


def runs(tree: Any) -> Iterator[str]:
    """What would run or ask in a file that other programs show."""
    for one in tree.iter(etree.Element):
        name = etree.QName(one).localname.lower()
        at = {etree.QName(key).localname.lower(): value for key, value in one.attrib.items()}
        led = any(ELSEWHERE.match(at.get(key, "")) for key in ("href", "src"))
        if name in RUNS or led or any(key.startswith("on") or key in ("srcdoc", "style") for key in at):
            yield etree.tostring(one, encoding="unicode")


def test_nothing_runs_in_e_books_feeds_and_files_to_take_along(site: Path) -> None:
    shown, kinds = "", set()
    for path in sorted(site.rglob("*")):
        kinds.add(path.suffix)
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for name in (name for name in book.namelist() if name.endswith((".xhtml", ".opf"))):
                    tree = etree.fromstring(book.read(name))
                    assert [*runs(tree)] == [], name
                    shown += "".join(map(str, tree.itertext()))
        elif path.suffix == ".xml":
            assert [*runs(etree.fromstring(path.read_bytes()))] == [], path
        elif path.suffix == ".md":
            written = MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text(encoding="utf-8"))
            assert [*runs(html.fromstring(f"<div>{written}</div>"))] == [], path
    assert kinds >= {".epub", ".xml", ".md"}
    words = "".join(shown.split())
    assert [one for one in INJECTIONS if "".join(one.split()) not in words] == []


def test_nor_in_firefox(site: Path, serve: Callable[..., str], tmp_path: Path) -> None:
    address = serve(site, guarded=True)
    with firefox(tmp_path / "profile") as browser:
        for path in sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html")):
            browser.goto(address + path)
            assert browser.evaluate(f"async () => ({LOOK})()") == [], path
            called, asked = browser.evaluate(TOUCH)
            assert called == 0, path
            assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
        browser.goto(address + "works/x/index.html")
        shown = browser.evaluate("async () => document.querySelector('article.md-content__inner').textContent")
        assert [words for words in INJECTIONS if words.strip() not in shown] == []
