"""Words set by themselves that are no headings, by what they say or are made of."""

from __future__ import annotations

import re

from shanben.model.editions import EntryKind
from shanben.shape.both_scripts import both
from shanben.shape.captions import PLACEHOLDER
from shanben.shape.fields import is_left_open, is_listed
from shanben.shape.layout import End, cells
from shanben.shape.levels import NAMED
from shanben.shape.lines import HAN
from shanben.shape.openings import is_linked
from shanben.shape.page_numbers import names_page
from shanben.shape.part_words import TO_WHOM
from shanben.shape.parts import is_regards
from shanben.shape.pieces import Piece
from shanben.shape.sentences import tells_in_english

_LONGEST_HEADING = 70  # cells


def may_head(piece: Piece) -> bool:
    """Whether words stand by themselves, without a number, and nothing they say or are made of tells that they are no
    heading.
    """
    if not piece.display or piece.number or piece.kind is not EntryKind.PARAGRAPH:
        return False
    if piece.end in (End.STOP, End.SEMICOLON, End.COMMA, End.COLON) or cells(piece.text) > _LONGEST_HEADING:
        return False
    if piece.text[-1] == "." and (piece.text.isascii() or "，" in piece.text):
        return False  # a sentence in Latin letters, or one that ends as those do
    if tells_in_english(piece.text) or _EPIGRAPH.fullmatch(piece.key):
        return False
    if FORMULA.search(piece.text) or _BULLETED.match(piece.text):
        return False
    if _ROW.fullmatch(piece.lines[0].content) or _WARES.fullmatch(piece.lines[0].content):
        return False
    if prescribes(piece.key) or _signs_preface(piece.key) or _PERSON.match(piece.key):
        return False
    if (
        is_linked(piece.text)
        or names_page(piece.text)
        or _MADE.fullmatch(piece.key)
        or _LIFTS.search(piece.key)
        or _TO_TUNE.fullmatch(piece.key)
        or ("1" <= piece.text[0] <= "2" and _PERIOD.match(piece.text))
        or TO_WHOM.fullmatch(piece.key)
        or is_regards(piece)
        or is_left_open(piece)
        or is_listed(piece)
        or PLACEHOLDER.fullmatch(piece.text)
        or (piece.text[0] in _OF_PAPER_STARTS and _OF_PAPER.match(piece.text))
    ):
        return False
    return (
        "。" not in piece.text
        and (len(piece.key) >= 2 or NAMED.fullmatch(piece.key) is not None)
        and not _HAPPENS.fullmatch(piece.key)
        and any(map(str.isalpha, piece.key))
        and not _SPEECH.search(piece.text)
        and not _CRIES.search(piece.text)
    )


_PERIOD = re.compile(r"(?:19|20)\d{2}(?:年|[./-]\d)[^，。；]{0,8}(?:至今|[-—－–~～至][^，。；]{0,10})[ \u3000]{1,}\S")
"""From when to when somebody was something, and what: 2015年7月至今　县水利局　工程师."""
_BULLETED = re.compile("[-+*–] +|[•▪◦➢\ue000-\uf8ff]")
"""What begins an entry of a list that has no number; signs of private use are those of fonts for it."""
_TO_TUNE = re.compile(both(r"(?:——|--|―|—)?[（(]?(?:右|上|以上)?(?:调寄|词寄|调|寄调)《[^》]{2,12}》[）)]?"))
"""To which tune the verse above was written: ——右调《…."""
_OF_PAPER_STARTS = frozenset("【[［Ee电電")
_OF_PAPER = re.compile(
    both(
        r"[【\[［](?:关键[词字]|中图(?:法)?分类号|分类号|文献标[识志]码|文章编号|收稿日期|基金(?:项目)?|作者简介|引用(?:格式|本文)"
        r"|通[信讯]作者|Keywords?|Key words|DOI)[】\]］]|(?:E-?mail|电子(?:邮[箱件]|信箱))\s*[：:]"
    ),
    re.IGNORECASE,
)
"""What a paper says of itself behind words in brackets."""
_EPIGRAPH = re.compile(both(r"(?:——|--|――|──)[^，。；]{0,10}(?:题记|题词|代序|《[^》]{1,20}》(?:[^，。；]{0,8}))"))
"""Where words above a text are from."""
_CRIES = re.compile("[^！？]{9,}[！？][^！？”’」』）)]{2,}$")
"""A sentence that ends, and words of another behind it."""
_CYCLE = r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
_MADE = re.compile(
    rf"[^，。；：]{{0,6}}{_CYCLE}[年歲岁]?[^，。；：《》]{{0,16}}"
    r"(?:[公共同重][訂订議议立識识啟启]|[訂订立識识撰書书誌志題题]|敬[立啟启])"
    rf"|[^。；：]{{0,6}}{_CYCLE}[年歲岁之]?[^。；：《》]{{1,20}}(?:[序書书識识記记題题撰誌志]?[於于]|[序書书識识題题撰誌志])[^，。；：《》]{{0,10}}"
)
"""When and by whom something was made: 癸亥年仲春同人公訂."""
_LIFTS = re.compile(
    both(
        r"(?:呈请|恳请|敬请|伏乞|伏祈|仰祈|谨请|报请|转请|等因|奉此|据此|准此|前来|案[准奉据]|[顷頃][准奉]|(?:即|至|敬|尚|并)希|函[复达请])$|此致$"
    )
)
"""Words behind which a petition begins a line for whom it names: 备文呈请 / 钧长鉴核."""
_ROW = re.compile(rf"[{HAN}]{{2,8}}(?:(?: {{2,}}|\u3000+)[{HAN}]{{2,8}}){{2,}}(?:[（(][^（()）]*[)）])?")
"""Words with room between them, three or more: what goes into a medicine, who is on a list."""
_WARES = re.compile(
    r"(?:[^\s，。；：]{1,6}[一二三四五六七八九十半两兩\d]{1,3}[钱錢克两兩枚片斤分升合匙只個个]+[ \u3000]*){2,}"
)
"""Wares with how much of each: 車前子五錢　白朮三錢."""
_PERSON = re.compile("[男女][，,、]")
"""How what is told of a person begins, below the name: 男，1980年生，…."""
_NUMBER = "[\\d〇一二三四五六七八九十百半]{1,9}"  # no more: a line of figures would be read to its end for each of them
_DOSE = re.compile(
    rf"(?:{_NUMBER}(?:[.．]\d{{1,4}})?(?:[两兩钱錢克斤合匙粒]|毫升|ml|g)半?|[钱錢两兩]半|等分|[一二三四五六七八九十\d]{{1,9}}[片枚]$)"
)
_ENDS_IN_DOSE = re.compile(rf"(?:{_DOSE.pattern}|少许|少許|适量|適量)(?:[（(][^（()）]{{0,30}}[)）])?$")
_END = 60
"""Characters at the end of a line in which its last dose stands."""
_MADE_READY = re.compile(r"[（(][^（()）\d]{1,8}[)）]")
_COUNTED = re.compile("[（(][一二三四五六七八九十]{1,3}[)）]")
_SEVERAL = 3
_ONE_DOSE = re.compile(r"[^\d，。；：]{1,8}\d+(?:[.．]\d+)?(?:[克枚片粒]|毫升)")
_ONE_REMEDY = 14
"""Characters of one remedy with its dose, on a line by itself."""


def prescribes(key: str) -> bool:
    """Whether words are what goes into a medicine and how much of each, or how each is made ready: 桂枝三钱生姜三片,
    …各等分, 牡蛎（煅）木通（炒）车前子（炒）; or remedies with their places in a list (四物汤（八）地黄饮子（七）).
    """
    doses = len(_DOSE.findall(key))
    if doses >= _SEVERAL or ((doses > 1 or key[-1:] == "分") and _ENDS_IN_DOSE.search(key[-_END:])):
        return True
    if len(key) <= _ONE_REMEDY and _ONE_DOSE.fullmatch(key):
        return True
    if key.count("（") + key.count("(") < 2:
        return False
    return len(_MADE_READY.findall(key)) >= _SEVERAL or len(_COUNTED.findall(key)) > 1


_YEAR = (
    r"(?:(?:公元)?(?:\d{4}|[一二三四五六七八九〇○零]{4})年|(?:中[华華])?民[国國].{1,4}年|(?:[大皇]?[清淸明])?"
    r"(?:康熙|雍正|乾隆|嘉[慶庆靖]|道光|咸[豐丰]|同治|光[緒绪]|宣[統统]|[万萬][历曆]|崇[祯禎])[元一二三四五六七八九十]{1,3}年)"
)
_SIGNS_PREFACE = re.compile(
    rf"公元{_YEAR}[\d一二三四五六七八九十]{{1,3}}月|"
    rf"(?:[时時](?:在|值|惟)?)?{_YEAR}[^，。；：《》]{{1,20}}(?:[^自原代]序|撰|[谨謹敬拜][识識志誌叙敘书書记記题題启啟跋白]|书于.{{2,8}}|後学.{{2,4}}|后学.{{2,4}})"
    rf"|(?:[时時](?:在|值|惟)?)?{_YEAR}[^，。；：《》会會第]{{1,12}}[於于](?!.*(?:会|會|的))[^，。；：《》]{{2,14}}"
    rf"|[^，。；：《》\d]{{2,12}}[於于][^，。；：《》\d]{{2,14}}[ ]?{_YEAR}"
    r"(?:[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?)?"
    r"|[^，。；：《》]{2,24}(?:[谨謹敬拜](?:[序撰识識志誌叙敘注跋]|书|題|题)|(?<=[^自原])撰)"
)


def _signs_preface(key: str) -> bool:
    """Whether words say who wrote a preface, or when and where: 道光二十八年二月某某撰, 一九八八年八月于白石学院."""
    return key[-1] not in "。）)" and bool(_SIGNS_PREFACE.fullmatch(key))


FORMULA = re.compile(r"[^=＝\s]\s*[=＝≈≤≥≠≦≧]\s*[^=＝\s]")
"""What is counted in a line, or how: 21.75天＝261天÷12, C = A / B."""
_HAPPENS = re.compile(both(r"[^，。；：]{2,12}[于於在][^，。；：]{0,12}[时時分](?:开始|召开|举行|结束|休会)"))
"""When something begins or ends: 会议于下午二时开始."""
_SPEECH = re.compile(r"[：:]\s*[“「『﹁][^”」』﹂]*[”」』﹂]?$")
"""Somebody says something: never a heading."""
