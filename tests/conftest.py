"""What the tests stand on: libraries drawn as text, the site built once, a real browser on a server of our own."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from filelock import FileLock
from lxml import html
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.memory import write_into_memory
from tests.ready import Ready
from tests.rooms import Rooms, longest_first
from tests.stories import WORKS_OF_MANY, write_story
from tests.tools import CHROMIUMS

from shanben.export.hosting import POLICY

ROOT = Path(__file__).resolve().parents[1]
DEMO = "https://ferry.example/papers/"
"""Where the site of the demonstration says that it stands."""

# Tests read English messages, whatever language their reader prefers.
os.environ["LANGUAGE"] = "en"

SOON = 0.02
"""Seconds until a server that is told to end looks up; half a second, for each of a score of them, is a long time."""

# What a browser must not do by itself in a test: look for updates, report, keep a profile.
QUIET_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--num-raster-threads=1",
)


def pytest_configure() -> None:
    """Write where files are made quickly."""
    write_into_memory()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items[:] = longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Rooms:
    """Let several processes share the tests room by room."""
    config.option.loadscopereorder = False  # which would begin with what are most, and are soon done
    return Rooms(config, log)


def pytest_collection_finish() -> None:
    """Let who looks for circles pass over 5,000 tests and all that they have imported, and look less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# --- libraries drawn as text ------------------------------------------------------------------------------------------


def drawn_files(drawing: str) -> dict[str, str]:
    """Files of a drawing: a path at the margin, its lines below it, indented by four spaces."""
    files: dict[str, list[str]] = {}
    path = ""
    for line in dedent(drawing).strip("\n").split("\n"):
        if line and not line.startswith(" "):
            path = line.strip()
            files[path] = []
        elif path:
            files[path].append(line.removeprefix("    "))
    return {path: "\n".join(lines).rstrip("\n") + "\n" for path, lines in files.items()}


@pytest.fixture(scope="session")
def site_name() -> str:
    """What this repository's own site is called: its library's title, which is not the product's name."""
    found = re.search(r"^site_name: (.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def draw_library() -> Callable[..., Path]:
    """Draw a library into a folder: the repository's settings and hooks with texts and pages of the test's own.

    Keywords become settings under ``extra: shanben:``.
    """

    def draw(folder: Path, drawing: str, **settings: object) -> Path:
        whole = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        config = {
            "INHERIT": str(ROOT / "mkdocs.yml"),
            "site_name": "试验文集",
            "theme": {"custom_dir": str(ROOT / "site_templates")},
            "hooks": [str(ROOT / hook) for hook in whole["hooks"]],
            "watch": ["seeds"],
            "nav": [{"首页": "index.md"}, {"文集": "works/"}, {"来源": "sources/index.md"}],
            "extra": {"shanben": settings},
        }
        files = {
            "mkdocs.yml": yaml.safe_dump(config, allow_unicode=True, sort_keys=False),
            "docs/index.md": "# 试验\n\n<!-- shanben:works -->\n",
        } | drawn_files(drawing)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8", newline="")
        (folder / "seeds").mkdir(exist_ok=True)
        return folder

    return draw


@pytest.fixture
def library_folder(tmp_path: Path, draw_library: Callable[..., Path]) -> Callable[..., Path]:
    """Draw a library into this test's own folder."""
    return partial(draw_library, tmp_path)


@pytest.fixture(scope="session")
def generator_environment() -> dict[str, str]:
    """The environment of a site generator that runs apart: no advertisement of a next version, no byte code written."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def python(generator_environment: dict[str, str]) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run a module of this environment, as ``python -m`` does: ``python("mkdocs", "build", cwd=folder)``."""
    ready = Ready()
    yield partial(ready.run, env=generator_environment)
    ready.end()


@pytest.fixture(scope="session")
def build(
    python: Callable[..., subprocess.CompletedProcess[str]], generator_environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``mkdocs build --strict``, or what ``program`` names, in a folder, as an author does.

    A dead link of the engine's own stops no author's build, but every test, unless it is ``faulty`` on purpose.
    """

    def run(
        folder: Path, *options: str, program: str = "mkdocs", faulty: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        command = (program, "build", "--strict", *options)
        whole = generator_environment | environment
        if program == "mkdocs":
            done = python(*command, cwd=folder, env=whole)
        else:  # which is not imported before it runs
            done = subprocess.run(
                [sys.executable, "-m", *command], cwd=folder, env=whole, capture_output=True, text=True, timeout=300,
                check=False,
            )  # fmt: skip
        assert faulty or " D708 " not in done.stdout + done.stderr, done.stdout + done.stderr
        return done

    return run


# --- the site of this repository, built once --------------------------------------------------------------------------


@dataclass(frozen=True)
class Built:
    """A site that was built, and what the build said."""

    site: Path
    output: str


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once for all processes of a run: ``once(name, fill)``. Nobody changes what is in it."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, whole = root / f"once-{name}", root / f"once-{name}.whole"
        with FileLock(root / f"once-{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a process that was stopped
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def built(
    once: Callable[[str, Callable[[Path], None]], Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> Built:
    """This repository as a site."""

    def fill(folder: Path) -> None:
        done = build(ROOT, "--site-dir", str(folder / "site"))
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "output").write_text(done.stdout + done.stderr, encoding="utf-8")

    folder = once("repository", fill)
    return Built(folder / "site", (folder / "output").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def demo(
    once: Callable[[str, Callable[[Path], None]], Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> Path:
    """The site of the demonstration; it is built as strictly as can be."""

    def fill(folder: Path) -> None:
        done = build(ROOT / "tests/demo", "--site-dir", str(folder / "site"), SHANBEN_SITE_URL=DEMO)
        assert done.returncode == 0, done.stdout + done.stderr
        assert not re.search("WARNING|ERROR", done.stdout + done.stderr)

    return once("demo", fill) / "site"


@pytest.fixture(scope="session")
def stories(
    once: Callable[[str, Callable[[Path], None]], Path],
    draw_library: Callable[..., Path],
    build: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The site of a library of many works of two sections each."""

    def fill(folder: Path) -> None:
        draw_library(folder, "")
        for number in range(1, WORKS_OF_MANY + 1):
            write_story(folder / "seeds", number)
        done = build(folder)
        assert done.returncode == 0, done.stdout + done.stderr

    return once("stories", fill) / "site"


@pytest.fixture(scope="session")
def built_site(built: Built) -> Path:
    """The folder of this repository's site."""
    return built.site


@pytest.fixture(scope="session")
def built_pages(
    once: Callable[[str, Callable[[Path], None]], Path], build: Callable[..., subprocess.CompletedProcess[str]]
) -> Path:
    """The folder of this repository's site with a file for each page, to be opened without a server."""

    def fill(folder: Path) -> None:
        done = build(ROOT, "--no-directory-urls", "--site-dir", str(folder / "site"))
        assert done.returncode == 0, done.stdout + done.stderr

    return once("pages", fill) / "site"


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def broken_links() -> Callable[[Path], list[str]]:
    """The internal links of a site that lead to no page, no file or no anchor."""

    def crawl(site: Path) -> list[str]:
        pages = {file: html.parse(str(file), html.HTMLParser(encoding="utf-8")) for file in site.rglob("*.html")}
        anchors = {file: {*page.xpath("//@id"), *page.xpath("//a/@name")} for file, page in pages.items()}
        broken = []
        for file, page in pages.items():
            for link in page.xpath("//a/@href") if file.name != "404.html" else ():
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
                target = target / "index.html" if target.is_dir() else target
                if not target.is_file():
                    broken.append(f"{file.relative_to(site)} → {link}: no such page")
                elif parts.fragment and unquote(parts.fragment) not in anchors.get(target, ()):
                    broken.append(f"{file.relative_to(site)} → {link}: no such anchor")
        return broken

    return crawl


# --- a server and a browser -------------------------------------------------------------------------------------------


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing: the tests look at the answers."""


class _Guarded(_Silent):
    """Sends the policy that a site was delivered with."""

    def __init__(self, *arguments: Any, policy: str, **named: Any) -> None:
        self._policy = policy
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder on loopback, where it is asked for ``guarded`` by its policy; the address ends with a slash."""
    servers: dict[tuple[Path, bool], ThreadingHTTPServer] = {}

    def start(folder: Path, *, guarded: bool = False) -> str:
        if (folder, guarded) not in servers:
            handler: Callable[..., Any] = partial(_Silent, directory=str(folder))
            if guarded:
                (policy,) = re.findall(r'"(.+)"', (folder / POLICY).read_text(encoding="utf-8"))
                handler = partial(_Guarded, directory=str(folder), policy=policy)
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            server.daemon_threads = True
            Thread(target=server.serve_forever, args=(SOON,), daemon=True).start()
            servers[folder, guarded] = server
        return f"http://127.0.0.1:{servers[folder, guarded].server_address[1]}/"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium: the one ``SHANBEN_CHROMIUM`` names, else one on the path. Without it the test fails."""
    program = os.environ.get("SHANBEN_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if program is None:
        pytest.fail("no Chromium: install one (make test does), or name it in SHANBEN_CHROMIUM", pytrace=False)
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET_FLAGS, *as_root])
        if "SHANBEN_SLOW" in os.environ:
            slow_pages(float(os.environ["SHANBEN_SLOW"]))
        yield browser
        browser.close()


LATE = """for (const place of [Element.prototype, DocumentFragment.prototype, Node.prototype])
  for (const name of ["append", "appendChild"].filter((one) => Object.hasOwn(place, one))) {
    const put = place[name];
    place[name] = function (...nodes) {
      if (nodes[0] instanceof HTMLScriptElement && nodes[0].src) setTimeout(() => put.apply(this, nodes), 400);
      else return put.apply(this, nodes);
    };
  }"""
"""What scripts load for themselves comes late, as over a slow line; from a folder nothing else could delay it."""


def slow_pages(rate: float) -> None:
    """Let every page be ``rate`` times slower, and what it loads late: a test that reads before that is done fails."""
    for opener in (Browser, BrowserContext):

        def new_page(self: Any, opens: Callable[..., Page] = opener.new_page, **options: Any) -> Page:
            page = opens(self, **options)
            page.add_init_script(LATE)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            return page

        opener.new_page = new_page  # type: ignore[method-assign]
