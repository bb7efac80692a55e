"""What we say, in the reader's language: English, or Chinese where the locale is Chinese.

The catalogue is a gettext one, ``locale/zh/LC_MESSAGES/shanben.po``; which language it is to be, gettext reads from
``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from shanben.model.doubts import Doubt
from shanben.problems import CODES, Problem

DOMAIN = "shanben"
CATALOGUES = Path(__file__).parent / "locale"

REFUSALS = (
    "No such file or directory",
    "Permission denied",
    "Operation not permitted",
    "Is a directory",
    "Not a directory",
    "File exists",
    "No space left on device",
    "Disk quota exceeded",
    "Read-only file system",
    "Too many levels of symbolic links",
    "File name too long",
    "Directory not empty",
    "Too many open files",
    "Too many open files in system",
    "Device or resource busy",
    "Input/output error",
    "Cannot allocate memory",
    "Invalid argument",
    "Text file busy",
    "Invalid cross-device link",
    "Address already in use",
    "Cannot assign requested address",
    "Connection refused",
    "Connection timed out",
)
"""What a computer says when it refuses, as its system words it: the reasons that our messages give."""

gettext.bindtextdomain(DOMAIN, CATALOGUES)


def said(message: str, **values: object) -> str:
    """A message in the reader's language, with its values in place; a reason of the computer is in it too."""
    if values.get("reason") in REFUSALS:
        values["reason"] = gettext.dgettext(DOMAIN, str(values["reason"]))
    return gettext.dgettext(DOMAIN, message).format(**values)


def counted(one: str, many: str, number: int) -> str:
    """A message about a number of things, which is ``{number}`` in it."""
    return gettext.dngettext(DOMAIN, one, many, number).format(number=number)


def told(problem: Problem) -> str:
    """A problem's line, whole in the reader's language; what it quotes of a file stays as it is."""
    return f"{problem.place}: {problem.code} {worded(problem)}"


def worded(problem: Problem) -> str:
    """What is wrong and what to do. A message that has no translation is told after the meaning of its code."""
    return _worded(problem, partial(gettext.dgettext, DOMAIN))


def in_chinese(problem: Problem) -> str:
    """What is wrong and what to do in Chinese, whatever the locale is: pages speak both languages."""
    return _worded(problem, _chinese().gettext)


@cache
def _chinese() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, ["zh"])


def _worded(problem: Problem, say: Callable[[str], str]) -> str:
    translated = say(problem.message)
    if translated != problem.message:
        values = {name: _value(value, say) for name, value in problem.values.items()}
        return replace(problem, values=values).worded(translated)
    meaning = say(CODES[problem.code])
    return problem.text if meaning == CODES[problem.code] else f"{meaning}：{problem.text}"


def _value(value: object, say: Callable[[str], str]) -> object:
    """A value; one that is a message of ours (a doubt, the name of a reason) in the reader's language."""
    if isinstance(value, Doubt):
        return value.worded(say(value.message)) if value.message else ""
    return say(value) if isinstance(value, str) and value else value
