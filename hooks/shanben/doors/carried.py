"""Where the templates, style sheets and scripts are that every library is built with."""

from __future__ import annotations

from pathlib import Path

import shanben


def templates() -> Path:
    """The folder of the templates: inside the installed package or, in a checkout, where they are written."""
    package = Path(shanben.__file__).parent
    inside = package / "carried" / "site_templates"
    return inside if inside.is_dir() else package.parent.parent / "site_templates"
