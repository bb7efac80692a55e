"""Titles of two or three lines, decks, and what stands about a title: its number, its issuer, its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shanben.model.doubts import Doubt
from shanben.model.editions import EntryKind
from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both
from shanben.shape.half_titles import is_half
from shanben.shape.layout import COLON, SEMICOLON, STOP, STRONG_FORMS, End, cells
from shanben.shape.part_words import APPENDED_ALONE, CREDIT, LETTERHEAD
from shanben.shape.pieces import Piece
from shanben.shape.tunes import names_tune
from shanben.title_marks import is_version

_BODY = re.compile(
    both(
        r".{2,24}(?:人民政府|[省市县区乡镇]政府|县委|市委|省委|区委|党委|办公厅|办公室|辦公室|委员会|委員會|常委会|人民法院|人民检察院|检察院|法院|部|局|厅|院|署|会|會|處|处"
        r"|公司|集团|大学|学校|中学|考试|测试|检测|联考|竞赛)|中华人民共和国"
    )
)
"""A name of a body that issues documents."""
_DOCUMENT = re.compile(
    both(
        r"(?:.{0,12}(?:判决|裁定|裁决|决定|起诉|调解|协议|公诉|通知|意见|建议|复议|申请|答复|告知|认定|鉴定|催告|委托|承诺|责任|证明|试题|试卷)书?|(?:会议)?(?:纪要|公报|公告|通告|布告|简报|记录)|(?:国务院|.{0,12}(?:政府|[部局]))?令|会议过程正式(?:记录|纪录)"
        r"|.{0,12}(?:工作报告|述职报告|情况报告|业务报告|業務報告|調查報告|调查报告))"
    )
)
"""A kind of document, as it stands by itself below the name of the body."""
_PUBLIC = re.compile(both(r"[^，。；：《]{2,30}(?:公告|通告|公报|公示|通知书|告知书|白皮书|招标书|说明书)"))
"""What a body tells the public, by its matter: 土地使用权拍卖公告."""
_ON = re.compile(both(r"关于|關於|印发|转发|发布|批转"))
_MATTER = re.compile(
    rf"(?:{_BODY.pattern})?(?:第[^，。；：]{{1,8}}次(?:全体)?[会會][议議])?(?:关于|關於|印[发發]|[转轉][发發]|批[转轉])|(?:{_BODY.pattern})(?:[对對]|转发|轉發|批转|批轉|印发|印發)"
)
"""A title that says first who tells something, and of what."""
_ENDS_TITLE = re.compile(
    both(
        r".*(?:通知|决定|意见|办法|规定|方案|计划|规划|条例|细则|报告|公告|通告"
        r"|通报|批复|函|请示|命令|令|议案|纪要|决议|答复|说明|纲要|要点"
        r"|章程|制度|解释|规程|守则|公约|协议|合同|规则|标准|规范|指南|须知|讲话|致辞|建议"
        r"|倡议书|公报|宣言|声明|書|书)(?:[（(［\[〔【].{1,20}[)）］\]〕】])?"
    )
)
_KIND_ALONE = re.compile(
    both(
        r"(?:管理|实施|暂行|工作|试行|考核|评定|奖惩|若干)*(?:办法|规定|方案|细则|条例|意见|计划|规划|规则|规程|制度|章程|标准|规范)"
        r"(?:[（(].{1,20}[)）])?|(?:使用|操作|安装|用户)+(?:说明书?|手册|指南)"
        r"|(?:申请|申报|登记|审批|备案|推荐|汇总|统计|明细|报名|审核|考核|评分|承诺|授权|委托)+[表书单]"
    )
)
"""A kind of document by itself, which needs a name before it: 管理办法."""
_UNFINISHED = re.compile(
    both(
        r".*(?:关于|關於|关于印发|关于转发|关于发布|关于批转|关于公布|印发|转发|的|之|和|与|及|暨|、|以及|等|在|对|加强|做好|开展|推进|进一步)"
    )
)
_YEARS = re.compile(
    both(
        r"[（(][\d〇一二三四五六七八九十—\-－~～至年 ]{4,16}(?:版|稿|试行|修订)?[)）](?:的.{1,8})?"
        r"|[（(](?:试行|草案|征求意见稿|修订|暂行|节选|摘要"
        r"|代序|初稿|送审稿|[式图]样|样[式表本]|格式|范本|模板)[)）]"
    )
)
_DASH = re.compile(r"(?:——|―|—|--|－－|──)\s*\S")
_TUNE = re.compile(both(r"(?:——|—|--|──)?\s*(?:调寄|調寄|词牌|用.{1,6}韵)"))
_TITLE_LINES = 4
_NO_TITLE = frozenset({STOP, COLON, SEMICOLON})
_LONGEST_TITLE = 110  # cells
_BEFORE = frozenset(
    {EntryKind.DOCUMENT_NUMBER, EntryKind.ISSUER, EntryKind.SERIES, EntryKind.FURNITURE, EntryKind.DATE}
)


def join_titles(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source with the lines of each title made one block; decks below titles are marked."""
    found: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        if is_half(pieces, index - 1) and _opens(found):
            halves = piece.lines + pieces[index].lines
            probable = Doubt("D312", "lines taken for one title", 0.9)
            piece = Piece(halves, True, measure=piece.measure, doubt=probable)
            index += 1
        elif _may_open(piece) and _opens(found):
            last = index + _ended_below(pieces, index - 1, found)
            while index < len(pieces) and (sure := _goes_on(piece, pieces[index]) or int(index < last)):
                if len(piece.lines) + len(pieces[index].lines) > _TITLE_LINES:
                    break
                doubt = piece.doubt or (None if sure > 1 else Doubt("D312", "lines taken for one title", 0.9))
                piece = Piece(
                    piece.lines + pieces[index].lines, True, piece.moved, kind=piece.kind,
                    measure=piece.measure, doubt=doubt,
                )  # fmt: skip
                index += 1
        found.append(piece)
    one_poem = all(piece.kind is EntryKind.VERSE or piece.end is End.BRACKET for piece in found[2:])
    for before, piece, after in zip(found, found[1:], found[2:], strict=False):
        if after.kind is not EntryKind.VERSE or piece.kind is not EntryKind.PARAGRAPH or piece.apart or piece.number:
            continue
        if one_poem and before is found[0] and _POET.fullmatch(piece.text):
            piece.kind = EntryKind.BYLINE
        elif _is_under_tune(before, piece):
            piece.kind = EntryKind.DECK
    for before, piece in pairwise(found):
        if not before.display and before is not found[0]:
            continue
        titled = before.kind in (EntryKind.PARAGRAPH, EntryKind.HEADING)
        if not titled or piece.kind is not EntryKind.PARAGRAPH or piece.apart:
            continue
        if _is_deck(piece) or (before is found[0] and len(found) > 2 and _says_in_latin(before, piece)):
            piece.kind = EntryKind.DECK
    return _join_decks(found)


def _join_decks(pieces: Sequence[Piece]) -> list[Piece]:
    """The blocks with a deck of two lines made one: where something was told (——2020年1月8日在…大会 / 第四次会议上),
    and of whom (——记白石县农科所 / 研究员某某).
    """
    found: list[Piece] = []
    for piece in pieces:
        above = found[-1] if found else None
        if above is not None and above.kind is EntryKind.DECK and _ends_deck(above, piece):
            found[-1] = Piece(above.lines + piece.lines, True, kind=EntryKind.DECK, measure=above.measure)
        else:
            found.append(piece)
    return found


def _ends_deck(deck: Piece, piece: Piece) -> bool:
    plain = piece.kind is EntryKind.PARAGRAPH and piece.display and not (piece.apart or piece.number)
    told = "在" in deck.text and deck.text[-1] != "上" and piece.text[-1] == "上"
    of_whom = deck.end is End.WORD and _OF_WHOM.fullmatch(deck.text) and piece.end is End.WORD
    if not plain or not (told or of_whom) or CREDIT.match(piece.text):
        return False
    return piece.lines[0].blanks == 0 and cells(piece.text) <= _LONGEST_HEADING


_OF_WHOM = re.compile(both(r"(?:——|―|—|--|－－|──)\s*(?:记|访|追记|写在|悼|怀念|追忆)[^，。；：]{2,24}(?<![记实事录])"))


def join_numbers(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source with a number and the name below it made one heading: 第一章 / 总则, 第二條 / 適用範圍,
    3.1 / 术语.

    The number of an article, a term or a section has a name below it only where nearly all of them have one.
    """
    bare = [index for index, piece in enumerate(pieces) if _is_bare(piece)]
    forms = {form for form in _NAMED_BY_MANY if not _are_named(pieces, bare, form)}
    joined = {index for index in bare if _is_named(pieces, index) and _form(pieces[index]) not in forms}
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in joined:
            lines = piece.lines + pieces[index + 1].lines
            found.append(Piece(lines, True, piece.moved, kind=EntryKind.HEADING, measure=piece.measure))
        elif index - 1 not in joined:
            found.append(piece)
    return found


def _are_named(pieces: Sequence[Piece], bare: Sequence[int], form: NumberForm) -> bool:
    """Whether nearly all bare numbers of a form, and more than one, have a name below them."""
    found = [index for index in bare if _form(pieces[index]) is form]
    named = sum(_is_named(pieces, index) for index in found)
    return named > 1 and named >= _NEARLY_ALL * len(found)


def join_first_sentence(pieces: list[Piece]) -> list[Piece]:
    """The blocks of a source, with the two parts of the first sentence below an addressee made one.

    Where a text has too few lines to show its measure, a full line that stops inside that sentence looks like a
    heading; but nobody who is addressed is told a heading of that length first.
    """
    for index, piece in enumerate(pieces[:_OPENING]):
        if piece.kind is not EntryKind.ADDRESSEE or index + 2 >= len(pieces):
            continue
        line, rest = pieces[index + 1 : index + 3]
        if not (_is_broken(line) and rest.kind is EntryKind.PARAGRAPH and rest.lines[0].blanks == 0):
            continue
        first = line.lines[0]
        widest = max(one.width + one.indent for one in rest.lines)
        if rest.number or rest.apart or rest.lines[0].indent > first.indent or widest > first.width + first.indent + 1:
            continue
        joined = Piece(line.lines + rest.lines, False, kind=EntryKind.PARAGRAPH, measure=rest.measure)
        return [*pieces[: index + 1], joined, *pieces[index + 3 :]]
    return pieces


_OPENING = 10
"""Blocks at the head of a text in which its addressee can stand."""
_LONGEST_HEADING = 20  # cells
_INSIDE = frozenset({End.WORD, End.CLOSER, End.BRACKET, End.FIGURE})


def _is_broken(piece: Piece) -> bool:
    words = piece.kind is EntryKind.PARAGRAPH and not (piece.number or piece.apart) and piece.end in _INSIDE
    return words and len(piece.lines) == 1 and cells(piece.text) > _LONGEST_HEADING


_NEARLY_ALL = 0.8
_LONGEST_NAME = 24  # cells
_NAMED_BY_MANY = frozenset({NumberForm.ARTICLE, NumberForm.DECIMAL, NumberForm.ARABIC})
_NAMED_BELOW = STRONG_FORMS | _NAMED_BY_MANY
_MARK = re.compile(r"[，。；：、！？]")


def _form(piece: Piece) -> NumberForm:
    return piece.number.form if piece.number else NumberForm.NONE


def _is_bare(piece: Piece) -> bool:
    number = piece.number
    if number is None or piece.apart or piece.kind is EntryKind.DOCUMENT_NUMBER:
        return False
    return number.length == len(piece.text) and number.form in _NAMED_BELOW


def _is_named(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the block after a bare number is its name: a few words by themselves with text below them."""
    if index + 2 >= len(pieces):
        return False
    name, below = pieces[index + 1 : index + 3]
    return (
        name.kind is EntryKind.PARAGRAPH
        and not (name.apart or name.moved or name.number)
        and len(name.lines) == 1
        and name.lines[0].blanks == 0
        and (name.end in (End.WORD, End.CLOSER, End.BRACKET) or name.text[-1].isalpha())
        and cells(name.text) <= _LONGEST_NAME
        and not _MARK.search(name.text)
        and (below.number is not None or below.kind is EntryKind.PARAGRAPH)
    )


def _is_deck(piece: Piece) -> bool:
    short = cells(piece.text) <= _LONGEST_DECK and piece.end is not End.STOP
    return short and bool(_DASH.match(piece.text) or _TUNE.match(piece.text))


def _says_in_latin(title: Piece, piece: Piece) -> bool:
    """Whether words say a Han title once more in Latin letters: 古镇游览须知 / Notice to Visitors of the Old Town."""
    if not piece.display or piece.number or piece.end not in _INSIDE or cells(piece.text) > _LONGEST_DECK:
        return False
    return piece.text.isascii() and len(piece.text.split()) > 1 and not title.text.isascii()


_LONGEST_DECK = 60  # cells
_POET = re.compile(
    r"(?:[\[（(〔【［][^）)\]〕】］]{1,4}[\]）)〕】］][ \u3000]*)?[\u4e00-\u9fff·](?:[ \u3000]*[\u4e00-\u9fff·]){1,2}"
)
"""Whose verse it is, between its title and its lines: 某某, [清] 某某."""


def _is_under_tune(tune: Piece, piece: Piece) -> bool:
    """Whether words stand between the name of a tune and what is sung to it: 水调歌头 / 登大堤."""
    plain = len(piece.lines) == 1 and piece.end in _INSIDE
    return plain and cells(piece.text) <= _LONGEST_HEADING and names_tune(tune.text)


def _may_open(piece: Piece) -> bool:
    return (
        not piece.apart
        and not piece.number
        and piece.end not in _NO_TITLE
        and piece.kind is EntryKind.PARAGRAPH
        and cells(piece.text) <= _LONGEST_TITLE
        and "。" not in piece.text
    )


def _opens(found: Sequence[Piece]) -> bool:
    """Whether a title can stand here: first of all, after what stands above a title, or after what closes a text."""
    if all(piece.kind in _BEFORE or piece.kind is EntryKind.NOTE or _is_letterhead(found, piece) for piece in found):
        return len(found) <= 4
    last = found[-1]
    return (
        last.kind in (EntryKind.DATE, EntryKind.SIGNATURE)
        or (last.kind is EntryKind.NOTE and not last.apart)
        or _appends(last)
    )


def _is_letterhead(found: Sequence[Piece], piece: Piece) -> bool:
    """Whether words are the first of all, and say whose paper it is written on: above a number (…文件)."""
    numbered = any(other.kind is EntryKind.DOCUMENT_NUMBER for other in found[1:3])
    return piece is found[0] and piece.display and numbered and bool(LETTERHEAD.fullmatch(piece.text))


def ends_title(words: str) -> bool:
    """Whether words end with what kind of document it is that they are the title of: …的通知."""
    return bool(_ENDS_TITLE.fullmatch(words))


def is_of_body(body: str, words: str) -> bool:
    """Whether words name a document of the body that is named above them: 青石县人民法院 / 民事判决书."""
    return bool(_BODY.fullmatch(body) and (_ON.match(words) or _DOCUMENT.fullmatch(words)))


def is_bare_annex(piece: Piece) -> bool:
    """Whether a heading only says which annex begins: its title stands below."""
    return piece.number is not None and piece.number.form is NumberForm.ANNEX and piece.number.length == len(piece.text)


def _appends(piece: Piece) -> bool:
    """Whether words only say that an annex begins, and its title stands below: 附件2, 附件：."""
    return (piece.kind is EntryKind.HEADING and is_bare_annex(piece)) or piece.key in APPENDED_ALONE


def _ended_below(pieces: Sequence[Piece], first: int, found: Sequence[Piece]) -> int:
    """How many lines below the first of a title belong to it, since only the last of them says what kind of document
    it is: …关于同意甲、乙两地 / 高新区建设 / 示范区的批复. ``found`` is what stands above.

    Where a number or an addressee stands right below, all lines above it are the title.
    """
    title = pieces[first]
    body = bool(_BODY.fullmatch(title.text))
    opens = body or _MATTER.match(title.text) or (found and _appends(found[-1]))
    if _ENDS_TITLE.fullmatch(title.text) or not opens:
        return 0
    ended = 0
    for count, after in enumerate(pieces[first + 1 : first + _TITLE_LINES], 1):
        if not _may_open(after) or after.moved or after.lines[0].blanks > 0 or _is_deck(after):
            break
        if body and not _BODY.fullmatch(after.text):  # below the last of those who issue it stands what it is about
            below = pieces[first + count + 1] if first + count + 1 < len(pieces) else None
            addressed = below is not None and below.end is End.COLON and _ENDS_TITLE.fullmatch(after.key)
            if below is not None and below.number is not None and _EXAMINATION.fullmatch(after.key):
                return count
            ordered = after.key in _BARE_KINDS  # of several bodies, a line each
            if not (_MATTER.match(after.text) or _TERM.fullmatch(after.key) or addressed or ordered):
                break
            body = bool(_TERM.fullmatch(after.key))
        if _ENDS_TITLE.fullmatch(after.key):
            ended = ended or count
            below = pieces[first + count + 1] if first + count + 1 < len(pieces) else None
            if below and (below.kind is EntryKind.DOCUMENT_NUMBER or below.end is End.COLON):
                return count
    return ended


_EXAMINATION = re.compile(both(r"[^，。；：]{0,24}(?:试卷|试题|考卷)(?:[（(].{1,8}[)）])?"))
"""What stands over the first question: 《水文学》试卷（A卷）."""
_TERM = re.compile(
    both(
        r"(?:[\d一二三四五六七八九〇○零]{4}(?:[—\-至][\d一二三四五六七八九〇○零]{4})?|第.{1,6})(?:年度?|学年|届|次|期)[^，。；：]{0,8}"
    )
)
"""The year or the term that a line of a title holds: 二〇二三年秋季学期."""
_BARE_KINDS = frozenset(("令", "公告", "通告"))
_END_OF_WORD = 2
"""Characters of the word a title ends with that may stand on a line by themselves: …的通 / 知."""


def _is_years(text: str) -> bool:
    """Whether words are the years or the state of a plan: （2023—2025年）的通知."""
    return bool(_YEARS.fullmatch(text))


def _goes_on(piece: Piece, after: Piece) -> int:
    """Whether a title goes on in the next block: 0 no, 1 probably, 2 surely."""
    if not _may_open(after) or after.moved or _is_deck(after):
        return 0
    text = after.text
    body = bool(_BODY.fullmatch(piece.text))
    named = body and bool(_ON.match(text) or _DOCUMENT.fullmatch(after.key))
    whole = named and bool(_ENDS_TITLE.fullmatch(text) or _DOCUMENT.fullmatch(after.key))
    if after.lines[0].blanks > 0 and not (whole or _UNFINISHED.fullmatch(piece.text) or _is_years(text)):
        return 0
    open_marks = piece.text.count("《") > piece.text.count("》") or piece.text.count("（") > piece.text.count("）")
    if open_marks or _is_years(text) or is_version(text):
        return 2
    if _UNFINISHED.fullmatch(piece.text) and not _ENDS_TITLE.fullmatch(piece.text):
        return 2
    if named or text[0] == "的":
        return 2
    if len(text) <= _END_OF_WORD and _ENDS_TITLE.fullmatch(piece.text + text) and not _ENDS_TITLE.fullmatch(piece.text):
        return 2
    if body and after.lines[0].blanks <= 0 and _PUBLIC.fullmatch(text):
        return 1
    if _KIND_ALONE.fullmatch(after.key) and after.lines[0].blanks <= 0 and not _ENDS_TITLE.fullmatch(piece.text):
        return 1
    if _ON.search(piece.text) and not _ENDS_TITLE.fullmatch(piece.text) and _ENDS_TITLE.fullmatch(text):
        return 1
    return 0
