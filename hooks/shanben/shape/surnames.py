"""Family names: what a line of two or three characters begins with where it is a person."""

from __future__ import annotations

COMMON = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔崔康毛邱秦江史顾顧侯邵孟"
    "万萬段钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文"
)
"""Those that most people have, in either script."""
SURNAMES = frozenset(COMMON + "艾穆戚舒闻聞郁鐘")
"""Those and some that writers have; none that begins as many words (白, 龙, 雷)."""
