"""Known-item search over any library, in a real browser: recall, false hits, bytes and time.

    python -m tests.bench.search --corpus DIR_OR_ARCHIVE [--characters N] [--queries N] [--no-peers] [--repeat N]

Material's own search and Pagefind (from npm) are asked the same over the same pages, and judged more mildly: by the
page, where ours is judged by the paragraph. ``--repeat 36`` makes a library of 100,000 sections of the usual length.

Texts are shaped by the engine; some are kept aside, and phrases that stand only in those must not be found. Queries are
made by a seeded script. Headings without a translation get an invented one, so that class h can be asked anywhere.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.bench.judged import FIRST, HEAD, chromium, cold, judge, show, summary
from tests.bench.places import Query
from tests.bench.queries import CLASSES, Asker
from tests.bench.served import served, write_site
from tests.bench.texts import repeated, shaped, texts

from shanben.search.passages import HEADING, TITLE, Searchable

ASK = """async ([queries, limit]) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const {hits, total, more, approximate} = await shanben.search(query, {limit});
    answers.push({found: hits.map((hit) => hit.address), total, more, approximate, time: performance.now() - start});
  }
  return answers;
}"""

"""Ends as soon as the box would show a hit, and tells how many bytes of the index that took."""

PAGEFIND = """async ([queries, limit, base]) => {
  const pagefind = await import(base + "pagefind/pagefind.js");
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const {results} = await pagefind.search(query);
    const found = [];
    for (const result of results.slice(0, limit)) found.push((await result.data()).url);
    answers.push({found, total: results.length, more: false, approximate: false, time: performance.now() - start});
  }
  return answers;
}"""

MATERIAL = """async ([queries, limit, base, worker]) => {
  const config = await (await fetch(base + "search/search_index.json")).json();
  const port = new Worker(base + worker);
  let answer;
  port.onmessage = ({data}) => answer(data);
  const ask = (message) => new Promise((resolve) => { answer = resolve; port.postMessage(message); });
  await ask({type: 0, data: {...config, options: {suggest: false}}});
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const {data} = await ask({type: 2, data: query});
    const found = data.items.slice(0, limit).flatMap((group) => group.map((one) => one.location));
    answers.push({found, total: data.items.length, more: false, approximate: false, time: performance.now() - start});
  }
  return answers;
}"""


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--characters", type=int, default=2_710_000, help="of text in the library")
    parser.add_argument("--queries", type=int, default=150, help="of each class")
    parser.add_argument("--repeat", type=int, default=1, help="the library so many times, clauses shuffled")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--cold", type=int, default=40, help="queries that are asked in a fresh browser")
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="Material's own search and Pagefind"
    )
    parser.add_argument("--keep", type=Path, help="write the site here and leave it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(asked, Path(folder))


def run(asked: argparse.Namespace, scratch: Path) -> None:
    """The benchmark proper, inside a scratch folder."""
    paths = texts(asked.corpus, scratch / "corpus")
    random.Random(asked.seed).shuffle(paths)
    chosen, characters = [], 0
    for path in paths:
        if characters >= asked.characters:
            break
        chosen.append(path)
        characters += len(path.read_text(encoding="utf-8", errors="replace"))
    aside = paths[len(chosen) :][: max(1, len(chosen) // 10)]
    works = shaped(chosen, scratch / "library")
    kept = shaped(aside, scratch / "aside") if aside else []
    larger = repeated(works, asked.repeat)
    site = asked.keep or scratch / "site"
    size = sum(len(one.text.encode()) for work in larger for one in work.passages)
    places = sum(len(work.outline) for work in larger)
    print(f"{len(larger)} works, {places} sections and articles, {size / 1e6:.2f} MB of text")
    files, index, seconds = write_site(larger, site)
    print(f"index: {files} files, {index / 1e6:.2f} MB, {index / size:.3f} MB a MB of text, written in {seconds:.1f} s")
    asker = Asker(larger, kept, asked.seed, asked.repeat)
    queries = [asker.make(kind) for kind in CLASSES[:-1] for _ in range(asked.queries)]
    first = [query for query in queries if not query.kind.startswith("x")]
    first = random.Random(asked.seed).sample(first, min(asked.cold, len(first)))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium())
        usual = ours(browser, site, queries, first)
        if asked.peers:
            peers(browser, larger, scratch, queries, first[:10], usual, size)
        browser.close()


def ours(browser: Browser, site: Path, queries: Sequence[Query], first: Sequence[Query]) -> float:
    """Our own search over http and from a folder; returns the usual milliseconds of a first answer over http."""
    words = [query.text for query in queries]
    with served(site) as base:
        tab = browser.new_page()
        tab.goto(base)
        answers = tab.evaluate(ASK, [words, 5])
        show("Shanben", HEAD, judge(queries, answers, False))
        usual = summary("Shanben over http", answers, *cold(browser, base, FIRST, first))
    folder = (site / "index.html").as_uri()
    tab = browser.new_page()
    tab.goto(folder)
    same = tab.evaluate(ASK, [words, 5])
    differ = sum(one["found"] != other["found"] for one, other in zip(answers, same, strict=True))
    print(f"from file://: {differ} of {len(same)} answers differ")
    summary("Shanben from file://", same, *cold(browser, folder, FIRST, first))
    return usual


def peers(
    browser: Browser,
    works: Sequence[Searchable],
    scratch: Path,
    queries: Sequence[Query],
    first: Sequence[Query],
    usual: float,
    size: int,
) -> None:
    """Material's own search and Pagefind over the same pages, judged by the page, and their times against ours."""
    docs, site = scratch / "docs", scratch / "material"
    for work in works:
        (docs / "works" / work.id).mkdir(parents=True)
        (docs / "works" / work.id / "index.md").write_text(markdown(work), encoding="utf-8")
    (docs / "index.md").write_text("# bench\n")
    (scratch / "mkdocs.yml").write_text(
        "site_name: bench\nsite_dir: material\nuse_directory_urls: true\n"
        "theme: {name: material, language: zh, font: false, features: [navigation.prune]}\n"
        "plugins: [{search: {lang: [zh, en]}}]\nmarkdown_extensions: [attr_list]\n"
    )
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=scratch, check=True, env=quiet)
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(site).as_posix()
    ask_peer(browser, "Material", MATERIAL, site, queries, first, usual, size, worker)
    npx = shutil.which("npx")
    if npx is None:
        print("\nPagefind: not measured, there is no npx (Node.js) on this machine")
        return
    command = [npx, "-y", "pagefind", "--site", str(site), "--root-selector", "article"]
    subprocess.run(command, cwd=scratch, check=True, capture_output=True)
    ask_peer(browser, "Pagefind", PAGEFIND, site, queries, first, usual, size)


INDEXES = {"Material": "search", "Pagefind": "pagefind"}
"""The folder in which each keeps its index."""


def ask_peer(
    browser: Browser,
    name: str,
    script: str,
    site: Path,
    queries: Sequence[Query],
    first: Sequence[Query],
    usual: float,
    size: int,
    *more: str,
) -> None:
    """One peer's answers, its costs, and our first answer as a share of its own."""
    with served(site) as base:
        tab = browser.new_page()
        tab.goto(base)
        answers = tab.evaluate(script, [[query.text for query in queries], 5, base, *more])
        show(f"{name} (by page)", HEAD, judge(queries, answers, True))
        its = summary(f"{name} over http", answers, *cold(browser, base, script, first, base, *more))
    index = sum(path.stat().st_size for path in (site / INDEXES[name]).rglob("*") if path.is_file())
    print(f"{name}: index {index / 1e6:.2f} MB, {index / size:.3f} MB a MB of text")
    print(f"a first answer of ours takes {usual / its:.3f} of the time of {name}'s")


def markdown(work: Searchable) -> str:
    """A work as Markdown with the same anchors."""
    marks = {TITLE: "# ", HEADING: "## "}
    return "\n\n".join(
        f"{marks.get(one.kind, '')}{plain(one.text)} {plain(' '.join(one.translations))}"
        + (f" {{ #{one.anchor} }}" if one.kind in marks else "")
        for one in work.passages
    )


def plain(text: str) -> str:
    """Text without what Markdown would read."""
    return json.dumps(re.sub(r"[\\`*_{}\[\]<>#|~^]", " ", text), ensure_ascii=False)[1:-1]


if __name__ == "__main__":
    main()
