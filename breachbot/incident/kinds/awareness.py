"""How an incident began, and since when the company is aware of it."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from breachbot.incident.kinds.happened import MAIN, Happened, Utc


class IncidentOpened(Happened):
    """Somebody (`by`) thinks that this may be a breach. The clock does not run yet.

    `message` is the permalink of the message from which it was reported, if it was; never its text.
    """

    kind: Literal["incident_opened"] = "incident_opened"
    title: str
    detected_at: Utc
    signal: str | None
    playbook: str
    playbook_version: str
    playbook_sha256: str
    message: str | None = None


class ChannelOpened(Happened):
    """The private channel exists and these people were invited."""

    kind: Literal["channel_opened"] = "channel_opened"
    channel: str
    invited: tuple[str, ...]


Unusual = Literal["before_detection", "little_time"]
"""What is unusual about a moment of awareness: before the incident was detected, or the hours were nearly over."""


class BecameAware(Happened):
    """A responder states since when the company is aware (EDPB 9/2022, 31: reasonable certainty).

    `unusual`: what the person was asked about. `to_confirm`: the DPO or a deputy is asked to confirm or correct it;
    not where they stated it themselves. At first nobody was asked.
    `affected_set`: whose clock it starts; the main set's is the incident's, and at first there was no other.
    """

    kind: Literal["became_aware"] = "became_aware"
    aware_at: Utc
    basis: str
    unusual: tuple[Unusual, ...] = ()
    to_confirm: bool = False
    affected_set: str = MAIN


class AwarenessMoved(Happened):
    """The moment of awareness is corrected; the old one stays on record. The rest is as in `BecameAware`."""

    kind: Literal["awareness_moved"] = "awareness_moved"
    was: Utc
    aware_at: Utc
    reason: str
    unusual: tuple[Unusual, ...] = ()
    to_confirm: bool = False
    affected_set: str = MAIN


class AwarenessConfirmed(Happened):
    """The DPO or a deputy confirms an unusual moment of awareness."""

    kind: Literal["awareness_confirmed"] = "awareness_confirmed"
    aware_at: Utc
    reason: str
    affected_set: str = MAIN


class EvidenceProposed(Happened):
    """What an alert suggests (`by` its source): how it reads, and answers for a person to confirm.

    It holds no value of a person. `seen` counts deliveries, not people.
    """

    kind: Literal["evidence_proposed"] = "evidence_proposed"
    signal: str
    reading: Literal["credentials_in_clear", "personal_data", "vulnerability", "nothing"]
    answers: dict[str, JsonValue]
    project: str | None
    environment: str | None
    seen: int
    first_seen: Utc | None
    last_seen: Utc | None
