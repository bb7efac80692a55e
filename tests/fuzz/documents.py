"""Documents of each format that is taken in: what mutants are made from, and the archive that holds them."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PARAGRAPHS = (
    """\
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>
<w:r><w:rPr><w:b/><w:sz w:val="44"/></w:rPr><w:t>春天的消息</w:t></w:r></w:p>
""",
    """\
<w:p><w:r><w:t xml:space="preserve">河水 </w:t><w:tab/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>
<w:ins><w:r><w:t>涨了。</w:t></w:r></w:ins><w:del><w:r><w:delText>落了</w:delText></w:r></w:del>
<w:r><w:footnoteReference w:id="2"/><w:ruby><w:rt><w:r><w:t>hé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>河</w:t></w:r>
</w:rubyBase></w:ruby><w:br w:type="page"/></w:r></w:p>
""",
    """\
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>
<w:p><w:r><w:t>甲</w:t></w:r></w:p>
</w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
""",
)


def _word(*paragraphs: str) -> str:
    return f"<w:document {W}><w:body>\n{''.join(paragraphs)}</w:body></w:document>\n"


WORD = _word(*_PARAGRAPHS)
STYLES = f"""\
<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr></w:style></w:styles>
"""
NUMBERING = f"""\
<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>
</w:num></w:numbering>
"""
FOOTNOTES = f"""\
<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r>
<w:footnoteRef/><w:t>见簿子。</w:t></w:r></w:p></w:footnote></w:footnotes>
"""
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
OPEN = f"""\
<office:document-content {_NAMES}>
<office:body><office:text><text:h text:outline-level="1">春天的消息</text:h>
<text:p>河水<text:s text:c="3"/>涨了<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>见簿子。</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item text:start-value="3"><text:p>船</text:p></text:list-item></text:list>
<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2"
table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>
"""
_ELEMENTS = (
    '<h1 id="a">春天</h1>\n<p>河水<a epub:type="noteref" href="#n1">1</a>涨了<ruby>河<rt>hé</rt></ruby></p>'
    '<ol start="3"><li value="5">船</li></ol>\n',
    '<table><tr><td colspan="2" rowspan="2">甲</td></tr><tr><td>乙</td></tr></table>\n',
    '<aside epub:type="footnote" id="n1">见</aside>\n'
    '<figure><img src="a.png" alt="桥"/><figcaption>桥</figcaption></figure>',
)


def _page(*elements: str) -> str:
    names = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"<html {names}><body>{''.join(elements)}</body></html>\n"


PAGE = _page(*_ELEMENTS)
PAGES = (PAGE, *map(_page, _ELEMENTS))
"""A page, and pages of some of its elements: most mutants are short."""
PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>春</dc:title>
</metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine></package>
"""
CONTENTS = """\
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
<li><a href="a.xhtml#a">春天</a><ol><li><a href="a.xhtml">河水</a></li></ol></li></ol></nav></body></html>
"""
_CONTAINER = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'

_PARTS = {
    ".docx": {
        "word/document.xml": WORD, "word/styles.xml": STYLES, "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
    },
    ".odt": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": OPEN},
    ".epub": {"META-INF/container.xml": _CONTAINER, "b.opf": PACKAGE, "a.xhtml": PAGE, "n.xhtml": CONTENTS},
}  # fmt: skip
_MUTABLE: dict[str, dict[str, tuple[str, ...]]] = {
    ".docx": {
        "word/document.xml": (WORD, *map(_word, _PARAGRAPHS)), "word/styles.xml": (STYLES,),
        "word/numbering.xml": (NUMBERING,), "word/footnotes.xml": (FOOTNOTES,),
    },
    ".odt": {"content.xml": (OPEN,)},
    ".epub": {"b.opf": (PACKAGE,), "a.xhtml": PAGES, "n.xhtml": (CONTENTS,)},
}  # fmt: skip
"""The parts of a kind that mutants stand for, and what they are made from."""


def seeds(kind: str) -> tuple[bytes, ...]:
    """What mutants of a kind are made from: its parts, each with the byte that tells it, and a whole archive."""
    of_parts = enumerate(_MUTABLE[kind].values())
    parts = tuple(bytes([at]) + words.encode() for at, several in of_parts for words in several)
    return (*parts, packed(kind, parts[0]))


def packed(kind: str, content: bytes) -> bytes:
    """A document of a kind with one part in place of its own; what begins like an archive is the document itself."""
    if content.startswith(b"PK"):
        return content
    names = tuple(_MUTABLE[kind])
    name = names[content[0] % len(names)] if content else names[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, words in (_PARTS[kind] | {name: content[1:]}).items():
            archive.writestr(part, words)
    return out.getvalue()


def pdf(shown: bytes) -> bytes:
    """A PDF of one page whose contents are these commands."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(raw)
    return (
        raw
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % end
    )


LINES_APART = (
    b"BT /F 22 Tf 40 700 Td (Spring news) Tj ET ",
    b"BT /F 11 Tf 40 660 Td (The river rose in March,) Tj 0 -14 Td (twice.) Tj ET",
)
LINES = b"".join(LINES_APART)
PRINTED = pdf(LINES)
