"""The container names what there is: its files, options and packages are those of this repository."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from shanben.commands.build import build

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_it_builds_in_one_stage_and_serves_in_another() -> None:
    stages = re.findall(r"^FROM (\S+)(?: AS (\w+))?$", DOCKERFILE, re.MULTILINE)
    assert [name for _, name in stages] == ["build", ""]
    assert all(":" in image and not image.endswith(":latest") for image, _ in stages)
    served = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "pip" not in served
    copied = re.findall(r"^COPY --from=build /library/(\S+) ", served, re.MULTILINE)
    assert copied
    assert [path for path in copied if not (ROOT / path).is_file()] == []


def test_what_it_copies_is_there_and_no_built_thing_goes_in() -> None:
    taken = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert [path for line in taken for path in line.split() if not (ROOT / path).exists()] == []
    left = set((ROOT / ".dockerignore").read_text("utf-8").split())
    assert {".venv", "site", "dist", "tests/demo/site"} <= left
    assert not {"seeds", "docs", "hooks", "site_templates", ".git"} & left  # the history tells when a text changed


def test_its_options_and_the_folder_it_serves_are_ours() -> None:
    command = re.search(r"shanben build (.+)$", DOCKERFILE, re.MULTILINE)
    assert command
    known = {option for parameter in build.params for option in parameter.opts}
    assert set(re.findall(r"--[\w-]+", command[1])) <= known
    folder = command[1].split()[-1]
    nginx = (ROOT / "docs/hosting/nginx.conf").read_text("utf-8")
    assert f"root {folder};" in nginx
    assert f"include {folder}/.hosting/policy.conf;" in nginx
    if "brotli_static on;" in nginx:
        assert "libnginx-mod-http-brotli-static" in DOCKERFILE


def test_compose_builds_it_and_opens_it_to_this_computer_only() -> None:
    service = yaml.safe_load((ROOT / "compose.yml").read_text("utf-8"))["services"]["library"]
    assert service["build"]["context"] == "."
    assert set(service["build"]["args"]) == set(re.findall(r"^ARG (\w+)", DOCKERFILE, re.MULTILINE))
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    # What is asked is told where `docker compose logs` looks: no folder of files stands over the links of the image.
    assert service["read_only"]
    assert "/var/log/nginx" not in service["tmpfs"]
    assert {"/var/lib/nginx", "/run"} <= set(service["tmpfs"])
    assert {"access.log", "error.log"} == set(re.findall(r"ln -sf /dev/std\w+ /var/log/nginx/(\S+)", DOCKERFILE))
