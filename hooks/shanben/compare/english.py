"""What the parts of a work are called in English on the pages about its versions."""

from __future__ import annotations

from collections.abc import Mapping

from shanben.model.works import NumberForm, Section, Work


def english_name(work: Work, section: Section) -> str:
    """A translation of what opens a section, else the number of an article by rule; nothing where there is neither."""
    opening = [block.id for block in section.blocks[:1] if section.heading is None and block.run_in]
    for key in (section.anchor, *opening):
        for translation in work.translations.get(key, ()):
            if translation.language.split("-")[0] == "en":
                return translation.text
    if section.number and section.number.form is NumberForm.ARTICLE and section is not work.root:
        return f"Article {'-'.join(map(str, section.number.values))}"
    return ""


def english_headings(work: Work) -> Mapping[str, str]:
    """What the headings of a work are called in English, by their words; those that have no name there are left out."""
    named = ((work.heading_text(section), english_name(work, section)) for section in work.sections())
    return {heading: name for heading, name in named if heading and name}
