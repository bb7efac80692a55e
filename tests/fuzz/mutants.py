"""Bytes that are nearly what a file should be: seeds, cut, doubled, crossed and sown with what breaks readers."""

from __future__ import annotations

import random
from collections.abc import Sequence

SOWN = (
    b"\0", b"\x1b", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xc3", b"\r", b"\r\n", b"\n\n\n", b"\t", b"\x85",
    b'"', b"'", b"<", b">", b"&#0;", b"&", b"]]>", b"<!--", b"{", b"}", b"[[[[", b": ", b"- ", b"*a ", b"&a ", b"|",
    b"%", b"#", b"\\", b"\\ud800", b"\\x07", b"9" * 30, b"-1", b"1e999", b"null", b"1.1.1", b"..",
    b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xef\xbf\xbd",
    *(words.encode() for words in "第十二条 （一） 附件1一 《 》 一、 目录……1 ① 𠀀".split()),
    "　".encode(), "e\u0301".encode(), ("。" * 40).encode(),
)  # fmt: skip


LENGTHS = (*(600,) * 12, *(3_000,) * 3, 20_000)
"""Most mutants are short: what breaks a reader rarely needs length, and a short one is tried ten times as often."""


def mutant(seeds: Sequence[bytes], draw: random.Random) -> bytes:
    """Some bytes made from ``seeds``; the same for the same state of ``draw``."""
    seed = draw.choice(seeds)
    content = bytearray(seed)
    longest = max(len(seed), draw.choice(LENGTHS))
    for _ in range(draw.choice((1, 1, 2, 3, 5, 9))):
        at, to = sorted(draw.randrange(len(content) + 1) for _ in range(2))
        match draw.randrange(7):
            case 0:
                content[at:at] = draw.choice(SOWN)
            case 1:
                content[at:to] = b""
            case 2:
                content[at:at] = content[at:to] * draw.choice((1, 2, 20))
            case 3 if content:
                content[at % len(content)] = draw.randrange(256)
            case 4:
                other = draw.choice(seeds)
                content[at:to] = other[: draw.randrange(len(other) + 1)]
            case 5:
                lines = bytes(content).split(b"\n")
                draw.shuffle(lines)
                content = bytearray(b"\n".join(lines))
            case _:
                content[at:to] = draw.choice(SOWN)
        del content[longest:]
    # A cut through a character is refused at once as no encoding: most mutants are to come further than that.
    return _mended(bytes(content)) if _is_text(seed) and draw.random() < 0.9 else bytes(content)


def pieces(seed: str) -> tuple[bytes, ...]:
    """A seed, and its paragraphs one by one: as many mutants of one construction as of all together."""
    whole = seed.encode()
    return (whole, *(one for part in seed.split("\n\n") if (one := f"{part}\n".encode()) != whole))


def _is_text(content: bytes) -> bool:
    return _mended(content) == content


def _mended(content: bytes) -> bytes:
    """The characters that are whole."""
    return content.decode("utf-8", "ignore").encode()
