"""Where the command line begins and ends: an interruption is one line and exit code 130, and so is any fault.

Nothing is imported here that takes time, so that this holds from the first moment; the command line is loaded inside.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # of typing, which takes time to load
if TYPE_CHECKING:
    from types import FrameType

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


def main() -> None:
    """Run ``shanben``."""
    try:
        sys.unraisablehook = ignored
        signal.signal(signal.SIGINT, stop)
        from shanben.cli import main as commands

        commands()
    except Exception as error:
        from shanben.last_word import last_word
        from shanben.wording import told

        print(told(last_word(error)), file=sys.stderr)
        sys.exit(FAULT)
