"""The resolver: where each mention of one work leads.

What cannot be resolved keeps no target and stays plain text: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from shanben.enrich.amendments import changed_by
from shanben.enrich.articles import Steps, article_targets, descend, go_on, spots, steps_of, subsections, units
from shanben.enrich.asked_names import AskedDirectory
from shanben.enrich.directory import Declaration, Directory, Values, annex_meant, annexes_by_number
from shanben.enrich.enclosed import enclosed
from shanben.enrich.exhibits import Exhibits, beside
from shanben.enrich.grammar import SELF, SHORT_NAME, SUBSECTIONS
from shanben.enrich.grammar import TITLE as TITLE_MARKS
from shanben.enrich.lists import Address, list_after, list_before
from shanben.enrich.mentions import Mention, MentionKind, find_mentions, without_state
from shanben.enrich.names import is_its_own, name_key, short_names
from shanben.enrich.places import Place, blocks_before, paths_of, places_of
from shanben.enrich.repeats import find_repeats
from shanben.model.references import Reference, Target
from shanben.model.text import BlockKind
from shanben.model.works import NumberForm, Section, SectionKind, Work
from shanben.numerals import han_value

_Targets = tuple[Target, ...] | None
"""Where a mention leads; empty: it should lead somewhere and does not; None: it is no reference at all."""


class Resolver:
    """Resolves the mentions of one work."""

    def __init__(self, work: Work, directory: Directory | AskedDirectory, parts: Mapping[Address, Target]) -> None:
        self.work, self.declaration, self.directory = work, directory.works[work.id], directory
        self.parts, self.changed = parts, changed_by(work.title)
        self.annexes = {one.anchor: one for one in reversed(self.declaration.annexes)}
        self.restarts = {at: replace(self.declaration, articles=own) for at, own in self.declaration.parts}
        self.numbered = annexes_by_number(self.declaration)
        self.places = places_of(work)
        self.texts = [place.text for place in self.places]
        self.exhibits, self.enclosed = Exhibits(self.places), enclosed(work)
        self.problems: list[tuple[Place, Mention, str, str, dict[str, object]]] = []
        self.short: dict[str, tuple[str, int]] = {}
        self.names: set[str] = {without_state(self.changed)} - {""}
        for number, short, full in short_names(self.texts):
            self.short.setdefault(short, (full, number))
            self.names |= {short}
        for text in (work.title, *self.texts):
            for match in TITLE_MARKS.finditer(text):
                inner = match[0][1:-1]
                self.names |= {without_state(name) for name in (inner, *re.findall(r"〈([^〈〉]+)〉", inner))}
        self.chapters: dict[tuple[SectionKind, Values], list[tuple[Section, ...]]] = defaultdict(list)
        self.order: dict[str, list[Section]] = defaultdict(list)
        self.turn: dict[str, int] = {}
        for place_path in paths_of(work.root):
            section = place_path[-1]
            if section.number:
                self.chapters[section.kind, section.number.values].append(place_path)
            if section.kind is SectionKind.ARTICLE:
                order = self.order[_annex_of(place_path)]
                self.turn[section.anchor] = len(order)
                order.append(section)

    def references(self) -> Iterator[Reference]:
        """The references of the work in reading order."""
        for number, place in enumerate(self.places):
            if place.text in self.work.title:  # the title printed again, in lines: it refers to nothing
                continue
            given = [match.span("short") for match in SHORT_NAME.finditer(place.text)]
            counts = max(len(self.declaration.articles), len(self._scope(place).articles)) > 2
            for mention in find_mentions(place.text, self.names, start=place.start, articles=counts):
                if any(start <= mention.start and mention.end <= end for start, end in given):
                    continue
                targets = RULES[mention.kind](self, number, place, mention)
                if targets is None:
                    continue
                raw = place.text[mention.start : mention.end]
                cited = (mention.name, *mention.numbers) if mention.name else mention.numbers
                own = spots(raw) if len(targets) > 1 and mention.numbers else ()
                shown = tuple((mention.start + start, mention.start + end) for start, end in own)
                yield Reference(
                    mention.kind.value, place.block.id, mention.start, mention.end, raw, cited, targets,
                    shown if len(shown) == len(targets) else (),
                )  # fmt: skip
        yield from self._repeats()

    def _lost(self, place: Place, mention: Mention, code: str, why: str, **values: object) -> tuple[Target, ...]:
        """Tell why a mention leads nowhere: a template that begins with its words, and what else fills it."""
        self.problems.append((place, mention, code, why, values))
        return ()

    # -- articles and chapters

    def _scope(self, place: Place) -> Declaration:
        """The text whose articles a bare 第二条 means: the annex or part that holds it, if that counts its own."""
        annex = self.annexes.get(place.annex) if self.annexes else None
        part = annex if annex and annex.articles else self.restarts.get("".join(top.anchor for top in place.path[1:2]))
        return part or self.declaration

    def _other(self, place: Place, mention: Mention) -> str:
        """The name of the other text whose articles a mention names; empty where they are this work's own."""
        if mention.kind is MentionKind.EXTERNAL_ARTICLE:
            return self.short.get(mention.name, ("", -1))[0] or mention.name
        if mention.kind is not MentionKind.INTERNAL:
            return ""
        said = _said(place, mention)
        return self.short.get(said, ("", -1))[0] or (self.changed if self._of_changed(said) else "")

    def _of_changed(self, said: str) -> bool:
        """Whether 本法 is said in words that another text will hold: a decision is no 法, what it changes is one."""
        return bool(self.changed) and is_its_own(said, self.changed) and not is_its_own(said, self.work.title)

    def _text(self, place: Place, mention: Mention) -> Declaration | str:
        """The text whose articles a mention names, or why there is none."""
        other = self._other(place, mention)
        if other:
            return (
                self.directory.held(other, self.declaration.traditional, self.declaration.days)
                or "{words}: that text is not in the library"
            )
        if mention.kind is MentionKind.ANNEX:
            return annex_meant(self.numbered, mention.name) or "{words}: this work has no such annex"
        scope = self._scope(place)
        if mention.kind is not MentionKind.INTERNAL:
            return scope
        said = _said(place, mention)
        if place.annex and scope is not self.declaration and is_its_own(said, scope.title):
            return scope
        if any(is_its_own(said, title) for title in self._enclosing(place)):
            return scope
        return self.declaration if is_its_own(said, self.work.title) else "{words}: this work is of another kind"

    def _enclosing(self, place: Place) -> Iterator[str]:
        """The titles of what the work encloses around a place: in a notice that issues 《X办法》, 本办法 is that."""
        for section in place.path[1:]:
            if section.number is None and section.heading is not None:
                yield self.work.heading_text(section)

    def articles(self, _: int, place: Place, mention: Mention) -> _Targets:
        """本法第十二条, 第十二条, 附件一第三条, 民法典第十二条: every article that is printed, or none."""
        text, other = self._text(place, mention), self._other(place, mention)
        if isinstance(text, str):
            if other:  # not held here: where the registry says
                return self.directory.targets(other, self.declaration.traditional, self.declaration.days)
            return self._lost(place, mention, "D701", text)
        targets = article_targets(text, place.text[mention.start : mention.end])
        if len(targets) < len(mention.numbers):
            where = "{words}: that text has no such article" if other else "{words}: no such article in this work"
            return self._lost(place, mention, "D701", where)
        return targets

    def annex(self, number: int, place: Place, mention: Mention) -> _Targets:
        """附件一第三条, 附件一第二章, or 附件一 alone, which is no reference where the work has no such annex."""
        if mention.numbers:
            return self.articles(number, place, mention)
        annex = annex_meant(self.numbered, mention.name)
        if _CHAPTER.search(mention.name):
            if annex is None:
                return self._lost(place, mention, "D701", "{words}: this work has no such annex")
            return self._chapter(place, mention, mention.name, annex.anchor)
        if annex is None and mention.name.startswith("附表"):  # a table between paragraphs, not at the end
            found = self.exhibits.named(place, "表", mention.name[2:])
            return tuple(Target(self.work.id, block) for block in found) or None
        return (Target(self.work.id, annex.anchor),) if annex and annex.anchor != place.annex else None

    def chapter(self, _: int, place: Place, mention: Mention) -> _Targets:
        """第三章第二节, in the annex that names it or in the main text."""
        match = SELF.match(mention.numbers[0])
        own = (self._scope(place).title, self.work.title, *self._enclosing(place))
        if match and self._of_changed(match[0].removesuffix("的")):
            return None
        if match and not any(is_its_own(match[0].removesuffix("的"), title) for title in own):
            return self._lost(place, mention, "D701", "{words}: this work is of another kind")
        return self._chapter(place, mention, mention.numbers[0])

    def _chapter(self, place: Place, mention: Mention, words: str, within: str = "") -> _Targets:
        """The chapter that ``words`` name in an annex; without one, the only such chapter or that of the own annex."""
        found: list[tuple[Section, ...]] = []
        for step, (printed, unit) in enumerate(_CHAPTER.findall(words)):
            paths = self.chapters.get((_CHAPTERS[unit], (han_value(printed),)), [])
            found = [path for path in paths if step == 0 or path[-2] is found[0][-1]]
            if within or len(found) > 1:
                found = [path for path in found if _annex_of(path) == (within or place.annex)]
            if len(found) != 1:
                return self._lost(place, mention, "D701", "{words}: no such chapter in this work, or more than one")
        return (Target(self.work.id, found[0][-1].anchor),)

    def part(self, _: int, place: Place, mention: Mention) -> _Targets:
        """见第三部分: one of the parts a work is divided into."""
        match = re.search(r"第(.+?)(部分|章|节)", mention.numbers[0])
        value = (han_value(match[1]),) if match else ()
        for child in self.work.root.children:
            if child.number and child.number.values == value and child.number.form in _PARTS:
                return (Target(self.work.id, child.anchor),)
        return self._lost(place, mention, "D701", "{words}: no such part in this work")

    def clause(self, _: int, place: Place, mention: Mention) -> _Targets:
        """本条第二款, 同条第二款; a bare 第二款 that its article does not have is no reference."""
        if SUBSECTIONS.fullmatch(mention.numbers[0]):
            return subsections(self.declaration, place.path, mention.numbers[0]) or None
        stand = self._stand(place, mention)
        if stand is None:
            return None
        anchor, whole = descend(stand.text.anchors, stand.article, stand.steps)
        if whole:
            return (Target(stand.text.work, anchor),)
        bare = mention.base is None and mention.numbers[0].startswith("第")
        return None if bare else self._lost(place, mention, "D701", "{words}: no such paragraph in this article")

    def _stand(self, place: Place, mention: Mention) -> _Stand | None:
        """Where a mention with clauses stands, so that another may go on from it; None where nobody knows."""
        printed = place.text[mention.start : mention.end]
        if mention.kind is MentionKind.CLAUSE and mention.base:
            base = self._stand(place, mention.base)
            if base is None:
                return None
            steps = steps_of(printed, base.text.traditional)
            if printed[0] not in "同该該":
                return _Stand(base.text, base.article, go_on(base.steps, steps))
            held = steps_of(f"第一{printed[1]}", base.text.traditional)  # 同条: 1 stands for any number
            kept = tuple(step for step in base.steps if held and step[0] <= held[0][0])
            return _Stand(base.text, base.article, (*kept, *steps))
        if mention.kind in (MentionKind.CLAUSE, MentionKind.RELATIVE):
            return self._here(place, mention, printed)
        text = self._text(place, mention)
        last = list(units(printed))[-1:]
        if isinstance(text, str) or not last or last[0][0] not in text.articles:
            return None
        return _Stand(text, text.articles[last[0][0]], steps_of(last[0][2], text.traditional))

    def _here(self, place: Place, mention: Mention, printed: str) -> _Stand | None:
        """第二款 and 本条第二款 in their own article, 前条第二款 and 前款第（一）项 before it."""
        text, article = self._scope(place), place.article
        if article is None:
            return None
        if mention.kind is MentionKind.RELATIVE:
            before = self.before(place, printed)
            if len(before) != 1:
                return None
            anchor = before[0]
            own = printed[1] in "条條"
            return _Stand(text, anchor if own else article.anchor, () if own else _way(anchor, article.anchor))
        steps = steps_of(printed, text.traditional)
        if steps and steps[0][0] > 1 and printed[0] == "第":  # an item of the paragraph that says so
            paragraph = _way(place.block.id, article.anchor)[: steps[0][0] - 1]
            if descend(text.anchors, article.anchor, (*paragraph, *steps))[1]:
                steps = (*paragraph, *steps)
        return _Stand(text, article.anchor, steps)

    def relative(self, _: int, place: Place, mention: Mention) -> _Targets:
        """前款, 前条, 本章, and with clauses: 前条第二款."""
        words = mention.numbers[0]
        if words[0] == "本":
            kind = _CHAPTERS[words[1]]
            section = next((one for one in reversed(place.path) if one.kind is kind), None)
            return (Target(self.work.id, section.anchor),) if section else None
        if place.article is None:
            return None
        before = self.before(place, words)
        steps = steps_of(words, self.declaration.traditional)
        if steps and len(before) == 1:
            stand = self._here(place, mention, words)
            anchor = descend(stand.text.anchors, stand.article, go_on(stand.steps, steps))[0] if stand else ""
            return (Target(self.work.id, anchor),) if anchor else None
        targets = tuple(Target(self.work.id, anchor) for anchor in before)
        return targets or self._lost(place, mention, "D701", "{words}: nothing stands before it")

    def before(self, place: Place, words: str) -> tuple[str, ...]:
        """The anchors that 前款, 前两项, 前条 mean; () where there are fewer.

        In mainland texts 项 is an item, in Taiwan's 項 a paragraph and 款 an item.
        """
        match = _BEFORE.match(words)
        if match is None or place.article is None:
            return ()
        count, unit = han_value(match["count"]) if match["count"] else 1, match["unit"]
        if unit in "条條":
            turn = self.turn[place.article.anchor]
            order = self.order[place.annex]
            return tuple(section.anchor for section in order[turn - count : turn]) if turn >= count else ()
        item = steps_of(f"第一{unit}", self.declaration.traditional)[0][0] > 1
        return tuple(block.id for block in blocks_before(place, item, count))

    # -- titles

    def title(self, number: int, place: Place, mention: Mention) -> _Targets:
        """《森林法》, or a short name that stands for a title."""
        full, said = self.short.get(mention.name, ("", -1))
        name = full if said >= 0 and number >= said and full else mention.name
        if self.directory.held(
            name, self.declaration.traditional, self.declaration.days
        ) == self.declaration or name_key(name) == name_key(self.work.title):
            return None  # a work that names itself
        targets = self.directory.targets(name, self.declaration.traditional, self.declaration.days)
        if not any(target.work for target in targets) and (anchor := self.enclosed.get(name_key(name))):
            inside = any(section.anchor == anchor for section in place.path)
            return None if inside else (Target(self.work.id, anchor),)
        if not targets and said >= 0 and number > said:
            return (Target(self.work.id, self.places[said].block.id),)
        if not targets and not self.directory.known(name) and not (said >= 0 and number == said):
            self._lost(place, mention, "D702", "{words}: the library neither holds it nor lists it in registry.yml")
        return targets

    # -- lists and continuations

    def announced(self, _: int, place: Place, mention: Mention) -> _Targets:
        """以下五方面 → 一是 … 五是, with the count checked; 以上五措 looks back."""
        wanted = han_value(mention.numbers[0])
        items = list_after(place) if mention.name == "以下" else list_before(place)
        if not items:
            return None
        if len(items) != wanted:
            why = "{words}: it announces {wanted}, but the list holds {held}"
            return self._lost(place, mention, "D703", why, wanted=wanted, held=len(items))
        return tuple(Target(self.work.id, anchor) for anchor in items)

    def exhibit(self, _: int, place: Place, mention: Mention) -> _Targets:
        """见表1, 如图2所示, 见注3, 见下表: the table, figure or note that is meant, where this work holds one."""
        numbers = mention.numbers
        found = self.exhibits.named(place, mention.name, numbers[0]) if numbers else beside(place, mention.name)
        return tuple(Target(self.work.id, block) for block in found) or None

    def continued(self, _: int, place: Place, mention: Mention) -> _Targets:
        """上接三版: to the other part, where the same source holds it."""
        part = self.parts.get((self.work.id, place.block.id))
        return (
            (part,) if part else self._lost(place, mention, "D705", "{words}: the other part of the text is not here")
        )

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


_CHAPTERS = {
    "编": SectionKind.BOOK, "編": SectionKind.BOOK, "章": SectionKind.CHAPTER, "节": SectionKind.DIVISION,
    "節": SectionKind.DIVISION,
}  # fmt: skip
_CHAPTER = re.compile(r"第([^第]+?)([编編章节節])")
_PARTS = (NumberForm.PART, NumberForm.HAN, NumberForm.CHAPTER)

_Rule = Callable[[Resolver, int, Place, Mention], _Targets]
RULES: Mapping[MentionKind, _Rule] = {
    MentionKind.INTERNAL: Resolver.articles,
    MentionKind.INTERNAL_BARE: Resolver.articles,
    MentionKind.ANNEX: Resolver.annex,
    MentionKind.EXTERNAL: Resolver.title,
    MentionKind.EXTERNAL_ARTICLE: Resolver.articles,
    MentionKind.TITLE: Resolver.title,
    MentionKind.CHAPTER: Resolver.chapter,
    MentionKind.PART: Resolver.part,
    MentionKind.CLAUSE: Resolver.clause,
    MentionKind.RELATIVE: Resolver.relative,
    MentionKind.ANNOUNCED: Resolver.announced,
    MentionKind.EXHIBIT: Resolver.exhibit,
    MentionKind.NOTE: Resolver.exhibit,
    MentionKind.CONTINUED: Resolver.continued,
}
"""How each kind of mention is resolved."""

_BEFORE = re.compile(r"前(?P<count>[两兩二三四五六])?(?P<unit>[款條条項项])")


@dataclass(frozen=True, slots=True)
class _Stand:
    """An article of a text and the way down from it."""

    text: Declaration
    article: str
    steps: Steps


def _said(place: Place, mention: Mention) -> str:
    """What a work calls itself or its law in a mention: 本条例."""
    match = SELF.match(place.text, mention.start)
    return match[0].removesuffix("的") if match else ""


def _annex_of(path: tuple[Section, ...]) -> str:
    return next((section.anchor for section in path if section.kind is SectionKind.ANNEX), "")


def _way(block: str, article: str) -> Steps:
    """The way down from an article to one of its blocks, read from the block's address."""
    steps = block.removeprefix(article).strip("-").split("-")
    return tuple((depth, int(step)) for depth, step in enumerate(steps, 1) if step.isdecimal())
