"""Calls of notes: signs without words, drawn by the style sheet, so that the text beside them stays the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from shanben.markup import Markup, element, joined, link
from shanben.model.forms import Called
from shanben.model.text import Block
from shanben.model.works import Work


def call_id(note: str, number: int) -> str:
    """Where on a page a note is called: for its first caller, its second …"""
    return f"sb-call-{note}-{number}"


def callers_of(work: Work) -> Mapping[str, tuple[str, ...]]:
    """The blocks that call each note of a work."""
    return {block.id: block.form.callers for block in work.blocks() if isinstance(block.form, Called)}


def calls_in(
    block: Block, callers: Mapping[str, tuple[str, ...]], link_to: Callable[[str], str]
) -> Iterator[tuple[int, Markup]]:
    """The calls of a block: before which character of its text, and the sign; ``link_to`` gives a note's address."""
    seen: set[str] = set()
    for call in block.calls:
        by = callers.get(call.note, ())
        number = by.index(block.id) + 1 if block.id in by else 0
        place = call_id(call.note, number) if number and call.note not in seen else ""
        seen.add(call.note)
        mark = call.mark or "注"
        named = f"注 {mark} · note {mark}" if call.mark else "注 · note"
        sign = link(
            link_to(call.note), classes="sb-call", id=place, data_mark=mark, aria_label=named, role="doc-noteref"
        )
        yield call.at, element("sup", sign)


def with_calls(text: str, calls: Iterator[tuple[int, Markup]], start: int = 0) -> Markup:
    """A text from ``start`` with calls in their places; those before it stand at its beginning."""
    parts: list[str] = []
    for at, sign in calls:
        parts += (text[start : max(start, at)], sign)
        start = max(start, at)
    return joined([*parts, text[start:]])
