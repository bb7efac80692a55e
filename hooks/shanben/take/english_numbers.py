"""Numbers in English words and ordinals, as Word writes them also in Chinese documents: 1st, Twenty-One, First."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_LARGEST = 1000


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    teens = 10 <= number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def cardinal_words(number: int) -> str:
    """One, Twenty-one; figures from a thousand on."""
    return _cardinal(number).capitalize() if 0 <= number < _LARGEST else str(number)


def ordinal_words(number: int) -> str:
    """First, Twenty-first; figures from a thousand on."""
    if not 0 <= number < _LARGEST:
        return ordinal(number)
    words = _cardinal(number)
    first, last = words[: -len(_last(words))], _last(words)
    stem = last[:-1] + "ie" if last.endswith("y") else last
    return (first + _IRREGULAR.get(last, stem + "th")).capitalize()


def _last(words: str) -> str:
    return words.replace("-", " ").rpartition(" ")[2]


def _cardinal(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_SMALL[hundreds]} hundred" + (f" {_cardinal(rest)}" if rest else "")
