"""YAML files validated by typed models, with the file and line of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.reader import ReaderError

from shanben.characters import NOT_TEXT, code_point
from shanben.model.text import Origin
from shanben.problems import CODES, Problem, Refused
from shanben.read.faults import told_fault
from shanben.read.files import contents

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[int | str, ...]
MOST_NODES = 10_000
"""Values that a file may hold by aliases beyond as many as it has bytes."""


class YamlFile:
    """A YAML document with the line of every node. Scalars stay strings: ``no`` and ``12:30`` mean what they say."""

    def __init__(self, path: Path, shown: str, *, inside: Path | None = None) -> None:
        """``inside`` as for ``contents``. Raises ``Refused`` as that does, or with E103, E201 or E202."""
        self.path, self.shown = path, shown
        raw = contents(path, Origin(shown, 1), inside=inside)
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
            loader = yaml.BaseLoader(text)  # which builds only text
            self._root: yaml.Node | None = loader.get_single_node()
            self.value: object = loader.construct_document(self._root) if self._root else None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message, values = "is not UTF-8 at byte {byte}: save it as UTF-8", {"byte": error.start}
            raise Refused([Problem("E103", message, Origin(shown, line), values)]) from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise Refused(
                [Problem("E201", "not YAML: {reason}", Origin(shown, line), {"reason": error.problem})]
            ) from None
        except ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise _no_text(chr(error.character), Origin(shown, line)) from None
        except RecursionError:
            raise Refused([Problem("E201", "not YAML we read: it is nested too deep", Origin(shown, 1))]) from None
        wrong = [(node.start_mark.line + 1, found[0]) for node, found in _no_texts(self._root)]
        if wrong:
            line, character = min(wrong)
            raise _no_text(character, Origin(shown, line))
        if _unfolded(self._root) > MOST_NODES + len(raw):
            message = "its aliases (*name) unfold into more than this file could say: write out what they stand for"
            raise Refused([Problem("E201", message, Origin(shown, 1))])
        twice = _given_twice(self._root)
        if twice:
            message = "{key} is given twice in one place; keep one of them"
            origin = Origin(shown, twice.start_mark.line + 1)
            raise Refused([Problem("E202", message, origin, {"key": twice.value})])

    def origin(self, location: Sequence[int | str]) -> Origin:
        """Where a value stands; for one that is missing, where its parent does."""
        node: yaml.Node | None = self._root
        line = node.start_mark.line + 1 if node is not None else 1
        for step in location:
            child: yaml.Node | None = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == str(step):
                        child, line = value, key.start_mark.line + 1
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                child = node.value[step]
                line = child.start_mark.line + 1
            if child is None:
                break
            node = child
        return Origin(self.shown, line)

    def validate(self, model: type[Model]) -> Model:
        """The document as ``model``. Raises ``Refused`` with an E202 for each fault, or the code a validator names."""
        try:
            return model.model_validate(self.value if self.value is not None else {})
        except ValidationError as error:
            problems = []
            faults = error.errors()
            within = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
            for fault in faults:
                if fault["type"] == "too_short" and fault["loc"] in within:  # its items were refused one by one
                    continue
                location = tuple(step for step in fault["loc"] if step != "[key]")
                code = fault["type"] if fault["type"] in CODES else "E202"
                template, values = told_fault(fault, location)
                problems.append(Problem(code, template, self.origin(location), values))
            raise Refused(sorted(problems, key=lambda problem: problem.origin.line)) from None


def _no_text(character: str, origin: Origin) -> Refused:
    message = "not YAML: it holds the character {character}, which is no text"
    return Refused([Problem("E201", message, origin, {"character": code_point(character)})])


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, each before those it holds; what an alias repeats is the same node."""
    stack, seen = [root] if root else [], set[int]()
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend(_held(node))


def _held(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _no_texts(root: yaml.Node | None) -> Iterator[tuple[yaml.Node, re.Match[str]]]:
    """The values that hold what is no text; written as an escape it passes the loader."""
    for node in _nodes(root):
        found = NOT_TEXT.search(node.value) if isinstance(node, yaml.ScalarNode) else None
        if found:
            yield node, found


def _unfolded(root: yaml.Node | None) -> int:
    """How many nodes there are once every alias is written out. No node holds itself: the loader has refused that."""
    sizes: dict[int, int] = {}
    stack = [root] if root else []
    while stack:
        node = stack[-1]
        waiting = [one for one in _held(node) if id(one) not in sizes]
        if waiting:
            stack.extend(waiting)
        else:
            stack.pop()
            sizes[id(node)] = 1 + sum(sizes[id(one)] for one in _held(node))
    return sizes[id(root)] if root else 0


def _given_twice(root: yaml.Node | None) -> yaml.ScalarNode | None:
    """The first key that its mapping already has: YAML forbids it, the loader would silently keep the last."""
    for node in _nodes(root):
        keys: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode) and key.value in keys:
                return key
            keys.add(str(key.value))
    return None
