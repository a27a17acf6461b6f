"""An entry of the register says everything that Art. 33(5) wants, and never leaves a blank."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breachbot.incident import decide
from breachbot.incident import signal as life
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.register.entry import erased_entry, incident_entry, signal_entry
from tests.incident import cast
from tests.incident.cast import DPO, NOON, ONE_DPO, TEAM, policy
from tests.incident.test_signal import received


def test_an_incident_of_which_nothing_is_known_has_an_entry_without_blanks() -> None:
    flat = incident_entry(cast.opened(), policy()).flat()
    assert flat["fact_people_count"] == "not known"
    assert flat["aware_at"] == "not yet"
    several = {"filings", "approvals", "communication", "published", "flags"}
    assert all(value for name, value in flat.items() if name not in several)


def test_a_notified_breach_names_what_was_filed_when_and_by_whom() -> None:
    incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + timedelta(hours=2))
    entry = incident_entry(incident, policy())
    (filing,) = entry.filings
    assert filing.startswith("2026-11-24T14:00:00+00:00: initial, known as of 2026-11-24T12:00:00+00:00")
    assert "reference IN-26-1" in filing
    assert entry.notify_authority == "required"
    assert entry.notify_authority_because


def test_what_is_judged_no_breach_keeps_its_reason() -> None:
    incident = cast.aware()
    news = decide.judge_no_breach(incident, TEAM, reason="Only our own test rows", by=DPO, now=NOON)
    entry = incident_entry(cast.after(incident, news), policy())
    assert (entry.phase, entry.decided_because) == ("no_breach", "Only our own test rows")


def test_disputed_and_unconfirmed_facts_say_so() -> None:
    incident = cast.stating(cast.assessed(), by=cast.DEPUTY, role="joint")
    incident = cast.stating(incident, by=cast.ENGINEER, role="controller")
    assert incident_entry(incident, policy()).facts["role"].startswith("disputed: ")


def test_an_inspector_sees_break_glass_and_moved_awareness() -> None:
    incident = cast.drafted(by=DPO)
    glass = "Nobody else could be reached before the deadline"
    incident = cast.approving(incident, "authority", team=ONE_DPO, break_glass=glass)
    moved = decide.move_awareness(
        incident, TEAM, policy=policy(), aware_at=NOON - timedelta(hours=3), reason="The log is clear about it",
        by=DPO, now=NOON,
    )  # fmt: skip
    flags = incident_entry(cast.after(incident, moved), policy()).flags
    assert flags[0].startswith("break-glass: ")
    assert flags[1].startswith("awareness moved from 2026-11-24T12:00:00+00:00")


def test_a_dismissed_signal_is_on_record_with_its_reason() -> None:
    signal = evolve_signal(Signal("sig-1"), received())
    with pytest.raises(ValueError, match="not dismissed"):
        signal_entry(signal)
    (event,) = life.dismiss(signal, cast.TEAM, reason="Test data of our own", by=cast.ENGINEER, now=NOON)
    entry = signal_entry(evolve_signal(signal, event))
    assert entry.decided_because == f"Test data of our own ({cast.ENGINEER})"


def test_an_erased_incident_keeps_its_line() -> None:
    entry = erased_entry("pdb-gone0000")
    assert (entry.id, entry.title, entry.facts["role"]) == ("pdb-gone0000", "erased", "erased")
