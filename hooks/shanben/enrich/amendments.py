"""Which works of a library change others: decisions of amendment (关于修改《X》的决定), amendments (X修正案), repeals.

What is changed is named in the title or, where that says 部分法律 or 等三部法律, at the head of the paragraphs that
tell what is changed in each; what a work repeals, also in its closing words (《X》同时废止). The text that came of an
amendment is the version of the decision's day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shanben.enrich.versions import AMENDING, are_one, bare_title
from shanben.enrich.wordings import date_of
from shanben.model.versions import Change, Versions
from shanben.model.works import Work

_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_INNER = str.maketrans("〈〉", "《》")
_MANY = re.compile(r"部分|[等几幾]|若干|一批")
_HEADED = re.compile(
    r"^(?:第?[\d一二三四五六七八九十百]+[、.．条條]\s*)?"
    r"(?:对|對|将|將|修[改订訂正]|废止|廢止|删去|刪去)?《(?P<title>(?:[^《》]|《[^《》]*》)+)》"
    r"(?P<rest>.{0,60})",
    re.DOTALL,
)
_CHANGED = re.compile(r"修[改正订訂]|[删刪][去除]|增[加补補]|改[为為]|废止|廢止|失效|$")
_VERB = re.compile(r"(?P<amends>修[改订訂正])|(?P<ends>废止|廢止)")


def find_changes(works: Iterable[Work], versions: Iterable[Versions]) -> tuple[Change, ...]:
    """What works of a library change others, in its order; each pair once."""
    listed = list(works)
    home = {version.work: found for found in versions for version in found.versions}
    address = {work.id: home[work.id].id if work.id in home else work.id for work in listed}
    titled: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for work in listed:
        titled[bare_title(work.title)][address[work.id]] = None
    days = {work.id: date_of(work) for work in listed}
    texts = {work.id: work for work in listed}
    found: dict[tuple[str, str], Change] = {}
    for work in listed:
        by = address[work.id]
        for name, ends in _named(work):
            for of in _one_work(titled, name, work, texts):
                if of != by:
                    made = "" if ends else _made(home.get(of), days[work.id])
                    found.setdefault((work.id, of), Change(work.id, of, made, ends, work.awaited))
        for name in (fact.text for fact in work.facts if fact.name == "repeals"):
            for of in _one_work(titled, name, work, texts):
                if of != by and days[of] < days[work.id]:
                    # what an earlier version ended has ended, whatever a later one is waiting for
                    ending = work.id if work.awaited else by
                    found.setdefault((ending, of), Change(ending, of, ends=True, awaited=work.awaited))
    return tuple(found.values())


def changed_by(title: str) -> str:
    """The one text that a work changes, as its title names it; empty where it changes none, or several."""
    found = AMENDING.search("".join(title.split()))
    if found is None or found["work"]:
        return found["work"] if found else ""
    names = _NAMED.findall(found["what"])
    alone = len(names) == 1 and not _MANY.search(_NAMED.sub("", found["what"]))
    return names[0].translate(_INNER) if alone else ""


def _one_work(
    titled: Mapping[str, Mapping[str, None]], name: str, work: Work, texts: Mapping[str, Work]
) -> tuple[str, ...]:
    """The work that another names: one, or copies of one that nothing dates; none where several share a title."""
    named = tuple(next((titled[one] for one in _titles(name, work.title) if one in titled), ()))
    copies = all(are_one(texts[named[0]], texts[other]) for other in named[1:])
    return named if copies else ()


def _titles(name: str, title: str) -> Iterator[str]:
    """What a work that is named may be called: with 《》 inside for 〈〉, also behind the issuer of what names it."""
    whole = bare_title(name.translate(_INNER))
    yield whole
    if whole.startswith("关于"):
        yield bare_title(title).partition("关于")[0] + whole


def _named(work: Work) -> Iterator[tuple[str, bool]]:
    """The titles of what a work changes, and whether it ends it."""
    title = AMENDING.search("".join(work.title.split()))
    if title is None:
        return
    if title["work"]:
        yield title["work"], False
        return
    what = title["what"]
    verbs = [(verb.start(), bool(verb["ends"])) for verb in _VERB.finditer(_NAMED.sub(_blank, what))]
    if not verbs:
        return
    names = list(_NAMED.finditer(what))
    for name in names:
        yield name[1], [ends for at, ends in verbs if at < name.start()][-1]
    if names and not _MANY.search(_NAMED.sub("", what)):
        return
    for block in work.blocks():
        head = _HEADED.match(work.text(block))
        if head and _CHANGED.search(head["rest"]):
            yield head["title"], _ends(head[0], {ends for _, ends in verbs})


def _blank(name: re.Match[str]) -> str:
    """As many characters without words, so that the verbs around a name keep their places."""
    return "　" * len(name[0])


def _ends(words: str, verbs: set[bool]) -> bool:
    """Whether a paragraph ends what it names: as the title says or, where that says both, its own words."""
    return verbs == {True} or (len(verbs) > 1 and "废止" in words.replace("廢", "废"))


def _made(found: Versions | None, day: str) -> str:
    """The text of a work that a decision of some day made: the version of that very day, empty where there is none."""
    return next((version.work for version in found.versions if version.date == day), "") if found and day else ""
