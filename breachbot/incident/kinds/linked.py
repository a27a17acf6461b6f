"""Two incidents that have to do with each other: one became part of another, or was opened out of one."""

from __future__ import annotations

from typing import Literal

from breachbot.incident.kinds.happened import Happened, Utc


class IncidentMerged(Happened):
    """This incident has ended as a part of another (`into`), which goes on. The reason stays in the register."""

    kind: Literal["incident_merged"] = "incident_merged"
    into: str
    reason: str


class IncidentTakenIn(Happened):
    """Another incident became part of this one. Its account follows, as statements that name it.

    `detected_at`: when it was detected. `aware_at`: since when the company was aware of it, if anybody had said so:
    no later moment counts here. `signals`: those that follow. `differs`: the facts in which the two accounts do not
    agree.
    """

    kind: Literal["incident_taken_in"] = "incident_taken_in"
    incident: str
    detected_at: Utc
    aware_at: Utc | None = None
    signals: tuple[str, ...]
    reason: str
    differs: tuple[str, ...]


class PartOpened(Happened):
    """Part of this incident, some of its sets or signals, became an incident of its own (`incident`)."""

    kind: Literal["part_opened"] = "part_opened"
    incident: str
    affected_sets: tuple[str, ...]
    signals: tuple[str, ...]
    reason: str


class OpenedAsPart(Happened):
    """This incident was opened out of another (`of`), which goes on beside it. `signals`: those that came along."""

    kind: Literal["opened_as_part"] = "opened_as_part"
    of: str
    signals: tuple[str, ...]
    reason: str
