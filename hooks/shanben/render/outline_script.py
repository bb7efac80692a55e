"""The contents of a whole work as a classic script, which every page of the work asks for when a reader wants it.

So no page grows with its work, and it is read from a folder of files too, where a page may fetch nothing.
"""

from __future__ import annotations

import json

from shanben.addresses import Addresses
from shanben.model.library import Contents
from shanben.model.works import Work
from shanben.phrases import phrases
from shanben.render.contents import contents


def outline_path(work: Work) -> str:
    """The script with the contents of a work."""
    return f"works/{work.id}/contents.js"


def outline_script(work: Work, addresses: Addresses) -> str:
    """It hands ``[address, pieces, {language: words}, entries below]`` of each heading to ``shanbenContents``.

    The pieces are its words; lines may end between them. Addresses are relative to the site's root; the first entry is
    the work itself.
    """
    said = [_said(entry, work, addresses) for entry in contents(work, work.root, True)]
    return f"shanbenContents({json.dumps(said, ensure_ascii=False, separators=(',', ':'))});\n"


def _said(entry: Contents, work: Work, addresses: Addresses) -> list[object]:
    words = phrases(f"[{entry.text}]" if entry.supplied else entry.text)
    translations = {one.language: one.text for one in entry.translations}
    below = [_said(child, work, addresses) for child in entry.children]
    return [addresses.url(work.id, entry.anchor), words, translations, below]
