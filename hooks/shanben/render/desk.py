"""The editors' page: what is still to be done in a library, each with its place on the site and in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shanben.addresses import Addresses, is_published
from shanben.labels import STATUSES
from shanben.lineation import Lines, lines_of
from shanben.markup import Markup, article, both, bracketed, either, element, href, joined, link
from shanben.model.language import TranslationStatus
from shanben.model.library import Contents, Library, Page
from shanben.model.text import Block, Origin
from shanben.model.works import Work
from shanben.problems import DRAFTED, Problem
from shanben.render.glossary import Glossary
from shanben.render.lists import plain_list
from shanben.render.told import told
from shanben.wording import in_chinese

DESK = "editors/index.md"
LONGEST = 80
"""Characters that are shown of a line of a source."""
MOST = 500
"""Rows of one list; `shanben check` and `shanben translations status` tell everything."""

_GIVEN = frozenset({TranslationStatus.OFFICIAL, TranslationStatus.TREATY, TranslationStatus.RULE})
"""Standings of translations that leave an editor nothing to do."""
_NAMED_ONLY = frozenset({"continued"})
"""Kinds of reference that name no text."""
_LISTED = frozenset({"D701", "D702"})
"""Doubts about references, which have a list of their own."""


class TaskKind(StrEnum):
    """What is to be done. The values are the anchors of the lists."""

    QUERY = "queries"
    DOUBT = "doubts"
    UNTRANSLATED = "untranslated"
    UNOFFICIAL = "unofficial"
    UNRESOLVED = "unresolved"
    UNUSED = "unused"


NAMES: dict[TaskKind, tuple[str, str]] = {
    TaskKind.QUERY: ("存疑", "open queries"),
    TaskKind.DOUBT: ("待核", "doubts"),
    TaskKind.UNTRANSLATED: ("未译标题", "untranslated headings"),
    TaskKind.UNOFFICIAL: ("非官方译题", "unofficial headings"),
    TaskKind.UNRESOLVED: ("未解引用", "unresolved references"),
    TaskKind.UNUSED: ("未用术语", "unused terms"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: its words, where it shows (empty: nowhere), and the file and line to edit."""

    kind: TaskKind
    words: str
    shown: str
    """The path of a page of the site, with an anchor."""
    edit: Origin
    text: str = ""
    """The line of the source that it is about."""
    draft: str = ""
    """What the engine's draft says of it, to be copied into an edition file."""
    standing: tuple[str, str] = ("", "")
    """How a translation stands, in Chinese and English."""
    english: str = ""
    """What the engine says in ``words``, in English; empty where editors or a text say it."""
    translated: tuple[str, str] = ("", "")
    """A translation that is to be looked at, after its language."""


Locate = Callable[[str, str], Origin]
"""Where a line stands in a file of the seeds' folder: the file's name, the line's words."""


def tasks(
    library: Library, problems: Sequence[Problem], where: Addresses, terms: Glossary, locate: Locate
) -> tuple[Task, ...]:
    """Everything that is to be done in a library, in its order."""
    found = list(_doubts(library, problems, where))
    for shaped in library.sources:
        lines = lines_of(shaped.source.text)
        for work in shaped.works:
            found += _of_work(work, lines, library.languages, where, locate)
    used = {use.term for work in library.works for use in work.terms}
    for term in terms.terms:
        if term.id not in used:
            page = f"{terms.page_of[term.id]}#{term.id}"
            found.append(Task(TaskKind.UNUSED, term.text, page, locate("termbase.yml", f"- term: {term.text}")))
    return tuple(found)


def counts(found: Sequence[Task]) -> dict[TaskKind, int]:
    """How many there are of each kind, none left out."""
    return {kind: sum(task.kind is kind for task in found) for kind in TaskKind}


def _doubts(library: Library, problems: Sequence[Problem], where: Addresses) -> Iterator[Task]:
    sources = {shaped.source.path.as_posix(): shaped.source for shaped in library.sources}
    lines: dict[str, Lines] = {}
    for problem in problems:
        if not problem.code.startswith("D") or problem.code in _LISTED:
            continue
        path, line = problem.origin.path, max(problem.origin.line, 1)
        source = sources.get(path)
        shown = f"{where.receipt_page(source, line)}#L{line}" if source else ""
        text = ""
        if source and path not in lines:
            lines[path] = lines_of(source.text)
        if source and line <= len(lines[path]):
            there = lines[path][line]
            text = source.text[there.start : there.end].strip()
        drafted = str(problem.values.get(DRAFTED, ""))
        words, english = (f"{problem.code} {said}" for said in (in_chinese(problem), problem.text))
        yield Task(TaskKind.DOUBT, words, shown, problem.origin, text, drafted, english=english)


def _of_work(work: Work, lines: Lines, languages: Sequence[str], where: Addresses, locate: Locate) -> Iterator[Task]:
    blocks = {block.id: block for block in work.blocks()}
    for query in work.queries:
        anchor = query.block if query.block in where.works[work.id].page_of else work.root.anchor
        yield Task(TaskKind.QUERY, query.question, _place(work, anchor, where), query.origin)
    for section in work.sections():
        if section.heading is None:
            continue
        heading = work.text(section.heading) if isinstance(section.heading, Block) else section.heading.text
        given = {one.language: one for one in work.translations.get(section.anchor, ())}
        for language in languages:
            one = given.get(language)
            file = locate(f"headings.{language}.po", f'msgctxt "{work.id}#{section.anchor}"')
            place = _place(work, section.anchor, where)
            if one is None and section.number and not heading[section.number.length :].strip():
                continue  # 附件1: a rule gives it with the first heading that is translated
            if one is None:
                yield Task(TaskKind.UNTRANSLATED, f"{heading} ({language})", place, file)
            elif one.status not in _GIVEN or one.fuzzy:
                standing = ("未核", "not reviewed") if one.fuzzy else STATUSES[one.status]
                made = (language, one.text)
                yield Task(TaskKind.UNOFFICIAL, heading, place, file, standing=standing, translated=made)
    for reference in work.references:
        block = blocks.get(reference.block)
        if reference.targets or reference.kind in _NAMED_ONLY or block is None or not is_published(block):
            continue
        line = lines.at(block.spans[0].start).number
        yield Task(
            TaskKind.UNRESOLVED, reference.raw, _place(work, block.id, where), Origin(work.source.path.as_posix(), line)
        )


def _place(work: Work, anchor: str, where: Addresses) -> str:
    return f"{where.page(work.id, anchor)}#{anchor}"


TITLE = "编务 · Editors"


def desk_page(found: Sequence[Task], where: Addresses, edit: Callable[[str], str]) -> Page:
    """The page. ``edit`` gives the address at which a file can be edited, or nothing where it has none."""
    title, numbers = TITLE, counts(found)
    names = {
        kind: f"{chinese} · {english.capitalize()} ({numbers[kind]})" for kind, (chinese, english) in NAMES.items()
    }
    parts = [
        element("h1", both(title), id="editors"),
        element(
            "p",
            both(
                "仍待处理之处，各附页面位置与文件行号。",
                "What is still to be done, each with its place and the file to edit.",
                "\n",
            ),
        ),
    ]
    for kind, number in numbers.items():
        parts.append(element("h2", both(NAMES[kind][0], NAMES[kind][1].capitalize()), f" ({number})", id=kind.value))
        listed = [task for task in found if task.kind is kind][:MOST]
        rows = plain_list(_row(task, where, edit) for task in listed)
        parts.append(rows if listed else element("p", both("无 · None")))
        if number > MOST:
            more = both(f"另有 {number - MOST} 条 · {number - MOST} more")
            parts.append(element("p", more, ": ", element("code", "shanben check")))
    below = tuple(Contents(kind.value, name, (), ()) for kind, name in names.items())
    outline = (Contents("editors", title, (), below),)
    return Page(DESK, title, article(parts), outline, front_matter={"search": {"exclude": True}})


def _row(task: Task, where: Addresses, edit: Callable[[str], str]) -> Markup:
    words: Markup | str = " ".join(task.words.split())
    if task.kind is TaskKind.QUERY:
        words = told(words)
    if task.english:
        words = both(words, " ".join(task.english.split()), "\n")
    if task.translated[1]:
        words = joined((words, " — ", element("span", task.translated[1], lang=task.translated[0])))
    if task.standing[0]:
        words = joined((words, " ", bracketed(either(*task.standing))))
    page, _, anchor = task.shown.partition("#")
    shown = link(f"{where.between(DESK, page)}#{anchor}", words) if page else words
    place = element("code", f"{task.edit.path}:{task.edit.line}" if task.edit.line else task.edit.path)
    address = href(edit(task.edit.path))
    line = f"#L{task.edit.line}" if task.edit.line else ""
    row = joined((shown, link(f"{address}{line}", place) if address else place), " — ")
    if not (task.text or task.draft):
        return row
    beside = [element("span", task.text[:LONGEST], classes="sb-desk-text", lang="zh")] if task.text else []
    if task.draft:
        beside.append(element("pre", element("code", task.draft), classes="sb-desk-draft"))
        beside.append(element("button", both("复制 · Copy"), type="button", classes="sb-copy-entry"))
    return joined((row, element("div", *beside, classes="sb-desk-beside")))
