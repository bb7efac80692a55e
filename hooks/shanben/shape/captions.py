"""Captions: words that name a table or a figure by its number, as 表1 and 图2-1 do."""

from __future__ import annotations

import re

_NUMBER = r"[\d〇零一二三四五六七八九十百]+(?:\s*[-－—.．]\s*\d+)*"
_NAME = "(?:附?[表图圖]|照片|专栏|專欄|插[图圖]|[图圖][版表])"
CAPTION = re.compile(rf"{_NAME}\s*{_NUMBER}(?:[　 \u00a0：:.．、]\s*\S[^。；]{{0,60}}|(?=\s*$))")
"""A caption by itself: a number and after a space or a mark the name, or the number alone."""
TABLE_CAPTION = re.compile(r"附?表|专栏|專欄")
