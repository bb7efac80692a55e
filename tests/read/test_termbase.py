"""Termbases: YAML, CSV and TBX read the same, survive a round trip, and name the line of every fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from shanben.export.termbase_files import WRITERS, termbase_tbx_2008
from shanben.model.language import Sense, Term, Translation, TranslationStatus
from shanben.problems import Refused
from shanben.read.registry import read_registry
from shanben.read.term_exchange import read_tbx
from shanben.read.term_files import READERS
from shanben.read.termbase import merge_terms, pinyin_id, read_termbase

ROOT = Path(__file__).parents[2]
SEED = read_termbase(ROOT / "seeds" / "termbase.yml", "termbase.yml")


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(dedent(text), encoding="utf-8", newline="")
    return path


def test_the_short_ways_to_write_a_term(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "t.yml",
        """\
        terms:
          - term: 碳中和
            translations: {en: carbon neutrality, de: [{text: Klimaneutralität, status: press}, CO2-Neutralität]}
            aliases: [净零, {form: 中和, scope: [w#s1]}]
          - term: 安全
            id: safety
            senses:
              - translations: {en: safety}
              - {translations: {en: {text: security, status: official}}, scope: [w]}
        """,
    )
    assert read_termbase(path, "t.yml") == (
        Term(
            "tanzhonghe",
            "碳中和",
            (
                Sense(
                    (
                        Translation("en", "carbon neutrality", TranslationStatus.EDITORIAL),
                        Translation("de", "Klimaneutralität", TranslationStatus.PRESS),
                        Translation("de", "CO2-Neutralität", TranslationStatus.EDITORIAL),
                    )
                ),
            ),
            (("净零", "admitted"),),
            (("中和", ("w#s1",)),),
        ),
        Term(
            "safety",
            "安全",
            (
                Sense((Translation("en", "safety", TranslationStatus.EDITORIAL),)),
                Sense((Translation("en", "security", TranslationStatus.OFFICIAL),), scope=("w",)),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("terms: [\n", [("E201", 2)]),
        ("terms:\n  - term: 甲\n    trem: 乙\n", [("E202", 3)]),
        ("terms:\n  - term: 甲\n    translations:\n      xx-yy: a\n", [("E208", 4)]),
        ("terms:\n  - term: 甲\n    translations:\n      en: {text: a, status: best}\n", [("E202", 4)]),
        ("terms:\n  - term: 甲\n    note: a\n    senses:\n      - note: b\n", [("E202", 2)]),
        ("terms:\n  - term: ' 甲'\n", [("E202", 2)]),
        ("terms:\n  - {term: 甲, id: a}\n  - {term: 乙, id: a}\n", [("E801", 3)]),
        ("terms:\n  - term: 甲\n  - term: 乙\n    aliases: [甲]\n", [("E801", 3)]),
    ],
)
def test_faults_of_a_termbase_name_their_line(tmp_path: Path, text: str, faults: list[tuple[str, int]]) -> None:
    with pytest.raises(Refused) as refused:
        read_termbase(written(tmp_path, "t.yml", text), "t.yml")
    assert [(problem.code, problem.origin.line) for problem in refused.value.problems] == faults


TBX_HEAD = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="zh">\n<text><body>\n'
TBX_FOOT = "</body></text></tbx>\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("<tbx>", "E802", 1),
        ("<martif/>", "E802", 1),
        (TBX_HEAD + '<conceptEntry id="a"><langSec xml:lang="en"/></conceptEntry>\n' + TBX_FOOT, "E802", 3),
        (
            TBX_HEAD
            + '<conceptEntry id="a">\n<langSec xml:lang="zh"><termSec><term> </term></termSec></langSec></conceptEntry>'
            + TBX_FOOT,
            "E802",
            3,
        ),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<tbx>&x;</tbx>', "E802", 1),
    ],
)
def test_faults_of_tbx_name_their_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read_tbx(written(tmp_path, "t.tbx", text), "t.tbx")
    assert (refused.value.problems[0].code, refused.value.problems[0].origin.line) == (code, line)


def test_foreign_tbx(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "t.tbx",
        TBX_HEAD
        + """<conceptEntry id="IATE-123"><descrip type="subjectField">law</descrip>
        <langSec xml:lang="en"><descrip type="definition">A wetland.</descrip>
        <termSec><term>wetland</term></termSec></langSec>
        <langSec xml:lang="zh-CN"><termSec><term>湿地</term></termSec><termSec><term>沼泽</term>
        <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec>
        </conceptEntry>"""
        + TBX_FOOT,
    )
    wetland = Translation("en", "wetland", TranslationStatus.EDITORIAL)
    assert read_tbx(path, "t.tbx") == (
        Term("IATE-123", "湿地", (Sense((wetland,), "A wetland."),), (("沼泽", "avoid"),)),
    )


# --- nothing is lost ------------------------------------------------------------------------------------------------

_words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=8,
).filter(lambda text: text == text.strip())
_prose = st.lists(_words, max_size=3).map("\n".join)
_scope = st.lists(st.sampled_from(["w", "w#s1", "other#art-2"]), unique=True, max_size=2).map(tuple)
_usage = st.sampled_from(["preferred", "admitted", "avoid"])


@st.composite
def _translations(draw: st.DrawFn) -> tuple[Translation, ...]:
    return tuple(
        Translation(language, draw(_words), draw(st.sampled_from(TranslationStatus)), draw(_prose), usage=draw(_usage))
        for language in draw(st.lists(st.sampled_from(["en", "de", "zh-Hant"][:2]), unique=True))
        for _ in range(draw(st.integers(1, 2)))
    )


@st.composite
def _terms(draw: st.DrawFn) -> tuple[Term, ...]:
    forms = iter(draw(st.lists(_words, unique=True, min_size=1, max_size=12)))
    terms = []
    for number, text in enumerate(forms):
        senses = draw(st.lists(st.builds(Sense, _translations(), _prose, _prose, _scope), min_size=1, max_size=3))
        aliases = tuple((form, draw(_usage)) for form, _ in zip(forms, range(draw(st.integers(0, 2))), strict=False))
        local = tuple((form, ("w#p1", "v")) for form, _ in zip(forms, range(draw(st.integers(0, 1))), strict=False))
        terms.append(Term(f"t{number}", text, tuple(senses), aliases, local))
    return tuple(terms)


@settings(max_examples=60, deadline=None)
@given(terms=_terms(), ending=st.sampled_from([".yml", ".csv", ".tbx"]))
def test_a_round_trip_loses_nothing(terms: tuple[Term, ...], ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"t{ending}"
        path.write_text(WRITERS[ending](terms), encoding="utf-8", newline="")
        assert READERS[ending](path, path.name) == terms


@pytest.mark.parametrize("ending", [".yml", ".csv", ".tbx"])
def test_the_seed_survives_every_format(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, f"t{ending}", "")
    path.write_text(WRITERS[ending](SEED), encoding="utf-8", newline="")
    assert READERS[ending](path, path.name) == SEED


def test_tbx_as_another_parser_sees_it() -> None:
    """Element by element after TBX-Basic: what stands where, which values are allowed."""
    root = ElementTree.fromstring(WRITERS[".tbx"](SEED).encode())
    name: Callable[[str], str] = "{{urn:iso:std:iso:30042:ed-2}}{}".format
    assert root.tag == name("tbx")
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    concepts = root.findall(f"{name('text')}/{name('body')}/{name('conceptEntry')}")
    assert len(concepts) == sum(len(term.senses) for term in SEED) == 83
    assert len({concept.get("id") for concept in concepts}) == len(concepts)
    assert {element.text for element in root.iter(name("term"))} >= {term.text for term in SEED}
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter(name("termNote")):
        assert parents[element].tag == name("termSec")
        assert (element.text or "").removesuffix("-admn-sts") in {"preferredTerm", "admittedTerm", "deprecatedTerm"}
    for element in root.iter(name("admin")):
        assert parents[element].tag == name("termSec")
        assert element.get("type") in {"source", "projectSubset"}
    for element in root.iter(name("descrip")):
        assert parents[element].tag == name("conceptEntry")


def test_another_reader_takes_tbx_of_2008_whole(tmp_path: Path) -> None:
    text = termbase_tbx_2008(SEED)
    units = tbxfile.parsestring(text.encode()).units  # type: ignore[no-untyped-call]
    read = [(unit.getid(), unit.source, unit.target) for unit in units]
    assert read == [
        (f"t-{term.id}" + (f".{number}" if number > 1 else ""), term.text, sense.translations[0].text)
        for term in SEED
        for number, sense in enumerate(term.senses, 1)
    ]
    path = tmp_path / "older.tbx"
    path.write_text(text, encoding="utf-8")
    assert read_tbx(path, path.name) == SEED


# --- ids, merging, the registry -------------------------------------------------------------------------------------


def test_ids_come_from_pinyin() -> None:
    assert [pinyin_id(text) for text in ("碳中和", "《生物多样性公约》", "CBAM机制", "——")] == [
        "tanzhonghe",
        "shengwuduoyangxinggongyue",
        "cbamjizhi",
        "term",
    ]


def test_an_imported_term_takes_the_place_of_ours() -> None:
    one, two, three = (Term(name, name, (Sense(()),)) for name in ("a", "b", "c"))
    newer = Term("a", "甲", (Sense(()),))
    assert merge_terms((one, two), (newer, three)) == (newer, two, three)


def test_the_registry_names_the_line_of_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, "registry.yml", "works:\n  - name: 公约\n    url: ftp://example.org\n")
    with pytest.raises(Refused) as refused:
        read_registry(path, "registry.yml")
    assert [(one.code, one.origin.line) for one in refused.value.problems] == [("E202", 3)]
