"""The offline bundle: one zip that opens from a folder, whatever the folder is called."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

Deliver = Callable[..., subprocess.CompletedProcess[str]]


def options(folder: Path) -> tuple[str, ...]:
    return ("--no-directory-urls", "--site-dir", str(folder / "site"))


def test_it_is_named_after_the_site_and_the_day_of_the_commit(bundle: Path, site_name: str) -> None:
    latin = site_name.split()[-1].lower()
    assert bundle.name == f"{latin}-2026-03-04.zip"


def test_entries_are_sorted_dated_by_the_commit_and_readable_by_all(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        entries = archive.infolist()
    pages = [entry.filename for entry in entries[:-4]]  # parts, README, manifest and sums stand at the end
    assert pages == sorted(pages)
    assert {entry.date_time for entry in entries} == {(2026, 3, 4, 5, 6, 6)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_every_file_has_its_digest(unpacked: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (unpacked / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert sums.keys() == files
    for name, digest in sums.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest


def test_it_says_in_two_languages_how_to_open_it(unpacked: Path) -> None:
    readme = (unpacked / "README.txt").read_text("utf-8")
    assert "双击 index.html" in readme
    assert "double-click index.html" in readme


def test_nothing_in_it_is_only_for_servers(unpacked: Path) -> None:
    names = {path.name for path in unpacked.rglob("*")}
    assert not names & {"404.html", "sitemap.xml", "robots.txt", "feed.xml", ".hosting"}


def test_nothing_in_it_is_only_for_those_who_mend_the_theme(unpacked: Path) -> None:
    assert [path.name for path in unpacked.rglob("*.map")] == []
    assert not (unpacked / "assets/javascripts/workers").exists()
    assert [path.name for path in unpacked.rglob("*.js") if b"sourceMappingURL" in path.read_bytes()] == []


def test_the_same_commit_makes_the_same_bytes(bundle: Path, library: Callable[[str], Path], deliver: Deliver) -> None:
    folder = library("again")
    done = deliver(folder, *options(folder), SHANBEN_DELIVERY="bundle", SHANBEN_BUNDLES=str(folder / "dist"))
    assert done.returncode == 0, done.stdout + done.stderr
    (again,) = (folder / "dist").iterdir()
    assert again.name == bundle.name
    assert again.read_bytes() == bundle.read_bytes()


def test_a_build_that_fails_leaves_the_bundle_that_was(
    bundle: Path, library: Callable[[str], Path], deliver: Deliver
) -> None:
    folder = library("failing")
    shutil.copytree(bundle.parent, folder / "dist")
    (folder / "docs/about.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    done = deliver(folder, *options(folder), SHANBEN_DELIVERY="bundle", SHANBEN_BUNDLES=str(folder / "dist"))
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert [path.name for path in (folder / "dist").iterdir()] == [bundle.name]
    assert (folder / "dist" / bundle.name).read_bytes() == bundle.read_bytes()


def test_the_same_commit_makes_the_same_compressed_site(
    tmp_path: Path, draw_library: Callable[..., Path], commit: Callable[[Path], None], deliver: Deliver
) -> None:
    first = draw_library(tmp_path / "first", "seeds/rain.txt\n    雨\n\n    下了一天的雨，街上没有人。\n")
    commit(first)
    second = shutil.copytree(first, tmp_path / "second")
    sites = []
    for folder, zone in ((first, "UTC"), (second, "Asia/Shanghai")):
        done = deliver(folder, SHANBEN_SITE_URL="https://rain.example/", SHANBEN_DELIVERY="compressed", TZ=zone)
        assert done.returncode == 0, done.stdout + done.stderr
        site = folder / "site"
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    assert {".gz", ".br"} <= {path.suffix for path in sites[0]}
    assert sites[0].keys() == sites[1].keys()
    assert [str(path) for path in sites[0] if sites[0][path] != sites[1][path]] == []
