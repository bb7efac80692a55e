"""YAML files validated by typed models, with the file and line of every fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from wenji.model import Origin
from wenji.problems import CODES, Problem, Refused

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[int | str, ...]


class YamlFile:
    """A YAML document with the line of every node. Scalars stay strings: ``no`` and ``12:30`` mean what they say."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        try:
            text = path.read_text(encoding="utf-8-sig")
            self._root = yaml.compose(text, Loader=yaml.BaseLoader)
            self.value: object = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds only text
        except OSError as error:
            raise Refused([Problem("E105", f"cannot be read: {error.strerror}", Origin(shown))]) from error
        except UnicodeDecodeError as error:
            message = f"is not UTF-8 at byte {error.start}: save it as UTF-8"
            raise Refused([Problem("E103", message, Origin(shown))]) from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise Refused([Problem("E201", f"not YAML: {error.problem}", Origin(shown, line))]) from None
        except (yaml.YAMLError, RecursionError) as error:
            raise Refused([Problem("E201", f"not YAML: {str(error).splitlines()[0]}", Origin(shown))]) from None

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
            for fault in error.errors():
                location = tuple(step for step in fault["loc"] if step != "[key]")
                code = fault["type"] if fault["type"] in CODES else "E202"
                problems.append(Problem(code, _message(location, fault["msg"], fault["type"]), self.origin(location)))
            raise Refused(sorted(problems, key=lambda problem: problem.origin.line)) from None


_PLAIN = {
    "extra_forbidden": "is not a key of this grammar; check its spelling",
    "missing": "is missing",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "string_type": "must be text",
}


def _message(location: Location, message: str, kind: str) -> str:
    name = next((str(step) for step in reversed(location) if isinstance(step, str)), "the file")
    return f"{name} {_PLAIN[kind]}" if kind in _PLAIN else f"{name}: {message.removeprefix('Value error, ')}"
