"""Whether a line ends inside a word."""

from __future__ import annotations

import re

_NEAR = 8
"""Characters on each side of a line's end that tell where its words end."""
_HAN = re.compile(r"[\u3400-\u9fff]{1,8}")


def splits_word(before: str, after: str) -> bool:
    """Whether a word of two characters or more stands partly at the end of ``before`` and partly at the start of
    ``after``. Names and terms that no dictionary has are not seen.
    """
    last, first = _HAN.findall(before[-_NEAR:]), _HAN.match(after[:_NEAR])
    if not last or not first or not before.endswith(last[-1]):
        return False
    import rjieba  # its dictionary takes longer to load than most texts to shape, and few lines ask

    from shanben.simplified import simplified

    at = 0
    for word in rjieba.cut(simplified(last[-1] + first[0]), hmm=False):  # its words are written so
        if at < len(last[-1]) < at + len(word):
            return True
        at += len(word)
    return False
