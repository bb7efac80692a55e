"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from shanben.aside import aside
from shanben.commands.wording import said


def write_whole(path: Path, text: str) -> None:
    """Write a file in UTF-8 so that it never stands half written. Ends with exit code 2 where it cannot be written."""
    try:
        with aside(path.parent) as made:
            part = made.folder / path.name
            part.write_text(text, encoding="utf-8", newline="")
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            part.replace(path)
    except OSError as error:
        click.echo(said("{path} cannot be written: {reason}", path=path, reason=error.strerror), err=True)
        raise click.exceptions.Exit(2) from None
