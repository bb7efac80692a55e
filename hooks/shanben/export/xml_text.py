"""Words in XML, which has no place for some characters that a file may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

# https://www.w3.org/TR/xml/#charsets
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """``text`` with U+FFFD in the place of each character that no XML file can hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def _add_words(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + xml_text(words)
    else:
        element.text = (element.text or "") + xml_text(words)


WORDS: Mapping[object, Callable[..., None]] = {str: _add_words}
"""How an ``ElementMaker`` adds words, whatever they hold."""
