"""The command line in the reader's language: its help, and what click says of its use. See :mod:`shanben.wording`."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from copy import copy
from importlib import import_module
from typing import Any

import click

from shanben.commands.columns import Fitting
from shanben.wording import CATALOGUES, DOMAIN, counted, said, told

__all__ = ["CATALOGUES", "Speaking", "counted", "said", "told"]


class Speaking(click.Group):
    """A group of commands whose help, and what click says of their use, is in the reader's language.

    A command ``name`` is the function of that name in the module of that name beside this one, and loaded when it is
    called; ``summaries`` says what is told of each where they are listed.
    """

    def __init__(self, *arguments: Any, summaries: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.summaries = summaries

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line as ``click.Group.main`` does."""
        before = gettext.textdomain()
        gettext.textdomain(DOMAIN)
        try:
            return click.Group.main(_in_language(self), *arguments, **options)
        finally:
            gettext.textdomain(before)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names the arguments
        """The names of the commands."""
        return sorted(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command in the reader's language, or None where there is none of that name."""
        if cmd_name not in self.summaries:
            return None
        command: click.Command = getattr(import_module(f"{__package__}.{cmd_name}"), cmd_name)
        spoken: click.Command = _in_language(command)
        return spoken

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands."""
        with formatter.section(said("Commands")):
            formatter.write_dl([(name, said(self.summaries[name])) for name in sorted(self.summaries)])


def _in_language(command: click.Command) -> Any:  # a command of the same class
    """A copy of a command with the help of it, its options and the commands below it in the reader's language."""
    spoken = copy(command)
    spoken.help = _help(command.help)
    spoken.short_help = _first_sentences(spoken.help)
    spoken.context_class = Fitting
    spoken._help_option = None  # click keeps that of an earlier call, in the language of that
    spoken.params = [copy(parameter) for parameter in command.params]
    for parameter in spoken.params:
        if isinstance(parameter, click.Option):
            parameter.help = _help(parameter.help)
    if isinstance(spoken, click.Group) and not isinstance(spoken, Speaking):
        spoken.commands = {name: _in_language(below) for name, below in spoken.commands.items()}
    return spoken


def _first_sentences(help_: str | None) -> str | None:
    """The first paragraph of a command's help, whole: what is told of it in a list."""
    return " ".join(help_.split("\n\n")[0].replace("\b", "").split()) if help_ else None


def _help(text: str | None) -> str | None:
    return gettext.dgettext(DOMAIN, text) if text else text
