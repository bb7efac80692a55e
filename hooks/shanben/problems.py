"""Faults in content, as values: one line each, with a file, a line, a stable code and what to do.

Codes never change their meaning and are never used again. The letter says what a fault does: ``E`` stops a build (a
server that is being watched goes on with what can be shown), ``W`` stops a strict build, ``D`` is a doubt of the engine
about its own decision, listed by ``shanben check``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from shanben.characters import plain
from shanben.model.text import Origin

CODES: dict[str, str] = {
    # reading sources
    "E101": "a source file is empty",
    "E102": "a source file is not text",
    "E103": "a source file's encoding cannot be told or is wrong",
    "E104": "a source's bytes are not those its edition file pins",
    "E105": "a file cannot be read",
    "E106": "a file's name cannot serve as an address",
    "E107": "a link that leads out of the folder of the sources",
    "E108": "no file that can be read to its end",
    "E109": "a file that is larger than the limit",
    # characters of a source
    "W110": "a hand-written page in the place of one of the library",
    "D110": "controls of writing direction in a text",
    "D111": "characters without width in a text",
    "D112": "characters of private use in a text",
    "D113": "tags or characters that Unicode will never assign in a text",
    "D114": "signs in a text that characters were lost",
    "D115": "control characters of the C1 set in a text",
    "D116": "variation selectors in a text",
    "D117": "a file among the texts that nothing reads",
    # taking in documents
    "D130": "evidence about other bytes than the source's",
    "D131": "a file of evidence is damaged",
    "D132": "a file's encoding is not sure",
    "D133": "a document's own statement and a number or a place disagree on a heading",
    "D134": "pictures of pages that are not there",
    "D135": "a text that was recognised in pictures is not sure",
    "D136": "a line has room for a character that its font may lack",
    "D137": "a document is damaged inside",
    "E130": "a kind of file that is not taken in",
    "E131": "a file holds no text",
    "E132": "a file is of another kind than its name says",
    "E133": "a file is larger than is opened",
    "E134": "a name the library keeps for itself",
    "E135": "an address in place of a file",
    # edition files
    "E201": "not YAML",
    "E202": "a key or value the grammar does not know",
    "E203": "a line or column the source does not have",
    "E204": "lines are used twice",
    "E205": "lines of text are not assigned",
    "E206": "words that are not at the place given",
    "E207": "a work's id is not unique",
    "E208": "an unknown language code",
    "E209": "an id inside a work is not unique",
    "E210": "an edition file without its source",
    "E211": "a work without a title",
    "E260": "the text an edition was made for is not to be found",
    "E261": "a place whose lines are gone from the corrected source",
    # versions
    "E240": "a version's date is no date",
    "E241": "a version's status is unknown",
    "E242": "two current versions",
    "E243": "a version that no work holds",
    "E244": "a text that is a version twice",
    "E245": "two versions of one date",
    "E246": "a work that states versions and is none of them",
    "E250": "a current version that another took the place of",
    "D251": "two texts of one title and day",
    "D252": "a text that no day tells from another of its title",
    "E247": "a collection names a work that does not exist",
    "E248": "two collections of one id",
    "W249": "a collection names a work twice",
    # tables, notes and figures of edition files
    "E220": "a note whose mark stands nowhere",
    "E221": "a table's cells that do not lie in its lines, or share words",
    "E222": "words of a table that stand in no cell",
    "E223": "a picture that cannot be used",
    # the partition
    "E301": "blocks and gaps do not cover the source exactly once",
    # doubts of the engine about its own draft
    "D301": "a work without a title, or a text without a Chinese character",
    "D302": "a title that stands after its text",
    "D303": "text that was moved below a heading",
    "D304": "a heading that interrupts a sentence, moved before its paragraph",
    "D305": "words taken for a heading without a number",
    "D306": "a number out of sequence",
    "D307": "another work begins here",
    "D308": "words that were left out",
    "D309": "openings of paragraphs that may be headings",
    "D310": "a log that is kept line by line",
    "D311": "short lines taken for verse",
    "D312": "two lines taken for one title",
    "D313": "lines that may be one paragraph or two",
    "D314": "a heading that may lie deeper or less deep",
    "W308": "words that were left out stand nowhere in what is published",
    # tables and notes of a draft
    "D360": "numbered lines taken for notes",
    # translations
    "E401": "not a PO file",
    "E402": "a translation's status is unknown",
    "W403": "a translation belongs to no heading",
    "W404": "a heading was reworded since it was translated",
    # settings
    "E501": "a setting is not valid",
    # the plugin and what it stands beside
    "E510": "the plugin is listed twice",
    "E511": "the plugin and its hooks stand side by side",
    "E512": "settings of the plugin stand elsewhere",
    "E513": "the theme is not Material",
    "E514": "a plugin that cannot work beside ours",
    "E515": "a server cannot listen at its address",
    "E516": "the folder holds no library",
    # exports
    "E540": "a folder to write to is taken",
    "E541": "an export cannot be written",
    "E542": "an export would hold nothing",
    # where the site is built
    "E550": "a folder for the site that holds something else",
    "E551": "something that no build made stands in the way of the site",
    "E552": "the site cannot be written",
    "E553": "SOURCE_DATE_EPOCH is no moment",
    "E554": "a process of a build was ended",
    "E555": "SHANBEN_JOBS is no number of processes",
    "E556": "a scheduler that is not there",
    "E557": "a scheduler or its workers went away",
    "E558": "a worker has other programs",
    "E559": "a worker does not see the library",
    "E570": "a link among the pages that leads out of the library",
    "E571": "something among the pages that is neither file nor folder",
    "E572": "a name among the pages that is no text",
    "E573": "the folder of the pages holds the texts",
    "E574": "a place between machines that cannot be used",
    # verifying a copy of a site
    "E560": "a copy that cannot be verified",
    "E561": "a file that is not what was published",
    "E562": "a published file that is missing",
    "E563": "a file that was not published",
    "E564": "a passage that was altered",
    "E565": "a passage that is missing, added or moved",
    "E566": "the signature of a manifest is missing or wrong",
    "E567": "a passage or a source that is not what the other says",
    "E568": "a manifest that cannot be signed",
    # comparing libraries
    "E601": "a library to compare with cannot be reached",
    "E602": "not a library.json",
    "E603": "a library.json of another format",
    "E604": "no such revision",
    "E605": "a library.json that is too large",
    # references
    "D701": "a reference inside a work leads nowhere",
    "D702": "a text is named that the library neither holds nor lists",
    "D703": "a list does not hold as many items as its text announces",
    "W704": "a link of the editors is not at the place given",
    "D705": "a continuation whose other part is not here",
    "E706": "an id that cannot be an address",
    "W707": "a link of a hand-written page leads nowhere",
    "D708": "a link that Shanben wrote leads nowhere",
    "D709": "no home page",
    # terms
    "E801": "a term's id or form is not unique",
    "E802": "not a term file",
    "W803": "a term's scope names no work or section",
    # what is no fault of a library
    "E901": "a fault of Shanben itself",
    "E902": "the computer refuses to read or write",
    "E903": "not enough memory",
    "E904": "a fault of another program",
}

_LINE_ENDS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
"""What ends a line for a terminal or for ``str.splitlines``; words quoted from a file may hold some."""
_LONGEST = 160
"""Characters that are quoted of one value; of a whole message, six times as many."""


DRAFTED = "drafted"
"""Among the values of a doubt: the entry of the engine's draft, as it would stand in an edition file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in content: its code, what is wrong and what to do, and where.

    ``message`` is a template in English and the key of its translations; ``values`` fill its ``{places}``. Words of a
    file stand in ``values`` only, so they are never read as a template.
    """

    code: str
    message: str
    origin: Origin
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such code: {self.code}")

    @property
    def fatal(self) -> bool:
        """Whether a build must stop."""
        return self.code.startswith("E")

    @property
    def place(self) -> str:
        """Where it is, as people write it: ``seeds/a.yml:12``."""
        path = plain(str(_short(self.origin.path, 6 * _LONGEST)))
        return f"{path}:{self.origin.line}" if self.origin.line else path

    @property
    def text(self) -> str:
        """What is wrong and what to do, in English, on one line."""
        return self.worded(self.message)

    def worded(self, template: str) -> str:
        """The values in a template, the message or a translation of it, as one line that any terminal can show."""
        values = {name: _short(value, _LONGEST) for name, value in self.values.items()}
        filled = template.format_map(values) if values else template
        return plain(_LINE_ENDS.sub(" ", str(_short(filled, 6 * _LONGEST))))

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.text}"


def _short(value: object, longest: int) -> object:
    return f"{value[:longest]}…" if isinstance(value, str) and len(value) > longest else value


class Refused(Exception):
    """Input that cannot be used at all; carries the problems that say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Problem, ...]]]:
        """What another process makes it from again: an exception would be made from its words."""
        return Refused, (tuple(replace(one, values=dict(one.values)) for one in self.problems),)
