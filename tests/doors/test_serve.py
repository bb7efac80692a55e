"""`mkdocs serve`: a change of a text shows in the browser; a fault leaves what was good, and is told in one line."""

from __future__ import annotations

import hashlib
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from shanben.commands.waiting import wait_until_mended
from shanben.doors.serving import on_serve
from shanben.model.text import Origin
from shanben.problems import Problem

TEXT = "河边的消息\n\n河水在三月里涨了起来，岸边的柳树发了芽。\n"
EDITION = f"""\
sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
works:
  - id: river
    contents:
      - title: 1
      - body: 3
"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "river#title"
msgid "河边的消息"
msgstr "News from the River"
"""


class Server:
    """A site generator that watches a library, with what it has said."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}/"
        self.log = folder.parent / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    def said(self, pattern: str, since: int = 0, *, seconds: float = 60) -> int:
        """Wait until it says something; how much it has said by then."""
        deadline = time.monotonic() + seconds
        while True:
            output = self.log.read_text(encoding="utf-8")
            if re.search(pattern, output[since:]):
                return len(output)
            assert time.monotonic() < deadline, output
            assert self.process.poll() is None, output
            time.sleep(0.1)

    def page(self, address: str) -> str:
        """What it serves now, read apart from the browser, which reloads itself whenever it likes."""
        with urllib.request.urlopen(self.address + address, timeout=60) as answer:
            return str(answer.read().decode("utf-8"))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture
def server(library_folder: Callable[..., Path], generator_environment: dict[str, str]) -> Iterator[Server]:
    folder = library_folder("")
    home = folder / "library"
    home.mkdir()
    for path in [path for path in folder.iterdir() if path != home]:
        path.rename(home / path.name)
    config = home / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "site_url: ''\n", encoding="utf-8")
    (home / "seeds/river.txt").write_text(TEXT, encoding="utf-8")
    (home / "seeds/river.yml").write_text(EDITION, encoding="utf-8")
    (home / "seeds/headings.en.po").write_text(PO, encoding="utf-8")
    server = Server(home, generator_environment)
    try:
        server.said("Serving on")
        yield server
    finally:
        server.stop()


# How far the faults begin from where the header ends, at the top of a page and in the middle of it.
BELOW_THE_HEADER = """() => {
    const far = () => {
        const boxOf = (one) => document.querySelector(one).getBoundingClientRect();
        const [header, faults] = [".md-header", ".sb-faults"].map(boxOf);
        return Math.round(Math.abs(header.top) + Math.abs(faults.top - header.bottom));
    };
    document.body.style.minHeight = "300vh";
    const above = far();
    scrollTo(0, 500);
    return [above, far()];
}"""


def test_a_change_shows_a_fault_does_not_and_its_mending_does(server: Server, chromium: Browser) -> None:
    seeds = server.folder / "seeds"
    with chromium.new_context() as context:  # a page that reloads itself may never end by itself
        page = context.new_page()
        page.goto(f"{server.address}works/river/")
        expect(page.locator("#p0-1")).to_contain_text("三月")
        assert "sb-faults" not in server.page("works/river/")

        # A click on a paragraph tells its entry in the edition file; a click on its title another.
        page.locator("#p0-1").click()
        expect(page.locator(".sb-editing")).to_contain_text("seeds/river.yml:6")
        expect(page.locator(".sb-editing pre")).to_have_text("- body: 3")
        page.locator("#title").click()
        expect(page.locator(".sb-editing pre")).to_have_text("- title: 1")
        page.evaluate("document.documentElement.dataset.sbShown = 'zh'")
        buttons = page.locator(".sb-editing button")
        expect(buttons, "in one language").to_have_text(["复制位置", "关闭"], use_inner_text=True)
        page.keyboard.press("Escape")
        expect(page.locator(".sb-editing")).to_have_count(0)

        # The text changes under an edition that pins its digest: shown, and told.
        said = server.said("")
        (seeds / "river.txt").write_text(TEXT.replace("三月", "四月"), encoding="utf-8")
        expect(page.locator("#p0-1")).to_contain_text("四月", timeout=60_000)  # the page reloads itself
        said = server.said(r"seeds/river\.yml:1: E104 ", said)
        expect(page.locator(".sb-faults")).to_contain_text("1 fault: the text is shown as far as it can be.")
        expect(page.locator(".sb-faults")).to_have_css("position", "sticky")  # seen in the middle of a text too
        page.wait_for_function(f"String(({BELOW_THE_HEADER})()) === '0,0'")

        # The edition file breaks: the last good library stays, one line tells why.
        broken = EDITION.replace("- body: 3", "- boddy: 3")
        (seeds / "river.yml").write_text(broken, encoding="utf-8")
        after = server.said("Reloading browsers", said)
        output = server.log.read_text(encoding="utf-8")[said:after]
        assert len(re.findall(r"(?m)^WARNING .*seeds/river\.yml:6: E202 ", output)) == 1
        assert len(re.findall(r"(?m)^(?:WARNING|ERROR)", output)) == 1
        assert "Traceback" not in output
        shown = server.page("works/river/")
        assert "四月" in shown
        told = faults_over(shown)
        assert told.startswith("1 fault: you see the last good text until it is mended.")
        assert "seeds/river.yml:6 E202 " in told
        assert "W403" not in told  # the translation has its heading again when the file is mended

        # It is mended.
        mended = hashlib.sha256((seeds / "river.txt").read_bytes()).hexdigest()
        edition = re.sub("sha256: .*", f"sha256: {mended}", EDITION).replace("title: 1", "title: 1\n        label: 岸")
        (seeds / "river.yml").write_text(edition, encoding="utf-8")
        after_mending = server.said("Reloading browsers", after)
        assert not re.search("WARNING|ERROR", server.log.read_text(encoding="utf-8")[after:after_mending])
        mended_page = server.page("works/river/")
        assert "四月" in mended_page
        assert "sb-faults" not in mended_page
        expect(page.locator(".sb-faults")).to_have_count(0)  # what reloads while it is closed may never close
        page.wait_for_load_state()
    assert not (server.folder / "site").exists()
    assert not list(server.folder.glob("*.building"))


def faults_over(page: str) -> str:
    """What the banner over a page tells."""
    (banner,) = html.document_fromstring(page).find_class("sb-faults")
    return str(banner.text_content())


def test_a_server_starts_on_a_broken_library_and_tells_every_fault_in_the_browser(
    author: Callable[..., Path], generator_environment: dict[str, str]
) -> None:
    """Here the plugin alone, elsewhere the hooks."""
    settings = "plugins: [shanben]\n"
    folder = author(settings, **{"seeds/river.yml": EDITION.replace("title", "titel"), "seeds/bad.txt": "a\0b"})
    (folder / "seeds/river.txt").write_text(TEXT, encoding="utf-8")
    server = Server(folder, generator_environment)
    try:
        server.said("Serving on")
        told = faults_over(server.page("works/river/"))
        assert told.startswith("2 faults: until they are mended, you see what Shanben drafts by itself.")
        assert "seeds/river.yml:5 E202 titel is not a key of this grammar" in told
        assert "三月" in server.page("works/river/")
        assert (
            "seeds/bad.txt"
            in html.document_fromstring(server.page("works/")).find_class("sb-missing")[0].text_content()
        )

        # What the generator itself refuses is told over what was good, and once in the terminal.
        before = server.said("")
        (folder / "seeds/bad.txt").unlink()
        changed = TEXT.replace("三月", "四月")
        (folder / "seeds/river.txt").write_text(changed, encoding="utf-8")
        mended = re.sub("sha256.*", f"sha256: {hashlib.sha256(changed.encode()).hexdigest()}", EDITION)
        (folder / "seeds/river.yml").write_text(mended, encoding="utf-8")
        said = server.said("Reloading browsers", before)
        assert not re.search("WARNING|ERROR", server.log.read_text(encoding="utf-8")[before:said])
        assert "四月" in server.page("works/river/")
        assert "sb-faults" not in server.page("works/river/")
        config = folder / "mkdocs.yml"
        good = config.read_text(encoding="utf-8")
        config.write_text(good + "nav: [\n", encoding="utf-8")
        after = server.said("Reloading browsers", said)
        assert len(re.findall(r"ERROR", server.log.read_text(encoding="utf-8")[said:after])) == 1
        told = faults_over(server.page("works/river/"))
        assert told.startswith("1 fault: you see the last good text until it is mended.")
        assert re.search(r"mkdocs\.yml:\d+ E201 not YAML", told)

        # Settings with a fault: those that were good are used.
        config.write_text(good.replace("[shanben]", "[shanben: {seed: x}]"), encoding="utf-8")
        said = server.said("Reloading browsers", after)
        assert "mkdocs.yml:5 E501 there is no setting seed" in faults_over(server.page("works/river/"))
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
    finally:
        server.stop()


def test_settings_that_cannot_be_read_are_told_in_the_browser_until_they_can() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fault = Problem("E201", "not YAML: {reason}", Origin("mkdocs.yml", 3), {"reason": "<b>"})
    faults = [fault]
    waiting = Thread(target=wait_until_mended, args=("127.0.0.1", port, lambda: tuple(faults)), daemon=True)
    waiting.start()
    for _ in range(100):
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/works/", timeout=10) as answer:
            page = answer.read().decode("utf-8")
            break
        time.sleep(0.05)
    assert faults_over(page).startswith("1 fault: nothing can be shown until it is mended.")
    assert "mkdocs.yml:3 E201 not YAML: <b>" in faults_over(page)
    faults.clear()
    waiting.join(timeout=10)
    assert not waiting.is_alive()


BUILT_AGAIN = """
import runpy, sys, time, weakref
from pathlib import Path
from mkdocs.livereload import LiveReloadServer
from shanben.doors import publication, serving

made = weakref.WeakSet()
serving._REST = 0.0
class Counted(publication.Publication):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        made.add(self)
import shanben.doors.publish
shanben.doors.publish.Publication = Counted

def serve(server, **_):
    river = Path("seeds/river.txt")
    for number in range(6):
        river.write_text(f"河边\\n\\n第{number}次水来了。\\n", encoding="utf-8")
        server.builder()
    time.sleep(0.5)  # circles are cleared away after a build
    print("held", len(made))
LiveReloadServer.serve = serve
sys.argv[1:] = ["serve", "--dev-addr", "127.0.0.1:0"]
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""


def test_a_server_holds_no_build_but_the_last(
    author: Callable[..., Path], generator_environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILT_AGAIN], cwd=author(), env=generator_environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert re.search(r"held [123]\n", done.stdout), done.stdout + done.stderr


def test_a_signal_that_ends_a_server_ends_it_in_a_build_too(tmp_path: Path) -> None:
    asked: list[Any] = []
    server: Any = SimpleNamespace(
        builder=lambda: sys.exit(143), root=str(tmp_path), get_app=lambda: None, set_app=asked.append,
        observer=None, _watch_refs={},
    )  # fmt: skip
    config: Any = SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml"))
    with pytest.raises(SystemExit, match="143"):
        on_serve(server, config=config, builder=None).builder()
    assert [*tmp_path.iterdir()] == []
