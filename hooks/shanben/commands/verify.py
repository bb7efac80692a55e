"""``shanben verify``: whether a copy of a site is what was published, and names what is not."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import click

from shanben.aside import aside
from shanben.commands.wording import counted, told
from shanben.export.bundle import SUMS
from shanben.export.copies import UNREADABLE, Copy, folder_copy, zip_copy
from shanben.export.manifest import MANIFEST, NAMESPACE, SIGNATURE, differences, read_manifest
from shanben.export.proof import against_sources
from shanben.model.text import Origin
from shanben.problems import Problem, Refused

PROOFS = (MANIFEST, SIGNATURE, SUMS)

HELP = """Check SITE, a folder or a zip, against the manifest it was published with, and name what was altered.

With --sources every passage on the pages of works is held against the sources as well: words that were altered, put in
or taken away are found even where the manifest was forged with them. What scripts do only the manifest tells, and whose
it is only a signature. With --signers that of the manifest is checked (a file of allowed signers, as ssh-keygen reads
it).

\b
Examples:
  shanben verify site
  shanben verify library-2026-11-23.zip --sources seeds
  shanben verify site --signers allowed_signers

Exit codes: 0 it is what was published; 1 it is not (a line for each difference); 2 it cannot be told.
"""


@click.command(help=HELP)
@click.argument("site", type=click.Path(exists=True, path_type=Path))
@click.option("--sources", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of sources.")
@click.option("--signers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Allowed signers.")
def verify(site: Path, sources: Path | None, signers: Path | None) -> None:
    """Check a copy of a site."""
    with ExitStack() as opened:
        try:
            copy = _copy(site, opened)
            listed = read_manifest(copy.content(MANIFEST)) if MANIFEST in copy.files else None
        except Refused as refusal:
            _cannot_tell(refusal.problems)
        if listed is None:
            message = "holds no manifest of Shanben, so nobody can tell what it was: ask for a copy that has one"
            _cannot_tell([Problem("E560", message, Origin(str(site)))])
        found = [*differences(listed, copy, PROOFS), *_sums(copy)]
        if sources is not None:
            found += against_sources(copy, _texts(sources))
        if signers is not None:
            found += _signature(copy, signers)
    for problem in found:
        click.echo(told(problem))
    message = counted("{number} difference", "{number} differences", len(found))
    number = len({*copy.files, *copy.spoiled} - {*PROOFS})
    click.echo(f"{counted('{number} file', '{number} files', number)}, {message}", err=True)
    raise click.exceptions.Exit(1 if found else 0)


def _cannot_tell(problems: Iterable[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(told(problem), err=True)
    raise click.exceptions.Exit(2)


def _copy(site: Path, opened: ExitStack) -> Copy:
    """What is to be checked. Raises ``Refused`` with an E560 where it cannot be read as a whole."""
    if site.is_dir():
        return folder_copy(site)
    try:
        if not site.is_file():
            raise ValueError("it has no contents")
        return zip_copy(opened.enter_context(zipfile.ZipFile(site)), MANIFEST)
    except UNREADABLE as error:
        message = "is neither a folder nor a zip that can be read: {reason}"
        raise Refused([Problem("E560", message, Origin(str(site)), {"reason": str(error)})]) from None


def _sums(copy: Copy) -> list[Problem]:
    """What is wrong with the sums that a bundle has for other programs: they name its files as they are."""
    if SUMS not in copy.files:
        return []
    try:
        said = copy.content(SUMS).decode("utf-8", "replace").splitlines()
        named = (name for name in copy.files if name != SUMS)
        right = sorted(said) == sorted(f"{copy.digest(name)}  {name}" for name in named)
    except Refused as refusal:
        return list(refusal.problems)
    return [] if right else [Problem("E561", "does not name the files as they are", Origin(SUMS))]


def _texts(folder: Path) -> dict[str, bytes]:
    """The sources in a folder; what cannot be read is none, and its work has no source then."""
    found = (path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".txt")
    return {path.name: path.read_bytes() for path in found if path.is_file()}


@contextmanager
def _written(content: bytes) -> Iterator[Path]:
    with aside() as made:
        path = made.folder / SIGNATURE
        path.write_bytes(content)
        yield path


def _signature(copy: Copy, signers: Path) -> list[Problem]:
    """What is wrong with the signature of the manifest."""
    program = shutil.which("ssh-keygen")
    origin = Origin(SIGNATURE)
    if program is None:
        return [Problem("E566", "cannot be checked: install OpenSSH, which has ssh-keygen", origin)]
    if SIGNATURE not in copy.files:
        return [Problem("E566", "is missing: nobody has signed this manifest", origin)]
    with _written(copy.content(SIGNATURE)) as signature:
        find = [program, "-Y", "find-principals", "-f", str(signers), "-s", str(signature)]
        who = subprocess.run(find, capture_output=True, text=True, encoding="utf-8", check=False).stdout.split("\n")[0]  # noqa: S603
        check = [program, "-Y", "verify", "-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(signature)]
        good = (
            who
            and not subprocess.run(  # noqa: S603 - a program found on the path, with files of ours
                check, input=copy.content(MANIFEST), capture_output=True, check=False
            ).returncode
        )
    return [] if good else [Problem("E566", "none of the allowed signers has signed this manifest", origin)]
