"""The grammar of mentions: how texts print the numbers of articles, names of laws, and what they call themselves.

The forms are those of the drafting rules for statutes (《立法技术规范（试行）》: 条, 款, 项, 目, 前款, 本法第X条) and
of Taiwan's (第X條第X項第X款). Ordinances of Hong Kong
print the signs of what they cite: 第3(1)(a)條, 第(2)款.
"""

from __future__ import annotations

import re

_N = "[〇零○一二三四五六七八九十百千两兩0-9０-９]+"
_SIGN = r"[（(](?:\d{1,3}[A-Z]{0,2}|[a-z]{1,5}|[A-Z]{1,2})[）)]"
_SIGNS = rf"(?:{_SIGN})+"
_SIGNED = rf"[A-Z]{{0,2}}{_SIGNS}(?:[、及或和至與与](?:{_N}[A-Z]{{0,2}})?{_SIGNS})*"  # 第2(1)及(2)條
_ENUMERATED = rf"(?:、第?{_N})*(?:[、和及与與至到]第?{_N})"  # 第一、二、三条, 第三至五条
_BEHIND = rf"[-－之]\d+|{_ENUMERATED}|{_SIGNED}|[A-Z]{{1,2}}"
_ARTICLE = rf"第{_N}(?:{_BEHIND})?[条條](?![件例线線])(?:之[一二三四五六七八九十]+)?"
_CLAUSE = rf"第[（(]?{_N}[）)]?[款项項目]"
_CLAUSES = rf"(?:{_CLAUSE})*"
_SUBSECTIONS = rf"第{_SIGNS}(?:[、及或和至與与]{_SIGNS})*款"
_UNIT = _ARTICLE + _CLAUSES
_AND = "(?:、|和|及|以及|与|與|或|或者|至|到)"
_LIST = rf"{_UNIT}(?:{_AND}{_UNIT})*"
_INSTRUMENT = (
    "法典|法律|法|条例|條例|规例|規例|附例|办法|辦法|规定|規定|解释|解釋|细则|細則|规则|規則|规程|規程|准则|準則|通则|通則|章程|公约|公約|"
    "协定|協定|议定书|議定書|条约|條約"
)
_SELF = (
    rf"本(?:实施|實施|暂行|暫行|管理)?(?:{_INSTRUMENT}|标准|標準|决定|決定|通知|意见|意見|方案|纲要|綱要|合同|协议|協議|契约|契約"
    "|合约|合約|守则|守則|制度|须知|須知|协约|協約|民约|村规民约)(?:书|書)?(?:的)?"
)

ARTICLE = re.compile(_ARTICLE)
NUMBERS = re.compile(rf"第?({_N})(?:[-－之](\d+)|([A-Z]{{1,2}}))?({_SIGNS})?|({_SIGNS})")
"""The number of each article of a list, what was put behind it (3-1, 3A), and the signs of what is meant in it."""
SIGNS = re.compile(_SIGN)
SUBSECTIONS = re.compile(_SUBSECTIONS)
UNIT = re.compile(rf"({_ARTICLE})({_CLAUSES})")
CLAUSE = re.compile(rf"第[（(]?({_N})[）)]?([款项項目])")
ANNEX = re.compile(rf"附([件录錄表])\s?({_N})?")
AND = re.compile(_AND)
"""What stands between two members of one enumeration."""
LABEL = re.compile(rf"\s*{_ARTICLE}(?=\s|$)")
"""An article's own number at the start of its first paragraph: a heading, not a mention."""
TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")
SELF = re.compile(_SELF)
SHORT_NAME = re.compile(
    r"(?P<full>《(?:[^《》]|《[^《》]*》)+》)?"
    r"(?:（[^（）]*）)?[（(](?:以下|下)(?:简称|簡稱|统称|統稱|称|稱)(?:为|為)?[：:]?\s*"
    r"(?P<short>《[^《》]+》|“[^“”]+”|「[^「」]+」|[^，。；、（）()《》“”]{2,20})[）)]"
)
"""《甲方案》（以下简称《方案》）, …（以下简称“三项制度”）."""
LAW = re.compile(rf"(?:{_INSTRUMENT}|宪法|憲法)》?\Z")
"""The end of a law's name."""

_GAP = r"(?:[（(][^（）()]{0,40}[）)])?(?:中的?|的)?"  # what may stand between a name and its article
_SHOWS = r"(?<=[见見如据據由从從在参參详詳和及与與至到于於按照对對将將把看用])"
_NO_COUNT = r"(?![個个名年月日种種次张張条條章点點%％\d])"  # 图3 is a figure, 表10年 none
RULES = re.compile(
    "|".join(
        (
            rf"(?P<internal>{_SELF}(?P<own>{_LIST}))",
            rf"(?P<annex>附[件录錄表]\s?{_N}(?![.．\d])(?:中?[的之])?(?:(?P<of_annex>{_LIST})|第{_N}[编編章](?:第{_N}[节節])?)"
            rf"|附[件录錄](?:中?[的之])?(?P<of_only_annex>{_LIST})"
            rf"|附[件录錄表]\s?{_N}(?![.．、\d])|(?<=[见見])附[件录錄](?![\s\d一二三四五六七八九十：:]))",
            rf"(?P<title>{TITLE.pattern})(?:{_GAP}(?P<of_title>{_LIST}))?",
            rf"(?P<bare>{_LIST})",
            rf"(?P<chapter>{_SELF}第{_N}[编編章](?:第{_N}[节節])?|第{_N}[编編章](?:第{_N}[节節])?(?=规定|規定|的规定|所|、|和|以外|至|另有|中))",
            rf"(?P<part>(?:(?<!意)见|(?<!意)見|详见|詳見|参见|參見)(?:本文|本书|本書|{_SELF})?第{_N}(?:部分|章|节))",
            rf"(?P<clause>{_SUBSECTIONS}|(?:(?:[本同该該][条條]|[同该該][款项項])(?:{_CLAUSE})+)|(?:{_CLAUSE})+)",
            rf"(?P<relative>前(?:[两兩二三四五六])?[款條条項项](?!目)(?:{_CLAUSE})*|本[章节節编編](?![程奏目制]))",
            rf"(?P<announced>以[下上]\s?(?P<count>{_N})(?:个|個)?(?:方面|点|點|项|項|条|條|措|大|种|種|类|類|步)(?!或|及以上|以上|至|到))",
            rf"(?P<exhibit>(?:(?<![\u4e00-\u9fff])|{_SHOWS})附?(?P<exhibited>[表图圖])\s?(?P<of_exhibit>{_N}(?:\s?[-－—–.．]\s?\d+)*){_NO_COUNT})",
            rf"(?P<beside>(?:(?<![\u4e00-\u9fff])|{_SHOWS})[上下][表图圖](?=所[示列]|[中可为為是的]|显示|顯示|[^\u4e00-\u9fff]|\Z))",
            rf"(?P<note>(?<=[见見同前引揭])(?:注释|注釋|脚注|腳注|尾注|附注|[注註])\s?"
            rf"(?P<of_note>[（(\[［〔【]?(?:{_N}|[①-⑳])[）)\]］〕】]?))",
            rf"(?P<continued>(?:上接|下转|下轉|紧接)第?{_N}版)",
        )
    )
)
"""Every form of mention, by the name of its group."""

# --- ordinary words ---------------------------------------------------------------------------------------------------

_COUNTED = (
    "路|线路|道路|公路|铁路|鐵路|马路|出路|退路|后路|新路|老路|小路|山路|水路|大街|街|巷|胡同|小巷|弄堂|河|江|溪|沟|溝|渠|水渠|运河|運河|"
    "河流|小溪|航线|航線|专线|專線|热线|熱線|生产线|生產線|流水线|战线|戰線|防线|主线|红线|底线|曲线|直线|路线|路線|地铁|高铁|轨道|跑道|"
    "隧道|通道|廊道|走廊|步道|绿道|索道|管道|管线|输油管|水管|龙脉|鱼|魚|狗|蛇|龙|龍|虫|腿|胳膊|尾巴|裤子|褲子|裙子|毛巾|围巾|领带|"
    "项链|項鏈|腰带|绳|繩|绳子|链子|鏈子|带子|船|渔船|小船|商船|货船|消息|新闻|新聞|短信|微博|留言|评论|弹幕|信息|经验|經驗|建议|建議|"
    "理由|罪状|罪狀|线索|線索|途径|途徑|道理|规律|心得|体会|性命|人命|命|裂缝|裂縫|伤疤|皱纹|好汉|黄瓜|香烟|烟|肉|被子|毯子|床单|板凳"
)
_ORDINARY = re.compile(
    rf"(?:{_COUNTED})|[\u4e00-\u9fff]{{1,5}}?(?:{_COUNTED})"
    r"(?=[^\u4e00-\u9fff]|\Z|[的是在有可应應也就都还還被把将將给走通不上中和与與从從到过過了来來出入进進已又再更能会會要为為建开開修放直竣停投])"
)
"""Words after 条 that it counts: 第二条路, 第一条现代化生产线."""
_LEGAL = re.compile(r"规定|規定|[所第之及或至款項项]|情形|有关|有關")
_COUNTS = re.compile(
    r"(?:没有|沒有|别无|別無|另辟|开辟|開闢|修建|建成|修通|开通|開通|打通|新开|新開|投产|投產|这是|這是|那是)\Z"
)
CITES = re.compile(
    r"(?:依照|按照|根据|根據|依据|依據|违反|違反|适用|適用|准用|準用|参照|參照|符合|依|本法|本条例|本條例)\Z"
)
"""What stands before an article that is cited."""
_AFTER_ANOTHER = re.compile(r"[、和及或至与與]\Z")
_CITED = re.compile(
    r"[^\u4e00-\u9fff]|\Z|[的所至到和或及与與跟同中后後前外内內下者不也均仍亦都由可应應已将將是为為在于於对對自从從因而就若如须須得宜未无無有至之但另并並]"
    r"|[规規]定|以外|以及|以下|禁止|修[改正订訂]|[增附]加|[删刪][去除]|起[诉訴施]|请求|請求|[关關][于於]|等|授予|情[形节節]|要求|[约約]定|[条條款项項目]|[确確]定"
    r"|作出|采取|採取|提出|执行|執行|[办辦]理|[处處][理罚罰分以]|[但][书書]|理由|立法|解[释釋]|[说說]明|[适適]用|[准準]用|[参參]照|列[举舉明]|[订訂载載]明"
    r"|[订訂制製]定|限[期制]|期[间間限]|[范範][围圍]|[申声聲][请請明]|[设設][立置]|[发發][给給布出]|[编編][辑輯写寫]|[国國][务務家]|全[国國]|主[张張]|[报報][请請]|[继繼][续續]"
)
"""What stands behind an article that is cited: a mark, or words of those who apply it; a noun is what 条 counts."""
_UNGOVERNED = re.compile(r"(?:[^\u4e00-\u9fff]|[的了是着著这這那们們她他我你说說]|^)\Z")
"""What stands before words that nothing applies: 他发来的第一条微信, and not 超过第一条限额."""
_POINTS = re.compile(r"(?:[：:；;。]|^)\Z")
_MAKES_POINT = re.compile(r"[，,：:是]")
CLAUSE_GOES_ON = re.compile(
    r"规定|規定|所|的(?:规定|规|情形)|之|情形|各[款项項目]|但[书書]|前段|后段|後段|[、和及或至与與](?:者|以及)?第"
)
"""What stands after a 第二款 that means one of its own article."""


def is_ordinary(text: str, start: int, end: int, *, counted: bool = False) -> bool:
    """Whether 第二条 at a place of ``text`` counts things (第二条路) and names no article.

    ``counted``: 第一条 before it did.
    """
    legal = _LEGAL.match(text, end) is not None
    if _COUNTS.search(text, max(0, start - 4), start) and not legal:
        return True
    if text[end - 1] not in "条條" or legal or CITES.search(text, max(0, start - 4), start):
        return False
    if counted:
        return True
    if _AFTER_ANOTHER.search(text, max(0, start - 1), start):
        return False
    words = _ORDINARY.match(text, end)
    if words is not None:
        return not _LEGAL.search(words[0])
    if _POINTS.search(text, max(0, start - 1), start) and _MAKES_POINT.match(text, end):
        return True  # 理由有两条：第一条，…；第二条，…
    return _CITED.match(text, end) is None and _UNGOVERNED.search(text, max(0, start - 1), start) is not None
