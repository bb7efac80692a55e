"""Pictures that editors put beside their sources: which files may be one, and what is published of them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import imagesize

from shanben.model.forms import Picture
from shanben.model.works import Work

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
    }
)
"""The kinds that every browser and every reading system shows, by the ends of their files' names."""

ORIGINALS = frozenset({".pdf", ".docx", ".odt", ".epub", ".doc", ".wps", ".rtf"})
"""The kinds of documents that may be offered as they came: none of them is opened as a page of the site."""

_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        "image/png": (b"\x89PNG\r\n\x1a\n",),
        "image/jpeg": (b"\xff\xd8\xff",),
        "image/gif": (b"GIF87a", b"GIF89a"),
        "image/webp": (b"RIFF",),
    }
)


def size_of(path: str, content: bytes) -> tuple[int, int] | None:
    """A picture's width and height in pixels; None where the file is no picture of the kind its name says."""
    kind = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), "")
    if not kind or not content.startswith(_BEGINNINGS[kind]):
        return None
    try:
        width, height = imagesize.get(io.BytesIO(content))
    except Exception:  # what it says of a damaged picture depends on where it is damaged
        return None
    return (width, height) if width > 0 and height > 0 else None


def is_inside(path: str) -> bool:
    """Whether a path names something below the folder that it is relative to, on every system."""
    return not path.startswith("/") and not re.search(r"\\|:|(?:^|/)\.\.(?:/|$)", path)


def pictures_of(work: Work) -> tuple[str, ...]:
    """The files of a work's figures, each once."""
    forms = (block.form for block in work.blocks())
    return tuple(dict.fromkeys(form.path for form in forms if isinstance(form, Picture) and form.path))


def published_path(work: str, path: str) -> str:
    """Where a figure's file stands on the site: ``works/x/figures/maps/east.png``."""
    return f"works/{work}/figures/{path}"


def sheet_path(slug: str, page: int, image: str) -> str:
    """Where the picture of a source's page stands on the site: ``sources/x/pages/3.webp``."""
    return f"sources/{slug}/pages/{page}{PurePosixPath(image).suffix.lower()}"


def original_path(slug: str, path: str) -> str:
    """Where the document of a source stands on the site: ``sources/x/original.pdf``."""
    return f"sources/{slug}/original{PurePosixPath(path).suffix.lower()}"
