"""Which part of a saved web page is its text, and where its title stands.

Most pages do not say it. So they are judged by their sentences: the smallest part that holds nearly all of them is the
text, and the title is where the words stand that the page's head calls its title. Between that part and the whole page
stand a site's menus, its lists of other pages, its name and its foot: those are left out, and counted. Whatever has
sentences stays, and so does everything of a page of few sentences, which may be a list itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml import etree

from shanben.take.html_parsed import INLINE, first_words, is_hidden, left_out, name_of, words_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = HEADINGS | {"p", "li", "pre", "blockquote", "dl", "figure"}
"""What is never the part of a page that holds its text: the text itself."""
_LEAST = 60
"""Characters in sentences below which a page is not judged."""
_NEARLY_ALL = 0.8
_SENTENCE = 20
"""Characters of a paragraph that counts as sentences, where it has a mark among them."""
_MARKS = re.compile(r"[，。；！？,;!?]")
_LINKED = 0.5
"""Of the characters of a list of links beside the text, so many stand in links."""
_FOOT = re.compile(
    r"版权所有|版權所有|copyright|©|icp备|ICP備|公网安备|主办单位|承办单位|主辦單位|网站标识码|联系我们|聯絡我們|关于我们"
    r"|設為首頁|设为首页|技术支持|隐私|私隱",
    re.IGNORECASE,
)
_OWNER = re.compile(r"版权所有|版權所有|copyright|©|icp备|ICP備|公网安备|网站标识码", re.IGNORECASE)
"""Sentences about the owner of a site, which are none of the text."""
_KEPT = re.compile(r"附件|附錄|附录|[〔\[［【]\s*\d{4}\s*[〕\]］】]|第\s*\d+\s*[号號]")
"""What stays wherever it stands: attachments, and the number of a document."""
_PARTS = re.compile(r"[-_|–—·»«:：丨/]+|\s+")


@dataclass(frozen=True, slots=True)
class Body:
    """The element that is the title of a page, and the elements that are left out of its text."""

    title: etree._Element | None = None
    outside: frozenset[etree._Element] = frozenset()


NOWHERE = Body()
"""Of a page that is not judged."""


@dataclass(slots=True)
class _Measure:
    """What an element shows: characters, those in links to other pages, those in sentences."""

    characters: int = 0
    linked: int = 0
    sentences: int = 0
    own: int = 0
    """Characters of its own paragraph that stand in no link."""
    marks: int = 0


def body_of(page: etree._Element, title: str) -> Body:
    """The title of a page, called ``title`` in its head, and what stands around its text."""
    root = next((one for one in page.iter() if name_of(one) == "body"), page)
    measured = _measured(root)
    named = _titled(root, title, measured)
    title_of = named if _may_be_marked(root, named, measured) else None
    total = measured[root].sentences
    if total < _LEAST:
        return Body(title_of)
    dense = root
    while (inner := next((one for one in dense if _holds(one, measured, total)), None)) is not None:
        dense = inner
    ways = [_up(dense), _up(named)] if named is not None else [_up(dense)]
    shared = next(one for one in ways[0] if all(one in way for way in ways))
    targets = {str(one.get("href")).rpartition("#")[2] for one in dense.iter() if "#" in (one.get("href") or "")}
    search = _Search(measured, frozenset(one for way in ways for one in way), frozenset(targets - {""}), named)
    above = [one for one in ways[0] if one in _up(shared)[1:]]
    for one in above:
        search.around(one, near=False)
    for way in ways:
        for one in way[: way.index(shared) + 1]:
            if one is not named:
                search.around(one, near=True, within=one is dense)
    return Body(title_of, frozenset(search.found))


def lists_parts(page: etree._Element) -> bool:
    """Whether a page of an e-book is a list of the book's other parts: links to them and hardly a word beside."""
    body = next((one for one in page.iter() if name_of(one) == "body"), page)
    links = [one for one in body.iter() if name_of(one) == "a" and _leads_inside(str(one.get("href") or ""))]
    listed = sum(len("".join(words_of(one).split())) for one in links)
    return len(links) >= _LISTED and listed >= _MOSTLY * len("".join(words_of(body).split()))


def contents_of(page: etree._Element) -> frozenset[etree._Element]:
    """The elements of a page that list its own headings: links to them, and hardly a word beside."""
    if sum("#" in (one.get("href") or "") for one in page.iter("{*}a")) < _LISTED:
        return frozenset()
    headings = {first_words(one, _LINE) for one in page.iter() if name_of(one) in HEADINGS}
    lists = {element for element, listing in _listings(page, headings) if listing.is_of_headings}
    found: list[etree._Element] = []
    walk = etree.iterwalk(page, events=("start",), tag=[f"{{*}}{name}" for name in _LISTS])
    for _, element in walk:
        if element in lists:
            found.append(element)
            walk.skip_subtree()
    return frozenset(found)


@dataclass(slots=True)
class _Listing:
    """What an element lists: its characters and, of its links, how many, their characters and those to headings."""

    characters: int = 0
    links: int = 0
    listed: int = 0
    known: int = 0

    @property
    def is_of_headings(self) -> bool:
        """Whether most of its links lead to headings, and hardly a word stands beside them."""
        many = self.links >= _LISTED and self.known >= _MOSTLY * self.links
        return many and self.listed >= _MOSTLY * self.characters


def _listings(page: etree._Element, headings: AbstractSet[str]) -> Iterator[tuple[etree._Element, _Listing]]:
    """Every element with what it lists, after those in it: in one walk, however deep they stand in each other."""
    open_: list[_Listing] = [_Listing()]
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if event == "start":
            open_.append(_Listing(_length(element.text) if name_of(element) else 0))
            continue
        listing, around = open_.pop(), open_[-1]
        if name_of(element) == "a" and "#" in (element.get("href") or ""):
            listing.links += 1
            listing.listed = max(listing.listed, listing.characters)
            listing.known += first_words(element, _LINE) in headings
        yield element, listing
        around.characters += listing.characters + _length(element.tail)
        around.links += listing.links
        around.listed += listing.listed
        around.known += listing.known


def _length(text: str | None) -> int:
    return len("".join((text or "").split()))


_LINE = 400
"""Characters by which a heading and a link to it are compared."""
_LISTS = ("ul", "ol", "dl", "nav", "div", "p")


def _leads_inside(href: str) -> bool:
    return bool(href.partition("#")[0]) and not re.match(r"[a-z][a-z+.-]*:", href)


_LISTED = 3
"""Links of the shortest list of contents."""
_MOSTLY = 0.7


def _holds(element: etree._Element, measured: dict[etree._Element, _Measure], total: int) -> bool:
    known = measured.get(element)
    if known is None or name_of(element) in _PARAGRAPHS | INLINE:
        return False
    return known.sentences >= _NEARLY_ALL * total


def _up(element: etree._Element) -> list[etree._Element]:
    return [element, *element.iterancestors()]


@dataclass(slots=True)
class _Search:
    """Finds what is left out among the children of the elements around a text."""

    measured: dict[etree._Element, _Measure]
    way: frozenset[etree._Element]
    targets: frozenset[str]
    title: etree._Element | None
    found: list[etree._Element] = field(default_factory=list)

    def around(self, element: etree._Element, *, near: bool, within: bool = False) -> None:
        """Look at the children of an element. ``near``: title and text stand in it together.

        ``within``: it is the text itself, so what stands below its title is text.
        """
        before = self.title is not None and self.title in element.iterdescendants()
        for child in element:
            if child in self.way:
                before = False
            elif child in self.measured and name_of(child) not in INLINE and (before or not within):
                self._one(child, near=near, before=before)

    def _one(self, child: etree._Element, *, near: bool, before: bool) -> None:
        known = self.measured[child]
        if known.sentences:
            if not near and known.linked:
                self.around(child, near=False)
            return
        words = words_of(child)
        if _KEPT.search(words) or any(one.get("id") in self.targets for one in child.iter()):
            return
        linked = known.linked >= _LINKED * known.characters and known.linked
        if linked or (before and _is_of_site(child)) or (not near and (before or _FOOT.search(words))):
            self.found.append(child)


def _is_of_site(element: etree._Element) -> bool:
    """Whether what stands above a title has links or is a heading: no number of a document, no name of its body."""
    return any(name_of(one) in HEADINGS or name_of(one) == "a" for one in element.iter())


def _measured(root: etree._Element) -> dict[etree._Element, _Measure]:
    """What every visible element shows; its children are measured before it."""
    found: dict[etree._Element, _Measure] = {}
    for element in reversed(list(_visible(root))):
        known = found[element] = _Measure()
        _count(known, element.text)
        for child in element:
            inner = found.get(child)
            if inner is not None:
                known.characters += inner.characters
                known.linked += inner.linked
                known.sentences += inner.sentences
                if name_of(child) in INLINE:
                    known.own += inner.own
                    known.marks += inner.marks
            _count(known, child.tail)
        if name_of(element) == "a" and not (element.get("href") or "#").startswith("#"):
            known.linked, known.own, known.marks = known.characters, 0, 0
        elif name_of(element) not in INLINE and known.own >= _SENTENCE and known.marks:
            known.sentences += 0 if _OWNER.search(words_of(element)) else known.own
    return found


def _count(known: _Measure, text: str | None) -> None:
    if text and (words := "".join(text.split())):
        known.characters += len(words)
        known.own += len(words)
        known.marks += len(_MARKS.findall(words))


def _visible(root: etree._Element) -> Iterator[etree._Element]:
    """An element and those below it that are shown, in the order of the page."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not name_of(element) or left_out(element) is not None or is_hidden(element):
            continue
        yield element
        waiting += reversed(element)


def _titled(root: etree._Element, title: str, measured: dict[etree._Element, _Measure]) -> etree._Element | None:
    """The element whose words are the title of a page, without the name of its site: a heading before anything else."""
    for words in titles_of(title):
        same = [one for one in root.iter() if one in measured and _says(one, words, measured)]
        headings = [one for one in same if name_of(one) in HEADINGS]
        if headings:
            return headings[0]
        plain = [one for one in same if not measured[one].linked]
        plain = [one for one in plain if not _in_cell(one)] or plain
        if plain:
            return next((one for one in plain if name_of(one) not in INLINE), plain[0])
    return None


def _in_cell(element: etree._Element) -> bool:
    """Whether an element is a cell beside others, as in the table of what a page says about its document."""
    row = next((one for one in _up(element) if name_of(one) == "tr"), None)
    return row is not None and sum(name_of(one) in ("td", "th") for one in row) > 1


def _says(element: etree._Element, words: str, measured: dict[etree._Element, _Measure]) -> bool:
    return measured[element].characters == len(words) and "".join(words_of(element).split()) == words


def _may_be_marked(
    root: etree._Element, named: etree._Element | None, measured: dict[etree._Element, _Measure]
) -> bool:
    """Whether an element is a block by itself, and the title of all that stands below it."""
    if named is None or name_of(named) in INLINE:
        return False
    return name_of(named) != "h1" or _is_whole(root, named, measured)


def _is_whole(root: etree._Element, named: etree._Element, measured: dict[etree._Element, _Measure]) -> bool:
    """Whether a heading of the highest level stands over all others. Where each has its own text, it may not.

    So it is over none, over many (the chapters of a book), or over one that comes at once.
    """
    below = list(root.iter())
    below = below[below.index(named) + 1 :]
    others = [at for at, element in enumerate(below) if name_of(element) == "h1"]
    if not others or len(others) > _FEW:
        return True
    return not any(known.sentences for one in below[: others[0]] if (known := measured.get(one)))


_FEW = 3


def titles_of(title: str) -> Iterator[str]:
    """What a page may be called: all that its head says, then without the names that stand after it."""
    ends = [len(title), *(match.start() for match in reversed(list(_PARTS.finditer(title))))]
    words = dict.fromkeys("".join(title[:end].split()) for end in ends)
    yield from (one for one in words if len(one) >= _SHORTEST)


_SHORTEST = 4
