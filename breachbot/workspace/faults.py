"""Faults that wait for their request."""

from __future__ import annotations

from breachbot.workspace.protocol import Fault

TO_CALLS = frozenset({"rate_limited", "server_error", "slow", "lost_answer", "refused", "not_slack"})
TO_DELIVERIES = frozenset({"duplicate", "retry"})
TO_EACH_COPY = frozenset({"late"})
TO_SOCKETS = frozenset({"cut", "refresh", "link_disabled", "lost_ack", "nonsense"})


class Faults:
    """An ordered list of faults, each used up request by request."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let it happen in the next requests that it is for."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self._waiting.clear()

    def take(self, method: str, kinds: frozenset[str]) -> Fault | None:
        """The first waiting fault of these kinds for this method, if any; one of its times is used up."""
        for index, fault in enumerate(self._waiting):
            if fault.kind in kinds and fault.method in (method, "*"):
                left = fault.model_copy(update={"times": fault.times - 1})
                self._waiting[index : index + 1] = [left] if left.times > 0 else []
                return fault
        return None
