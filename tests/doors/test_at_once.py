"""Two builds beside a server, an edited text, a clock that jumps: the site is whole and nothing is left."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from shanben.commands.verify import verify

from .test_serve import Server

TEXT = "河边的消息\n\n河水在三月里涨了起来，岸边的柳树发了芽。\n"
CLOCK = """\
import random, time
real, draw = time.time, random.Random(1)
time.time = lambda: real() + draw.choice((-1e9, -1, 0, 1, 1e9))
time.time_ns = lambda: int(time.time() * 1e9)
"""
EDITOR = """\
import pathlib
def on_startup(*, command, dirty):
    global building
    building = command == "build"
def on_post_page(output, page, config):
    if building and page.file.src_uri.startswith("works/"):
        text = pathlib.Path(config.config_file_path).with_name("seeds") / "river.txt"
        text.write_text(text.read_text(encoding="utf-8") + "\\n又来了一只船。\\n", encoding="utf-8")
    return output
"""


def test_each_build_leaves_a_whole_site(
    tmp_path: Path, draw_library: Callable[..., Path], generator_environment: dict[str, str]
) -> None:
    folder = draw_library(tmp_path / "library", "")
    config = folder / "mkdocs.yml"
    settled = config.read_text(encoding="utf-8")
    config.write_text(settled.replace("hooks:\n", "hooks:\n- editor.py\n"), encoding="utf-8")
    (folder / "seeds/river.txt").write_text(TEXT, encoding="utf-8")
    (folder / "editor.py").write_text(EDITOR, encoding="utf-8")
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    environment = generator_environment | {"PYTHONPATH": str(clock)}
    before = {path.name for path in folder.iterdir()}
    server = Server(folder, environment)
    try:
        server.said("Serving on")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        builds = [
            subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)
        ]
        for build in builds:
            _, said = build.communicate(timeout=120)
            assert build.returncode == 0, said
            assert "Traceback" not in said
        edited = (folder / "seeds/river.txt").read_text(encoding="utf-8")
        assert edited.count("船") > 1
        server.said("Reloading browsers")
        server.said("Serving on|Reloading browsers")
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
    finally:
        server.process.kill()  # it may be at work on the last edit
        server.process.wait()
    assert CliRunner().invoke(verify, [str(folder / "site")]).exit_code == 0
    assert {path.name for path in folder.iterdir()} - before == {".cache", "site"}
