"""``shanben export``: the library in forms that other programs build on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from shanben.aside import aside
from shanben.commands.place import present_place, refuse
from shanben.commands.wording import counted, told
from shanben.export.akoma_ntoso import akoma_ntoso, is_statute
from shanben.export.project import Site, project
from shanben.export.tei import tei
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.pictures import pictures_of
from shanben.problems import Problem
from shanben.read.configuration import CONFIGURATION, configuration_files
from shanben.shaping import Place

File = tuple[str, bytes | Path]
"""Where a file stands in the folder, and what it holds, or what it is a copy of."""

MARKDOWN = """Write the library as a project of plain Markdown into DIR: pages, navigation and an mkdocs.yml.

MkDocs and ProperDocs (with the theme Material) and Zensical build it as it is. DIR is new or empty, and is written
whole or not at all.

\b
Examples:
  shanben export markdown ~/my-library-markdown

Exit codes: 0 written; 2 the library has faults, or DIR holds something.
"""


@click.group()
def export() -> None:
    """The library in other forms."""


@export.command(help=MARKDOWN)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def markdown(folder: Path) -> None:
    """Write a project of plain Markdown."""
    _export(folder, _project_files)


TEI = """Write every work as TEI P5 XML into DIR, each block with its places in the source.

DIR is new or empty, and is written whole or not at all; each work becomes ID.tei.xml in it.

\b
Examples:
  shanben export tei ~/my-library-tei

Exit codes: 0 written; 2 the library has faults, or DIR holds something.
"""
AKN = """Write every work that is divided into articles as Akoma Ntoso 3.0 XML into DIR, with places in the source.

DIR is new or empty, and is written whole or not at all; each such work becomes ID.akn.xml in it.

\b
Examples:
  shanben export akn ~/my-library-laws

Exit codes: 0 written; 2 the library has faults or no such work, or DIR holds something.
"""


@export.command(name="tei", help=TEI)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def tei_files(folder: Path) -> None:
    """Write TEI."""
    _export(folder, lambda _, library: ((f"{work.id}.tei.xml", tei(work)) for work in library.works))


@export.command(name="akn", help=AKN)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def akn_files(folder: Path) -> None:
    """Write Akoma Ntoso."""
    _export(
        folder,
        lambda _, library: ((f"{work.id}.akn.xml", akoma_ntoso(work)) for work in library.works if is_statute(work)),
    )


def _export(folder: Path, files: Callable[[Place, Library], Iterable[File]]) -> None:
    """Write the files of the library into a folder that is new or empty, whole or not at all, and say how many."""
    place = present_place()
    origin = Origin(folder.as_posix())
    try:
        _refuse_folder(folder, place, origin)
        library, problems = build_library(place.root, place.settings)
        faults = [problem for problem in problems if problem.fatal]
        if faults:
            refuse(faults)
        number = _write(Path(os.path.realpath(folder)), files(place, library))
    except OSError as error:
        refuse([Problem("E541", "cannot be written: {reason}", origin, {"reason": error.strerror or str(error)})])
    if not number:
        refuse([Problem("E542", "is not made: no work of this library is divided into articles", origin)])
    for problem in problems:
        if problem.code.startswith("W"):
            click.echo(told(problem), err=True)
    click.echo(counted("{number} file is written", "{number} files are written", number))


def _refuse_folder(folder: Path, place: Place, origin: Origin) -> None:
    """End where a folder holds something, or lies in one that a build reads or replaces. Raises ``OSError``."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse([Problem("E540", "holds something already: name a folder that is new or empty", origin)])
    stated = _stated(place.root)
    names = [str(stated.get(key, default)) for key, default in (("docs_dir", "docs"), ("site_dir", "site"))]
    for own in (place.seeds, *(place.root / name for name in names)):
        if folder.resolve().is_relative_to(own.resolve()):
            message = "lies in {folder}, which a build reads or replaces: name a folder outside it"
            refuse([Problem("E540", message, origin, {"folder": own.name})])


def _write(folder: Path, files: Iterable[File]) -> int:
    """Write beside the folder, then take its place; where there are no files, nothing. Gives their number."""
    number = 0
    folder.parent.mkdir(parents=True, exist_ok=True)
    with aside(folder.parent) as made:
        written = made.folder / "files"
        for path, content in files:
            number += 1
            file = written / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, file)
            else:
                file.write_bytes(content)
        if number:
            if folder.exists():
                folder.rmdir()
            written.rename(folder)
    return number


def _project_files(place: Place, library: Library) -> Iterator[File]:
    """The files of a project of plain Markdown, figures included."""
    for path, text in project(library, _site(place.root)):
        yield path, text.encode("utf-8")
    for work in library.works:
        for picture in pictures_of(work):
            yield f"docs/works/{work.id}/figures/{picture}", place.seeds / picture


def _site(root: Path) -> Site:
    """What ``mkdocs.yml`` says of the site; the folder's name where it says nothing."""
    stated = _stated(root)
    name, url = stated.get("site_name"), stated.get("site_url")
    address = url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
    return Site(name if isinstance(name, str) else root.name, address and address.rstrip("/") + "/")


def _stated(root: Path) -> dict[str, object]:
    """What ``mkdocs.yml`` and those it inherits from say."""
    stated: dict[str, object] = {}
    if (root / CONFIGURATION).is_file():
        for file in configuration_files(root / CONFIGURATION):
            if isinstance(file.value, Mapping):
                stated = dict(file.value) | stated
    return stated
