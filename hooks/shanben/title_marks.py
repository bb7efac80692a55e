"""What a title says in brackets of its text, and not of its work: （2018年修正）, (草案), [试行], 【示范文本】.

Such brackets belong to a version; a work is called and found without them. Others tell works apart and stay: （北京）,
（三）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING, CLOSING = "（(［[〔【", "）)］]〕】"
STATES = (
    "修正|修订|修訂|订定|訂定|试行|試行|暂行|暫行|试用|試用|草案|草稿|初稿|底稿|定稿|终稿|征求意见|徵求意見|送审|送審|审议稿|"
    "審議稿|讨论稿|討論稿|报批稿|報批稿|修改稿|表决稿|表決稿|建议稿|建議稿|示范文本|示範文本|参考文本|參考文本|推荐文本|推薦文本|"
    "格式文本|标准文本|標準文本|范本|範本|样本|樣本|样式|樣式|版本|新版|旧版|舊版|繁体|繁體|简体|簡體|节选|節選|节录|節錄|"
    "摘要|摘录|摘錄|已废止|已廢止|失效|废止|廢止|第[一二三四五六七八九十\\d]+[版稿]"
)
"""Words for the state of a text."""
DRAFT = re.compile(
    "草案|草稿|初稿|征求意见|徵求意見|送审|送審|审议稿|審議稿|讨论稿|討論稿|报批稿|報批稿|表决稿|表決稿|建议稿|建議稿"
)
"""Those of a text that nobody has passed yet."""
_YEAR = r"\d{4}(?!\d)|[〇○零一二三四五六七八九]{4}年|民[国國][\d一二三四五六七八九十]+年"
_SAYS = rf"(?:{_YEAR}|{STATES})"
_FOLLOWS = r"[^（）()\[\]［］〔〕【】]{0,8}"
_VERSION = re.compile(
    rf"\s*(?:[（(](?P<round>[^（）()]*?{_SAYS}{_FOLLOWS})[）)]|[［\[〔【](?P<square>[^［\[〔【］\]〕】]*?{_SAYS}{_FOLLOWS})[］\]〕】])"
)
_AT_END = re.compile(rf"(?:{_VERSION.pattern.replace('?P<round>', '?:').replace('?P<square>', '?:')})+\s*\Z")
_LABELLED = 16
"""Characters of a bracket that may stand in the label of a version; longer ones tell its history."""


def without_versions(title: str) -> str:
    """A title without the brackets at its end that say which text of the work this is."""
    return _AT_END.sub("", title) or title


def bare(title: str) -> str:
    """A title without any bracket that says which text of the work this is: 关于印发《规则（试行）》的通知, too."""
    return _VERSION.sub("", title).strip() or title


def is_version(line: str) -> bool:
    """Whether a line holds nothing but what a title says of its text, and no day: that is a note on what happened."""
    return len(line) <= _LABELLED and not _DAY.search(line) and bool(_AT_END.fullmatch(line))


_DAY = re.compile("日|月[)）]$")


def version_marks(title: str) -> Iterator[str]:
    """What the brackets of a title say of its text, as far as it is short."""
    for match in _VERSION.finditer(title):
        said = match["round"] or match["square"]
        if len(said) <= _LABELLED:
            yield said.strip()
