"""An extension of Markdown by which tags of a page by hand that end nowhere are text at once.

Python's reader of HTML reads the attributes of each ``<a`` up to the end of the page before it sees that none ends it:
ten thousand characters of ``<a `` took half a second, twenty thousand four times that.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.extensions import md_in_html
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

_FAR = 2000
"""Characters up to the end of a page from which a tag is not read that ends in none of them: it is a mistake."""
_ENDLESS = -1
"""What the reader says of a tag that is not there whole."""


class _Ended:
    """A reader of HTML that asks first whether a tag can end at all. It keeps where the last may."""

    rawdata: str
    _last: tuple[str, int] = "", -1

    def parse_starttag(self, i: int) -> int:
        """Read a tag; where it ends."""
        text, last = self._last
        if text is not self.rawdata:
            text, last = self._last = self.rawdata, self.rawdata.rfind(">")
        ended: Any = super()
        return int(ended.parse_starttag(i)) if i < last or len(text) - i < _FAR else _ENDLESS


class _Extractor(_Ended, HTMLExtractor):
    pass


class _ExtractorOfMarkdown(_Ended, md_in_html.HTMLExtractorExtra):
    pass


class _Blocks(Preprocessor):
    """Takes HTML out of a page, with another reader than the one it stands for."""

    def __init__(self, md: Markdown, extractor: type[HTMLExtractor]) -> None:
        super().__init__(md)
        self._extractor = extractor

    def run(self, lines: list[str]) -> list[str]:
        """The lines without it."""
        extractor = self._extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


_READERS: dict[type[Preprocessor], type[HTMLExtractor]] = {
    HtmlBlockPreprocessor: _Extractor,
    md_in_html.HtmlBlockPreprocessor: _ExtractorOfMarkdown,
}
_NAME, _RANK = "html_block", 20


class Tags(Extension):
    """The extension. Where a reader of somebody else's takes the place of Markdown's own, it stays."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - as Markdown calls it
        extractor = _READERS.get(type(md.preprocessors[_NAME])) if _NAME in md.preprocessors else None
        if extractor:
            md.preprocessors.register(_Blocks(md, extractor), _NAME, _RANK)


def makeExtension(**options: Any) -> Tags:  # noqa: N802 - the name that Markdown looks for
    """What ``markdown_extensions: [shanben.doors.tags]`` means."""
    return Tags(**options)
