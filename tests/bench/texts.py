"""Texts of a folder or an archive, shaped by the engine and ready to be searched."""

from __future__ import annotations

import random
import re
import shutil
import tarfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.queries import shuffled

from shanben.library import build_library
from shanben.search.passages import HEADING, TITLE, Searchable, searchable_work
from shanben.settings import Settings

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
