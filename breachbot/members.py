"""The members of a registry: one file each, found by walking a folder, so that a new one is there once its file is.

A file whose name begins with `_` is a part of another.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def members(folder: ModuleType, what: str) -> dict[str, Any]:
    """What each file of a package calls `what`, by the file's name in the order of the alphabet."""
    return {
        file.name: getattr(import_module(f"{folder.__name__}.{file.name}"), what)
        for file in iter_modules(folder.__path__)
        if not file.name.startswith("_")
    }
