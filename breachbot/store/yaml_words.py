"""What is wrong with a text that is no YAML, in plain words and with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from breachbot.errors import BadFile
from breachbot.visible import quoted

_COLON = "a colon stands where none can: put a text that holds “: ” in quotation marks, and indent keys alike"
_PLAIN: Iterable[tuple[str, str]] = (
    (r"found character '\\t' that", "a tab stands here; indent with blanks"),
    (r"found character '(.+)' that", "a value cannot begin with “*”: put it in quotation marks"),
    (r"could not find expected ':'", "a colon is missing after this key, or a line is not indented enough"),
    (r"mapping values are not allowed", _COLON),
    (r"found unexpected ':'", _COLON),
    (r"sequence entries are not allowed", "a dash begins a list where none can begin"),
    (r"mapping keys are not allowed", "a question mark begins a key where none can begin"),
    (r"expected <block end>", "this line is not indented like those that it belongs to"),
    (r"expected ',' or ']'", "a comma is missing, or a list that begins with [ is not closed"),
    (r"expected ',' or '}'", "a comma is missing, or what begins with { is not closed"),
    (r"expected the node content", "a value is missing here"),
    (r"found unexpected end of stream", "a quotation mark opens a text that is never closed"),
    (r"found unexpected document separator", "a quotation mark opens a text that is never closed"),
    (
        r"found unknown escape character",
        "within double quotation marks a backslash stands before this: write two of them",
    ),
    (r"expected escape sequence", "an escape in this text has too few digits"),
    (r"but found another document", "only one document is wanted, and “---” begins another"),
    (r"(more than .+ values)", "it holds *"),
    (r"half a character", "this text holds half of a character"),
    (r"an alias", "an alias is not allowed here: write the value out"),
)
"""What the sentence of the library holds, and ours; a * stands for what the first found in a group."""

_ELSE = "the signs in this line do not fit together"


def syntax_error(error: Exception, text: str, name: str) -> BadFile:
    """The error for a text that the library refuses, with the line where it noticed."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return _not_yaml(
            name, f"a character that no text may hold stands here: {quoted(text[error.position])}", line
        )
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return _not_yaml(name, _plain(error.problem or ""), error.problem_mark.line + 1)
    return _not_yaml(name, "a number or an escape in it is out of bounds", None)


def _not_yaml(name: str, sentence: str, line: int | None) -> BadFile:
    return BadFile(name, f"not readable as YAML: {sentence}", line=line)


def _plain(problem: str) -> str:
    for pattern, sentence in _PLAIN:
        if found := re.search(pattern, problem):
            return sentence.replace("*", "".join(found.groups()))
    return _ELSE
