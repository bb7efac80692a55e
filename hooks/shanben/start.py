"""Where the command line begins and ends: an interruption is one line and exit code 130, and so is any fault.

Nothing is imported here that takes time, so that this holds from the first moment; the command line is loaded inside.
``_signal`` is a part of Python itself; ``signal`` wraps it in enumerations, and loads a dozen modules to do so: during
those hundredths of a second an interruption would be shown as Python shows it.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # of typing, which takes time to load
if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    import _signal as signal

FAULT = 70
"""The exit code of a fault that is not the user's: EX_SOFTWARE of sysexits.h."""


def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal handlers are given both
    """Say one line and leave; files are cleared up on the way out. Whoever asks twice is obeyed at once."""
    signal.signal(number, signal.SIG_DFL)
    os.write(2, b"\nStopped.\n")
    raise SystemExit(128 + number)


def ignored(what: sys.UnraisableHookArgs) -> None:
    """End also where an interruption fell into a callback, whose exceptions Python ignores."""
    if isinstance(what.exc_value, SystemExit):
        os._exit(int(what.exc_value.code or 0))
    sys.__unraisablehook__(what)


def let_words_through() -> None:
    """What is written has Chinese in it, and a pipe or a file of an older Windows would take Latin letters only.

    There it is UTF-8, as on other systems; who asks for another encoding (``PYTHONIOENCODING``), or has a terminal that
    is set to one, is shown what it lacks as escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper) or stream.encoding.lower() in ("utf-8", "utf8"):
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Run ``shanben``."""
    signal.signal(signal.SIGINT, stop)
    try:
        sys.unraisablehook = ignored
        let_words_through()
        from shanben.cli import main as commands

        commands()
    except Exception as error:
        from shanben.last_word import last_word
        from shanben.wording import told

        print(told(last_word(error)), file=sys.stderr)
        sys.exit(FAULT)
