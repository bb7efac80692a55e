"""The glossary as Markdown pages: every term with its anchor, and every use of it with the words around it.

Sorted by pinyin and, for each language, by the translations. A glossary of many terms has a page a letter; a term of
many uses has pages of its own for them, so no page grows with the library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape as html
from itertools import groupby
from types import MappingProxyType

from pypinyin import Style, lazy_pinyin

from shanben.addresses import Addresses, relative
from shanben.labels import STATUSES
from shanben.markup import attributes, escape
from shanben.model.language import Sense, Term, TermUse, Translation, TranslationStatus
from shanben.model.library import Contents, Library, Page
from shanben.model.text import Block, BlockKind, read_spans
from shanben.model.works import Work

GLOSSARY = "glossary/index.md"
ONE_PAGE = 300
"""Terms up to which the glossary is one page."""
SHOWN_USES = 12
"""Uses of a term that stand under its entry; when there are more, they have pages of their own."""
USES_A_PAGE = 400
AROUND = 14
"""Characters shown on each side of a use."""

ORDERS: Mapping[str, str] = {"en": "按英文 · By English"}
USAGES: Mapping[str, tuple[str, str]] = {"admitted": ("也作", "also"), "avoid": ("不用", "not")}


def pinyin_key(text: str) -> str:
    """Where a term stands in the order of pinyin; marks that enclose it do not count."""
    bare = re.sub(r"\W", "", text)
    return " ".join(lazy_pinyin(bare, style=Style.TONE3, neutral_tone_with_five=True)).lower()


def _letter(term: Term) -> str:
    first = pinyin_key(term.text)[:1]
    return first if first.isascii() and first.isalpha() else "0"


# --- where terms stand ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms in the order of pinyin, and the page of each."""

    terms: tuple[Term, ...]
    page_of: Mapping[str, str]

    def link(self, here: str, term: str) -> str:
        """A Markdown link target from the page ``here`` to a term's entry. Raises KeyError for an unknown id."""
        return f"{relative(here, self.page_of[term])}#{term}"


def glossary(library: Library) -> Glossary:
    """Where every term of a library stands."""
    terms = tuple(sorted(library.terms, key=lambda term: (pinyin_key(term.text), term.text)))
    divided = len(terms) > ONE_PAGE
    pages = {term.id: f"glossary/{_letter(term)}.md" if divided else GLOSSARY for term in terms}
    return Glossary(terms, MappingProxyType(pages))


# --- marks in the texts ---------------------------------------------------------------------------------------------

_MARKED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NOTE, BlockKind.CAPTION})


def marks(work: Work) -> Mapping[str, tuple[TermUse, ...]]:
    """By block, the uses to be marked on the page: the first of each term in a section.

    None stands in a heading or a run-in heading, and none inside a reference that leads somewhere.
    """
    uses: dict[str, list[TermUse]] = defaultdict(list)
    for use in work.terms:
        uses[use.block].append(use)
    links: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for reference in work.references:
        if reference.targets and reference.kind != "repeat":
            links[reference.block].append((reference.start, reference.end))
    marked: dict[str, tuple[TermUse, ...]] = {}
    for section in work.sections():
        seen: set[tuple[str, int]] = set()
        for block in section.blocks:
            if block.id not in uses or block.kind not in _MARKED:
                continue
            first = _text_start(work, block)
            chosen: list[TermUse] = []
            for use in uses[block.id]:
                inside = any(use.start < end and start < use.end for start, end in links[block.id])
                if use.start >= first and not inside and (use.term, use.sense) not in seen:
                    seen.add((use.term, use.sense))
                    chosen.append(use)
            if chosen:
                marked[block.id] = tuple(chosen)
    return MappingProxyType(marked)


def _text_start(work: Work, block: Block) -> int:
    return len(read_spans(work.source.text, block.run_in.spans)) if block.run_in else 0


# --- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Use:
    """A use with the words around it."""

    work: str
    title: str
    block: str
    before: str
    words: str
    after: str


_Uses = Mapping[tuple[str, int], Sequence[_Use]]


def _uses(works: Iterable[Work]) -> _Uses:
    """The uses of every sense of every term, in the order of the library."""
    found: dict[tuple[str, int], list[_Use]] = defaultdict(list)
    for work in works:
        used = {use.block for use in work.terms}
        texts = {block.id: work.text(block) for block in work.blocks() if block.id in used}
        for use in work.terms:
            text = texts[use.block]
            before, after = text[max(0, use.start - AROUND) : use.start], text[use.end : use.end + AROUND]
            before = ("…" if use.start > AROUND else "") + before
            after += "…" if use.end + AROUND < len(text) else ""
            words = text[use.start : use.end]
            found[use.term, use.sense].append(_Use(work.id, work.title, use.block, before, words, after))
    return found


def glossary_pages(library: Library, addresses: Addresses, origin: str = "") -> Iterator[Page]:
    """Every page of the glossary; none where there are no terms. ``origin`` is the termbase's file."""
    if not library.terms:
        return
    where = glossary(library)
    uses = _uses(library.works)
    languages = [one for one in library.languages if any(_in_language(term, one) for term in library.terms)]
    by_page: dict[str, list[Term]] = defaultdict(list)
    for term in where.terms:
        by_page[where.page_of[term.id]].append(term)
    for path, terms in by_page.items():
        yield _page(path, terms, languages, uses, addresses, origin)
    if GLOSSARY not in by_page:
        yield _letters(by_page, languages, origin)
    for language in languages:
        yield _by_translation(library, language, where, origin)
    for term in where.terms:
        for number in range(len(term.senses)):
            yield from _uses_pages(term, number, uses.get((term.id, number), ()), where, addresses, origin)


def _page(
    path: str, terms: Sequence[Term], languages: Sequence[str], uses: _Uses, addresses: Addresses, origin: str
) -> Page:
    parts = [f"# 术语 · Glossary {attributes(id='glossary')}", _orders(path, languages)]
    contents: list[Contents] = []
    for letter, group in groupby(terms, key=_letter):
        several = tuple(group)
        parts.append(f"## {_shown_letter(letter)} {attributes(id=f'letter-{letter}', classes='sb-letter')}")
        for term in several:
            parts += _entry(path, term, uses, addresses)
        entries = tuple(Contents(term.id, term.text, _preferred(term), ()) for term in several)
        contents.append(Contents(f"letter-{letter}", _shown_letter(letter), (), entries))
    return Page(path, "术语 · Glossary", "\n\n".join(parts) + "\n", tuple(contents), origin)


def _shown_letter(letter: str) -> str:
    return letter.upper() if letter != "0" else "0–9"


def _orders(path: str, languages: Sequence[str]) -> str:
    """The ways into the glossary."""
    others = [f"[{ORDERS.get(language, language)}]({relative(path, _order_path(language))})" for language in languages]
    return f"{' · '.join(['按拼音 · By pinyin', *others])}\n{attributes(classes='sb-orders')}"


def _entry(path: str, term: Term, uses: _Uses, addresses: Addresses) -> Iterator[str]:
    title = f'<span class="sb-original" lang="zh">{escape(term.text)}</span>'
    yield f"### {title} {attributes(id=term.id, classes='sb-term')}"
    others = [f"{USAGES[usage][0]} {escape(form)}" for form, usage in term.aliases if usage in USAGES]
    if others:
        yield f"{' · '.join(others)}\n{attributes(classes='sb-forms')}"
    for number, sense in enumerate(term.senses):
        yield from _sense(sense, f"{number + 1}. " if len(term.senses) > 1 else "")
        yield from _use_lines(path, term, number, uses.get((term.id, number), ()), addresses)


def _sense(sense: Sense, number: str) -> Iterator[str]:
    shown = [_rendering(translation) for translation in sense.translations]
    if shown or number:
        yield f"{escape(number)}{' '.join(shown)}\n{attributes(classes='sb-sense')}"
    if sense.definition:
        yield f"{_paragraph(sense.definition)}\n{attributes(classes='sb-definition')}"
    if sense.note:
        yield f"{_paragraph(sense.note)}\n{attributes(classes='sb-note')}"


def _paragraph(text: str) -> str:
    return escape(" ".join(text.split()))


def _rendering(translation: Translation) -> str:
    """A translation with its usage, its standing and the way to its source."""
    usage = USAGES.get(translation.usage)
    prefix = f'<span class="sb-usage">{usage[1]}</span> ' if usage else ""
    chinese, english = STATUSES[translation.status]
    words = escape(translation.text)
    if translation.source:
        standing = f'<a class="sb-badge" href="{html(translation.source)}" title="{html(english)}">{chinese}</a>'
    else:
        standing = f'<small class="sb-badge" title="{html(english)}">{chinese}</small>'
    official = translation.status in (TranslationStatus.OFFICIAL, TranslationStatus.TREATY) and not translation.source
    badge = "" if official or translation.usage == "avoid" else f" {standing}"
    classes = f"sb-translation sb-{translation.usage}"
    language = html(translation.language)
    return f'{prefix}<span class="{classes}" lang="{language}">{words}</span>{badge}'


def _preferred(term: Term) -> tuple[Translation, ...]:
    """The first preferred translation of a term into each language."""
    first: dict[str, Translation] = {}
    for sense in term.senses:
        for translation in sense.translations:
            if translation.usage == "preferred":
                first.setdefault(translation.language, translation)
    return tuple(first.values())


# --- uses -----------------------------------------------------------------------------------------------------------


def _use_lines(path: str, term: Term, number: int, uses: Sequence[_Use], addresses: Addresses) -> Iterator[str]:
    if not uses:
        return
    if len(uses) > SHOWN_USES:
        target = relative(path, _uses_path(term, number, 0))
        yield f"[{len(uses):,} 处 · {len(uses):,} uses]({target})\n{attributes(classes='sb-uses')}"
    else:
        yield _concordance(path, uses, addresses)


def _concordance(path: str, uses: Sequence[_Use], addresses: Addresses) -> str:
    """Uses with the words around them, each linking to its paragraph, under the titles of their works."""
    lines = ['<div class="sb-uses" markdown>', ""]
    for (_, title), group in groupby(uses, key=lambda use: (use.work, use.title)):
        lines.append(f"- {escape(title)}")
        for use in group:
            target = addresses.link(path, use.work, use.block)
            lines.append(f"    - {escape(use.before)}[**{escape(use.words)}**]({target}){escape(use.after)}")
    return "\n".join([*lines, "", "</div>"])


def _uses_path(term: Term, number: int, part: int) -> str:
    sense = f"-{number + 1}" if number else ""
    return f"glossary/uses/{term.id}{sense}{f'.{part + 1}' if part else ''}.md"


def _uses_pages(
    term: Term, number: int, uses: Sequence[_Use], where: Glossary, addresses: Addresses, origin: str
) -> Iterator[Page]:
    if len(uses) <= SHOWN_USES:
        return
    parts = [uses[start : start + USES_A_PAGE] for start in range(0, len(uses), USES_A_PAGE)]
    for part, shown in enumerate(parts):
        path = _uses_path(term, number, part)
        back = f"[{escape(term.text)}]({where.link(path, term.id)})"
        title = f"{term.text}：用例 · Uses"
        blocks = [f"# {escape(title)} {attributes(id='uses')}", back, _concordance(path, shown, addresses)]
        turns = [
            f"[{words}]({relative(path, _uses_path(term, number, other))})"
            for other, words in ((part - 1, "← 上页 · Previous"), (part + 1, "下页 · Next →"))
            if 0 <= other < len(parts)
        ]
        if turns:
            blocks.append(" · ".join(turns))
        yield Page(path, title, "\n\n".join(blocks) + "\n", (), origin)


# --- orders ---------------------------------------------------------------------------------------------------------


def _order_path(language: str) -> str:
    return f"glossary/by-{language.lower()}.md"


def _letters(by_page: Mapping[str, Sequence[Term]], languages: Sequence[str], origin: str) -> Page:
    """The first page of a glossary that has a page a letter."""
    items = [
        f"- [{_shown_letter(_letter(terms[0]))}]({relative(GLOSSARY, path)}): {len(terms):,}"
        for path, terms in by_page.items()
    ]
    parts = [f"# 术语 · Glossary {attributes(id='glossary')}", _orders(GLOSSARY, languages), "\n".join(items)]
    return Page(GLOSSARY, "术语 · Glossary", "\n\n".join(parts) + "\n", (), origin)


def _by_translation(library: Library, language: str, where: Glossary, origin: str) -> Page:
    """The terms in the order of their translations into one language, forms to avoid left out."""
    rows = sorted(
        (_order_key(translation.text), translation.text, term.text, term.id)
        for term in library.terms
        for sense in term.senses
        for translation in sense.translations
        if translation.language == language and translation.usage != "avoid"
    )
    path = _order_path(language)
    items = [
        f'- <span lang="{html(language)}">{escape(text)}</span> [{escape(chinese)}]({where.link(path, term)})'
        for _, text, chinese, term in rows
    ]
    title = f"术语 · Glossary ({language})"
    pinyin = f"[按拼音 · By pinyin]({relative(path, GLOSSARY)})\n{attributes(classes='sb-orders')}"
    return Page(path, title, "\n\n".join([f"# {title}", pinyin, "\n".join(items)]) + "\n", (), origin)


def _in_language(term: Term, language: str) -> bool:
    return any(translation.language == language for sense in term.senses for translation in sense.translations)


_ARTICLE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)


def _order_key(text: str) -> str:
    return _ARTICLE.sub("", text).casefold()
