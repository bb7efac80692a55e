"""``shanben terms``: the termbase, from and to other tools, and what the texts propose for it."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import click

from shanben.commands.place import present_place, refuse
from shanben.commands.whole import write_whole
from shanben.commands.wording import counted, said
from shanben.enrich.suggestions import as_term, suggest_terms
from shanben.export.termbase_files import WRITERS, termbase_tbx_2008, termbase_yaml
from shanben.library import TERMBASE, build_library
from shanben.model.language import Term
from shanben.problems import Problem, Refused
from shanben.read.term_files import READERS
from shanben.read.term_sheets import read_csv, read_sheet
from shanben.read.termbase import merge_terms, pinyin_id, read_termbase, unique_terms
from shanben.shaping import Place

IMPORT = """Take the terms of FILE (.csv, .tsv, .tbx or .yml) into the termbase.

A term with an id we have replaces ours in its place; others follow.

A sheet (.csv, .tsv) has a row a term, and its first line names its columns:
zh (术语), en (英文), alias (别名), definition (定义), note (备注), source
(出处). One with the columns of `shanben terms export` is read as well. Where
there are no ids, they are made. TBX is TBX-Basic (ISO 30042:2019 in DCA style,
or ISO 30042:2008).

\b
Examples:
  shanben terms import ~/terms.csv

Exit codes: 0 taken; 2 FILE or the termbase has faults, and nothing was changed.
"""
EXPORT = """Write the termbase to FILE; its name says how: .csv, .tbx or .yml. Reading it back gives the same terms.

\b
Examples:
  shanben terms export terms.tbx
  shanben terms export --tbx-2008 terms.tbx

Exit codes: 0 written; 2 the termbase has faults.
"""
SUGGEST = """Propose what the texts define themselves and the termbase lacks, as YAML to be checked and copied.

Found are 以下简称“…”, 本法所称…是指, a name with its abbreviation （ABBR）, and titles in 《…》; the note tells where.

Exit codes: 0 told; 2 the termbase has faults.
"""


@click.group()
def terms() -> None:
    """The termbase."""


@terms.command("import", help=IMPORT)
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Take terms from a file."""
    place = present_place()
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise click.UsageError(said("{file} is none of {kinds}", file=file.name, kinds=", ".join(READERS)))
    try:
        sheet = reader is read_csv
        added, left_out = read_sheet(file, str(file)) if sheet else (reader(file, str(file)), ())
        present = _termbase(place)
        merged = merge_terms(present, added)
        unique_terms(merged, str(file))
    except Refused as refusal:
        refuse(refusal.problems)
    path = place.seeds / TERMBASE
    write_whole(path, _comments(path) + termbase_yaml(merged))
    new = len(merged) - len(present)
    message = "{path}: {number} terms taken, {new} of them new"
    click.echo(said(message, path=place.shown(path), number=len(added), new=new))
    if left_out:
        click.echo(said("columns that are not taken: {columns}", columns=", ".join(left_out)), err=True)


@terms.command(help=EXPORT)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--tbx-2008", "older", is_flag=True, help="TBX of 2008, which Weblate and other tools read.")
def export(file: Path, older: bool) -> None:
    """Write the terms to a file."""
    writer = termbase_tbx_2008 if older else WRITERS.get(file.suffix.lower())
    if writer is None:
        raise click.UsageError(said("{file} is none of {kinds}", file=file.name, kinds=", ".join(WRITERS)))
    try:
        present = _termbase(present_place())
    except Refused as refusal:
        refuse(refusal.problems)
    write_whole(file, writer(present))
    click.echo(f"{file}: {counted('{number} term', '{number} terms', len(present))}")


@terms.command(help=SUGGEST)
def suggest() -> None:
    """Propose terms that the texts define."""
    place = present_place()
    library, problems = build_library(place.root, place.settings)
    faults: list[Problem] = [problem for problem in problems if problem.code.startswith("E8")]
    if faults:
        refuse(faults)
    taken = {term.id for term in library.terms}
    proposed: list[Term] = []
    for suggestion in suggest_terms(library.works, library.terms):
        name = base = pinyin_id(suggestion.term)
        ordinal = 2
        while name in taken:
            name, ordinal = f"{base}-{ordinal}", ordinal + 1
        taken.add(name)
        proposed.append(as_term(suggestion, name))
    click.echo(termbase_yaml(proposed), nl=False)


def _termbase(place: Place) -> tuple[Term, ...]:
    path = place.seeds / TERMBASE
    return read_termbase(path, place.shown(path), inside=place.seeds) if path.exists() else ()


def _comments(path: Path) -> str:
    """The comments that open a file: they survive an import."""
    if not path.exists():
        return ""
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#"), lines))
