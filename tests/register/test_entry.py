"""An entry of the register says everything that Art. 33(5) wants, and never leaves a blank."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS
from breachbot.incident import signal as life
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.reject import Reject
from breachbot.incident.events import SYSTEM, FactStated, JudgedNoBreach, ReminderRaised, SignalRaised
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.register.entry import Entry, erased_entry, incident_entry, signal_entry
from breachbot.register.flat import in_one, one_line
from tests.incident import cast
from tests.incident.cast import DPO, NOON, ONE_DPO, policy
from tests.incident.test_signal import received

GLASS = "Nobody else could be reached before the deadline"


def test_an_incident_of_which_nothing_is_known_has_an_entry_without_blanks() -> None:
    flat = incident_entry(cast.opened(), policy()).flat()
    assert flat["fact_people_count"] == "not known"
    assert flat["aware_at"] == "not yet"
    several = {name for name, field in Entry.model_fields.items() if field.annotation == tuple[str, ...]}
    assert all(value for name, value in flat.items() if name not in several)


def test_every_fact_on_which_a_ruling_may_rest_has_its_column_in_the_order_of_the_questions() -> None:
    """Art. 33(5): the register lets the authority check the rulings, so that it holds all they were made from."""
    facts = incident_entry(cast.assessed(), policy()).facts
    assert list(facts) == list(FACTS)
    assert facts["identifiability"] == "Yes: by name, address, number or picture"
    assert facts["harm_seen"] == "No"
    assert facts["restore"] == "not known"
    for name in cast.FACTS:
        assert facts[name] != "not known", name


def test_a_fact_that_the_vocabulary_lost_since_is_still_among_the_earlier_ones() -> None:
    outdated = FactStated(
        at=NOON, by=cast.ENGINEER, fact="no_longer_asked", value="yes", source="person", confirmed=True
    )
    entry = incident_entry(cast.after(cast.assessed(), [outdated]), policy())
    assert entry.earlier_facts == ("2026-11-24T12:00:00+00:00: no_longer_asked: yes (U_ENGINEER)",)


def test_a_notified_breach_names_what_was_filed_when_and_by_whom() -> None:
    incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + timedelta(hours=2))
    entry = incident_entry(incident, policy())
    (filing,) = entry.filings
    assert filing.startswith("2026-11-24T14:00:00+00:00: initial, known as of 2026-11-24T12:00:00+00:00")
    assert "reference IN-26-1" in filing
    assert entry.outcomes["notify_authority"] == "required"
    assert entry.outcomes["notify_authority_because"]


def test_what_is_judged_no_breach_keeps_its_reason() -> None:
    shown = cast.judging(cast.advised(cast.stating(cast.aware(), personal_data="no")))
    entry = incident_entry(shown, policy())
    assert (entry.phase, entry.decided_because, entry.flags) == ("no_breach", cast.NO_BREACH, ())


def test_an_inspector_sees_how_it_was_judged_to_be_none() -> None:
    """Against the facts, against the advice, by who advised; an old record that asked for none of it has no flag."""
    aside = "The facts were stated of another export by mistake."
    against = cast.judging(cast.advised(cast.assessed(), outcome="required"), facts_aside=aside)
    entry = incident_entry(against, policy())
    assert entry.decided_because == f"{cast.NO_BREACH} Why the facts on record do not matter: {aside}"
    assert entry.flags == (
        "judged no breach by U_DEPUTY while the facts on record did not show it",
        "judged no breach by U_DEPUTY against the advice of U_DPO",
    )
    alone: dict[str, Any] = {"by": DPO, "team": ONE_DPO}
    own = cast.judging(
        cast.advised(cast.stating(cast.aware(), personal_data="no"), **alone), **alone, break_glass=GLASS
    )
    (flag,) = incident_entry(own, policy()).flags
    assert flag == f"break-glass: U_DPO advised on whether it is a breach and judged it: {GLASS}"
    old = JudgedNoBreach(at=NOON, by=DPO, reason="Only our own test rows")
    entry = incident_entry(cast.after(cast.aware(), [old]), policy())
    assert (entry.decided_because, entry.flags) == ("Only our own test rows", ())


def test_an_inspector_sees_that_a_notice_rests_on_one_word() -> None:
    said = cast.drafting(cast.stating(cast.aware(), by=DPO, **cast.FACTS))
    approved = cast.approving(said, "authority", team=ONE_DPO, break_glass=GLASS)
    (flag,) = incident_entry(approved, policy()).flags
    words = "which rests on the word of the same person alone"
    assert flag == f"break-glass: U_DPO approved authority draft 1, {words}: {GLASS}"


def test_disputed_and_unconfirmed_facts_say_so() -> None:
    incident = cast.stating(cast.assessed(), by=cast.DEPUTY, role="joint")
    incident = cast.stating(incident, by=cast.ENGINEER, role="controller")
    assert incident_entry(incident, policy()).facts["role"].startswith("disputed: ")


def test_an_inspector_sees_break_glass_and_moved_awareness() -> None:
    incident = cast.drafted(by=DPO)
    incident = cast.approving(incident, "authority", team=ONE_DPO, break_glass=GLASS)
    moved = MoveAwareness(aware_at=NOON - timedelta(hours=3), basis="The log is clear about it")
    flags = incident_entry(cast.taking(incident, moved, DPO), policy()).flags
    assert (
        flags[0] == f"break-glass: U_DPO approved authority draft 1, which the same person drafted: {GLASS}"
    )
    assert flags[1].startswith("awareness moved from 2026-11-24T12:00:00+00:00")


@pytest.mark.parametrize(
    ("missed", "minutes", "said"),
    [
        (("48h_left",), 720, "1 reminder of notify_authority came late, by up to 12 h"),
        (("48h_left", "24h_left"), 2251, "2 reminders of notify_authority came late, by up to 37 h 31 min"),
        (("due",), 59, "1 reminder of notify_authority came late, by up to 59 min"),
        ((), 120, "1 reminder of notify_authority came late, by up to 2 h"),
        ((), 1, "1 reminder of notify_authority came late, by up to 1 min"),
    ],
)
def test_late_reminders_are_counted_in_words(missed: tuple[str, ...], minutes: int, said: str) -> None:
    late = ReminderRaised(
        at=NOON,
        by=SYSTEM,
        obligation="notify_authority",
        rung="due",
        due_at=NOON,
        missed=missed,
        late_minutes=minutes,
    )
    assert incident_entry(cast.after(cast.aware(), [late]), policy()).flags == (said,)
    in_time = late.model_copy(update={"missed": (), "late_minutes": 0})
    assert incident_entry(cast.after(cast.aware(), [in_time]), policy()).flags == ()


def test_it_says_what_awareness_rests_on() -> None:
    (basis,) = incident_entry(cast.aware(), policy()).awareness
    assert basis == (
        "2026-11-24T12:00:00+00:00: aware since 2026-11-24T12:00:00+00:00, U_ENGINEER, "
        "basis: Foreign rows seen in the export"
    )


def test_it_keeps_what_was_turned_down_and_why() -> None:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "page")
    turned_down = Reject(audience="page", version=1, sha256=draft.sha256, reason="Say which export it was")
    (rejection,) = incident_entry(cast.taking(incident, turned_down, DPO), policy()).rejections
    assert rejection == (
        f"2026-11-24T12:00:00+00:00: page draft 1, turned down by U_DPO, sha256 {draft.sha256}, "
        "because: Say which export it was"
    )


def test_a_published_page_is_named_by_the_version_it_shows_and_by_its_draft() -> None:
    """Drafts are counted from the first that was ever made, versions from the first that readers saw."""
    incident = cast.publishing(cast.approving(cast.drafted(), "page"))
    for measure in ("The export is off.", "The export is off and mended."):
        incident = cast.stating(incident, NOON + timedelta(hours=1), measures_taken=measure)
        incident = cast.drafting(incident, NOON + timedelta(hours=1), change="What we did since")
    incident = cast.publishing(cast.approving(incident, "page", now=NOON + timedelta(hours=1)))
    page = cast.the_draft(incident, "page")
    assert page.version == 3
    assert "Version 2." in page.documents["page.md"]
    first, second = incident_entry(incident, policy()).published
    assert ": notice, version 1, of draft 1, target static, https://example.com/x, " in first
    assert ": correction, version 2, of draft 3, target static, https://example.com/x, " in second


def test_it_keeps_the_earlier_values_of_a_fact_with_their_authors() -> None:
    incident = cast.stating(cast.assessed(), NOON + timedelta(hours=1), people_count=5000)
    entry = incident_entry(incident, policy())
    assert entry.facts["people_count"] == "5000"
    assert entry.earlier_facts == ("2026-11-24T12:00:00+00:00: people_count: 2300 (U_ENGINEER)",)
    again = cast.stating(incident, NOON + timedelta(hours=2), people_count=2300)
    assert [line.split(": ", 1)[1] for line in incident_entry(again, policy()).earlier_facts] == [
        "people_count: 2300 (U_ENGINEER)",
        "people_count: 5000 (U_ENGINEER)",
    ]


def test_of_two_statements_in_one_moment_the_first_is_the_earlier_one() -> None:
    entry = incident_entry(cast.stating(cast.assessed(), people_count=5000), policy())
    assert entry.earlier_facts == ("2026-11-24T12:00:00+00:00: people_count: 2300 (U_ENGINEER)",)


def test_an_approval_names_every_file() -> None:
    incident = cast.approving(cast.drafted(), "page")
    (line,) = incident_entry(incident, policy()).approvals
    for name, sha256 in cast.the_draft(incident, "page").files.items():
        assert f"{name} sha256 {sha256}" in line


FORGED = "web form | 2026-11-24T13:00:00+00:00: complete, by post\npdb-fake0000,incident\u2028closed\\| x"


def test_a_value_with_bars_and_line_ends_is_still_one_filing_in_one_row() -> None:
    incident = cast.approving(cast.drafted(), "authority")
    entry = incident_entry(cast.filing(incident, NOON, channel=FORGED), policy())
    (cell,) = [entry.flat()["filings"]]
    assert len(cell.splitlines()) == 1
    assert apart(cell) == list(entry.filings)
    assert FORGED in entry.filings[0]


def apart(cell: str) -> list[str]:
    """The several texts of a cell, taken apart by nothing but what `register.flat` promises."""
    found = re.split(r"(?<!\\)((?:\\\\)*) \| ", cell)
    joined = [text + slashes for text, slashes in zip(found[::2], [*found[1::2], ""], strict=True)]
    return [back(text) for text in joined]


def back(text: str) -> str:
    return re.sub(
        r"\\(?:\||\\|n|r|t|x..|u....|U........)",
        lambda found: {"\\|": "|"}.get(found[0]) or found[0].encode().decode("unicode_escape"),
        text,
    )


@given(st.lists(st.text(min_size=1), min_size=1))
def test_any_texts_of_one_cell_can_be_told_apart_again(texts: list[str]) -> None:
    cell = in_one(texts)
    assert len(cell.splitlines()) == 1
    assert cell.isprintable()
    assert apart(cell) == texts
    assert [back(one_line(text)) for text in texts] == texts


def test_a_dismissed_signal_is_on_record_with_its_reason() -> None:
    signal = evolve_signal(Signal("sig-1"), received())
    with pytest.raises(ValueError, match="not dismissed"):
        signal_entry(signal, policy())
    (event,) = life.dismiss(signal, cast.TEAM, reason=cast.NO_BREACH, count=1, by=cast.ENGINEER, now=NOON)
    entry = signal_entry(evolve_signal(signal, event), policy())
    assert entry.decided_because == f"{cast.NO_BREACH} ({cast.ENGINEER})"


def test_a_signal_that_was_raised_again_keeps_what_was_judged_before() -> None:
    signal = evolve_signal(Signal("sig-1"), received())
    (dismissed,) = life.dismiss(signal, cast.TEAM, reason=cast.NO_BREACH, count=3, by=cast.ENGINEER, now=NOON)
    raised = SignalRaised(
        at=NOON + timedelta(hours=1),
        by="sentry",
        delivery="d2",
        verdict="candidate",
        reasons=(),
        findings=(),
        why="It came 30 times, against 3 when it was dismissed.",
    )
    signal = evolve_signal(evolve_signal(signal, dismissed), raised)
    entry = signal_entry(signal, policy())
    assert (entry.phase, entry.decided_because, entry.ended_at) == ("open", "not yet", "not yet")
    assert entry.flags == (
        f"2026-11-24T12:00:00+00:00: dismissed by {cast.ENGINEER}: {cast.NO_BREACH}",
        "2026-11-24T13:00:00+00:00: raised again: It came 30 times, against 3 when it was dismissed.",
    )
    (opened,) = life.open_as(signal, "pdb-1", by=cast.ENGINEER, now=NOON)
    entry = signal_entry(evolve_signal(signal, opened), policy())
    assert (entry.phase, entry.aware_at, len(entry.flags)) == ("opened", "see pdb-1", 2)


def test_an_erased_incident_keeps_its_line() -> None:
    entry = erased_entry("pdb-gone0000", policy())
    assert (entry.id, entry.kind) == ("pdb-gone0000", "incident")


def test_no_column_of_an_erased_incident_reads_as_though_nothing_had_been_there() -> None:
    flat = erased_entry("pdb-gone0000", policy()).flat()
    assert {text for name, text in flat.items() if name not in ("id", "kind")} == {"erased"}
