"""What pydantic finds wrong with a value, in plain words: its own are for programmers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

_PAIRS = "must be “key: value” pairs, {not}"
_LIST = "must be a list, {not}"
_ONE = "must be a single value, {not}"
_MOMENT = "must be a date and time with its zone, such as 2026-11-24T09:15:00+01:00"
_WHOLE = "must be a whole number"

_PLAIN: Mapping[str, str] = {
    "missing": "this key is missing",
    "extra_forbidden": "this key is not known",
    "model_type": _PAIRS,
    "model_attributes_type": _PAIRS,
    "dict_type": _PAIRS,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "string_type": _ONE,
    "string_too_short": "must not be empty",
    "string_too_long": "must not be longer than {max_length} characters",
    "string_pattern_mismatch": "must fit the pattern {pattern}",
    "literal_error": "must be one of: {expected}",
    "enum": "must be one of: {expected}",
    "too_short": "must hold {min_length} or more",
    "too_long": "must hold {max_length} at most",
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_type": _WHOLE,
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "timezone_aware": _MOMENT,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "path_type": "must be a path",
}
_ITS_OWN = frozenset(get_args(ErrorType))


def in_words(error: ErrorDetails) -> str:
    """One fault as the end of a sentence that begins with the name of the field. What a rule of ours says, it says."""
    kind = error["type"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind not in _ITS_OWN:
        return error["msg"]
    given: dict[str, Any] = {"not": f"not {_what(error['input'])}"} | error.get("ctx", {})
    if "expected" in given:
        given["expected"] = given["expected"].replace("'", "")
    return _PLAIN.get(kind, "does not fit here").format(**given)


def _what(value: object) -> str:
    if isinstance(value, Mapping):
        return "“key: value” pairs"
    if isinstance(value, list | tuple):
        return "a list"
    return "a single value" if value not in ("", None) else "empty"
