"""What readers see instead of the fates of articles and the standings of versions: Chinese first, English beside it."""

from __future__ import annotations

from shanben.compare.versions import Fate
from shanben.labels import STANDINGS

__all__ = ["FATES", "STANDINGS"]

FATES: dict[Fate, tuple[str, str]] = {
    Fate.SAME: ("未改", "unchanged"),
    Fate.RENUMBERED: ("改号", "renumbered"),
    Fate.CHANGED: ("修改", "changed"),
    Fate.MOVED: ("移位", "moved"),
    Fate.SPLIT: ("拆分", "split"),
    Fate.MERGED: ("合并", "merged"),
    Fate.NEW: ("新增", "new"),
    Fate.GONE: ("删去", "repealed"),
}
