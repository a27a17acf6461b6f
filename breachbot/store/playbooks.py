"""Reading playbooks from disk: YAML in which a typo is an error with file, line and field.

Every scalar arrives as text (`NO` stays NO and `33.10` stays 33.10) and the models alone decide on types.
Duplicate keys, aliases and merge keys are refused, since they make a file say what nobody reads in it.
"""

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from breachbot.assessment.check import Place, flaws
from breachbot.errors import BadFile
from breachbot.playbook.types import Playbook


@dataclass(frozen=True)
class LoadedPlaybook:
    """A playbook with the exact text that it was read from and the SHA-256 (hex) of its bytes."""

    playbook: Playbook
    sha256: str
    text: str


def load_playbook(path: Path) -> LoadedPlaybook:
    """Read and check one playbook. Raises BadFile with the first thing that is wrong and its line."""
    try:
        body = path.read_bytes()
        text = body.decode("utf-8")
    except OSError as error:
        raise BadFile(str(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadFile(str(path), "is not UTF-8 text") from None
    return LoadedPlaybook(parse_playbook(text, str(path)), hashlib.sha256(body).hexdigest(), text)


def parse_playbook(text: str, name: str) -> Playbook:
    """The playbook in a text; `name` stands for the file in errors. Raises BadFile."""
    root = _tree(text, name)
    try:
        playbook = Playbook.model_validate(_plain(root, name))
    except ValidationError as error:
        _refuse(error, root, name)
    for flaw in flaws(playbook):
        line, field = _place(root, flaw.place)
        raise BadFile(name, flaw.sentence, line=line, field=field)
    return playbook


class _NoAliases(yaml.BaseLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # untyped in its stubs
            raise yaml.MarkedYAMLError(problem="an alias (*name) is not allowed here", problem_mark=mark)
        return super().compose_node(parent, index)


def _tree(text: str, name: str) -> yaml.Node:
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


def _plain(node: yaml.Node, name: str) -> Any:
    """The values of a node, all scalars as text."""
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise BadFile(name, "a key must be a word", line=line)
            if key.value in plain:
                raise BadFile(name, f"the key “{key.value}” stands here twice", line=line)
            plain[key.value] = _plain(value, name)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, name) for item in node.value]
    return node.value


def _refuse(error: ValidationError, root: yaml.Node, name: str) -> NoReturn:
    """Say the most telling error: a mistyped key explains the missing one beside it."""
    errors = error.errors()
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    line, field = _place(root, first["loc"])
    raise BadFile(name, _sentence(first, errors), line=line, field=field) from None


def _sentence(error: ErrorDetails, errors: list[ErrorDetails]) -> str:
    if error["type"] == "extra_forbidden":
        here = [str(one["loc"][-1]) for one in errors if one["type"] == "missing"]
        near = difflib.get_close_matches(str(error["loc"][-1]), [*here, *_KEYS], n=1, cutoff=0.7)
        return "this key is not known" + (f"; did you mean “{near[0]}”?" if near else "")
    if error["type"] == "missing":
        return "this key is missing"
    return error["msg"].removeprefix("Value error, ")


def _keys(model: dict[str, Any]) -> set[str]:
    return {key for part in model["$defs"].values() for key in part.get("properties", {})}


_KEYS = sorted(_keys(Playbook.model_json_schema()) | set(Playbook.model_fields))


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
