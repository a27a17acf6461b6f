"""Every target by its name: that of its file in `targets/`, so that a new one is found as soon as its file is there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from breachbot.publish import targets
from breachbot.publish.target import Target

TARGETS: Mapping[str, Target] = {
    file.name: import_module(f"{targets.__name__}.{file.name}").TARGET
    for file in iter_modules(targets.__path__)
    if not file.name.startswith("_")
}
