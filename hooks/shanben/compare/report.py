"""A list of changes as JSON, and as Markdown for a comment.

What stands in the texts may come from anyone, and a comment speaks in the name of the project: everything is escaped,
and neither an @name nor a #number in a text reaches the forge as such.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from shanben.characters import plain
from shanben.compare.comparison import Change, Comparison, Place
from shanben.compare.labels import KINDS, NOTHING
from shanben.compare.words import Edit, Op, after_of, before_of
from shanben.markdown_text import escape

FORMAT = 1
CONTEXT = 12
"""Characters of equal text shown before and after what changed."""
LONGEST_TEXT = 300
"""Characters of one changed run that a comment shows."""
LONGEST_COMMENT = 60_000
"""Characters a comment may have; GitHub refuses more than 65,536."""

# --- JSON -------------------------------------------------------------------------------------------------------------


def changes_json(comparison: Comparison) -> str:
    """All changes as JSON text: the same bytes for the same changes."""
    document = {
        "format": FORMAT,
        "counts": {kind.value: count for kind, count in comparison.counts.items()},
        "readdressed": comparison.readdressed,
        "changes": [_entry(change) for change in comparison.changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _entry(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "before": _place(change.before),
        "after": _place(change.after),
        "spot": _place(change.spot),
        "text_before": before_of(change.edits),
        "text_after": after_of(change.edits),
        "edits": [[edit.op.value, edit.text] for edit in change.edits],
        "details": [{"name": detail.name, "before": detail.before, "after": detail.after} for detail in change.details],
        "paragraphs": list(change.passages),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"work": place.work, "title": place.title, "anchor": place.anchor, "path": list(place.path)}


# --- Markdown ---------------------------------------------------------------------------------------------------------


def changes_markdown(comparison: Comparison, link: Callable[[Place], str] | None = None) -> str:
    """The changes as a comment: a line of counts, then the changes of each work, folded.

    ``link`` gives the address of a place in the preview, where there is one.
    """
    if not comparison.changes:
        return f"### {NOTHING}\n"
    counts = " · ".join(f"{count} {KINDS[kind][1]}" for kind, count in comparison.counts.items())
    text = f"### 正文的变化 · What changes in the texts\n\n{counts}\n"
    if comparison.readdressed:
        count = comparison.readdressed
        text += f"\n{count} 段仅地址变动 · {count} paragraphs only have a new address\n"
    shown = 0
    for title, group in groupby(comparison.changes, key=_heading):
        changes = list(group)
        entries: list[str] = []
        for change in changes:
            entry = _item(change, link)
            if len(text) + sum(map(len, entries)) + len(entry) > LONGEST_COMMENT:
                break
            entries.append(entry)
        if not entries:
            break
        shown += len(entries)
        summary = f"<summary>{_plain(title)} · {len(changes)}</summary>"
        text += f"\n<details>{summary}\n\n{''.join(entries)}\n</details>\n"
    left = len(comparison.changes) - shown
    return text + (f"\n另有 {left} 处，见变更页 · {left} more on the Changes page\n" if left else "")


def _heading(change: Change) -> str:
    place = change.after or change.spot or change.before
    return f"《{place.title}》" if place else "整个文集 · The whole library"


def _item(change: Change, link: Callable[[Place], str] | None) -> str:
    place = change.after or change.spot
    where = _plain(where_of(change))
    shown = f"[{where}]({link(place)})" if place and link and where else where
    lines = [f"- **{KINDS[change.kind][1]}** {shown}".rstrip()]
    if change.edits and any(edit.op is not Op.SAME for edit in change.edits):
        lines.append("  " + "".join(_marked(excerpt(change.edits))))
    for detail in change.details:
        both = " → ".join(_plain(value) for value in (detail.before, detail.after) if value)
        unchanged = _plain(detail.after) if detail.before == detail.after else both
        lines.append(f"  {_plain(detail.name)}: {unchanged}")
    return "\\\n".join(lines) + "\n"


def where_of(change: Change) -> str:
    """Where a change is, as people read it: the headings that lead there and the anchor."""
    place = change.after or change.before
    if place is None:
        return after_of(change.edits) or before_of(change.edits)
    return " › ".join((*place.path, f"#{place.anchor}"))


def excerpt(parts: Iterable[Edit]) -> Iterator[Edit]:
    """What changed with a little of what stands around it, and … for what is left out."""
    listed = list(parts)
    for index, part in enumerate(listed):
        if part.op is not Op.SAME:
            long = len(part.text) > LONGEST_TEXT
            yield Edit(part.op, part.text[:LONGEST_TEXT] + "…") if long else part
            continue
        before = CONTEXT if index else 0
        after = CONTEXT if index < len(listed) - 1 else 0
        if len(part.text) <= before + after + 1:
            yield part
        else:
            yield Edit(Op.SAME, part.text[:before] + "…" + (part.text[-after:] if after else ""))


_MARKS = {Op.SAME: "{}", Op.CUT: "<del>{}</del>", Op.NEW: "<ins>{}</ins>"}


def _marked(parts: Iterable[Edit]) -> Iterator[str]:
    return (_MARKS[part.op].format(_plain(part.text)) for part in parts)


_JOINER = "\u2060"


def _plain(text: str) -> str:
    """Text that stays text in a comment; an invisible joiner keeps @ and # from being read as a name or a number."""
    one_line = " ".join(text.split("\n"))
    return escape(plain(one_line).replace("@", f"@{_JOINER}").replace("#", f"#{_JOINER}"))
