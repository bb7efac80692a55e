"""A library of one's own: made, built from the installed package alone, and texts of every kind taken into it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import docx
import pytest
import yaml
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from shanben.carried_files import GUIDES
from shanben.commands.add import add
from shanben.commands.build import build as build_command
from shanben.commands.check import check
from shanben.commands.new import new
from shanben.commands.propose import propose
from shanben.problems import Refused
from shanben.take import markdown
from shanben.take.documents import read_document

WORDS = ("饮水的规矩", "一、早上", "早上喝一杯温水，再出门。", "二、晚上", "晚上少喝，睡前不喝。")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run one of our commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return CliRunner().invoke


# --- new --------------------------------------------------------------------------------------------------------------


def test_a_new_library_bears_its_folders_name(run: Callable[..., Result], tmp_path: Path) -> None:
    done = run(new, ['我的 "文集"'])
    assert done.exit_code == 0
    settings = (tmp_path / '我的 "文集"/mkdocs.yml').read_text("utf-8")
    assert 'site_name: "我的 \\"文集\\""' in settings
    library = tmp_path / '我的 "文集"'
    assert (library / ".github/workflows/pages.yml").is_file()
    assert (library / "requirements.txt").read_text("utf-8") == f"shanben[add]=={version('shanben')}\n"
    assert not [file for file in library.rglob("*") if file.is_file() and b"my-library" in file.read_bytes()]


def test_the_guide_stands_beside_the_library_and_every_draft_names_it(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(new, ["mine"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    links = re.compile(r"\]\(([^)#\s:]+)(?:#[^)\s]*)?\)")
    for page in (*(f"guide/{name}" for name in GUIDES), "README.md"):
        text = Path(page).read_text("utf-8")
        assert [link for link in links.findall(text) if not (Path(page).parent / link).exists()] == []
    Path("seeds/tea.txt").write_text("\n".join(WORDS), "utf-8")
    assert run(propose, ["seeds/tea.txt"]).exit_code == 0
    named = re.findall(r"\.\./guide/[\w./]+\w", Path("seeds/tea.yml").read_text("utf-8"))
    assert len(named) == 3
    assert [path for path in named if not Path("seeds", path).is_file()] == []


def test_workflows_of_a_new_library_are_safe_for_forks(repository: Path) -> None:
    folder = repository / "hooks/shanben/commands/new_library/.github/workflows"
    flows = {file.name: yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader) for file in folder.glob("*.yml")}
    assert set(flows) == {"pages.yml", "check.yml", "preview.yml", "preview-publish.yml"}
    for name in ("check.yml", "preview.yml"):
        assert set(flows[name]["on"]) == {"pull_request"}
        assert flows[name]["permissions"] == {"contents": "read"}
        assert "secrets." not in (folder / name).read_text("utf-8")
    assert flows["preview-publish.yml"]["permissions"] == {}
    assert flows["preview-publish.yml"]["on"]["workflow_run"]["workflows"] == [flows["preview.yml"]["name"]]
    for flow in flows.values():
        steps = [step for job in flow["jobs"].values() for step in job["steps"]]
        assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
        checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
        own = "${{ github.event.repository.default_branch }}"
        assert all(
            one["with"].get("persist-credentials") == "false" or one["with"].get("ref") == own for one in checkouts
        )


def test_staged_files_are_checked_before_a_commit(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(new, ["mine"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    git = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org")
    for words in ("init -q", "add -A", "commit -qm Texts"):
        subprocess.run([*git, *words.split()], check=True)
    broken = "works: [{id: tea, contents: [{titel: 1}]}]\n"
    for name in ("tea", "water"):
        Path(f"seeds/{name}.txt").write_text("\n".join(WORDS), "utf-8")
        Path(f"seeds/{name}.yml").write_text(broken, "utf-8")
    assert run(check, ["--staged"]).exit_code == 0
    subprocess.run([*git, "add", "seeds/tea.txt"], check=True)
    done = run(check, ["--staged", "--format", "github"])
    assert done.exit_code == 1
    assert done.output.startswith("::error file=seeds/tea.yml,line=1,title=E202::")
    assert done.output.count("\n") == 1


def test_staged_files_outside_git_are_no_fault_of_the_texts(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(new, ["mine"]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    done = run(check, ["--staged"])
    assert (done.exit_code, done.output.count("\n")) == (2, 1)


def test_what_is_there_already_is_left_alone(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("keep")
    done = run(new, ["mine"])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.txt"]


def test_an_empty_folder_becomes_the_library_and_stays_the_same_folder(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    here = tmp_path / "mine"
    here.mkdir()
    before = here.stat().st_ino
    assert run(new, ["mine"]).exit_code == 0
    assert here.stat().st_ino == before
    assert (here / "mkdocs.yml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_outside_a_library_a_build_says_where_to_go(run: Callable[..., Result]) -> None:
    done = run(build_command, [])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert "shanben new" in done.output


def test_a_folder_of_another_site_is_told_from_a_library(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: another\n", "utf-8")
    done = run(build_command, [])
    assert done.exit_code == 2
    assert done.output.startswith("mkdocs.yml: E516 it names no plugin of ours: write `plugins: [shanben]`")
    assert done.output.count("\n") == 1


def test_a_new_library_is_built_by_the_installed_package_alone(
    installed: Path,
    tmp_path: Path,
    generator_environment: dict[str, str],
    serve: Callable[[Path], str],
    chromium: Browser,
) -> None:
    def shanben(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
        environment = generator_environment | {"PYTHONPATH": str(installed)}
        program = "import sys; from shanben.commands.{0} import {0}; {0}(sys.argv[1:])".format(words[0])
        command = [sys.executable, "-c", program, *words[1:]]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert shanben(tmp_path, "new", "mine").returncode == 0
    library = tmp_path / "mine"
    assert (library / "guide/editing.md").is_file()
    assert (installed / "shanben/locale/zh/LC_MESSAGES/shanben.mo").is_file()
    done = shanben(library, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    page = chromium.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{serve(library / 'site')}works/reading-room/", wait_until="networkidle")
    assert "阅览室的规矩" in page.locator("h1").inner_text()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.close()
    assert faults == []


# --- add --------------------------------------------------------------------------------------------------------------


def written_docx(path: Path) -> None:
    document = docx.Document()
    for words in WORDS:
        document.add_paragraph(words)
    document.core_properties.title = WORDS[0]
    document.save(str(path))


def written_epub(path: Path) -> None:
    chapters = {"one.xhtml": WORDS[:3], "two.xhtml": WORDS[3:]}
    items = "".join(f'<item id="i{n}" href="{n}"/>' for n in chapters)
    spine = "".join(f'<itemref idref="i{n}"/>' for n in chapters)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", '<container><rootfile full-path="O/p.opf"/></container>')
        archive.writestr("O/p.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        for name, words in chapters.items():
            body = "".join(f"<p>{word}</p>" for word in words)
            archive.writestr(f"O/{name}", f'<?xml version="1.0" encoding="utf-8"?><html><body>{body}</body></html>')


def written_html(path: Path) -> None:
    body = "".join(f"<p>{word[:3]}<b>{word[3:]}</b></p>" for word in WORDS)
    page = (
        f"<html><head><title>{WORDS[0]}</title><meta charset=gbk></head><body><nav>首页</nav><article>{body}</article>"
    )
    path.write_bytes(page.encode("gb18030"))


WRITERS: dict[str, Callable[[Path], object]] = {
    ".txt": lambda path: path.write_bytes("\r\n".join([*WORDS, ""]).encode("gb18030")),
    ".md": lambda path: path.write_text("\n\n".join(["# " + WORDS[0], *WORDS[1:]]), "utf-8"),
    ".html": written_html,
    ".docx": written_docx,
    ".epub": written_epub,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_text_of_any_kind_is_taken_in(run: Callable[..., Result], tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"water{suffix}"
    WRITERS[suffix](file)
    done = run(add, [str(file)])
    assert done.exit_code == 0, done.output
    content = (tmp_path / "seeds/water.txt").read_bytes()
    if suffix == ".txt":
        assert content == file.read_bytes()
    else:
        assert content.decode().split("\n") == [*WORDS, ""]
    edition = yaml.safe_load((tmp_path / "seeds/water.yml").read_text("utf-8"))
    assert edition["sha256"] == hashlib.sha256(content).hexdigest()
    draft = (tmp_path / "seeds/water.yml").read_text("utf-8")
    assert f"# file: water{suffix}" in draft
    assert draft.count("sha256: ") == 1


def test_a_pdf_with_a_text_layer_is_taken_in(run: Callable[..., Result], tmp_path: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("".join(f"<p>{word}</p>" for word in WORDS))
    page.pdf(path=str(tmp_path / "water.pdf"))
    page.close()
    assert run(add, [str(tmp_path / "water.pdf")]).exit_code == 0
    text = (tmp_path / "seeds/water.txt").read_text("utf-8")
    assert [line.strip() for line in text.split("\n") if line.strip()] == list(WORDS)


def test_nothing_is_ever_overwritten(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/water.yml").write_text("# mine\n")
    (tmp_path / "water.txt").write_text("\n".join(WORDS), "utf-8")
    (tmp_path / "tea.txt").write_text("\n".join(WORDS), "utf-8")
    done = run(add, ["water.txt", "tea.txt"])
    assert done.exit_code == 1
    assert "seeds/water.yml is there already" in done.output
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == ["tea.txt", "tea.yml", "water.yml"]
    assert (tmp_path / "seeds/water.yml").read_text() == "# mine\n"


@pytest.mark.parametrize(("suffix", "reader"), [(".md", "markdown_it"), (".pdf", "pypdfium2")])
def test_without_the_extra_one_line_says_what_to_install(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, reader: str
) -> None:
    (tmp_path / f"water{suffix}").write_bytes(b"%PDF-1.4" if suffix == ".pdf" else b"# A\n")
    monkeypatch.setitem(sys.modules, reader, None)
    markdown._reader.cache_clear()  # another test may have had it made
    done = run(add, [f"water{suffix}"])
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "pip install 'shanben[add]'" in done.output
    assert not (tmp_path / "seeds").exists()


@pytest.mark.parametrize("suffix", [".docx", ".epub", ".pdf", ".html", ".txt", ".odt"])
@pytest.mark.parametrize("content", [b"", b"\x00\x01garbage\xff", b"PK\x03\x04broken"], ids=["empty", "garbage", "cut"])
def test_what_cannot_be_taken_in_is_refused_in_one_line(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_document(path)
    assert str(refusal.value).count("\n") == 0
    assert os.fspath(path) in str(refusal.value)
