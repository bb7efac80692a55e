"""Known-item search over any library, in a real browser: recall, false hits, bytes and time.

    python tests/bench/search.py --corpus DIR_OR_ARCHIVE [--characters N] [--queries N] [--no-peers] [--repeat N]

Material's own search and Pagefind (from npm) are asked the same over the same pages, and judged more mildly: by the
page, where ours is judged by the paragraph. ``--repeat 36`` makes a library of 100,000 sections of the usual length.

Texts are shaped by the engine; some are kept aside, and phrases that stand only in those must not be found. Queries are
made by a seeded script. Headings without a translation get an invented one, so that class h can be asked anywhere.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from opencc import OpenCC
from playwright.sync_api import Browser, sync_playwright
from pypinyin import lazy_pinyin

from shanben.library import build_library
from shanben.numerals import han_value
from shanben.search.fold import HAN, fold, is_han, runs
from shanben.search.index import index_files
from shanben.search.passages import HEADING, TEXT, TITLE, Searchable, searchable_work
from shanben.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "site_templates" / "javascripts" / "search.js"
WORDS = tuple(
    re.findall(
        r"\w+",
        """
rule public service safety water road city forest school river credit trade market fund audit permit
notice appeal court labour wage energy carbon land farm rural urban health food drug plan budget
tax data record archive fire port rail air traffic heritage museum sport youth elder child women
army police prison vote duty right charter order duty scope aim means review penalty relief grant
loan pledge lease title deed survey map mine fish game park bridge dam canal coast island
border custom visa pass guard watch signal post press print script language dialect song stage film
""",
    )
)


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    truth: frozenset[str]
    """Addresses that answer it; empty where nothing must be found."""
    counted: frozenset[str] | None = None
    """Addresses a right count counts, where that is more: 第十二条 is also 第12条. None: as many as ``truth``."""


@dataclass(frozen=True)
class Entry:
    address: str
    kind: str
    raw: str
    folded: str
    translation: str


class Lines:
    """Texts, a line each, and which of them hold a phrase."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.whole = "\n".join(lines)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def holding(self, phrase: str) -> set[int]:
        """The ordinals of the lines that hold a phrase."""
        found: set[int] = set()
        at = self.whole.find(phrase)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            found.add(line)
            at = self.whole.find(phrase, self.starts[line + 1])
        return found

    def asked(self, phrase: str) -> set[int]:
        """The same, for a phrase that is looked up by pairs or by a word inside it.

        One with words at its ends alone asks for whole words, the last of which may go on where it is longer than a
        character; where there are none, for parts of words.
        """
        found = self.holding(phrase)
        stretches = runs(phrase)
        words = [run for run in stretches if not is_han(run)]
        inside = phrase.removeprefix(words[0]).removesuffix(words[-1]) if words else ""
        if not words or re.search(f"[^\\W{HAN}]|[{HAN}]{{2}}", inside):
            return found
        word = f"[^\\W{HAN}]"
        before = "" if is_han(stretches[0]) else f"(?<!{word})"
        after = f"(?!{word})" if stretches[-1] == words[-1] and len(words[-1]) == 1 else ""
        whole = re.compile(before + re.escape(phrase) + after)
        return {line for line in found if whole.search(self.whole, self.starts[line], self.starts[line + 1])} or found

    def near(self, phrase: str) -> bool:
        """Whether some line holds the phrase but for one wrong, missing or extra character.

        One slip leaves the first half of the phrase or its second as it is: only what stands beside a half is compared.
        """
        half = len(phrase) // 2
        return _beside(self.whole, phrase[:half], phrase[half:]) or _beside(
            self.mirrored, phrase[half:][::-1], phrase[:half][::-1]
        )

    @cached_property
    def mirrored(self) -> str:
        """The lines read backwards."""
        return self.whole[::-1]


def _beside(whole: str, part: str, rest: str) -> bool:
    at = whole.find(part)
    while at >= 0:
        start = at + len(part)
        if _one_slip(rest, whole[start : start + len(rest) + 1].partition("\n")[0]):
            return True
        at = whole.find(part, at + 1)
    return False


def _one_slip(phrase: str, text: str) -> bool:
    """Whether a text begins with a phrase but for one wrong, missing or extra character."""
    same = next((at for at, pair in enumerate(zip(phrase, text, strict=False)) if pair[0] != pair[1]), len(text))
    left = phrase[same + 1 :]
    return text.startswith(left, same) or text.startswith(left, same + 1) or text.startswith(phrase[same:], same + 1)


ARTICLE = re.compile(r"第([零〇一二三四五六七八九十百千]+|\d+)(?=[条章节编款项])")


def in_digits(text: str) -> str:
    """Numbers of articles in digits: 第十二条 as 第12条."""
    return ARTICLE.sub(lambda match: f"第{han_value(match[1])}", text)


# --- the library and its queries ------------------------------------------------------------------------------------


def texts(corpus: Path, scratch: Path) -> list[Path]:
    """The text files of a folder or of a tar archive."""
    if corpus.is_file():
        with tarfile.open(corpus) as archive:
            archive.extractall(scratch, filter="data")
        corpus = scratch
    return sorted(corpus.rglob("*.txt"))


def shaped(paths: Sequence[Path], scratch: Path) -> list[Searchable]:
    """The texts as the engine shapes them, headings translated."""
    seeds = scratch / "seeds"
    shutil.rmtree(seeds, ignore_errors=True)
    seeds.mkdir(parents=True)
    for path in paths:
        shutil.copy(path, seeds / path.name)
    library, _ = build_library(scratch, Settings.model_validate({}))
    works = [searchable_work(work, ("en",), lambda work, anchor: f"works/{work}/#{anchor}") for work in library.works]
    return [translated(work) for work in works]


def translated(work: Searchable) -> Searchable:
    """The work with an invented translation of each heading that has none."""
    passages = tuple(
        replace(one, translations=(invented(one.text),))
        if one.kind in (TITLE, HEADING) and not any(one.translations)
        else one
        for one in work.passages
    )
    return replace(work, passages=passages)


def invented(heading: str) -> str:
    """English words for a heading: the same for the same heading."""
    chosen = random.Random(heading)
    return " ".join(chosen.choice(WORDS) for _ in range(3 + len(heading) % 3)).capitalize()


def repeated(works: Sequence[Searchable], times: int) -> list[Searchable]:
    """A larger library of the same texts, sentences in another order so that they compress like others."""
    out = list(works)
    for turn in range(1, times):
        chosen = random.Random(turn)
        for work in works:
            passages = tuple(
                replace(
                    one, text=shuffled(one.text, chosen), page=one.page.replace("/", f"-{turn}/", 2), translations=()
                )
                for one in work.passages
            )
            out.append(replace(work, id=f"{work.id}-{turn}", passages=passages))
    return out


def shuffled(text: str, chosen: random.Random) -> str:
    """The clauses of a text in another order, some of their characters exchanged."""
    clauses = re.split(r"(?<=[，。；、])", text)
    chosen.shuffle(clauses)
    return "".join(clauses)


class Asker:
    """Makes queries of every class from a library and the texts kept aside."""

    def __init__(self, works: Sequence[Searchable], aside: Sequence[Searchable], seed: int, repeat: int = 1) -> None:
        self.chosen = random.Random(seed)
        self.repeat = repeat
        self.entries = entries(works)
        self.lines = Lines([one.folded for one in self.entries])
        self.numbered = Lines([in_digits(one.folded) for one in self.entries])
        self.aside = [one for one in entries(aside) if one.kind == TEXT and len(one.folded) > 12]
        self.body = [one for one in self.entries if one.kind == TEXT and len(one.folded) > 12]
        self.heads = [one for one in self.entries if one.kind in (TITLE, HEADING)]
        self.spoken = [(one.address, lazy_pinyin(one.folded)) for one in self.heads]
        self.converters = [OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]

    def truth(self, *phrases: str) -> frozenset[str]:
        """Addresses of all passages that hold every one of the folded phrases."""
        return self._addresses(set.intersection(*map(self.lines.holding, phrases)))

    def counted(self, *phrases: str) -> frozenset[str]:
        """The same, in whichever way the numbers of articles are written."""
        found = (
            self.lines.asked(phrase) | (self.numbered.asked(in_digits(phrase)) if ARTICLE.search(phrase) else set())
            for phrase in phrases
        )
        return self._addresses(set.intersection(*found))

    def _addresses(self, lines: set[int]) -> frozenset[str]:
        return frozenset(self.entries[line].address for line in lines)

    def together(self, asked: str) -> frozenset[str]:
        """Addresses of passages with all words of a query; a single character only goes with its neighbours."""
        words = [word for word in map(fold, asked.split()) if word]
        return self.counted(*words) if min(map(len, words)) > 1 else frozenset()

    def known(self, kind: str, text: str, *phrases: str) -> Query:
        """A query that asks for phrases which the library holds."""
        folded = [fold(phrase) for phrase in phrases]
        return Query(kind, text, self.truth(*folded), self.counted(*folded))

    def cut(self, pool: Sequence[Entry], shortest: int = 4, longest: int = 12) -> str:
        """A piece of a sentence, cut anywhere, Han or Latin."""
        while True:
            raw = self.chosen.choice(pool).raw
            length = self.chosen.randint(shortest, longest)
            if len(raw) <= length:
                continue
            at = self.chosen.randrange(len(raw) - length)
            piece = raw[at : at + length]
            enough = sum(is_han(char) for char in piece) >= max(2, length - 2)
            if enough and not re.search(r'[\s"]|^-', piece):
                return piece

    def rare(self, length: int, most: int = 5) -> str:
        """A stretch of Han that stands in few passages."""
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.body).folded) or [""])
            if not run or not is_han(run) or len(run) < length:
                continue
            at = self.chosen.randrange(len(run) - length + 1)
            piece = run[at : at + length]
            if len(self.lines.holding(piece)) <= most * self.repeat:
                return piece

    def make(self, kind: str) -> Query:
        """One query of a class."""
        return getattr(self, f"_{kind}")(kind)  # type: ignore[no-any-return]

    def _a(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return self.known(kind, piece, piece)

    def _aa(self, kind: str) -> Query:
        while True:
            clause = self.chosen.choice(re.split(rf"[^{HAN}]", self.chosen.choice(self.body).raw))
            if 4 <= len(clause) <= 12:
                return self.known(kind, clause, clause)

    def _b2(self, kind: str) -> Query:
        piece = self.rare(2)
        return self.known(kind, piece, piece)

    def _b3(self, kind: str) -> Query:
        piece = self.rare(3)
        return self.known(kind, piece, piece)

    def _c(self, kind: str) -> Query:
        while True:
            one = self.chosen.choice(self.body)
            stretches = [run for run in runs(one.folded) if is_han(run) and len(run) >= 2]
            if len(stretches) < 2:
                continue
            first, second = (run[: self.chosen.randint(2, 4)] for run in self.chosen.sample(stretches, 2))
            return self.known(kind, f"{first} {second}", first, second)

    def _d(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return self.known(kind, self.chosen.choice(self.converters).convert(piece), piece)

    def _f(self, kind: str) -> Query:
        mixed = [one for one in self.body if re.search(r"[0-9A-Za-z]", one.raw)] or self.body
        while True:
            one = self.chosen.choice(mixed)
            match = self.chosen.choice(list(re.finditer(r"[0-9A-Za-z.]+", one.raw)) or [None])
            if match is None:
                piece = self.cut(self.body)
            else:
                at = max(0, match.start() - self.chosen.randint(0, 4))
                piece = one.raw[at : match.end() + self.chosen.randint(1, 4)]
            if " " in piece or '"' in piece or piece[0] in "-“" or not fold(piece):
                continue
            wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in piece)
            spaced = re.sub(rf"(?<=[{HAN}])(?=\w)|(?<=\w)(?=[{HAN}])", " ", piece)
            asked = self.chosen.choice([wide, spaced, f"{spaced} "])
            return replace(self.known(kind, asked, piece), counted=self.counted(fold(piece)) | self.together(asked))

    def _g(self, kind: str) -> Query:
        while True:
            piece = self.cut(self.body, 4, 12)
            at = self.chosen.randrange(len(piece))
            other = self.chosen.choice([char for char in self.chosen.choice(self.body).raw if is_han(char)] or ["的"])
            wrong = self.chosen.choice(
                [piece[:at] + other + piece[at + 1 :], piece[:at] + piece[at + 1 :], piece[:at] + other + piece[at:]]
            )
            if fold(wrong) not in self.lines.whole:
                return Query(kind, wrong, self.truth(fold(piece)))

    def _h(self, kind: str) -> Query:
        one = self.chosen.choice(self.heads)
        same = frozenset(other.address for other in self.heads if other.translation == one.translation)
        words = fold(one.translation).split()
        counted = {other.address for other in self.heads if all(word in fold(other.translation) for word in words)}
        return Query(kind, one.translation, same, frozenset(counted))

    def _e(self, kind: str) -> Query:
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.heads).folded) or [""])
            if not is_han(run or "a") or len(run) < 2:
                continue
            length = self.chosen.randint(2, min(6, len(run)))
            at = self.chosen.choice([0, len(run) - length])
            term = run[at : at + length]
            said = lazy_pinyin(term)
            spoken = "".join(said)
            sep = self.chosen.choice(["", "", " "])
            same = frozenset(address for address, syllables in self.spoken if says(syllables, spoken))
            return Query(kind, sep.join(said), same | self.truth(term), same)

    def _initials(self, kind: str) -> Query:
        while True:
            run = self.chosen.choice(runs(self.chosen.choice(self.heads).folded) or [""])
            if not is_han(run or "a") or not 3 <= len(run) <= 12:
                continue
            said = "".join(one[0] for one in lazy_pinyin(run))
            same = frozenset(address for address, syllables in self.spoken if says([one[0] for one in syllables], said))
            return Query(kind, said, same)

    def _iq(self, kind: str) -> Query:
        piece = self.cut(self.body)
        return Query(kind, f'"{piece}"', self.truth(fold(piece)), self.counted(fold(piece)))

    def _absent(self) -> str:
        while True:
            piece = self.cut(self.aside)
            if fold(piece) not in self.lines.whole:
                return piece

    def _xq(self, kind: str) -> Query:
        return Query(kind, f'"{self._absent()}"', frozenset())

    def _xu(self, kind: str) -> Query:
        """Of class xn where a passage holds it but for one character: by itself it cannot be told from one of g."""
        piece = self._absent()
        return Query("xn" if self.lines.near(fold(piece)) else kind, piece, frozenset())

    def _xr(self, kind: str) -> Query:
        """Characters drawn from the library one by one, the usual ones as often as they stand in it."""
        while True:
            length = self.chosen.randint(4, 12)
            piece = "".join(self.chosen.choice(self.chosen.choice(self.body).folded) for _ in range(length))
            if all(map(is_han, piece)) and piece not in self.lines.whole:
                return Query(kind, piece, frozenset())


def says(syllables: Sequence[str], spoken: str) -> bool:
    """Whether syllables, from one of them on, begin with these letters."""
    return any("".join(syllables[place:]).startswith(spoken) for place in range(len(syllables)))


def entries(works: Sequence[Searchable]) -> list[Entry]:
    """All passages with their addresses."""
    return [
        Entry(f"{one.page}#{one.anchor}", one.kind, one.text, fold(one.text), next(iter(one.translations), ""))
        for work in works
        for one in work.passages
    ]


CLASSES = ("a", "aa", "b2", "b3", "c", "d", "e", "initials", "f", "g", "h", "iq", "xq", "xu", "xr", "xn")
"""``xn`` is made as part of ``xu``."""

# --- the site -------------------------------------------------------------------------------------------------------


def write_site(works: Sequence[Searchable], site: Path) -> tuple[int, int, float]:
    """A page with the client, and the index; returns files and bytes of the index, and seconds to write it."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "search").mkdir(parents=True)
    (site / "javascripts").mkdir()
    shutil.copy(CLIENT, site / "javascripts" / "search.js")
    (site / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>bench</title><script src="javascripts/search.js"></script>'
    )
    start = time.perf_counter()
    sizes = []
    for name, content in index_files(works, ("en",)):
        (site / "search" / name).write_text(content, encoding="utf-8")
        sizes.append(len(content.encode()))
    seconds = time.perf_counter() - start
    return len(sizes), sum(sizes), seconds


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and counts what goes over the wire."""

    sent: ClassVar[Counter[str]] = Counter()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Count the file's bytes as they are sent."""
        content = source.read()
        Counting.sent[self.path.split("?")[0]] += len(content)
        # A tab is closed while it still reads on: its first hit was all that was measured.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            outputfile.write(content)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder under an address of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


# --- engines --------------------------------------------------------------------------------------------------------

ASK = """async ([queries, limit]) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const {hits, total, more, approximate} = await shanben.search(query, {limit});
    answers.push({found: hits.map((hit) => hit.address), total, more, approximate, time: performance.now() - start});
  }
  return answers;
}"""

FIRST = """async ([[query], limit]) => {
  await new Promise((shown) => {
    const onHits = (hits) => hits.length && shown();
    shanben.search(query, {limit, onHits}).then(shown);
  });
  return performance.getEntriesByType("resource").filter(({name}) => name.includes("/search/"))
    .reduce((sum, one) => sum + one.encodedBodySize, 0);
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


def work_of(address: str) -> str:
    """The page of an address; peers are judged by the page, ours by the paragraph."""
    match = re.search(r"works/([^/#]+)", address)
    return match[1] if match else address


def judge(queries: Sequence[Query], answers: Sequence[dict[str, Any]], by_page: bool) -> list[list[str]]:
    """A row for each class: recall@1, recall@5, MRR, or the share of false hits."""
    rows = []
    for kind in sorted({query.kind for query in queries}, key=CLASSES.index):
        ranks, false, labelled, exact, missed = [], 0, 0, 0, []
        for query, answer in zip(queries, answers, strict=True):
            if query.kind != kind:
                continue
            found = [work_of(one) for one in answer["found"]] if by_page else answer["found"]
            truth = {work_of(one) for one in query.truth} if by_page else query.truth
            rank = next((place for place, one in enumerate(found, 1) if one in truth), 0)
            ranks.append(rank)
            false += bool(found) and not query.truth
            labelled += bool(found) and not query.truth and answer["approximate"]
            places = len(query.truth if query.counted is None else query.counted)
            exact += answer["total"] == min(1000, places) and answer["more"] == (places > 1000)
            if not rank and query.truth:
                missed.append(query.text)
        n = len(ranks)
        if kind.startswith("x"):
            rows.append(
                [kind, str(n), f"found {100 * false / n:.1f} %, labelled {labelled} of {false}", "", "", "", ""]
            )
        else:
            rows.append([
                kind, str(n), f"{100 * sum(rank == 1 for rank in ranks) / n:.1f}",
                f"{100 * sum(0 < rank <= 5 for rank in ranks) / n:.1f}",
                f"{sum(1 / rank for rank in ranks if rank) / n:.3f}",
                "" if kind == "g" else f"{100 * exact / n:.0f}", " | ".join(missed[:4]),
            ])  # fmt: skip
    return rows


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table."""
    print(f"\n{title}")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


HEAD = ("class", "queries", "recall@1", "recall@5", "MRR", "count right", "missed")


def cold(
    browser: Browser, base: str, script: str, queries: Sequence[Query], *more: str
) -> tuple[list[int], list[float]]:
    """Bytes and milliseconds of one query each, in a browser that has loaded nothing but the page."""
    sizes, times = [], []
    for query in queries:
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(base)
        Counting.sent.clear()
        start = time.perf_counter()
        answer = tab.evaluate(script, [[query.text], 5, *more])
        times.append(1000 * (time.perf_counter() - start))
        sizes.append(answer if script == FIRST else sum(Counting.sent.values()))
        context.close()
    return sizes, times


def summary(name: str, answers: Sequence[dict[str, Any]], sizes: Sequence[int], times: Sequence[float]) -> float:
    """Medians (and 95th percentiles) of first and of later answers; returns the first median, in milliseconds."""

    def two(values: Sequence[float]) -> str:
        return f"{statistics.median(values):.1f} (p95 {sorted(values)[int(0.95 * (len(values) - 1))]:.1f})"

    sent = f", {two([size / 1000 for size in sizes])} KB" if any(sizes) else ""
    print(f"{name}: cold {two(times)} ms{sent}; warm {two([answer['time'] for answer in answers])} ms")
    return statistics.median(times)


def chromium() -> str:
    """The browser to use: SHANBEN_CHROMIUM, or chromium on the path."""
    return os.environ.get("SHANBEN_CHROMIUM") or shutil.which("chromium") or ""


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
