"""Documents of older kinds (.doc, .wps, .rtf): converted by LibreOffice where it is there, else refused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

from shanben.aside import aside
from shanben.model.text import Origin
from shanben.take.blocks import Taken
from shanben.take.docx import take_docx
from shanben.take.rtf_numbers import mend_numbers
from shanben.take.unusable import Unusable

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
"""How long a conversion may take."""


def take_by_office(path: Path) -> Taken:
    """A document as LibreOffice turns it into a Word document, in a profile of its own that is thrown away."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Unusable(
            "is of a kind that only LibreOffice reads, which is not installed here (soffice): save it as .docx",
            code="E130",
        )
    with aside() as (folder, lock):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _convert(
            [program, "--headless", profile, "--convert-to", "docx", "--outdir", str(folder), str(path.absolute())],
            lock,
        )
        made = folder / f"{path.stem}.docx"
        if not made.exists():
            raise Unusable("cannot be converted by LibreOffice: open it, and save it as .docx")
        taken = take_docx(made)
    raw = path.read_bytes()
    if raw.startswith(b"{\\rtf"):  # which some programs call .doc
        mend_numbers(taken, raw, Origin(str(path)))
    return taken


def _convert(command: list[str], lock: int) -> None:
    """Let LibreOffice work. It has the lock of its folder, too: that stays as long as it lives, whatever becomes of us.

    The program is a script that begins the real one; both are ended where it takes too long or we are interrupted.
    """
    handed: dict[str, Any] = {} if os.name == "nt" else {"pass_fds": (lock,), "start_new_session": True}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **handed)  # noqa: S603  # no shell
    try:
        process.wait(_SECONDS)
    except BaseException as error:
        process.kill() if os.name == "nt" else os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            raise Unusable("takes LibreOffice too long to convert: save it as .docx") from None
        raise
