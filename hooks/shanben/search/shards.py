"""The files of the index: postings and texts in compressed pieces that a page can load as plain scripts.

A shard is a script that hands its name and its content (raw DEFLATE in printable characters) to the search client,
because a page opened from a folder may load scripts but nothing else. Numbers are LEB128: seven bits a byte, the lowest
first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MOST_POSTING_SHARDS = 1_700
MOST_TEXT_SHARDS = 3_000
POSTING_BYTES = 11_000
TEXT_CHARACTERS = 18_000
"""Sizes of a shard before compression in a library that is not very large; a larger one has larger shards."""


DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"<\\')
"""91 characters that a script can hold as they are. Two carry 13 bits (91 * 91 > 8192): 8 % less than base64."""

_FIRST = np.array([ord(DIGITS[value % 91]) for value in range(1 << 13)], np.uint8)
_SECOND = np.array([ord(DIGITS[value // 91]) for value in range(1 << 13)], np.uint8)
_WEIGHTS = (1 << np.arange(13)).astype(np.uint16)


def printable(content: bytes) -> str:
    """Bytes as characters of ``DIGITS``: 13 bits a pair, the lowest first, padded with zeros to a whole 13 bytes."""
    content += bytes(-len(content) % 13)
    bits = np.unpackbits(np.frombuffer(content, np.uint8), bitorder="little").reshape(-1, 13)
    values = bits @ _WEIGHTS
    return np.stack([_FIRST[values], _SECOND[values]], axis=1).tobytes().decode("ascii")


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


Scripts = Callable[..., str]
"""Makes scripts as ``script`` does, or has them from somewhere."""


def text_script(name: str, text: str, make: Scripts = script) -> str:
    """The script for a text, in GB 18030 (which compresses best) or in UTF-16.

    GB 18030 only where every character has the same two bytes in each edition of that standard.
    """
    encoding = "gb18030" if _PLAIN.fullmatch(text) else "utf-16le"
    return make(name, text.encode(encoding), encoding=encoding)


_PLAIN = re.compile(r"[\t\n -~·—‘’“”…、。〈-】〔〕\u3000\u4e00-\u9fa5\uff01-\uff5e]*")


def numbers(values: Iterable[int]) -> bytes:
    """Non-negative numbers, LEB128."""
    encoded, _ = _leb128(np.fromiter(values, np.uint64))
    return encoded.tobytes()


def _leb128(values: NDArray[np.uint64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Numbers below 2 ** 35 as bytes, and where each begins."""
    sizes = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        sizes += values >= 1 << bits
    ends = np.cumsum(sizes)
    starts = ends - sizes
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for place in range(int(sizes.max(initial=0))):
        here = sizes > place
        low = (values[here] >> np.uint64(7 * place)).astype(np.uint8) & 127
        out[starts[here] + place] = low | np.where(sizes[here] > place + 1, 128, 0).astype(np.uint8)
    return out, starts


def differences(values: Iterable[int]) -> Iterator[int]:
    """Rising numbers as the first and the steps between them."""
    before = 0
    for value in values:
        yield value - before
        before = value


List = tuple[int, bytes]
"""How many passages, and their numbers: the first and the steps between them, LEB128."""


def encoded_lists(values: NDArray[np.uint64], begins: NDArray[np.int64]) -> Iterator[List]:
    """Lists of rising numbers that stand one after the other in ``values``, each from one of ``begins`` to the next."""
    steps = values.copy()
    steps[1:] -= values[:-1]  # at the beginning of a list wrong, and mended next
    steps[begins] = values[begins]
    encoded, starts = _leb128(steps)
    content = encoded.tobytes()
    bounds = [*starts[begins].tolist(), len(content)]
    counts = np.diff(np.append(begins, len(values))).tolist()
    for count, (start, end) in zip(counts, pairwise(bounds), strict=True):
        yield count, content[start:end]


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
            shared, most = 0, min(9, len(before), len(key))
            while shared < most and before[shared] == key[shared]:
                shared += 1
            lines.append(chr(shared) + key[shared:])
            before = key
        keys = "".join(lines).encode("utf-16-le")
        return numbers([len(keys)]) + keys, numbers(self.counts) + b"".join(self.lists)


def most_posting_bytes(postings: int) -> int:
    """Bytes of lists that one shard holds in a library of so many postings."""
    return max(POSTING_BYTES, 2 * postings // MOST_POSTING_SHARDS)


def posting_shards(lists: Iterable[tuple[str, Sequence[List]]], limit: int) -> Iterator[PostingShard]:
    """Postings in shards of about ``limit`` bytes. A list too long for one shard goes on in those that follow."""
    pending: list[tuple[str, int, bytes]] = []
    size = 0
    for key, parts in lists:
        if pending and len(parts) > 1:  # a long list begins a shard
            yield _shard(pending)
            pending, size = [], 0
        for count, encoded in parts:
            if pending and size + len(encoded) > limit:
                yield _shard(pending)
                pending, size = [], 0
            pending.append((key, count, encoded))
            size += len(encoded) + len(key.encode()) + 2
    if pending:
        yield _shard(pending)


def _shard(pending: Sequence[tuple[str, int, bytes]]) -> PostingShard:
    keys, counts, lists = zip(*pending, strict=True)
    return PostingShard(keys, counts, lists)
