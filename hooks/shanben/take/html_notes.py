"""Notes of web pages and e-books: which links and signs call one, and which elements are the text of one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from lxml import etree

from shanben.model.evidence import Mark
from shanben.take.blocks import Block, Words
from shanben.take.html_parsed import INLINE, first_words, kinds_of, name_of, words_of

NOTE_MARK = re.compile(
    r"[\[［(（〔【]?(?:[注註]|note\s*)?(?:\d{1,3}|[①-⑳㊀-㊉*†‡※])[\]］)）〕】]?"
    r"|[\[［(（〔【][注註]?[一二三四五六七八九十百]{1,4}[\]］)）〕】]|[注註][一二三四五六七八九十百]{1,4}",
    re.IGNORECASE,
)
_TEXTS = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_KEPT_IN = ("zy-footnote", "data-wr-footernote")
"""Attributes in which programs for reading keep the words of a note; the picture of a sign has them as ``alt``."""
_SHOWN_IN = ("title", "data-note", "data-footnote", "data-content", "data-tip", "data-original-title")
"""Attributes whose words a page shows to those who point at the sign of a note."""
_SIGNS = frozenset({"a", "sup", "span", "abbr"})
_FEW = 3
"""Elements within the sign of a note, and characters of an ornament that leads back from one."""
_OF_ONE_NOTE = re.compile(r"(?:_?(?:ftn|edn)|sdfootnote|sdendnote)\d+", re.IGNORECASE)
"""Ids that office programs give to all of one note when they save a page."""


class NoteLinks:
    """The links of a page that call notes, and its notes.

    ``file`` is how its own links may name it, and ``called`` are ids that pages before it call.
    """

    def __init__(self, page: etree._Element, file: str = "", called: Collection[str] = ()) -> None:
        self._file = file
        self._named: dict[str, etree._Element] = {}
        for one in page.iter():
            if name := name_of(one) and (one.get("id") or (one.get("name") if name_of(one) == "a" else None)):
                self._named.setdefault(name, one)
        links = [one for one in page.iter() if name_of(one) == "a" and "#" in (one.get("href") or "")]
        self._calls = {one for one in links if self._is_call(one)}
        places = [_place(link) for link in links if link in self._calls]
        self.elsewhere = {(other, name) for other, name in places if other}
        """The notes of other pages that this one calls: their file and id."""
        self.drawn = {_place(link)[1] for link in self._calls if not re.search(r"[0-9*†‡]", words_of(link))}
        """The ids of notes that are called by a picture, or by a sign that is no figure: no number is theirs."""
        own = [*called, *(name for other, name in places if other in ("", file))]
        self._texts = {self._text(name): name for name in own if name in self._named}

    def is_call(self, element: etree._Element) -> bool:
        """Whether an element is a link that calls a note."""
        return element in self._calls

    def name_of_text(self, element: etree._Element) -> str:
        """The id of the note whose text an element is; empty where it is none."""
        own = self._texts.get(element, "")
        if own and name_of(element) not in INLINE:
            return own
        if name_of(element) == "dd" and (named := _term_of(element)) is not None and named in self._texts:
            return self._texts[named]
        stated = any(word in _TEXTS for word in kinds_of(element).split())
        return (element.get("id") or "note") if stated else ""

    def _is_call(self, link: etree._Element) -> bool:
        kinds = kinds_of(link)
        words = words_of(link).strip()
        drawn = [one for one in link.iter() if name_of(one) == "img"] if not words else []
        nowhere = _place(link)[0] in ("", self._file) and self._target(link) is None
        if nowhere and any(self.kept_note(one)[1] for one in drawn):
            return False  # the picture has the words
        if "noteref" in kinds:
            return True
        if "backlink" in kinds or "backref" in (link.get("class") or ""):
            return False
        signed = bool(NOTE_MARK.fullmatch(words)) or bool(drawn)
        if not signed or (_opens(_block(link), link) and self._leads_back(link)):
            return False
        raised = any(name_of(one) == "sup" for one in (link.getparent(), *link) if one is not None)
        return raised or self._answered(link)

    def _answered(self, link: etree._Element) -> bool:
        """Whether what a link leads to begins with a link back."""
        target = self._target(link)
        if target is None or _opens(_block(link), link):
            return False
        block = _block(target)
        back = next((one for one in block.iter() if name_of(one) == "a" and one.get("href")), None)
        names = {one.get("id") or one.get("name") for one in (link, *link.iterancestors())}
        return back is not None and _opens(block, back) and _place(back)[1] in names - {None}

    def _leads_back(self, link: etree._Element) -> bool:
        """Whether a link leads to words within a paragraph, as the sign in front of a note does."""
        target = self._target(link)
        return target is not None and name_of(target) in INLINE and not _opens(_block(target), target)

    def _target(self, link: etree._Element) -> etree._Element | None:
        """What a link leads to on its own page."""
        file, name = _place(link)
        return self._named.get(name) if file in ("", self._file) else None

    def _text(self, name: str) -> etree._Element:
        """The element that is the text of a note: what has its id, or the paragraph that this opens."""
        named = self._named[name]
        block = _block(named)
        if name_of(named) not in INLINE or not _opens(block, named):
            return named
        around = block.getparent()
        whole = around is not None and _OF_ONE_NOTE.fullmatch(around.get("id") or "") and _opens(around, block)
        return around if around is not None and whole else block

    def kept_note(self, element: etree._Element) -> tuple[str, str]:
        """The sign of a note and its words, which the sign keeps in an attribute; empty where it keeps none."""
        stated = next((element.get(name) for name in _KEPT_IN if element.get(name)), None)
        sign = "注"
        if stated is None and name_of(element) == "img" and "footnote" in (element.get("class") or ""):
            stated = element.get("alt")
        elif stated is None and name_of(element) in _SIGNS:
            stated = next((element.get(name) for name in _SHOWN_IN if element.get(name)), "")
            sign = words_of(element).strip() if stated and len(element) < _FEW else ""
            if stated == sign or not NOTE_MARK.fullmatch(sign) or not _is_raised(element, sign):
                return "", ""
            if any(one in self._calls for one in element.iter()):
                return "", ""
        words = " ".join((stated or "").split())
        return (sign, words) if len(words) > 1 else ("", "")


def _is_raised(element: etree._Element, sign: str) -> bool:
    """Whether an element with the words of a note's sign is one: raised or in brackets, and no link elsewhere."""
    elsewhere = re.match(r"(?!#|javascript:)", element.get("href") or "#", re.IGNORECASE)
    raised = any(name_of(one) == "sup" for one in (element, element.getparent(), *element) if one is not None)
    return not elsewhere and (raised or not sign.isalnum())


def leads_back(element: etree._Element) -> bool:
    """Whether an element holds the links from a note back to the places that call it."""
    return "backlink" in (element.get("class") or "").lower() and name_of(element) in INLINE - {"a"}


_BACK = re.compile(r"[↩↑^⏎]\ufe0e?|\[?返回.{0,2}\]?")


def is_way_back(link: etree._Element, words: str, *, note: bool) -> bool:
    """Whether a link with these words leads from a note back to its place. ``note``: it stands in the text of one,
    where any ornament does (◎).
    """
    if name_of(link) != "a" or "#" not in (link.get("href") or ""):
        return False
    ornament = note and 0 < len(words) <= _FEW and not any(one.isalnum() for one in words)
    return bool(_BACK.fullmatch(words)) or (ornament and not NOTE_MARK.fullmatch(words))


_SIGN = "raised "
"""Before the name of a note whose text is still to be found."""
_OPENER, _CLOSER = r"[\[［(（〔【]", r"[\]］)）〕】]"
_COUNTED = re.compile(
    rf"\s*(?:{_OPENER})?(?:[注註]|note\s*)?(\d{{1,3}}|[①-⑳㊀-㊉*†‡※]|(?:(?<=[\[〔【])|(?<=[注註]))[一二三四五六七八九十百]{{1,4}}"
    rf"(?={_CLOSER}))(?:{_CLOSER})?[.．、:：]?(?!\d)",
    re.IGNORECASE,
)
_MAY_BE_TEXT = frozenset({"", "paragraph", "item", "note"})


def raise_sign(words: Words, before: str) -> None:
    """Take what was added to ``words`` after ``before`` for the sign of a note, if it is one: a raised [1] or 1."""
    added = words.text[len(before) :].strip()
    if NOTE_MARK.fullmatch(added) and not before[-1:].isascii():  # m², 2³
        start = len(before) + words.text[len(before) :].index(added)
        words.marks.append(Mark(start, start + len(added), _SIGN + added))


_FIRST = frozenset("1①*一")


def join_signs(blocks: list[Block], first: int = 0) -> None:
    """Join raised signs that are no links to the paragraphs below them that begin with the same sign, from 1 on: the
    first of them may be a link.
    """
    signs = [
        (at, mark) for at in range(first, len(blocks)) for mark in blocks[at].words.marks if mark.note[:7] == _SIGN
    ]
    if not signs:
        return
    linked = {
        block.words.text[mark.start : mark.end]
        for block in blocks[first:]
        for mark in block.words.marks
        if mark.note[:7] != _SIGN
    }
    begins = any(_bare(mark.note[7:]) in _FIRST for _, mark in signs) or any(_bare(text) in _FIRST for text in linked)
    texts = _texts(blocks, signs) if begins else {}
    for at in {at for at, _ in signs}:
        words = blocks[at].words
        marks = [
            mark if mark.note[:7] != _SIGN else replace(mark, note=f"sign {texts[at, mark]}")
            for mark in words.marks
            if mark.note[:7] != _SIGN or (at, mark) in texts
        ]
        blocks[at] = replace(blocks[at], words=Words(words.text, marks, words.ruby))
    for text in texts.values():
        facts = replace(blocks[text].facts, kind="note", note=f"sign {text}")
        blocks[text] = replace(blocks[text], facts=facts)


def _texts(blocks: Sequence[Block], signs: Sequence[tuple[int, Mark]]) -> dict[tuple[int, Mark], int]:
    """For each sign the block below it that is its note: the first that begins so, and no two signs have one."""
    calling = {at for at, _ in signs}
    begun: dict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        match = _COUNTED.match(block.words.text)
        if match and at not in calling and block.facts.kind in _MAY_BE_TEXT:
            begun[match[1]].append(at)
    found: dict[tuple[int, Mark], int] = {}
    taken: set[int] = set()
    for at, mark in signs:
        places = begun[_bare(mark.note[7:])]
        index = bisect_right(places, at)
        if index < len(places) and (below := places[index]) not in taken and not blocks[below].facts.note:
            found[at, mark] = below
            taken.add(below)
    return found


def _bare(sign: str) -> str:
    match = _COUNTED.match(sign)
    return match[1] if match else ""


def _term_of(element: etree._Element) -> etree._Element | None:
    """What is explained by an element of a list of terms: the last of them above it."""
    return next((one for one in element.itersiblings(preceding=True) if name_of(one) == "dt"), None)


def _place(link: etree._Element) -> tuple[str, str]:
    file, _, name = (link.get("href") or "").rpartition("#")
    return file, name


def _block(element: etree._Element) -> etree._Element:
    """The element that stands on lines of its own around an inline one."""
    return next((one for one in (element, *element.iterancestors()) if name_of(one) not in INLINE), element)


def _opens(block: etree._Element, element: etree._Element) -> bool:
    """Whether no word of a block stands before an element in it; what is nearest is looked at first."""
    while element is not block:
        above = element.getparent()
        if above is None or (above.text or "").strip():
            return False
        for one in element.itersiblings(preceding=True):
            if (one.tail or "").strip() or first_words(one, 0):
                return False
        element = above
    return True
