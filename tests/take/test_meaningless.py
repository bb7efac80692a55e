"""Text layers that mean nothing: fonts that tell wrong characters, bytes of one encoding in a font of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.take.conftest import text_of
from tests.take.plain_pdf import drawn_pdf, simple_pdf

from shanben.problems import Refused
from shanben.take.documents import read_document
from shanben.take.meaningless import unlike_chinese, without_words
from shanben.take.misread import is_misread, mended, mended_han

LINES = (
    "磨坊每年三月开闸放水，各村轮流使用，不得多占。",
    "凡借用水车的人家，应当先到账房登记，写明日期。",
    "江边的旧仓库改作学堂，由乡里推举两位先生管理。",
)
"""Words of our own; 江 has a soft hyphen in GBK."""


def _shown(path: Path, lines: list[bytes], reads: bytes = b"", face: bytes = b"/BaseFont/Helvetica") -> Path:
    drawing = b"".join(
        b"1 0 0 1 40 %d Tm <%s> Tj " % (700 - 30 * at, one.hex().encode()) for at, one in enumerate(lines)
    )
    return drawn_pdf(path, b"BT /F 12 Tf " + drawing + b"ET", reads=reads, face=face)


def _told(change: int, shift: int = 0) -> tuple[list[bytes], bytes]:
    """The lines as bytes of one font, and what it tells of them: each character moved by ``change``."""
    signs = sorted(set("".join(LINES)))
    code = {sign: at + 30 for at, sign in enumerate(signs)}
    reads = b"".join(b"<%02X> <%04X> " % (at, ord(sign) + change if change else shift) for sign, at in code.items())
    return [bytes(code[sign] for sign in line) for line in LINES], reads


def _refused(path: Path) -> bool:
    with pytest.raises(Refused, match="cannot be read"):
        read_document(path)
    return True


def test_a_soft_hyphen_is_a_byte_of_a_character(tmp_path: Path) -> None:
    lines = [line.encode("gbk") for line in LINES]
    assert text_of(read_document(_shown(tmp_path / "a.pdf", lines))).split() == list(LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-16-le", "shift_jis", "euc_kr"])
def test_a_layer_that_lost_bytes_is_refused_and_never_guessed(tmp_path: Path, encoding: str) -> None:
    words = {
        "shift_jis": "水車は毎年三月に動かす。各村は順番に使う",
        "euc_kr": "방앗간은 해마다 삼월에 문을 연다 마을마다 차례로",
    }
    lines = [words[encoding]] if encoding in words else LINES
    assert _refused(_shown(tmp_path / "a.pdf", [line.encode(encoding) for line in lines]))


@pytest.mark.parametrize(("change", "sign"), [(7, 0), (0, 0xFFFD), (0, 0xE012)])
def test_a_font_that_tells_wrong_characters_or_none_is_refused(tmp_path: Path, change: int, sign: int) -> None:
    lines, reads = _told(change, sign)
    assert _refused(_shown(tmp_path / "a.pdf", lines, reads))


def test_a_font_that_names_letters_of_all_kinds_is_refused(tmp_path: Path) -> None:
    signs = sorted(set("".join(LINES)))
    reads = b"".join(b"<%02X> <%04X> " % (at + 30, 0x0100 + 5 * at) for at in range(len(signs)))
    lines = [bytes(signs.index(sign) + 30 for sign in line) for line in LINES]
    assert _refused(_shown(tmp_path / "a.pdf", lines, reads))


@pytest.mark.parametrize(
    ("encoding", "read", "done"),
    [
        ("utf-8", "gb18030", "UTF-8 read as GBK"), ("cp950", "gb18030", "Big5 read as GBK"),
        ("gb18030", "cp950", "GBK read as Big5"),
    ],
)  # fmt: skip
def test_bytes_that_stand_as_another_chinese_are_read_as_what_they_are(encoding: str, read: str, done: str) -> None:
    words = "山中有水，水下有石" if encoding != "utf-8" else "磨坊每年三月放水"
    wrong = words.encode(encoding).decode(read)
    assert mended_han(wrong) == (words, done)
    assert mended_han(words) == ("", "")


def test_random_characters_are_told_from_lists_of_names() -> None:
    names = "欧阳慕华、司马静娴、诸葛晓峰、尉迟敬轩、慕容雪莹、端木凯旋、令狐思远、皇甫嵩岳"
    assert not unlike_chinese([names])
    assert unlike_chinese(["".join(chr(ord(sign) + 7) for sign in "".join(LINES))])
    assert not unlike_chinese(["䴗䴘"])  # too few to tell


def test_letters_in_no_order_are_told_from_words_and_tables() -> None:
    assert without_words([r"QsNSWnV\[fO\`oe S^t~0Ts p1 Np^SJ_ _f^_SR0P<s"])
    assert not without_words(["The mill opens its gate in March, and the villages take turns (see rule 4)."])
    assert not without_words(["12,400  3.5%  2024-03-01  17:30"] * 3)
    assert not without_words(["Мельница открывается в марте, деревни чередуются"])


def test_a_bullet_stands_for_bytes_that_have_no_letter(tmp_path: Path) -> None:
    """PDFium calls 0x81, 0x8D, 0x90 and 0x95 all a bullet: which one it was cannot be told."""
    assert mended("南湖".encode().decode("cp1252", "replace").replace("\ufffd", "•"))[0] != "南湖"
    assert _refused(_shown(tmp_path / "a.pdf", ["南北湖区在南岸卸货的船应当先停靠再卸".encode()] * 2))


def test_accents_of_a_language_are_no_misreading() -> None:
    assert not is_misread("Nước chảy qua cối xay vào tháng ba")
    assert not is_misread("shuǐ mò fāng měi nián sān yuè kāi zhá")
    assert is_misread("ƾƟƦô˔˃̋˷íđôǚŮ́?ȟʆȒǈĢ̏Ɩȡ¯ĵöˇʁ¢")


def test_characters_without_a_code_leave_no_gap(tmp_path: Path) -> None:
    reads = b"<41> <78E8> <42> <574A> <43> <0000> "
    found = read_document(simple_pdf(tmp_path / "a.pdf", b"ABCCCCAB", b"0 -30 Td (ACCCCB) Tj", reads))
    assert text_of(found).split() == ["磨坊磨坊", "磨坊"]
    assert found.evidence is not None
    assert found.evidence.repaired["characters U+0000 left out"] == 8


def test_zero_bytes_behind_the_end_of_a_pdf_are_no_damage(tmp_path: Path) -> None:
    path = simple_pdf(tmp_path / "a.pdf", b"AB", reads=b"<41> <78E8> <42> <574A> ")
    path.write_bytes(path.read_bytes() + bytes(100_000))
    found = read_document(path)
    assert (text_of(found).strip(), found.doubts) == ("磨坊", ())


@pytest.mark.parametrize(
    ("name", "text"), [("a.html", "<p>磨\0坊每年三月开闸放水</p>"), ("a.md", "磨坊每年\0三月开闸放水")]
)
def test_a_zero_byte_in_a_page_is_left_out(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    found = read_document(tmp_path / name)
    assert text_of(found).strip() == "磨坊每年三月开闸放水"
    assert found.evidence is not None
    assert found.evidence.repaired["characters U+0000 left out"] == 1


@pytest.mark.parametrize(
    "words",
    [
        "Où étaient les élèves du collège? Ils étudiaient déjà à la bibliothèque près du vieux pont.",
        "Über die Brücke führt ein schmaler Weg, den früher die Müller und ihre Söhne gingen.",
    ],
)
def test_words_with_accents_are_words(tmp_path: Path, words: str) -> None:
    assert text_of(read_document(_shown(tmp_path / "a.pdf", [words.encode("cp1252")]))).strip() == words
