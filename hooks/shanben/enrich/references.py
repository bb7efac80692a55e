"""References: where a text refers to another place, and where that is.

Three small steps, so that works can be read apart: ``declare`` says what a work offers to others, ``refer`` resolves a
work's mentions against the directory of all declarations, ``link`` turns references round into backlinks. What cannot
be resolved keeps no target and stays plain text: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from opencc import OpenCC

from shanben.enrich.mentions import (
    ARTICLE,
    CLAUSE,
    LABEL,
    SELF,
    SHORT_NAME,
    UNIT,
    Mention,
    MentionKind,
    find_mentions,
    is_instrument,
    plain_name,
    without_state,
)
from shanben.enrich.mentions import TITLE as TITLE_MARKS
from shanben.enrich.repeats import find_repeats
from shanben.lineation import Lines
from shanben.model.library import ShapedSource
from shanben.model.references import Backlink, EditorLink, Reference, Registry, Target
from shanben.model.text import Block, BlockKind, Origin
from shanben.model.works import NumberForm, Section, SectionKind, Work
from shanben.numerals import han_value
from shanben.problems import Problem

# --- names ----------------------------------------------------------------------------------------------------------

_VERSION = re.compile(r"\s*[（(][^（）()]*(?:\d{4}|修正|修订|修訂|试行|試行|节选|節選)[^（）()]*[）)]\Z")
_MARKS = re.compile(r"[\s《》〈〉]")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _bare_key(name: str) -> str:
    return _MARKS.sub("", _converter().convert(_VERSION.sub("", name)))


def name_key(name: str) -> str:
    """What two writings of a title share: simplified characters, no marks, no 中华人民共和国 before it, no version."""
    return without_state(_bare_key(name))


def short_names(texts: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Short names a work gives: which text says it, the short name, and the full title (empty where none is there)."""
    for number, text in enumerate(texts):
        for match in SHORT_NAME.finditer(text):
            full = (match["full"] or "")[1:-1]
            short = match["short"]
            before = re.search(r"[\u4e00-\u9fff]{2,40}\Z", text[max(0, match.start() - 40) : match.start()])
            if not full and SELF.fullmatch(short) and before and is_instrument(before[0]):
                full = plain_name(before[0])  # 依度量衡法（以下簡稱本法）
            if full or short.startswith("《"):
                yield number, short.strip("《》“”「」"), full


# --- what a work offers ---------------------------------------------------------------------------------------------

_Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a work offers to references: its title, its articles, and every anchor it has."""

    work: str
    title: str
    articles: Mapping[_Values, str]
    anchors: frozenset[str]
    traditional: bool = False
    """Whether it is printed in traditional characters."""


def declare(work: Work) -> Declaration:
    """What a work offers. Of two articles with the same number the first counts: an annex may count anew."""
    articles: dict[_Values, str] = {}
    anchors: set[str] = {block.id for block in work.blocks()}
    for section in work.sections():
        anchors.add(section.anchor)
        if section.kind is SectionKind.ARTICLE and section.number:
            articles.setdefault(section.number.values, section.anchor)
    return Declaration(work.id, work.title, articles, frozenset(anchors), _is_traditional(work))


def _is_traditional(work: Work, sample: int = 400) -> bool:
    """Whether a work's first characters are traditional ones: more than one in twenty would change."""
    text = work.title
    for block in work.blocks():
        text += work.text(block)
        if len(text) > sample:
            break
    text = text[: 2 * sample]
    changed = sum(one != other for one, other in zip(text, _converter().convert(text), strict=False))
    return bool(changed * 20 > len(text))


class Directory:
    """Every work by its names: those the library holds, and those the registry lists."""

    def __init__(self, declarations: Iterable[Declaration], registry: Registry) -> None:
        self.works = {declaration.work: declaration for declaration in declarations}
        self._held: dict[str, list[str]] = defaultdict(list)
        for declaration in self.works.values():
            self._held[name_key(declaration.title)].append(declaration.work)
        self._listed = {
            name_key(name): external for external in registry.externals for name in (external.name, *external.aliases)
        }

    def held(self, name: str, traditional: bool = False) -> str:
        """The id of the one work with this title, or empty; of several versions only the one named exactly.

        ``traditional`` is the writing of the text that names it: the two sides of the Strait have statutes of the same
        name, so a 法 named in one writing is not looked for in the other.
        """
        works = [work for work in self._held.get(name_key(name), []) if self._may_mean(name, work, traditional)]
        if len(works) > 1:
            works = [work for work in works if _MARKS.sub("", self.works[work].title) == _MARKS.sub("", name)]
        return works[0] if len(works) == 1 else ""

    def _may_mean(self, name: str, work: str, traditional: bool) -> bool:
        declaration = self.works[work]
        if declaration.traditional == traditional or not is_instrument(name):
            return True
        of_state = [name_key(one) != _bare_key(one) for one in (name, declaration.title)]
        return all(of_state) or not (any(of_state) or _bare_key(name).endswith(("法", "法典")))

    def known(self, name: str) -> bool:
        """Whether the library holds or lists a work of this name."""
        key = name_key(name)
        return key in self._held or key in self._listed

    def targets(self, name: str, traditional: bool = False) -> tuple[Target, ...]:
        """Where a title leads: a work of the library, an official address, or nowhere."""
        work = self.held(name, traditional)
        if work:
            return (Target(work, "title"),)
        external = self._listed.get(name_key(name))
        return (Target(url=external.url),) if external and external.url else ()


def article_targets(declaration: Declaration, printed: str) -> Iterator[Target]:
    """The places that a list of articles names (第十二条第二款、第十四条), each as near as the work has an anchor."""
    for article, clauses in UNIT.findall(printed):
        values = _article_values(article)
        anchor = declaration.articles.get(values)
        if anchor is None:
            continue
        for number, _ in CLAUSE.findall(clauses):
            deeper = f"{anchor}-{han_value(number)}"
            if deeper not in declaration.anchors:
                break
            anchor = deeper
        yield Target(declaration.work, anchor)


def _article_values(article: str) -> _Values:
    return tuple(han_value(number) for number in re.findall(r"[^第条條之\-－]+", article))


# --- one work -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A block with its section and, from the root down, the sections that hold it."""

    block: Block
    path: tuple[Section, ...]
    texts: Sequence[str]
    """The texts of the section's blocks."""
    index: int
    """Which of them this one is."""
    start: int = 0
    """Where its text begins, after an article's own number."""

    @property
    def section(self) -> Section:
        """The section that holds the block."""
        return self.path[-1]

    @property
    def text(self) -> str:
        """The block's published text."""
        return self.texts[self.index]


def _places(work: Work) -> tuple[_Place, ...]:
    """The blocks of a work in reading order, headings left out."""
    places = [_Place(block, (work.root,), (work.text(block),), 0) for block in work.front]
    for path in _paths(work.root):
        section = path[-1]
        texts = [work.text(block) for block in section.blocks]
        for index, block in enumerate(section.blocks):
            places.append(_Place(block, path, texts, index, _label_end(section, index, texts[index])))
    return tuple(places)


def _label_end(section: Section, index: int, text: str) -> int:
    """Where a block's text begins after an article's own number, which narrow columns print without a space."""
    opens = section.kind is SectionKind.ARTICLE and index == 0 and section.heading is None
    label = (ARTICLE if opens else LABEL).match(text)
    return label.end() if label else 0


def _paths(root: Section) -> Iterator[tuple[Section, ...]]:
    """Every section in reading order with, before it, those that hold it."""
    stack: list[tuple[Section, ...]] = [(root,)]
    while stack:
        path = stack.pop()
        yield path
        stack.extend((*path, child) for child in reversed(path[-1].children))


_Targets = tuple[Target, ...] | None
"""Where a mention leads; empty: it should lead somewhere and does not; None: it is no reference at all."""


class _Resolver:
    """Resolves the mentions of one work."""

    def __init__(self, work: Work, directory: Directory, parts: Mapping[_Address, Target]) -> None:
        self.work, self.declaration, self.directory = work, directory.works[work.id], directory
        self.parts = parts
        self.places = _places(work)
        self.texts = [place.text for place in self.places]
        self.problems: list[tuple[_Place, Mention, str, str]] = []
        self.short: dict[str, tuple[str, int]] = {}
        self.names: set[str] = set()
        for number, short, full in short_names(self.texts):
            self.short.setdefault(short, (full, number))
            self.names |= {short}
        for text in (work.title, *self.texts):
            for match in TITLE_MARKS.finditer(text):
                inner = match[0][1:-1]
                self.names |= {without_state(name) for name in (inner, *re.findall(r"〈([^〈〉]+)〉", inner))}
        self.chapters: dict[tuple[SectionKind, _Values], list[tuple[Section, ...]]] = defaultdict(list)
        self.order: list[Section] = []
        self.turn: dict[str, int] = {}
        for place_path in _paths(work.root):
            section = place_path[-1]
            if section.number:
                self.chapters[section.kind, section.number.values].append(place_path)
            if section.kind is SectionKind.ARTICLE:
                self.turn[section.anchor] = len(self.order)
                self.order.append(section)

    def references(self) -> Iterator[Reference]:
        """The references of the work in reading order."""
        for number, place in enumerate(self.places):
            if place.text in self.work.title:  # the title printed again, in lines: it refers to nothing
                continue
            given = [match.span("short") for match in SHORT_NAME.finditer(place.text)]
            for mention in find_mentions(
                place.text, self.names, start=place.start, articles=len(self.declaration.articles) > 2
            ):
                if any(start <= mention.start and mention.end <= end for start, end in given):
                    continue
                targets = RULES[mention.kind](self, number, place, mention)
                if targets is None:
                    continue
                raw = place.text[mention.start : mention.end]
                cited = (mention.name, *mention.numbers) if mention.name else mention.numbers
                yield Reference(mention.kind.value, place.block.id, mention.start, mention.end, raw, cited, targets)
        yield from self._repeats()

    def _lost(self, place: _Place, mention: Mention, code: str, why: str) -> tuple[Target, ...]:
        self.problems.append((place, mention, code, why))
        return ()

    # -- articles and chapters

    def own(self, number: int, place: _Place, mention: Mention) -> _Targets:
        """本法第十二条: of this work where its title says it is a 法, else of the law that 以下简称本法 names."""
        match = SELF.match(place.text, mention.start)
        said = match[0].removesuffix("的") if match else ""
        full, _said = self.short.get(said, ("", -1))
        if full:
            return self.external_article(number, place, replace(mention, name=full))
        if not _is_its_own(said, self.work.title):
            return self._lost(place, mention, "D701", f"this work is no {said.removeprefix('本')}")
        return self.internal(number, place, mention)

    def internal(self, _: int, place: _Place, mention: Mention) -> _Targets:
        targets = tuple(article_targets(self.declaration, place.text[mention.start : mention.end]))
        if len(targets) < len(mention.numbers):
            return self._lost(place, mention, "D701", "no such article in this work")
        return targets

    def chapter(self, _: int, place: _Place, mention: Mention) -> _Targets:
        found: list[tuple[Section, ...]] = []
        match = SELF.match(mention.numbers[0])
        if match and not _is_its_own(match[0].removesuffix("的"), self.work.title):
            return self._lost(place, mention, "D701", f"this work is no {match[0][1:]}")
        for step, (printed, unit) in enumerate(re.findall(r"第([^第]+?)([编編章节節])", mention.numbers[0])):
            kind = _CHAPTERS[unit]
            paths = self.chapters.get((kind, (han_value(printed),)), [])
            found = [path for path in paths if step == 0 or path[-2] is found[0][-1]]
            if len(found) != 1:
                return self._lost(place, mention, "D701", "no such chapter in this work, or more than one")
        return (Target(self.work.id, found[0][-1].anchor),)

    def part(self, _: int, place: _Place, mention: Mention) -> _Targets:
        match = re.search(r"第(.+?)(部分|章|节)", mention.numbers[0])
        value = (han_value(match[1]),) if match else ()
        for child in self.work.root.children:
            if child.number and child.number.values == value and child.number.form in _PARTS:
                return (Target(self.work.id, child.anchor),)
        return self._lost(place, mention, "D701", "no such part in this work")

    def clause(self, _: int, place: _Place, mention: Mention) -> _Targets:
        anchor = place.section.anchor
        if place.section.kind is not SectionKind.ARTICLE:
            return None
        for printed, _unit in CLAUSE.findall(mention.numbers[0]):
            anchor = f"{anchor}-{han_value(printed)}"
        if anchor not in self.declaration.anchors:
            return self._lost(place, mention, "D701", "no such paragraph in this article")
        return (Target(self.work.id, anchor),)

    def relative(self, _: int, place: _Place, mention: Mention) -> _Targets:
        """前款, 前条, 本章. In mainland texts 项 is an item, in Taiwan's 項 a paragraph and 款 an item."""
        words = mention.numbers[0]
        if words[0] == "本":
            kind = _CHAPTERS[words[1]]
            section = next((one for one in reversed(place.path) if one.kind is kind), None)
            return (Target(self.work.id, section.anchor),) if section else None
        if place.section.kind is not SectionKind.ARTICLE:
            return None
        count = han_value(words[1:-1]) if len(words) > 2 else 1
        if words[-1] in "条條":
            turn = self.turn[place.section.anchor]
            sections = self.order[turn - count : turn] if turn >= count else []
            targets = tuple(Target(self.work.id, section.anchor) for section in sections)
        else:
            targets = tuple(Target(self.work.id, block.id) for block in _before(place, words[-1], count))
        return targets or self._lost(place, mention, "D701", "nothing stands before it")

    # -- titles

    def title(self, number: int, place: _Place, mention: Mention) -> _Targets:
        full, said = self.short.get(mention.name, ("", -1))
        name = full if said >= 0 and number >= said and full else mention.name
        if self.directory.held(name, self.declaration.traditional) == self.work.id or name_key(name) == name_key(
            self.work.title
        ):
            return None  # a work that names itself
        targets = self.directory.targets(name, self.declaration.traditional)
        if not targets and said >= 0 and number > said:
            return (Target(self.work.id, self.places[said].block.id),)
        if not targets and not self.directory.known(name) and not (said >= 0 and number == said):
            self._lost(place, mention, "D702", "the library neither holds it nor lists it in registry.yml")
        return targets

    def external_article(self, _: int, place: _Place, mention: Mention) -> _Targets:
        full, _said = self.short.get(mention.name, ("", -1))
        work = self.directory.held(full or mention.name, self.declaration.traditional)
        if work:
            printed = place.text[mention.start : mention.end]
            targets = tuple(article_targets(self.directory.works[work], printed))
            if len(targets) == len(mention.numbers):
                return targets
            return self._lost(place, mention, "D701", f"{work} has no such article")
        return self.directory.targets(full or mention.name, self.declaration.traditional)

    # -- lists and continuations

    def announced(self, _: int, place: _Place, mention: Mention) -> _Targets:
        """以下五方面 → 一是 … 五是, with the count checked; 以上五措 looks back."""
        wanted = han_value(mention.numbers[0])
        items = _list_after(place) if mention.name == "以下" else _list_before(place)
        if not items:
            return None
        if len(items) != wanted:
            why = f"it announces {wanted}, but the list holds {len(items)}"
            return self._lost(place, mention, "D703", why)
        return tuple(Target(self.work.id, anchor) for anchor in items)

    def continued(self, _: int, place: _Place, mention: Mention) -> _Targets:
        """上接三版: to the other part, where the same source holds it."""
        part = self.parts.get((self.work.id, place.block.id))
        return (part,) if part else self._lost(place, mention, "D705", "the other part of the text is not here")

    def _repeats(self) -> Iterator[Reference]:
        """Passages that return, each linked to the other."""
        shown = [place for place in self.places if place.block.kind is not BlockKind.FURNITURE]
        for repeat in find_repeats([place.text for place in shown]):
            ends = ((repeat.first, repeat.first_start), (repeat.second, repeat.second_start))
            for (here, start), (there, _) in (ends, ends[::-1]):
                block, end = shown[here].block, start + repeat.length
                words = shown[here].text[start:end]
                yield Reference(
                    "repeat", block.id, start, end, words, (), (Target(self.work.id, shown[there].block.id),)
                )


def _is_its_own(said: str, title: str) -> bool:
    """Whether a work may call itself so: 本条例 is said in a 条例, 本法 in a 法 or 法典."""
    word = name_key(said).removeprefix("本").removeprefix("实施").removeprefix("暂行")
    return name_key(title).removesuffix("典").endswith(word.removesuffix("典"))


_CHAPTERS = {
    "编": SectionKind.BOOK, "編": SectionKind.BOOK, "章": SectionKind.CHAPTER, "节": SectionKind.DIVISION,
    "節": SectionKind.DIVISION,
}  # fmt: skip
_PARTS = (NumberForm.PART, NumberForm.HAN, NumberForm.CHAPTER)

_Rule = Callable[[_Resolver, int, _Place, Mention], _Targets]
RULES: Mapping[MentionKind, _Rule] = {
    MentionKind.INTERNAL: _Resolver.own,
    MentionKind.INTERNAL_BARE: _Resolver.internal,
    MentionKind.EXTERNAL: _Resolver.title,
    MentionKind.EXTERNAL_ARTICLE: _Resolver.external_article,
    MentionKind.TITLE: _Resolver.title,
    MentionKind.CHAPTER: _Resolver.chapter,
    MentionKind.PART: _Resolver.part,
    MentionKind.CLAUSE: _Resolver.clause,
    MentionKind.RELATIVE: _Resolver.relative,
    MentionKind.ANNOUNCED: _Resolver.announced,
    MentionKind.CONTINUED: _Resolver.continued,
}
"""How each kind of mention is resolved."""


def _before(place: _Place, unit: str, count: int) -> tuple[Block, ...]:
    """The ``count`` paragraphs (款, 項) or items (项) before a block of an article; () where there are fewer."""
    blocks, index = place.section.blocks, place.index
    wanted = (BlockKind.ITEM,) if unit == "项" else (BlockKind.PARAGRAPH,)
    if unit != "项":
        while index > 0 and blocks[index].kind is BlockKind.ITEM:
            index -= 1  # an item stands in the paragraph that opens its list
    found: list[Block] = []
    while index > 0 and len(found) < count:
        index -= 1
        if blocks[index].kind in wanted:
            found.append(blocks[index])
    return tuple(reversed(found)) if len(found) == count else ()


_ORDINALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"([一二三四五六七八九十]+)是", r"第([一二三四五六七八九十]+)[，,、]", r"[（(]([一二三四五六七八九十]+)[）)]",
        r"([一二三四五六七八九十]+)、", r"[（(](\d{1,2})[）)]", r"(\d{1,2})[.．、](?!\d)",
    )
)  # fmt: skip
_REACH = 60
"""Blocks that are looked through for the list that 以上 points back to."""


def _list_end(texts: Sequence[str], index: int) -> int:
    """Where the list ends whose first item stands at ``index``; ``index`` itself where none begins there."""
    for form in _ORDINALS:
        wanted, last = 1, index
        while last < len(texts) and (match := form.match(texts[last])) and han_value(match[1]) == wanted:
            wanted, last = wanted + 1, last + 1
        if last > index:
            return last
    return index


def _list_after(place: _Place) -> tuple[str, ...]:
    """The items of the list that begins right after a block, or the numbered sections below it."""
    section, first = place.section, place.index + 1
    last = _list_end(place.texts, first)
    if last > first:
        return tuple(block.id for block in section.blocks[first:last])
    numbers = [child.number.values for child in section.children if child.number]
    if first == len(section.blocks) and numbers == [(value,) for value in range(1, len(numbers) + 1)]:
        return tuple(child.anchor for child in section.children if child.number)
    return ()


def _list_before(place: _Place) -> tuple[str, ...]:
    """The items of the last list before a block, in its section."""
    for first in range(place.index - 1, max(-1, place.index - _REACH), -1):
        last = _list_end(place.texts, first)
        if last > first:
            return tuple(block.id for block in place.section.blocks[first : min(last, place.index)])
    return ()


# --- the steps ------------------------------------------------------------------------------------------------------


def resolve_references(
    sources: Sequence[ShapedSource], registry: Registry
) -> tuple[tuple[ShapedSource, ...], tuple[Problem, ...]]:
    """The sources with the references and backlinks of their works, and what could not be resolved."""
    directory = Directory((declare(work) for shaped in sources for work in shaped.works), registry)
    links: dict[str, list[EditorLink]] = defaultdict(list)
    for link in registry.links:
        links[link.place.partition("#")[0]].append(link)
    problems = [_stray(link) for work, several in links.items() if work not in directory.works for link in several]
    referred = []
    for shaped in sources:
        lines = Lines(shaped.source.text)
        parts = continuations(shaped)
        works = []
        for work in shaped.works:
            read, faults = refer(work, directory, lines, links.get(work.id, ()), parts)
            works.append(read)
            problems += faults
        referred.append(replace(shaped, works=tuple(works)))
    return link_back(referred), tuple(problems)


_Address = tuple[str, str]
"""A work's id and a block's."""
_CONTINUES = re.compile(r"(上接|下转|下轉|紧接)第?[^版]{1,4}版")


def continuations(shaped: ShapedSource) -> Mapping[_Address, Target]:
    """Where 下转 and 上接 meet: only where a source has one of each can nothing else be meant."""
    found: dict[bool, list[_Address]] = {True: [], False: []}
    for work in shaped.works:
        for block in work.blocks():
            if match := _CONTINUES.search(work.text(block)):
                found[match[1] in ("下转", "下轉")].append((work.id, block.id))
    if len(found[True]) != 1 or len(found[False]) != 1 or found[True][0][0] == found[False][0][0]:
        return {}
    onward, back = found[True][0], found[False][0]
    return {onward: Target(back[0], "title"), back: Target(onward[0], "title")}


def refer(
    work: Work,
    directory: Directory,
    lines: Lines,
    links: Iterable[EditorLink] = (),
    parts: Mapping[_Address, Target] = MappingProxyType({}),
) -> tuple[Work, tuple[Problem, ...]]:
    """One work with its references. Of what is cited more than once without success only the first place is told."""
    resolver = _Resolver(work, directory, parts)
    references = list(resolver.references())
    problems: dict[tuple[str, str], Problem] = {}
    for place, mention, code, why in resolver.problems:
        raw = place.text[mention.start : mention.end]
        origin = Origin(str(work.source.path), lines.at(_position(place.block, mention.start)).number)
        problems.setdefault((code, raw), Problem(code, f"{raw}: {why}", origin))
    texts = {place.block.id: place.text for place in resolver.places}
    strays = []
    for link in links:
        block = link.place.partition("#")[2]
        start = texts.get(block, "").find(link.words)
        targets = tuple(Target(*target.split("#", 1)) for target in link.targets if _stands(target, directory))
        if start < 0 or len(targets) != len(link.targets):
            strays.append(_stray(link))
            continue
        references.append(Reference("editor", block, start, start + len(link.words), link.words, (), targets))
    return replace(work, references=tuple(references)), (*problems.values(), *strays)


def _stands(target: str, directory: Directory) -> bool:
    work, _, anchor = target.partition("#")
    return work in directory.works and anchor in directory.works[work].anchors


def _stray(link: EditorLink) -> Problem:
    message = f"“{link.words}” does not stand at {link.place}, or one of its targets does not exist; check the ids"
    return Problem("W704", message, link.origin)


def _position(block: Block, offset: int) -> int:
    """Where in the source the ``offset``-th published character of a block stands (runs of white space aside)."""
    for span in block.spans:
        if offset < len(span):
            return span.start + offset
        offset -= len(span)
    return block.spans[-1].start if block.spans else 0


def link_back(sources: Iterable[ShapedSource]) -> tuple[ShapedSource, ...]:
    """The sources with, at each work, the places that refer to it. Passages that return already link both ways."""
    sources = tuple(sources)
    back: dict[str, list[Backlink]] = defaultdict(list)
    for shaped in sources:
        for work in shaped.works:
            for reference in work.references:
                if reference.kind in ("repeat", "relative", "clause"):
                    continue
                for target in reference.targets:
                    if target.work and (target.work, target.anchor) != (work.id, reference.block):
                        back[target.work].append(Backlink(target.anchor, work.id, reference.block, reference.kind))
    return tuple(
        replace(
            shaped,
            works=tuple(
                replace(work, backlinks=tuple(dict.fromkeys(back[work.id]))) if work.id in back else work
                for work in shaped.works
            ),
        )
        for shaped in sources
    )


GOLD_KINDS = frozenset({"internal", "internal-bare", "external", "external-article"})
"""References by article or by the name of a law: the kinds that are measured."""


def cited_articles(work: Work) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every reference to an article or a law as printed, with what it cites (a name, then articles)."""
    for reference in work.references:
        if reference.kind in GOLD_KINDS:
            yield reference.raw, reference.cited
