"""What is fuzzed: each target takes any bytes and ends in a result or in ``Refused``; what must hold, it asserts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shanben.characters import NOT_TEXT
from shanben.compare.snapshot import read_snapshot
from shanben.encodings import decode
from shanben.export.library_file import library_json
from shanben.export.manifest import passages, read_manifest
from shanben.library import build_library
from shanben.model.text import Origin
from shanben.problems import Refused
from shanben.read.editions import EditionReader
from shanben.read.registry import read_registry
from shanben.read.sources import read_source
from shanben.read.termbase import read_csv, read_tbx, read_termbase
from shanben.read.translations import read_translations
from shanben.settings import Settings
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose
from shanben.shape.partition import partition_problems
from shanben.take.documents import read_document

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


def _shape(content: bytes, folder: Path) -> None:
    text, _ = decode(content, "", Origin("a.txt"))
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    source = read_source(path)
    shaped, _ = arrange(source, propose(source))
    assert partition_problems(shaped) == ()


def _edition(content: bytes, folder: Path) -> None:
    (folder / "a.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "a.yml").write_bytes(content)
    source = read_source(folder / "a.txt")
    edition, _ = EditionReader(folder / "a.yml", "a.yml").edition(source)
    shaped, problems = arrange(source, edition)
    assert partition_problems(shaped) == () or any(problem.fatal for problem in problems)


def _library(content: bytes, folder: Path) -> None:
    """Any bytes as a source: the whole way to the file for machines."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    (seeds / "a.txt").write_bytes(content)
    library, problems = build_library(folder, Settings.model_validate({}))
    assert all(len(str(problem).splitlines()) == 1 and not NOT_TEXT.search(str(problem)) for problem in problems)
    library_json(library, problems).encode("utf-8")


def _manifest(content: bytes, folder: Path) -> None:
    read_manifest(content)
    passages(content)


TARGETS: dict[str, Target] = {
    "library": Target((SOURCE.encode(), SOURCE.encode("gb18030"), SOURCE.encode("utf-16")), _library),
    "shape": Target((SOURCE.encode(), SOURCE.encode("big5", "ignore")), _shape),
    "edition": Target((EDITION.encode(),), _edition),
    "translations": Target((PO.encode(),), _file("h.po", lambda path: read_translations(path, "en", "h.po"))),
    "termbase": Target((TERMS.encode(),), _file("t.yml", lambda path: read_termbase(path, "t.yml"))),
    "csv": Target((CSV.encode(),), _file("t.csv", lambda path: read_csv(path, "t.csv"))),
    "tbx": Target((TBX.encode(),), _file("t.tbx", lambda path: read_tbx(path, "t.tbx"))),
    "registry": Target((REGISTRY.encode(),), _file("r.yml", lambda path: read_registry(path, "r.yml"))),
    "html": Target((HTML.encode(),), _file("a.html", read_document)),
    "markdown": Target((MARKDOWN.encode(),), _file("a.md", read_document)),
    "snapshot": Target((b'{"format":1,"sources":[],"works":[],"terms":[]}',), lambda raw, _: read_snapshot(raw, "l")),
    "manifest": Target((HTML.encode(), b'{"format":1,"files":{"a":"b"},"passages":{},"sources":{}}'), _manifest),
}


def run(name: str, content: bytes) -> None:
    """Give bytes to a target. Raises whatever it should not."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        try:
            TARGETS[name].run(content, Path(folder))
        except Refused as refusal:
            for problem in refusal.problems:
                assert len(str(problem).splitlines()) == 1
