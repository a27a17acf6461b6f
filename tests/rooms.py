"""`python -m tests.rooms`: the share of each pure room that the last measured run of the tests went through.

Statements and branches count alike. Exit code 1 if the whole is under the floor of `pyproject.toml`, which is to follow
what is reached: under it, something is no longer tested that was.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coverage import Coverage

COUNTED = ("num_statements", "num_branches", "covered_lines", "covered_branches")


def room(path: str) -> str:
    """The folder of `breachbot/` that a file lies in; `.` for those beside the folders."""
    parts = Path(path).parts
    return parts[1] if len(parts) > 2 else "."


def shares(files: dict[str, Any]) -> dict[str, float]:
    """In percent, by room; of coverage.py's report in JSON, its `files`."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for path, file in files.items():
        for name in COUNTED:
            sums[room(path)][name] += file["summary"][name]
    return {
        name: 100 * (one["covered_lines"] + one["covered_branches"]) / whole
        for name, one in sorted(sums.items())
        if (whole := one["num_statements"] + one["num_branches"])
    }


def main() -> int:
    """Print, and say by the exit code whether the floor is held."""
    measured = Coverage()
    measured.load()
    with TemporaryDirectory() as folder:
        written = Path(folder, "coverage.json")
        total = measured.json_report(outfile=str(written))
        files = json.loads(written.read_text())["files"]
    floor = float(str(measured.get_option("report:fail_under")))
    print("statements and branches that the tests went through, by room, in percent")
    for name, share in shares(files).items():
        print(f"{name:<12}{share:>7.1f}")
    print(f"{'all':<12}{total:>7.1f}   floor: {floor:g}")
    return 0 if total >= floor else 1


if __name__ == "__main__":
    sys.exit(main())
