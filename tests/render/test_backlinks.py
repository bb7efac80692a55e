"""What refers to a section, and which works cite which."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from shanben.model.library import Library, ShapedSource
from shanben.model.references import Reference, Target
from shanben.model.text import Source
from shanben.render.backlinks import Backlinks, find_backlinks
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose


def shaped(slug: str, text: str) -> ShapedSource:
    source = Source(slug, Path(f"{slug}.txt"), text, sha256(text.encode()).hexdigest(), "utf-8")
    return arrange(source, propose(source))[0]


RIVER = shaped("river", "青河条例\n第一条　河长巡河。\n第二条　依照第一条处理。\n第三条　施行。\n")
NOTICE = shaped("notice", "关于巡河的通知\n依照青河条例第一条，各村巡河。\n")


def backlinks(*references: tuple[ShapedSource, Reference]) -> Backlinks:
    held = []
    for one in (RIVER, NOTICE):
        (work,) = one.works
        mine = tuple(reference for owner, reference in references if owner is one)
        held.append(replace(one, works=(replace(work, references=mine),)))
    return find_backlinks(Library(tuple(held)))


def block(source: ShapedSource, words: str) -> str:
    (work,) = source.works
    return next(block.id for block in work.blocks() if words in work.text(block))


def refer(source: ShapedSource, words: str, target: Target, kind: str = "article") -> tuple[ShapedSource, Reference]:
    return source, Reference(kind, block(source, words), 0, 2, "", (), (target,))


FIRST = Target("river", block(RIVER, "河长巡河"))


def test_a_section_knows_who_refers_to_it_or_into_it() -> None:
    found = backlinks(refer(RIVER, "处理", FIRST), refer(NOTICE, "各村", Target("river", "art-1")))
    assert found.to_section == {
        ("river", "art-1"): (("river", block(RIVER, "处理")), ("notice", block(NOTICE, "各村")))
    }


def test_places_are_called_by_their_articles_else_by_their_first_words() -> None:
    found = backlinks(refer(RIVER, "处理", FIRST), refer(NOTICE, "各村", FIRST))
    told = {place: name.text for place, name in found.names.items()}
    assert told == {
        ("river", "art-1"): "第一条",
        ("river", block(RIVER, "处理")): "第二条",
        ("notice", block(NOTICE, "各村")): "依照青河条例第一条，各村巡河。",
    }


def test_an_article_that_refers_twice_is_named_once() -> None:
    twice = shaped("boats", "船只办法\n第一条　登记。\n第二条　依照第一条挂牌。\n依照第一条换牌。\n第三条　施行。\n")
    there = Target("boats", block(twice, "登记"))
    (work,) = twice.works
    referring = tuple(refer(twice, words, there)[1] for words in ("挂牌", "换牌"))
    found = find_backlinks(Library((replace(twice, works=(replace(work, references=referring),)),)))
    assert found.to_section == {("boats", "art-1"): (("boats", block(twice, "挂牌")),)}


def test_works_know_what_they_cite_and_what_cites_them() -> None:
    found = backlinks(refer(NOTICE, "各村", FIRST), refer(RIVER, "处理", FIRST))
    assert (found.cites, found.cited_by) == ({"notice": ("river",)}, {"river": ("notice",)})


def test_neither_oneself_nor_a_repeat_nor_a_stranger_is_a_backlink() -> None:
    found = backlinks(
        refer(RIVER, "河长巡河", FIRST),
        refer(NOTICE, "各村", FIRST, "repeat"),
        refer(RIVER, "处理", Target(url="https://example.org/")),
        refer(RIVER, "处理", Target("nowhere", "p1")),
    )
    assert found.to_section == {}
    assert found.cites == {"notice": ("river",)}
