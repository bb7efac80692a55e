"""Measure taking in: documents of many kinds are made from texts whose headings and paragraphs are known.

``--corpus`` is a folder with ``gold/<id>/clean.gold.json`` beside a ``score.py``, whose table is printed: for each kind
of document the headings and paragraphs found, and the characters lost, first for the half of the texts that rules were
fitted on, then for the other. A third of the headings lose their numbers, so that only their look or tag tells them.
Beside PDF stands what its plain text gives without places and sizes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
from tests.bench.made import MAKERS, Chromium, Part

from shanben.commands.outline import machine_outline
from shanben.model.evidence import Evidence
from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.numbering import parse_number
from shanben.shape.outline import propose
from shanben.take.documents import read_document


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its parts, and the scorer's record of it."""

    name: str
    parts: tuple[Part, ...]
    record: dict[str, Any]


def golds(corpus: Path) -> Iterator[Gold]:
    """Every text of one work; of every third heading with a number the number is taken away."""
    for path in sorted(corpus.glob("gold/*/clean.gold.json")):
        record = json.loads(path.read_text("utf-8"))
        if record["category"] == "mixed":
            continue
        yield _gold(path.parent.name, record)


def _gold(name: str, record: dict[str, Any]) -> Gold:
    headings = list(record["headings"])
    kinds = record.get("block_types") or ["para"] * len(record["paragraphs"])
    parts: list[Part] = []
    at = 0
    for words, kind in zip(record["paragraphs"], kinds, strict=True):
        level = 0
        if kind == "heading" and at < len(headings) and _bare(headings[at]["text"]) == _bare(words):
            number = parse_number(words)
            level = headings[at]["level"]
            if at % 3 == 2 and number is not None and words[number.length :].strip():
                words = words[number.length :].strip()
                headings[at] = {**headings[at], "text": words}
            at += 1
        parts.append(Part(words, "title" if kind == "title" else "heading" if level else "text", level))
    known = {**record, "headings": headings, "paragraphs": [part.words for part in parts]}
    return Gold(name, tuple(parts), known)


def _bare(words: str) -> str:
    return "".join(words.split())


def outline_of(name: str, content: bytes, evidence: Evidence | None) -> str:
    """What the engine makes of a text, for the scorer."""
    source = Source(name, Path(f"{name}.txt"), content.decode(), "0" * 64, "utf-8")
    shaped, problems = arrange(source, propose(source, evidence))
    assert not [problem for problem in problems if problem.fatal], problems
    return machine_outline(shaped)


def taken(path: Path) -> str:
    """A document taken in and shaped."""
    document = read_document(path)
    return outline_of(path.stem, document.content, document.evidence)


def plain(path: Path) -> str:
    """The plain text of a PDF shaped by its words alone."""
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    return outline_of(path.stem, "\f".join(page + "\n" for page in pages).encode(), None)


def main() -> None:
    """Make the documents, take them in, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--kinds", default=",".join(MAKERS), help="which kinds, with commas")
    parser.add_argument("--keep", type=Path, help="a folder for what is made and found")
    parser.add_argument("--details", action="store_true", help="a row for each document")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Chromium(os.environ.get("SHANBEN_CHROMIUM")) as chromium:
        root = arguments.keep or Path(folder)
        texts = list(golds(arguments.corpus))
        for kind in arguments.kinds.split(","):
            made = _made(root / kind, kind, texts, chromium)
            readers: dict[str, Callable[[Path], str]] = {kind: taken}
            if kind.startswith("pdf"):
                readers[f"{kind}, plain text"] = plain
            for name, read in readers.items():
                _score(arguments.corpus, root, name, read, made, texts, details=arguments.details)
            _speed(kind, made)


def _made(folder: Path, kind: str, texts: list[Gold], chromium: Chromium) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    suffix, make = MAKERS[kind]
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{text.name}{suffix}"
        if not path.exists():
            make(path, text.parts, number, chromium)
        paths.append(path)
    return paths


def _score(
    corpus: Path,
    root: Path,
    name: str,
    read: Callable[[Path], str],
    made: list[Path],
    texts: list[Gold],
    *,
    details: bool,
) -> None:
    for half, label in ((0, "fitted"), (1, "held back")):
        place = root / f"{name} {label}".replace(", ", "-").replace(" ", "-")
        predictions = place / "found"
        predictions.mkdir(parents=True, exist_ok=True)
        for path, text in list(zip(made, texts, strict=True))[half::2]:
            (predictions / f"{text.name}.json").write_text(read(path), "utf-8")
            gold = place / "gold" / text.name
            gold.mkdir(parents=True, exist_ok=True)
            (gold / "clean.gold.json").write_text(json.dumps(text.record, ensure_ascii=False), "utf-8")
        print(f"== {name}, {label}", flush=True)
        command = [sys.executable, str(corpus / "score.py"), "--pred-dir", str(predictions), "--variant", "clean"]
        quiet = [] if details else ["--quiet"]
        rows = subprocess.run(
            [*command, "--root", str(place), *quiet], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        print("\n".join(row for row in rows if details or row.startswith("ALL")), flush=True)


def _speed(kind: str, made: list[Path]) -> None:
    start, pages = time.process_time(), 0
    for path in made:
        document = read_document(path)
        pages += document.evidence.pages if document.evidence else 0
    seconds = time.process_time() - start
    print(
        f"   {len(made) / seconds:.0f} files"
        + (f", {pages / seconds:.0f} pages" if pages else "")
        + " a second of one core"
    )


if __name__ == "__main__":
    main()
