"""What editors and authors say in their own words: in the language they said it in, or in both, ``中文 · English``."""

from __future__ import annotations

import re

from shanben.markup import AND, Markup, both, element, joined, phrased

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+")
_NO_WORDS = re.compile(r"<(pre|code|script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def told(words: str) -> Markup:
    """A note in both languages where it is written ``中文 · English``; else marked with the one it is in, so that it is
    set in its face, and says to who reads the other alone what it is in.
    """
    chinese, english = in_both(words)
    if english:
        return element("span", both(chinese, english), classes="sb-told")
    language = language_of(words)
    return element("span", words, classes=f"sb-told sb-{language}", lang=language)


def titled(words: str) -> Markup:
    """A title that editors gave, in both languages where it is written so."""
    chinese, english = in_both(words)
    return phrased(words) if not english else joined((both(phrased(chinese), english),))


def in_both(words: str) -> tuple[str, str]:
    """What is written ``中文 · English`` in its two languages; anything else as it is, and nothing in the other."""
    chinese, _, english = words.partition(AND)
    return (chinese, english) if english and english[:1].isascii() and is_chinese(chinese) else (words, "")


def words_of(html: str) -> str:
    """The words of a hand-written page, without its tags and its code, which is in no language."""
    return _NO_WORDS.sub(" ", html)


def is_chinese(words: str) -> bool:
    """Whether there are at least as many Chinese characters as foreign words."""
    return len(_HAN.findall(words)) >= max(1, len(_LATIN.findall(words)))


def language_of(words: str) -> str:
    """The language that words of editors or authors are in, of the two that pages speak."""
    return "zh" if is_chinese(words) else "en"
