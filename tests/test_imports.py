"""Who imports whom: no circle, and nothing of the demo in a server. The layers are contracts in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def in_order(imports: dict[str, set[str]]) -> list[str]:
    """The modules, each after those that it imports. Raises CycleError, with the circle."""
    return list(TopologicalSorter(imports).static_order())


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph("breachbot", cache_dir=None)
    imports = {one: set(graph.find_modules_directly_imported_by(one)) for one in graph.modules}
    assert len(in_order(imports)) > 300


def test_a_circle_would_be_seen() -> None:
    with pytest.raises(CycleError):
        in_order({"a": {"b"}, "b": {"c"}, "c": {"a"}})


def test_a_server_loads_nothing_of_the_demo_or_of_the_local_workspace() -> None:
    program = (
        "import sys, breachbot.__main__, breachbot.cli.main, breachbot.cli.run, breachbot.cli.refusals, breachbot.app\n"
        "print([one for one in sys.modules if one.startswith(('breachbot.demo', 'breachbot.workspace'))])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")
