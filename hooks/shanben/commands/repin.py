"""``shanben repin``: the places of an edition file, moved with its corrected source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from shanben.commands.place import present_place, refuse
from shanben.commands.whole import write_whole
from shanben.commands.wording import counted, said, told
from shanben.compare.lines import LineMap, line_map
from shanben.compare.repin import Moved, moved_place, place_text
from shanben.encodings import decode
from shanben.lineation import Lines
from shanben.model.text import Origin, Source
from shanben.problems import Problem, Refused
from shanben.read.editions import EditionReader
from shanben.read.former import bytes_beside, former_bytes, former_lines
from shanben.read.place_nodes import EditionText, edition_text
from shanben.read.sources import read_source
from shanben.shaping import Place, shape_source

HELP = """Move the line numbers of FILE's edition after the source FILE was corrected, and pin the new text.

\b
The text for which the edition was made is found by its sha256 in git,
or in the receipts of the last site; or name a copy of it with --old.

Places whose lines are gone are shown, and nothing is written: remove or
correct those entries, and repeat. Otherwise the file is written as a
whole, and what is left to do is told.

\b
Examples:
  shanben repin seeds/forest-notice.txt
  shanben repin seeds/forest-notice.txt --old notice-of-may.txt

Exit codes: 0 written, or it fits already; 1 a place is gone, nothing is written; 2 the files cannot be used.
"""


@click.command(help=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--old", type=click.Path(path_type=Path), help="A copy of the text before it was corrected.")
@click.option("--site", type=click.Path(path_type=Path), default="site", show_default=True, help="A built site.")
def repin(file: Path, old: Path | None, site: Path) -> None:
    """Move an edition's places."""
    place = present_place()
    path, edition = file.absolute().with_suffix(".txt"), file.absolute().with_suffix(".yml")
    shown = place.shown(edition)
    try:
        for one in (file if file.is_dir() else path, edition):
            if not one.is_file():
                read_source(one, shown=place.shown(one))  # which says what is the matter with it
        reader = EditionReader(edition, shown)
        source = read_source(path, encoding=reader.encoding, shown=place.shown(path), limit=place.settings.source_limit)
        if reader.content.sha256 == source.sha256:
            click.echo(said("{path} fits its source already", path=shown))
            return
        was = _former(reader, path, old, place.root / site)
        lines = line_map(was, _texts(source.text))
        text = edition_text(edition, shown)
    except Refused as refusal:
        refuse(refusal.problems)
    moved = [moved_place(node.ranges, lines) for node in text.places]
    lost = list(_lost(text, moved, lines))
    for problem in lost:
        click.echo(told(problem), err=True)
    if lost:
        click.echo(said("{path} stays as it is", path=shown), err=True)
        raise click.exceptions.Exit(1)
    write_whole(edition, text.rewritten((place_text(one.ranges) for one in moved), source.sha256))
    changed = sum(one.ranges != node.ranges for node, one in zip(text.places, moved, strict=True))
    click.echo(counted("{number} place was moved", "{number} places were moved", changed))
    _tell_rest(place, source, text, moved, lines)


def _former(reader: EditionReader, path: Path, old: Path | None, site: Path) -> list[str]:
    """The lines for which an edition was made. Raises ``Refused`` with an E260 where they are not to be found."""
    pinned = reader.content.sha256
    if old:
        return _texts(read_source(old, encoding=reader.encoding).text)
    raw = former_bytes(path, pinned) if pinned else bytes_beside(path, reader.path)
    if raw is not None:
        return _texts(decode(raw, reader.encoding, Origin(path.name))[0])
    lines = former_lines(site, pinned) if pinned else None
    if lines is None:
        message = "the text this edition was made for is neither in git nor in a site: name a copy of it with --old"
        raise Refused([Problem("E260", message, reader.file.origin(("sha256",)))])
    return list(lines)


def _texts(text: str) -> list[str]:
    return [text[line.start : line.end] for line in Lines(text)]


def _lost(text: EditionText, moved: list[Moved], lines: LineMap) -> Iterator[Problem]:
    """The places of which nothing is left."""
    for node, one in zip(text.places, moved, strict=True):
        if one.lost:
            number = one.gone[0] if one.gone else node.ranges[0][0]
            words = lines.old[number - 1].strip() if number <= len(lines.old) else ""
            message = "line {line} is gone from the source (“{words}”): remove this place, or say where it stands now"
            yield Problem("E261", message, node.origin, {"line": number, "words": words[:40]})


def _tell_rest(place: Place, source: Source, text: EditionText, moved: list[Moved], lines: LineMap) -> None:
    """What is left for the editor: lines that are gone out of places that are left, and what the build would refuse."""
    for node, one in zip(text.places, moved, strict=True):
        for number in one.gone:
            words = lines.old[number - 1].strip()[:40]
            message = "{place}: line {line} of the text before is gone: “{words}”"
            where = f"{node.origin.path}:{node.origin.line}"
            click.echo(said(message, place=where, line=number, words=words))
    for problem in shape_source(place, source.path)[1]:
        if problem.fatal:
            click.echo(told(problem))
