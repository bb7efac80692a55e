"""The command line: one command a file, in ``commands``, and each is loaded only when it is called."""

from __future__ import annotations

import click

from shanben.commands.wording import Speaking

HELP = """Turn raw Chinese source texts into a site people can read, search, cite and trust.

\b
Examples:
  shanben new my-library
  shanben serve
  shanben COMMAND --help
"""

COMMANDS = {
    "add": "Take texts into the library: plain text, Word, PDF, EPUB, web pages and others.",
    "build": "Build the library in this folder as a site for a web server.",
    "bundle": "Write the library as one zip that opens by double click.",
    "check": "Everything that is wrong in this library, and every doubt.",
    "compare": "What a change does to the texts.",
    "completion": "Print what makes a shell complete commands and options.",
    "export": "The library in other forms: plain Markdown, Akoma Ntoso, TEI.",
    "new": "Make a library of one's own.",
    "outline": "The outline of a source, as the engine sees it.",
    "propose": "Draft an edition file for a source.",
    "repin": "Move an edition's line numbers after its source was corrected.",
    "schema": "Write the JSON Schemas of our files.",
    "serve": "Show the library in a browser while it is edited.",
    "terms": "The termbase, from and to other tools.",
    "translations": "The headings in other languages.",
    "verify": "Whether a copy of a site is what was published.",
}
"""Every command with what is told of it in the list: to show the list, no command need be loaded."""


@click.group(
    cls=Speaking,
    summaries=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.version_option(package_name="shanben", message="%(prog)s %(version)s")
def main() -> None:
    """All commands."""
