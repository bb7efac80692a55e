"""While a server makes the present site, the one that was built last is shown, and says so."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, expect

from shanben.commands.serve import _show_meanwhile
from shanben.meanwhile import end_meanwhile, is_shown_meanwhile, show_meanwhile

PAGE = "<html><body class=x><p>河水照旧流。</p></body></html>"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def asked(address: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, content in {
        "index.html": PAGE,
        "works/river/index.html": PAGE,
        "404.html": PAGE.replace("照旧流", "不在这里"),
        "assets/a.css": "p {}",
        "shanben-manifest.json": "{}",
    }.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(content, encoding="utf-8")
    (tmp_path / "secret.html").write_text("秘密", encoding="utf-8")
    (tmp_path / "site/out").symlink_to(tmp_path)
    return tmp_path / "site"


@pytest.mark.parametrize("mount", ["/", "/文/lib/"])
def test_pages_are_shown_and_say_what_they_are(site: Path, mount: str) -> None:
    port = free_port()
    quoted = urllib.request.quote(mount)  # type: ignore[attr-defined]
    base = show_meanwhile("127.0.0.1", port, site, mount).removesuffix(mount) + quoted
    try:
        assert is_shown_meanwhile()
        for address in ("", "works/river/", "works/river/index.html", "works/river"):
            status, page = asked(base + address)
            assert status == 200
            assert "河水照旧流。" in page.decode()
            assert b"the site that was built last" in page
            assert f"fetch({json.dumps(mount + '_shanben/meanwhile')})" in page.decode()
        assert asked(f"http://127.0.0.1:{port}/")[0] == 200
        assert asked(f"{base}assets/a.css") == (200, b"p {}")
        assert asked(f"{base}_shanben/meanwhile") == (204, b"")
        for address in ("nowhere/", "../secret.html", "%2e%2e/secret.html", "out/secret.html", "a%00b", "%ff"):
            status, page = asked(base + address)
            assert status == 404, address
            assert "不在这里" in page.decode()
        assert asked(base, Host="evil.example")[0] == 421
        assert asked(base, **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"})[0] == 403
    finally:
        end_meanwhile()
    with pytest.raises(OSError):
        asked(base)
    assert not is_shown_meanwhile()


@pytest.mark.parametrize(
    ("settings", "mount"),
    [
        ("site_name: 河\n", "/"),
        ("site_url: https://river.example/lib/\n", "/lib/"),
        ("site_url: !ENV [RIVER_URL, OTHER_URL, '']\n", "/there/"),
        ("site_url: !ENV [NOT_SET, 'https://a.example/b']\n", "/b/"),
        ("site_dir: elsewhere\n", ""),
        ("site_url: !ENV RIVER_URL\n", ""),
        ("site_url: [\n", ""),
        ("- a\n", "/"),
    ],
)
def test_the_last_site_is_shown_where_it_will_be(
    site: Path, monkeypatch: pytest.MonkeyPatch, settings: str, mount: str
) -> None:
    monkeypatch.chdir(site.parent)
    monkeypatch.setenv("RIVER_URL", "https://river.example/there")
    Path("mkdocs.yml").write_text(settings, encoding="utf-8")
    port = free_port()
    try:
        url = _show_meanwhile(f"127.0.0.1:{port}")
        assert url == (f"http://127.0.0.1:{port}{mount}" if mount else "")
        assert _show_meanwhile("127.0.0.1:x") == _show_meanwhile("127.0.0.1:99999") == ""
    finally:
        end_meanwhile()


def test_a_folder_that_is_no_site_of_ours_is_not_shown(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.parent)
    Path("mkdocs.yml").write_text("site_name: 河\n", encoding="utf-8")
    (site / "shanben-manifest.json").unlink()
    assert _show_meanwhile(f"127.0.0.1:{free_port()}") == ""


def test_a_server_shows_the_last_site_at_once_and_then_the_present_one(
    author: Callable[..., Path],
    program: Callable[..., object],
    generator_environment: dict[str, str],
    chromium: Browser,
) -> None:
    folder = author()
    program(folder, "shanben", "build")
    river = folder / "seeds/river.txt"
    river.write_text(river.read_text(encoding="utf-8").replace("照旧流", "已改道"), encoding="utf-8")
    address = f"http://127.0.0.1:{free_port()}/works/river/"
    command = [sys.executable, "-m", "shanben", "serve", "--address", address.split("/")[2]]
    with chromium.new_context() as context, (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=generator_environment, stdout=log, stderr=log)
        try:
            first = b""
            while not first and server.poll() is None:
                with suppress(OSError):
                    first = asked(address)[1]
                time.sleep(0.01)
            assert "照旧流" in first.decode()
            assert b"the site that was built last" in first
            page = context.new_page()
            page.goto(address)
            expect(page.locator(".md-content")).to_contain_text("已改道", timeout=60_000)  # it reloads itself
            expect(page.locator(".sb-faults")).to_have_count(0)
        finally:
            server.terminate()
            server.wait(timeout=30)
    told = (folder / "log").read_text(encoding="utf-8")
    assert "shows the site that was built last, until the present one is made" in told
    assert "ERROR" not in told
