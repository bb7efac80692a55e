"""The seed end to end: what the build publishes of it, against an expert's arrangement (``cases/seed.json``).

The ten tests named ``test_acceptance_…`` are the ten checks an expert set for any machine that arranges this text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from jsonschema import Draft202012Validator

from shanben.export.library_schema import library_schema
from shanben.lineation import Lines

SEED = "000_472e4490c209e15f"
WHITE_PAPER, FEATURE, BRIEF = "biodiversity-conservation", "carbon-trade-deficit", "urumqi-air-quality"


@pytest.fixture(scope="module")
def golden(repository: Path) -> Any:
    return json.loads((repository / "tests/cases/seed.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library(built_site: Path) -> Any:
    return json.loads((built_site / "library.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source(repository: Path) -> str:
    """The seed's text, read here without the engine."""
    return (repository / f"seeds/{SEED}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def works(library: Any) -> dict[str, Any]:
    """The seed's works by id; the library may hold others."""
    return {work["id"]: work for work in library["works"] if work["source"] == SEED}


@pytest.fixture(scope="module")
def blocks(works: dict[str, Any]) -> list[dict[str, Any]]:
    return [block | {"work": work["id"]} for work in works.values() for block in work["blocks"]]


def page(site: Path, work: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"works/{work}/index.html").read_text(encoding="utf-8"), "lxml")


def only(parsed: Tag, selector: str) -> Tag:
    """The one element a selector names."""
    found = parsed.select(selector)
    assert len(found) == 1, f"{len(found)} × {selector}"
    return found[0]


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- against the expert ---------------------------------------------------------------------------------------------


def test_the_source_is_the_file_as_received(golden: Any, library: Any, source: str, repository: Path) -> None:
    entry = next(entry for entry in library["sources"] if entry["slug"] == SEED)
    raw = (repository / f"seeds/{SEED}.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == golden["sha256"] == entry["sha256"]
    assert entry["characters"] == len(source)


def test_the_51_blocks_stand_in_the_experts_order_word_for_word(golden: Any, blocks: list[dict[str, Any]]) -> None:
    published = [
        {
            "id": block["id"],
            "work": block["work"],
            "kind": block["kind"],
            "level": block["level"],
            "begins": block["text"][:12],
            "ends": block["text"][-12:],
            "length": len(block["text"]),
            "sha256": hashlib.sha256(block["text"].encode()).hexdigest(),
        }
        for block in blocks
    ]
    expected = [{key: entry[key] for key in published[0]} for entry in golden["blocks"]]
    assert len(published) == 51
    assert published == expected


def test_each_block_is_read_from_the_experts_lines(golden: Any, blocks: list[dict[str, Any]], source: str) -> None:
    lines = Lines(source)
    for block, entry in zip(blocks, golden["blocks"], strict=True):
        touched = {
            lines.at(position).number
            for start, end in block["spans"]
            for position in range(start, end)
            if not source[position].isspace()
        }
        assert sorted(touched) == entry["lines"], entry["expert"]


def test_run_in_headings_are_those_the_expert_marked(golden: Any, blocks: list[dict[str, Any]]) -> None:
    found = [
        {"text": block["run_in"]["text"], "level": block["run_in"]["level"]} if "run_in" in block else None
        for block in blocks
    ]
    assert found == [entry.get("run_in") for entry in golden["blocks"]]
    assert sum(mark is not None for mark in found) == 15
    for block in blocks:
        if "run_in" in block:
            assert block["text"].startswith(block["run_in"]["text"])


def test_the_english_of_headings_has_its_words_and_its_standing(golden: Any, blocks: list[dict[str, Any]]) -> None:
    def english(block: dict[str, Any]) -> dict[str, str] | None:
        found = block.get("run_in", block)["translations"].get("en")
        return {"text": found["text"], "status": found["status"]} if found else None

    assert [english(block) for block in blocks] == [entry.get("en") for entry in golden["blocks"]]


def test_supplied_headings_are_sections_and_no_blocks(golden: Any, works: dict[str, Any]) -> None:
    sections = [section for section in works[WHITE_PAPER]["sections"] if section["supplied"]]
    assert [(section["anchor"], section["level"], section["heading"]) for section in sections] == [
        (entry["anchor"], entry["level"], entry["text"]) for entry in golden["supplied"]
    ]
    for section, entry in zip(sections, golden["supplied"], strict=True):
        english = section["translations"]["en"]
        assert {"text": english["text"], "status": english["status"]} == entry["en"]
    assert not any(section["supplied"] for work in (FEATURE, BRIEF) for section in works[work]["sections"])


# --- the machine's view ---------------------------------------------------------------------------------------------


def test_a_hand_written_page_is_in_the_language_of_its_words(built_site: Path) -> None:
    pages = {name: (built_site / name / "index.html").read_text("utf-8") for name in ("editing", "editing.zh", "about")}
    assert [name for name, page in pages.items() if '<div lang="en">' in page] == ["editing"]


def test_library_json_fits_its_schema(library: Any) -> None:
    schema = library_schema()
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(library)] == []


def test_a_library_with_a_key_too_many_does_not_fit_the_schema(library: Any) -> None:
    first, *others = library["works"]
    misspelt = library | {"works": [first | {"titel": ""}, *others]}
    assert list(Draft202012Validator(library_schema()).iter_errors(misspelt))


def test_spans_and_gaps_cover_every_source_exactly_once(library: Any) -> None:
    for entry in library["sources"]:
        pieces = [gap["span"] for gap in entry["gaps"]]
        pieces += [
            span
            for work in library["works"]
            if work["source"] == entry["slug"]
            for block in work["blocks"]
            for span in block["spans"]
        ]
        pieces.sort()
        assert all(start < end for start, end in pieces)
        assert [0, *(end for _, end in pieces)] == [*(start for start, _ in pieces), entry["characters"]]


def test_each_block_reads_as_its_spans(blocks: list[dict[str, Any]], source: str) -> None:
    for block in blocks:
        printed = "".join(source[start:end] for start, end in block["spans"])
        assert solid(block["text"]) == solid(printed)
        assert len(re.findall(r"\s+", printed)) == len(re.findall(r"\s+", block["text"]))
        if "run_in" in block:
            assert solid("".join(source[a:b] for a, b in block["run_in"]["spans"])) == solid(block["run_in"]["text"])


def test_no_gap_of_white_space_hides_a_character(library: Any, source: str) -> None:
    entry = next(entry for entry in library["sources"] if entry["slug"] == SEED)
    assert "".join(source[slice(*gap["span"])] for gap in entry["gaps"]).strip() == ""


# --- the expert's acceptance checks -----------------------------------------------------------------------------------


def test_acceptance_01_three_documents_of_25_18_and_8_blocks(works: dict[str, Any]) -> None:
    assert {name: len(work["blocks"]) for name, work in works.items()} == {WHITE_PAPER: 25, FEATURE: 18, BRIEF: 8}
    kinds = Counter(block["kind"] for work in works.values() for block in work["blocks"])
    assert kinds == {"paragraph": 37, "heading": 11, "series": 1, "deck": 1, "furniture": 1}


def test_acceptance_02_every_line_in_one_block_and_no_character_lost_or_added(
    blocks: list[dict[str, Any]], source: str, golden: Any
) -> None:
    assert Counter(solid(source)) == Counter("".join(solid(block["text"]) for block in blocks))
    assert len(solid(source)) == 8387
    owners = Counter(line for entry in golden["blocks"] for line in entry["lines"])
    printed = [line.number for line in Lines(source) if source[line.start : line.end].strip()]
    assert sorted(owners) == printed
    assert len(printed) == 428
    assert set(owners.values()) == {1}


def test_acceptance_03_words_cut_by_lines_and_headings_are_whole(blocks: list[dict[str, Any]], source: str) -> None:
    text = "\n".join(block["text"] for block in blocks)
    whole = ["冲突", "违法犯罪", "积极行动", "协同增效", "低端锁定", "高能耗", "今年7月", "双循环"]
    whole.append("区域全面经济伙伴关系协定（RCEP）")
    assert [word for word in whole if word not in text] == []
    assert "今年7月" not in source  # the source itself cuts it


def test_acceptance_04_the_feature_reads_in_order(works: dict[str, Any], golden: Any) -> None:
    ids = [block["id"] for block in works[FEATURE]["blocks"]]
    assert ids == [entry["id"] for entry in golden["blocks"] if entry["work"] == FEATURE]
    texts = {block["id"]: block["text"] for block in works[FEATURE]["blocks"]}
    defined = next(index for index, name in enumerate(ids) if "碳边境调节机制（CBAM）" in texts[name])
    used = next(index for index, name in enumerate(ids) if "碳边境调节机制" in texts[name])
    assert defined == used
    third = ids.index("s3")
    assert defined < third
    assert any("碳边境调节机制" in texts[name] or "CBAM" in texts[name] for name in ids[third:])


@pytest.mark.parametrize(("first", "second", "length"), [("p0-1", "p2-1", 65), ("p0-2", "p1-1", 49)])
def test_acceptance_05_both_copies_of_a_repeat_survive(
    works: dict[str, Any], first: str, second: str, length: int
) -> None:
    texts = {block["id"]: block["text"] for block in works[FEATURE]["blocks"]}
    one, other = solid(texts[first]), solid(texts[second])
    assert any(one[at : at + length] in other for at in range(len(one) - length + 1))
    assert not any(one[at : at + length + 1] in other for at in range(len(one) - length))


def test_acceptance_06_the_continuation_slug_is_in_the_source_view_only(built_site: Path) -> None:
    slug = "上接三版"
    for file in built_site.rglob("*.html"):
        parsed = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        inside = f"sources/{SEED}/" in file.as_posix()
        if inside:
            assert slug in only(parsed, "#L275").get_text()
        for part in parsed.select("nav, h1, h2, h3, h4, h5, h6, title, meta"):
            assert slug not in str(part), file
        if file.relative_to(built_site).parts[0] == "works":
            assert slug not in parsed.get_text(), file


def test_acceptance_07_the_series_label_stands_before_the_briefs_title(works: dict[str, Any], built_site: Path) -> None:
    first, second = works[BRIEF]["blocks"][:2]
    assert (first["kind"], first["text"], first["level"]) == ("series", "资讯速递", None)
    assert (second["kind"], second["level"]) == ("heading", 1)
    assert not any("资讯速递" in block["text"] for block in works[FEATURE]["blocks"])
    label = only(page(built_site, BRIEF), "#series")
    assert label.name == "p"
    assert label.find_next("h1") is not None


def test_acceptance_08_supplied_titles_are_bracketed_and_not_counted(
    works: dict[str, Any], golden: Any, built_site: Path
) -> None:
    parsed = page(built_site, WHITE_PAPER)
    for entry in golden["supplied"]:
        heading = only(parsed, f"#{entry['anchor']}")
        original = only(heading, ".sb-original").get_text()
        assert original.removesuffix("（节选） (excerpt)") == f"[{entry['text']}]"
        assert "sb-supplied" in heading["class"]
    catalogue = (built_site / "works/index.html").read_text(encoding="utf-8")
    counted = sum(
        end - start
        for block in works[WHITE_PAPER]["blocks"]
        if block["kind"] != "furniture"
        for start, end in block["spans"]
    )
    assert f"{counted:,} 字" in catalogue
    assert works[WHITE_PAPER]["title_supplied"]
    assert not works[FEATURE]["title_supplied"]


def test_acceptance_09_no_author_or_date_is_invented_for_the_feature(works: dict[str, Any]) -> None:
    assert {fact["name"] for fact in works[FEATURE]["facts"]} == {"kind"}
    brief = {fact["name"]: fact for fact in works[BRIEF]["facts"]}
    assert (brief["author"]["text"], brief["author"]["supplied"]) == ("本报记者杨涛利", False)
    assert "date" not in brief


def test_acceptance_10_doubtful_places_are_open_queries(works: dict[str, Any], built_site: Path) -> None:
    queries = {query["block"]: query["question"] for query in works[BRIEF]["queries"]}
    text = next(block["text"] for block in works[BRIEF]["blocks"] if block["id"] == "p0-2")
    assert "NO平均浓度" in text  # flagged, not corrected
    assert "NO₂" in queries["p0-2"]
    assert "Order" in queries["deck"]
    notes = only(page(built_site, BRIEF), ".sb-editors")
    assert {"p0-2", "deck"} <= {str(link["href"]).rpartition("#")[2] for link in notes.select("a[href*='#']")}
