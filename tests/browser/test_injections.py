"""Markup of every kind in every place where words are written: no script runs, nothing is asked for."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

SCRIPTS = tuple((Path(__file__).parent / "injections.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
COUNT = """document.querySelectorAll(
    '[href^="javascript:" i], [src^="javascript:" i], [onerror], [onload], [onmouseover], [onfocus], [ontoggle]'
).length"""
HIT = "window.__hits = 0; window.hit = () => { window.__hits += 1 }; window.alert = window.hit;"


def yaml_text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """A library with a script in every place that takes words."""
    folder = draw_library(tmp_path_factory.mktemp("injected"), "seeds/plain.txt\n    春天的消息\n\n    河水涨了。\n")
    seeds, many = folder / "seeds", len(SCRIPTS)
    body = "\n\n".join(f"河水{number}号{script}船来了。" for number, script in enumerate(SCRIPTS))
    (seeds / "all.txt").write_text(f"春天{SCRIPTS[0]}\n\n{body}\n\n不刊的一行\n", encoding="utf-8")
    (seeds / "all.yml").write_text(
        f"""\
works:
  - id: all
    about:
      author: {{supplied: {yaml_text(SCRIPTS[8])}, note: {yaml_text(SCRIPTS[1])}}}
      {yaml_text(SCRIPTS[2])}: {{supplied: {yaml_text(SCRIPTS[10])}}}
    contents:
      - title: 1
      - {{supplied: {yaml_text(SCRIPTS[1])}, level: 2, label: {yaml_text(SCRIPTS[9])}}}
      - body: 3-{2 * many + 1}
    queries: [{{ask: {yaml_text(SCRIPTS[1] + SCRIPTS[12])}}}]
    notes: {json.dumps(SCRIPTS, ensure_ascii=False)}
omit: [{{lines: {2 * many + 3}, note: {yaml_text(SCRIPTS[13] + SCRIPTS[1])}}}]
""",
        encoding="utf-8",
    )
    (seeds / "<img src=x onerror=hit()>.txt").write_text("秋天\n\n稻子黄了。\n", encoding="utf-8")
    (seeds / "termbase.yml").write_text(
        "terms:\n"
        + "".join(
            f"  - {{id: t{number}, term: {yaml_text(f'河水{number}号')}, definition: {yaml_text(script)},"
            f" note: {yaml_text(script)},"
            f" translations: {{en: [{{text: {yaml_text(script.strip())}, source: {yaml_text(script)}}}]}}}}\n"
            for number, script in enumerate(SCRIPTS)
        ),
        encoding="utf-8",
    )
    (seeds / "registry.yml").write_text(f"works: [{{name: {yaml_text(SCRIPTS[1])}}}]\n", encoding="utf-8")
    (seeds / "headings.en.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f"#. status: official\n#. source: {SCRIPTS[13]}\n"
        f'msgctxt "all#title"\nmsgid {yaml_text("春天" + SCRIPTS[0])}\nmsgstr {yaml_text(SCRIPTS[1] + SCRIPTS[8])}\n',
        encoding="utf-8",
    )
    config = folder / "mkdocs.yml"
    named = f"site_name: {yaml_text('文集' + SCRIPTS[1] + SCRIPTS[6])}\nsite_description: {yaml_text(SCRIPTS[8])}\n"
    written = config.read_text(encoding="utf-8")
    config.write_text(re.sub("^site_name:.*\n", lambda _: named, written, flags=re.MULTILINE), encoding="utf-8")
    done = build(folder, "--no-strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[..., str]) -> str:
    """The site on a server that sends the policy it was delivered with."""
    return serve(site, guarded=True)


def test_no_script_runs_and_nothing_is_asked(site: Path, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    context.add_init_script(HIT)
    page = context.new_page()
    asked: list[str] = []
    violations: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: violations.append(message.text) if "Content Security" in message.text else None)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(pages) >= 10
    for name in pages:
        page.goto(address + quote(name), wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        page.evaluate(
            "document.querySelectorAll('article *').forEach((one) =>"
            " ['mouseover', 'focus', 'toggle'].forEach((kind) => one.dispatchEvent(new Event(kind))))"
        )
        assert page.evaluate("window.__hits") == 0, name
        assert page.evaluate(COUNT) == 0, name
    page.goto(f"{address}search/?q={quote('船来了')}", wait_until="networkidle")
    assert page.evaluate("window.__hits") == 0
    context.close()
    assert violations == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_the_words_are_shown_as_they_are(site: Path, address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{address}works/all/", wait_until="load")
    shown = "".join(page.locator("article").all_inner_texts()) + "".join(page.locator("article").all_text_contents())
    assert [script for script in SCRIPTS if f"号{script}船" not in shown] == []
    page.close()
