"""Tables whose cells have a single space between them, as text copied from a page or a spreadsheet has, or a comma.

One space tells little: a space stands before figures in running text as well. What tells is the run of lines: none has
a mark of running text, all have as many words, and one column holds nothing but figures below its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shanben.model.works import NumberForm
from shanben.shape.both_scripts import both, forms
from shanben.shape.captions import TABLE_CAPTION
from shanben.shape.layout import TextLine
from shanben.shape.lines import HAN

_FIGURE = re.compile(r"[-+－]?\d[\d.,:%％‰/\-—－年月日时元人米个]*")
_NO_WORD = re.compile(r"[，。；：！？“”‘’《》…]")
_LONGEST = 12
"""Characters of the longest cell."""
_ROWS = 3
_PLAIN = frozenset({NumberForm.NONE, NumberForm.ARABIC})


def spaced_tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Runs of rows, as half-open ranges of lines."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        row = _row(lines[first])
        if not row:
            continue
        rows = [row]
        while index < len(lines) and lines[index].blanks <= 0 and len(row := _row(lines[index])) == len(rows[0]):
            rows.append(row)
            index += 1
        captioned = first > 0 and lines[first].blanks <= 0 and TABLE_CAPTION.match(lines[first - 1].content)
        if _is_table(rows) or (captioned and (_are_figures(rows) or _have_columns(rows))):
            yield first, index
        elif _is_table(rows[1:]):  # below a caption, which has a space too
            yield first + 1, index


def is_pair(line: TextLine) -> bool:
    """Whether a line is two words with room between them, as the rows of a list are: 《茶山》　某某."""
    return line.width <= _WIDEST_PAIR and bool(_PAIR.fullmatch(line.content))


_PAIR = re.compile(rf"[{HAN}《》·]{{2,16}}[ \u3000]+[{HAN}]{{2,4}}")
_WIDEST_PAIR = 20.0


def _row(line: TextLine) -> list[str]:
    """The cells of a line; none where it is no row."""
    content = line.content
    if " " not in content or line.form not in _PLAIN or _NO_WORD.search(content):
        return []
    cells = content.split(" ")
    if all(len(cell) == 1 for cell in cells):
        return []  # letter spacing
    return cells if all(0 < len(cell) <= _LONGEST for cell in cells) else []


def _are_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each of several rows is a name and its figures."""
    named = all(not _FIGURE.fullmatch(row[0]) and all(map(_FIGURE.fullmatch, row[1:])) for row in rows)
    return named and len(rows) > 1 and len(rows[0]) > 1


def _have_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows, of words only, are several and of several columns, as stand below a caption."""
    return len(rows) > 1 and len(rows[0]) >= _ROWS


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    if len(rows) < _ROWS:
        return False
    headed = not any(_FIGURE.fullmatch(cell) for cell in rows[0])
    below = rows[1:] if headed else rows
    figures = [all(_FIGURE.fullmatch(row[column]) for row in below) for column in range(len(rows[0]))]
    if not any(figures) or all(figures):
        return False
    return headed or (len(rows[0]) > 2 and not figures[0])


def named_tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Rows of words below a row of names that columns have, whatever room is between: 姓名　职责 / 何远　记录."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if lines[first].content[-1] not in _NAME_ENDS:  # most lines
            continue
        names = _words(lines[first])
        if len(names) < _COLUMNS or not _are_names(names):
            continue
        while index < len(lines) and lines[index].blanks <= 0 and len(_words(lines[index])) == len(names):
            index += 1
        if index - first > 1:
            yield first, index


def tabbed_tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Rows with as many tabs between their cells, which hold sentences; a tab behind a number sets it off."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        tabs = _tabs(lines[first])
        if not tabs:
            continue
        while index < len(lines) and lines[index].blanks <= 0 and _tabs(lines[index]) == tabs:
            index += 1
        told = sum("。" in row.content[:-1] for row in lines[first:index])
        if index - first > 1 and told * 2 >= index - first - 1:
            yield first, index


def _tabs(line: TextLine) -> int:
    content = line.content
    if "\t" not in content:
        return 0
    cells = [cell.strip() for cell in content.split("\t")]
    head = line.head.length if line.head else 0
    return len(cells) - 1 if all(cells) and head < len(cells[0]) and len(cells[0]) > _SIGN else 0


_SIGN = 1
"""Characters of a sign before an entry, which is no cell."""
_COLUMNS = 2
_ROOM = re.compile(r"[ \t\u3000]+")
_LONGEST_WORDS = 20
_NAME = re.compile(
    both(
        r"序号|编号|(?:.{0,4}(?:名称?|姓名|人|人员|单位|部门|电话|时间|日期|地点|地址|职务|职责|职称|类别|类型|项目|内容|备注|数量|班级|周次|年级|学号"
        r"|领导|作者|规格|型号|用途|等级|说明|要求|措施|科目|学院|专业|性别|年龄|籍贯))"
    )
)
"""What a column is called."""
_NAME_ENDS = frozenset("".join(map(forms, "号名称人员位门话间期点址务责别型目容注量级次导者格途明求施业龄贯院")))
"""Characters that such names end with; what names most of three columns or more may end with a name of its own."""


def _words(line: TextLine) -> list[str]:
    """What stands in a line with room between; nothing where a part is too long or a sentence."""
    content = line.content
    if len(content) > _LONGEST_NAMES or not _ROOM.search(content) or content[-1] in "。；，：:":
        return []
    words = _ROOM.split(content)
    return words if all(0 < len(word) <= _LONGEST_WORDS and "。" not in word for word in words) else []


_LONGEST_NAMES = 80


def _are_names(words: Sequence[str]) -> bool:
    """Whether words are names of columns: both of two, most of more."""
    named = sum(bool(_NAME.fullmatch(word)) for word in words)
    alike = len(set(words)) == len(words) and not any(_NO_WORD.search(word) for word in words)
    return alike and named == len(words) if len(words) == _COLUMNS else alike and named * 3 >= len(words) * 2


def comma_tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """Rows with commas between their cells, most with a figure for the last, as spreadsheets write them."""
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if "," not in lines[first].content or lines[first].content[0] in "[［〔【":  # an entry of a list of sources
            continue
        while index < len(lines) and lines[index].blanks <= 0 and "," in lines[index].content:
            index += 1
        rows = [line.content for line in lines[first:index]]
        if len(rows) < _ROWS or max(map(len, rows)) > _LONGEST_ROW or not has_commas(rows):
            continue
        if sum(bool(_FIGURE.fullmatch(row.rsplit(",", 1)[1].strip())) for row in rows) >= len(rows) - 1:
            yield first, index


_LONGEST_ROW = 120
"""Characters of the longest row with commas."""


def has_commas(contents: Sequence[str]) -> bool:
    """Whether each line has the same number of commas between cells: no thousands, no quotes and no sentences."""
    count = contents[0].count(",") if contents else 0
    return count > 0 and all(content.count(",") == count and not _NO_CELLS.search(content) for content in contents)


_NO_CELLS = re.compile(r'[。；！？“”"，、]|\d,\d{3}(?!\d)|,(?=[ A-Za-z]*[a-z]{3})')
