"""Which script a text is written in: simplified or traditional, and where in the Chinese world."""

from __future__ import annotations

import re

_PAIRS = (
    "國国這这個个們们時时說说會会為为來来對对學学過过還还後后發发現现開开關关無无於于與与從从應应當当經经點点進进問问間间"
    "長长將将門门見见書书區区員员業业產产實实條条體体總总類类報报場场機机權权務务動动處处縣县規规設设計计議议審审證证據据"
    "義义際际險险職职鄉乡鎮镇錢钱團团圖图電电話话馬马魚鱼鳥鸟龍龙愛爱樂乐飛飞東东車车風风雲云漢汉語语讀读寫写聽听張张陳陈"
)
_TRADITIONAL = re.compile(f"[{_PAIRS[::2]}]")
_SIMPLIFIED = re.compile(f"[{''.join(set(_PAIRS[1::2]) - set('后于从云'))}]")
_HONG_KONG = "裏衞綫羣牀粧嘅喺啲唔冇佢咗嚟哋乜"
_TAIWAN = "裡衛線群床妝臺"
_LOOKED_AT = 60_000
"""Characters that are enough to tell."""


def script_of(text: str) -> str:
    """The language tag of a text: ``zh-Hans``, ``zh-Hant``, or with a region where its characters tell."""
    head = text[:_LOOKED_AT]
    traditional = len(_TRADITIONAL.findall(head))
    if traditional < 2 or traditional <= 2 * len(_SIMPLIFIED.findall(head)):
        return "zh-Hans"
    hong_kong = sum(head.count(char) for char in _HONG_KONG) + 3 * head.count("香港")
    taiwan = sum(head.count(char) for char in _TAIWAN) + 3 * (head.count("中華民國") + head.count("臺灣"))
    if hong_kong > 2 * taiwan and hong_kong > 1:
        return "zh-Hant-HK"
    return "zh-Hant-TW" if taiwan > 2 * hong_kong and taiwan > 1 else "zh-Hant"
