"""Two versions of a work, article by article: what each article was and is, with the words marked that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import dropwhile

from shanben.compare.articles import Article, Pair
from shanben.compare.english import english_name
from shanben.compare.remembered_pairs import pairs_of
from shanben.compare.tables import edits_of, lines_of
from shanben.compare.words import Edit, Op, in_any_width, in_either_script
from shanben.model.text import Block, BlockKind
from shanben.model.versions import Versions
from shanben.model.works import Section, SectionKind, Work
from shanben.remembered import Remembered
from shanben.simplified import simplified

FEWEST = 3
"""Articles from which a work is compared by articles; one with fewer is compared by its smallest sections."""
_NUMBER = re.compile(
    r"第\s*[\d〇零一二三四五六七八九十百千]+(?:\s*-\s*\d+)?\s*[条條](?:之[一二三四五六七八九十]+)?[\s\u3000]*"
)
_UNSEEN = " \u3000\u200b\ufeff"
_HEAD = frozenset({BlockKind.NOTE, BlockKind.FURNITURE})
SHORTEST = 4
"""Characters of a line that may repeat a part of the title."""


class Fate(StrEnum):
    """What became of an article."""

    SAME = "same"
    RENUMBERED = "renumbered"  # its words are the same
    CHANGED = "changed"
    MOVED = "moved"  # to another place among those around it
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Row:
    """Articles that are one, before and after, with what became of them and how their words differ.

    ``took`` are articles of the earlier version in other rows, of which these say a good part of their words.
    """

    fate: Fate
    before: tuple[Article, ...]
    after: tuple[Article, ...]
    edits: tuple[Edit, ...]
    took: tuple[Article, ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether any word differs."""
        return any(part.op is not Op.SAME for part in self.edits)


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """All rows in the order of the later version."""

    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[Fate, int]:
        """Rows of each fate, in the order of the fates; those without any are left out."""
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in Fate if counted[fate]}


def compare_versions(before: Work, after: Work, remembered: Remembered | None = None) -> VersionComparison:
    """What turns one version of a work into another. Pairs of articles that are ``remembered`` are not looked for."""
    old, new = articles_of(before), articles_of(after)
    compared = in_either_script if scripts_differ(before, after) else in_any_width
    rows: list[Row] = []
    for pair in _pairs(before, after, remembered or Remembered()):
        ones, others = [old[index] for index in pair.before], [new[index] for index in pair.after]
        words = edits_of(_words(ones), _words(others), compared)
        took = tuple(old[index] for index in pair.took)
        rows.append(Row(_fate(ones, others, pair.moved, words), tuple(ones), tuple(others), words, took))
    return VersionComparison(tuple(rows))


def scripts_differ(before: Work, after: Work) -> bool:
    """Whether one text is printed in simplified and the other in traditional characters."""
    return before.language.startswith("zh-Hant") != after.language.startswith("zh-Hant")


def _pairs(before: Work, after: Work, remembered: Remembered) -> Sequence[Pair]:
    old, new = articles_of(before), articles_of(after)
    if scripts_differ(before, after):
        old, new = tuple(map(_plain, old)), tuple(map(_plain, new))
    return pairs_of(old, new, remembered)


def _plain(article: Article) -> Article:
    """An article in simplified characters."""
    number, heading, words = map(simplified, (article.number, article.heading, article.words))
    return replace(article, number=number, heading=heading, words=words, path=tuple(map(simplified, article.path)))


def _words(articles: Sequence[Article]) -> str:
    return "\n".join(filter(None, [text for article in articles for text in (article.heading, article.words)]))


def _fate(before: Sequence[Article], after: Sequence[Article], moved: bool, words: Sequence[Edit]) -> Fate:
    if not before or not after:
        return Fate.NEW if after else Fate.GONE
    if len(before) != len(after):
        return Fate.SPLIT if len(after) > 1 else Fate.MERGED
    if moved:
        return Fate.MOVED
    if any(part.op is not Op.SAME for part in words):
        return Fate.CHANGED
    return Fate.SAME if simplified(before[0].number) == simplified(after[0].number) else Fate.RENUMBERED


def articles_of(work: Work) -> tuple[Article, ...]:
    """The articles of a work in reading order, with what stands before the first and between them."""
    articles = sum(section.kind is SectionKind.ARTICLE for section in work.sections())
    return tuple(_articles(work, work.root, (), articles >= FEWEST))


def _articles(work: Work, section: Section, path: tuple[str, ...], by_article: bool) -> Iterator[Article]:
    heading = work.heading_text(section)
    whole = by_article and section.kind is SectionKind.ARTICLE
    held = section.walk() if whole else (section,)
    blocks = [block for inner in held for block in inner.blocks]
    if section is work.root:
        blocks = [*dropwhile(lambda block: _is_title(work, block), blocks)]
    texts = lines_of((block, _shown(work, block)) for block in blocks)
    if whole:
        inner_headings = [work.heading_text(inner) for inner in section.walk() if inner is not section]
        texts = texts if not any(inner_headings) else [*_in_order(work, section)]
    if section is work.root:
        heading = ""
    number = _NUMBER.match(heading) or (_NUMBER.match(texts[0]) if texts else None)
    if number and not (heading and number.string is heading):
        texts[0] = texts[0][number.end() :]
    if texts and (any(texts) or whole):
        shown = heading[number.end() :] if number and heading and number.string is heading else heading
        printed = number[0].strip() if number else ""
        yield Article(section.anchor, printed, shown, "\n".join(texts), path, english_name(work, section))
    if not whole:
        below = path if section is work.root or not heading else (*path, heading)
        for child in section.children:
            yield from _articles(work, child, below, by_article)


def _is_title(work: Work, block: Block) -> bool:
    """Whether a block at the head tells of the version, or prints a line of the title once more."""
    said = "".join(_shown(work, block).split())
    return not said or (len(said) >= SHORTEST and said in "".join(work.title.split()))


def _in_order(work: Work, article: Section) -> Iterator[str]:
    """The texts of an article whose items are sections of their own, their headings among them."""
    for inner in article.walk():
        if inner is not article and inner.heading is not None:
            yield work.heading_text(inner)
        yield from lines_of((block, _shown(work, block)) for block in inner.blocks)


def _shown(work: Work, block: Block) -> str:
    """What a block says; nothing for what tells of the version itself, and for characters that cannot be seen."""
    return "" if block.kind in _HEAD else work.text(block).strip(_UNSEEN)


def with_places(versions: Versions, works: Mapping[str, Work], remembered: Remembered) -> Versions:
    """The versions, each with the places where the current one has what stands at its articles."""
    current = works[versions.current.work]
    return replace(
        versions,
        versions=tuple(
            version
            if version.work == versions.id
            else replace(version, articles=_places(works[version.work], current, remembered))
            for version in versions.versions
        ),
    )


def _places(before: Work, after: Work, remembered: Remembered) -> Mapping[str, str]:
    old, new = articles_of(before), articles_of(after)
    pairs = [pair for pair in _pairs(before, after, remembered) if pair.after]
    return {old[one].anchor: new[pair.after[0]].anchor for pair in pairs for one in pair.before}
