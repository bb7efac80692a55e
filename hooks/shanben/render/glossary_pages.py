"""The glossary's pages: every term with its anchor, and every use of it with the words around it.

Sorted by pinyin and, for each language, by the translations. A glossary of many terms has a page a letter; a term of
many uses has pages of its own for them, so no page grows with the library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from shanben.addresses import Addresses
from shanben.labels import SHORT, STATUSES
from shanben.markup import Markup, article, both, either, element, escape, href, joined, link, phrased
from shanben.model.language import Sense, Term, Translation, TranslationStatus
from shanben.model.library import Contents, Library, Page
from shanben.model.works import Work
from shanben.render.glossary import GLOSSARY, Glossary, glossary, letter
from shanben.render.lists import nested_list, plain_list
from shanben.render.told import language_of, told

SHOWN_USES = 12
"""Uses of a term that stand under its entry; when there are more, they have pages of their own."""
USES_A_PAGE = 400
AROUND = 14
"""Characters shown on each side of a use."""

TITLE = "术语 · Glossary"
ORDERS: Mapping[str, str] = {"en": "按英文 · By English"}
USAGES: Mapping[str, tuple[str, str]] = {"admitted": ("也作", "also"), "avoid": ("不用", "not")}


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
        yield _page(path, terms, languages, uses, where, addresses, origin)
    if GLOSSARY not in by_page:
        yield _letters(by_page, languages, addresses, origin)
    for language in languages:
        yield _by_translation(library, language, where, addresses, origin)
    for term in where.terms:
        for number in range(len(term.senses)):
            yield from _uses_pages(term, number, uses.get((term.id, number), ()), where, addresses, origin)


def _page(
    path: str, terms: Sequence[Term], languages: Sequence[str], uses: _Uses, where: Glossary, addresses: Addresses,
    origin: str,
) -> Page:  # fmt: skip
    parts = [
        element("h1", both(TITLE), id="glossary"),
        _orders(path, languages, addresses),
        _letter_bar(path, where, addresses),
    ]
    contents: list[Contents] = []
    for first, group in groupby(terms, key=letter):
        several = tuple(group)
        anchor, words = f"letter-{first}", _shown_letter(first)
        parts.append(element("h2", words, id=anchor, classes="sb-letter"))
        for term in several:
            parts += _entry(path, term, uses, addresses)
        entries = tuple(Contents(term.id, term.text, _preferred(term), ()) for term in several)
        contents.append(Contents(anchor, words, (), entries))
    return Page(path, TITLE, article(parts), (Contents("glossary", TITLE, (), tuple(contents)),), origin)


def _letter_bar(path: str, where: Glossary, addresses: Addresses) -> Markup:
    """The letters that terms stand under, each a link to the first of them."""
    pages = {letter(term): where.page_of[term.id] for term in where.terms}
    links = (
        link(f"{addresses.between(path, page) if page != path else ''}#letter-{first}", _shown_letter(first))
        for first, page in pages.items()
    )
    return element("nav", *links, classes="sb-letters", aria_label="字母 · Letters")


def _shown_letter(letter: str) -> str:
    return letter.upper() if letter != "0" else "0–9"


def _orders(path: str, languages: Sequence[str], addresses: Addresses) -> Markup:
    """The ways into the glossary."""
    others = [
        link(addresses.between(path, _order_path(language)), both(ORDERS.get(language, language)))
        for language in languages
    ]
    return element("p", joined([both("按拼音 · By pinyin"), *others], " · "), classes="sb-orders")


def _entry(path: str, term: Term, uses: _Uses, addresses: Addresses) -> Iterator[Markup]:
    title = element("span", phrased(term.text), classes="sb-original", lang="zh")
    yield element("h3", title, id=term.id, classes="sb-term")
    others = [joined((either(*USAGES[usage]), form), " ") for form, usage in term.aliases if usage in USAGES]
    if others:
        yield element("p", joined(others, " · "), classes="sb-forms")
    for number, sense in enumerate(term.senses):
        yield from _sense(sense, f"{number + 1}. " if len(term.senses) > 1 else "")
        yield from _use_lines(path, term, number, uses.get((term.id, number), ()), addresses)


def _sense(sense: Sense, number: str) -> Iterator[Markup]:
    shown = [_rendering(translation) for translation in sense.translations]
    if shown or number:
        yield element("p", number, joined(shown, " "), classes="sb-sense")
    if sense.definition:
        yield element(
            "p", " ".join(sense.definition.split()), classes="sb-definition", lang=language_of(sense.definition)
        )
    if sense.note:
        yield element("p", told(" ".join(sense.note.split())), classes="sb-note")


def _rendering(translation: Translation) -> Markup:
    """A translation with its usage, its standing and the way to its source."""
    usage = USAGES.get(translation.usage)
    classes = f"sb-translation sb-{translation.usage}"
    words = element("span", translation.text, classes=classes, lang=translation.language)
    official = translation.status in (TranslationStatus.OFFICIAL, TranslationStatus.TREATY) and not translation.source
    parts = [element("span", either(*usage), classes="sb-usage")] if usage else []
    parts.append(words)
    if not official and translation.usage != "avoid":
        parts.append(_standing(translation))
    return element("span", joined(parts, " "), classes="sb-translation", lang=translation.language)


def _standing(translation: Translation) -> Markup:
    chinese, english = STATUSES[translation.status]
    shown = either(chinese, SHORT[translation.status])
    address = href(translation.source)
    if address:
        return link(address, shown, classes="sb-badge", title=f"{chinese} · {english}")
    title = " · ".join(part for part in (chinese, english, translation.source) if part)
    return element("small", shown, classes="sb-badge", title=title)


def _preferred(term: Term) -> tuple[Translation, ...]:
    """The first preferred translation of a term into each language."""
    first: dict[str, Translation] = {}
    for sense in term.senses:
        for translation in sense.translations:
            if translation.usage == "preferred":
                first.setdefault(translation.language, translation)
    return tuple(first.values())


# --- uses -----------------------------------------------------------------------------------------------------------


def _use_lines(path: str, term: Term, number: int, uses: Sequence[_Use], addresses: Addresses) -> Iterator[Markup]:
    if not uses:
        return
    if len(uses) > SHOWN_USES:
        target = addresses.between(path, _uses_path(term, number, 0))
        yield element("p", link(target, both(f"{len(uses):,} 处", f"{len(uses):,} uses")), classes="sb-uses")
    else:
        counted = both(f"{len(uses)} 处", f"{len(uses)} use{'' if len(uses) == 1 else 's'}")
        yield element("details", element("summary", counted), _concordance(path, uses, addresses), classes="sb-used")


def _concordance(path: str, uses: Sequence[_Use], addresses: Addresses) -> Markup:
    """Uses with the words around them, each linking to its paragraph, under the titles of their works."""
    entries: list[tuple[int, Markup]] = []
    for (_, title), group in groupby(uses, key=lambda use: (use.work, use.title)):
        entries.append((0, escape(title)))
        for use in group:
            words = link(addresses.link(path, use.work, use.block), element("strong", use.words))
            entries.append((1, joined((use.before, words, use.after))))
    return element("div", nested_list(entries), classes="sb-uses")


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
        title = f"{term.text}：用例 · Uses"
        body = [
            element("h1", term.text, either("：用例", ": uses"), id="uses"),
            element("p", link(where.link(path, term.id, addresses), term.text)),
            _concordance(path, shown, addresses),
        ]
        turns = [
            link(addresses.between(path, _uses_path(term, number, other)), words)
            for other, words in ((part - 1, both("← 上页 · Previous")), (part + 1, both("下页 · Next →")))
            if 0 <= other < len(parts)
        ]
        if turns:
            body.append(element("p", joined(turns, " · ")))
        yield Page(path, title, article(body), (Contents("uses", title, (), ()),), origin)


# --- orders ---------------------------------------------------------------------------------------------------------


def _order_path(language: str) -> str:
    return f"glossary/by-{language.lower()}.md"


def _letters(
    by_page: Mapping[str, Sequence[Term]], languages: Sequence[str], addresses: Addresses, origin: str
) -> Page:
    """The first page of a glossary that has a page a letter."""
    items = [
        joined((link(addresses.between(GLOSSARY, path), _shown_letter(letter(terms[0]))), f": {len(terms):,}"))
        for path, terms in by_page.items()
    ]
    body = (element("h1", both(TITLE), id="glossary"), _orders(GLOSSARY, languages, addresses), plain_list(items))
    return Page(GLOSSARY, TITLE, article(body), (Contents("glossary", TITLE, (), ()),), origin)


def _by_translation(library: Library, language: str, where: Glossary, addresses: Addresses, origin: str) -> Page:
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
        joined((element("span", text, lang=language), link(where.link(path, term, addresses), chinese)), " ")
        for _, text, chinese, term in rows
    ]
    title, anchor = _title_by(language), f"glossary-{language.lower()}"
    pinyin = element("p", link(addresses.between(path, GLOSSARY), both("按拼音 · By pinyin")), classes="sb-orders")
    body = (element("h1", both(title), id=anchor), pinyin, plain_list(items))
    return Page(path, title, article(body), (Contents(anchor, title, (), ()),), origin)


def _title_by(language: str) -> str:
    """What the page in the order of a language is called, in both of ours."""
    chinese, english = (ORDERS.get(language) or f"按 {language} · By {language}").split(" · ")
    return f"术语：{chinese} · Glossary: {english[0].lower()}{english[1:]}"


def _in_language(term: Term, language: str) -> bool:
    return any(translation.language == language for sense in term.senses for translation in sense.translations)


_ARTICLE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)


def _order_key(text: str) -> str:
    return _ARTICLE.sub("", text).casefold()
