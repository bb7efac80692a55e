"""Dates as Chinese texts write them, for machines and in English."""

from __future__ import annotations

import re

from shanben.numerals import han_value

DATE = re.compile(
    r"(?:中華民國|中华民国|民國|民国)?[\d〇零○Ｏ一二三四五六七八九十百]{1,5}\s*年"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?)?"
)
"""A date as Chinese texts write it, as exact as it is stated. It has no groups, so it can stand in other patterns."""
_CHINESE_DATE = re.compile(
    r"(?:(?P<republic>中華民國|中华民国|民國|民国)(?P<since>[\d〇零○一二三四五六七八九十百]{1,5})"
    r"|(?P<year>[\d〇零○Ｏ一二三四五六七八九]{4}))\s*年"
    r"(?:\s*(?P<month>[\d一二三四五六七八九十]{1,3})\s*月)?(?:\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*日)?"
)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_REPUBLIC = 1911
"""Years before the first of the Republic's calendar."""


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def english_date(text: str) -> str:
    """A date as English has it, as exact as it is stated; empty where the text is not a date alone."""
    if not (_CHINESE_DATE.fullmatch(text.strip()) or _ISO_DATE.fullmatch(text.strip())):
        return ""
    year, *rest = iso_date(text).split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest and 1 <= int(rest[0]) <= len(_MONTHS) else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, str(int(year))])


def iso_date(text: str) -> str:
    """A date as ISO 8601, as exact as it is stated: ``2018-10``, ``2021-10-08``; empty where there is none."""
    iso = _ISO_DATE.search(text)
    match = _CHINESE_DATE.search(text)
    if not match:
        return iso[0] if iso else ""
    said = match["since"] if match["republic"] else match["year"]
    year = han_value(said.replace("Ｏ", "〇")) + (_REPUBLIC if match["republic"] else 0)
    return "-".join([f"{year:04}", *(f"{han_value(part):02}" for part in (match["month"], match["day"]) if part)])
