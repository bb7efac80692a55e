"""A work to take along: EPUB and Markdown, and what is said of a work in the head of its page."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from shanben.addresses import addresses
from shanben.dates import iso_date
from shanben.export.bundle import bundle_name, write_bundle
from shanben.export.epub import Book, epub
from shanben.export.hosting import Inline, content_security_policy
from shanben.export.markdown_blocks import escape, paragraph
from shanben.export.work_markdown import work_markdown
from shanben.metadata import About, Site, schema_type, work_head
from shanben.model.language import Sense, Term, TermUse, Translation, TranslationStatus
from shanben.model.library import Library, ShapedSource
from shanben.model.works import Work
from shanben.settings import Settings
from shanben.shaping import Place, shape_source

LAW = """试验市饮水管理办法
第一章 总 则
第一条 为了管好饮水，制定本办法。
第二条 本办法说的饮水，指人喝的水。
　　饮水不含<酒> & *汽\u202e水*。
第二章 附 则
第三条 本办法自2018年3月1日起施行。
"""
EDITION = """works:
  - id: water
    about:
      kind: {supplied: 地方政府规章}
      date: {at: 7, text: 2018年3月1日}
    contents:
      - title: 1
      - heading: 2
        level: 2
      - body: 3-5
      - heading: 6
        level: 2
      - body: 7
"""


@pytest.fixture
def law(tmp_path: Path) -> Work:
    """A regulation of three articles."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/water.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "seeds/water.yml").write_text(EDITION, encoding="utf-8")
    shaped, _ = shape_source(Place(tmp_path, Settings.model_validate({})), tmp_path / "seeds/water.txt")
    assert shaped is not None
    return shaped.works[0]


def with_term(work: Work) -> tuple[Work, Term]:
    """The work with every use of 饮水 marked, and the term."""
    translation = Translation("en", "drinking water", TranslationStatus.EDITORIAL)
    term = Term("yinshui", "饮水", (Sense((translation,), "人喝的水 <定义>"),))
    uses = tuple(
        TermUse("yinshui", 0, block.id, start, start + 2)
        for block in work.blocks()
        for start in range(len(work.text(block)))
        if work.text(block).startswith("饮水", start)
    )
    object.__setattr__(work, "terms", uses)
    return work, term


def book(work: Work, *terms: Term, long_work: int = 12_000) -> Book:
    where = addresses(Library((ShapedSource(work.source, (work,), ()),)), long_work, 1000, True)
    known = {term.id: term for term in terms}
    return Book(work, where.works[work.id], known, "https://example.org/works/water/", 1_520_000_000)


def checked(path: Path) -> None:
    """Let epubcheck judge a file."""
    program = shutil.which("epubcheck")
    assert program, "no epubcheck: install Debian's package of that name"
    done = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", program, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors / 0 warnings" in done.stdout + done.stderr


def test_an_e_book_passes_epubcheck(law: Work, tmp_path: Path) -> None:
    work, term = with_term(law)
    path = tmp_path / "water.epub"
    path.write_bytes(epub(book(work, term, long_work=1)))
    checked(path)


def test_every_published_character_is_in_the_e_book(law: Work, tmp_path: Path) -> None:
    path = tmp_path / "water.epub"
    path.write_bytes(epub(book(law)))
    with zipfile.ZipFile(path) as archive:
        written = archive.read("EPUB/text.xhtml")
    text = html.fromstring(written).text_content()
    assert '<bdi class="sb-odd" data-code="U+202E">\u202e</bdi>'.encode() in written
    for block in law.blocks():
        assert law.text(block) in text


def test_the_first_use_of_a_term_in_a_section_leads_to_its_note(law: Work, tmp_path: Path) -> None:
    work, term = with_term(law)
    path = tmp_path / "water.epub"
    path.write_bytes(epub(book(work, term)))
    with zipfile.ZipFile(path) as archive:
        text = archive.read("EPUB/text.xhtml").decode()
        notes = archive.read("EPUB/terms.xhtml").decode()
    sections = [section for section in work.sections() if any("饮水" in work.text(block) for block in section.blocks)]
    assert text.count('href="terms.xhtml#term-yinshui"') == len(sections)
    assert 'id="term-yinshui"' in notes
    assert "drinking water" in notes


def test_the_same_work_makes_the_same_e_book(law: Work) -> None:
    assert epub(book(law)) == epub(book(law))


def test_the_markdown_of_a_work_reads_back_as_the_work(law: Work) -> None:
    text = work_markdown(law, "https://example.org/works/water/")
    shown = html.fromstring(markdown.markdown(text)).text_content()
    for block in law.blocks():
        assert law.text(block) in shown


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30))
def test_words_read_back_as_the_same_words(words: str) -> None:
    shown = html.fromstring(markdown.markdown(f"{paragraph(words)}\n\n*x{escape(words)}x*"))
    assert shown.text_content() == f"{words}\nx{words}x"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-10-08", "2021-10-08"),
        ("2018年3月1日起施行", "2018-03-01"),
        ("2021年10月", "2021-10"),
        ("1999年", "1999"),
        ("二〇一八年十月三十一日", "2018-10-31"),
        ("二○○八年一月十日", "2008-01-10"),
        ("二〇二〇年二月二十日", "2020-02-20"),
        ("近年来", ""),
    ],
)
def test_dates_are_as_exact_as_they_are_stated(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_a_regulation_is_legislation_and_says_no_more_than_it_states(law: Work) -> None:
    assert schema_type(law) == "Legislation"
    root = law.root
    about = About(law, root, "works/water/", "works/water/", {}, "</script><b>", "2018-03-02T00:00:00Z")
    head = work_head(Site("https://example.org/", "试验"), about)
    (script,) = html.fromstring(f"<head>{head}</head>").xpath("//script")
    thing = json.loads(script.text)
    assert thing["@type"] == "Legislation"
    assert thing["legislationDate"] == "2018-03-01"
    assert thing["description"] == "</script><b>"
    assert "author" not in thing


def test_the_policy_knows_scripts_by_their_digest_and_asks_nothing_of_data() -> None:
    inline = Inline()
    inline.read('<script>alert(1)</script><script src="x.js"></script><script type="application/json">{}</script>')
    policy = content_security_policy(inline)
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert policy.count("'sha256-") == 1
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy


@pytest.mark.parametrize(("name", "expected"), [("文集 Shanben", "shanben-1970-01-02"), ("文集", "library-1970-01-02")])
def test_a_bundle_has_a_name_that_any_system_can_hold(name: str, expected: str) -> None:
    assert bundle_name(name, 100_000) == expected


def test_an_interruption_leaves_the_bundle_that_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, target = tmp_path / "site", tmp_path / "dist/shanben.zip"
    site.mkdir()
    (site / "index.html").write_text("first")
    write_bundle(site, target, about="", proofs={}, moment=0)
    before = target.read_bytes()

    def stopped(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(zipfile.ZipFile, "writestr", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_bundle(site, target, about="", proofs={}, moment=0)
    assert [path.name for path in target.parent.iterdir()] == ["shanben.zip"]
    assert target.read_bytes() == before
