"""What is judged: the payloads of a whole run of the tests where one was collected, else those of the demo's story."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breachbot.workspace.samples import Sample, read

COLLECTED = os.environ.get("JUDGED_SAMPLES")
"""A folder that a run of the tests with WORKSPACE_SAMPLES has filled."""


@pytest.fixture(scope="session")
def samples(request: pytest.FixtureRequest) -> list[Sample]:
    """One payload of each shape."""
    return read(Path(COLLECTED) if COLLECTED else request.getfixturevalue("story_played").samples)
