"""The files of the index, read back as the client reads them."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanben.search import entries, postings
from shanben.search import shards as search_shards
from shanben.search.entries import entry_of, packed, step, unpacked
from shanben.search.fold import fold
from shanben.search.index import index_files
from shanben.search.keys import sound_keys, syllables, text_keys, translation_keys
from shanben.search.passages import Passage, Place, Searchable
from shanben.search.postings import Gathering, Postings, keys_of
from shanben.search.shards import DIGITS, numbers, posting_shards, printable

from .conftest import RIVER, searchable

CALL = re.compile(r'shanben\.shard\("([^"]+)",(\d+),"([^"]*)","([^"]*)"\)\n')


def unpack(content: str) -> bytes:
    match = CALL.fullmatch(content)
    assert match
    text, length = match[4], int(match[2])
    bits = sum(
        (DIGITS.index(text[place]) + 91 * DIGITS.index(text[place + 1])) << (13 * (place // 2))
        for place in range(0, len(text), 2)
    )
    return zlib.decompress(bits.to_bytes(len(text), "little")[:length], -15)


def text_of(content: str) -> str:
    match = CALL.fullmatch(content)
    assert match
    return unpack(content).decode(match[3])


def read_numbers(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def read_postings(content: bytes) -> list[tuple[str, list[int]]]:
    head = next(read_numbers(content))
    start = len(numbers([head]))
    keys: list[str] = []
    for shared, rest in re.findall("([\0-\x09])([^\0-\x09]*)", content[start : start + head].decode("utf-16-le")):
        keys.append((keys[-1] if keys else "")[: ord(shared)] + rest)
    values = read_numbers(content[start + head :])
    counts = [next(values) for _ in keys]
    out = []
    for key, count in zip(keys, counts, strict=True):
        passage, found = 0, []
        for _ in range(count):
            passage += next(values)
            found.append(passage)
        out.append((key, found))
    return out


def found_by(passage: Passage) -> set[str]:
    """What finds a passage, said the plain way."""
    sounds = sound_keys(list(passage.spoken))
    return text_keys(fold(passage.text)) | translation_keys(passage.translations) | set(sounds)


@given(st.binary(max_size=300))
def test_printable_characters_carry_every_byte(content: bytes) -> None:
    text = printable(content)
    assert set(text) <= set(DIGITS)
    assert unpack(search_shards.script("x", content)) == content


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_read_back(values: list[int]) -> None:
    assert list(read_numbers(numbers(values))) == values


def test_every_passage_is_found_by_exactly_its_keys(works: list[Searchable]) -> None:
    files = dict(index_files(map(entry_of, works), ("en",)))
    main = json.loads(text_of(files["main.js"]))
    postings: dict[str, list[int]] = {}
    for shard, first in enumerate(main["postings"]):
        pairs = read_postings(unpack(files[f"p{shard}.js"]))
        assert pairs[0][0] == first
        postings.update(pairs)
    passages = [one for work in works for one in work.passages]
    passages.sort(key=lambda one: not one.leads)
    wanted: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        for key in found_by(passage):
            wanted.setdefault(key, []).append(number)
    assert postings == wanted
    assert main["leading"] == sum(one.leads for one in passages)


def test_the_text_shard_of_a_work(works: list[Searchable]) -> None:
    files = dict(index_files(map(entry_of, works[:1]), ("en",)))
    assert text_of(files["t1.js"]).split("\n") == [
        "W\triver\tzh-Hans",
        "S\t0\t河流保护办法\tMeasures for Protecting Rivers",
        "S\t1\t一、总体要求\tI. Overall Requirements",
        "A\tworks/river/",
        f"pp1-1\t{RIVER[2][2]}",
        f"p1\t{RIVER[3][2]}",
        "S\t1\t二、绿色发展\tII. Green Development",
        f"p0\t{RIVER[5][2]}",
        f"p1\t{RIVER[6][2]}",
    ]


def test_the_same_library_gives_the_same_files(works: list[Searchable]) -> None:
    assert list(index_files(map(entry_of, works), ("en",))) == list(index_files(map(entry_of, works), ("en",)))


def test_long_lists_go_on_in_the_next_shards() -> None:
    words = {word: np.array(held, np.uint64) for word, held in {"水": [1], "水库": range(35), "水质": [3]}.items()}
    shards = list(posting_shards(Postings(np.zeros(0, np.uint64), words).lists(10), 10))
    assert [shard.keys[0] for shard in shards] == ["水", "水库", "水库", "水库", "水库", "水质"]
    found: dict[str, list[int]] = {}
    for shard in shards:
        for key, part in read_postings(b"".join(shard.encode())):
            found.setdefault(key, []).extend(part)
    assert found == {"水": [1], "水库": list(range(35)), "水质": [3]}


def test_a_large_library_has_no_more_than_5000_files() -> None:
    rows = [
        ("p", f"p0-{n}", "".join(chr(0x4E00 + (n * 37 + k * 101) % 9000) for k in range(40)), "") for n in range(3000)
    ]
    one = searchable("large", "zh-Hans", rows)
    sizes: Sequence[int] = (100, 120)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_shards, "POSTING_BYTES", sizes[0])
        patch.setattr("shanben.search.index.TEXT_CHARACTERS", sizes[1])
        patch.setattr(entries, "PIECE", sizes[1])
        assert len(list(index_files([entry_of(one)], ("en",)))) <= 5000


@given(st.from_regex(r"[a-z]+(-?[1-9][0-9]{0,2}){1,4}", fullmatch=True), st.integers(0, 3))
def test_a_step_is_the_next_number_and_ones_after_it(anchor: str, place: int) -> None:
    before = [int(number) for number in re.findall(r"\d+", anchor)]
    after = [int(number) for number in re.findall(r"\d+", step(anchor, place))]
    assert after == [n if k < place else n + 1 if k == place else 1 for k, n in enumerate(before)]


WORDS = st.text(alphabet=st.sampled_from("河流水質ab12，。 \n々ガ한𠀀é🐉\U0010ffff"), max_size=20)
PASSAGES = st.lists(st.builds(Passage, st.just("p"), st.just("x/"), st.just("p1"), st.just(0), WORDS), max_size=6)


@given(st.lists(st.tuples(PASSAGES, PASSAGES), max_size=3), st.integers(1, 4))
def test_postings_hold_the_keys_of_each_passage(works: list[tuple[list[Passage], list[Passage]]], limit: int) -> None:
    """What numpy counts for all passages at once is what ``text_keys`` says of each; those that lead come first."""
    expected: dict[str, list[int]] = {}
    gathering = Gathering()
    for leading, running in works:
        gathering.add(keys_of(leading + running), len(leading), len(running))
    every = [one for leading, _ in works for one in leading] + [one for _, running in works for one in running]
    for number, passage in enumerate(every):
        for key in text_keys(fold(passage.text)):
            expected.setdefault(key, []).append(number)
    postings = gathering.postings()
    found = {}
    for key, parts in postings.lists(limit):
        assert all(count <= limit for count, _ in parts)
        numbers: list[int] = []
        for _, content in parts:
            numbers += accumulate(read_numbers(content))
        found[key] = numbers
    assert found == expected
    assert list(found) == sorted(expected)
    assert len(postings) == sum(map(len, expected.values()))


@given(st.text(alphabet="河流水质ab12，。 "))
def test_every_character_begins_a_key(text: str) -> None:
    folded = fold(text)
    keys = text_keys(folded)
    assert {key[0] for key in keys} >= {char for char in folded if "一" <= char <= "鿿"}
    assert all(key in folded for key in keys)


def test_sounds() -> None:
    assert syllables("绿色发展 II") == ["lu", "se", "fa", "zhan"]
    assert set(sound_keys(["lu", "se", "fa", "zhan"])) == {
        "~lusefa", "~sefazhan", "~fazhan", "~zhan", "^lsfz", "^sfz", "^fz", "^z",
    }  # fmt: skip


def test_a_line_break_in_a_text_stays_inside_its_line() -> None:
    one = searchable("x", "zh-Hans", [("p", "p0-1", "一行\n两行\t三行", "")])
    assert text_of(dict(index_files([entry_of(one)], ("en",)))["t0.js"]).endswith("pp0-1\t一行 两行 三行")
    assert text_of(dict(index_files([entry_of(replace(one, passages=()))], ("en",)))["works.js"]) == "x\t0\t0"


@given(st.lists(PASSAGES, max_size=3), st.integers(1, 30))
def test_entries_that_were_kept_are_the_same(works: list[list[Passage]], piece: int) -> None:
    outline = (Place(-1, "渡口", ("",)),)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "PIECE", piece)
        made = [entry_of(Searchable(f"w{at}", "zh-Hans", outline, tuple(those))) for at, those in enumerate(works)]
    again = unpacked(packed(made))
    assert [(one.id, one.leading, one.running) for one in again] == [(one.id, one.leading, one.running) for one in made]
    assert list(index_files(again, ("en",))) == list(index_files(made, ("en",)))


@pytest.mark.parametrize("piece", [1, 10_000])
def test_a_work_in_pieces_holds_each_passage_once(works: list[Searchable], piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "PIECE", piece)
        made = [entry_of(work) for work in works]
    for work, entry in zip(works, made, strict=True):
        lines = [line.split("\t") for one in (*entry.leading, *entry.running) for line in one.lines.split("\n")]
        told = [line[1] for line in lines if line[0] not in ("W", "S", "N", "A")]
        assert told == [one.text for one in sorted(work.passages, key=lambda one: not one.leads)]
        assert all(one.lines.startswith(f"W\t{work.id}\t") for one in (*entry.leading, *entry.running))
    assert len(made[0].leading) == (3 if piece == 1 else 1)


@pytest.mark.parametrize("stretch", [1, 2, 5])
def test_postings_looked_at_by_stretches_are_the_same(monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    texts = ("岸边的渡船，岸边的人", "渡船来了 ship", "人在岸边；船在岸边", "岸")
    works = [searchable(f"w{at}", "zh-Hans", [("p", "p0-1", text, "")]) for at, text in enumerate(texts * 3)]
    whole = list(index_files(map(entry_of, works), ("en",)))
    monkeypatch.setattr(postings, "_STRETCH", stretch)
    assert list(index_files(map(entry_of, works), ("en",))) == whole
