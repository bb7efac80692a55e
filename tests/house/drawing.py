"""The drawing of the house for docs/architecture.md, from the code: ``python -m tests.house.drawing`` writes it there.

Floors are the layers that the import linter holds, the highest first: what stands on one may use what lies below it.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/architecture.md"
DRAWN = re.compile(r"(?<=<!-- drawing -->\n)```\n.*?```\n", re.DOTALL)


def drawing(package: Path, floors: list[str]) -> str:
    """The rooms of a package, floor by floor, each with its files."""
    lines: list[str] = []
    for floor in floors:
        names = re.findall(r"\w+", floor)
        for name in (name for name in names if (package / name).is_dir()):
            files = sorted(file.stem for file in (package / name).glob("*.py") if file.stem != "__init__")
            lines += _wrapped(f"{name}/", files)
        lines += _wrapped("", [name for name in names if not (package / name).is_dir()])
        lines.append("─" * 112)
    return "\n".join(lines[:-1])


def _wrapped(room: str, files: list[str]) -> list[str]:
    return textwrap.wrap(" ".join(files), 112, initial_indent=f"{room:<12}", subsequent_indent=" " * 12)


def drawn() -> str:
    """The drawing as the page has to show it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return f"```\n{drawing(ROOT / 'hooks/shanben', layers['layers'])}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(DRAWN.sub(lambda _: drawn(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
