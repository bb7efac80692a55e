"""What the tests need beside Python: found, or installed where that can be done without asking.

Prints the path of a Chromium, for ``SHANBEN_CHROMIUM``; everything else goes to standard error, and nothing where all
is there. A Chromium comes from Playwright where its download works, else from the system's packages (Debian, Ubuntu).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHELL = "chromium-headless-shell"
"""A Chromium without windows, as Debian packs it: it takes half the time, for a window has pages of its own."""
CHROMIUMS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_SECONDS = 300
# Servers stand in sbin, which is not on everybody's path.
SEARCH_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"])
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass(frozen=True, slots=True)
class Tool:
    """Something the tests run: how to see that it is there, and the Debian packages that bring it."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, ...]
    needed: bool = True
    """Whether tests fail without it."""


def on_path(*programs: str) -> str:
    """The first of ``programs`` that is installed, or empty."""
    return next(filter(None, (shutil.which(program, path=SEARCH_PATH) for program in programs)), "")


def has_chinese_font() -> bool:
    """Whether the system can draw Chinese; true as well where it has no fontconfig to ask."""
    if not on_path("fc-list"):
        return not on_path("apt-get")
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def has_nginx() -> bool:
    """Whether nginx is there with its module for files that are compressed beforehand."""
    return bool(on_path("nginx")) and BROTLI.exists()


TOOLS = (
    Tool("Firefox", lambda: bool(on_path("firefox", "firefox-esr")), ("firefox-esr",)),
    Tool("nginx", has_nginx, ("nginx-light", "libnginx-mod-http-brotli-static")),
    Tool("epubcheck", lambda: bool(on_path("epubcheck")), ("epubcheck",)),
    Tool("msgfmt", lambda: bool(on_path("msgfmt")), ("gettext",)),
    Tool("a Chinese font", has_chinese_font, ("fonts-noto-cjk", "fontconfig"), needed=False),
)


def runs(program: str) -> bool:
    """Whether a browser starts: one that was downloaded may lack libraries of the system."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def found_chromium() -> str:
    """The path of a Chromium that is here: the one ``SHANBEN_CHROMIUM`` names, one on the path, or Playwright's own."""
    return os.environ.get("SHANBEN_CHROMIUM") or on_path(*CHROMIUMS) or playwright_chromium()


def playwright_chromium() -> str:
    """The path of the Chromium that Playwright downloaded, or empty."""
    from playwright.sync_api import sync_playwright  # takes half a second; hardly ever needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else ""


def download_chromium() -> str:
    """Let Playwright download a Chromium. The path, or empty where that does not work."""
    say("installing a Chromium for the browser tests …")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=DOWNLOAD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return playwright_chromium() if done.returncode == 0 else ""


def install(packages: list[str]) -> bool:
    """Install packages of Debian or Ubuntu as root, or through sudo where it asks for no password."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not on_path("apt-get") or (as_root and not on_path("sudo")):
        return False
    say(f"installing {', '.join(packages)} …")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    for step in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*as_root, *environment, *step], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            say(*done.stderr.strip().splitlines()[-1:])
            return False
    return True


def say(*lines: str) -> None:
    """Tell the person at the terminal."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Find or install everything; 1 with one line where something that is needed cannot be had."""
    chromium = found_chromium() or download_chromium()
    missing = [tool for tool in TOOLS if not tool.present()]
    packages = [package for tool in missing for package in tool.packages]
    if packages and install(packages):
        missing = [tool for tool in missing if not tool.present()]
    if not chromium and (install([SHELL]) or install(["chromium"])):
        chromium = found_chromium()
    lacking = [tool.name for tool in missing if tool.needed] + ([] if chromium else ["Chromium"])
    if lacking:
        say(f"The tests need {', '.join(lacking)}: install it, or run make test as root on Debian or Ubuntu.")
        return 1
    print(chromium)
    return 0


if __name__ == "__main__":
    sys.exit(main())
