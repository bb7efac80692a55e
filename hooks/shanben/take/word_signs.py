"""Characters of fonts that hold signs in place of letters: which sign a code of Wingdings or Symbol shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PRIVATE = range(0xF000, 0xF100)
"""Where Word writes the codes of such a font in a text."""


def _run(first: int, signs: str) -> dict[int, str]:
    return dict(enumerate(signs, first))


_SIGNS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        0x28: "☎", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
        0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xE8: "➔", 0xF0: "⇨",
        **_run(0x6C, "●❍■□❐❑❒"), **_run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), **_run(0xDF, "←→↑↓"),
        **_run(0xFB, "✗✓☒☑"),
    },
    "wingdings 2": {
        **_run(0x4F, "✗✓☒☑☒☒⊗⊗"), **_run(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), 0x97: "●", 0xA2: "■", 0xA3: "☐",
    },
    "webdings": {0x34: "►", 0x61: "✔", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "symbol": {
        **_run(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), **_run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
        0x24: "∃", 0x22: "∀", 0x27: "∋", 0x5E: "⊥", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
        0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xCE: "∈", 0xD0: "∠", 0xD6: "√",
    },
}  # fmt: skip
"""What the codes show, after Unicode's account of these fonts (L2/11-344); of like signs the one most fonts have."""


def sign_of(font: str, code: int) -> str:
    """What a code of a font shows; empty where the sign or the font is not known."""
    return _SIGNS.get(font.lower(), {}).get(code & 0xFF if code in _PRIVATE else code, "")


def shown(text: str, font: str) -> tuple[str, int]:
    """A text as a font of signs shows it, and how many of its signs are not known; itself in any other font."""
    if font.lower() not in _SIGNS:
        return text, 0
    written, unknown = "", 0
    for character in text:
        code = ord(character)
        if code in _PRIVATE or (code <= 0xFF and not character.isspace()):
            sign = sign_of(font, code)
            unknown += not sign
            written += sign or (character if code <= 0x7E else "")
        else:
            written += character
    return written, unknown


def font_of_signs(name: str) -> str:
    """The font of signs that a name in a PDF means (BCDEEE+Wingdings2, Wingdings-Regular); empty where it is none."""
    plain = re.sub(r"^[A-Z]{6}\+|[-,]?(?:Regular|MT)$", "", name).lower().replace("-", "")
    plain = re.sub(r"(?<=wingdings)(?=\d)", " ", plain)
    return plain if plain in _SIGNS else ""
