"""What is judged: the payloads of a whole run of the tests where one was collected, else those of the demo's story."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from breachbot.demo.run import run
from breachbot.workspace.samples import VARIABLE, Sample, read

COLLECTED = os.environ.get("JUDGED_SAMPLES")
"""A folder that a run of the tests with WORKSPACE_SAMPLES has filled."""


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """One payload of each shape."""
    if COLLECTED:
        return read(Path(COLLECTED))
    folder = tmp_path_factory.mktemp("samples")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(VARIABLE, str(folder))
        asyncio.run(run(tmp_path_factory.mktemp("demo"), lambda line: None))
    return read(folder)
