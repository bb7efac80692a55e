"""Edit a library at random, and build it after each edit twice: with what earlier builds kept, and from nothing.

Both must be the same bytes, or both be refused with the same words. ``--number`` says how many edits (500), ``--seed``
which. Prints what was edited where they differ, and exits with 1.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]
"""Runs a module in a folder: ``run("shanben", "build", cwd=folder, env=environment)``."""
Edit = Callable[[Path, random.Random], object]

SETTINGS = """\
site_name: 河湖文集
site_url: https://river.example/
theme: {name: material, custom_dir: mine}
plugins:
  - shanben: {languages: [en], long_work: 100000, receipt_lines: 1000}
"""


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


TEXTS = {
    "law": _text(
        "河湖法",
        "（2014年4月24日通过　自2014年7月1日起施行）",
        "第一章　总则",
        "第一条　为了保护河湖，制定本法。",
        "第二条　本法所称河湖，包括湿地。",
        "第二章　附则",
        "第三条　违反本法第二条的，处以罚款。",
    ),
    "law-2018": _text(
        "河湖法",
        "（2014年4月24日通过　2018年10月26日修正）",
        "第一章　总则",
        "第一条　为了保护河湖和湿地，制定本法。",
        "第二条　本法所称河湖，包括湿地和水库。",
        "第二章　附则",
        "第三条　违反本法第二条的，处以罚款或者警告。",
    ),
    "rule": _text(
        "湿地办法",
        "第一条　根据《河湖法》第二条，制定本办法。",
        "第二条　湿地不得填埋。",
        "第三条　依照前条办理。",
    ),
    "notice": _text(
        "南湖市水务局关于湿地的通知",
        "各区水务局：",
        "一、总体要求",
        "按照《湿地办法》第三条和《河湖法》办理。",
        "二、工作安排",
        "湿地不得填埋，违反本法第二条的，处以罚款，各区应当在三月底以前完成全部河湖的登记工作并且公布结果。",
    ),
    "letter": _text(
        "致湿地办公室的信",
        "我们读了《湿地办法》，以为第二条很好，第三条不明白。",
    ),
}


def _term(term: str, word: str, definition: str = "") -> str:
    """A term as the termbase has it."""
    words = f"- term: {term}\n  id: {word}\n  translations: {{en: [{{text: {word}, status: editorial}}]}}\n"
    return words + (f"  note: {definition}\n" if definition else "")


FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/index.md": "# 首页\n\n<!-- shanben:works -->\n",
    "mine/partials/copyright.html": "河湖\n",
    "seeds/termbase.yml": "terms:\n" + _term("湿地", "wetland", "有水的地") + _term("罚款", "fine"),
} | {f"seeds/{name}.txt": text for name, text in TEXTS.items()}


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8", newline="\n")


def _texts(root: Path) -> list[Path]:
    return sorted((root / "seeds").glob("*.txt"))


def _replaced(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    write(root, name, re.sub(old, new, text, count=1))


def change_words(root: Path, chance: random.Random) -> None:
    path = chance.choice(_texts(root))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace("湿", "水") if chance.random() < 0.3 else lines[at] + chance.choice("水湖河。")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def add_article(root: Path, chance: random.Random) -> None:
    path = chance.choice(_texts(root))
    lines = path.read_text(encoding="utf-8").split("\n")
    number = chance.choice("一二三四五六")
    at = chance.randrange(2, len(lines) + 1)
    lines[at:at] = [
        "",
        f"第{number}条　依照《{chance.choice(['河湖法', '湿地办法'])}》第{number}条，湿地由本局管理。",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def rename(root: Path, chance: random.Random) -> None:
    path = chance.choice(_texts(root))
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(f"{chance.choice(['新', ''])}{first}\n{rest}", encoding="utf-8", newline="\n")


def remove(root: Path, chance: random.Random) -> None:
    if len(_texts(root)) > 2:
        path = chance.choice(_texts(root))
        path.unlink()
        path.with_suffix(".yml").unlink(missing_ok=True)


def add(root: Path, chance: random.Random) -> None:
    name, text = chance.choice(list(TEXTS.items()))
    write(root, f"seeds/{chance.choice([name, name + '-again'])}.txt", text)


def edition(root: Path, chance: random.Random) -> None:
    path = chance.choice(_texts(root)).with_suffix(".yml")
    if path.exists():
        path.unlink()
    else:
        level = chance.choice("23")
        text = "shape:\n  headings:\n    - {pattern: '第{number}条', level: LEVEL}\n".replace("LEVEL", level)
        path.write_text(text, encoding="utf-8", newline="\n")


def terms(root: Path, chance: random.Random) -> None:
    term = chance.choice(["河湖", "登记", "水库", "警告"])
    word = chance.choice(["lake", "record", "warning"])
    text = FILES["seeds/termbase.yml"].replace("有水的地", chance.choice(["有水的地", "水边的地"]))
    write(root, "seeds/termbase.yml", text + _term(term, word))


def translation(root: Path, chance: random.Random) -> None:
    word = chance.choice(["General Provisions", "General", "Rules"])
    write(root, "seeds/headings.en.po", f'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "总则"\nmsgstr "{word}"\n')


def settings(root: Path, chance: random.Random) -> None:
    text = SETTINGS.replace("100000", chance.choice(["100000", "30"]))
    text = text.replace("[en]", chance.choice(["[en]", "[en, de]"])).replace(
        "河湖文集", chance.choice(["河湖文集", "新"])
    )
    if chance.random() < 0.4:
        works = chance.sample([path.stem for path in _texts(root)], 2)
        collection = f"{{id: both, title: {chance.choice('甲乙')}, works: [{', '.join(works)}]}}"
        text = text.replace("receipt_lines: 1000}", f"receipt_lines: 1000, collections: [{collection}]}}")
    write(root, "mkdocs.yml", text)


def page(root: Path, chance: random.Random) -> None:
    write(root, f"docs/{chance.choice('ab')}.md", f"# {chance.choice('甲乙丙')}\n\n一页。\n")


def template(root: Path, chance: random.Random) -> None:
    write(root, "mine/partials/copyright.html", chance.choice(["河湖\n", "水\n", "{{ build_date_utc }}\n"]))


def exchange(root: Path, chance: random.Random) -> None:
    one, other = chance.sample(_texts(root), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


EDITS: tuple[Edit, ...] = (
    change_words, change_words, change_words, add_article, add_article, rename, remove, add, add, edition, terms,
    translation, settings, page, template, exchange,
)  # fmt: skip


def edited(root: Path, number: int, seed: int, run: Run) -> Iterator[tuple[bool, str]]:
    """Edit a library below ``root`` so often: whether it was refused then, and how both ways of building it differ."""
    library, fresh = root / "library", root / "fresh"
    for name, text in FILES.items():
        write(library, name, text)
    chance = random.Random(seed)
    done: list[str] = []
    for step in range(number):
        edit = chance.choice(EDITS)
        _copied(library, root / "before")
        edit(library, chance)
        done.append(edit.__name__)
        _copied(library, fresh)
        results = [_built(folder, run) for folder in (library, fresh)]
        names = results[0][1].keys() | results[1][1].keys()
        other = sorted(name for name in names if results[0][1].get(name) != results[1][1].get(name))
        told = f"edit {step} of seed {seed}, {done[-6:]}: {results[0][0]!r} {results[1][0]!r} {other[:5]}"
        yield not results[1][1], "" if results[0] == results[1] else told
        if not results[1][1]:  # most edits that follow would be refused as well
            for name in ("seeds", "docs", "mine"):
                shutil.rmtree(library / name)
            shutil.copytree(root / "before", library, dirs_exist_ok=True)


def _copied(library: Path, there: Path) -> None:
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(library, there, ignore=shutil.ignore_patterns("site*", ".cache"))


_PLACE = re.compile(r"^INFO .*$|\d+\.\d+ seconds|^Nothing has changed.*$", re.M)


def _built(folder: Path, run: Run) -> tuple[str, dict[str, bytes]]:
    """What a build says of faults, and the files of its site where it was not refused."""
    done = run("shanben", "build", "--jobs", "1", cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    said = "\n".join(filter(None, _PLACE.sub("", done.stderr + done.stdout).splitlines()))
    site = folder / "site"
    if done.returncode:
        return said, {}
    return said, {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def main() -> None:
    """Edit, build and compare as often as somebody asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    from tests.ready import Ready

    ready = Ready()
    with tempfile.TemporaryDirectory(prefix="shanben-edits-") as folder:
        results = list(edited(Path(folder), asked.number, asked.seed, ready.run))
    ready.end()
    found = [told for _, told in results if told]
    refused = sum(refused for refused, _ in results)
    print(*found, sep="\n")
    print(f"{len(results)} edits, {refused} refused both ways, {len(found)} built otherwise with what was kept")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
