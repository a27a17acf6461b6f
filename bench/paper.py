"""How long a notice and a whole filing pack take as PDF: `python -m bench.paper`.

Milliseconds after the first, the best and the middle of twenty, by the clock and in processor time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from breachbot.publish.filing import as_pdf
from breachbot.publish.pdf import notice_pdf
from tests.incident import cast
from tests.incident.filing.incidents import ARCHIVE, directory, packed, told

RUNS = 20


def main() -> None:
    """Print one line for each."""
    templates = cast.policy().templates
    text = cast.the_draft(cast.drafted(), "authority").documents["notice.md"]
    pack, to = packed(told(ARCHIVE), "fr-cnil"), directory().by_id["fr-cnil"]
    _measure("notice", lambda: notice_pdf(text, templates, "bench"))
    _measure("pack", lambda: as_pdf(pack, to, templates))


def _measure(name: str, make: Callable[[], bytes]) -> None:
    size, wall, processor = len(make()), [], []
    for _ in range(RUNS):
        began, worked = time.perf_counter(), time.process_time()
        make()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    by_clock = f"best {min(wall):.0f} ms, middle {statistics.median(wall):.0f} ms"
    print(f"{name}: {size} bytes, {by_clock}; processor {statistics.median(processor):.0f} ms")


if __name__ == "__main__":
    main()
