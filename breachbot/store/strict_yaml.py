"""YAML in which a typo is an error with file and line, read as a tree of nodes that know their place.

Every scalar arrives as text (`NO` stays NO and `33.10` stays 33.10) and the models alone decide on types.
Duplicate keys, aliases and merge keys are refused, since they make a file say what nobody reads in it.
"""

import difflib
import json
from collections.abc import Iterable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.composer import Composer

from breachbot.assessment.flaw import Place
from breachbot.errors import BadFile
from breachbot.model_words import in_words
from breachbot.store.yaml_words import syntax_error
from breachbot.visible import CUT, quoted, visible

Model = TypeVar("Model", bound=BaseModel)

MOST_VALUES = 20_000
"""Keys and values of one file; the playbook of the GDPR has 3,000. Reading so many takes about a second."""


class _Strict(Composer):
    """Refuses aliases, and files of which every few bytes are a value."""

    values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.values += 1
        mark = self.peek_event().start_mark  # type: ignore[attr-defined]  # of the parser, one of two
        if self.check_event(yaml.AliasEvent):  # type: ignore[attr-defined]
            raise yaml.MarkedYAMLError(problem="an alias", problem_mark=mark)
        if self.values > MOST_VALUES:
            raise yaml.MarkedYAMLError(problem=f"more than {MOST_VALUES:,} values", problem_mark=mark)
        return super().compose_node(parent, index)

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        """JSON writes some characters as two halves, which belong together."""
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        try:
            node.value = node.value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise yaml.MarkedYAMLError(problem="half a character", problem_mark=node.start_mark) from None
        return node


class _Loader(_Strict, yaml.BaseLoader):
    """Its errors are the ones that `yaml_words` knows."""


_InC: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # where the library was built with it


class _Quick(_Strict, _InC):  # type: ignore[misc]  # its base is found at run time
    """Reads in an eighth of the time, and words its errors otherwise."""

    def __init__(self, stream: str) -> None:
        _InC.__init__(self, stream)
        Composer.__init__(self)


def _composed(text: str) -> yaml.Node | None:
    """The tree of a text. What the quick one refuses, the other one reads again, and says what is wrong with it."""
    try:
        return yaml.compose(text, Loader=_Quick)
    except (yaml.YAMLError, ValueError):
        return yaml.compose(text, Loader=_Loader)


def tree(text: str, name: str) -> yaml.Node:
    """The nodes of a text; errors give `name` as the file. Raises BadFile."""
    try:
        root = _composed(_with_blanks(text))
    except (
        yaml.YAMLError,
        ValueError,
        OverflowError,
    ) as error:  # the last two: a number that nothing can hold
        raise syntax_error(error, text, name) from None
    except RecursionError:
        raise BadFile(name, "is nested too deeply") from None
    if root is None:
        raise BadFile(name, "is empty")
    return root


def _with_blanks(text: str) -> str:
    """JSON may be indented with tabs, which YAML refuses; within its texts there can be none."""
    if "\t" not in text or not text.lstrip().startswith("{"):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return text.replace("\t", " ")


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


def leads(root: yaml.Node, place: Place) -> bool:
    """Whether there is something at a place in a tree."""
    node = root
    for step in place:
        found = _step(node, step)
        if found is None:
            return False
        node, _ = found
    return True


def near(word: str, words: Iterable[str]) -> str:
    """A question that offers the word which was perhaps meant; empty where none is near."""
    found = difflib.get_close_matches(word[:CUT], list(words), n=1, cutoff=0.7)
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
                raise BadFile(name, f"the key {quoted(key.value)} is here twice", line=line)
            plain[key.value] = _plain(value, name)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, name) for item in node.value]
    return node.value


def _sentence(error: ErrorDetails, errors: list[ErrorDetails], keys: list[str]) -> str:
    if error["type"] == "extra_forbidden":
        here = [str(one["loc"][-1]) for one in errors if one["type"] == "missing"]
        return in_words(error) + near(str(error["loc"][-1]), [*here, *keys])
    return in_words(error)


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
            field += f".{_named(step)}" if n == len(loc) - 1 else ""
            continue
        node, line = found
        field += f"[{step + 1}]" if isinstance(step, int) else f".{_named(step)}"
    return line, field.removeprefix(".")


def _named(step: str | int) -> str:
    return visible(str(step), CUT) or "“”"


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    return None
