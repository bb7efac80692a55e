"""``shanben add``: texts taken into the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from shanben.commands.place import present_place
from shanben.commands.wording import counted, said, told
from shanben.export.edition_file import edition_text
from shanben.library import Place, draft_edition
from shanben.model.editions import Edition
from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.take.documents import Document, read_document

HELP = """Take FILE… into the library: .txt .md .html .docx .epub, and .pdf that holds its text.

The plain text goes into the folder of the sources, and beside it a draft of its edition file, which pins the text by
its sha256 and tells where it came from. What is there already is never overwritten.

\b
Examples:
  shanben add notice.txt
  shanben add ~/Downloads/*.docx

Exit codes: 0 all taken in; 1 some were not (a line each says why).
"""


@click.command(help=HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Take in texts."""
    place = present_place()
    refused = 0
    for number, file in enumerate(files, 1):
        count = f"[{number}/{len(files)}] " if len(files) > 1 else ""
        try:
            click.echo(count + _add(place, file))
        except Refused as refusal:
            refused += 1
            for problem in refusal.problems:
                click.echo(count + told(problem), err=True)
    raise click.exceptions.Exit(1 if refused else 0)


def _add(place: Place, file: Path) -> str:
    """Take in one file and say what to look at. Raises ``Refused``; then nothing of it stays."""
    document = read_document(file)
    text = place.seeds / f"{file.stem}.txt"
    edition_path = text.with_suffix(".yml")
    for path in (text, edition_path):
        if path.exists():
            raise _refused(
                file, said("{path} is there already and stays as it is: rename one of them", path=place.shown(path))
            )
    try:
        place.seeds.mkdir(parents=True, exist_ok=True)
        with text.open("xb") as written:
            written.write(document.content)
    except OSError as error:
        raise _refused(file, _unwritable(place.shown(text), error)) from None
    try:
        source, edition = draft_edition(place, text)
        edition = replace(edition, sha256=source.sha256)
        edition_path.write_text(_stated(document) + edition_text(source, edition), encoding="utf-8", newline="\n")
    except Refused:
        text.unlink()
        raise
    except OSError as error:
        text.unlink()
        raise _refused(file, _unwritable(place.shown(edition_path), error)) from None
    return said(
        "{text}: {works}, {doubts}; look at {edition}, then run `shanben serve`",
        text=place.shown(text),
        works=counted("{number} work", "{number} works", len(edition.works)),
        doubts=counted("{number} doubt", "{number} doubts", _doubts(edition)),
        edition=place.shown(edition_path),
    )


def _unwritable(path: str, error: OSError) -> str:
    return said("{path} cannot be written: {reason}", path=path, reason=error.strerror)


def _refused(file: Path, message: str) -> Refused:
    return Refused([Problem("E105", message, Origin(str(file)))])


def _stated(document: Document) -> str:
    """What is known of a text's origin, as comments at the head of its edition file."""
    return "".join(f"# {name}: {value}\n" for name, value in document.stated.items())


def _doubts(edition: Edition) -> int:
    return sum(entry.doubt is not None for work in edition.works for entry in work.contents)
