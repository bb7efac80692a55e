"""``plugins: [shanben]`` is all a library needs; what else its author writes stands beside it; mistakes are told."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from shanben.carried_files import templates
from shanben.doors.additions import SCRIPTS, STYLES
from shanben.doors.joined import SCRIPT, STYLE

Author = Callable[..., Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
TERMBASE = "terms:\n  - id: chaye\n    term: 茶叶\n    translations: {en: tea leaves}\n"
WORK = "site/works/river/index.html"


def strict(program: Run, folder: Path, name: str = "mkdocs", *options: str) -> subprocess.CompletedProcess[str]:
    done = program(folder, name, "build", "--strict", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search("WARNING|ERROR", done.stderr), done.stderr
    return done


def page(folder: Path, path: str) -> html.HtmlElement:
    return html.fromstring((folder / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_the_plugin_alone_publishes_a_library(author: Author, program: Run, name: str) -> None:
    folder = author()
    strict(program, folder, name, *(("-f", "mkdocs.yml") if name == "properdocs" else ()))
    text = page(folder, WORK).text_content()
    assert "船从上游来，载着新收的茶叶。" in text
    home = page(folder, "site/index.html")
    ours = [one for one in home.xpath("//link[@rel='stylesheet']/@href | //script/@src") if "assets/" not in one]
    assert ours == [STYLE, "javascripts/first.js", "stylesheets/print.css", SCRIPT]
    for joined, parts in ((STYLE, STYLES), (SCRIPT, SCRIPTS)):
        content = (folder / "site" / joined).read_text("utf-8")
        places = [content.find((templates() / part).read_text("utf-8").strip()) for part in parts]
        assert -1 not in places
        assert places == sorted(places)
        assert not any((folder / "site" / part).exists() for part in parts)
    assert home.get("lang") == "zh"
    assert "fonts.googleapis" not in (folder / "site/index.html").read_text(encoding="utf-8")
    assert (folder / "site/search/main.js").is_file()
    assert (folder / "site/feed.xml").is_file()
    navigation = home.xpath("//nav[contains(@class, 'md-nav--primary')]")[0].text_content()
    assert all(title in navigation for title in ("文集", "编务"))


def test_what_an_author_adds_stands_beside_what_we_bring(author: Author, program: Run) -> None:
    folder = author(
        """\
  custom_dir: mine
  language: en
  features: [navigation.tabs]
extra_css: [mine.css]
extra_javascript: [mine.js]
hooks: [mine.py]
markdown_extensions:
  - def_list
  - toc: {permalink: true}
plugins:
  shanben:
    languages: [en, de]
nav:
  - 首页: index.md
  - 读物 · Reading:
      - 文集 · Works: works/
      - 说明: notes.md
""",
        **{
            "mine/partials/copyright.html": "<p>版权属河边</p>",
            "docs/mine.css": "p { color: red }\n",
            "docs/mine.js": "var mine = 1;\n",
            "mine/stylesheets/terms.css": "p { color: green }\n",
            "mine.py": "def on_page_content(html, page, config, files):\n    return html + '<i>mine</i>'\n",
            "docs/notes.md": """\
# 说明

## 校对

见[校对](#校对)、[河边的消息](works/river/index.md)和[水情](works/river/index.md#s1)、[茶叶](glossary/index.md#chaye)。[^1]

- [x] 已校
- [ ] 未校

词
:   释义

```python
print("河")
```

[^1]: 脚注。
""",
            "seeds/termbase.yml": TERMBASE,
        },
    )
    strict(program, folder)
    home, notes = page(folder, "site/index.html"), page(folder, "site/notes/index.html")
    assert [*home.xpath("//link[@rel='stylesheet']/@href")][-2:-1] == ["mine.css"]
    style = (folder / "site" / STYLE).read_text("utf-8")
    assert "p { color: green }" in style
    assert (templates() / "stylesheets/terms.css").read_text("utf-8") not in style
    assert home.xpath("//script/@src")[-1] == "mine.js"
    assert home.get("lang") == "en"
    assert "版权属河边" in home.text_content()
    assert home.xpath("//i[text()='mine']")
    assert home.xpath("//nav[contains(@class, 'md-tabs')]")
    assert notes.xpath("//h2[@id='校对']/a[@class='headerlink']")
    assert notes.xpath("//dl/dt")
    assert notes.xpath("//div[@class='footnote']")
    assert notes.xpath("//li[contains(@class, 'task-list-item')]")
    assert notes.xpath("//div[contains(@class, 'highlight')]//span")
    assert page(folder, WORK).xpath("//form[@class='sb-choices']//input[@value='zh de']")
    inside = page(folder, WORK).xpath("//nav[contains(@class, 'md-nav--primary')]")[0]
    assert len(inside.xpath(".//a[contains(@href, 'notes/')]")) == 1
    assert "河边的消息" in inside.text_content()
    assert "河边的消息" not in home.xpath("//nav[contains(@class, 'md-nav--primary')]")[0].text_content()


MISTAKES = {
    "twice": ("plugins: [shanben, shanben]\n", r"mkdocs\.yml:5: E510 "),
    "hooks": ("plugins: [shanben]\nhooks: [hooks/publish.py]\n", r"mkdocs\.yml:6: E511 .*hooks/publish\.py"),
    "elsewhere": ("plugins: [shanben]\nextra:\n  shanben: {seeds: seeds}\n", r"mkdocs\.yml:7: E512 "),
    "beside": ("plugins:\n  - shanben\n  - i18n: {languages: [{locale: zh, default: true, name: 中}]}\n",
               r"mkdocs\.yml:7: E514 .*\bi18n\b"),
    "misspelt": ("plugins:\n  - shanben:\n      seed: seeds\n",
                 r"mkdocs\.yml:7: E501 there is no setting seed; is seeds "),
    "no address": ("repo_url: 'https://a.example/x\"onclick=\"pwn()'\nplugins: [shanben]\n",
                   r"mkdocs\.yml:5: E501 the setting repo_url is no address of the web"),
    "no link": ("nav: [{x: index.md}, {y: [{z: \"java\\nscript:pwn()\"}]}]\nplugins: [shanben]\n",
                r"mkdocs\.yml:5: E501 java script:pwn\(\) is no address to lead a reader to"),
    "no contact": ("extra: {social: [{icon: a/b, link: 'javascript:pwn()'}]}\nplugins: [shanben]\n",
                   r"mkdocs\.yml:5: E501 javascript:pwn\(\) is no address to lead a reader to"),
    "no folder": ("plugins:\n  - shanben:\n      seeds: texts\n", r"texts: E105 "),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_settings_is_one_line(author: Author, program: Run, mistake: str, repository: Path) -> None:
    settings, told = MISTAKES[mistake]
    folder = author(settings, **{"hooks/publish.py": (repository / "hooks/publish.py").read_text(encoding="utf-8")})
    (folder / "site").mkdir()
    (folder / "site/library.json").write_text('{"format": 1}', encoding="utf-8")
    done = program(folder, "mkdocs", "build")
    assert done.returncode != 0
    assert len(re.findall("(?m)^(?:ERROR|WARNING)", done.stderr)) == 1, done.stderr
    assert re.search(told, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "site/library.json").read_text(encoding="utf-8") == '{"format": 1}'


def test_another_theme_is_refused_in_one_line(author: Author, program: Run) -> None:
    folder = author()
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("name: material", "name: readthedocs")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = program(folder, "mkdocs", "build", LANGUAGE="zh", LANG="zh_CN.UTF-8", LC_ALL="")
    assert done.returncode != 0
    (line,) = re.findall("(?m)^ERROR.*$", done.stderr)
    assert line.endswith("mkdocs.yml:3: E513 主题须是 material，现在是 readthedocs：请写 `theme: material`")


def test_a_busy_port_is_told_before_anything_is_built(author: Author, program: Run) -> None:
    folder = author()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program(folder, "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")
    assert done.returncode != 0
    (line,) = re.findall("(?m)^(?:ERROR|WARNING).*$", done.stderr)
    assert f"E515 port {port} is in use" in line
    assert "Traceback" not in done.stderr


def test_a_key_given_twice_is_the_authors_one_line(author: Author, program: Run) -> None:
    done = program(author("plugins: [shanben]\nsite_name: 又一个\n"), "mkdocs", "build")
    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert line.endswith("mkdocs.yml:6: E202 site_name is given twice in one place; keep one of them")


def test_outside_a_library_the_generator_says_so(tmp_path: Path, program: Run) -> None:
    done = program(tmp_path, "mkdocs", "build")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.strip()]) == 1


# --- other commands of the generator ----------------------------------------------------------------------------------


@pytest.fixture
def remote(author: Author, program: Run, committed: Callable[..., None]) -> Path:
    """A library with a bare repository it can push to."""
    folder = author("plugins: [shanben]\n", **{".gitignore": "site*/\nremote/\n"})
    committed(folder)
    for words in (
        ["init", "-q", "--bare", "remote"],
        ["remote", "add", "origin", "remote"],
        ["push", "-q", "origin", "main"],
    ):
        assert program(folder, "git", *words).returncode == 0
    return folder


WHO = {f"GIT_{role}_{part}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def test_gh_deploy_commits_the_whole_site(remote: Path, program: Run) -> None:
    done = program(remote, "mkdocs", "gh-deploy", "--strict", **WHO)
    assert done.returncode == 0, done.stdout + done.stderr
    held = program(remote / "remote", "git", "ls-tree", "-r", "--name-only", "gh-pages").stdout
    assert "works/river/index.html" in held
    assert "search/main.js" in held
    assert not (remote / "site.building").exists()


def test_mike_deploys_a_version(remote: Path, program: Run) -> None:
    done = program(remote, "mike", "deploy", "--push", "1.0", "latest", **WHO)
    assert done.returncode == 0, done.stdout + done.stderr
    held = program(remote / "remote", "git", "ls-tree", "-r", "--name-only", "gh-pages").stdout
    assert "1.0/works/river/index.html" in held
    assert "versions.json" in held
