"""No stage behind shaping costs more than its share of a text that is made to be dear: four times is four times."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
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

SETTINGS = Settings.model_validate({})
SMALL, LARGE = 300, 1200
INPUTS = ("one line", "brackets", "digits", "headings", "notes at the end", "rows", "tables")
CHANGED = str.maketrans("村家则春①", "屯户章夏②")
Costs = dict[str, float]


def costs(text: str, folder: Path) -> Costs:
    """What each stage takes of the processor, in seconds."""
    found: Costs = {}

    def timed(name: str, stage: Callable[[], object]) -> None:
        started = time.process_time()
        stage()
        found[name] = time.process_time() - started

    library = seen(text, folder)
    where = addresses(library, SETTINGS.long_work, SETTINGS.receipt_lines, True)
    web = weave(library)
    (source,) = library.sources
    timed("enrich", lambda: seen(text, folder))
    timed("render", lambda: [*work_pages(source, where, web), *whole_pages(source, where, web)])
    timed("receipts", lambda: [*receipt_pages(source, where)])
    timed("search", lambda: [*search_files(library, where.url)])
    timed("export", lambda: snapshot(library))
    old, new = snapshot(library), snapshot(seen(text.translate(CHANGED), folder))
    timed("compare", lambda: changes_markdown(compare(old, new)))
    return found


def seen(text: str, folder: Path) -> Library:
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds/a.txt").write_text(f"春天的消息\n\n{text}", encoding="utf-8")
    return build_library(folder, SETTINGS)[0]


def snapshot(library: Library) -> Snapshot:
    return read_snapshot(library_json(library, ()), "library.json")


@pytest.mark.parametrize("name", INPUTS)
def test_four_times_the_text_costs_four_times(name: str, tmp_path: Path) -> None:
    dear: Costs = {}
    for _ in range(3):
        small, large = (costs(GROWING[name](size), tmp_path) for size in (SMALL, LARGE))
        dear = {stage: large[stage] for stage in large if large[stage] > 2.3**2 * small[stage] + 0.15}
        if not dear:
            return
    assert dear == {}
