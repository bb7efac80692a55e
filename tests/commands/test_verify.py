"""A copy of a site is what was published, or each difference is named with its place."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

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
    listed = json.loads((copy / MANIFEST).read_bytes())
    (copy / MANIFEST).write_text(manifest(site_files(copy), listed["sources"]), encoding="utf-8")
    assert verified(copy) == (0, [])
    code, said = verified(copy, "--sources", library / "seeds")
    assert code == 1
    assert said == [f"{PAGE}#p0-2: E567 this passage is not what the source says"]


def test_sources_of_another_library_are_told(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/spring.txt").write_text("别的", encoding="utf-8")
    code, said = verified(copy, "--sources", tmp_path / "seeds")
    assert code == 1
    assert len(said) == 1
    assert " E567 none of the sources given has the SHA-256 " in said[0]


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
