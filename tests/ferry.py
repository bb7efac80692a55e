"""A text that has every kind of block, with its edition: for tests of what is written of them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

TEXT = """东渡纪略
一、渡口
东渡起于上古①，历代因革不同[1]，而大要不外乎两端。
①见县志。
[1] 见府志，其余从略。
表1　各渡口船数
渡口\t大船\t小船\t说明
东渡\t3\t12\t水深，<可行>大船
西渡\t\t7\t有|无不定
合计\t3\t19
二、题咏
渡头风起②，
芦花满汀。

舟自东来，
人向西行。
②一作风定。
县志云：
船有三只〔大者〕，人有十二。
图1　东渡形势
1. 船
（1）大船
（2）小船
2. 人
"""
EDITION = """works:
  - id: ferry
    contents:
      - title: 1
      - heading: 2
      - paragraph: 3
      - note: 4
        mark: ①
      - note: 5
        mark: "[1]"
      - table: 7-10
        caption: 6
        cells:
          - ["7:1-7:2", "7:4-7:5", "7:7-7:8", "7:10-7:11"]
          - ["8:1-8:2", "8:4-8:4", "8:6-8:7", {at: "8:9-8:17, 9:7-9:11", rows: 2}]
          - ["9:1-9:2", "", "9:5-9:5"]
          - ["10:1-10:2", "10:4-10:4", {at: "10:6-10:7", columns: 2}]
      - heading: 11
      - verse: 12-16
      - note: 17
        mark: ②
      - body: 18
      - quote: 19
        inline_notes: 〔〕
      - figure: maps/east.png
        caption: 20
        alt: 东渡地图
      - item: 21
      - item: 22
        level: 2
      - item: 23
        level: 2
      - item: 24
"""


def picture(width: int = 320, height: int = 200) -> bytes:
    """A small PNG: a river across a field."""
    rows = b"".join(
        b"\0" + b"".join(b"\x6a\x9f\xc9" if abs(x - y - 60) < 24 else b"\xd9\xd4\xb8" for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_ferry(seeds: Path) -> Path:
    """The text with its edition and its picture, in a folder of sources; the text's path."""
    (seeds / "maps").mkdir(parents=True, exist_ok=True)
    (seeds / "maps/east.png").write_bytes(picture())
    (seeds / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (seeds / "ferry.yml").write_text(EDITION, encoding="utf-8")
    return seeds / "ferry.txt"
