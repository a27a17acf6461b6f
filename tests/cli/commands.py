"""A command as an operator runs it: in a process of its own, or in this one, which saves the second of a start."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from breachbot.cli.main import main
from breachbot.configured.places import bundled
from breachbot.settings import variable

Ended = subprocess.CompletedProcess[str]
"""The exit code, and what was said on standard output and on standard error."""


def in_a_process(folder: Path, *words: str, **settings: str) -> Ended:
    """Run a command in a folder with these settings and no others."""
    environment = {variable(name): value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "breachbot", *words],
        cwd=folder,
        env=environment | {"PATH": os.environ["PATH"], "PYTHONPATH": str(bundled("playbooks").parent)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def run_here(folder: Path, *words: str, **settings: str) -> Ended:
    """The same in this process: for what a command says and with which code it ends."""
    out, wrong = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as surroundings, redirect_stdout(out), redirect_stderr(wrong):
        for name in os.environ:
            if name.startswith("BREACHBOT_"):
                surroundings.delenv(name)
        for name, value in settings.items():
            surroundings.setenv(variable(name), value)
        surroundings.chdir(folder)
        surroundings.setattr(sys, "argv", ["breachbot", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return subprocess.CompletedProcess(words, int(ended.value.code or 0), out.getvalue(), wrong.getvalue())
