"""A copy of the tree on which the recipes of docs/how-to/ are carried out, with the code of the pages themselves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("breachbot", "playbooks", "templates", "tests", "docs", "pyproject.toml")
LEFT_OUT = ("node_modules", "pictures", "test_add_a_*", "versions")


def code_of(page: str, *, language: str = "python") -> list[str]:
    """The blocks of code in a page of docs/how-to/, in order."""
    text = (ROOT / "docs/how-to" / page).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def copy_of_the_tree(to: Path) -> Path:
    """The project at another place, as somebody has it who begins a change: compiled, which is half of each start."""
    tree = to / "tree"
    tree.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            # The migrations' folder is called "versions", too; of the tests only the stored databases are.
            names = LEFT_OUT if part == "tests" else LEFT_OUT[:-1]
            shutil.copytree(source, tree / part, ignore=shutil.ignore_patterns(*names))
        else:
            shutil.copy(source, tree / part)
    return tree


def run(tree: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    """`python …` in the copy, with nothing of the surroundings but PATH."""
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=tree,
        env=surroundings | given,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
