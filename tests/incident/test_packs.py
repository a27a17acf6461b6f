"""A law that only sets clocks: nothing before somebody has said that it applies, then a chain of reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.incident.acts.state_moment import StateMoment
from breachbot.incident.duties import Owed, duties, to_remind
from breachbot.incident.guidance import decide, guide, hindered
from breachbot.incident.packs import frozen
from breachbot.incident.policy import Policy
from breachbot.incident.reach import Receipt, next_step
from breachbot.incident.state import Incident
from breachbot.playbook.regimes import Regime
from breachbot.register.entry import incident_entry
from breachbot.usecases.projections import deadlines
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, HOUR, NOON, TEAM
from tests.slack.samples import ready_to_close

WHY = "Payments could not be made for half a day, which makes it significant."
ALL = ("uk_gdpr", "swiss_fadp", "nis2", "dora", "cra", "eprivacy")


def context(policy: Policy, by: str = ENGINEER, now: datetime = NOON) -> Context:
    return Context(by, TEAM, policy, now, "1:00")


def taking(
    incident: Incident, command: object, policy: Policy, by: str = ENGINEER, now: datetime = NOON
) -> Incident:
    return cast.after(incident, decide(incident, command, context(policy, by, now)))  # type: ignore[arg-type]


def aware(policy: Policy) -> Incident:
    return taking(cast.opened(), BecomeAware(aware_at=NOON, basis="Foreign rows seen in the export"), policy)


def applies(name: str, *criteria: str) -> ConfirmRegime:
    return ConfirmRegime(regime=name, applies=True, criteria=criteria, reason=WHY)


def recorded(name: str, at: datetime) -> RecordDuty:
    return RecordDuty(
        obligation=name,
        done_at=at,
        channel="CSIRT portal",
        reference="CS-1",
        delay_reasons="It was found late.",
    )


def owed(incident: Incident, policy: Policy) -> dict[str, Owed]:
    return {one.obligation: one for one in duties(incident, policy) if one.law}


def words(incident: Incident, policy: Policy, now: datetime = NOON) -> list[str]:
    return [step.words for step in guide(incident, context(policy, now=now)).steps]


def test_by_default_there_are_no_packs_and_nothing_is_asked() -> None:
    incident = aware(cast.policy())
    assert not any("Say whether" in one for one in words(incident, cast.policy()))
    assert "confirm_regime" not in guide(incident, context(cast.policy())).offers
    assert "state_moment" not in guide(incident, context(cast.policy())).offers


def test_before_somebody_answers_it_is_asked_once_and_sets_no_clock_but_keeps_the_incident_open() -> None:
    policy = cast.with_packs("nis2", "dora")
    incident = aware(policy)
    assert owed(incident, policy) == {}
    (asked,) = [one for one in words(incident, policy) if one.startswith("Say whether")]
    assert asked == (
        "Say whether “NIS 2 Directive” and “DORA, digital operational resilience of the financial sector” apply, by "
        "their criteria: the clocks start only then."
    )
    assert "nis2: nobody has said whether it applies" in incident_entry(incident, policy).regimes
    assert hindered("close", ready_to_close(), context(cast.policy())) is None
    why = hindered("close", ready_to_close(), context(policy))
    assert "nobody has said whether “NIS 2 Directive” applies" in str(why)


def test_the_stages_chain() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    found = owed(incident, policy)
    assert [*found] == ["nis2_early_warning", "nis2_notification", "nis2_final_report"]
    assert found["nis2_early_warning"].due_at == NOON + 24 * HOUR
    assert found["nis2_notification"].due_at == NOON + 72 * HOUR
    assert (found["nis2_final_report"].due_at, found["nis2_final_report"].gap) == (None, "anchor")
    sent = datetime(2027, 1, 31, 9, tzinfo=UTC)
    incident = taking(incident, recorded("nis2_notification", sent), policy, now=sent)
    final = owed(incident, policy)["nis2_final_report"]
    assert (final.due_at, final.gap) == (datetime(2027, 3, 1, tzinfo=UTC), "record")  # the end of 28 February


@pytest.mark.parametrize(
    ("offset", "refused"), [(-1, False), (0, False), (1, True)], ids=["before", "at", "after"]
)
def test_what_is_late_is_recorded_with_its_reasons(offset: int, refused: bool) -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    done = NOON + 24 * HOUR + timedelta(seconds=offset)
    command = recorded("nis2_early_warning", done).model_copy(update={"delay_reasons": None})
    if refused:
        with pytest.raises(Refused, match="It is later than 24 hours"):
            taking(incident, command, policy, now=done)
    else:
        assert taking(incident, command, policy, now=done).record("nis2_early_warning")


def test_from_classification_but_no_later_than_a_day_from_awareness() -> None:
    policy = cast.with_packs("dora")
    incident = taking(aware(policy), applies("dora", "major"), policy)
    assert owed(incident, policy)["dora_initial"].due_at == NOON + 24 * HOUR
    classified = StateMoment(
        regime="dora", anchor="classification", moment=NOON + HOUR, basis="The crisis team classified it"
    )
    incident = taking(incident, classified, policy, now=NOON + 2 * HOUR)
    assert owed(incident, policy)["dora_initial"].due_at == NOON + 5 * HOUR
    late = classified.model_copy(update={"moment": NOON + 22 * HOUR})
    incident = taking(incident, late, policy, now=NOON + 23 * HOUR)
    assert owed(incident, policy)["dora_initial"].due_at == NOON + 24 * HOUR
    slip = classified.model_copy(update={"moment": datetime(1, 1, 1, tzinfo=UTC)})
    with pytest.raises(Refused, match="Check the year"):
        taking(incident, slip, policy, now=NOON + 23 * HOUR)


def test_a_moment_that_nobody_has_stated_gives_no_deadline_and_is_asked_for() -> None:
    policy = cast.with_packs("cra")
    incident = taking(aware(policy), applies("cra", "exploited_vulnerability"), policy)
    final = owed(incident, policy)["cra_vulnerability_final"]
    assert (final.outcome, final.due_at, final.gap) == ("required", None, "anchor")
    assert "cra_incident_final" not in owed(incident, policy)
    assert any("State when a corrective measure became available" in one for one in words(incident, policy))
    (line,) = [one for one in incident_entry(incident, policy).regimes if "Final report" in one]
    assert "14 days from when a corrective measure became available, which nobody has stated" in line
    there = StateMoment(regime="cra", anchor="remedy", moment=NOON, basis="Release 7.4.1 is out")
    incident = taking(incident, there, policy)
    assert owed(incident, policy)["cra_vulnerability_final"].due_at == datetime(2026, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "rungs"), [(-1, 0), (0, 1), (1, 1)])
def test_it_is_asked_for_once_a_day_and_nobody_else_is_called(seconds: int, rungs: int) -> None:
    policy = replace(cast.with_packs("cra"), reached_by={"mail": frozenset({DPO})})
    incident = taking(ready_to_close(), applies("cra", "exploited_vulnerability"), policy)
    for name in ("cra_early_warning", "cra_notification"):
        incident = taking(incident, recorded(name, NOON), policy)
    now = NOON + 24 * HOUR + timedelta(seconds=seconds)
    assert [one.key for one in to_remind(incident, policy)] == ["cra_vulnerability_final"]
    raised = reminder_due(incident, "cra_vulnerability_final", policy, now)
    assert [one.rung for one in (raised,) if one] == ["since_24h"] * rungs
    if raised:
        incident = cast.after(incident, [raised])
        assert reminder_due(incident, "cra_vulnerability_final", policy, now + 23 * HOUR) is None
        (number,) = incident.reminded_at
        seen = [Receipt(number, DPO, "slack", now, now)]
        assert next_step(incident, TEAM, policy, seen, now) is None, "it was read, and it is no deadline"
        assert next_step(incident, TEAM, policy, [], now) is not None, "it reached nobody"


def test_it_is_not_asked_for_what_the_report_before_it_says() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    rows = [row.obligation for row in deadlines(incident, policy, NOON)]
    assert "nis2_early_warning" in rows
    assert "nis2_final_report" not in rows


def test_a_clock_from_detection_runs_before_anybody_is_aware() -> None:
    policy = cast.with_packs("eprivacy")
    incident = taking(cast.opened(), applies("eprivacy", "provider"), policy)
    reminded = {one.obligation: one for one in to_remind(incident, policy)}
    assert incident.opened
    assert reminded["eprivacy_notification"].due_at == incident.opened.detected_at + 24 * HOUR
    rows = {row.obligation: row for row in deadlines(incident, policy, NOON)}
    assert rows["eprivacy_notification"].next_reminder_at == incident.opened.detected_at + 12 * HOUR
    assert any("Notify the competent national authority" in one for one in words(incident, policy))
    done = taking(incident, recorded("eprivacy_notification", NOON), policy)
    assert "eprivacy_notification" not in {one.obligation for one in to_remind(done, policy)}


def test_rungs_from_before_it_was_confirmed_were_nobodys_to_miss() -> None:
    policy, later = cast.with_packs("nis2"), NOON + 30 * HOUR
    incident = taking(aware(policy), applies("nis2", "significant"), policy, now=later)
    rows = {row.obligation: row for row in deadlines(incident, policy, later)}
    assert rows["nis2_early_warning"].next_reminder_at == NOON + 31 * HOUR


def test_the_uk_asks_what_the_leading_law_asks() -> None:
    policy = cast.with_packs("uk_gdpr")
    incident = taking(aware(policy), applies("uk_gdpr", "people_in_the_uk"), policy)
    assert owed(incident, policy)["uk_gdpr_notify_ico"].gap == "facts"
    found = owed(taking(cast.assessed(), applies("uk_gdpr", "people_in_the_uk"), policy), policy)
    ico = found["uk_gdpr_notify_ico"]
    assert (ico.outcome, ico.gap, ico.due_at) == ("required", "record", NOON + 72 * HOUR)


def test_the_notice_goes_to_the_ico_once_it_is_approved() -> None:
    policy = cast.with_packs("uk_gdpr")
    in_the_uk = applies("uk_gdpr", "people_in_the_uk")
    title = "File the approved notice with the ICO as well"
    before = words(taking(cast.assessed(), in_the_uk, policy), policy)
    assert before[0].startswith("Draft the notices")
    assert f"{title} once there is one (UK GDPR Art. 33(1)), then record it here." in before
    assert not any(title in one for one in words(taking(aware(policy), in_the_uk, policy), policy))
    after = words(taking(cast.approving(cast.drafted(), "authority"), in_the_uk, policy), policy)
    assert f"{title} (UK GDPR Art. 33(1)), then record it here." in after


def test_a_time_from_memory_says_so() -> None:
    policy = cast.with_packs("uk_gdpr", "nis2")
    assert policy.regimes.label("uk_gdpr_notify_ico") == (
        "ICO (UK GDPR Art. 33(1)) (time from memory, check it)"
    )
    assert "memory" not in policy.regimes.label("nis2_notification")


def test_that_it_does_not_apply_is_the_dpos_to_say_and_ends_its_clocks() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    no = ConfirmRegime(regime="nis2", applies=False, reason="We are no essential or important entity at all.")
    with pytest.raises(Refused, match="Only the DPO or a deputy"):
        taking(incident, no, policy)
    incident = taking(incident, no, policy, by=DPO)
    assert owed(incident, policy) == {}
    assert [one.applies for one in incident.regimes] == [True, False]
    with pytest.raises(Refused, match="on record already"):
        taking(incident, no, policy, by=DPO)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (applies("nis2"), "Choose by which criterion it applies: The company is an essential"),
        (applies("nis2", "nonsense"), "Choose by which criterion"),
        (applies("hipaa", "x"), "not switched on"),
        (
            StateMoment(regime="nis2", anchor="remedy", moment=NOON, basis="Release 7.4.1 is out"),
            "No law that applies here|Nothing is counted",
        ),
    ],
)
def test_what_does_not_fit_is_refused(command: object, said: str) -> None:
    policy = cast.with_packs("nis2")
    with pytest.raises(Refused, match=said):
        taking(aware(policy), command, policy)


def test_a_moment_to_come_is_refused() -> None:
    policy = cast.with_packs("dora")
    incident = taking(aware(policy), applies("dora", "major"), policy)
    ahead = StateMoment(
        regime="dora", anchor="classification", moment=NOON + HOUR, basis="The crisis team will meet"
    )
    with pytest.raises(Refused, match="in the future"):
        taking(incident, ahead, policy)


def test_an_incident_goes_by_the_text_that_was_confirmed() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    (pack,) = policy.regimes.packs
    short = pack.playbook.obligations[0].model_copy(update={"within": 12 * HOUR})
    book = pack.playbook.model_copy(update={"obligations": (short,), "version": "2027-01-01"})
    newer = replace(policy, regimes=replace(policy.regimes, packs=(Regime(book, "9" * 64, ""),)))
    assert owed(incident, newer)["nis2_early_warning"].due_at == NOON + 24 * HOUR
    assert incident.regimes[-1].sha256 == pack.sha256
    again = taking(incident, applies("nis2", "significant"), newer)
    assert owed(again, newer)["nis2_early_warning"].due_at == NOON + 12 * HOUR
    without = cast.policy()
    assert owed(incident, without)["nis2_early_warning"].due_at == NOON + 24 * HOUR


def test_a_law_that_is_not_in_force_yet_is_not_asked_about() -> None:
    policy = cast.with_packs("cra")
    early = datetime(2026, 9, 10, 23, 59, 59, tzinfo=UTC)
    assert "confirm_regime" not in guide(cast.opened(), context(policy, now=early)).offers
    assert "confirm_regime" in guide(cast.opened(), context(policy, now=early + timedelta(seconds=1))).offers


def test_a_report_to_a_csirt_says_nothing_of_a_personal_data_breach() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(aware(policy), applies("nis2", "significant"), policy)
    incident = taking(incident, recorded("nis2_early_warning", NOON), policy)
    assert not incident.told_outside
    assert "its reports are open" in str(hindered("no_breach", incident, context(policy, by=DPO)))


def test_a_pack_that_was_kept_in_an_event_stays_readable() -> None:
    """No field of a playbook may be taken away or get another meaning while a stored answer holds it."""
    stored = (Path(__file__).parent / "samples/packs.jsonl").read_bytes().splitlines()[0]
    event = e.decode(stored)
    assert isinstance(event, e.RegimeConfirmed)
    book = frozen(event)
    assert (book.id, [one.length for one in book.obligations]) == (
        "nis2",
        ["24 hours", "72 hours", "24 hours", "1 month"],
    )


def test_an_event_keeps_the_pack_whole() -> None:
    for name in ALL:
        policy = cast.with_packs(name)
        (pack,) = policy.regimes.packs
        criteria = [one.id for one in pack.playbook.criteria]
        (event,) = decide(cast.opened(), applies(name, *criteria), context(policy))
        kept = e.decode(e.encode(event))
        assert isinstance(kept, e.RegimeConfirmed)
        assert type(pack.playbook).model_validate(kept.pack) == pack.playbook
