"""What is fuzzed: each target takes any bytes and ends in a result or in ``Refused``; what must hold, it asserts."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.fuzz import documents
from tests.fuzz.mutants import pieces

from shanben.characters import NOT_TEXT
from shanben.commands.taking import take
from shanben.compare.changes import compare
from shanben.compare.report import changes_json, changes_markdown
from shanben.compare.snapshot import BlockEntry, SectionEntry, Snapshot, WorkEntry, read_snapshot
from shanben.enrich.facts import with_facts
from shanben.enrich.references import resolve_references
from shanben.enrich.versions import find_versions
from shanben.export.library_file import library_json
from shanben.export.manifest import passages, read_manifest
from shanben.library import build_library
from shanben.model.library import FORMAT, Library, ShapedSource
from shanben.model.references import Registry
from shanben.model.text import Origin, Source
from shanben.problems import Problem, Refused
from shanben.read.editions import EditionReader
from shanben.read.evidence import read_evidence
from shanben.read.registry import read_registry
from shanben.read.sources import read_source, source_of
from shanben.read.term_exchange import read_tbx
from shanben.read.term_sheets import read_csv
from shanben.read.termbase import read_termbase
from shanben.read.translations import read_translations
from shanben.remembered import Remembered
from shanben.search.entries import entry_of
from shanben.search.index import index_files, search_files
from shanben.search.keys import syllables
from shanben.search.passages import HEADING, TEXT, Passage, Searchable
from shanben.search.passages import Place as SearchPlace
from shanben.settings import Settings
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose
from shanben.shape.partition import partition_problems
from shanben.shaping import Place, shape_source
from shanben.take.documents import read_document
from shanben.take.evidence_file import evidence_jsonl

SOURCE = """\
春天的消息

一、河水
河水在三月里涨了起来，
岸边的柳树发了芽。

二、船
船从上游来（附件1），载着新收的茶叶。
"""
EDITION = """\
works:
  - id: spring
    about: {place: {at: 4, text: 河水}}
    contents:
      - title: 1
      - {heading: 3, level: 2, id: water}
      - {body: 4-5, run_in: [河水在三月里]}
      - {supplied: 船, level: 2}
      - {paragraph: "7:1-8:9"}
    queries: [{ask: 哪条船？, at: 8, text: 船}]
omit:
  - {lines: "8:10-8:99", note: 不刊}
keep: 7
"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#. status: official
#. source: https://example.org/
#, fuzzy
msgctxt "spring#water"
msgid "河水"
msgstr "The river"
"""
TERMS = """\
terms:
  - term: 河水
    aliases: [{form: 江水, usage: avoid}]
    translations: {en: [{text: river, source: "https://example.org/"}], de: Fluss}
  - {id: boat, term: 船, senses: [{definition: 水上的交通工具, scope: [spring]}]}
"""
CSV = """\
id,sense,language,form,usage,status,source,scope,definition,note
river,1,zh,河水,preferred,,,,,
river,1,en,river,preferred,editorial,,,,
"""
SHEET = "术语,英文,别名,备注\r\n河水,river; water,江水、水,河\r\n"
TBX = """\
<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en"><text><body>
<conceptEntry id="t-river">
<descrip type="definition">水</descrip><langSec xml:lang="zh"><termSec><term>河水</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>river</term></termSec></langSec></conceptEntry></body></text></tbx>
"""
REGISTRY = """\
works: [{name: 秋天的消息, aliases: [秋讯], url: "https://example.org/"}]
links: [{at: spring#p1, words: 船, to: "spring#water"}]
"""
HTML = """\
<html><head><title>春</title></head><body><h1>春天</h1>
<p id=a>河水<b>涨</b>了。<table><tr><td>甲<td>乙</table></body></html>
"""
MARKDOWN = "# 春天\n\n河水**涨**了。\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n> 引文\n\n- 项\n"
EVIDENCE = f"""\
{{"sha256":"{hashlib.sha256(SOURCE.encode()).hexdigest()}","file":"a.docx","file_sha256":"0","importer":"docx",\
"version":"1","printed":false,"pages":1,"outline":[{{"level":1,"text":"河水","line":3,"by":"style"}}],\
"left_out":{{"a":1}}}}
{{"line":1,"page":1,"box":[9.5,3,2,1],"size":22,"font":"a","bold":true,"centred":true,"block":1}}
{{"line":3,"size":14,"level":1,"by":"style","number":"一、","block":2,"kind":"heading"}}
{{"line":4,"block":3,"marks":[{{"start":2,"end":3,"note":"n1"}}],"ruby":[{{"start":0,"end":1,"reading":"hé"}}]}}
{{"line":5,"block":3,"table":1,"row":1,"head":true,"cells":[{{"start":0,"end":3,"col":1,"cols":2,"rows":2}}]}}
{{"line":8,"note":"n1","kind":"note","image":"a/1.png","alt":"桥","furniture":0.9,"part":"running-head"}}
"""
PATH = Path("seeds/a.txt")
HEADING_LENGTH = 8
"""Characters below which a line is taken for a heading, where shaping is not asked."""
SETTINGS = Settings.model_validate({})
WHOLE_WAY = 64
"""Of so many inputs of a target that knows a shorter way, one goes the whole, by files."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader of bytes, with what its mutants are made from."""

    seeds: tuple[bytes, ...]
    run: Callable[[bytes, Path], object]


def _file(name: str, read: Callable[[Path], object]) -> Callable[[bytes, Path], object]:
    def run(content: bytes, folder: Path) -> object:
        path = folder / name
        path.write_bytes(content)
        return read(path)

    return run


def _is_whole(content: bytes) -> bool:
    """Whether an input goes the whole way, which costs several times as much: the same ones every time."""
    return not zlib.crc32(content) % WHOLE_WAY


def _read(content: bytes) -> Source:
    """Any bytes as a source, without a file. Raises ``Refused``."""
    return source_of(content, PATH, "a", Origin("seeds/a.txt", 1))


def _written_source(content: bytes) -> Source:
    """What characters of UTF-8 there are in any bytes, as a source: where it is not asked how bytes are read."""
    return _read(content.decode("utf-8", "ignore").encode())


def _shaped(source: Source) -> ShapedSource:
    """A source that is shaped after the engine's own draft."""
    shaped, _ = arrange(source, propose(source))
    assert partition_problems(shaped) == ()
    return shaped


def _shape(content: bytes, _folder: Path) -> None:
    _shaped(_written_source(content))


@cache
def _source() -> Source:
    """The text that edition files and evidence of all inputs are of."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "a.txt"
        path.write_text(SOURCE, encoding="utf-8")
        return read_source(path, shown="a.txt")


def _edition(content: bytes, folder: Path) -> None:
    (folder / "a.yml").write_bytes(content)
    source = _source()
    edition, _ = EditionReader(folder / "a.yml", "a.yml").edition(source)
    shaped, problems = arrange(source, edition)
    assert partition_problems(shaped) == () or any(problem.fatal for problem in problems)


def _built(content: bytes, folder: Path) -> tuple[Library, tuple[Problem, ...]]:
    """A library whose one file holds these bytes."""
    seeds = _emptied(folder) / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_bytes(content)
    return build_library(folder, SETTINGS)


def _library(content: bytes, folder: Path) -> None:
    """Any bytes as a source, to the file for machines: shaped, its facts, versions and references found."""
    problems: tuple[Problem, ...] = ()
    if _is_whole(content):
        library, problems = _built(content, folder)
    else:
        sources, _, _ = find_versions(with_facts((_shaped(_read(content)),), Remembered()), "2024-01-01")
        sources, problems = resolve_references(sources, Registry(), Remembered())
        library = Library(sources)
    assert all(len(str(problem).splitlines()) == 1 and not NOT_TEXT.search(str(problem)) for problem in problems)
    library_json(library, problems).encode("utf-8")


def _taken(kind: str, content: bytes, folder: Path) -> None:
    """Any bytes as a document: it is refused, or what it states is written as evidence; by the whole way of ``add``
    it is drafted and read again as well.
    """
    whole = _is_whole(content)
    path = (_emptied(folder) if whole else folder) / f"a{kind}"
    path.write_bytes(content)
    if not whole:
        document = read_document(path, folder="a")
        assert all(len(str(problem).splitlines()) == 1 for problem in document.doubts)
        if document.evidence is not None:
            evidence_jsonl(document.evidence).encode()
            assert hashlib.sha256(document.content).hexdigest() == document.evidence.sha256
        return
    (folder / "seeds").mkdir()
    place = Place(folder, SETTINGS)
    outcome = take(place, path)
    assert all(len(str(problem).splitlines()) == 1 for problem in outcome.problems)
    if outcome.text:
        shaped, problems = shape_source(place, folder / outcome.text)
        assert not [problem for problem in problems if problem.fatal], problems
        assert shaped is not None


def _packed(kind: str) -> Target:
    return Target(documents.seeds(kind), lambda content, folder: _taken(kind, documents.packed(kind, content), folder))


def _written(kind: str, *seeds: bytes) -> Target:
    return Target(seeds, lambda content, folder: _taken(kind, content, folder))


def _evidence(content: bytes, folder: Path) -> None:
    """Any bytes as the evidence of a text: it shapes the text, or is left aside."""
    path = folder / "a.evidence.jsonl"
    path.write_bytes(content)
    source = _source()
    evidence, _ = read_evidence(source, path, "a.evidence.jsonl")
    shaped, _ = arrange(source, propose(source, evidence))
    assert partition_problems(shaped) == ()


def _lines(content: bytes) -> Iterator[tuple[str, bool]]:
    """The lines of any bytes as a source, and of each whether it is taken for a heading: where shaping is not asked."""
    for line in _written_source(content).text.splitlines():
        if line.strip():
            yield line, len(line) < HEADING_LENGTH


def _seen(content: bytes) -> Snapshot:
    """Any bytes as a library to compare, without shaping them."""
    blocks: list[BlockEntry] = []
    sections = [SectionEntry("0", "title", 1, "春天")]
    for number, (line, heading) in enumerate(_lines(content)):
        name = f"p{number}"
        blocks.append(BlockEntry(name, "heading" if heading else "paragraph", line))
        if heading:
            sections.append(SectionEntry(name, name, 2, line))
        else:
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, name))
    return Snapshot(FORMAT, (WorkEntry("a", "春天", "zh-Hans", tuple(sections), tuple(blocks)),))


@cache
def _unchanged(whole: bool) -> Snapshot:
    if not whole:
        return _seen(SOURCE.encode())
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        return read_snapshot(library_json(*_built(SOURCE.encode(), Path(folder))), "library.json")


def _compared(content: bytes, folder: Path) -> None:
    """Any bytes as a text that was changed: both ways are told, and told as text."""
    whole = _is_whole(content)
    new = read_snapshot(library_json(*_built(content, folder)), "library.json") if whole else _seen(content)
    old = _unchanged(whole)
    there, back = compare(old, new), compare(new, old)
    changes_markdown(there).encode()
    changes_markdown(back).encode()
    changes_json(there).encode()
    assert compare(new, new).changes == ()


def _indexed(content: bytes, folder: Path) -> None:
    """Any bytes as a text that is searched: no character of a passage is lost but white space."""
    if _is_whole(content):
        library, _ = _built(content, folder)
        files = search_files(library, lambda work, anchor: f"works/{work}/#{anchor}")
    else:
        passages = tuple(
            Passage(HEADING if leads else TEXT, "", f"p{number}", 0, line, (), tuple(syllables(line)) if leads else ())
            for number, (line, leads) in enumerate(_lines(content))
        )
        entry = entry_of(Searchable("a", "zh-Hans", (SearchPlace(-1, "春天", ()),), passages))
        kept = "".join("".join(piece.lines for piece in (*entry.leading, *entry.running)).split())
        assert all("".join(passage.text.split()) in kept for passage in passages)
        files = index_files((entry,), ())
    for _, script in files:
        script.encode()


def _manifest(content: bytes, folder: Path) -> None:
    read_manifest(content)
    passages(content)


TARGETS: dict[str, Target] = {
    "library": Target((*pieces(SOURCE), SOURCE.encode("gb18030"), SOURCE.encode("utf-16")), _library),
    "shape": Target(pieces(SOURCE), _shape),
    "edition": Target((EDITION.encode(),), _edition),
    "translations": Target((PO.encode(),), _file("h.po", lambda path: read_translations(path, "en", "h.po"))),
    "termbase": Target((TERMS.encode(),), _file("t.yml", lambda path: read_termbase(path, "t.yml"))),
    "csv": Target(
        (CSV.encode(), SHEET.encode(), SHEET.encode("gb18030")), _file("t.csv", lambda path: read_csv(path, "t.csv"))
    ),
    "tbx": Target((TBX.encode(),), _file("t.tbx", lambda path: read_tbx(path, "t.tbx"))),
    "registry": Target((REGISTRY.encode(),), _file("r.yml", lambda path: read_registry(path, "r.yml"))),
    "evidence": Target((EVIDENCE.encode(),), _evidence),
    "taking text": _written(".txt", *pieces(SOURCE), SOURCE.encode("gb18030")),
    "taking HTML": _written(".html", HTML.encode(), *(page.encode() for page in documents.PAGES)),
    "taking Markdown": _written(".md", *pieces(MARKDOWN)),
    "taking Word": _packed(".docx"),
    "taking OpenDocument": _packed(".odt"),
    "taking EPUB": _packed(".epub"),
    "taking PDF": _written(".pdf", documents.PRINTED),
    "taking a page of a PDF": Target(
        (documents.LINES, *documents.LINES_APART),
        lambda content, folder: _taken(".pdf", documents.pdf(content), folder),
    ),
    "compare": Target((*pieces(SOURCE), SOURCE.replace("河水", "江水").encode()), _compared),
    "index": Target(pieces(SOURCE), _indexed),
    "snapshot": Target((b'{"format":1,"sources":[],"works":[],"terms":[]}',), lambda raw, _: read_snapshot(raw, "l")),
    "manifest": Target((HTML.encode(), b'{"format":1,"files":{"a":"b"},"passages":{},"sources":{}}'), _manifest),
}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """One folder for all inputs of a process, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # only a place that is quicker
    return tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if os.access(memory, os.W_OK) else None)


def _emptied(folder: Path) -> Path:
    with os.scandir(folder) as entries:
        for entry in entries:
            shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
    return folder


def cleared() -> None:
    """Remove the folder of all inputs, before a process ends in a way that removes nothing."""
    _folder().cleanup()


def run(name: str, content: bytes) -> None:
    """Give bytes to a target. Raises whatever it should not."""
    try:
        TARGETS[name].run(content, Path(_folder().name))
    except Refused as refusal:
        for problem in refusal.problems:
            assert len(str(problem).splitlines()) == 1
