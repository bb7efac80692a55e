"""What each stage costs as a text grows: ``python -m tests.faults.stages --lines 100000``.

Texts that are made to be dear, at a quarter, a half and the whole of so many lines; a stage that takes more than
2.3 times as long for twice the text is marked, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.shape.test_cost import GROWING

from shanben.addresses import addresses
from shanben.compare.changes import compare
from shanben.compare.report import changes_markdown
from shanben.compare.snapshot import Snapshot, read_snapshot
from shanben.export.library_file import library_json
from shanben.library import build_library
from shanben.model.library import Library
from shanben.render.inline import weave
from shanben.render.receipts import receipt_pages
from shanben.render.works import whole_pages, work_pages
from shanben.search.index import search_files
from shanben.settings import Settings

SETTINGS = Settings.model_validate({"source_limit": 500_000_000})
CHANGED = str.maketrans("村家则春①", "屯户章夏②")
DOUBLED = 2.3
NOISE = 0.15
"""Seconds that are no growth: what a machine does beside."""
Made = TypeVar("Made")
Costs = dict[str, float]


def costs(text: str, folder: Path) -> Costs:
    """What each stage takes of the processor, in seconds."""
    found: Costs = {}

    def timed(name: str, stage: Callable[[], Made]) -> Made:
        gc.disable()  # as a build does: looking for circles costs by all that there is
        started = time.process_time()
        try:
            return stage()
        finally:
            found[name] = time.process_time() - started
            gc.enable()

    library = timed("shape and enrich", lambda: seen(text, folder))
    where = addresses(library, SETTINGS.long_work, SETTINGS.receipt_lines, True)
    web = weave(library)
    (source,) = library.sources
    timed("render", lambda: [*work_pages(source, where, web), *whole_pages(source, where, web)])
    timed("receipts", lambda: [*receipt_pages(source, where)])
    timed("search", lambda: [*search_files(library, where.url)])
    old = timed("export", lambda: snapshot(library))
    new = snapshot(seen(text.translate(CHANGED), folder))
    timed("compare", lambda: changes_markdown(compare(old, new)))
    return found


def seen(text: str, folder: Path) -> Library:
    """The library of one text."""
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds/a.txt").write_text(f"春天的消息\n\n{text}", encoding="utf-8")
    return build_library(folder, SETTINGS)[0]


def snapshot(library: Library) -> Snapshot:
    """The library as it is compared."""
    return read_snapshot(library_json(library, ()), "library.json")


def dear(small: Costs, large: Costs, doublings: int) -> Costs:
    """The stages that cost more than so many doublings may."""
    return {stage: large[stage] for stage in large if large[stage] > DOUBLED**doublings * small[stage] + NOISE}


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--text", choices=GROWING, action="append")
    options = parser.parse_args()
    failed = False
    for name in options.text or ("rows", "notes at the end"):
        before: Costs = {}
        with tempfile.TemporaryDirectory() as folder:
            for lines in (options.lines // 4, options.lines // 2, options.lines):
                now = costs(GROWING[name](lines), Path(folder))
                over = dear(before, now, 1) if before else {}
                shown = ", ".join(f"{stage} {took:.1f}" + " !" * (stage in over) for stage, took in now.items())
                print(f"{name}, {lines} lines, seconds: {shown}", flush=True)
                before, failed = now, failed or bool(over)
    sys.exit(failed)


if __name__ == "__main__":
    main()
