"""One page at several targets: each has a record of its own, and the public counts each version once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.duties import Owed, duties, open_duties
from breachbot.incident.effects import incident_effects
from breachbot.incident.guidance import decide, guide
from breachbot.incident.policy import Policy
from breachbot.incident.recorded import page_not_published, page_published, page_to_publish
from breachbot.incident.state import Incident
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, NOON, TEAM

HOUR = timedelta(hours=1)


def policy(*targets: str) -> Policy:
    """The policy of the cast, with these targets."""
    known = cast.policy()
    return replace(known, firm=known.firm.model_copy(update={"targets": targets or ("static", "board")}))


def taking(incident: Incident, command: Command, by: str = ENGINEER) -> Incident:
    return cast.after(incident, decide(incident, command, Context(by, TEAM, policy(), NOON, "1:00")))


def approving(incident: Incident) -> Incident:
    """The newest draft of the page is approved for both targets."""
    draft = cast.the_draft(incident, "page")
    asked = {"version": draft.version, "sha256": draft.sha256, "capacity": "controller_decision"}
    incident = cast.opening(incident, "page")
    return taking(incident, Approve.of(audience="page", **asked), DPO)


def approved() -> Incident:
    return approving(cast.drafted())


def communication(incident: Incident, *targets: str) -> Owed:
    (owed,) = (one for one in duties(incident, policy(*targets)) if one.obligation == "communicate")
    return owed


def test_what_was_recorded_before_targets_had_names_was_meant_for_the_folder() -> None:
    old = b"""{"at":"2026-11-24T12:00:00Z","by":"breachbot","kind":"page_published","path":"p","sha256":"s",
        "state":"notice","url":"u","version":1}"""
    published = e.decode(old)
    assert isinstance(published, e.PagePublished)
    assert published.target == "static"
    old = b"""{"at":"2026-11-24T12:00:00Z","audience":"page","break_glass":null,"by":"U_DPO","capacity":"dpo_advice",
        "head":"1:00","kind":"notice_approved","sha256":"s","version":1}"""
    approval = e.decode(old)
    assert isinstance(approval, e.NoticeApproved)
    assert approval.targets == ("static",)


def test_an_approval_asks_for_the_page_once_at_each_target_and_one_that_hangs_holds_up_no_other() -> None:
    incident = approved()
    effects = incident_effects(incident, [incident.approvals[-1].event], TEAM, policy())
    pages = [effect for effect in effects if effect.kind == "publish_page"]
    assert [page.args for page in pages] == [
        {"version": "1", "target": "static"},
        {"version": "1", "target": "board"},
    ]
    assert len({page.key for page in pages}) == len({page.lane for page in pages}) == 2


def test_only_a_page_names_targets() -> None:
    incident = cast.approving(cast.drafted(), "authority")
    assert incident.approvals[-1].event.targets == ()


def test_a_page_goes_to_no_target_that_its_approval_does_not_name() -> None:
    assert page_to_publish(approved(), 1, "board")[0].version == 1
    with pytest.raises(Refused, match="does not name the target elsewhere"):
        page_to_publish(approved(), 1, "elsewhere")


def test_a_second_target_adds_its_record_and_doubles_nothing() -> None:
    first = cast.publishing(approved())
    both = cast.publishing(first, NOON + HOUR, "board")
    assert [page.target for page in both.publications] == ["static", "board"]
    assert both.published == first.published
    out = cast.standing(cast.the_draft(both, "page"), "board")
    assert page_published(both, policy(), version=1, out=out, now=NOON) == []
    (line,) = incident_entry(both, policy()).published
    assert "notice, version 1, of draft 1, target static, https://example.com/x" in line
    assert "; 2026-11-24T13:00:00+00:00: target board, https://example.com/x" in line
    drafted = taking(
        cast.stating(both, advice="Change the password you use elsewhere too."), Draft(change="New advice")
    )
    assert "Version 2." in cast.the_draft(drafted, "page").documents["page.md"]


def test_people_are_told_directly_of_a_version_once() -> None:
    first = cast.publishing(approved())
    both = cast.publishing(first, NOON + HOUR, "board")
    kinds = [
        [x.kind for x in incident_effects(one, [one.publications[-1]], TEAM, policy())]
        for one in (first, both)
    ]
    shown = ["draft_card", "channel_note"]
    assert kinds == [[*shown, "direct_note", "clock_card"], [*shown, "clock_card"]]


def test_the_duty_is_met_once_the_page_is_out_at_every_target() -> None:
    nowhere = cast.telling(cast.filing(cast.approving(approved(), "authority"), NOON), 2300)
    one = cast.publishing(nowhere, target="board")
    assert [communication(nowhere).gap, communication(one).gap] == ["page", "targets"]
    context = Context(DPO, TEAM, policy(), NOON, "1:00")
    said = [step.words for step in guide(one, context).steps]
    assert any("is being published at static as well" in words for words in said), said
    assert communication(cast.publishing(one)).met


def test_who_is_to_be_told_directly_does_not_wait_for_a_target_that_fails() -> None:
    assert communication(cast.publishing(approved())).gap == "people"


def test_a_target_that_is_set_later_opens_no_duty_again_and_one_taken_away_is_waited_for_no_longer() -> None:
    one = cast.telling(cast.publishing(cast.approving(cast.drafted(), "page")), 2300)
    assert communication(one).met
    half = cast.telling(cast.publishing(approved()), 2300)
    assert [communication(half).gap, communication(half, "static").gap] == ["targets", None]


def test_a_page_that_can_no_longer_go_out_where_it_lacks_is_drafted_again() -> None:
    half = cast.telling(cast.publishing(approved()), 2300)
    void = e.ApprovalVoided(at=NOON, by=e.SYSTEM, audience="page", version=1, reason="A fact changed.")
    half = cast.after(half, [void])
    assert communication(half).gap == "targets"
    again = taking(half, Draft(change="The same words once more."))
    out = approving(again)
    for target in ("static", "board"):
        out = cast.publishing(out, target=target)
    assert communication(out).met


def test_a_page_is_read_until_it_is_withdrawn_at_every_target() -> None:
    out = cast.publishing(cast.publishing(approved()), target="board")
    gone = approving(taking(out, Withdraw(change="It turned out to be our own test data.")))
    pages = [
        x
        for x in incident_effects(gone, [gone.approvals[-1].event], TEAM, policy())
        if x.kind == "publish_page"
    ]
    assert [page.args["target"] for page in pages] == ["static", "board"]
    half = cast.publishing(gone)
    assert half.public_page() == out.public_page()
    assert half.publications[-1].state == "withdrawal"
    assert cast.publishing(half, target="board").public_page() is None


def failing(incident: Incident, *, given_up: bool = False, at: timedelta = HOUR) -> Incident:
    about = {"version": 1, "target": "board", "reason": "The board is full.", "given_up": given_up}
    return cast.after(incident, page_not_published(incident, **about, now=NOON + at))  # type: ignore[arg-type]


def steps(incident: Incident) -> list[str]:
    return [step.words for step in guide(incident, Context(DPO, TEAM, policy(), NOON, "1:00")).steps]


def test_where_the_page_is_not_out_and_why_is_said_until_it_is() -> None:
    told = cast.telling(cast.filing(cast.approving(approved(), "authority"), NOON), 2300)
    half = failing(cast.publishing(told))
    kept = "The approved page is not out everywhere (board: The board is full). Whoever runs breachbot puts that right"
    assert f"{kept}; it is tried again by itself." in steps(half)
    up = failing(half, given_up=True, at=2 * HOUR)
    assert f"{kept} and runs `breachbot outbox retry`." in steps(up)
    assert communication(up).gap == "targets"
    out = cast.publishing(up, NOON + 3 * HOUR, "board")
    assert communication(out).met
    assert not any("not out everywhere" in words for words in steps(out))
    line, tried, gone = incident_entry(out, policy()).published
    assert "target board" in line
    assert (
        tried
        == "2026-11-24T13:00:00+00:00: draft 1 not out at target board, tried again, because: The board is full."
    )
    assert "given up" in gone


def test_the_message_about_the_page_and_the_channel_hear_of_it() -> None:
    half = failing(approved())
    kinds = [effect.kind for effect in incident_effects(half, [half.unpublished[-1]], TEAM, policy())]
    assert kinds == ["draft_card", "channel_note", "clock_card"]


def test_a_failure_is_on_record_once_while_it_is_tried_again_and_once_when_it_is_given_up() -> None:
    half = failing(failing(failing(approved()), given_up=True), given_up=True)
    assert [one.given_up for one in half.unpublished] == [False, True]
    out = cast.publishing(approved(), target="board")
    assert failing(out).unpublished == ()


def test_nobody_closes_while_an_approved_page_is_not_out_everywhere_though_no_duty_asks_for_it() -> None:
    out = cast.publishing(cast.told_everything(), target="board")
    gone = approving(taking(out, Withdraw(change="It turned out to be our own test data.")))
    assert not open_duties(gone, policy())
    close = Close.of(effects="Nothing more was seen.", measures="It was mended.", lessons="Test exports.")
    why = "is not out at static, board, .* Next: The approved page is being published."
    with pytest.raises(Refused, match=why):
        taking(gone, close, DPO)
    assert "The approved page is being published." in steps(gone)
    assert decide(gone, close, Context(DPO, TEAM, policy("elsewhere"), NOON, "1:00"))
