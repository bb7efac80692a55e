"""Captions: words that name a table or a figure by its number, as 表1 and 图2-1 do."""

from __future__ import annotations

import re

_NUMBER = r"[\d〇零一二三四五六七八九十百]+(?:\s*[-－—.．]\s*\d+)*"
_NAME = "(?:附?[表图圖]|照片|专栏|專欄|插[图圖]|[图圖][版表])"
_GOES_ON = rf"[续續]附?[表图圖](?:\s*{_NUMBER})?(?:[　 \u00a0：:]\s*\S[^，。；]{{0,60}})?"
"""What stands over a table on its next page: 续表2."""
_CONTINUED = r"(?:\s*[（(][续續][)）])?"
_IN_LATIN = (
    r"(?:Table|T(?i:able)|Fig\.|F(?i:igure)\.?|Photo|Plate|Chart)[ \u00a0]*\d+(?:[-–.]\d+)*"
    r"(?:[.:：]?\s+[A-Z\u4e00-\u9fff(（][^。；]{0,110}|[.:：]?(?=\s*$))"
)
CAPTION = re.compile(
    rf"{_NAME}\s*{_NUMBER}{_CONTINUED}(?:[　 \u00a0：:.．、]\s*\S[^。；]{{0,60}}|(?=\s*$))|{_GOES_ON}|{_IN_LATIN}"
)
"""A caption by itself: a number and after a space or a mark the name, or the number alone."""
CLOSE_CAPTION = re.compile(
    r"(?:附?[表图圖]|插[图圖])\s*\d{1,2}(?:[-－—.．]\d{1,2})?(?![显顯示所中是为為给給列反的和与與及、，]|可[见見以知看])[\u4e00-\u9fff][^，。；：]{1,40}"
    r"|(?:Table|Figure|Fig\.)\s?\d{1,2}[A-Z][^。；]{2,110}"
)
"""A caption whose name stands right behind its number, where it is words by itself: 图1用水变化."""
PHOTO = re.compile(
    r"[图圖](?:[为為]|[片说說][：:])[^；]{2,60}|[△▲▼▽]\s*[^。；]{2,60}[\s　（(/|](?:[摄攝]|[供来來][图圖源])[)）]?"
)
"""What stands below a photograph without a number: 图为东岸渡口。"""
TABLE_CAPTION = re.compile(r"[续續]?附?表|专栏|專欄|T(?i:able)")
UNIT = re.compile(r"[（(]\s*(?:计量)?[单單]位\s*[：:][^（()）。；]{1,16}[)）]")
"""What the figures of a table count, in brackets below its caption: （单位：公里）."""
PLACEHOLDER = re.compile(
    r"[\[［【〔（(<＜〈]\s*(?:此处|此處)?(?:[插配附][图圖]|[图圖]片?|照片|表格?|视频|視頻|音频|音頻|公式|image|photo|picture|figure|table)"
    r"\s*(?:[略缺]|[\d０-９\-.：:].{0,24})?\s*[\]］】〕）)>＞〉]",
    re.IGNORECASE,
)
"""What a copy without pictures has in the place of one: [图片], （图略）."""
