"""What a law says is data: no string that code shows or compares holds an article, its hours or the name of a duty."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachbot.playbook.earlier import EARLIER

ROOT = Path(__file__).parents[2] / "breachbot"
ALLOWED = {Path("playbook/earlier.py")}
"""What playbooks of version 0.1.0 did not say: their kept texts are read for ever."""
DUTIES = set(EARLIER) - {"document"}
"""`document` is a word of its own: where an answer comes from."""
LAW = re.compile(rf"\b72\b|\b(Art\.|Articles?) ?\d|\d\d\(\d\)|\b({'|'.join(DUTIES)})\b")


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Every text and number in code with its line. Docstrings and comments may name the source of a rule."""
    tree = ast.parse(source)
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in spoken:
            yield node.lineno, str(node.value)


def found_in(source: str) -> list[tuple[int, str]]:
    return [(line, text) for line, text in strings(source) if LAW.search(text)]


def test_no_law_in_code() -> None:
    files = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT) not in ALLOWED]
    assert len(files) > 200
    assert {str(path): found for path in files if (found := found_in(path.read_text()))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "due = 72 * HOUR",
        "say('The 72 hours end')",
        "say(f'{x}: Art. 33(1) asks')",
        "outcome(x, 'communicate')",
    ],
)
def test_what_it_would_find(source: str) -> None:
    assert found_in(source)


def test_what_it_leaves_alone() -> None:
    assert found_in('"""Art. 33(1): 72 hours."""\nx = 1  # Art. 33\nsay("7200 hours")') == []
