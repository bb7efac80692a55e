"""What must hold before a library is read: one of us, in Material, beside plugins that can work with us."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from shanben.model.text import Origin
from shanben.problems import Problem, Refused
from shanben.read.configuration import CONFIGURATION
from shanben.read.yaml_file import YamlFile
from shanben.settings import PLUGIN

_ADDRESS = re.compile(r"(?i:https?)://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+")
"""An address of the web without characters that stand in none (RFC 3986)."""
CANNOT_WORK = {
    "i18n": "the plugin {plugin} cannot work beside shanben, for it builds the site anew for each language: take it "
    "out, and list the languages of headings under `languages` of shanben",
}
"""Plugins that cannot work beside us, by the last part of their names, each with what to tell."""


def check_conditions(config: MkDocsConfig, door: ModuleType) -> None:
    """Raise ``Refused`` with what does not hold. ``door`` is the module whose handlers the hooks hand on."""
    file = Path(config.config_file_path)
    problems = [*_twice(config, file, door), *_theme(config, file), *_addresses(config, file), *_links(config, file)]
    problems += _beside(config, file)
    if problems:
        raise Refused(problems)


def origin_in(file: Path, *keys: int | str) -> Origin:
    """Where something stands in the configuration."""
    return YamlFile(file, file.name).origin(keys)


def _twice(config: MkDocsConfig, file: Path, door: ModuleType) -> Iterator[Problem]:
    ours = [name for name in config.plugins if name.partition(" #")[0] == PLUGIN]
    hooks = [name for name, hook in hooks_of(config) if getattr(hook, "on_pre_build", None) is door.on_pre_build]
    if len(ours) > 1:
        origin = origin_in(file, "plugins", *_last_index(file))
        yield Problem("E510", "the plugin shanben is listed twice: list it once", origin)
    if ours and hooks:
        message = "the plugin shanben and the hook {hook} are the same: remove one of them"
        yield Problem("E511", message, origin_in(file, "hooks"), {"hook": hooks[0]})
    if ours and config.extra.get(PLUGIN) is not None:
        message = "settings of the plugin stand under `plugins`, not under `extra`: move them there"
        yield Problem("E512", message, origin_in(file, "extra", PLUGIN))


def hooks_of(config: MkDocsConfig) -> Iterator[tuple[str, Any]]:
    """The hooks of a configuration by their names; MkDocs' type for them is a list, which they are not."""
    hooks: Any = config.hooks
    yield from dict(hooks).items()


def _last_index(file: Path) -> tuple[int, ...]:
    """The index of the last entry of our plugin in the list of plugins."""
    document = YamlFile(file, file.name).value
    plugins = document.get("plugins") if isinstance(document, dict) else None
    entries = list(enumerate(plugins if isinstance(plugins, list) else ()))
    return next(((index,) for index, entry in reversed(entries) if entry == PLUGIN or PLUGIN in entry), ())


def _theme(config: MkDocsConfig, file: Path) -> Iterator[Problem]:
    if config.theme.name != "material":
        message = "the theme must be material, and is {theme}: write `theme: material`"
        yield Problem("E513", message, origin_in(file, "theme"), {"theme": config.theme.name or "another"})


def _addresses(config: MkDocsConfig, file: Path) -> Iterator[Problem]:
    """Pages name these addresses as they are, and not every template escapes them."""
    for name in ("site_url", "repo_url"):
        address = str(config.get(name) or "")
        if address and not _ADDRESS.fullmatch(address):
            message = "the setting {name} is no address of the web, like https://example.org/library/"
            yield Problem("E501", message, origin_in(file, name), {"name": name})


_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_WITHIN = re.compile(r"[\t\n\r]")
"""What a browser passes over within an address."""
_LEADS = ("", "http", "https", "mailto")


def _links(config: MkDocsConfig, file: Path) -> Iterator[Problem]:
    """Addresses that the theme shows as they are: readers are led to pages, to the web and to letters, nowhere else."""
    shown: list[tuple[tuple[int | str, ...], str]] = [(("nav",), address) for address in _ends(config.nav)]
    for name in ("social", "alternate"):
        entries = config.extra.get(name)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                shown.append((("extra", name, index), str(entry.get("link") or "")))
    if config.extra.get("homepage"):
        shown.append((("extra", "homepage"), str(config.extra["homepage"])))
    for keys, address in shown:
        scheme = _SCHEME.match(_WITHIN.sub("", address))
        if (scheme[1].lower() if scheme else "") not in _LEADS or '"' in address:
            message = "{address} is no address to lead a reader to: write a page, or one with http, https or mailto"
            yield Problem("E501", message, origin_in(file, *keys), {"address": address})


def _ends(nav: Any) -> Iterator[str]:
    """What the entries of a navigation lead to."""
    for entry in nav.values() if isinstance(nav, dict) else nav or ():
        if isinstance(entry, (dict, list)):
            yield from _ends(entry)
        else:
            yield str(entry)


def _beside(config: MkDocsConfig, file: Path) -> Iterator[Problem]:
    for name in config.plugins:
        message = CANNOT_WORK.get(name.rpartition("/")[2])
        if message:
            yield Problem("E514", message, origin_in(file, "plugins", *_index_of(file, name)), {"plugin": name})


def _index_of(file: Path, plugin: str) -> tuple[int | str, ...]:
    document = YamlFile(file, file.name).value
    plugins = document.get("plugins") if isinstance(document, dict) else None
    names = {plugin, plugin.rpartition("/")[2]}
    if isinstance(plugins, dict):
        return tuple(names & plugins.keys())
    for index, entry in enumerate(plugins or ()):
        if names & ({entry} if isinstance(entry, str) else set(entry)):
            return (index,)
    return ()


def check_address(config: MkDocsConfig) -> None:
    """Raise ``Refused`` where a server cannot listen: the generator would tell late, and at length."""
    host, port = config.dev_addr
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            number = error.errno if isinstance(error, OSError) else None
            taken = number == errno.EADDRINUSE
            message = (
                "port {port} is in use: end what uses it, or choose another: `shanben serve --address {host}:{next}`"
                if taken
                else "cannot listen at {host}:{port} ({reason}): try `shanben serve --address 127.0.0.1:8000`"
            )
            reason = os.strerror(number) if number else str(error)
            values = {"host": host, "port": port, "next": port + 1, "reason": reason}
            raise Refused([Problem("E515", message, Origin(CONFIGURATION), values)]) from None
