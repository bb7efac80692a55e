"""The command line: everything a build is not. One command a file, in ``commands``."""

from __future__ import annotations

import click

from wenji.commands.add import add
from wenji.commands.build import build
from wenji.commands.bundle import bundle
from wenji.commands.check import check
from wenji.commands.compare import compare
from wenji.commands.completion import completion
from wenji.commands.new import new
from wenji.commands.outline import outline
from wenji.commands.propose import propose
from wenji.commands.schema import schema
from wenji.commands.serve import serve
from wenji.commands.terms import terms
from wenji.commands.translations import translations
from wenji.commands.wording import Speaking

HELP = """Turn raw Chinese source texts into a site people can read, search, cite and trust.

\b
Examples:
  wenji new my-library
  wenji serve
  wenji COMMAND --help
"""


@click.group(
    cls=Speaking, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120}
)
@click.version_option(package_name="wenji", message="%(prog)s %(version)s")
def main() -> None:
    """All commands."""


COMMANDS = (
    add, build, bundle, check, compare, completion, new, outline, propose, schema, serve, terms, translations,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
