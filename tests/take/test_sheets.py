"""The pages of a document kept as pictures, and where its text stands on them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from tests.take.conftest import SETTINGS, zipped
from tests.take.test_pdf import SENTENCE, printed

from shanben.commands.taking import State, take
from shanben.read.evidence import read_evidence
from shanben.read.sources import read_source
from shanben.render.print_beside import print_beside
from shanben.shaping import Place, shape_source
from shanben.take.wishes import Wishes

KEEP = Wishes(pages=True, original=True)


@pytest.fixture(scope="module")
def tide(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:
    body = "<h1>观潮</h1>" + "".join(f"<p>{SENTENCE * (number % 3 + 2)}</p>" for number in range(8))
    return printed(chromium, tmp_path_factory.mktemp("tide") / "Tide 观潮.pdf", body)


def _head(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "seeds/Tide 观潮.evidence.jsonl").read_text("utf-8").split("\n")[0])
    return found


def _darkest(picture: Image.Image) -> int:
    return next(level for level, count in enumerate(picture.histogram()) if count)


def test_what_is_marked_on_a_page_is_what_is_printed_there(tide: Path, tmp_path: Path) -> None:
    """All ink of a page lies in the marks of its lines, and every mark has ink."""
    place = Place(tmp_path, SETTINGS)
    assert take(place, tide, KEEP).state in (State.TAKEN, State.DOUBTFUL)
    shaped, problems = shape_source(place, tmp_path / "seeds/Tide 观潮.txt")
    assert shaped is not None, problems
    kept = shaped.facsimile
    assert kept is not None
    assert len(kept.sheets) == 2
    told = print_beside(kept, shaped.source.slug, {f"l{number}": [number] for number in kept.places}, "works/tide/")
    assert told["original"] == [f"../../sources/{shaped.source.slug}/original.pdf", "Tide 观潮.pdf"]
    for page, sheet in kept.sheets.items():
        picture = Image.open(io.BytesIO((tmp_path / "seeds" / sheet.image).read_bytes())).convert("L")
        assert abs(picture.width / picture.height - sheet.width / sheet.height) < 0.01
        marks = [mark for (mark,) in told["marks"].values() if mark[0] == page]  # type: ignore[attr-defined]
        assert len(marks) > 5
        for _, left, upper, width, height in marks:
            across, down = picture.width / 100, picture.height / 100
            box = (
                int(left * across) - 2, int(upper * down) - 2,
                int((left + width) * across) + 3, int((upper + height) * down) + 3,
            )  # fmt: skip
            assert _darkest(picture.crop(box)) < 100
            picture.paste(255, box)
        assert _darkest(picture) > 200


def test_the_same_document_gives_the_same_files(tide: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        take(Place(tmp_path / name, SETTINGS), tide, KEEP)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert {path.suffix for path in files} == {".txt", ".yml", ".jsonl", ".webp", ".pdf"}
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "other" / path).read_bytes() for path in files)
    assert (tmp_path / "one" / "seeds" / str(_head(tmp_path / "one")["original"])).read_bytes() == tide.read_bytes()


def test_pages_are_kept_later_too_and_once(tide: Path, tmp_path: Path) -> None:
    place = Place(tmp_path, SETTINGS)
    take(place, tide)
    assert "sheets" not in _head(tmp_path)
    edition = (tmp_path / "seeds/Tide 观潮.yml").read_bytes()
    assert take(place, tide, Wishes(pages=True)).state is State.KEPT
    assert len(_head(tmp_path)["sheets"]) == 2  # type: ignore[arg-type]
    assert take(place, tide, Wishes(pages=True)).state is State.THERE
    assert take(place, tide, KEEP).state is State.KEPT
    assert (tmp_path / "seeds/Tide 观潮.yml").read_bytes() == edition
    assert not list(tmp_path.rglob("*.partial"))


def test_a_picture_that_is_lost_is_told_and_left_out(tide: Path, tmp_path: Path) -> None:
    place = Place(tmp_path, SETTINGS)
    take(place, tide, KEEP)
    for lost in ("1.webp", "../original.pdf"):
        next(tmp_path.rglob("pages")).joinpath(lost).unlink()
    shaped, problems = shape_source(place, tmp_path / "seeds/Tide 观潮.txt")
    assert shaped is not None
    assert shaped.facsimile is not None
    assert (list(shaped.facsimile.sheets), shaped.facsimile.original) == ([2], "")
    assert [problem.values["number"] for problem in problems if problem.code == "D134"] == [2]


@pytest.mark.parametrize("path", ["../secret.webp", "/etc/a.webp", "a/../../b.webp", "c:\\a.webp"])
def test_no_picture_is_read_from_elsewhere(tide: Path, tmp_path: Path, path: str) -> None:
    take(Place(tmp_path, SETTINGS), tide, KEEP)
    text = tmp_path / "seeds/Tide 观潮.txt"
    beside = text.with_name("Tide 观潮.evidence.jsonl")
    head, _, rest = beside.read_text("utf-8").partition("\n")
    row = json.loads(head)
    row["sheets"][0]["image"] = path
    beside.write_text(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" + rest, "utf-8")
    _, problems = read_evidence(read_source(text), beside, "beside")
    assert [problem.code for problem in problems] == ["D131"]


def test_a_document_without_pages_is_kept_alone(tmp_path: Path) -> None:
    page = tmp_path / "hill.html"
    page.write_text("<h1>山</h1><p>山中无历日。</p>", "utf-8")
    book = zipped(
        tmp_path / "hill2.epub",
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '</manifest><spine><itemref idref="a"/></spine></package>',
            "a.xhtml": "<html><body><h1>山</h1><p>寒尽不知年。</p></body></html>",
        },
    )
    for file in (page, book):
        take(Place(tmp_path, SETTINGS), file, KEEP)
    assert [path.name for path in tmp_path.rglob("original*")] == ["original.epub"]  # a page would run on the site
