"""A second language made from the first by machine: its sentences in Greek letters, so that English shows itself."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment

from breachbot.assessment.reasons import names_of_reasons
from breachbot.playbook.regimes import Regimes

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GREEK = "αβψδεφγηιξκλμνοπθρστυωχυζςΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΧΥΖΣ"
MEANT_FOR_MACHINES = {
    "initial",
    "follow_up",
    "complete",
    "required",
    "not_required",
    "notice",
    "correction",
    "withdrawal",
    "nothing_out",
    "unclear",
    "out",
    "a",
    "b",
    "c",
    "version",
}
"""Strings in the expressions of templates that nobody reads."""


_KEPT = re.compile(r"(\{\w+\}|\]\([^#)][^)]*\)?|^[^\s()]*\))")
"""What stands in braces, and where a link leads, but for a jump within the page."""


def translated(text: str) -> str:
    """The text in Greek letters."""
    return "".join(
        part if n % 2 else part.translate(str.maketrans(LATIN, GREEK))
        for n, part in enumerate(_KEPT.split(text))
    )


def add_language(templates: Path, regimes: Regimes, locale: str = "xx") -> None:
    """Copy the folder of the first language and translate each file of it."""
    folder = templates / locale
    shutil.copytree(templates / "en", folder)
    for path in folder.rglob("*.j2"):
        path.write_text(_template(path.read_text()))
    words = yaml.safe_load((folder / "words.yaml").read_text())
    words["reasons"] |= {name: sentence for sentence, name in names_of_reasons(regimes).items()}
    words = _values(words) | {"cldr": "el"}
    (folder / "words.yaml").write_text(yaml.safe_dump(words, allow_unicode=True, width=10_000))


def _template(source: str) -> str:
    """Jinja's own lexer tells sentences from what it computes."""
    parts = []
    for _, kind, text in Environment(keep_trailing_newline=True).lex(source):
        shown = kind == "data" or (kind == "string" and text[1:-1] not in MEANT_FOR_MACHINES)
        parts.append(translated(text) if shown else text)
    return "".join(parts)


def _values(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _values(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_values(item) for item in node]
    return translated(node)
