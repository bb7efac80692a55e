"""What engines answered, judged against the passages that were known, as tables."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser
from tests.bench.places import Query
from tests.bench.queries import CLASSES
from tests.bench.served import Counting

FIRST = """async ([[query], limit]) => {
  await new Promise((shown) => {
    const onHits = (hits) => hits.length && shown();
    shanben.search(query, {limit, onHits}).then(shown);
  });
  return performance.getEntriesByType("resource").filter(({name}) => name.includes("/search/"))
    .reduce((sum, one) => sum + one.encodedBodySize, 0);
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
                "" if kind in ("g", "ge") else f"{100 * exact / n:.0f}", " | ".join(missed[:4]),
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
