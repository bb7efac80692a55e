"""What holds for any two libraries that are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, count, pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanben.compare.changes import compare
from shanben.compare.comparison import ChangeKind, Comparison
from shanben.compare.sections import out_of_order
from shanben.compare.snapshot import ProblemEntry, Snapshot, WorkEntry
from shanben.compare.words import after_of, before_of, edits

from .drawn import library, mirrored, shown

_CHARACTERS = "山川河流田土木石金水火风云雨雪日月星天地人心手足口目耳言语文字书画诗词歌赋琴棋。，"
_SENTENCES = st.text(_CHARACTERS, min_size=6, max_size=40)


@st.composite
def _drawings(draw: st.DrawFn) -> list[list[list[str]]]:
    """Works, sections and paragraphs; all paragraphs differ."""
    texts = iter(draw(st.lists(_SENTENCES, min_size=1, max_size=14, unique=True)))
    works: list[list[list[str]]] = [[[]]]
    for text in texts:
        where = draw(st.sampled_from("wspppp"))
        if where == "w":
            works.append([[]])
        elif where == "s":
            works[-1].append([])
        works[-1][-1].append(text)
    return works


@st.composite
def _two(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """A library and the same after some changes."""
    works = draw(_drawings())
    base = _snapshot(works)
    head = [[list(section) for section in work] for work in works]
    for _ in range(draw(st.integers(0, 3))):
        work = draw(st.sampled_from(head))
        section = draw(st.sampled_from(work))
        match draw(st.sampled_from(["drop", "add", "word", "split", "shift", "order"])):
            case "drop" if section:
                section.pop(draw(st.integers(0, len(section) - 1)))
            case "add":
                section.insert(draw(st.integers(0, len(section))), draw(_SENTENCES))
            case "word" if section:
                index = draw(st.integers(0, len(section) - 1))
                section[index] = section[index].replace(section[index][0], "龙", 1)
            case "split" if section and len(section[0]) > 8:
                section[:1] = [section[0][:5], section[0][5:]]
            case "shift" if section:
                draw(st.sampled_from(work)).append(section.pop())
            case _:
                work.insert(draw(st.integers(0, len(work) - 1)), work.pop())
    return base, _snapshot(head)


def _snapshot(works: list[list[list[str]]]) -> Snapshot:
    lines: list[str] = []
    for number, work in enumerate(works):
        lines.append(f"# w{number} 书{number}")
        for order, section in enumerate(work):
            paragraphs = count(1)
            lines += [f"## {order} 第{order}节", *(f"p{order}-{next(paragraphs)}: {text}" for text in section)]
    return library("\n".join(lines))


@given(_drawings())
@settings(max_examples=60, deadline=None)
def test_a_library_does_not_differ_from_itself(works: list[list[list[str]]]) -> None:
    one = _snapshot(works)
    assert compare(one, _snapshot(works)) == Comparison(())
    doubt = ProblemEntry("D301", "a doubt", "seeds/x.txt")
    assert shown(compare(one, replace(one, problems=(doubt,)))) == ["doubt-appeared"]


_DROP, _LONGER, _LONGEST = "。" * 6, "。" * 7, "。" * 8
_EQUALLY_HEAVY = (
    _snapshot([[[], [_DROP, _LONGER], [_LONGEST]]]),
    _snapshot([[[_LONGEST], [], [_LONGER]]]),
)
"""The first section moved behind the second, or the second before the first: both ways it must be the same one."""


@given(_two())
@example(_EQUALLY_HEAVY)
@settings(max_examples=150, deadline=None)
def test_what_one_direction_adds_the_other_removes(pair: tuple[Snapshot, Snapshot]) -> None:
    base, head = pair
    assert mirrored(compare(base, head)) == compare(head, base).counts


_CAME = {ChangeKind.PARAGRAPH_ADDED, ChangeKind.SECTION_ADDED, ChangeKind.WORK_ADDED}
_WENT = {ChangeKind.PARAGRAPH_REMOVED, ChangeKind.SECTION_REMOVED, ChangeKind.WORK_REMOVED}
_OTHER_WORDS = {ChangeKind.PARAGRAPH_REWORDED, ChangeKind.PARAGRAPH_JOINED}


@given(_two())
@settings(max_examples=150, deadline=None)
def test_every_paragraph_is_accounted_for_once(pair: tuple[Snapshot, Snapshot]) -> None:
    base, head = pair
    comparison = compare(base, head)
    came, went = Counter(_named(comparison, _CAME)), Counter(_named(comparison, _WENT))
    split = Counter(_named(comparison, {ChangeKind.PARAGRAPH_SPLIT}))
    join = Counter(_named(comparison, {ChangeKind.PARAGRAPH_JOINED}))
    assert set((came + split).values()) <= {1}
    assert set((went + join).values()) <= {1}
    splits, joins = (
        comparison.counts.get(ChangeKind.PARAGRAPH_SPLIT, 0),
        comparison.counts.get(ChangeKind.PARAGRAPH_JOINED, 0),
    )
    linked_after = len(_paragraphs(head)) - came.total() - (split.total() - splits)
    linked_before = len(_paragraphs(base)) - went.total() - (join.total() - joins)
    assert linked_after == linked_before
    known = Counter(_paragraphs(base).values())
    new_words = {
        (change.after.work, change.after.anchor)
        for change in comparison.changes
        if change.kind in _OTHER_WORDS and change.after
    }
    for name, text in _paragraphs(head).items():
        if name not in came and name not in split and name not in new_words:
            known[text] -= 1
            assert known[text] >= 0, text


def _named(comparison: Comparison, kinds: set[ChangeKind]) -> Iterator[tuple[str, str]]:
    """The paragraphs that changes of some kinds name: those that went, or were joined, by their earlier work."""
    for change in comparison.changes:
        earlier = change.kind in _WENT or change.kind is ChangeKind.PARAGRAPH_JOINED
        place = change.before if earlier else change.after
        if change.kind in kinds and place:
            yield from ((place.work, name) for name in change.passages)


def _paragraphs(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    return {
        (work.id, block.id): block.text for work in snapshot.works for block in work.blocks if block.kind != "heading"
    }


@given(st.text(_CHARACTERS + "ab1 "), st.text(_CHARACTERS + "ab1 "))
def test_edits_hold_both_wordings(before: str, after: str) -> None:
    parts = edits(before, after)
    assert before_of(parts) == before
    assert after_of(parts) == after
    assert all(one.op is not other.op for one, other in pairwise(parts))


@given(st.lists(st.integers(1, 9), max_size=6), st.randoms(use_true_random=False))
def test_the_lightest_things_are_said_to_move(weights: list[int], random: object) -> None:
    order = list(range(len(weights)))
    random.shuffle(order)  # type: ignore[attr-defined]
    coins = [1 << number for number in range(len(weights))]
    places = list(zip(range(len(weights)), order, weights, coins, strict=True))
    moved = out_of_order(places)
    stay = [after for before, after, _, _ in places if before not in moved]
    assert stay == sorted(stay)
    best = max(
        sum(places[index][2] for index in chosen)
        for size in range(len(places) + 1)
        for chosen in combinations(range(len(places)), size)
        if [places[i][1] for i in chosen] == sorted(places[i][1] for i in chosen)
    )
    assert sum(weight for before, _, weight, _ in places if before not in moved) == best
    back = out_of_order((after, before, weight, coin) for before, after, weight, coin in places)
    assert back == {after for before, after, _, _ in places if before in moved}


def test_the_cost_does_not_grow_with_the_product() -> None:
    """A thousand paragraphs of one work, all re-worded: each finds its own among a thousand."""

    def work(sign: str) -> WorkEntry:
        words = "\n".join(
            f"p{number}: 第{number}号堤段长{number * 7}丈，由{number * 13}号民夫队承修，{sign}月完工。"
            for number in range(1_000)
        )
        return library(f"# w 书\n{words}").works[0]

    comparison = compare(Snapshot(1, (work("三"),)), Snapshot(1, (work("四"),)))
    assert comparison.counts == {ChangeKind.PARAGRAPH_REWORDED: 1_000}
