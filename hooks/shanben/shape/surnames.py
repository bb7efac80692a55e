"""Family names: what a line of two or three characters begins with where it is a person."""

from __future__ import annotations

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    "崔康毛邱秦江史顾侯邵孟万段钱汤尹黎易常武乔贺赖龚文艾穆戚舒闻郁"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾鐘譚鄒陸顧萬錢湯喬賀賴龔聞"
)
"""The hundred that most people have and some that writers have, in either script."""
