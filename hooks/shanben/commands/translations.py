"""``shanben translations``: the PO files of the headings."""

from __future__ import annotations

from pathlib import Path

import click

from shanben.commands.place import present_place, refuse
from shanben.commands.whole import write_whole
from shanben.commands.wording import said
from shanben.enrich.called import NAMES, names_to_translate
from shanben.enrich.headings import NUMBER_KEYS, translatables
from shanben.export.po import Wanted, new_po, po_text, update_po
from shanben.library import build_library
from shanben.model.library import Library
from shanben.problems import Refused
from shanben.read.translations import open_po
from shanben.shaping import Place

UPDATE = """Keep the PO files of the headings in step with the texts; no translation is ever lost.

New headings get an entry, with a translation of the same words elsewhere offered as fuzzy. A heading that was reworded
keeps its translation as fuzzy, with the words it was made for. One that is gone becomes obsolete, and comes back with
it.

\b
Examples:
  shanben translations update
  shanben translations update de

Exit codes: 0 in step; 2 a file or the library has faults, and nothing was changed.
"""
STATUS = """How much is translated: for each work and language the headings, those translated, and those to be reviewed.

Exit codes: 0 told; 2 a file or the library has faults.
"""


@click.group()
def translations() -> None:
    """The headings in other languages."""


@translations.command(help=UPDATE)
@click.argument("languages", nargs=-1)
def update(languages: tuple[str, ...]) -> None:
    """Keep the PO files in step with the texts."""
    place = present_place()
    library = _library(place)
    unknown = [language for language in languages if language not in place.settings.languages]
    if unknown:
        raise click.UsageError(
            said(
                "{language} is not among this library's languages: add it to the setting `languages`",
                language=unknown[0],
            )
        )
    written: list[tuple[Path, str]] = []
    for language in languages or place.settings.languages:
        path = _po_path(place, language)
        try:
            file = open_po(path, place.shown(path)) if path.exists() else new_po(language)
        except Refused as refusal:
            refuse(refusal.problems)
        changes = update_po(file, _wanted(library, language))
        written.append((path, po_text(file)))
        click.echo(
            said(
                "{path}: {new} new ({offered} offered), {changed} reworded, {gone} gone, {back} back",
                path=place.shown(path),
                new=changes.new,
                offered=changes.offered,
                changed=changes.changed,
                gone=changes.gone,
                back=changes.back,
            )
        )
    for path, text in written:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)


@translations.command(help=STATUS)
def status() -> None:
    """How much is translated."""
    place = present_place()
    library = _library(place)
    for language in place.settings.languages:
        for work in library.works:
            headings = [item.key for item in translatables(work) if item.original and item.published]
            found = [one for key in headings for one in work.translations.get(key, ()) if one.language == language]
            fuzzy = sum(one.fuzzy for one in found)
            share = len(found) / len(headings) if headings else 1
            done = f"{language}  {work.id}  {len(found)}/{len(headings)} ({share:.0%})"
            click.echo(said("{done}, {fuzzy} to be reviewed", done=done, fuzzy=fuzzy))


def _po_path(place: Place, language: str) -> Path:
    return place.seeds / f"headings.{language}.po"


def _library(place: Place) -> Library:
    """The library, where its texts can all be read: headings of a text with faults would seem to be gone."""
    library, problems = build_library(place.root, place.settings)
    faults = [problem for problem in problems if problem.fatal]
    if faults:
        refuse(faults)
    return library


def _wanted(library: Library, language: str) -> list[Wanted]:
    counting = (
        []
        if language.split("-")[0] == "en"
        else [Wanted(key, form.value, permanent=True) for key, form in NUMBER_KEYS.items()]
    )
    headings = [
        Wanted(f"{work.id}#{item.key}", item.original, asked=item.published)
        for work in library.works
        for item in translatables(work)
    ]
    named = names_to_translate(library.works) if language.split("-")[0] == "en" else ()
    return [*counting, *headings, *(Wanted(f"{NAMES}{name}", name, asked=asked) for name, asked in named)]
