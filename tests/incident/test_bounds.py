"""How long a text may be: each that a person can write is taken at its bound, and refused one character beyond it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from breachbot.assessment.answers import LONGEST_TEXT
from breachbot.errors import Refused
from breachbot.incident import (
    awareness,
    bounds,
    controllers,
    decide,
    disclosure,
    drafts,
    reports,
    sign_off,
    signal,
    verdicts,
)
from breachbot.incident import events as e
from breachbot.incident.signal import Signal
from breachbot.incident.state import AffectedSet, Incident
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, NOON, ONE_DPO, REPORTER, TEAM

POLICY = cast.policy()
LATE = NOON + timedelta(hours=80)


@dataclass(frozen=True)
class Field:
    """A text: what decides on it, how long it may be, and beside which input a refusal stands."""

    decide: Callable[[str], object]
    most: int
    beside: str


def opening(title: str) -> object:
    return decide.open_incident(
        Incident("pdb-new00001"), POLICY, title=title, detected_at=NOON, signal=None, by=REPORTER, now=NOON
    )


def keeping(title: str) -> object:
    return reports.keep(
        "sig-new00001", title=title, detected_at=NOON, personal_data=None, message=None, by=REPORTER, now=NOON
    )


def dismissing(reason: str) -> object:
    received = reports.keep(
        "sig-new00001",
        title="Laptop",
        detected_at=NOON,
        personal_data=None,
        message=None,
        by=REPORTER,
        now=NOON,
    )
    found = signal.evolve_signal(Signal("sig-new00001"), received)
    return signal.dismiss(found, TEAM, reason=reason, count=1, by=ENGINEER, now=NOON)


def becoming_aware(basis: str) -> object:
    given: Any = {"policy": POLICY, "aware_at": NOON, "by": ENGINEER, "now": NOON}
    return decide.become_aware(cast.opened(), TEAM, basis=basis, **given)


def moving(reason: str) -> object:
    given: Any = {"policy": POLICY, "aware_at": NOON - timedelta(hours=1), "by": DPO, "now": NOON}
    return decide.move_awareness(cast.aware(), TEAM, reason=reason, **given)


def confirming(reason: str) -> object:
    """Long before it was detected, so that the DPO confirms it."""
    odd = NOON - timedelta(days=60)
    given: Any = {
        "policy": POLICY,
        "aware_at": odd,
        "basis": "An old mail names it.",
        "by": ENGINEER,
        "now": NOON,
    }
    incident = cast.after(cast.opened(), decide.become_aware(cast.opened(), TEAM, **given))
    return awareness.confirm_awareness(incident, TEAM, aware_at=odd, reason=reason, by=DPO, now=NOON)


def judging(reason: str) -> object:
    return decide.judge_no_breach(cast.aware(), TEAM, reason=reason, by=DPO, now=NOON)


def stating(text: str) -> object:
    given: Any = {"policy": POLICY, "by": ENGINEER, "now": NOON}
    return decide.state_facts(cast.aware(), TEAM, answers={"what_happened": text}, **given)


def closing(text: str, *, field: str) -> object:
    done = cast.told_everything()
    decided = {approval.event.sha256 for approval in done.approvals}
    done = replace(done, drafts=tuple(draft for draft in done.drafts if draft.sha256 in decided))
    texts = dict.fromkeys(("effects", "measures", "lessons"), "As the report says.") | {field: text}
    return decide.close(done, TEAM, policy=POLICY, by=DPO, now=NOON, **texts)


def redrafting(change: str) -> object:
    filed = cast.filing(cast.approving(cast.drafted(), "authority"), NOON)
    return cast.drafting(cast.stating(filed, people_count=9), change=change)


def drafting_first(change: str) -> object:
    return cast.drafting(cast.assessed(), change=change)


def withdrawing(change: str) -> object:
    public = cast.publishing(cast.approving(cast.drafted(), "page"))
    return drafts.draft_notice(
        public, TEAM, policy=POLICY, audience="page", change=change, withdraw=True, by=ENGINEER, now=NOON
    )


def rejecting(reason: str) -> object:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "authority")
    about: Any = {"audience": "authority", "version": draft.version, "sha256": draft.sha256}
    return sign_off.reject(incident, TEAM, **about, reason=reason, by=DPO, now=NOON)


def breaking_glass(reason: str) -> object:
    return cast.approving(cast.drafted(by=DPO), "authority", by=DPO, team=ONE_DPO, break_glass=reason)


def filing(text: str, *, field: str) -> object:
    approved = cast.approving(cast.drafted(), "authority")
    given: Any = {"delay_reasons": "It took us that long."} | {field: text}
    return cast.filing(approved, LATE, **given)


def telling(channel: str) -> object:
    return cast.telling(cast.drafted(), 5, channel=channel)


def waiving(reason: str) -> object:
    given: Any = {"policy": POLICY, "ground": "c", "by": DPO, "now": NOON}
    return disclosure.waive_communication(cast.assessed(), TEAM, reason=reason, **given)


def telling_controller(text: str, *, field: str) -> object:
    told: Any = {"told_at": NOON, "controller": "Acme", "channel": "e-mail", "by": ENGINEER, "now": NOON}
    return disclosure.tell_controller(cast.aware(), TEAM, **(told | {field: text}))


def adding_set(title: str) -> object:
    return controllers.add_set(cast.aware(), TEAM, policy=POLICY, title=title, by=ENGINEER, now=NOON)


def naming_controller(name: str) -> object:
    names = ("Acme", name)
    return controllers.name_controllers(
        cast.aware(), TEAM, affected_set=e.MAIN, controllers=names, by=ENGINEER, now=NOON
    )


def advising(reason: str) -> object:
    about: Any = {"affected_set": e.MAIN, "obligation": "communicate", "outcome": "required"}
    return verdicts.advise(cast.assessed(), TEAM, **about, reason=reason, by=DPO, now=NOON)


def deciding(reason: str) -> object:
    about: Any = {
        "affected_set": e.MAIN,
        "obligation": "communicate",
        "outcome": "required",
        "policy": POLICY,
    }
    return verdicts.decide_outcome(cast.assessed(), TEAM, **about, reason=reason, by=DPO, now=NOON)


FIELDS = {
    "title of a report": Field(opening, bounds.TITLE, "title"),
    "title of a report that is kept": Field(keeping, bounds.TITLE, "title"),
    "dismissal": Field(dismissing, bounds.REASON, "reason"),
    "awareness": Field(becoming_aware, bounds.BASIS, "basis"),
    "correction of awareness": Field(moving, bounds.BASIS, "basis"),
    "confirmed awareness": Field(confirming, bounds.BASIS, "reason"),
    "no breach": Field(judging, bounds.REASON, "reason"),
    "fact": Field(stating, LONGEST_TEXT, "what_happened"),
    "effects": Field(partial(closing, field="effects"), bounds.ACCOUNT, "effects"),
    "measures": Field(partial(closing, field="measures"), bounds.ACCOUNT, "measures"),
    "lessons": Field(partial(closing, field="lessons"), bounds.ACCOUNT, "lessons"),
    "change in a correction": Field(redrafting, bounds.CHANGE, "change"),
    "change in a first draft": Field(drafting_first, bounds.CHANGE, "change"),
    "withdrawal": Field(withdrawing, bounds.CHANGE, "change"),
    "rejection": Field(rejecting, bounds.BASIS, "reason"),
    "break-glass": Field(breaking_glass, bounds.BASIS, "break_glass"),
    "channel of a filing": Field(partial(filing, field="channel"), bounds.SHORT, "channel"),
    "reference of a filing": Field(partial(filing, field="reference"), bounds.SHORT, "reference"),
    "reasons for a delay": Field(partial(filing, field="delay_reasons"), bounds.REASON, "delay_reasons"),
    "channel of a communication": Field(telling, bounds.SHORT, "channel"),
    "Art. 34(3)": Field(waiving, bounds.GROUNDS, "reason"),
    "controller told": Field(partial(telling_controller, field="controller"), bounds.SHORT, "controller"),
    "channel to a controller": Field(partial(telling_controller, field="channel"), bounds.SHORT, "channel"),
    "name of a set": Field(adding_set, bounds.SET_TITLE, "title"),
    "name of a controller": Field(naming_controller, bounds.SHORT, "others"),
    "advice": Field(advising, bounds.GROUNDS, "reason"),
    "decision": Field(deciding, bounds.GROUNDS, "reason"),
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_it_is_taken_at_its_bound_and_refused_beyond(field: Field) -> None:
    assert field.decide("x" * field.most)
    assert field.decide(f"  {'x' * field.most}\n")
    for length in (field.most + 1, 100_000):
        with pytest.raises(Refused) as error:
            field.decide("x" * length)
        assert error.value.field == field.beside
        assert f"{field.most:,}" in str(error.value) or str(field.most) in str(error.value)
        assert len(str(error.value)) < 300


def test_a_set_of_data_called_the_longest_fits_its_menu() -> None:
    assert len(AffectedSet("set-2", "x" * bounds.SET_TITLE).title) <= 75
