"""What Slack shows of affected sets, of advice and decisions, and of what an alert suggests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.guidance import steps
from breachbot.incident.state import evolve
from breachbot.incident.team import Team
from breachbot.slack import facts_modal, modals, sets
from breachbot.slack.actions import Act
from breachbot.slack.acts import add_set, advise, decide, tell_controller
from breachbot.slack.clock_card import clock_card
from breachbot.slack.direct import direct_note
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import read_ref, read_set
from breachbot.slack.kit.words import when
from breachbot.slack.notes import channel_note
from breachbot.slack.signal_cards import signal_card
from tests.incident import cast
from tests.incident.test_affected_sets import HOSTED, SET, hours_for, naming, telling, with_set
from tests.slack import samples
from tests.slack.judges import HOSTILE, actions_of, judged_message, judged_view, text_of
from tests.slack.samples import DPO, HEAD, NOON, asked_about, at
from tests.slack.test_forms import asked, submitted

SAID = (
    e.EvidenceProposed,
    e.AffectedSetAdded,
    e.ControllersNamed,
    e.ControllerMessageDrafted,
    e.AdviceGiven,
    e.OutcomeDecided,
    e.DecisionLapsed,
)
BOTH = Team(responders=(cast.ENGINEER, "U_OTHER_ENGINEER"), dpo=cast.DPO)


def _processed(incident: Any, text: str) -> Any:
    """The same incident, with data of customers beside ours."""
    role = {
        "at": NOON,
        "by": DPO,
        "fact": "role",
        "value": "processor",
        "source": "person",
        "confirmed": True,
    }
    for affected_set in (e.MAIN, SET):
        incident = evolve(incident, e.FactStated.model_validate(role | {"affected_set": affected_set}))
    return incident


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_slack_takes_every_form_and_message_whatever_people_wrote(text: str) -> None:
    incident = samples.incident(text, until=e.AuthorityFiled)
    for view in (
        add_set.name_of_it(asked_about(incident)),
        advise.what_and_why(asked_about(incident)),
        decide.what_and_why(asked_about(incident)),
        sets.controllers(_processed(incident, text), hours_for(A=24), SET),
    ):
        judged_view(view)
    whole = samples.incident(text)
    for event in samples.life(text):
        if isinstance(event, SAID):
            judged_message(channel_note(whole, event, at()))
        if isinstance(event, e.DecisionLapsed):
            judged_message(direct_note(whole, event, at(), head=HEAD))


def test_a_notification_shows_no_word_of_it() -> None:
    canary = "canary-7f3a of customer Doe"
    whole = samples.incident(canary)
    for event in samples.life(canary):
        if isinstance(event, SAID):
            assert canary not in channel_note(whole, event, at())["text"]


def test_what_people_disagree_about_and_a_duty_hangs_on_is_settled_first() -> None:
    incident = cast.stating(cast.assessed(), by=cast.ENGINEER, encryption="left_encrypted")
    incident = cast.stating(incident, by="U_OTHER_ENGINEER", team=BOTH, encryption="none")
    assert steps(incident, at(team=BOTH))[0].words.startswith(
        "The DPO or a deputy settles what people disagree about: How were"
    )


class TestWhatAnAlertSuggests:
    def test_a_weakness_is_proposed_for_the_record_on_the_signals_card_and_in_the_form(self) -> None:
        signal = samples.signal(findings=(), hints=("vulnerability",))
        words = text_of(signal_card(signal, count=1, first_seen=NOON, last_seen=NOON))
        assert "Proposed: record, not notify" in words
        form = modals.dismiss(signal, suggested_reason("vulnerability"))
        judged_view(form)
        assert "[say which logs" in form["blocks"][0]["element"]["initial_value"]

    def test_what_is_unconfirmed_says_so_and_how_often_it_was_seen_is_no_number_of_people(self) -> None:
        incident = samples.incident("x", until=e.EvidenceProposed)
        note = channel_note(incident, incident.evidence[0], at())
        words = text_of(note)
        for shown in ("possible breach", "Seen 3 times", "not confirmed yet", "these and no others"):
            assert shown in words
        assert "people are affected" not in words
        assert actions_of(note) == [Act.CONFIRM]

    def test_a_contracts_hours_stand_on_the_card(self) -> None:
        incident = naming(with_set(cast.assessed(), **HOSTED), "A")
        words = text_of(clock_card(incident, at(policy=hours_for(A=24))))
        assert (
            f"Controller (Art. 33(2)) of “Hosted shops”, by {when(NOON + timedelta(hours=24))} – required"
            in words
        )


class TestAffectedSets:
    def test_the_form_for_facts_carries_its_set(self) -> None:
        incident = with_set(cast.assessed(), **HOSTED)
        view = facts_modal.facts(incident, cast.policy(), "people", SET)
        assert read_set(view["private_metadata"]) == SET
        assert read_ref(view["private_metadata"], "pdb") == incident.id
        assert facts_modal.stated(submitted(view)) == {}
        answered = submitted(view, **{f"people_count@{SET}": "60"})
        assert facts_modal.stated(answered) == {"people_count": "60"}
        # Slack keeps what was typed where the names of the questions stay the same.
        assert not set(asked(view)) & set(asked(facts_modal.facts(incident, cast.policy(), "people")))

    def test_customers_of_the_playbook_are_chosen_and_others_written(self) -> None:
        policy = hours_for(A=24, B=0)
        incident = naming(with_set(cast.assessed(), **HOSTED), "B", "Other shop")
        view = sets.controllers(incident, policy)
        judged_view(view)
        answered = submitted(view)
        chosen = form.several(answered, "customers")
        assert sets.named(policy, chosen, form.text(answered, "others")) == ["B", "Other shop"]

    def test_a_controller_who_was_told_is_not_offered_again(self) -> None:
        incident = telling(naming(with_set(cast.assessed(), **HOSTED), "Shop A", "Shop B"), "Shop A")
        view = tell_controller.who_and_how(asked_about(incident))
        judged_view(view)
        element = next(b for b in view["blocks"] if b["block_id"] == "controller")["element"]
        (option,) = element["options"]
        assert tell_controller.told_controller(incident, option["value"]) == (SET, "Shop B")

    def test_while_no_controller_is_named_one_is_written(self) -> None:
        incident = cast.assessed(role="processor")
        assert tell_controller.told_controller(incident, "Shop A") == (e.MAIN, "Shop A")

    def test_of_several_sets_without_names_it_is_asked_whose_controller_was_told(self) -> None:
        incident = with_set(cast.assessed(role="processor"), **HOSTED)
        view = tell_controller.who_and_how(asked_about(incident))
        judged_view(view)
        sent = submitted(view, controller="Shop A", channel="e-mail", affected_set=SET)
        told = tell_controller.command(asked_about(incident), sent)
        assert (told.affected_set, told.controller) == (SET, "Shop A")

    @pytest.mark.parametrize(
        "value", ["pdb-a/", "pdb-a/main2", "pdb-a/set-x", "sig-a/set-2", "pdb-a/set-2222"]
    )
    def test_a_set_that_is_not_ours_is_refused(self, value: str) -> None:
        with pytest.raises(Refused, match="does not know that button"):
            read_set(value)
