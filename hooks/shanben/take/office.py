"""Documents of older kinds (.doc, .wps, .rtf): converted by LibreOffice where it is there, else refused."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from shanben.take.blocks import Taken
from shanben.take.docx import take_docx
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
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", "docx", "--outdir", folder, str(path.absolute())]
        made = Path(folder) / f"{path.stem}.docx"
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)  # noqa: S603  # no shell
        except subprocess.TimeoutExpired:
            raise Unusable("takes LibreOffice too long to convert: save it as .docx") from None
        if not made.exists():
            raise Unusable("cannot be converted by LibreOffice: open it, and save it as .docx")
        return take_docx(made)
