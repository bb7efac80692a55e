"""The site as it is delivered: built with every door, served by a real nginx, unpacked from its zip."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Page, Request

COMMITTED = "2026-03-04T05:06:07+0000"
PATIENCE = 90_000
"""Milliseconds a browser may take on a machine that does other things too; a page that works takes a second."""


@pytest.fixture(scope="session")
def commit(generator_environment: dict[str, str]) -> Callable[[Path], None]:
    """Commit everything in a folder, at a time that never changes."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER")
           for part, value in (("NAME", "Tester"), ("EMAIL", "tester@example.org"), ("DATE", COMMITTED))}  # fmt: skip

    def run(folder: Path) -> None:
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Texts"]):
            subprocess.run(["git", *words], cwd=folder, env=generator_environment | who, check=True)

    return run


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """This repository's texts, pages and templates, set up to be built with every door."""
    folder = tmp_path_factory.mktemp("published")
    for part in ("seeds", "docs", "site_templates"):
        shutil.copytree(repository / part, folder / part)
    whole = yaml_load((repository / "mkdocs.yml").read_text(encoding="utf-8"))
    doors = dict.fromkeys([*whole["hooks"], "hooks/offline.py"])
    config = {"INHERIT": str(repository / "mkdocs.yml"), "hooks": [str(repository / door) for door in doors]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / ".gitignore").write_text("site*/\n!site_templates/\ndist/\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def library(
    tmp_path_factory: pytest.TempPathFactory, published: Path, commit: Callable[[Path], None]
) -> Callable[[str], Path]:
    """A clone of this repository in a folder of any name, committed at a time that never changes."""

    def make(name: str) -> Path:
        folder = tmp_path_factory.mktemp("library") / name
        shutil.copytree(published, folder)
        commit(folder)
        return folder

    return make


@pytest.fixture(scope="session")
def deliver(
    python: Callable[..., subprocess.CompletedProcess[str]], generator_environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Build a library strictly; keywords are environment variables."""

    def run(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return python("mkdocs", "build", "--strict", *options, cwd=folder, env=generator_environment | environment)

    return run


@dataclass(frozen=True)
class Place:
    """Where a site was delivered to: the address it begins with, and how its pages are named there."""

    base: str
    directory_urls: bool

    def page(self, path: str) -> str:
        """The address of a page, of which ``works/x/`` or ``about/`` is told."""
        if self.directory_urls:
            return self.base + path
        return self.base + (f"{path}index.html" if path.startswith(("works/", "glossary/")) or not path
                            else f"{path.rstrip('/')}.html")  # fmt: skip


@pytest.fixture(scope="session")
def served_at(
    tmp_path_factory: pytest.TempPathFactory,
    repository: Path,
    library: Callable[[str], Path],
    deliver: Callable[..., subprocess.CompletedProcess[str]],
) -> Iterator[Callable[[str], tuple[str, Path]]]:
    """Put this repository's site behind nginx with the configuration we ship, under a path; its address and folder."""
    with ExitStack() as running:
        yield lru_cache(lambda path: running.enter_context(_hosted(path, tmp_path_factory.mktemp("nginx"), repository,
                                                                   library("hosted"), deliver)))  # fmt: skip


@pytest.fixture(scope="session")
def hosted_at(served_at: Callable[[str], tuple[str, Path]]) -> Callable[[str], str]:
    """The address of this repository's site behind nginx, under a path."""
    return lambda path: served_at(path)[0]


@pytest.fixture(scope="session", params=["/", "/library/"], ids=["root", "sub-path"])
def hosted(request: pytest.FixtureRequest, hosted_at: Callable[[str], str]) -> str:
    """This repository's site on a web server, at a domain's root and under a path: its address."""
    return hosted_at(request.param)


@pytest.fixture(scope="session", params=["/library/", "bundle"], ids=["sub-path", "bundle"])
def place(request: pytest.FixtureRequest, hosted_at: Callable[[str], str]) -> Place:
    """This repository's site delivered to the harder places: no site is at home under a path or in a folder."""
    if request.param == "bundle":
        unpacked: Path = request.getfixturevalue("unpacked")
        return Place(f"{unpacked.as_uri()}/", directory_urls=False)
    return Place(hosted_at(request.param), directory_urls=True)


@contextmanager
def _hosted(
    path: str, prefix: Path, repository: Path, library: Path, deliver: Callable[..., subprocess.CompletedProcess[str]]
) -> Iterator[tuple[str, Path]]:
    folder = prefix / "www" / path.strip("/")
    folder.parent.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    url = f"http://127.0.0.1:{port}{path}"
    done = deliver(library, "--site-dir", str(folder), SHANBEN_SITE_URL=url, SHANBEN_DELIVERY="compressed")
    assert done.returncode == 0, done.stdout + done.stderr
    shipped = (repository / "docs/hosting/nginx.conf").read_text(encoding="utf-8")
    (prefix / "site.conf").write_text(_at(shipped, port, prefix / "www", folder), encoding="utf-8")
    (prefix / "nginx.conf").write_text(_MAIN.format(user="user root;" if os.geteuid() == 0 else ""), encoding="utf-8")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "no nginx: install nginx-light and libnginx-mod-http-brotli-static"
    (prefix / "modules").symlink_to("/usr/lib/nginx/modules")  # Debian's configuration names them from the prefix
    server = subprocess.Popen(
        [program, "-p", str(prefix), "-c", "nginx.conf", "-e", "stderr"], stderr=subprocess.PIPE, text=True
    )
    try:
        _wait_for(port, server)
        yield url, folder
    finally:
        server.terminate()
        server.communicate(timeout=20)


_MAIN = """{user}
daemon off;
pid nginx.pid;
worker_processes 1;
include /etc/nginx/modules-enabled/*.conf;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include site.conf;
}}
"""


def _at(shipped: str, port: int, root: Path, site: Path) -> str:
    """The shipped configuration with its places marked "here" filled in, and nothing else changed."""
    filled = (
        (r"listen 80;", f"listen 127.0.0.1:{port};"),
        (r"listen \[::\]:80;", ""),
        (r"root /srv/www;", f"root {root};"),
        (r"include /srv/www/\.hosting/policy\.conf;", f"include {site}/.hosting/policy.conf;"),
    )
    for before, after in filled:
        shipped, count = re.subn(rf"{before}(?= +# here:)", after, shipped)
        assert count == 1, before
    return shipped


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            pytest.fail(f"nginx did not start: {server.communicate()[1]}", pytrace=False)
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer", pytrace=False)


@pytest.fixture(scope="session")
def bundle(library: Callable[[str], Path], deliver: Callable[..., subprocess.CompletedProcess[str]]) -> Path:
    """The offline bundle of this repository."""
    folder = library("bundled")
    options = ("--no-directory-urls", "--site-dir", str(folder / "site"))
    done = deliver(folder, *options, SHANBEN_DELIVERY="bundle", SHANBEN_BUNDLES=str(folder / "dist"))
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = (folder / "dist").iterdir()
    return path


@pytest.fixture(scope="session")
def unpacked(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle unpacked where a reader might: in a folder whose name has spaces and Chinese."""
    folder = tmp_path_factory.mktemp("home") / "我的 文件 (2)"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder / bundle.stem


@pytest.fixture
def requests() -> list[str]:
    """All addresses that ``page`` asked for."""
    return []


@pytest.fixture
def faults() -> list[str]:
    """All that went wrong on ``page``: what its console says, and requests that failed or were blocked."""
    return []


@pytest.fixture
def page(chromium: Browser, requests: list[str], faults: list[str]) -> Iterator[Page]:
    """A page of a browser, watched."""

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader left before it was there
            faults.append(f"{request.failure}: {request.url}")

    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", failed)
    page.on(
        "console",
        lambda message: (
            faults.append(f"{message.text} {message.location}") if message.type in {"error", "warning"} else None
        ),
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
