"""A Firefox for tests, driven through its own remote protocol (Marionette: JSON arrays with their length before them).

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Firefox:
    """One session in a browser without a window."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._turn = 0
        self._receive()
        self.command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self.command("WebDriver:SetTimeouts", {"script": 120_000, "pageLoad": 120_000})

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self._stream.read(1)
            if not byte:
                raise ConnectionError("Firefox went away")
            length += byte
        return json.loads(self._stream.read(int(length[:-1])))

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """The answer to a command. Raises RuntimeError where Firefox reports an error."""
        self._turn += 1
        message = json.dumps([0, self._turn, name, parameters]).encode()
        self._stream.write(b"%d:%b" % (len(message), message))
        self._stream.flush()
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def goto(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self.command("WebDriver:Navigate", {"url": address})

    def evaluate(self, script: str, *arguments: Any) -> Any:
        """What an asynchronous function of the page returns."""
        body = (
            f"const done = arguments[arguments.length - 1]; ({script})(...arguments).then(done, (e) => done(`${{e}}`));"
        )
        return self.command(
            "WebDriver:ExecuteAsyncScript", {"script": body, "args": list(arguments), "newSandbox": False}
        )["value"]


def executable() -> str | None:
    """The Firefox of this machine: SHANBEN_FIREFOX, or firefox-esr or firefox on the path."""
    return os.environ.get("SHANBEN_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A Firefox with a new profile in a folder of its own, closed at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile.mkdir(parents=True)
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\nuser_pref("app.update.enabled", false);\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
    )
    program = executable()
    if program is None:
        raise FileNotFoundError("no Firefox: install firefox-esr, or name one in SHANBEN_FIREFOX")
    environment = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS": "1"}
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        with _connection(port, process) as connection:
            session = Firefox(connection)
            yield session
            session._stream.close()
    finally:
        process.terminate()
        process.wait(60)


def _connection(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = socket.create_connection(("127.0.0.1", port), 60)
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return connection
    raise ConnectionError("Firefox did not open its port")
