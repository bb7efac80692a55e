"""Translations beside the words they translate, with a quiet badge that tells their standing."""

from __future__ import annotations

from collections.abc import Iterable

from shanben.labels import SHORT, STATUSES
from shanben.markup import Markup, either, element, href, joined, link, phrased
from shanben.model.language import Translation, TranslationStatus
from shanben.model.works import Work


def translated(translations: Iterable[Translation]) -> Markup:
    """Translations one after the other, each after a space, with its badge where it is not official."""
    return joined(
        spanned(one, joined((element("span", one.text, classes="sb-words"), *_after_a_space(badge(one)))))
        for one in translations
    )


def spanned(translation: Translation, content: str) -> Markup:
    """Content that readers see while they want this language, after a space."""
    status = translation.status.value
    shown = element("span", content, classes="sb-translation", lang=translation.language, data_status=status)
    return Markup(" ") + shown


def linked(work: Work, title: str, anchor: str, address: str) -> Markup:
    """A link with a heading in every language; badges, which may be links themselves, stand behind it."""
    translations = work.translations.get(anchor, ())
    words = element("span", phrased(title), classes="sb-original", lang=work.language)
    words += joined(spanned(one, one.text) for one in translations)
    badges = [(one, badge(one)) for one in translations]
    return link(address, words) + joined(spanned(one, joined(_after_a_space(shown))) for one, shown in badges if shown)


def badge(translation: Translation) -> Markup:
    """The standing of a translation; a link where its source is an address.

    Official words need no badge but lead to their source; a number translated by rule is nobody's wording.
    """
    address = href(translation.source)
    official = translation.status is TranslationStatus.OFFICIAL and not translation.fuzzy
    if translation.status is TranslationStatus.RULE or (official and not address):
        return Markup()
    (chinese, english), short = STATUSES[translation.status], SHORT[translation.status]
    if translation.fuzzy:
        chinese, english = f"{chinese}，未校", f"{english}, not reviewed"
    title = " · ".join(part for part in (chinese, english, translation.source) if part)
    if address:
        shown = either("源", "source") if official else either(chinese, short)
        return link(address, shown, classes="sb-badge", title=title)
    return element("small", either(chinese, short), classes="sb-badge", title=title)


def _after_a_space(shown: Markup) -> tuple[Markup, ...]:
    return (Markup(" "), shown) if shown else ()


def shown_name(name: str, english: str) -> Markup | str:
    """A name as it is printed, and in English for who reads that alone."""
    return either(name, english) if english else name


def title_of(work: Work) -> Markup | str:
    """What a work is called where it is only mentioned: its title, for who reads English alone its title there."""
    titles = (one.text for one in work.translations.get(work.root.anchor, ()) if one.language.split("-")[0] == "en")
    english = next(titles, "")
    apart = f" ({work.told_apart})" if english and work.told_apart else ""
    return shown_name(phrased(work.name), f"{english}{apart}")


def in_title_marks(title: str) -> Markup:
    """A title between the marks of titles."""
    return joined((either("《", "“"), title, either("》", "”")))
