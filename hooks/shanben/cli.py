"""The command line: everything a build is not. One command a file, in ``commands``."""

from __future__ import annotations

import click

from shanben.commands.add import add
from shanben.commands.build import build
from shanben.commands.bundle import bundle
from shanben.commands.check import check
from shanben.commands.compare import compare
from shanben.commands.completion import completion
from shanben.commands.new import new
from shanben.commands.outline import outline
from shanben.commands.propose import propose
from shanben.commands.schema import schema
from shanben.commands.serve import serve
from shanben.commands.terms import terms
from shanben.commands.translations import translations
from shanben.commands.wording import Speaking

HELP = """Turn raw Chinese source texts into a site people can read, search, cite and trust.

\b
Examples:
  shanben new my-library
  shanben serve
  shanben COMMAND --help
"""


@click.group(
    cls=Speaking, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120}
)
@click.version_option(package_name="shanben", message="%(prog)s %(version)s")
def main() -> None:
    """All commands."""


COMMANDS = (
    add, build, bundle, check, compare, completion, new, outline, propose, schema, serve, terms, translations,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
