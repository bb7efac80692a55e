"""What the package carries beside its code: the templates of every library, the guide for editors, and the list
of what a release is made of.

In a checkout they stand where they are written; in an installed package below ``carried/``.
"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CARRIED = _PACKAGE / "carried"
_CHECKOUT = _PACKAGE.parent.parent

GUIDES = ("editing.zh.md", "editing.md", "editing-keys.md", "editing-blocks.md", "editing-languages.md", "codes.md")
"""The guide for editors: one page in Chinese, and the English one with its pages by subject."""

PICTURES = "assets"
"""The folder of the guide's pictures, beside its pages."""


def templates() -> Path:
    """The folder of templates, style sheets and scripts."""
    return (_CARRIED if _CARRIED.is_dir() else _CHECKOUT) / "site_templates"


def parts_list() -> bytes:
    """The list of what a release is made of (CycloneDX); an installed package has it beside its metadata."""
    if _CARRIED.is_dir():
        return (distribution("shanben").read_text("sboms/sbom.cdx.json") or "").encode()
    return (_CHECKOUT / "sbom.cdx.json").read_bytes()


def guides() -> Path:
    """The folder that holds ``GUIDES`` and ``PICTURES``."""
    return _CARRIED / "guide" if _CARRIED.is_dir() else _CHECKOUT / "docs"
