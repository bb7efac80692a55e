"""The command line in the reader's language: its help, and what click says of its use. See :mod:`shanben.wording`."""

from __future__ import annotations

import gettext
from copy import copy
from typing import Any

import click

from shanben.wording import CATALOGUES, DOMAIN, counted, said, told

__all__ = ["CATALOGUES", "Speaking", "counted", "said", "told"]


class Speaking(click.Group):
    """A group of commands whose help, and what click says of their use, is in the reader's language."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line as ``click.Group.main`` does."""
        before = gettext.textdomain()
        gettext.textdomain(DOMAIN)
        try:
            return click.Group.main(_in_language(self), *arguments, **options)
        finally:
            gettext.textdomain(before)


def _in_language(command: click.Command) -> Any:
    """A copy of a command with the help of it, its options and the commands below it in the reader's language."""
    spoken = copy(command)
    spoken.help = _help(command.help)
    spoken.params = [copy(parameter) for parameter in command.params]
    for parameter in spoken.params:
        if isinstance(parameter, click.Option):
            parameter.help = _help(parameter.help)
    if isinstance(spoken, click.Group):
        spoken.commands = {name: _in_language(below) for name, below in spoken.commands.items()}
    return spoken


def _help(text: str | None) -> str | None:
    return gettext.dgettext(DOMAIN, text) if text else text
