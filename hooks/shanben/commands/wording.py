"""What the commands say, in the reader's language: English, or Chinese where the locale is Chinese.

The catalogue is a gettext one, ``locale/zh/LC_MESSAGES/shanben.po``; which language it is to be, gettext reads from
``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``. It holds what click itself says as well.
"""

from __future__ import annotations

import gettext
from copy import copy
from pathlib import Path
from typing import Any

import click

import shanben
from shanben.problems import CODES, Problem

DOMAIN = "shanben"
CATALOGUES = Path(shanben.__file__).parent / "locale"

gettext.bindtextdomain(DOMAIN, CATALOGUES)


def said(message: str, **values: object) -> str:
    """A message in the reader's language, with its values in place."""
    return gettext.dgettext(DOMAIN, message).format(**values)


def counted(one: str, many: str, number: int) -> str:
    """A message about a number of things, which is ``{number}`` in it."""
    return gettext.dngettext(DOMAIN, one, many, number).format(number=number)


def told(problem: Problem) -> str:
    """A problem's line. Its message is English; in another language, what its code means stands before it."""
    kind = CODES[problem.code]
    meaning = gettext.dgettext(DOMAIN, kind)
    if meaning == kind:
        return str(problem)
    place, code, message = str(problem).partition(f" {problem.code} ")
    return f"{place}{code}{meaning}：{message}"


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
