"""The guides in Chinese tell what the English ones tell: the same commands, settings, codes, addresses and pictures."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from shanben.cli import main
from shanben.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
TOLD = re.compile(
    r"`(?P<said>[^`\n\u3400-\u9fff]+)`|(?P<code>\b[EDW]\d{3}\b)|\{ #(?P<anchor>[\w-]+) \}"
    r"|\]\((?P<leads>assets/[^)]+|https?:[^)]+)\)"
)
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)
OURS = {  # what one of them says in other words, or of itself
    "mkdocs build", "mkdocs.yml", "dist/<name>-<date>.zip", "shanben COMMAND --help", "shanben add FOLDER",
    "README.txt", "; title and introduction may be written ", "shanben export markdown DIR",
    "shanben export akn DIR", "shanben export tei DIR", "current", "id", "shanben verify site --signers FILE",
    "NAME.evidence.jsonl", "--signers", ".evidence.jsonl", "works/", "nav", ".github/workflows/", "docs/",
    "guide/", "README.md", "requirements.txt", "seeds/", "manifest", "facts",
}  # fmt: skip


def told(page: str) -> set[str]:
    """What a guide names that is the same in any language, and the code it shows without its comments."""
    text = (DOCS / page).read_text("utf-8")
    found = {word for match in TOLD.finditer(text) for word in match.groups() if word} - OURS
    code = {line for block in FENCED.findall(text) for line in COMMENT.sub("", block).splitlines() if line.strip()}
    return {word for word in found | code if not re.search(r"[\u3400-\u9fff]", word)}


@pytest.mark.parametrize("page", ["own-library.md", "own-library.zh.md"])
def test_every_setting_has_its_row(page: str) -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", (DOCS / page).read_text("utf-8"), re.MULTILINE))
    assert set(Settings.model_fields) <= rows


@pytest.mark.parametrize("name", ["own-library", "versions", "hosting"])
def test_a_guide_in_chinese_tells_what_the_english_one_does(name: str) -> None:
    english, chinese = told(f"{name}.md"), told(f"{name}.zh.md")
    assert not english - chinese, "only in English"
    assert not chinese - english, "only in Chinese"


COMMAND = re.compile(r"`(shanben [a-z][^`\n]*)`|^(shanben [a-z][^\n]*)$", re.MULTILINE)


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_command_that_a_guide_names_can_be_typed(page: str) -> None:
    """Its options and the number of its arguments, whatever they name."""
    for match in COMMAND.finditer((DOCS / page).read_text("utf-8")):
        words = shlex.split((match[1] or match[2]).split(" > ")[0].split(" >> ")[0], comments=True)[1:]
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            found = command.get_command(click.Context(command), words[0])
            assert found, match[0]
            command, words = found, words[1:]
        try:
            command.make_context(command.name, words)
        except (click.BadParameter, click.BadOptionUsage):
            continue  # a file that is not here, or what is left to the reader
        except click.UsageError as error:
            pytest.fail(f"{match[0]}: {error.message}")
        except click.exceptions.Exit:
            continue
