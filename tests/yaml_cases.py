"""The YAML of the cases, read by the parser in C: each worker of the tests reads half a megabyte before its first."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """What a text in YAML holds."""
    return yaml.load(text, _LOADER)  # noqa: S506  # it is one of the safe ones
