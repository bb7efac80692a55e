"""The command line: everything a build is not. One command a file, in ``commands``."""

from __future__ import annotations

import click

from wenji.commands.check import check
from wenji.commands.compare import compare
from wenji.commands.outline import outline
from wenji.commands.propose import propose


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="wenji")
def main() -> None:
    """Turn raw Chinese source texts into a site people can read, search, cite and trust."""


for command in (check, compare, outline, propose):
    main.add_command(command)
