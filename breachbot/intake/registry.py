"""Every source by its name: that of its file in `sources/`, so that a new one is found as soon as its file is there.

A file whose name begins with `_` is a part of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from breachbot.intake import sources
from breachbot.intake.source import Source

SOURCES: Mapping[str, Source] = {
    file.name: import_module(f"{sources.__name__}.{file.name}").SOURCE
    for file in iter_modules(sources.__path__)
    if not file.name.startswith("_")
}
