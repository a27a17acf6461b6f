"""One guidance: whatever shows what comes next says the same, and every button that is shown can be used."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from breachbot.errors import Refused
from breachbot.incident import guidance
from breachbot.incident.acts.close import Close
from breachbot.incident.events import AffectedSetAdded, Happened, IncidentOpened
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.app import build_app, make_client
from breachbot.slack.button import Asked
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.clock_card import clock_card
from breachbot.slack.direct import direct_note
from breachbot.slack.home import home
from breachbot.slack.kit.refs import read_set
from breachbot.slack.kit.words import escape, spoken
from breachbot.slack.listeners.acts import opened
from breachbot.slack.listeners.looks import read_or_decide
from breachbot.slack.more import more
from breachbot.slack.notes import channel_note
from breachbot.slack.outlook_sheet import outlook_sheet
from breachbot.slack.reading import what_changed
from breachbot.slack.together import all_opened
from breachbot.usecases.home import Reader
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON
from tests.incident.lives import SENTENCE, Life, filled
from tests.slack import samples
from tests.slack.judges import judged_message, judged_view, text_of
from tests.slack.overview import overview_of
from tests.slack.samples import card_of

CHANNEL = "C0TEST0001"
OTHERWISE = "Two exports held rows of other customers."


def life(incident: Incident, hours: float = 0) -> Life:
    """An incident so many hours after noon."""
    return Life(incident, cast.TEAM, NOON + hours * HOUR)


def approved(*audiences: Any, of: Incident | None = None) -> Incident:
    incident = of or cast.drafted()
    for audience in audiences:
        incident = cast.approving(incident, audience)
    return incident


def half_stated() -> Incident:
    return cast.stating(cast.aware(), role="controller", personal_data="yes", confidentiality="yes")


def filed() -> Incident:
    return cast.filing(cast.publishing(approved("authority", "page", "mail")), NOON)


STATES: dict[str, Life] = {
    "suspected": life(cast.opened()),
    "aware": life(cast.aware()),
    "a day left": life(cast.aware(), 48),
    "overdue": life(cast.aware(), 73),
    "facts half stated": life(half_stated()),
    "assessed": life(cast.assessed()),
    "drafted": life(cast.drafted()),
    "drafted by the DPO": life(cast.drafted(by=DPO)),
    "drafted with what is known": life(cast.drafting(half_stated()), 50),
    "drafted late without reasons": life(cast.drafting(cast.assessed(), NOON + 73 * HOUR), 74),
    "out of date": life(cast.stating(cast.drafted(), what_happened=OTHERWISE)),
    "turned down": life(cast.rejecting(cast.drafted(), "page")),
    "page approved": life(approved("page")),
    "page published": life(cast.publishing(approved("page"))),
    "authority approved": life(approved("authority")),
    "filed": life(filed()),
    "told": life(cast.telling(filed(), 2300)),
    "new facts after filing": life(cast.stating(cast.telling(filed(), 2300), people_count=9000)),
    "new words after filing": life(cast.stating(cast.telling(filed(), 2300), what_happened=OTHERWISE)),
    "processor": life(cast.assessed(role="processor")),
    "nothing owed": life(cast.stating(cast.aware(), personal_data="no")),
    "ready to close": life(samples.ready_to_close()),
}
each_state = pytest.mark.parametrize("now", STATES.values(), ids=STATES)
each_reader = pytest.mark.parametrize("user", [ENGINEER, DPO, DEPUTY])
NEXT = re.compile(r"(?<!\*)Next: (.+)")


def words_of(now: Life) -> list[str]:
    """What guidance says comes next, as messages show it."""
    return [spoken(step.words) for step in guidance.steps(now.incident, now.context(""))]


def said(payload: dict[str, Any]) -> list[str]:
    """What a message says comes next."""
    return NEXT.findall(text_of(payload))


def tab(now: Life, user: str) -> dict[str, Any]:
    """The Home tab of a reader who is in the channel."""
    incident = now.incident
    reader = Reader(user, now.team, (CHANNEL,))

    def held(one: Incident, _user: str) -> int:
        return len(guidance.guide(one, now.context(user)).mine)

    seen = Life(_in_channel(incident), now.team, now.now)
    found = overview_of(reader, [seen.incident], (), held, page=0)
    return home(reader, found, cast.policy(), now.now)


def _in_channel(incident: Incident) -> Incident:
    return replace(incident, channel=CHANNEL)


def buttons_of(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Each button of a message or a tab, with what it carries."""
    found = [one for block in payload["blocks"] for one in block.get("elements", []) if "action_id" in one]
    found += [block["accessory"] for block in payload["blocks"] if "accessory" in block]
    return [(str(one["action_id"]), str(one.get("value", ""))) for one in found]


def usable(now: Life, button: str, ref: str, user: str) -> bool:
    """Whether a click of this person opens a form that Slack takes, or is accepted."""
    asked = Asked(now.incident, now.context(user), ref)
    try:
        if button in BUTTONS:
            return _act(now, button, asked)
        judged_view(LOOKS[Act(button)](asked))
    except Refused:
        return False
    return True


LOOKS: dict[Act, Any] = {
    Act.OUTLOOK: lambda asked: outlook_sheet(asked.incident, cast.policy(), read_set(asked.ref)),
    Act.MORE: lambda asked: more(asked, at_home=True),
    Act.READ: read_or_decide,
    Act.CHANGES: what_changed,
    Act.TOGETHER: all_opened,
}


def _act(now: Life, button: str, asked: Asked) -> bool:
    one, user = BUTTONS[button], asked.context.by
    if one.form:
        judged_view(opened(one, asked))
        return True
    return bool(guidance.decide(asked.incident, filled(now, one.act, user), asked.context))


@each_state
class TestEverywhereTheSame:
    def test_the_card_names_the_first_step_and_its_button_stands_out(self, now: Life) -> None:
        first = guidance.steps(now.incident, now.context(""))[0]
        card = clock_card(now.incident, now.context(""))
        judged_message(card)
        assert f"Next: {escape(first.words)}" in card["text"]
        assert f"*Next:* {spoken(first.words)}" in text_of(card)
        rows = [one for block in card["blocks"] for one in block.get("elements", [])]
        primary = [BUTTONS[one["action_id"]].act for one in rows if one.get("style") == "primary"]
        shared = guidance.shared(now.incident, now.context(""))
        assert primary == ([first.act] if first.act in shared else [])

    @each_reader
    def test_home_names_steps_and_those_that_wait_for_the_reader(self, now: Life, user: str) -> None:
        view = tab(now, user)
        assert said(view)
        assert set(said(view)) <= set(words_of(now))
        mine = guidance.guide(now.incident, now.context(user)).mine
        assert ("Nothing is waiting for you." in text_of(view)) is (not mine)
        assert all(spoken(step.words) in text_of(view) for step in mine if not step.draft)

    @each_reader
    def test_a_note_to_one_person_names_what_is_theirs(self, now: Life, user: str) -> None:
        event = _told_of(now.incident)
        note = direct_note(now.incident, event, now.context(user), head=samples.HEAD)
        theirs = guidance.guide(now.incident, now.context(user)).theirs
        assert said(note) == [spoken(theirs.words)]
        assert spoken(theirs.words) in words_of(now)

    def test_the_notification_of_a_note_names_the_first_and_the_note_that_stays_does_not(
        self, now: Life
    ) -> None:
        added = AffectedSetAdded(at=NOON, by=ENGINEER, affected_set="set-2", title="Backups")
        note = channel_note(now.incident, added, now.context(""))
        assert NEXT.findall(note["text"]) == words_of(now)[:1]
        assert "Next:" not in text_of({"blocks": note["blocks"]})

    def test_a_refusal_to_close_names_a_step(self, now: Life) -> None:
        close = Close(effects=SENTENCE, measures=SENTENCE, lessons=SENTENCE)
        if "close" in guidance.offered(now.incident, now.context("")):
            assert guidance.decide(now.incident, close, now.context(DPO))
            return
        with pytest.raises(Refused) as refused:
            guidance.decide(now.incident, close, now.context(DPO))
        assert spoken(str(refused.value).partition("Next: ")[2]) in words_of(now)


def _told_of(incident: Incident) -> Happened:
    opened_first = incident.opened
    assert isinstance(opened_first, IncidentOpened)
    return opened_first


ABOUT_NO_INCIDENT = (Act.REPORT, Act.ENDED, Act.REGISTER, Act.TEAM)


@each_state
class TestEveryButton:
    def test_on_the_card_can_be_used_by_somebody_of_the_team(self, now: Life) -> None:
        for button, ref in buttons_of(clock_card(now.incident, now.context(""))):
            assert any(usable(now, button, ref, user) for user in now.people()), button

    def test_on_the_card_of_a_draft_can_be_used_by_somebody_of_the_team(self, now: Life) -> None:
        for draft in now.incident.drafts:
            for button, ref in buttons_of(card_of(now.incident, draft.audience, now.context(""))):
                assert any(usable(now, button, ref, user) for user in now.people()), (draft.audience, button)

    @each_reader
    def test_on_a_home_tab_can_be_used_by_its_reader(self, now: Life, user: str) -> None:
        for button, ref in buttons_of(tab(now, user)):
            if button not in ABOUT_NO_INCIDENT:
                assert usable(now, button, ref, user), button

    @each_reader
    def test_home_leads_to_everything_that_its_reader_can_do(self, now: Life, user: str) -> None:
        beside = {"approve", "reject", "confirm_proposal", "add_set", "record_measure", "add_measure"}
        offered = set(guidance.offers(now.incident, now.context(user))) - beside
        assert ((Act.MORE, now.incident.id) in buttons_of(tab(now, user))) is bool(offered)

    def test_everything_that_somebody_could_do_has_a_button(self, now: Life) -> None:
        beside = {"approve", "reject", "confirm_proposal", "add_set", "record_measure", "add_measure"}
        for user in now.people():
            listed = more(Asked(now.incident, now.context(user), now.incident.id), at_home=True)
            judged_view(listed)
            shown = {BUTTONS[b].act for b, _ in buttons_of(listed) if b in BUTTONS}
            assert shown == set(guidance.offers(now.incident, now.context(user))) - beside

    def test_in_the_channel_nothing_is_listed_that_is_the_dpos(self, now: Life) -> None:
        shared = set(guidance.shared(now.incident, now.context("")))
        for user in now.people():
            asked = Asked(now.incident, now.context(user), now.incident.id)
            listed, whole = more(asked, at_home=False), more(asked, at_home=True)
            judged_view(listed)
            acts = {BUTTONS[b].act for b, _ in buttons_of(listed) if b in BUTTONS}
            everything = {BUTTONS[b].act for b, _ in buttons_of(whole) if b in BUTTONS}
            assert acts == everything & shared
            assert ("Home tab" in text_of(listed)) is (acts != everything)

    def test_the_card_has_four_controls_at_most_and_none_that_a_responder_is_refused(self, now: Life) -> None:
        buttons = buttons_of(clock_card(now.incident, now.context("")))
        assert len(buttons) <= 4
        assert buttons[-1] == (Act.MORE, now.incident.id)
        for button, ref in buttons:
            assert usable(now, button, ref, ENGINEER) or button == Act.EXPLAIN, button


@each_state
def test_whoever_may_close_is_told_why_that_is_not_offered(now: Life) -> None:
    def said(user: str, *, at_home: bool = True) -> bool:
        asked = Asked(now.incident, now.context(user), now.incident.id)
        return "*Close* is not offered. " in text_of(more(asked, at_home=at_home))

    offered = {"close", "no_breach"} & set(guidance.offers(now.incident, now.context(DPO)))
    assert said(DPO) is not bool(offered)
    assert not said(ENGINEER)
    assert not said(DPO, at_home=False)


def test_every_act_has_a_button() -> None:
    assert {button.act for button in BUTTONS.values()} == set(ACTS) - {"report"}


# --- what was posted long ago ---------------------------------------------------------------------------------

POSTED_BY_0_1_0 = """
    report claim open_incident dismiss open_source become_aware move_awareness facts confirm_proposal facts_group
    facts_set outlook outlook_set advise decide add_set name_controllers name_controllers_set
    draft_controller_messages draft redraft read_draft changes turn_down_here withdraw approve reject file tell_people
    waive tell_controller no_breach close home_page_back home_page_on
"""
FORMS_OF_0_1_0 = """
    report dismiss become_aware move_awareness facts advise decide add_set name_controllers redraft withdraw approve
    reject file tell_people waive tell_controller no_breach close
"""
"""Its buttons and menus stand in channels for good; a form of it may be open while breachbot is updated."""


def bolt() -> AsyncApp:
    nobody: Any = None
    return build_app(nobody, make_client("xoxb-test", "http://127.0.0.1:9/api/"), nobody, signing_secret="s")


def heard(app: AsyncApp, body: dict[str, Any]) -> bool:
    """Whether some listener of the app is for this request."""

    async def ask() -> bool:
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        return any(
            [
                await one.async_matches(req=request, resp=BoltResponse(status=200))
                for one in app._async_listeners
            ]
        )

    return asyncio.run(ask())


def test_every_button_that_was_ever_posted_is_answered() -> None:
    app = bolt()
    for button in POSTED_BY_0_1_0.split():
        click = {
            "type": "block_actions",
            "actions": [{"type": "button", "action_id": button, "block_id": "b"}],
        }
        assert heard(app, click), button
    unknown = {
        "type": "block_actions",
        "actions": [{"type": "button", "action_id": "no_such", "block_id": "b"}],
    }
    assert not heard(app, unknown)


def test_every_form_that_was_ever_opened_is_taken() -> None:
    app = bolt()
    for form in FORMS_OF_0_1_0.split():
        assert heard(app, {"type": "view_submission", "view": {"type": "modal", "callback_id": form}}), form
    assert not heard(app, {"type": "view_submission", "view": {"type": "modal", "callback_id": "no_such"}})
