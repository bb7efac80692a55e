"""Measure whole libraries of real texts: whether they build as they are, and what their finished site holds.

``--corpus`` is a folder with ``gold/<id>/<variant>.txt`` and ``<variant>.gold.json`` (its ``paragraphs``) beside it, a
folder of ``.txt`` files, or an archive of them. Each library is made by ``shanben new`` and built by ``shanben build``
with the defaults; then its site is read as a stranger would. Ends with 1 where a build is refused, a link leads nowhere
or a paragraph is lost.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from shanben.written import dead_links

VARIANTS = ("clean", "wrapped", "newspaper")
_WHITE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_HEAD = "texts      texts  characters  build  dead links  lost paragraphs    CPU s   site MB"


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it is put into a library, and its paragraphs where somebody counted them."""

    raw: bytes
    paragraphs: tuple[str, ...] = ()


def main() -> None:
    """Print a row for each library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--docs", type=int, default=60, help="texts of each library")
    options = parser.parse_args()
    print(_HEAD)
    done = [measure(name, texts) for name, texts in libraries(options.corpus, options.docs)]
    if not done:
        sys.exit(f"{options.corpus} holds no texts")
    sys.exit(int(not all(done)))


def libraries(corpus: Path, most: int) -> Iterator[tuple[str, Mapping[str, Given]]]:
    """The libraries of a corpus, by their names: one for each variant, or one of all its texts."""
    if not (corpus / "gold").is_dir():
        texts = dict(itertools.islice(_texts(corpus), most))
        if texts:
            yield corpus.stem[:10], texts
        return
    for variant in VARIANTS:
        yield (
            variant,
            {
                path.parent.name: Given(path.read_bytes(), _paragraphs(path.with_suffix(".gold.json")))
                for path in sorted(corpus.glob(f"gold/*/{variant}.txt"))[:most]
            },
        )


def _texts(corpus: Path) -> Iterator[tuple[str, Given]]:
    if corpus.is_file():
        with tarfile.open(corpus) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".txt") else None
                if content is not None:
                    yield Path(member.name).stem, Given(content.read())
        return
    for path in sorted(corpus.rglob("*.txt")):
        yield path.stem, Given(path.read_bytes())


def _paragraphs(gold: Path) -> tuple[str, ...]:
    stated = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else {}
    return tuple(stated.get("paragraphs") or ())


def measure(name: str, texts: Mapping[str, Given]) -> bool:
    """Build a library, print its row and what is wrong with it; whether nothing is."""
    with tempfile.TemporaryDirectory(prefix="shanben-bench-") as folder:
        root = Path(folder) / "library"
        command = [sys.executable, "-m", "shanben"]
        subprocess.run([*command, "new", str(root)], check=True, capture_output=True)
        for old in (root / "seeds").glob("*.txt"):
            for path in (old, old.with_suffix(".yml")):
                path.unlink(missing_ok=True)
        for slug, given in texts.items():
            (root / "seeds" / f"{slug}.txt").write_bytes(given.raw)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*command, "build"], cwd=root, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        site = root / "site"
        dead = dead_links(site) if site.is_dir() else ()
        lost = list(lost_paragraphs(site, texts)) if site.is_dir() else []
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    characters = sum(len(given.raw.decode("utf-8", "replace")) for given in texts.values())
    counted = f"{len(lost):>15,}" if any(given.paragraphs for given in texts.values()) else f"{'–':>15}"
    built = "whole" if done.returncode == 0 else f"exit {done.returncode}"
    row = f"{name:<10} {len(texts):>5} {characters:>11,} {built:>6} {len(dead):>11,}"
    print(f"{row}  {counted} {seconds:>8.1f} {size:>9.1f}", flush=True)
    told = [line for line in (done.stdout + done.stderr).splitlines() if done.returncode and "- " in line]
    for line in (*told[:5], *(f"{one.page}: {one.link}" for one in dead[:5]), *lost[:5]):
        print(f"    {line}")
    return not (done.returncode or dead or lost)


def lost_paragraphs(site: Path, texts: Mapping[str, Given]) -> Iterator[str]:
    """The paragraphs that a site does not publish, each with its text's name; one printed twice may stand once."""
    published: dict[str, list[str]] = defaultdict(list)
    for work in json.loads((site / "library.json").read_text(encoding="utf-8"))["works"]:
        published[work["source"].lower()] += [block.get("text") or "" for block in work["blocks"]]
    for slug, given in texts.items():
        stream = _bare("".join(published.get(slug.lower(), [])))
        yield from (f"{slug}: {one[:40]}" for one in _missing(given.paragraphs, stream))


def _missing(paragraphs: Sequence[str], stream: str) -> Iterator[str]:
    """Paragraphs whose words stand nowhere, though every character of theirs may."""
    spare = Counter(stream)
    for paragraph in paragraphs:
        words = _bare(normalize("NFC", paragraph))
        wanted = Counter(words)
        if words not in stream and any(spare[one] < number for one, number in wanted.items()):
            yield words
        spare -= wanted


def _bare(text: str) -> str:
    return _WHITE.sub("", text)


if __name__ == "__main__":
    main()
