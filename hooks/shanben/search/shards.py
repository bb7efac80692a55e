"""The files of the index: postings and texts in compressed pieces that a page can load as plain scripts.

A shard is a script that hands its name and its content (raw DEFLATE in printable characters) to the search client,
because a page opened from a folder may load scripts but nothing else. Numbers are LEB128: seven bits a byte, the lowest
first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_POSTING_SHARDS = 1_700
MOST_TEXT_SHARDS = 3_000
POSTING_BYTES = 11_000
TEXT_CHARACTERS = 18_000
"""Sizes of a shard before compression in a library that is not very large; a larger one has larger shards."""


DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"<\\')
"""91 characters that a script can hold as they are. Two carry 13 bits (91 * 91 > 8192): 8 % less than base64."""

_PAIRS = tuple(DIGITS[value % 91] + DIGITS[value // 91] for value in range(1 << 13))


def printable(content: bytes) -> str:
    """Bytes as characters of ``DIGITS``: 13 bits a pair, the lowest first, padded with zeros to a whole 13 bytes."""
    content += bytes(-len(content) % 13)
    pairs: list[str] = []
    for start in range(0, len(content), 13):
        bits = int.from_bytes(content[start : start + 13], "little")
        pairs += [_PAIRS[bits >> shift & 8191] for shift in range(0, 104, 13)]
    return "".join(pairs)


def script(name: str, *parts: bytes, encoding: str = "") -> str:
    """The script that hands ``parts``, one after the other, to the client.

    It also says how many bytes are compressed and the encoding of text. Parts of unlike nature compress better apart.
    """
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b""
    for part in parts[:-1]:
        packed += compressor.compress(part) + compressor.flush(zlib.Z_SYNC_FLUSH)
    packed += compressor.compress(parts[-1]) + compressor.flush()
    return f'shanben.shard("{name}",{len(packed)},"{encoding}","{printable(packed)}")\n'


def text_script(name: str, text: str) -> str:
    """The script for a text, in GB 18030 (which compresses best) or in UTF-16.

    GB 18030 only where every character has the same two bytes in each edition of that standard.
    """
    encoding = "gb18030" if _PLAIN.fullmatch(text) else "utf-16le"
    return script(name, text.encode(encoding), encoding=encoding)


_PLAIN = re.compile(r"[\t\n -~·—‘’“”…、。〈-】〔〕\u3000\u4e00-\u9fa5\uff01-\uff5e]*")


def numbers(values: Iterable[int]) -> bytes:
    """Non-negative numbers, LEB128."""
    out = bytearray()
    for value in values:
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        out.append(value)
    return bytes(out)


def differences(values: Iterable[int]) -> Iterator[int]:
    """Rising numbers as the first and the steps between them."""
    before = 0
    for value in values:
        yield value - before
        before = value


@dataclass(frozen=True, slots=True)
class PostingShard:
    """Keys in order, each with the encoded numbers of its passages and how many there are."""

    keys: tuple[str, ...]
    counts: tuple[int, ...]
    lists: tuple[bytes, ...]

    def encode(self) -> tuple[bytes, bytes]:
        """How many bytes the keys take, and the keys; their counts, and their lists.

        Each key is written as how many characters it shares with the one before (a control character, at most nine)
        and what follows them.
        """
        before = ""
        lines: list[str] = []
        for key in self.keys:
            shared = next(
                (at for at, pair in enumerate(zip(before, key, strict=False)) if len(set(pair)) > 1), len(before)
            )
            shared = min(9, shared, len(key))
            lines.append(chr(shared) + key[shared:])
            before = key
        keys = "".join(lines).encode("utf-16-le")
        return numbers([len(keys)]) + keys, numbers(self.counts) + b"".join(self.lists)


def posting_shards(postings: Mapping[str, Sequence[int]]) -> Iterator[PostingShard]:
    """Postings in shards of about equal size. A list too long for one shard goes on in those that follow."""
    keys = sorted(postings)
    limit = max(POSTING_BYTES, 2 * sum(map(len, postings.values())) // MOST_POSTING_SHARDS)
    pending: list[tuple[str, int, bytes]] = []
    size = 0
    for key in keys:
        found = postings[key]
        if pending and len(found) > limit:  # a long list begins a shard
            yield _shard(pending)
            pending, size = [], 0
        for start in range(0, len(found), limit):
            part = found[start : start + limit]
            encoded = numbers(differences(part))
            if pending and size + len(encoded) > limit:
                yield _shard(pending)
                pending, size = [], 0
            pending.append((key, len(part), encoded))
            size += len(encoded) + len(key.encode()) + 2
    if pending:
        yield _shard(pending)


def _shard(pending: Sequence[tuple[str, int, bytes]]) -> PostingShard:
    keys, counts, lists = zip(*pending, strict=True)
    return PostingShard(keys, counts, lists)
