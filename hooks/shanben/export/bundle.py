"""A finished site as one zip that opens from a folder; the same bytes for the same site and moment."""

from __future__ import annotations

import hashlib
import os
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from shanben.aside import aside
from shanben.carried_files import parts_list
from shanben.export.manifest import MANIFEST, SIGNATURE

SUMS = "SHA256SUMS"
README = "README.txt"
PARTS = "sbom.cdx.json"
NEEDS_SERVER = ("404.html", "sitemap.xml", "sitemap.xml.gz", "feed.xml", "robots.txt", ".hosting/policy.conf")
"""What only a web server or a robot reads."""
NOT_NEEDED = re.compile(r"\.map$|^assets/javascripts/workers/")
"""What no page asks for: the theme's source maps, and the worker of its own search, whose place ours has taken."""
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*\Z")

_EARLIEST = int(datetime(1980, 1, 1, tzinfo=UTC).timestamp())
_NOT_NAME = re.compile(r"[^a-z0-9]+")


def bundle_name(site_name: str, moment: int) -> str:
    """The name of a bundle without its ending, also of the folder inside: ``shanben-2026-11-23``."""
    words = _NOT_NAME.sub("-", site_name.casefold()).strip("-") or "library"
    return f"{words}-{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"


def write_bundle(site: Path, target: Path, *, about: str, proofs: Mapping[str, bytes], moment: int) -> None:
    """Write the bundle of the site in folder ``site`` to ``target``, in whose place it comes only when it is whole.

    ``about`` is its README; ``proofs`` are files that prove the others; ``moment`` (seconds since 1970) dates every
    entry.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    stamp = time.gmtime(max(moment, _EARLIEST))[:6]
    sums: list[str] = []
    with aside(target.parent) as made:
        partial = made.folder / target.name
        with zipfile.ZipFile(partial, "w") as archive:
            for name, content in chain(bundle_files(site, about), proofs.items()):
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
                _add(archive, f"{target.stem}/{name}", content, stamp)
            _add(archive, f"{target.stem}/{SUMS}", "".join(sums).encode(), stamp)
        os.replace(partial, target)


def bundle_files(site: Path, about: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents, sorted by name, without what nobody reads; no file names a source map that is not there."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    for name in names:
        if name not in (*NEEDS_SERVER, MANIFEST, SIGNATURE) and not NOT_NEEDED.search(name):
            content = (site / name).read_bytes()
            yield name, _SOURCE_MAP.sub(b"\n", content) if name.endswith(".js") else content
    yield PARTS, parts_list()
    yield README, about.encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, stamp: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = stamp
    entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, content, compresslevel=9)


def readme(site_name: str, url: str, moment: int) -> str:
    """What a bundle says of itself. ``url`` is where the site stands on the web, or empty."""
    date = f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"
    online = f"\n网上版本 / Online: {url}\n" if url else ""
    return f"""{site_name}
{date}

怎样打开
  解压整个文件夹，双击 index.html。不需要网络，也不需要安装任何程序。
  请保持文件夹完整：各页互相引用。

怎样核对
  在这个文件夹里运行 sha256sum -c {SUMS}（macOS：shasum -a 256 -c {SUMS}）。

How to open
  Unpack the whole folder and double-click index.html. No network and no program to install.
  Keep the folder together: the pages refer to one another.

How to verify
  In this folder, run: sha256sum -c {SUMS} (on macOS: shasum -a 256 -c {SUMS}).
{online}"""
