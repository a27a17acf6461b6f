"""What goes out because of an event: each thing once, to the right people, and nothing readable on the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from breachbot.incident.acts.no_breach import NoBreach
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.effect import COALESCED, Effect
from breachbot.incident.effects import incident_effects
from breachbot.incident.events import MAIN, IncidentEvent
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, TEAM


def effects_of(incident: Incident, news: Sequence[IncidentEvent]) -> list[Effect]:
    return incident_effects(incident, news, TEAM, cast.policy())


def after(before: Incident, now: Incident) -> list[Effect]:
    """The effects of what happened between two moments of one incident."""
    news: list[IncidentEvent] = []
    step = before
    for event in [*history(now)][before.seen :]:
        step = cast.after(step, [event])
        news.append(event)
    return effects_of(now, news)


def history(incident: Incident) -> list[IncidentEvent]:
    """The events of an incident of the cast, from its own state."""
    found: list[IncidentEvent] = [incident.opened] if incident.opened else []
    found += incident.awareness
    found += incident.statements
    found += incident.assessed_set(MAIN)
    return found


def kinds(effects: list[Effect]) -> list[str]:
    return [effect.kind for effect in effects]


def test_an_incident_opens_its_channel_first_and_tells_the_dpo() -> None:
    effects = effects_of(cast.opened(), history(cast.opened()))
    assert kinds(effects) == ["open_channel", "direct_note", "clock_card"]
    assert [e.args["user"] for e in effects if e.kind == "direct_note"] == [DPO]


def test_the_channel_keeps_one_lane_so_that_nothing_is_said_before_it_exists() -> None:
    effects = effects_of(cast.opened(), history(cast.opened()))
    assert len({e.lane for e in effects if e.kind != "direct_note"}) == 1


def test_a_draft_is_shown_in_the_channel_and_waits_for_whoever_may_approve_it() -> None:
    incident = cast.drafted()
    effects = effects_of(incident, list(incident.drafts))
    assert kinds(effects).count("draft_card") == 3
    assert {e.args["user"] for e in effects if e.kind == "direct_note"} == {DPO, DEPUTY}


def test_files_go_to_who_decides_first_and_what_is_approved_to_the_channel_in_lanes_of_their_own() -> None:
    incident = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
    approvals = [a.event for a in incident.approvals]

    def handed(events: Sequence[IncidentEvent], policy: Policy) -> list[tuple[str, str, str]]:
        found = [x for x in incident_effects(incident, events, TEAM, policy) if x.kind == "notice_file"]
        assert {x.lane.partition(":")[0] for x in found} <= {"files"}
        return [(x.args["audience"], x.args["handed"], x.args.get("user", "")) for x in found]

    policy = cast.policy()
    assert handed(incident.drafts, policy) == [(one, "draft", DPO) for one in ("authority", "page", "mail")]
    assert handed(approvals, policy) == [
        ("authority", "approved", ""),
        *[("authority", "approved", user) for user in dict.fromkeys([DPO, approvals[0].by])],
        ("page", "approved", ""),
    ]
    none = replace(policy, firm=policy.firm.model_copy(update={"files": False}))
    assert handed([*incident.drafts, *approvals], none) == []


def test_only_an_approved_page_is_published() -> None:
    page = cast.approving(cast.drafted(), "page")
    authority = cast.approving(cast.drafted(), "authority")
    assert "publish_page" in kinds(effects_of(page, [page.approvals[-1].event]))
    assert "publish_page" not in kinds(effects_of(authority, [authority.approvals[-1].event]))


def test_a_new_draft_of_a_notice_changes_the_message_of_the_one_before() -> None:
    incident = cast.drafting(cast.stating(cast.drafted(), records_count=9000))
    slots = [
        [e.slot for e in effects_of(incident, [draft]) if e.kind == "draft_card"]
        for draft in incident.drafts
        if draft.audience == "authority"
    ]
    assert slots == [["draft:authority"], ["draft:authority"]]


def test_the_message_about_a_notice_says_that_it_is_out() -> None:
    approved = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
    filed, published = cast.filing(approved, cast.NOON), cast.publishing(approved)
    for incident, event, slot in (
        (filed, filed.filings[-1], "draft:authority"),
        (published, published.published[-1], "draft:page"),
    ):
        cards = [e.slot for e in effects_of(incident, [event]) if e.kind == "draft_card"]
        assert cards == [slot]


def test_a_draft_that_nobody_decided_is_shown_again_once_the_incident_ends() -> None:
    before = cast.advised(cast.drafted())
    ended = NoBreach(reason=cast.NO_BREACH, facts_aside=cast.NO_BREACH)
    judged = cast.following(before, ended, cast.DEPUTY)
    effects = effects_of(cast.after(before, judged), judged)
    cards = [effect.slot for effect in effects if effect.kind == "draft_card"]
    assert cards == ["draft:authority", "draft:page", "draft:mail"]


def test_drafts_that_wait_are_shown_again_once_more_is_known_for_it_may_be_that_nobody_can_approve_them() -> (
    None
):
    before = cast.approving(cast.drafted(), "page")
    said = cast.following(before, StateFacts(answers={"people_count": 9000}))
    effects = incident_effects(cast.after(before, said), said, TEAM, cast.policy())
    cards = [effect.slot for effect in effects if effect.kind == "draft_card"]
    assert {"draft:authority", "draft:mail"} <= set(cards)
    assert len({effect.key for effect in effects}) == len(effects)


def test_every_key_is_unique_and_nothing_but_ids_travels() -> None:
    incident = cast.filing(cast.approving(cast.approving(cast.drafted(), "authority"), "page"), cast.NOON)
    news: list[IncidentEvent] = [*incident.drafts, *(a.event for a in incident.approvals), *incident.filings]
    effects = effects_of(incident, news)
    assert len({e.key for e in effects}) == len(effects)
    said = json.dumps([e.model_dump(mode="json") for e in effects])
    for text in ("Export", "customers", "web form", "2300"):
        assert text not in said


def test_the_card_shows_the_whole_state_so_one_is_enough() -> None:
    incident = cast.assessed()
    effects = after(cast.aware(), incident)
    assert kinds(effects).count("clock_card") == 1
    assert "clock_card" in COALESCED


def test_an_answer_that_changes_nothing_owed_is_not_announced_and_one_that_does_is() -> None:
    known = cast.assessed()
    said = cast.stating(known, access_evidence="exfiltration_seen")
    assert kinds(effects_of(said, newest(known, said))) == ["clock_card"]
    lifted = cast.stating(known, encryption="left_encrypted")
    assert kinds(effects_of(lifted, newest(known, lifted))) == [
        "channel_note",
        "clock_card",
    ]


def test_before_awareness_that_all_is_open_is_no_news_and_that_something_is_not_owed_is() -> None:
    known = cast.opened()
    open_still = cast.stating(known, confidentiality="yes")
    assert "channel_note" not in kinds(effects_of(open_still, newest(known, open_still)))
    lifted = cast.stating(known, personal_data="no")
    assert "channel_note" in kinds(effects_of(lifted, newest(known, lifted)))


def test_two_people_who_disagree_are_announced() -> None:
    known = cast.stating(cast.assessed(), by=DEPUTY, records_count=1)
    differing = cast.stating(known, recipient="public", by=DEPUTY)
    differing = cast.stating(differing, recipient="unknown")
    effects = effects_of(differing, [differing.statements[-1]])
    assert kinds(effects) == ["channel_note", "clock_card"]


def newest(before: Incident, now: Incident) -> list[IncidentEvent]:
    """What people stated between the two moments, and the assessment that followed."""
    stated: list[IncidentEvent] = [*now.statements[len(before.statements) :]]
    made = [one.event for one in now.assessments[len(before.assessments) :]]
    return [*stated, *made]
