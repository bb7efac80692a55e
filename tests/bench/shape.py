"""Measure shaping: how much of a corpus comes out right, references and definitions included, and how fast.

``--corpus`` is a folder with ``gold/<id>/<variant>.txt`` beside a ``score.py`` (the scorer prints the table), a folder
of ``.txt`` files, or an archive of them. The speed rows take texts of the corpus until there are enough of them; where
it holds ``bulk-dev.tar.xz``, that is used.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tests.shape.typeset import Page, typeset

from shanben.commands.outline import machine_outline
from shanben.enrich.terms import TermMatcher
from shanben.model.editions import EntryKind
from shanben.model.language import Sense, Term
from shanben.model.library import ShapedSource
from shanben.model.text import Source
from shanben.shape.arrange import arrange
from shanben.shape.outline import propose

VARIANTS = ("clean", "wrapped", "newspaper", "mixed")
HALVES = ("fitted", "kept")
OTHER_RULES = {
    "pages of other rules, wrapped": [
        Page(measure=measure, indent=0, blanks="none", jitter=jitter) for measure, jitter in ((28, 0.5), (36, 1.0))
    ],
    "pages of other rules, newspaper": [
        Page(measure=measure, indent=0, blanks="none", jitter=jitter) for measure, jitter in ((15, 0.5), (18, 1.0))
    ],
}
"""How documents are set as no variant of the corpus is: no indents, no blank lines, a measure that differs by line."""
SIZES = (100_000, 1_000_000, 10_000_000)
"""Characters of the speed rows."""
BULK = "bulk-dev.tar.xz"
TERMS = 10_000
TERM_TEXT = 10_000_000
"""Terms, and the characters in which they are looked for."""


def shape(slug: str, text: str) -> ShapedSource:
    """A text as the engine shapes it alone."""
    source = Source(slug, Path(f"{slug}.txt"), text, "0" * 64, "utf-8")
    shaped, problems = arrange(source, propose(source))
    assert not problems, problems
    return shaped


def _bare(words: str) -> str:
    return "".join(words.split())


def reliability(corpus: Path, variants: Sequence[str], half: str) -> None:
    """Print for each confidence how many blocks of a half had it and how many of them were right; then what doubts
    cover.

    A block is right if the gold has a block of the same words, and a heading only if the gold has that heading.
    """
    right: Counter[float] = Counter()
    every: Counter[float] = Counter()
    paths = sorted(path for variant in variants for path in corpus.glob(f"gold/*/{variant}.txt"))
    for path in (path for path in paths if _half(path.parent.name) == half):
        text = path.read_text(encoding="utf-8")
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        blocks = Counter(map(_bare, gold["paragraphs"]))
        headings = {_bare(heading["text"]) for heading in gold["headings"]} | {_bare(gold.get("title", ""))}
        for work in propose(Source(path.parent.name, path, text, "0" * 64, "utf-8")).works:
            for entry in work.contents:
                if not entry.spans or entry.kind is EntryKind.FURNITURE:
                    continue
                words = _bare("".join(text[span.start : span.end] for span in entry.spans))
                is_right = blocks[words] > 0
                if entry.kind is EntryKind.HEADING:
                    is_right = is_right and words in headings
                elif entry.kind is EntryKind.PARAGRAPH:
                    is_right = is_right and words not in headings
                confidence = entry.doubt.confidence if entry.doubt else 1.0
                every[confidence] += 1
                right[confidence] += is_right
    print(f"== reliability, {', '.join(variants)}, {half} half: confidence, blocks, share that is right")
    for confidence in sorted(every):
        name = f"{confidence:.2f}" if confidence < 1 else "no doubt"
        print(f"{name:>9} {every[confidence]:>6} {right[confidence] / every[confidence]:.3f}")
    doubted = {confidence for confidence in every if confidence < 1}
    wrong = sum(every.values()) - sum(right.values())
    caught = sum(every[confidence] - right[confidence] for confidence in doubted)
    spent = sum(right[confidence] for confidence in doubted)
    print(
        f"doubts on {caught} of {wrong} wrong blocks and on {spent} of {sum(right.values())} right ones"
        f" ({spent / max(1, sum(right.values())):.1%})"
    )


def score(corpus: Path) -> None:
    """Shape every document of every variant and print the scorer's rows."""
    for variant in VARIANTS:
        with tempfile.TemporaryDirectory() as folder:
            for text in sorted(corpus.glob(f"gold/*/{variant}.txt")):
                shaped = shape(text.parent.name, text.read_text(encoding="utf-8"))
                (Path(folder) / f"{text.parent.name}.json").write_text(machine_outline(shaped), encoding="utf-8")
            _print_scores(corpus / "score.py", corpus, Path(folder), variant)
            for half in HALVES:
                reliability(corpus, [variant], half)
    for half in HALVES:
        reliability(corpus, VARIANTS, half)


def score_pages(corpus: Path) -> None:
    """Set the clean documents by rules of our own (``OTHER_RULES``), shape them and print the scorer's rows."""
    for name, pages in OTHER_RULES.items():
        with tempfile.TemporaryDirectory() as folder:
            root, shaped = Path(folder), Path(folder) / "shaped"
            shaped.mkdir()
            for number, path in enumerate(sorted(corpus.glob("gold/*/clean.gold.json"))):
                slug, gold = path.parent.name, json.loads(path.read_text(encoding="utf-8"))
                headings = {heading["text"] for heading in gold["headings"]} | {gold.get("title", "")}
                blocks = [("heading" if words in headings else "paragraph", words) for words in gold["paragraphs"]]
                text = typeset(blocks, replace(pages[number % len(pages)], seed=number))
                (shaped / f"{slug}.json").write_text(machine_outline(shape(slug, text)), encoding="utf-8")
                (root / "gold" / slug).mkdir(parents=True)
                (root / "gold" / slug / f"{name}.gold.json").write_bytes(path.read_bytes())
                (root / "gold" / slug / f"{name}.txt").write_text(text, encoding="utf-8")
            _print_scores(corpus / "score.py", root, shaped, name)


def _print_scores(scorer: Path, root: Path, shaped: Path, variant: str) -> None:
    """The scorer's rows of one variant: all documents, then either half."""
    command = [sys.executable, str(scorer), "--pred-dir", str(shaped), "--variant", variant, "--quiet"]
    command += ["--root", str(root)]
    print(f"== {variant}", flush=True)
    subprocess.run(command, check=True)
    halves: dict[str, list[str]] = {half: [] for half in HALVES}
    for name in sorted(path.stem for path in shaped.glob("*.json")):
        halves[_half(name)].append(name)
    split = shaped / "halves"
    split.write_text(json.dumps({"gold": halves}))
    for half in HALVES:
        print(f"== {variant}, {half} half", flush=True)
        subprocess.run([*command, "--split", str(split), "--part", half], check=True)


def _half(name: str) -> str:
    """Of a document, by a hash of its name: rules are fitted to one half only, and what the other says is believed."""
    return HALVES[sha256(name.encode()).digest()[0] % 2]


def texts(corpus: Path) -> Iterator[str]:
    """The texts of a corpus, one after the other."""
    archive = corpus / BULK if corpus.is_dir() else corpus
    if archive.is_file():
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name.endswith(".txt"):
                    content = tar.extractfile(member)
                    assert content is not None
                    yield content.read().decode("utf-8")
        return
    for path in sorted(corpus.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def speed(some: Iterable[str]) -> None:
    """Characters a second on one core: drafting, arranging and reading every block."""
    held = list(some)
    print("== speed: characters, seconds of one core, characters a second")
    for size in SIZES:
        total, seconds = 0, 0.0
        for number, text in enumerate(itertools.cycle(held)):
            if total >= size:
                break
            start = time.process_time()
            for work in shape(f"text-{number}", text).works:
                for block in work.blocks():
                    work.text(block)
            seconds += time.process_time() - start
            total += len(text)
        print(f"{total:>10,} {seconds:8.2f} s {total / seconds:>12,.0f}", flush=True)


def find_terms(some: Iterable[str]) -> None:
    """Seconds of one core for finding many terms, two to eight characters long, cut from the texts themselves."""
    paragraphs: list[str] = []
    total = 0
    for line in (line for text in itertools.cycle(list(some)) for line in text.split("\n") if line):
        if total >= TERM_TEXT:
            break
        paragraphs.append(line)
        total += len(line)
    words = dict.fromkeys(
        word
        for number, line in enumerate(paragraphs)
        if (word := line[number % 7 : number % 7 + 2 + number % 7]).isalpha() and len(word) > 1
    )
    terms = [Term(f"t{number}", word, (Sense(()),)) for number, word in enumerate(itertools.islice(words, TERMS))]
    start = time.process_time()
    matcher = TermMatcher(terms)
    uses = sum(1 for line in paragraphs for _ in matcher.uses(line, "p1", ()))
    seconds = time.process_time() - start
    print(f"== terms: {len(terms):,} in {total:,} characters: {uses:,} uses, {seconds:.2f} s")


def main() -> None:
    """Print the table and the speed rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    corpus = parser.parse_args().corpus
    if (corpus / "gold").is_dir() and (corpus / "score.py").is_file():
        score(corpus)
        score_pages(corpus)
    held = [text for text in texts(corpus) if text.strip()]
    if not held:
        sys.exit(f"{corpus} holds no texts")
    speed(held)
    find_terms(held)


if __name__ == "__main__":
    main()
