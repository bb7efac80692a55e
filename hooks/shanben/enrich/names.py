"""Names of works: what two writings of a title share, the short names a text gives, what a work calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shanben.enrich.grammar import SELF, SHORT_NAME
from shanben.enrich.mentions import is_instrument, plain_name, without_state
from shanben.simplified import simplified
from shanben.title_marks import without_versions

MARKS = re.compile(r"[\s《》〈〉]")


def bare_key(name: str) -> str:
    """A title in simplified characters, without marks and version."""
    return MARKS.sub("", simplified(without_versions(name)))


def name_key(name: str) -> str:
    """What two writings of a title share: simplified characters, no marks, no 中华人民共和国 before it, no version."""
    return without_state(bare_key(name))


def short_names(texts: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Short names a work gives: which text says it, the short name, and the full title (empty where none is there)."""
    for number, text in enumerate(texts):
        for match in SHORT_NAME.finditer(text):
            full = (match["full"] or "")[1:-1]
            short = match["short"]
            before = re.search(r"[\u4e00-\u9fff]{2,40}\Z", text[max(0, match.start() - 40) : match.start()])
            if not full and SELF.fullmatch(short) and before and is_instrument(before[0]):
                full = plain_name(before[0])  # 依度量衡法（以下簡稱本法）
            if full or short.startswith("《"):
                yield number, short.strip("《》“”「」"), full


_OF_SEVERAL = re.compile(r"\s*[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*$")
"""Which of several texts of one name a title is of: 解释（二）."""


def is_its_own(said: str, title: str) -> bool:
    """Whether a work may call itself so: 本条例 is said in a 条例, 本法 in a 法 or 法典, 本解释 in a 解释（二）, and
    本合同 in whatever two parties sign.
    """
    word = name_key(said).removeprefix("本").removeprefix("实施").removeprefix("暂行")
    called = _OF_SEVERAL.sub("", name_key(title))
    agreed = _AGREED.search(word) and _AGREED.search(called)
    return bool(agreed) or called.removesuffix("典").endswith(word.removesuffix("典"))


_AGREED = re.compile(r"(?:合同|协议|契约|合约|约定)书?$")
