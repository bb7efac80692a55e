"""The directory: what every work offers to references, and where names lead.

An annex that counts articles of its own is a text of its own here: 第二条 in it is the annex's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from shanben.addresses import anchors
from shanben.dates import iso_date
from shanben.enrich.grammar import ANNEX
from shanben.enrich.mentions import is_instrument
from shanben.enrich.names import MARKS, bare_key, name_key
from shanben.enrich.places import paths_of
from shanben.enrich.provisions import Signs, is_ordinance, provisions_of, sections_of
from shanben.metadata import held_since, stated
from shanben.model.references import Registry, Target
from shanben.model.versions import UNDATED, Days
from shanben.model.works import Section, SectionKind, Work
from shanben.numerals import han_value
from shanben.simplified import simplified
from shanben.title_marks import without_versions

Values = tuple[int, ...]
"""The numbers of an article: 12 and 1 for 第十二条之一."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a text offers to references: its title, its articles, and every anchor of its work.

    A text is the main text of a work or one of its annexes; ``anchor`` is where its title stands.
    """

    work: str
    anchor: str
    title: str
    articles: Mapping[Values, str]
    anchors: frozenset[str]
    traditional: bool = False
    """Whether it is printed in traditional characters."""
    number: tuple[str, int] = ("", 0)
    """The word (件, 录, 表) and number of an annex; 0 where it has none."""
    annexes: tuple[Declaration, ...] = ()
    parts: tuple[tuple[str, Mapping[Values, str]], ...] = ()
    """The articles as they are meant in sections that count them anew, by the sections' anchors."""
    provisions: Mapping[str, Mapping[Signs, str]] = field(default_factory=dict)
    """What stands in the sections of an ordinance of Hong Kong, by their anchors: 第2(1)條."""
    days: Days = UNDATED
    """When it got its wording, and from when it holds: of what was there then it speaks."""


def declare(work: Work) -> Declaration:
    """What a work offers. Of two articles with the same number in one text the first counts."""
    written = frozenset(anchors(work))
    traditional = is_traditional(work)
    articles: dict[str, dict[Values, str]] = defaultdict(dict)
    parts: dict[str, dict[Values, str]] = defaultdict(dict)
    annexes: dict[str, Section] = {}
    for path in paths_of(work.root):
        section = path[-1]
        annex = next((one.anchor for one in path if one.kind is SectionKind.ANNEX), "")
        if section.kind is SectionKind.ANNEX and section.anchor == annex:
            annexes[annex] = section
        if section.kind is SectionKind.ARTICLE and section.number and section.anchor in written:
            articles[annex].setdefault(section.number.values, section.anchor)
            if not annex and len(path) > 2:
                parts[path[1].anchor].setdefault(section.number.values, section.anchor)
    main = articles[""]
    provisions: dict[str, Mapping[Signs, str]] = {}
    if not main and is_ordinance(work):
        for section in sections_of(paths_of(work.root)):
            if section.number and section.anchor in written:
                main.setdefault(section.number.values, section.anchor)
                provisions[section.anchor] = MappingProxyType(provisions_of(work, section))
    again = {part: own for part, own in parts.items() if own.get((1,), main.get((1,))) != main.get((1,))}
    return Declaration(
        work.id, "title", work.title, MappingProxyType(articles[""]), written, traditional,
        annexes=tuple(
            Declaration(
                work.id, anchor, _annex_title(work, annex), MappingProxyType(articles[anchor]), written, traditional,
                _annex_number(work.heading_text(annex)),
            )
            for anchor, annex in annexes.items()
        ),
        parts=tuple((part, MappingProxyType({**main, **own})) for part, own in again.items()),
        provisions=MappingProxyType(provisions), days=_days(work),
    )  # fmt: skip


def _days(work: Work) -> Days:
    """A text that says only since when it holds speaks as of that day."""
    if work.dated:
        return Days(work.dated, work.since)
    worded, since = iso_date(stated(work, "date")), held_since(work)
    return Days(worded or since, max(worded, since))


def _annex_title(work: Work, annex: Section, longest: int = 60) -> str:
    """The title of an annex: what stands behind its number, else the words below it; empty where it has none."""
    words = work.heading_text(annex)[annex.number.length if annex.number else 0 :].strip()
    if words:
        return words
    if annex.blocks:
        words = work.text(annex.blocks[0])
    elif annex.children and not annex.children[0].number:
        words = work.heading_text(annex.children[0])
    return "" if len(words) > longest or "。" in words else words


_WORDS = {"錄": "录"}


def _annex_number(heading: str) -> tuple[str, int]:
    match = ANNEX.match(heading)
    return (_WORDS.get(match[1], match[1]), han_value(match[2]) if match[2] else 0) if match else ("", 0)


def annexes_by_number(declaration: Declaration) -> Mapping[tuple[str, int], Sequence[Declaration]]:
    """The annexes of a text by what they are called; a text may have thousands, and name each of them."""
    found: dict[tuple[str, int], list[Declaration]] = defaultdict(list)
    for annex in declaration.annexes:
        found[annex.number].append(annex)
    return dict(found)


def annex_meant(annexes: Mapping[tuple[str, int], Sequence[Declaration]], printed: str) -> Declaration | None:
    """The annex that 附件一 names; 附件 alone is the only one there is."""
    word, number = _annex_number(printed)
    if number:
        found = annexes.get((word, number), ())
    else:
        several = annexes.get((word, 0), ())
        found = several or ([one for all_of_it in annexes.values() for one in all_of_it] if len(annexes) == 1 else ())
    return found[0] if len(found) == 1 else None


def is_traditional(work: Work, sample: int = 400) -> bool:
    """Whether a work's first characters are traditional ones: more than one in twenty would change."""
    text = work.title
    for block in work.blocks():
        text += work.text(block)
        if len(text) > sample:
            break
    return _in_traditional(text[: 2 * sample])


@lru_cache(maxsize=4_096)
def _in_traditional(text: str) -> bool:
    """Whether more than one character in twenty is another in simplified writing: a server asks again and again."""
    changed = sum(one != other for one, other in zip(text, simplified(text), strict=False))
    return bool(changed * 20 > len(text))


def _version(texts: Sequence[Declaration], at: Days) -> Declaration | None:
    """Of texts that are versions of one work, the last that was there for a text of these days, else the current one.

    It had its wording when the other got its own, and it holds from when that one does: who writes what comes into
    force next year names what does so before; who judges today what is in force.
    """
    if not texts or not _are_one(texts):
        return None
    current = next((text for text in texts if "/" not in text.work), None)
    since = at.since or at.worded
    before = [text for text in texts if text.days.since and text.days.worded <= at.worded and text.days.since <= since]
    return max(before, key=lambda text: (text.days.worded, text.days.since)) if before else current


def _are_one(texts: Sequence[Declaration]) -> bool:
    """Whether texts are versions of one work."""
    return len({text.work.partition("/")[0] for text in texts}) == 1


class Directory:
    """Every text by its names: those the library holds, and those the registry lists."""

    def __init__(self, declarations: Iterable[Declaration], registry: Registry) -> None:
        self.works = {declaration.work: declaration for declaration in declarations}
        self._held: dict[str, list[Declaration]] = defaultdict(list)
        for declaration in self._texts():
            self._held[name_key(declaration.title)].append(declaration)
        self._listed = {
            name_key(name): external for external in registry.externals for name in (external.name, *external.aliases)
        }

    def _texts(self) -> Iterator[Declaration]:
        """Works, then their annexes, of which those that are called after nothing but their number have no name."""
        yield from self.works.values()
        for declaration in self.works.values():
            yield from (annex for annex in declaration.annexes if annex.title)

    def held(self, name: str, traditional: bool = False, at: Days = UNDATED) -> Declaration | None:
        """The one text with this title; of several only the one named exactly, and no annex before a work.

        Of the versions of one work, the last that was there for a text of the days ``at``; for one without days, or
        from before the first, the current one.

        ``traditional`` is the writing of the text that names it: the two sides of the Strait have statutes of the same
        name, so a 法 named in one writing is not looked for in the other.
        """
        texts = [text for text in self._held.get(name_key(name), []) if _may_mean(name, text, traditional)]
        texts = [text for text in texts if text.anchor == "title"] or texts
        exact = [text for text in texts if MARKS.sub("", text.title) == MARKS.sub("", name)]
        if len(texts) > 1 and not (_are_one(texts) and name == without_versions(name)):
            texts = exact
        return texts[0] if len(texts) == 1 else _version(texts, at)

    def known(self, name: str) -> bool:
        """Whether the library holds or lists a text of this name."""
        key = name_key(name)
        return key in self._held or key in self._listed

    def targets(self, name: str, traditional: bool = False, at: Days = UNDATED) -> tuple[Target, ...]:
        """Where a title leads: a text of the library, an official address, or nowhere."""
        text = self.held(name, traditional, at)
        if text:
            return (Target(text.work, text.anchor),)
        external = self._listed.get(name_key(name))
        return (Target(url=external.url),) if external and external.url else ()


def _may_mean(name: str, text: Declaration, traditional: bool) -> bool:
    if text.traditional == traditional or not is_instrument(name):
        return True
    of_state = [name_key(one) != bare_key(one) for one in (name, text.title)]
    return all(of_state) or not (any(of_state) or bare_key(name).endswith(("法", "法典")))
