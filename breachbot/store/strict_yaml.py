"""YAML in which a typo is an error with file and line, read as a tree of nodes that know their place.

Every scalar arrives as text (`NO` stays NO and `33.10` stays 33.10) and the models alone decide on types.
Duplicate keys, aliases and merge keys are refused, since they make a file say what nobody reads in it.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from breachbot.assessment.flaw import Place
from breachbot.errors import BadFile

Model = TypeVar("Model", bound=BaseModel)


def read_text(path: Path) -> str:
    """The text of a file, with its bytes as they are but for the encoding. Raises BadFile."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise BadFile(str(path), f"cannot be read: {why}" if why else "is not UTF-8 text") from None


class _NoAliases(yaml.BaseLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # untyped in its stubs
            raise yaml.MarkedYAMLError(problem="an alias (*name) is not allowed here", problem_mark=mark)
        return super().compose_node(parent, index)


def tree(text: str, name: str) -> yaml.Node:
    """The nodes of a text; errors give `name` as the file. Raises BadFile."""
    try:
        root = yaml.compose(text, Loader=_NoAliases)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadFile(name, f"not readable as YAML: {error.problem}", line=line) from None
    except yaml.YAMLError as error:
        raise BadFile(name, f"not readable as YAML: {str(error).splitlines()[0]}") from None
    except RecursionError:
        raise BadFile(name, "is nested too deeply") from None
    if root is None:
        raise BadFile(name, "is empty")
    return root


def model_of(kind: type[Model], root: yaml.Node, name: str) -> Model:
    """The model that a tree holds. Raises BadFile with the most telling thing that is wrong and its line."""
    try:
        return kind.model_validate(_plain(root, name))
    except ValidationError as error:
        # A mistyped key explains the missing one beside it.
        errors = error.errors()
        first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
        raise wrong(root, name, first["loc"], _sentence(first, errors, _keys(kind))) from None


def wrong(root: yaml.Node, name: str, place: Place, sentence: str) -> BadFile:
    """The error for something wrong at a place in a tree."""
    line, field = _place(root, place)
    return BadFile(name, sentence, line=line, field=field)


def near(word: str, words: Iterable[str]) -> str:
    """A question that offers the word which was perhaps meant; empty where none is near."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)
    return f"; did you mean “{found[0]}”?" if found else ""


def _plain(node: yaml.Node, name: str) -> Any:
    """The values of a node, all scalars as text."""
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise BadFile(name, "a key must be a word", line=line)
            if key.value in plain:
                raise BadFile(name, f"the key “{key.value}” is here twice", line=line)
            plain[key.value] = _plain(value, name)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, name) for item in node.value]
    return node.value


def _sentence(error: ErrorDetails, errors: list[ErrorDetails], keys: list[str]) -> str:
    if error["type"] == "extra_forbidden":
        here = [str(one["loc"][-1]) for one in errors if one["type"] == "missing"]
        return "this key is not known" + near(str(error["loc"][-1]), [*here, *keys])
    if error["type"] == "missing":
        return "this key is missing"
    return error["msg"].removeprefix("Value error, ")


def _keys(kind: type[BaseModel]) -> list[str]:
    """Every key that a model or a part of it knows."""
    schema = kind.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})


def _place(root: yaml.Node, loc: Place) -> tuple[int, str]:
    """The line of the innermost value on the way, and the way in words.

    pydantic's way also holds the names of chosen variants; what does not lead on in the file is skipped,
    except at the end, where it is the key that is missing.
    """
    node, line, field = root, root.start_mark.line + 1, ""
    for n, step in enumerate(loc):
        found = _step(node, step)
        if found is None:
            field += f".{step}" if n == len(loc) - 1 else ""
            continue
        node, line = found
        field += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return line, field.removeprefix(".")


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    return None
