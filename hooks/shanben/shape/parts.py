"""Parts of documents that their own words tell: dates, numbers, issuers, addressees, signatures, credits, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.captions import CAPTION
from shanben.shape.layout import COLON, COMMA, SEMICOLON, STOP, STRONG_FORMS, End, cells
from shanben.shape.pieces import Piece

_HAN_DATE = (
    r"(?:[\d一二三四五六七八九〇○零]{4}|(?:中華民國|民國|民国)\s*[\d一二三四五六七八九十百〇零]{1,4})\s*年\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
_REIGN = r"(?:康熙|雍正|乾隆|嘉[慶庆]|道光|咸[豐丰]|同治|光[緒绪]|宣[統统])"
_REIGN_DATE = (
    rf"(?:[大皇]?[清淸])?{_REIGN}[元一二三四五六七八九十]{{1,3}}年(?:[歲岁]次.{{2}})?"
    r"(?:[孟仲季]?[春夏秋冬]|[閏闰]?[正元一二三四五六七八九十冬臘腊]{1,2}月)?"
    r"(?:[上中下]浣|初?[一二三四五六七八九十廿]{1,3}日?|[朔望]日?|吉[日旦]|[穀谷]旦)?立?"
)
"""A year of a reign, with the season, the month, the day: 光緒十二年歲次丙戌仲春穀旦. What happened then is no date."""
_DATE = re.compile(rf"[（(]?(?:公元)?(?:{_HAN_DATE}|{_REIGN_DATE})[)）]?")
_CLOSING_DATE = re.compile(
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[日号號]?(?:[晨晚夜午]|[上下]午|深夜)?"
)
"""A day without a year, as letters end."""
_NOTE = re.compile(rf"[（(]?\s*{_HAN_DATE}.{{2,}}")
_PASSED = re.compile(
    rf"[（(]\s*{_HAN_DATE}.{{0,60}}(?:通过|通過|批准|公布|发布|發布|施行|修正|修订|修訂)[^）)]{{0,20}}[)）]"
)
"""Who passed a text, and when, in brackets of its own."""
_DOCUMENT_NUMBER = re.compile(
    r"[^\s，。]{1,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*(?:第\s*)?\d{1,5}\s*[号號]|.{2,14}令\s*第?\s*\d+\s*[号號]"
    r"|[（(〔\[]\s*\d{4}\s*[)）〕\]][^，。；：]{2,14}[号號](?:之[一二三四五六七八九十]+)?"
    r"|[\d一二三四五六七八九十百〇零]+\s*年度?[^\s，。；：]{1,10}字第?\s*[\d一二三四五六七八九十百千〇零]+\s*[号號]"
    r"|第\s*\d+/\d{4}\s*[号號][^\s，。；：]{2,8}"
    r"|第\s*[\d一二三四五六七八九十百千〇零]+\s*[号號]|第\s*\d+[A-Z]+\s*章|[Nn][Oo][.．]\s*\d+"
    r"|(?:编号|文号|编号|案号|字號|文號|發文字號)\s*[：:].{2,30}"
)
_SIGNER = re.compile(
    r"(?:[^\s，。；：]{2,8}庭)?(?:审判长|审判员|代理审判员|人民陪审员|法官助理|书记员|執行員|执行员|審判長|審判員|法官|書記官|检察员|检察长|公诉人|记录人|记录员|主持人"
    r"|签发人|签署人|负责人|法定代表人|委托代理人|甲方|乙方|丙方|借款人|出借人|承诺人|立据人|立遗嘱人|担保人|保证人|具结人|报告人|证明人|见证人|申请人)"
    r"(?:[（(][^)）]{1,6}[)）])?[：:]?[\s　]*(?:[^\s，。；：]{1,4}|[（(][^)）]{1,10}[)）]|[_＿\s　]*)?"
    r"|[^\s，。；：（(]{2,8}[（(](?:签字|簽字|签章|簽章|签名|簽名|盖章|蓋章)[)）][：:]?[\s　_＿]*[^\s，。；：]{0,4}"
)
"""Who signs, with a name or room for one, where a text ends."""
_OFFICER = re.compile(
    r"(?:国家主席|主席|总理|省长|市长|县长|區長|区长|局长|部长|校长|院长|主任|会长|总统|總統|行政院院長"
    r"|主任委员|书记|董事长|总经理|村长)[\s　]+[^\s，。；：]{1,4}"
)
_CIRCULATION = re.compile(
    r"(?:主送|抄送|抄报|分送|报送|发送|发至|主题词|共印|出席|列席|缺席|请假|记录|正本|副本)\s*[：:].*"
    r"|[^。；，：]{2,30}[\s　]+\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发"
    r"|[（(]\s*(?:此件|此页|本页|联系人|联系电话|信息公开)[^)）]{0,60}[)）]"
)
"""To whom a document goes, when it was printed, whether it is public."""
_LETTERHEAD = re.compile(r"[^。，；：]{2,24}(?:文件|公报|公報|简报|簡報|内参)")
_RECIPIENT = re.compile(
    r"各|全体|全體|村民|读者|居民|用户|[学馆所站厂校]$|中心$|协会$|尊敬|敬爱|亲爱|親愛|同志|代表|委员|政府|部门|單位|单位|[委局厅部院署会會處处]$|法院|检察院|公司|学校|大学|您|先生|女士|老师|朋友|同学|你们|"
    r"领导|來賓|来宾|主席|书记|家长|市民|父母|爸|妈|兄|弟|姐|妹"
)
_CREDIT = re.compile(
    r"[（(]?(?:本报记者|记者|本报通讯员|通讯员|特约记者|作者|文[/／|｜]|图[/／|｜]|供稿|供图|编辑|责编|责任编辑|初审|复审|终审|审核|审核发布|校对|制图|摄影|摄|"
    r"来源|资料来源|版式|美编|监制|策划|统筹|翻译|口述|整理|采访|采訪|執筆|执笔|受访者|受訪者)(?:\s*[：:|｜/／]|\s+\S|\S{2,4}$)"
    r"|[^\s，。；：]{0,6}[评評][论論][员員](?:文章)?$"
)
_PUBLICITY = re.compile(r"[（(].{2,40}[)）]|[-—*\s]*(?:END|完)[-—*\s]*")
_ADDRESSEE = re.compile(r"[^。]{2,120}[：:]")
_LONGEST_HEADING = 70  # cells
_CIRCULATES = frozenset("主抄报分发共出列缺请记正副（(")
_DATES = frozenset("一二三四五六七八九〇○零（(公中民大皇清淸康雍乾嘉道咸同光宣")
_CAPTIONS = frozenset("附表图圖")
"""Characters with which such words begin: most blocks begin with others, and are asked no further."""
_MARKS = frozenset({STOP, SEMICOLON, COMMA})
_SENTENCE_ENDS = frozenset({STOP, SEMICOLON, COLON})


def by_form(piece: Piece) -> EntryKind:
    """What a block is by its own words; numbered and unnumbered headings are decided later, by their context."""
    text = piece.text
    first, last = text[0], text[-1]
    circulated = first in _CIRCULATES or last == "发"
    if circulated and _CIRCULATION.fullmatch(text) and "。" not in text[:-1]:
        return EntryKind.NOTE
    if len(text) > 90:
        return EntryKind.PARAGRAPH
    if (first in _DATES or first.isdecimal()) and (_DATE.fullmatch(text) or _DATE.fullmatch(piece.key)):
        return EntryKind.DATE
    if first in _CAPTIONS and piece.end not in _MARKS and CAPTION.fullmatch(text):
        return EntryKind.CAPTION
    if (first in "Nn" or last in "号號章" or "号" in text or "號" in text) and _DOCUMENT_NUMBER.fullmatch(text):
        return EntryKind.DOCUMENT_NUMBER
    number = piece.number
    if number and number.form in STRONG_FORMS and piece.end not in _SENTENCE_ENDS:
        return EntryKind.HEADING
    if first == "附" and number and number.form is NumberForm.ANNEX and len(text) <= 40 and piece.end is not STOP:
        listed = text[number.length - 1] in "：:" or text[number.length :][:1].isdigit()
        return EntryKind.HEADING if piece.display and not listed else EntryKind.PARAGRAPH
    if len(text) <= 40 and piece.end is not STOP and _CREDIT.match(text):
        return EntryKind.BYLINE
    if (piece.display and _PUBLICITY.fullmatch(text)) or (first in "（(" and _PASSED.fullmatch(text)):
        return EntryKind.NOTE
    if piece.display and piece.end is not STOP and _NOTE.fullmatch(text):
        return EntryKind.NOTE
    return EntryKind.PARAGRAPH


_REGARDS = re.compile(r"此致|敬礼|敬禮|致礼|顺颂.{2,6}|順頌.{2,6}|祝好|祝.{1,10}[！!]?|谨启|特此.{2,6}")


_FIELD = re.compile(
    r"(?:时间|時間|地点|地點|日期|主持(?:人)?|记录(?:人)?|出席(?:人员)?|参加(?:人员)?|列席(?:人员)?|缺席|姓名|性别|年龄|住址|地址|电话|联系人|联系电话"
    r"|摘要|提要|内容提要|關鍵詞|关键词|主题词|發文日期|發文字號|发文日期|速別|密等"
    r"|编号|主题|议题|单位|作者|译者|编者|来源|原告|被告|申请人|被申请人|上诉人|被上诉人|甲方|乙方|出租方|承租方|买方|卖方)"
    r"(?:[（(][^）)]{1,8}[）)])?\s*[：:].*"
)


_PARTY = re.compile(
    r"(?:原告|被告|原告人|被告人|上诉人|上訴人|被上诉人|被上訴人|申请人|聲請人|相對人|被申请人|答辩人|答辯人|抗告人|第三人"
    r"|(?:法定|訴訟|诉讼)?代理人|法定代表人|辩护人|辯護人)[\s　]+[^，。；：]{1,16}"
)


def is_field(piece: Piece, *beside: Piece) -> bool:
    """Whether words fill in a form: 时间：三月五日; ``beside`` are the blocks next to it, of which one does so too."""
    if _FIELD.fullmatch(piece.text) or _PARTY.fullmatch(piece.text):
        return True
    return bool(_NAMED_FIELD.match(piece.key)) and any(_NAMED_FIELD.match(other.key) for other in beside)


def is_regards(piece: Piece) -> bool:
    """Whether words close a letter."""
    return bool(_REGARDS.fullmatch(piece.key))


def mark_heads(pieces: Sequence[Piece]) -> None:
    """What stands above the text: the letterhead, and to whom a document is addressed."""
    if pieces and pieces[0].kind is EntryKind.PARAGRAPH and pieces[0].display and len(pieces) > 2:
        numbered = any(piece.kind is EntryKind.DOCUMENT_NUMBER for piece in pieces[1:3])
        if numbered and _LETTERHEAD.fullmatch(pieces[0].text):
            pieces[0].kind = EntryKind.ISSUER
    for index, piece in enumerate(pieces[:_OPENING]):
        if piece.kind is not EntryKind.PARAGRAPH or piece.apart:
            continue
        if piece.end is End.COLON and not piece.number and _ADDRESSEE.fullmatch(piece.text):
            words = piece.text.rstrip("：: ")
            if index + 1 < len(pieces) and _RECIPIENT.search(words) and not _ANNOUNCES.search(words):
                piece.kind = EntryKind.ADDRESSEE
            return
        if piece.end in (End.STOP, End.SEMICOLON) or cells(piece.text) > _LONGEST_HEADING:
            return


_OPENING = 8
"""Blocks at the head of a text in which its addressee can stand."""
_ANNOUNCES = re.compile(r"如下|以下|下列|通知|指出|强调|说|道|问|答|表示|为$|包括|认为|决定|是$|有$")


_MANDATOR = re.compile(r"(?:委托人|受托人)[：:][^\s，。；：]{1,6}")
"""A party that signs where the day follows at once, and is named where it does not."""


def mark_signers(pieces: Sequence[Piece]) -> None:
    """Those who sign, by their office."""
    for index, piece in enumerate(pieces):
        if piece.number or piece.end in _MARKS or piece.kind is not EntryKind.PARAGRAPH or piece.apart or not index:
            continue
        if len(piece.key) > 24:
            continue
        text = piece.key
        if text.endswith(("：", ":")) and index + 1 < len(pieces) and len(pieces[index + 1].text) > 30:
            continue
        dated = any(other.kind is EntryKind.DATE for other in pieces[max(0, index - 3) : index + 5])
        signed = index + 1 < len(pieces) and pieces[index + 1].kind is EntryKind.DATE and _MANDATOR.fullmatch(text)
        if (
            signed
            or (_SIGNER.fullmatch(text) and (index * 2 > len(pieces) or dated))
            or (dated and _OFFICER.fullmatch(piece.text))
        ):
            piece.kind = EntryKind.SIGNATURE


_OFFICE = re.compile(r".{2,22}(?:政府|[局厅廳院署部委]|委员会|委員會|办公室|辦公室|公司|协会|協會|大会|大會)")
"""Below a title, with a date, such a name says who issued the document; at the end of one, who signed it."""
_NAMED_FIELD = re.compile(r"[^，。；：]{1,8}[：:]\s*\S")
"""地址：… before a date is an answer in a form, and signs nothing."""
_CLOSING_NAMES = 6
"""Lines of names that can end a text."""
_REPRESENTS = re.compile(r".{2,24}(?:代表|全权代表|全權代表|政府|委员会|協會|协会|公司|局|厅|部)(?:[（(].{1,8}[）)])?")


def mark_closing(pieces: Sequence[Piece]) -> None:
    """What ends a text: a day without a year, who wrote below it, and those who signed without a date."""
    if len(pieces) < 3:
        return
    last = pieces[-1]
    if last.kind is EntryKind.PARAGRAPH and _CLOSING_DATE.fullmatch(last.key) and cells(pieces[-2].text) <= 30:
        last.kind = EntryKind.DATE
    at = len(pieces) - 1
    while at > 0 and len(pieces) - at <= _CLOSING_NAMES and _is_name(pieces[at]):
        at -= 1
    names = pieces[at + 1 :]
    if not names or len(names) > _CLOSING_NAMES:
        return
    after_date = pieces[at].kind is EntryKind.DATE and len(names) <= 2
    if after_date or (len(names) > 1 and pieces[at].end is End.STOP and _REPRESENTS.fullmatch(names[0].text)):
        for piece in names:
            piece.kind = EntryKind.SIGNATURE


def mark_inner(pieces: Sequence[Piece]) -> None:
    """Who signed a document that another one follows in the same source, without a date between them."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if before.end is not STOP or not piece.display or not after.display or not _is_name(piece):
            continue
        if _OFFICE.fullmatch(piece.key) and _ANOTHER.fullmatch(after.key):
            piece.kind = EntryKind.SIGNATURE


_ANOTHER = re.compile(
    r".{0,24}(?:关于|關於)[^。]{2,60}(?:通知|公告|通告|决定|決定|意见|意見|通报|通報|函|请示|請示|报告|報告|办法|辦法|批复|批復)"
)
"""The title of a document, which nobody would write below a text but where another begins."""


def _is_name(piece: Piece) -> bool:
    """Whether words can be a signature by their form."""
    return (
        piece.kind is EntryKind.PARAGRAPH
        and not (piece.apart or piece.number)
        and piece.end in (End.WORD, End.BRACKET)
        and cells(piece.text) <= 20
        and not _MARKED.search(piece.text)
    )


_MARKED = re.compile(r"[，。；：、！？《》“”]")


def mark_signatures(pieces: Sequence[Piece]) -> None:
    """Names that stand before a date at the end of a text."""
    dates = [index for index, piece in enumerate(pieces) if piece.kind is EntryKind.DATE]
    for index in dates:
        at = index - 1
        while at > 0 and index - at <= 4 and pieces[at].display and pieces[at].kind is EntryKind.PARAGRAPH:
            if pieces[at].number or cells(pieces[at].text) > 30 or _REGARDS.fullmatch(pieces[at].key):
                break
            if _NAMED_FIELD.match(pieces[at].text):
                break
            above = index < _OPENING // 2 < len(pieces) - index and _OFFICE.fullmatch(pieces[at].key)
            pieces[at].kind = EntryKind.ISSUER if above else EntryKind.SIGNATURE
            at -= 1
