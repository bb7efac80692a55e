"""Patterns that find their words in simplified and in traditional characters."""

from __future__ import annotations

_PAIRS = (
    "与與业業丰豐为爲书書买買于於亲親从從们們会會体體关關内內决決况況准準划劃则則别別办辦务務区區协協单單卖賣厂廠厅廳县縣参參发發号號启啓员員咸鹹嘱囑团團国國图圖声聲处處复復妈媽学學"
    "审審宾賓对對导導岁歲师師庆慶废廢开開张張强強当當录錄征徵总總户戶执執护護报報担擔据據摄攝时時暂暫权權条條来來标標检檢济濟点點爱愛现現电電监監盖蓋礼禮笔筆筹籌签籤简簡约約纪紀纲綱"
    "细細终終经經结結统統绪緒编編职職联聯腊臘节節范範见見规規计計订訂认認议議讯訊记記讲講论論讼訟访訪证證评評诉訴词詞译譯试試话話说說请請诺諾读讀调調谨謹负負责責资資转轉辑輯辞辭辩辯"
    "过過这這进進选選遗遺采採释釋键鍵长長门門问問闰閏间間韵韻页頁顺順须須颂頌领領题題馆館龄齡"
    "头頭满滿红紅娇嬌园園萨薩蛮蠻恋戀临臨鹧鷓鸪鴣乐樂梦夢忆憶减減兰蘭楼樓欢歡乌烏渔漁风風贺賀凉涼鱼魚儿兒龙龍铃鈴阴陰绛絳唇脣鹊鵲桥橋苏蘇乡鄉阵陣丑醜捣搗练練谒謁游遊归歸画畫扬揚齐齊台臺迁遷"
    "莺鶯苍蒼谣謠圆圓离離晓曉云雲叶葉净淨东東寿壽阳陽绣繡块塊胜勝鸿鴻滚滾凤鳳箫簫孙孫宫宮钟鍾吕呂双雙圣聖"
)
"""Each character as it is written in the words of our patterns, and its traditional form, as OpenCC has it: to ask that
itself takes every command 45 ms, and patterns are made at the start. A test compares both.
"""
_TRADITIONAL = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def forms(character: str) -> str:
    """A character and, where it is another, its traditional form."""
    return character + _TRADITIONAL.get(character, "")


def both(pattern: str) -> str:
    """A regular expression whose simplified characters also stand for their traditional forms: 书记员, 書記員."""
    found: list[str] = []
    listed = escaped = False
    for character in pattern:
        other = _TRADITIONAL.get(character, "")
        found.append(character + other if listed else f"[{character}{other}]" if other else character)
        if character in "[]" and not escaped:
            listed = character == "["
        escaped = character == "\\" and not escaped
    return "".join(found)
