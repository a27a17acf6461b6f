"""Every act by its name: that of its file in `acts/`, so that a new act is found as soon as its file is there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from breachbot.incident import acts
from breachbot.incident.act import Act

ACTS: Mapping[str, Act[Any]] = {
    act.name: act
    for act in (import_module(f"{acts.__name__}.{file.name}").ACT for file in iter_modules(acts.__path__))
}
