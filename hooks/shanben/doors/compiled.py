"""MkDocs door: templates compiled once for an account, not once a build: of a small library that was half the time.

What is kept is code, and is run as it is found. So it is found under a digest that holds the secret of the account, as
all that is kept is (``programs``), and in the account's own folder, not in a library's, which may come from somebody.
Where other plugins or hooks take part, nobody can tell what they change in the way templates are compiled, and nothing
is kept in files.
"""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from platformdirs import user_cache_path

from shanben.doors.asked_for import waiting
from shanben.doors.filled import strangers
from shanben.doors.publication import publication_of
from shanben.kept import Kept, digest_of
from shanben.programs import programs

_LIMIT = 2**25
"""Bytes that the templates of all versions of the programs may take; those of one take a fortieth."""

_memory: dict[str, bytes] = {}
"""What a server has compiled, for its next build."""


class Compiled(BytecodeCache):
    """Templates by the digest of their text, their place and the programs."""

    def __init__(self, kept: Kept, memory: dict[str, bytes]) -> None:
        self._kept = kept
        self._memory = memory
        self._trimmed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template, if its text is still the same."""
        key = _key(bucket)
        if key not in self._memory:
            found = self._kept.get(key)
            if found is None:
                return
            self._memory[key] = found
        bucket.bytecode_from_string(self._memory[key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        key, code = _key(bucket), bucket.bytecode_to_string()
        self._memory[key] = code
        if not self._trimmed:  # most builds compile nothing, and need not look at what is there
            self._kept.trim()
            self._trimmed = True
        self._kept.put(key, code)


def _key(bucket: Bucket) -> str:
    return digest_of("template", programs(), bucket.key, bucket.checksum)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Let every template be looked for before it is compiled."""
    alone = publication_of(config).kept.keeps and not strangers(config, config.plugins.events)
    kept = Kept(user_cache_path("shanben", appauthor=False), _LIMIT if alone else 0)
    env.bytecode_cache = Compiled(kept, _memory if waiting() else {})
    return env
