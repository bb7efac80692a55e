"""Measure whole builds of the same texts: ours, and those of other generators with a search for Chinese.

``--corpus`` is a folder of ``.txt`` files or an archive of them. Every program gets the same works: ours the texts as
they are, the others one page of Markdown a work, its headings those that we find. Each runs as a whole process of its
own; measured are its seconds of CPU, those that pass on the clock, its largest memory (never less than this program's
own) and what it writes. What is not installed is left out and told; ``--jieba`` is a folder with jieba, for a row of
Material that divides Chinese words (``pip install --target FOLDER jieba``). Exits with 1 where a build fails.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.texts import texts

from shanben.export.work_markdown import work_markdown
from shanben.library import build_library
from shanben.model.library import Library
from shanben.settings import Settings

THEME = "theme: {name: material, language: zh, font: false, features: [navigation.prune]}\n"
CONFIGURATION = (
    f"site_name: bench\n{THEME}plugins: [{{search: {{lang: [zh, en]}}}}]\nmarkdown_extensions: [attr_list]\n"
)
LAYOUT = "<!doctype html><html lang=zh><title>{{ .Title }}</title><article>{{ .Content }}</article></html>\n"
HUGO = 'baseURL = "/"\ntitle = "bench"\ndisableKinds = ["RSS", "taxonomy", "term", "section"]\n'
HUGO += "[markup.goldmark.renderer]\nunsafe = true\n"
_KILO = 1024 if sys.platform != "darwin" else 1
"""Bytes in the unit in which a system tells the memory of a process."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a program took, of its own processes one after the other."""

    cpu: float
    clock: float
    memory: int
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """A generator: its commands in a folder that is ready for it, and the folder it writes."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    site: str = "site"
    beside: str = ""
    """A folder of further Python packages."""


def main() -> None:
    """Print a row for each program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--works", type=int, default=200)
    parser.add_argument("--only", help="names of programs, with commas between them")
    parser.add_argument("--jieba", type=Path, help="a folder that jieba was installed in")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shanben-bench-") as folder:
        sys.exit(run(Path(folder), asked.corpus, asked.works, set((asked.only or "").split(",")) - {""}, asked.jieba))


def run(scratch: Path, corpus: Path, most: int, only: set[str], jieba: Path | None) -> int:
    """Prepare a folder for each program, run it, print what it took; how many failed, at most 1."""
    chosen = texts(corpus, scratch / "corpus")[:most]
    if not chosen:
        print(f"{corpus} holds no texts")
        return 1
    ours = scratch / "shanben"
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    os.spawnve(os.P_WAIT, sys.executable, [sys.executable, "-m", "shanben", "new", str(ours)], quiet)
    for old in (ours / "seeds").glob("reading-room.*"):
        old.unlink()
    for path in chosen:
        shutil.copy(path, ours / "seeds" / path.name)
    library, _ = build_library(ours, Settings.model_validate({}))
    characters = sum(len(one.source.text) for one in library.sources)
    plain = sum(len(one.source.text.encode()) for one in library.sources)
    print(f"\n{len(library.works)} works, {characters:,} characters, {plain / 1e6:.2f} MB\n")
    print("| | CPU s | ms a 1,000 characters | ours to theirs | clock s | memory MB | site MB | times the text |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    first = failed = 0.0
    for program in programs(jieba):
        if only and program.name not in only:
            continue
        home = scratch / program.name
        if program.name != "shanben":
            prepare(home, library)
        spent = measure(program, home, quiet | ({"PYTHONPATH": program.beside} if program.beside else {}))
        first = first or spent.cpu
        failed = failed or spent.failed
        size = sum(path.stat().st_size for path in (home / program.site).rglob("*") if path.is_file())
        figures = [f"{spent.cpu:.1f}", f"{spent.cpu / characters * 1e6:.1f}", f"{first / spent.cpu:.2f}"]
        figures += [f"{spent.clock:.1f}", f"{spent.memory / 1e6:.0f}", f"{size / 1e6:.1f}", f"{size / plain:.1f}"]
        print(f"| {program.name}{' (failed)' if spent.failed else ''} | {' | '.join(figures)} |", flush=True)
        shutil.rmtree(home, ignore_errors=True)
    return int(bool(failed))


def programs(jieba: Path | None) -> Iterator[Program]:
    """Ours, and those of the others that are installed."""
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "-q")
    yield Program("shanben", ((sys.executable, "-m", "shanben", "build"),))
    yield Program("material", (mkdocs,))
    if jieba:
        yield Program("material+jieba", (mkdocs,), beside=str(jieba.resolve()))
    zensical = shutil.which("zensical", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    hugo, npx, pagefind = (shutil.which(name) for name in ("hugo", "npx", "pagefind"))
    if zensical:
        yield Program("zensical", ((zensical, "build"),))
    started = (pagefind,) if pagefind else (npx, "-y", "pagefind") if npx else ()
    if hugo and started:
        search = (*started, "--site", "public", "--root-selector", "article")
        yield Program("hugo+pagefind", ((hugo, "--quiet"), search), "public")
    for name, there in (("zensical", zensical), ("hugo", hugo), ("pagefind or npx", started), ("jieba", jieba)):
        if not there:
            print(f"not measured, for it is not installed: {name}")


def prepare(home: Path, library: Library) -> None:
    """The same works as Markdown, where each of the other generators looks for them."""
    for work in library.works:
        for pages in (home / "docs", home / "content"):
            page = pages / f"{work.id}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(work_markdown(work, ""), encoding="utf-8")
    (home / "docs/index.md").write_text("# bench\n", encoding="utf-8")
    (home / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (home / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name in ("single", "list"):
        layout = home / f"layouts/_default/{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(LAYOUT, encoding="utf-8")


def measure(program: Program, home: Path, environment: Mapping[str, str]) -> Spent:
    """Run the commands of a program, and what they took together."""
    cpu, clock, memory, failed = 0.0, 0.0, 0, False
    for command in program.commands:
        began = time.monotonic()
        code, one = _run(command, home, environment)
        clock += time.monotonic() - began
        cpu += one.ru_utime + one.ru_stime
        memory = max(memory, one.ru_maxrss * _KILO)
        failed = failed or bool(code)
    return Spent(cpu, clock, memory, failed)


def _run(command: Sequence[str], home: Path, environment: Mapping[str, str]) -> tuple[int, resource.struct_rusage]:
    """Run a command in a folder, its words in a file of that folder: its exit code, and what it took with its own."""
    done = subprocess.Popen(
        command, cwd=home, env=dict(environment), stdout=(home / "told.txt").open("wb"), stderr=subprocess.STDOUT
    )
    _, status, took = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    return done.returncode, took


if __name__ == "__main__":
    main()
