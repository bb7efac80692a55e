"""``shanben add``: texts taken into the library, one or many."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import click

from shanben.commands.place import present_place
from shanben.commands.taking import Outcome, State, take
from shanben.commands.wording import counted, said, told
from shanben.model.text import Origin
from shanben.problems import CODES, Problem
from shanben.read.sources import slug_of
from shanben.shaping import Place
from shanben.take.documents import FORMATS
from shanben.take.wishes import Wishes
from shanben.wording import said as in_words

HELP = """Take FILE… into the library: .txt .md .html .docx .odt .epub .pdf (scans with --ocr), and where LibreOffice is
installed .doc .wps .rtf; of a folder, every such file in it and below.

The plain text goes into the folder of the sources; beside it what the document states of its own structure, its
pictures in a folder of their own, and a draft of its edition file, which pins the text by its sha256 and tells where
it came from. What is there already is never overwritten; a run that was cut short can be started again.

\b
Examples:
  shanben add notice.txt
  shanben add ~/Downloads/*.docx
  shanben add ~/Documents/statutes
  shanben add old.txt --encoding big5hkscs

Exit codes: 0 all taken in; 1 some were not (a line each says why).
"""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MOST_PROCESSES = 8
_FEW = 3
"""Files that are taken in one after the other: processes would take longer to start."""

_MANY_PAGES = 20


def _known(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        raise click.BadParameter(said("{name} is no encoding we know", name=name)) from None


@click.command(help=HELP)
@click.argument("files", nargs=-1, required=True)
@click.option("--encoding", default="", callback=_known, help="The encoding of text files, where it cannot be told.")
@click.option("--pages", is_flag=True, help="Keep the pages of PDF files as pictures, to be shown beside the text.")
@click.option("--ocr", is_flag=True, help="Recognise the text of PDF pages that are pictures (shanben[ocr]).")
@click.option("--original", is_flag=True, help="Keep the document itself too, for readers to download.")
def add(files: tuple[str, ...], encoding: str, pages: bool, ocr: bool, original: bool) -> None:
    """Take in texts."""
    wishes = Wishes(encoding, pages, original, ocr)
    place = present_place()
    paths, outcomes = _listed(files)
    total = len(paths) + len(outcomes)
    for number, outcome in enumerate(outcomes, 1):
        _tell(outcome, number, total)
    shown = len(outcomes)
    beside = _beside(paths)
    if len(paths) <= _FEW:
        for path in paths:
            shown += 1
            outcomes.append(take(place, path, wishes, _watched, beside=path in beside))
            _tell(outcomes[-1], shown, total, path)
    else:
        for path, outcome in _many(place, paths, wishes).items():
            shown += 1
            outcomes.append(outcome)
            if outcome.state is not State.THERE:
                _tell(outcome, shown, total, path)
    if total > 1:
        _summarise(outcomes)
    raise click.exceptions.Exit(1 if any(one.state is State.REFUSED for one in outcomes) else 0)


def _listed(names: Sequence[str]) -> tuple[list[Path], list[Outcome]]:
    """The files to be taken in, and what is none: addresses, and folders without any."""
    paths: list[Path] = []
    none: list[Outcome] = []
    for name in names:
        path = Path(name)
        if _ADDRESS.match(name):
            message = "is an address, and add takes files only: save the page or the document, then add the file"
            none.append(Outcome(State.REFUSED, problems=(Problem("E135", message, Origin(name)),)))
        elif path.is_dir():
            found = sorted(
                one
                for one in path.rglob("*")
                if one.is_file() and one.suffix.lower() in FORMATS and not one.name.startswith((".", "~$"))
            )
            if not found:
                message = "holds no file of a kind we take in: {kinds}"
                values = {"kinds": ", ".join(FORMATS)}
                none.append(Outcome(State.REFUSED, problems=(Problem("E130", message, Origin(name), values),)))
            paths += found
        else:
            paths.append(path)
    return list(dict.fromkeys(paths)), none


def _beside(paths: Sequence[Path]) -> set[Path]:
    """The files that have the name of one before them, but are of another kind: processes do not see each other."""
    first: dict[str, str] = {}
    return {
        path
        for path in paths
        if first.setdefault(slug_of(path.stem) or path.stem, path.suffix.lower()) != path.suffix.lower()
    }


def _watched(numbers: Sequence[int]) -> Iterable[int]:
    """A bar over the pages of one document; none for a few, which are drawn at once."""
    if len(numbers) < _MANY_PAGES:
        yield from numbers
        return
    with click.progressbar(numbers, label=said("Pages"), file=sys.stderr) as bar:
        yield from bar


def _many(place: Place, paths: Sequence[Path], wishes: Wishes) -> dict[Path, Outcome]:
    """What became of each file, in the order they were named; a bar shows how far it is."""
    found: dict[Path, Outcome] = {}
    with click.progressbar(length=len(paths), file=sys.stderr) as bar:
        for path, outcome in _outcomes(place, paths, wishes):
            found[path] = outcome
            bar.update(1)
    return {path: found[path] for path in paths}


def _outcomes(place: Place, paths: Sequence[Path], wishes: Wishes) -> Iterator[tuple[Path, Outcome]]:
    """What became of each file, as soon as it is known; several processes read at a time."""
    left = dict.fromkeys(paths)
    workers = min(_MOST_PROCESSES, os.cpu_count() or 1, len(paths))
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            beside = _beside(paths)
            waiting = {pool.submit(take, place, path, wishes, beside=path in beside): path for path in paths}
            for done in as_completed(waiting):
                outcome = done.result()
                left.pop(waiting[done])
                yield waiting[done], outcome
    except BrokenProcessPool:  # one of them broke its reader down: each by itself, so that it is known which
        for path in left:
            yield path, _alone(place, path, wishes)


def _alone(place: Place, path: Path, wishes: Wishes) -> Outcome:
    """What became of a file that is read in a process of its own."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(take, place, path, wishes).result()
    except BrokenProcessPool:
        message = "breaks down the reader of its kind: open it and save it again"
        return Outcome(State.REFUSED, problems=(Problem("E105", message, Origin(str(path))),))


def _tell(outcome: Outcome, number: int, total: int, path: Path | None = None) -> None:
    """The lines about one file."""
    count = f"[{number}/{total}] " if total > 1 else ""
    if outcome.state is State.THERE:
        click.echo(count + said("{text} is there already, from this very file", text=outcome.text))
        return
    if outcome.state is State.KEPT:
        click.echo(count + said("{text} was there already; what you asked for is kept beside it", text=outcome.text))
        return
    for problem in outcome.problems:
        click.echo(count + told(problem), err=True)
    if outcome.state is State.REFUSED:
        return
    line = said(
        "{text}: {works}, {doubts}; look at {edition}, then run `shanben serve`",
        text=outcome.text,
        works=counted("{number} work", "{number} works", outcome.works),
        doubts=counted("{number} doubt", "{number} doubts", outcome.doubts),
        edition=outcome.edition,
    )
    click.echo(count + line)
    file = path.name if path else ""
    if outcome.left_out:
        click.echo(said("  left out of {file}: {counts}", file=file, counts=_listed_counts(outcome.left_out)))
    if outcome.repaired:
        click.echo(said("  read otherwise in {file}: {counts}", file=file, counts=_listed_counts(outcome.repaired)))


def _listed_counts(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{in_words(name)} {number}" for name, number in counts.items())


def _summarise(outcomes: Sequence[Outcome]) -> None:
    """How many files were taken in, and why others were not."""
    states = Counter(outcome.state for outcome in outcomes)
    click.echo("; ".join(f"{in_words(state.value)} {states[state]}" for state in State if states[state]))
    reasons = Counter(problem.code for one in outcomes if one.state is State.REFUSED for problem in one.problems)
    for code, number in reasons.most_common():
        click.echo(f"  {code} {in_words(CODES[code])}: {number}")
