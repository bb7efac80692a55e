"""What readers see instead of our codes: Chinese first, English beside it."""

from __future__ import annotations

from shanben.model.language import TranslationStatus
from shanben.model.text import GapReason
from shanben.model.versions import Standing

GAPS: dict[GapReason, tuple[str, str]] = {
    GapReason.LINE_BREAK: ("换行", "line break"),
    GapReason.BLANK_LINE: ("空行", "blank line"),
    GapReason.INDENT: ("缩进", "indent"),
    GapReason.TRAILING_SPACE: ("行尾空白", "space at the end of a line"),
    GapReason.JUSTIFICATION: ("排版撑字", "letter spacing that fills a line"),
    GapReason.LAYOUT_SPACE: ("排版空格", "space set by the layout"),
    GapReason.HYPHEN: ("断词连字符", "hyphen that divides a word at a line end"),
    GapReason.PAGE_BREAK: ("分页", "page break"),
    GapReason.PAGE_NUMBER: ("页码", "page number"),
    GapReason.RUNNING_HEAD: ("页眉页脚", "running head"),
    GapReason.RULE: ("线条", "rule"),
    GapReason.CONTENTS: ("原目录", "printed contents"),
    GapReason.PULL_QUOTE: ("摘引", "pull quote"),
    GapReason.CELL_SEPARATOR: ("表格分隔", "separator of table cells"),
    GapReason.NOTE_MARK: ("注码", "note mark"),
    GapReason.LIST_MARKER: ("列表符号", "list marker"),
    GapReason.PICTURE: ("图片位置", "place of a picture"),
    GapReason.OMITTED: ("略去", "left out by the editors"),
    GapReason.UNASSIGNED: ("未归属", "not assigned"),
}

FACTS: dict[str, tuple[str, str]] = {
    "kind": ("体裁", "Kind"),
    "author": ("作者", "Author"),
    "issuer": ("发布机关", "Issuer"),
    "date": ("日期", "Date"),
    "adopted": ("通过", "Adopted"),
    "approved": ("批准", "Approved"),
    "promulgated": ("公布", "Promulgated"),
    "amended": ("修改", "Amended"),
    "in-force": ("施行", "In force from"),
    "repealed": ("废止", "Repealed"),
    "repeals": ("同时废止", "Repeals"),
    "status": ("效力", "Status"),
    "place": ("地点", "Place"),
    "subject": ("主题", "Subject"),
    "series": ("丛刊", "Series"),
    "number": ("文号", "Document number"),
    "publication": ("出处", "Published in"),
    "language": ("语言", "Language"),
    "rights": ("权利", "Rights"),
}

STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.IN_FORCE: ("施行中", "in force"),
    Standing.NOT_YET: ("尚未施行", "not yet in force"),
    Standing.AMENDED: ("已修改", "amended"),
    Standing.SUPERSEDED: ("已被取代", "superseded"),
    Standing.REPEALED: ("已废止", "repealed"),
    Standing.DRAFT: ("草案", "draft"),
    Standing.UNKNOWN: ("效力未载", "standing not stated"),
}

STATUSES: dict[TranslationStatus, tuple[str, str]] = {
    TranslationStatus.OFFICIAL: ("官方译文", "official translation"),
    TranslationStatus.PRESS: ("媒体译文", "press wording"),
    TranslationStatus.EDITORIAL: ("试译", "editorial translation"),
    TranslationStatus.TREATY: ("条约定名", "fixed by a treaty or the United Nations"),
    TranslationStatus.MACHINE: ("机器译文", "machine translation"),
    TranslationStatus.RULE: ("按规则", "a number, translated by rule"),
}

SHORT: dict[TranslationStatus, str] = {
    TranslationStatus.OFFICIAL: "official",
    TranslationStatus.PRESS: "press",
    TranslationStatus.EDITORIAL: "editorial",
    TranslationStatus.TREATY: "treaty",
    TranslationStatus.MACHINE: "machine",
    TranslationStatus.RULE: "by rule",
}
"""A status on its badge, for who reads English alone."""

KINDS: dict[str, str] = {
    "法": "Law", "宪法": "Constitution", "条例": "Regulations", "规定": "Provisions", "办法": "Measures",
    "规则": "Rules",
    "细则": "Detailed rules", "决定": "Decision", "决议": "Resolution", "通知": "Notice", "公告": "Announcement",
    "通告": "Public notice", "意见": "Opinions", "方案": "Plan", "规划": "Plan", "纲要": "Outline", "报告": "Report",
    "批复": "Reply", "函": "Letter", "命令": "Order", "令": "Order", "解释": "Interpretation", "判决": "Judgment",
    "判决书": "Judgment", "裁定书": "Ruling", "标准": "Standard", "章程": "Charter", "公约": "Convention",
    "协定": "Agreement",
    "条约": "Treaty", "报道": "News report", "新闻": "News", "评论": "Commentary", "社论": "Editorial",
    "讲话": "Speech",
    "信": "Letter", "书信": "Letter", "诗": "Poem", "消息": "News report", "公报": "Bulletin", "计划": "Plan",
    "碑记": "Inscription", "碑記": "Inscription", "民事判决书": "Civil judgment", "刑事判决书": "Criminal judgment",
    "行政判决书": "Administrative judgment", "白皮书": "White paper", "工作报告": "Work report", "法律": "Law",
    "地方性法规": "Local regulations", "行政法规": "Administrative regulations", "部门规章": "Departmental rules",
}  # fmt: skip
"""What the usual kinds of texts are called in English."""


def works_counted(count: int) -> str:
    """1 work, 2 works."""
    return f"{count:,} work{'' if count == 1 else 's'}"
