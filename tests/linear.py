"""Whether work grows with its size: measured against itself, so that a slow or busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8
ROOM = 3
"""Between growth by the size (8 times) and by its square (64 times)."""


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Eight times the size must cost about eight times the processor time; patterns that explode cost far more."""
    small, large = cost(work, size // TIMES), cost(work, size)
    assert large < small * TIMES * ROOM, f"{large:.3f} s for {TIMES} times the work of {small:.3f} s"


def cost(work: Callable[[int], object], size: int) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    work(size)
    return time.process_time() - started
