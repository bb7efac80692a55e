"""A copy of a site is what was published, or each difference is named with its place."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from shanben.cli import main
from shanben.doors.proof import signature
from shanben.export.manifest import MANIFEST, SIGNATURE, manifest, site_files
from shanben.problems import Refused

LIBRARY = """\
seeds/spring.txt
    春天的消息

    河水在三月里涨了起来，岸边的柳树发了芽，孩子们在桥上看船。

    船从上游来，载着新收的茶叶和竹器，停在东门外的码头。

    傍晚起了风，船家把帆收下来，明天再往下游去。
"""
PAGE = "works/spring/index.html"


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory,
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """A library with its site."""
    folder = draw_library(tmp_path_factory.mktemp("verify"), LIBRARY)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(library: Path, tmp_path: Path) -> Path:
    """A copy of the site, to spoil."""
    return shutil.copytree(library / "site", tmp_path / "copy")


def verified(*arguments: object) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["verify", *map(str, arguments)], catch_exceptions=False)
    return done.exit_code, done.stdout.splitlines()


def replaced(page: Path, *pairs: tuple[str, str]) -> None:
    text = page.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")


def test_a_copy_is_what_was_published(library: Path, copy: Path) -> None:
    assert verified(copy) == (0, [])
    assert verified(copy, "--sources", library / "seeds") == (0, [])


def test_a_paragraph_that_was_altered_is_named(copy: Path) -> None:
    replaced(copy / PAGE, ("载着新收的茶叶和竹器", "载着新收的茶叶和铁器"))
    code, said = verified(copy)
    assert code == 1
    assert said == [f"{PAGE}#p0-2: E564 this passage was altered"]


def test_two_paragraphs_that_changed_places_are_named(copy: Path) -> None:
    text = (copy / PAGE).read_text(encoding="utf-8")
    first, second = (next(line for line in text.splitlines() if f'<p id="p0-{number}"' in line) for number in (1, 3))
    words = [line.partition(">")[2] for line in (first, second)]
    replaced(copy / PAGE, (words[0], "甲甲"), (words[1], words[0]), ("甲甲", words[1]))
    code, said = verified(copy)
    assert code == 1
    assert said == [
        f"{PAGE}#p0-1: E564 this passage has the words of p0-3",
        f"{PAGE}#p0-3: E564 this passage has the words of p0-1",
    ]


def test_pages_that_were_removed_or_added_are_named(copy: Path) -> None:
    (copy / PAGE).rename(copy / "works/spring/other.html")
    code, said = verified(copy)
    assert code == 1
    assert {line.split(": ")[0] + line.split(" ")[1] for line in said} == {
        f"{PAGE}E562", "works/spring/other.htmlE563"
    }  # fmt: skip


def test_any_byte_that_was_flipped_is_found(copy: Path) -> None:
    draw = random.Random(1)
    files = sorted(path for path in copy.rglob("*") if path.is_file() and path.name != MANIFEST and path.stat().st_size)
    for _ in range(12):
        file = draw.choice(files)
        before = file.read_bytes()
        at = draw.randrange(len(before))
        file.write_bytes(before[:at] + bytes([before[at] ^ 1 << draw.randrange(8)]) + before[at + 1 :])
        code, said = verified(copy)
        assert code == 1
        assert all(line.startswith(file.relative_to(copy).as_posix()) for line in said)
        file.write_bytes(before)
    assert verified(copy) == (0, [])


def test_a_forged_manifest_does_not_stand_against_the_sources(library: Path, copy: Path) -> None:
    replaced(copy / PAGE, ("载着新收的茶叶", "载着新收的铁器"))
    assert forged(copy, library) == [f"{PAGE}#p0-2: E567 this passage is not what the source says"]


def forged(copy: Path, library: Path) -> list[str]:
    """What is told of a copy whose manifest was made anew, held against the sources of its library."""
    listed = json.loads((copy / MANIFEST).read_bytes())
    (copy / MANIFEST).write_text(manifest(site_files(copy), listed["sources"]), encoding="utf-8")
    assert verified(copy) == (0, [])
    return verified(copy, "--sources", library / "seeds")[1]


SECOND = "船从上游来，载着新收的茶叶和竹器，停在东门外的码头。</p>"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (SECOND, SECOND.replace("停在", "不停在"), f"{PAGE}#p0-2: E567 this passage is not what the source says"),
        ('id="p0-2"', 'id="p0-9"', "spring#p0-2: E567 this passage is on no page of its work"),
        (SECOND, f"{SECOND}<p>以上作废。</p>", "E567 words stand here that are not of the source: 以上作废。"),
        (SECOND, f"{SECOND}以上作废。", "E567 words stand here that are not of the source: 以上作废。"),
        (SECOND, f"{SECOND}<p id=x><b>以上作废。</b></p>", "words stand here that are not of the source: 以上作废。"),
        (SECOND, f"{SECOND}<script src=x></script>", "E567 a script stands here that no build writes"),
        ('<p id="p0-2"', '<p onclick="pwn()" id="p0-2"', "E567 a script stands here that no build writes"),
    ],
)  # fmt: skip
def test_what_was_put_in_or_taken_away_does_not_stand_against_the_sources(
    old: str, new: str, told: str, library: Path, copy: Path
) -> None:
    replaced(copy / PAGE, (old, new))
    assert told in "\n".join(forged(copy, library))


@pytest.mark.parametrize(
    ("forge", "told"),
    [
        (lambda made: made["works"][0]["blocks"].pop(1), "library.json#spring: E567 from character 7 on (河水在三月里"),
        (lambda made: made["works"].clear(), "library.json#spring: E567 from character 0 on (春天的消息"),
        (lambda made: made.update(sources=[], works=[]), "spring.txt: E567 this source is not in the site"),
        (lambda made: made["works"][0]["blocks"][1].update(spans=[[-9, 10**40]]), "library.json: E560 is damaged"),
        (lambda made: made["works"][0].update(id="../../spring"), "E567 this passage is on no page of its work"),
        (lambda made: made.update(works=7), "library.json: E560 is damaged"),
    ],
)
def test_a_forged_library_file_does_not_stand_against_the_sources(
    forge: Callable[[dict[str, Any]], object], told: str, library: Path, copy: Path
) -> None:
    made = json.loads((copy / "library.json").read_bytes())
    forge(made)
    (copy / "library.json").write_text(json.dumps(made), encoding="utf-8")
    assert told in "\n".join(forged(copy, library))


@pytest.mark.parametrize("content", [b"", b"\0\xff<", b"<"])
def test_a_page_that_is_none_is_told(content: bytes, library: Path, copy: Path) -> None:
    (copy / PAGE).write_bytes(content)
    assert "spring#p0-1: E567 this passage is on no page of its work" in forged(copy, library)


def test_a_passage_that_stands_there_twice_is_named(copy: Path) -> None:
    replaced(copy / PAGE, ("</article>", '<p id="p0-2">船不来了。</p></article>'))
    assert f"{PAGE}#p0-2: E565 this passage stands there a second time" in verified(copy)[1]


def test_what_is_no_file_in_a_copy_is_told(copy: Path, tmp_path: Path) -> None:
    """A web server follows links; who verifies a copy must hear of them, and must not wait for a pipe."""
    (tmp_path / "elsewhere").mkdir()
    shutil.move(copy / "works", tmp_path / "elsewhere/works")
    (copy / "works").symlink_to(tmp_path / "elsewhere/works")
    (copy / "evil.html").symlink_to("/etc/passwd")
    os.mkfifo(copy / "pipe.html")
    code, said = verified(copy)
    assert code == 1
    assert {
        "evil.html: E563 is a link, and no site is published with one",
        "works: E563 is a link, and no site is published with one",
        "pipe.html: E563 is no file with contents",
        f"{PAGE}: E562 is missing",
    } <= set(said)


def test_sums_name_the_files_as_they_are(copy: Path) -> None:
    (copy / "SHA256SUMS").write_text("sums of another copy\n", encoding="utf-8")
    assert verified(copy) == (1, ["SHA256SUMS: E561 does not name the files as they are"])
    named = sorted(path for path in copy.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(copy).as_posix()}\n" for path in named
    )
    (copy / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    assert verified(copy) == (0, [])


def packed(copy: Path, archive: Path, *more: tuple[str, bytes], top: str = "copy/") -> Path:
    """A zip of a copy, with more entries before it."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, content in more:
            written.writestr(name, content)
        for file in sorted(path for path in copy.rglob("*") if path.is_file()):
            written.write(file, f"{top}{file.relative_to(copy).as_posix()}")
    return archive


TWICE = "stands in this archive 2 times, and each program unpacks another of them"
ADDED = "was not published with this site"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"copy/{PAGE}", f"{PAGE}: E561 {TWICE}"),
        (f"copy/{PAGE}\0.txt", f"{PAGE}: E561 {TWICE}"),
        (f"other/{PAGE}", f"other/{PAGE}: E563 {ADDED}"),
        ("evil.html", f"evil.html: E563 {ADDED}"),
        ("../copy/evil.html", f"../copy/evil.html: E563 {ADDED}"),
        ("copy/a\x1b[2Jb\n.html", f"a<U+001B>[2Jb<U+000A>.html: E563 {ADDED}"),
    ],
)
def test_a_zip_holds_nothing_beside_the_site(name: str, told: str, copy: Path, tmp_path: Path) -> None:
    assert verified(packed(copy, tmp_path / "copy.zip", (name, b"<script>"))) == (1, [told])


def test_of_several_sites_in_a_zip_none_is_meant(copy: Path, tmp_path: Path) -> None:
    assert verified(packed(copy, tmp_path / "copy.zip", (f"other/{MANIFEST}", b"{}")))[0] == 2
    assert verified(packed(copy, tmp_path / "bare.zip", top="")) == (0, [])


def test_a_damaged_entry_of_a_zip_is_told(copy: Path, tmp_path: Path) -> None:
    archive = packed(copy, tmp_path / "copy.zip")
    whole = archive.read_bytes()
    at = whole.index(f"copy/{PAGE}".encode()) + len(f"copy/{PAGE}")
    archive.write_bytes(whole[:at] + bytes(16) + whole[at + 16 :])
    code, said = verified(archive)
    assert code == 1
    assert [line.split(" ")[:4] for line in said] == [[f"{PAGE}:", "E561", "cannot", "be"]]


def test_an_entry_that_nobody_published_is_not_unpacked(copy: Path, tmp_path: Path) -> None:
    archive = packed(copy, tmp_path / "copy.zip", ("copy/huge.bin", bytes(2**24)))
    tracemalloc.start()
    assert verified(archive) == (1, [f"huge.bin: E563 {ADDED}"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**24


def test_sources_of_another_library_are_told(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/spring.txt").write_text("别的", encoding="utf-8")
    code, said = verified(copy, "--sources", tmp_path / "seeds")
    assert code == 1
    assert " E567 none of the sources given has the SHA-256 " in said[0]
    assert said[1:] == ["spring.txt: E567 this source is not in the site"]


def test_a_zip_is_verified_as_its_folder(copy: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copy.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for file in sorted(path for path in copy.rglob("*") if path.is_file()):
            written.write(file, f"copy/{file.relative_to(copy).as_posix()}")
    assert verified(archive) == (0, [])
    archive.write_bytes(b"PK\x03\x04 and nothing")
    assert verified(archive)[0] == 2


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"format":2,"files":{},"passages":{},"sources":{}}', b"[" * 9999]
)
def test_without_a_manifest_nobody_can_tell(content: bytes, copy: Path) -> None:
    (copy / MANIFEST).write_bytes(content)
    code, said = verified(copy)
    assert (code, said) == (2, [])


def test_a_signature_is_of_those_who_are_allowed(copy: Path, tmp_path: Path) -> None:
    for name in ("key", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    public = (tmp_path / "key.pub").read_text(encoding="utf-8")
    signers = tmp_path / "allowed"
    signers.write_text(f"editor@example.org {public}", encoding="utf-8")
    assert verified(copy, "--signers", signers)[0] == 1
    content = (copy / MANIFEST).read_bytes()
    (copy / SIGNATURE).write_bytes(signature(content, str(tmp_path / "key")))
    assert signature(content, str(tmp_path / "key")) == (copy / SIGNATURE).read_bytes()
    assert verified(copy, "--signers", signers) == (0, [])
    (copy / SIGNATURE).write_bytes(signature(content, str(tmp_path / "other")))
    assert verified(copy, "--signers", signers)[0] == 1
    (copy / SIGNATURE).write_bytes(signature(content + b" ", str(tmp_path / "key")))
    assert verified(copy, "--signers", signers)[0] == 1
    with pytest.raises(Refused, match="E568"):
        signature(content, str(tmp_path / "nowhere"))
