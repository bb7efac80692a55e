"""``shanben verify``: whether a copy of a site is what was published, and names what is not."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from shanben.aside import aside
from shanben.commands.wording import counted, told
from shanben.export.bundle import SUMS
from shanben.export.manifest import MANIFEST, NAMESPACE, SIGNATURE, differences, read_manifest, site_files
from shanben.export.proof import against_sources
from shanben.model.text import Origin
from shanben.problems import Problem
from shanben.read.files import LIMIT

PROOFS = (MANIFEST, SIGNATURE, SUMS)

HELP = """Check SITE, a folder or a zip, against the manifest it was published with, and name what was altered.

With --sources every published passage is held against the sources as well, which also finds what a forged manifest
would hide. With --signers the signature of the manifest is checked (a file of allowed signers, as ssh-keygen reads it).

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
    copy = _files(site)
    listed = read_manifest(copy.get(MANIFEST, b""))
    if listed is None:
        message = "holds no manifest of Shanben, so nobody can tell what it was: ask for a copy that has one"
        click.echo(told(Problem("E560", message, Origin(str(site)))), err=True)
        raise click.exceptions.Exit(2)
    rest = [(name, content) for name, content in copy.items() if name not in PROOFS]
    found = list(differences(listed, rest))
    if sources is not None:
        found += against_sources(copy, _texts(sources))
    if signers is not None:
        found += _signature(copy, signers)
    for problem in found:
        click.echo(told(problem))
    message = counted("{number} difference", "{number} differences", len(found))
    click.echo(f"{counted('{number} file', '{number} files', len(rest))}, {message}", err=True)
    raise click.exceptions.Exit(1 if found else 0)


def _files(site: Path) -> dict[str, bytes]:
    if site.is_dir():
        both = {name: site / name for name in (MANIFEST, SIGNATURE)}
        return dict(site_files(site)) | {name: path.read_bytes() for name, path in both.items() if path.is_file()}
    try:
        with zipfile.ZipFile(site) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and entry.file_size <= LIMIT * 16]
            return {entry.filename.partition("/")[2]: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        message = "is neither a folder nor a zip that can be read: {reason}"
        click.echo(told(Problem("E560", message, Origin(str(site)), {"reason": str(error)})), err=True)
        raise click.exceptions.Exit(2) from None


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() == ".txt"}


@contextmanager
def _written(content: bytes) -> Iterator[Path]:
    with aside() as made:
        path = made.folder / SIGNATURE
        path.write_bytes(content)
        yield path


def _signature(copy: dict[str, bytes], signers: Path) -> list[Problem]:
    """What is wrong with the signature of the manifest."""
    program = shutil.which("ssh-keygen")
    origin = Origin(SIGNATURE)
    if program is None:
        return [Problem("E566", "cannot be checked: install OpenSSH, which has ssh-keygen", origin)]
    if SIGNATURE not in copy:
        return [Problem("E566", "is missing: nobody has signed this manifest", origin)]
    with _written(copy[SIGNATURE]) as signature:
        find = [program, "-Y", "find-principals", "-f", str(signers), "-s", str(signature)]
        who = subprocess.run(find, capture_output=True, text=True, check=False).stdout.split("\n")[0]  # noqa: S603
        check = [program, "-Y", "verify", "-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(signature)]
        good = (
            who
            and not subprocess.run(  # noqa: S603 - a program found on the path, with files of ours
                check, input=copy[MANIFEST], capture_output=True, check=False
            ).returncode
        )
    return [] if good else [Problem("E566", "none of the allowed signers has signed this manifest", origin)]
