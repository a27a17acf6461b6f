"""Docusaurus itself: fetched once into a folder outside the repository, and a site that it builds."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FETCHED_WITHIN, BUILT_WITHIN = 900, 900
"""Seconds: long, since the machine may be busy with something else."""


def fetched() -> Path:
    """The folder in which the locked packages are. Skips the test where they cannot be had; in CI that is a failure."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "breachbot-docusaurus" / lock
    if place.is_dir():
        return place
    if shutil.which("npm") is None:
        _without("npm is missing; on Debian: apt install npm")
    place.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=place.parent))
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, made)
    ran = subprocess.run(
        ["npm", "ci", "--silent"],
        cwd=made,
        capture_output=True,
        text=True,
        timeout=FETCHED_WITHIN,
        check=False,
    )
    if ran.returncode:
        shutil.rmtree(made)
        _without(f"Docusaurus could not be fetched: {ran.stderr.strip()[-500:]}")
    made.rename(place)
    return place


def built(site: Path) -> Path:
    """Build the site whose docs lie in `site`, a folder below that of `fetched`; gives the folder of web pages."""
    shutil.copy(HERE / "docusaurus.config.js", site)
    command = ["node", "../node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"]
    quiet = {**os.environ, "CI": "true", "NO_UPDATE_NOTIFIER": "1", "FORCE_COLOR": "0"}
    ran = subprocess.run(
        command, cwd=site, env=quiet, capture_output=True, text=True, timeout=BUILT_WITHIN, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return site / "build"


def _without(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
