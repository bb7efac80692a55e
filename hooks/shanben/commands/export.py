"""``shanben export``: the library in forms that other programs build on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from shanben.aside import aside
from shanben.commands.place import present_place, refuse
from shanben.commands.wording import told
from shanben.export.akoma_ntoso import akoma_ntoso, is_statute
from shanben.export.project import Site, project
from shanben.export.tei import tei
from shanben.library import build_library
from shanben.model.library import Library
from shanben.model.text import Origin
from shanben.model.works import Work
from shanben.pictures import pictures_of
from shanben.problems import Problem
from shanben.read.configuration import CONFIGURATION, configuration_files
from shanben.shaping import Place

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
    place, library, problems = _exported(folder)
    try:
        _write(folder, place, library)
    except OSError as error:
        refuse([Problem("E541", "cannot be written: {reason}", Origin(folder.as_posix()), {"reason": error.strerror})])
    for problem in problems:
        if problem.code.startswith("W"):
            click.echo(told(problem), err=True)


TEI = """Write every work as TEI P5 XML into DIR, each block with its places in the source.

DIR is new or empty; each work becomes ID.tei.xml in it.

\b
Examples:
  shanben export tei ~/my-library-tei

Exit codes: 0 written; 2 the library has faults, or DIR holds something.
"""
AKN = """Write every work that is divided into articles as Akoma Ntoso 3.0 XML into DIR, with places in the source.

DIR is new or empty; each such work becomes ID.akn.xml in it.

\b
Examples:
  shanben export akn ~/my-library-laws

Exit codes: 0 written; 2 the library has faults, or DIR holds something.
"""


@export.command(name="tei", help=TEI)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def tei_files(folder: Path) -> None:
    """Write TEI."""
    _write_forms(folder, "tei.xml", lambda work: tei(work))


@export.command(name="akn", help=AKN)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def akn_files(folder: Path) -> None:
    """Write Akoma Ntoso."""
    _write_forms(folder, "akn.xml", lambda work: akoma_ntoso(work) if is_statute(work) else b"")


def _exported(folder: Path) -> tuple[Place, Library, tuple[Problem, ...]]:
    """The library that is to be written into a folder; a folder that holds something and a faulty library end it."""
    place = present_place()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "holds something already: name a folder that is new or empty"
        refuse([Problem("E540", message, Origin(folder.as_posix()))])
    library, problems = build_library(place.root, place.settings)
    faults = [problem for problem in problems if problem.fatal]
    if faults:
        refuse(faults)
    return place, library, problems


def _write_forms(folder: Path, ending: str, form: Callable[[Work], bytes]) -> None:
    """A file for each work of the library, into a folder that is new or empty."""
    _, library, _ = _exported(folder)
    try:
        for work in library.works:
            content = form(work)
            if content:
                file = folder / f"{work.id}.{ending}"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    except OSError as error:
        refuse([Problem("E541", "cannot be written: {reason}", Origin(folder.as_posix()), {"reason": error.strerror})])


def _write(folder: Path, place: Place, library: Library) -> None:
    """Write beside the folder, then take its place."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with aside(folder.parent) as made:
        written = made.folder / "project"
        for path, text in project(library, _site(place.root)):
            file = written / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        for work in library.works:
            for picture in pictures_of(work):
                figure = written / f"docs/works/{work.id}/figures/{picture}"
                figure.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(place.seeds / picture, figure)
        if folder.exists():
            folder.rmdir()
        written.rename(folder)


def _site(root: Path) -> Site:
    """What ``mkdocs.yml`` says of the site; the folder's name where it says nothing."""
    stated: dict[str, object] = {}
    if (root / CONFIGURATION).is_file():
        for file in configuration_files(root / CONFIGURATION):
            if isinstance(file.value, Mapping):
                stated = dict(file.value) | stated
    name, url = stated.get("site_name"), stated.get("site_url")
    address = url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
    return Site(name if isinstance(name, str) else root.name, address and address.rstrip("/") + "/")
