"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from shanben.commands.wording import said


def write_whole(path: Path, text: str) -> None:
    """Write a file in UTF-8 so that it never stands half written. Ends with exit code 2 where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as written:
                written.write(text)
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        click.echo(said("{path} cannot be written: {reason}", path=path, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None
