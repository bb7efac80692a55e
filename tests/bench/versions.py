"""How well facts are read from texts, and the articles of two versions paired, against labels of one's own.

    python tests/bench/versions.py --gold FOLDER [--texts FOLDER]

FOLDER holds ``facts.json``, ``{"id": [["adopted", "2001-03-05"], …]}``: of ``id.txt`` in the texts' folder everything
that a reader finds stated, values as ISO dates or words; and ``pairs/pairs.json`` with ``align.json``: a list of pairs
(``["00", …]`` for ``pairs/00a.txt`` and ``pairs/00b.txt``), and labels ``["00", "new", "art-12", ["art-11"]]``, which
articles of the other version are the same (``new``: of the later version's article; ``old``: of the earlier one's).
``split.json`` names under ``held`` the texts, under ``pairs`` the pairs that were kept aside when the rules were made.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

from shanben.compare.articles import pair_articles
from shanben.compare.versions import articles_of
from shanben.enrich.facts import read_facts
from shanben.model.works import Work
from shanben.settings import Settings
from shanben.shaping import Place, shape_source


def shaped(path: Path) -> Work:
    """The first work of a text."""
    source, _ = shape_source(Place(path.parent, Settings.model_validate({})), path)
    assert source is not None, path
    return source.works[0]


def facts(gold: Path, texts: Path) -> None:
    """Print how many facts are read right, and how many of those read are wrong."""
    stated: dict[str, list[list[str]]] = json.loads((gold / "facts.json").read_text(encoding="utf-8"))
    held = set(json.loads((gold / "split.json").read_text(encoding="utf-8")).get("held", ()))
    for name, ids in (("fitted on", sorted(set(stated) - held)), ("kept aside", sorted(held & set(stated)))):
        right = wrong = total = 0
        for one in ids:
            expected = {(fact, value) for fact, value in stated[one]}
            read = {(fact.name, fact.value or fact.text) for fact in read_facts(shaped(texts / f"{one}.txt"))}
            right, wrong, total = right + len(read & expected), wrong + len(read - expected), total + len(expected)
        share = f"{right / total:7.2%} right {wrong / total:7.2%} wrong" if total else "no texts"
        print(f"facts, {name:10} {len(ids):4} texts {total:5} facts {share}")


def articles(gold: Path) -> None:
    """Print how many labelled articles are paired right."""
    labels: list[Any] = json.loads((gold / "align.json").read_text(encoding="utf-8"))
    split = gold / "split.json"
    held = set(json.loads(split.read_text(encoding="utf-8")).get("pairs", ()) if split.exists() else ())
    names = {label[0] for label in labels}
    for title, chosen in (("fitted on", names - held), ("kept aside", names & held), ("all", names)):
        if chosen:
            _articles_of(gold, title, sorted(chosen), [label for label in labels if label[0] in chosen])


def _articles_of(gold: Path, title: str, names: list[str], labels: list[Any]) -> None:
    """Print how many of these labelled articles are paired right."""
    right, elapsed = 0, 0.0
    for name in names:
        before, after = (articles_of(shaped(gold / "pairs" / f"{name}{side}.txt")) for side in "ab")
        begun = time.perf_counter()
        pairs = pair_articles(before, after)
        elapsed += time.perf_counter() - begun
        forward: defaultdict[str, set[str]] = defaultdict(set)
        back: defaultdict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            for i, j in product((*pair.before, *pair.took), pair.after):
                forward[before[i].anchor].add(after[j].anchor)
                back[after[j].anchor].add(before[i].anchor)
        for _, side, anchor, expected in (label for label in labels if label[0] == name):
            right += (back if side == "new" else forward).get(anchor, set()) == set(expected)
    share = f"{right / len(labels):7.2%} right, {elapsed:.1f} s"
    print(f"articles, {title:10} {len(names):4} pairs {len(labels):4} labels {share}")


def main() -> None:
    """Measure what the gold holds labels for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    if options.texts and (options.gold / "facts.json").exists():
        facts(options.gold, options.texts)
    if (options.gold / "align.json").exists():
        articles(options.gold)


if __name__ == "__main__":
    main()
