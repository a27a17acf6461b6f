"""The message of a burst and the list of what waits: an allow-list, what to do next, and nothing that acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.signal import evolve_signal
from breachbot.intake.signal import UNREADABLE, Finding
from breachbot.slack.actions import Act
from breachbot.slack.nudge import nudge
from breachbot.slack.signal_cards import signal_card
from breachbot.slack.storm_card import storm_card, waiting_list
from breachbot.usecases.storms import PAGE, Gathered, Waiting
from tests.incident.cast import ENGINEER, NOON
from tests.slack import samples
from tests.slack.judges import HOSTILE, judged_message, judged_view, text_of


def burst(**traits: Any) -> Gathered:
    one = Gathered(
        id="burst-one",
        reports=False,
        began_at=NOON,
        last_at=NOON + timedelta(minutes=3),
        over=False,
        sources=Counter(Sentry=800, GitHub=196),
        phases=Counter(open=996),
        gravest=(samples.signal(), replace(samples.signal(), id="sig-test0002", verdict="likely")),
    )
    return replace(one, **traits)


def buttons(shown: dict[str, Any]) -> list[str]:
    """Its buttons in order, beside a line or in a row."""
    found: list[dict[str, Any]] = []
    for block in shown["blocks"]:
        found += [block["accessory"]] if "accessory" in block else block.get("elements", [])
    return [one["action_id"] for one in found if one["type"] == "button"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_slack_takes_it_whatever_an_alert_holds_and_nothing_in_it_acts(text: str) -> None:
    five = tuple(replace(samples.signal(text), id=f"sig-{n:08}") for n in range(5))
    judged_message(storm_card(burst(gravest=five)))
    many = tuple(replace(samples.signal(text), id=f"sig-{n:08}") for n in range(PAGE))
    judged_view(waiting_list(Waiting(many, 1, 3 * PAGE)))


def test_it_shows_how_many_of_what_from_where_and_a_claim_for_the_gravest() -> None:
    shown = storm_card(burst())
    words = text_of(shown)
    for part in (
        "*Distinct findings*\n996",
        "Sentry (800) and GitHub (196)",
        "Nobody has claimed one so far. Next: claim the gravest",
        "`CrossTenantAccess` in `CrossTenantAccess`",
        "*Likely a breach*; recognised: email",
        "What comes now is added here.",
    ):
        assert part in words
    assert buttons(shown) == [Act.CLAIM, Act.CLAIM, Act.SIGNALS]


def test_it_says_what_became_of_them_and_who_was_asked() -> None:
    asked = e.SignalEscalated(at=NOON, by=e.SYSTEM, to="U0DEPUTY", step=1, late_minutes=0)
    waits = evolve_signal(samples.signal(), asked)
    phases = Counter(open=1200, claimed=3, dismissed=2, opened=1)
    words = text_of(storm_card(burst(phases=phases, gravest=(waits,))))
    assert "1,200 wait, 3 claimed, 2 judged to be no breach and 1 opened as incidents." in words
    assert "<@U0DEPUTY> was asked" in words


def test_over_and_done_it_stays_with_its_totals_and_asks_for_nothing() -> None:
    shown = storm_card(burst(phases=Counter(claimed=2, dismissed=7), gravest=(), over=True))
    words = text_of(shown)
    assert "Nobody has to claim any of them now: 2 claimed and 7 judged to be no breach." in words
    assert "It is over: nothing is added here any more." in words
    assert buttons(shown) == []


def test_over_it_still_says_what_comes_next_while_some_wait() -> None:
    assert "Next: claim the gravest" in text_of(storm_card(burst(over=True)))


def test_reports_of_people_are_called_so() -> None:
    words = text_of(storm_card(burst(reports=True, sources=Counter(report=45))))
    assert "Many reports in a short time" in words
    assert "*From*\npeople" in words


@pytest.mark.parametrize(
    ("page", "size", "turns"),
    [
        (0, PAGE, []),
        (0, PAGE + 1, [Act.SIGNALS_ON]),
        (1, 2 * PAGE + 1, [Act.SIGNALS_BACK, Act.SIGNALS_ON]),
        (1, PAGE + 1, [Act.SIGNALS_BACK]),
    ],
)
def test_the_list_turns_its_pages(page: int, size: int, turns: list[Act]) -> None:
    view = waiting_list(Waiting((samples.signal(),), page, size))
    judged_view(view)
    assert buttons(view) == [Act.CLAIM_LISTED, *turns]


def test_a_list_of_nothing_says_so() -> None:
    assert "No signal is waiting" in text_of(waiting_list(Waiting((), 0, 0)))


# --- a word to one person ---------------------------------------------------------------------------------------


def asked(step: int = 0, waiting: int = 1, **traits: Any) -> str:
    signal = samples.signal(**traits)
    payload = nudge(signal, "U0DPO", step=step, triage_channel="C0TRIAGE", waiting=waiting)
    judged_message(payload)
    return text_of(payload)


@pytest.mark.parametrize(
    ("decided", "said", "buttons_left"),
    [
        ({"claimed_by": "U0ENG"}, "✓ <@U0ENG> is looking at it", []),
        ({"claimed_by": "U0DPO"}, "✓ you are looking at it", [Act.OPEN, Act.DISMISS]),
        ({"incident": "pdb-test0001"}, "✓ opened as incident *pdb-test0001*", []),
        (
            {"claimed_by": "U0ENG", "burst": e.Burst(id="b", began_at=NOON, own_card=False)},
            "Others that came close to it may still wait",
            [Act.SIGNALS],
        ),
    ],
)
def test_once_it_is_decided_it_says_so(decided: dict[str, Any], said: str, buttons_left: list[Act]) -> None:
    signal = replace(samples.signal(), **decided)
    note = nudge(signal, "U0DPO", step=0, triage_channel="C0TRIAGE")
    judged_message(note)
    assert said in text_of(note)
    assert buttons(note) == buttons_left


def test_of_many_one_person_hears_how_many_wait() -> None:
    words = asked(step=1, waiting=1200)
    assert "1,200 possible personal data breaches that came close together are waiting" in words
    assert "Nobody has claimed them so far" in words
    assert "begin with the gravest in <#C0TRIAGE>" in words


def test_why_there_is_a_second_message_is_said() -> None:
    assert "*likely a breach*" in asked(waiting=7, verdict="likely")
    assert "likely a breach" not in asked(waiting=7)


def test_that_no_more_messages_come_is_said() -> None:
    for waiting in (1, 2):
        assert "without another message, unless they weigh more" in asked(waiting=waiting)


# --- why several deliveries are one -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "because"),
    [
        ("issue:1170820242", "each of the 3 has the same id at Sentry"),
        ("body:0a1b", "each of the 3 says exactly the same"),
        ("labels:0a1b", "each of the 3 has the same labels"),
        ("fields:0a1b", "each of the 3 names the same rule and place"),
        (UNREADABLE, "each of the 3 cannot be read"),
        (f"{UNREADABLE}:not-json", "each of the 3 cannot be read"),
    ],
)
def test_the_card_says_by_what_its_deliveries_are_counted_together(series: str, because: str) -> None:
    signal = samples.signal(series=series, findings=(Finding("email", "event.extra", 1),))
    assert f"Counted together, since {because}." in text_of(
        signal_card(signal, count=3, first_seen=NOON, last_seen=NOON)
    )
    once = text_of(signal_card(signal, count=1, first_seen=NOON, last_seen=NOON))
    assert "Counted together" not in once


def test_a_claimed_one_of_many_reads_as_its_card_does() -> None:
    claimed = evolve_signal(samples.signal(), e.SignalClaimed(at=NOON, by=ENGINEER))
    assert "is looking at it" in text_of(signal_card(claimed, count=1, first_seen=NOON, last_seen=NOON))
