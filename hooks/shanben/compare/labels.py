"""What readers see instead of the kinds of changes and the names of what changed: Chinese first, English beside it."""

from __future__ import annotations

from shanben.compare.comparison import ChangeKind

KINDS: dict[ChangeKind, tuple[str, str]] = {
    ChangeKind.WORK_ADDED: ("新增作品", "work added"),
    ChangeKind.WORK_REMOVED: ("删去作品", "work removed"),
    ChangeKind.WORK_MOVED: ("作品改址", "work at another address"),
    ChangeKind.FACT_CHANGED: ("著录有改", "fact changed"),
    ChangeKind.SECTION_ADDED: ("新增章节", "section added"),
    ChangeKind.SECTION_REMOVED: ("删去章节", "section removed"),
    ChangeKind.SECTION_MOVED: ("章节移位", "section moved"),
    ChangeKind.HEADING_REWORDED: ("标题改写", "heading re-worded"),
    ChangeKind.HEADING_RENUMBERED: ("标题改号", "heading re-numbered"),
    ChangeKind.HEADING_RECAST: ("标题改级", "heading set otherwise"),
    ChangeKind.HEADING_RETRANSLATED: ("标题改译", "heading re-translated"),
    ChangeKind.HEADING_RESTATED: ("译文改注", "translation of another status"),
    ChangeKind.PARAGRAPH_ADDED: ("新增段落", "paragraph added"),
    ChangeKind.PARAGRAPH_REMOVED: ("删去段落", "paragraph removed"),
    ChangeKind.PARAGRAPH_MOVED: ("段落移位", "paragraph moved"),
    ChangeKind.PARAGRAPH_SPLIT: ("段落拆分", "paragraph split"),
    ChangeKind.PARAGRAPH_JOINED: ("段落合并", "paragraphs joined"),
    ChangeKind.PARAGRAPH_REWORDED: ("段落改写", "paragraph re-worded"),
    ChangeKind.PARAGRAPH_RECAST: ("段落改类", "paragraph set otherwise"),
    ChangeKind.TERM_ADDED: ("新增术语", "term added"),
    ChangeKind.TERM_REMOVED: ("删去术语", "term removed"),
    ChangeKind.TERM_CHANGED: ("术语有改", "term changed"),
    ChangeKind.REFERENCE_BROKE: ("引用失效", "reference broke"),
    ChangeKind.REFERENCE_HEALED: ("引用修复", "reference healed"),
    ChangeKind.REFERENCE_REDIRECTED: ("引用改指", "reference leads elsewhere"),
    ChangeKind.DOUBT_APPEARED: ("新有存疑", "doubt appeared"),
    ChangeKind.DOUBT_WENT: ("存疑已解", "doubt went"),
}

SUBJECTS: dict[str, tuple[str, str]] = {
    "work": ("作品", "works"),
    "fact": ("著录", "facts"),
    "section": ("章节", "sections"),
    "heading": ("标题", "headings"),
    "paragraph": ("段落", "paragraphs"),
    "term": ("术语", "terms"),
    "reference": ("引用", "references"),
    "doubt": ("存疑", "doubts"),
}
"""What changes happen to, in the order in which it is shown."""

NOTHING = "正文没有变化 · Nothing changes in the texts"
