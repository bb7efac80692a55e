"""PO files in step with the texts: new, reworded, gone and back, and nothing a translator wrote is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from shanben.export.po import Wanted, new_po, po_text, update_po

ROOT = Path(__file__).parents[2]


def po(*entries: tuple[str, str, str]) -> polib.POFile:
    file = new_po("en")
    for context, original, text in entries:
        comment = "status: official\nsource: https://example.org"
        file.append(polib.POEntry(msgctxt=context, msgid=original, msgstr=text, comment=comment, tcomment="mine"))
    return file


def again(file: polib.POFile) -> polib.POFile:
    """The file as it is read after it was written."""
    return polib.pofile(po_text(file), wrapwidth=0)


def test_a_new_heading_gets_an_entry() -> None:
    file = po()
    changes = update_po(file, [Wanted("w#s1", "总则"), Wanted("w#art-1", "")])
    assert [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in file] == [("w#s1", "总则", "")]
    assert changes.new == 1


def test_nobody_is_asked_for_words_that_are_not_published() -> None:
    file = po(("w#furniture", "下转二版", "(continued on page 2)"))
    file.append(polib.POEntry(msgctxt="w#furniture-2", msgid="上接三版"))
    kept = [("w#furniture", "下转二版"), ("w#furniture-2", "上接三版"), ("w#furniture-3", "完")]
    changes = update_po(file, [Wanted(context, words, asked=False) for context, words in kept])
    assert [(entry.msgctxt, entry.msgstr, entry.obsolete) for entry in file] == [
        ("w#furniture", "(continued on page 2)", 0)
    ]
    assert (changes.new, changes.gone) == (0, 0)


def test_words_translated_elsewhere_are_offered_without_their_standing() -> None:
    file = po(("w#s1", "总则", "General"))
    changes = update_po(file, [Wanted("w#s1", "总则"), Wanted("v#s1", "总则")])
    offer = again(file)[1]
    assert (offer.msgstr, offer.fuzzy, offer.comment, offer.tcomment) == (
        "General",
        True,
        "status: editorial",
        "as in w#s1",
    )
    assert changes.offered == 1


def test_a_heading_that_moved_keeps_its_standing() -> None:
    file = po(("w#s1", "总则", "General"))
    update_po(file, [Wanted("w#s2", "总则")])
    moved, gone = again(file)
    assert (moved.msgctxt, moved.fuzzy, moved.comment) == (
        "w#s2",
        True,
        "status: official\nsource: https://example.org",
    )
    assert (gone.msgctxt, gone.obsolete) == ("w#s1", True)


def test_a_reworded_heading_becomes_fuzzy_with_its_old_words() -> None:
    file = po(("w#s1", "总则", "General"))
    changes = update_po(file, [Wanted("w#s1", "通则")])
    (entry,) = again(file)
    assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("通则", "General", True, "总则")
    assert changes.changed == 1
    update_po(file, [Wanted("w#s1", "一般规定")])
    assert again(file)[0].previous_msgid == "总则"


def test_what_is_gone_comes_back_whole() -> None:
    file = po(("w#s1", "总则", "General"), ("w#s2", "附则", "Final"))
    before = po_text(file)
    update_po(file, [Wanted("w#s2", "附则")])
    file = again(file)
    assert [(entry.msgctxt, entry.obsolete) for entry in file] == [("w#s2", False), ("w#s1", True)]
    changes = update_po(file, [Wanted("w#s1", "总则"), Wanted("w#s2", "附则")])
    assert changes.back == 1
    assert po_text(again(file)) == before


def test_an_update_in_step_changes_nothing() -> None:
    text = (ROOT / "seeds" / "headings.en.po").read_text(encoding="utf-8")
    file = polib.pofile(text, wrapwidth=0)
    update_po(file, [Wanted(entry.msgctxt or "", entry.msgid) for entry in file])
    assert po_text(file) == text.rstrip("\n") or po_text(file) == text


_headings = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["总则", "附则", "罚则", "管理"])),
    unique_by=lambda one: one[0],
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_headings, min_size=1, max_size=5))
def test_no_translation_is_ever_lost(history: list[list[tuple[str, str]]]) -> None:
    file = po(*((f"w#{name}", "总则", f"mine {name}") for name in "abc"))
    for headings in history:
        update_po(file, [Wanted(f"w#{name}", text) for name, text in headings])
        file = again(file)
    kept = {entry.msgctxt: entry for entry in file}
    for name in "abc":
        entry = kept[f"w#{name}"]
        assert entry.msgstr == f"mine {name}"
        assert "mine" in entry.tcomment
        assert "status: official" in f"{entry.comment}\n{entry.tcomment}"
        assert entry.fuzzy or entry.msgid == "总则"


def test_msgfmt_accepts_what_is_written(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    assert msgfmt, "install gettext: the files must pass msgfmt --check"
    file = po(("w#s1", "总则", "General"), ("w#s2", "附“则”\\", 'Final "rules"'), ("w#s3", "罚则", "Penalties"))
    update_po(file, [Wanted("w#s1", "通则"), Wanted("w#s2", "附“则”\\"), Wanted("v#s1", "罚则")])
    path = tmp_path / "x.po"
    path.write_text(po_text(file), encoding="utf-8")
    for checked in (path, ROOT / "seeds" / "headings.en.po"):
        done = subprocess.run(
            [msgfmt, "--check", "-o", str(tmp_path / "x.mo"), str(checked)], capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
