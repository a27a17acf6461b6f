"""Forms: Slack takes every one, /breach asks three things, and what comes back is read as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from breachbot.assessment.facts import FACTS
from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.doubts import open_doubts
from breachbot.incident.guidance import offers, questions, require_ready
from breachbot.incident.signal import Signal
from breachbot.incident.state import evolve
from breachbot.incident.team import Team
from breachbot.slack import facts_modal, modals
from breachbot.slack.actions import Act
from breachbot.slack.acts import (
    add_set,
    advise,
    approve,
    become_aware,
    close,
    decide,
    explain,
    file,
    move_awareness,
    no_breach,
    reject,
    tell_controller,
    tell_people,
    waive,
    withdraw,
)
from breachbot.slack.acts.draft import what_changes
from breachbot.slack.buttons import button_for
from breachbot.slack.kit import form
from breachbot.slack.kit.refs import NoticeRef, read_notice_ref, read_ref
from breachbot.slack.kit.words import when
from breachbot.workspace.elements import filled, initial_values
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import HOSTILE, judged_view
from tests.slack.samples import NOON, SHA, asked_about, asked_to_decide, at

Json = dict[str, Any]


def asked(view: Json) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def submitted(view: Json, **values: Any) -> Json:
    """The view as it comes back, filled in by the same rules as in Slack."""
    return view | {"state": {"values": filled(view["blocks"], initial_values(view["blocks"]), values)}}


def ref(incident: Any, audience: e.Audience = "authority") -> NoticeRef:
    draft = cast.the_draft(incident, audience)
    return NoticeRef(incident.id, audience, draft.version, draft.sha256)


def deciding(user: str, team: Team = cast.TEAM) -> Context:
    return at(by=user, team=team)


class TestEveryForm:
    def test_breach_asks_exactly_three_things(self) -> None:
        view = modals.report(NOON)
        judged_view(view)
        assert asked(view) == ["title", "detected_at", "personal_data"]

    def test_a_loading_view_and_a_refusal_ask_nothing(self) -> None:
        judged_view(modals.LOADING)
        for text in HOSTILE:
            judged_view(modals.refusal(text))

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_slack_takes_it_whatever_people_wrote_before(self, text: str) -> None:
        incident = samples.incident(text, until=e.AuthorityFiled)
        for view in (
            no_breach.why(asked_about(incident)),
            close.what_stays(asked_about(incident)),
            become_aware.since_when(asked_about(incident)),
            move_awareness.since_when(asked_about(incident)),
            what_changes(asked_about(incident)),
            withdraw.why(asked_about(incident)),
            waive.which_ground(asked_about(incident)),
            tell_people.when_and_how(asked_about(incident)),
            tell_controller.who_and_how(asked_about(incident)),
            file.what_was_filed(asked_about(incident)),
            *(facts_modal.facts(incident, cast.policy(), group) for group in facts_modal.MENU),
        ):
            judged_view(view)

    def test_what_a_form_carries_is_an_opaque_reference(self) -> None:
        incident = cast.opening(cast.drafted(), "authority")
        for view in (
            approve.in_which_capacity(asked_to_decide(incident, "authority", deciding(cast.DPO))),
            reject.what_has_to_change(asked_to_decide(incident, "authority")),
        ):
            judged_view(view)
            assert read_notice_ref(view["private_metadata"]) == ref(incident)
        assert read_ref(close.what_stays(asked_about(incident))["private_metadata"], "pdb") == incident.id


class TestAwareness:
    def test_what_was_done_so_far_is_filled_in_at_the_end(self) -> None:
        view = close.what_stays(asked_about(cast.assessed()))
        judged_view(view)
        asked = [block for block in view["blocks"] if block["type"] == "input"]
        given = {block["block_id"]: block["element"].get("initial_value") for block in asked}
        assert {name: text for name, text in given.items() if text} == {
            "measures": cast.FACTS["measures_taken"]
        }
        not_sure = cast.stating(cast.assessed(), measures_taken=None)
        assert "initial_value" not in close.what_stays(asked_about(not_sure))["blocks"][1]["element"]

    def test_the_form_offers_the_present_minute(self) -> None:
        view = become_aware.since_when(asked_about(cast.opened(), at(NOON + timedelta(seconds=59))))
        assert form.instant(submitted(view, basis="seen"), "aware_at") == NOON

    def test_stated_once_it_becomes_a_correction(self) -> None:
        for incident, form_of_it in ((cast.opened(), "become_aware"), (cast.aware(), "move_awareness")):
            (act,) = {"become_aware", "move_awareness"} & set(offers(incident, at()))
            button = button_for(act, incident)
            assert button.form
            assert button.form(asked_about(incident))["callback_id"] == form_of_it


class TestFacts:
    def test_first_comes_what_a_duty_hangs_on_and_never_too_much(self) -> None:
        assert asked(facts_modal.facts(cast.aware(), cast.policy())) == ["what_happened"]
        told = cast.stating(cast.aware(), what_happened="We are still looking into it.")
        shown = asked(facts_modal.facts(told, cast.policy()))
        assert 1 <= len(shown) <= facts_modal.MOST_QUESTIONS
        assert shown[0] == "role"

    def test_the_menu_shows_the_group_that_is_asked_although_slack_keeps_choices(self) -> None:
        """Slack keeps a choice where block and element keep their ids, also when a saved form asks what is next."""
        views = [facts_modal.facts(cast.aware(), cast.policy(), group) for group in facts_modal.MENU]
        rows = [block for view in views for block in view["blocks"] if block["type"] == "actions"]
        menus = {row["block_id"] for row in rows if row["elements"][0]["action_id"] == Act.GROUP}
        assert len(menus) == len(facts_modal.MENU)
        (name,) = {row["elements"][0]["placeholder"]["text"] for row in rows if "group:" in row["block_id"]}
        assert name == "Group of questions"  # what a screen reader says of the menu

    def test_every_question_belongs_to_a_group(self) -> None:
        groups = [
            asked(facts_modal.facts(cast.aware(), cast.policy(), group))
            for group in facts_modal.MENU
            if group != "next"
        ]
        assert sorted(name for group in groups for name in group) == sorted(FACTS)

    def test_what_is_known_is_filled_in_and_left_alone_when_saved(self) -> None:
        incident = cast.assessed()
        for group in facts_modal.MENU:
            assert facts_modal.stated(submitted(facts_modal.facts(incident, cast.policy(), group))) == {}

    def test_only_what_was_changed_is_stated(self) -> None:
        view = facts_modal.facts(cast.assessed(), cast.policy(), "people")
        assert facts_modal.stated(submitted(view, people_count="2500")) == {"people_count": "2500"}

    def test_each_kind_of_answer_is_read(self) -> None:
        incident = cast.aware()
        view = submitted(
            facts_modal.facts(incident, cast.policy(), "data"), data_categories=["name", "contact"]
        )
        assert facts_modal.stated(view) == {"data_categories": ["contact", "name"]}
        view = submitted(facts_modal.facts(incident, cast.policy(), "people"), people_count="100 - 250")
        assert facts_modal.stated(view) == {"people_count": {"min": "100", "max": "250"}}
        moment = int(NOON.timestamp())
        view = submitted(
            facts_modal.facts(incident, cast.policy(), "account"),
            occurred_from=moment,
            what_happened=" It leaked. ",
        )
        assert facts_modal.stated(view) == {"occurred_from": NOON.isoformat(), "what_happened": "It leaked."}

    def test_not_known_is_an_answer(self) -> None:
        view = facts_modal.facts(cast.aware(), cast.policy(), "nature")
        assert facts_modal.stated(submitted(view, role="?")) == {"role": None}
        view = facts_modal.facts(cast.aware(), cast.policy(), "people")
        assert facts_modal.stated(submitted(view, people_count="?", people_kinds=["?"])) == {
            "people_count": None,
            "people_kinds": None,
        }

    def test_an_answer_that_is_emptied_is_taken_back(self) -> None:
        view = facts_modal.facts(cast.assessed(), cast.policy(), "people")
        assert facts_modal.stated(submitted(view, people_count=None)) == {"people_count": None}

    def test_not_known_stands_alone(self) -> None:
        view = submitted(
            facts_modal.facts(cast.aware(), cast.policy(), "people"), people_kinds=["?", "customers"]
        )
        with pytest.raises(Refused, match="alone, without other answers") as refused:
            facts_modal.stated(view)
        assert refused.value.field == "people_kinds"

    def test_two_answers_that_differ_are_both_shown_and_none_is_filled_in(self) -> None:
        said = {"at": NOON, "fact": "people_count", "source": "person", "confirmed": True}
        incident = cast.aware()
        for by, value in (("U_ONE", 100), ("U_TWO", 200)):
            incident = evolve(incident, e.FactStated.model_validate(said | {"by": by, "value": value}))
        question = self.question(facts_modal.facts(incident, cast.policy(), "people"), "people_count")
        assert "initial_value" not in question["element"]
        assert "100; 200" in question["hint"]["text"]

    def test_nobody_confirms_by_accident_what_only_an_alert_suggests(self) -> None:
        said = {
            "at": NOON,
            "by": "sentry",
            "fact": "role",
            "value": "controller",
            "source": "alert",
            "confirmed": False,
        }
        incident = evolve(cast.aware(), e.FactStated.model_validate(said))
        question = self.question(facts_modal.facts(incident, cast.policy(), "nature"), "role")
        assert "initial_option" not in question["element"]
        assert "Not confirmed yet: We do (controller)" in question["hint"]["text"]

    def question(self, view: Json, field: str) -> Json:
        found: Json = next(block for block in view["blocks"] if block.get("block_id") == field)
        return found

    def test_it_goes_on_while_a_question_that_matters_is_open(self) -> None:
        assert asked(facts_modal.facts(cast.stating(cast.aware(), what_happened="?!"), cast.policy()))
        left: dict[str, Any] = {fact: None for fact in questions(cast.assessed(), cast.policy(), e.MAIN).due}
        assert asked(facts_modal.facts(cast.assessed(), cast.policy())) == list(left)[:4]
        done = facts_modal.facts(cast.stating(cast.assessed(), **left), cast.policy())
        judged_view(done)
        assert "Every question that matters now has an answer." in str(done)
        assert "Authority (Art. 33(1)): *required*" in str(done)


class TestExplaining:
    def test_it_shows_both_sides_with_who_said_them_and_takes_the_one_that_is_chosen(self) -> None:
        odd = cast.stating(
            cast.assessed(access_evidence="exfiltration_seen"), later_measures=["access_worthless"]
        )
        view = explain.why_it_is_so(asked_about(odd))
        judged_view(view)
        assert f"“Is it still going on? No” ({cast.ENGINEER}, {when(cast.NOON)})" in str(view)
        assert asked(view) == ["doubt", "reason"]
        first, second = open_doubts(odd)
        sent = submitted(view, doubt=second.key, reason=cast.NO_BREACH)
        done = cast.taking(odd, explain.command(asked_about(odd), sent))
        assert open_doubts(done) == (first,)


class TestNoBreach:
    def test_it_shows_the_advice_and_asks_for_what_is_missing(self) -> None:
        shown = cast.advised(cast.stating(cast.aware(), personal_data="no"))
        own = deciding(cast.DPO, cast.ONE_DPO)
        assert cast.NO_BREACH in str(no_breach.why(asked_about(shown)))
        assert asked(no_breach.why(asked_about(shown, deciding(cast.DEPUTY)))) == ["reason"]
        assert asked(no_breach.why(asked_about(shown, own))) == ["reason", "break_glass"]
        unshown = asked_about(cast.advised(cast.aware()), deciding(cast.DEPUTY))
        assert asked(no_breach.why(unshown)) == ["reason", "facts_aside"]

    def test_the_dpo_is_asked_first_whether_it_is_a_breach_where_nothing_is_assessed(self) -> None:
        assert "not required where it is no breach" in str(advise.what_and_why(asked_about(cast.opened())))
        assert "Authority" not in str(self.duties(advise.what_and_why(asked_about(cast.opened()))))
        assert len(self.duties(advise.what_and_why(asked_about(cast.assessed())))) == 3
        assert len(self.duties(decide.what_and_why(asked_about(cast.assessed())))) == 2

    def duties(self, view: Json) -> list[Json]:
        (found,) = [b for b in view["blocks"] if b.get("block_id") == "obligation"]
        return list(found["element"]["options"])


class TestNotices:
    def test_only_a_single_dpo_is_asked_why_nobody_else_approves(self) -> None:
        incident = cast.opening(cast.drafted(by=cast.DPO), "authority")
        incident = cast.opening(incident, "authority", cast.DEPUTY)
        assert "break_glass" in asked(
            approve.in_which_capacity(
                asked_to_decide(incident, "authority", deciding(cast.DPO, cast.ONE_DPO))
            )
        )
        assert "break_glass" not in asked(
            approve.in_which_capacity(asked_to_decide(incident, "authority", deciding(cast.DEPUTY)))
        )
        with pytest.raises(Refused, match="somebody else has to approve"):
            approve.in_which_capacity(asked_to_decide(incident, "authority", deciding(cast.DPO)))

    def test_so_is_who_is_the_only_one_on_whose_word_it_rests(self) -> None:
        said = cast.drafting(cast.stating(cast.aware(), by=cast.DPO, **cast.FACTS))
        said = cast.opening(cast.opening(said, "authority"), "authority", cast.DEPUTY)
        alone = asked_to_decide(said, "authority", deciding(cast.DPO, cast.ONE_DPO))
        (glass,) = [
            b for b in approve.in_which_capacity(alone)["blocks"] if b.get("block_id") == "break_glass"
        ]
        assert glass["label"]["text"].startswith("All that it says rests on your word alone.")
        deputy = asked_to_decide(said, "authority", deciding(cast.DEPUTY))
        assert "break_glass" not in asked(approve.in_which_capacity(deputy))

    def test_an_old_button_opens_no_form(self) -> None:
        incident = cast.drafted()
        old = str(NoticeRef(incident.id, "authority", 1, SHA))
        with pytest.raises(Refused, match="out of date"):
            approve.in_which_capacity(asked_about(incident, deciding(cast.DPO), old))

    def test_bytes_whose_approval_is_void_can_be_filed_as_known_then(self) -> None:
        incident = cast.stating(cast.approving(cast.drafted(), "authority"), people_count=4000)
        view = file.what_was_filed(asked_about(incident))
        options = next(b for b in view["blocks"] if b.get("block_id") == "version")["element"]["options"]
        assert "known as of 2026-11-24 12:00 UTC" in options[0]["text"]["text"]

    def test_nothing_approved_nothing_to_file(self) -> None:
        with pytest.raises(Refused, match="Only an approved notice"):
            require_ready("file", cast.drafted(), at())

    def test_which_approved_mail_went_out_is_asked_once_there_is_one(self) -> None:
        assert "version" not in asked(tell_people.when_and_how(asked_about(cast.drafted())))
        first = cast.approving(cast.drafted(), "mail")
        second = cast.drafting(cast.stating(first, advice="Ask your bank about odd charges."))
        view = tell_people.when_and_how(asked_about(cast.approving(second, "mail")))
        (block,) = [one for one in view["blocks"] if one.get("block_id") == "version"]
        labels = [one["text"]["text"] for one in block["element"]["options"]]
        assert labels == ["Draft 2, approved", "Draft 1, approved; changed since", "Other words than these"]
        sent = {"channel": "E-mail", "number": "3", "told_at": int(NOON.timestamp())}
        for chosen, version in (("2", 2), ("0", 0), (None, None)):
            said = tell_people.command(asked_about(first), submitted(view, version=chosen, **sent))
            assert said.version == version
        forged = submitted(view, version="2", **sent)
        forged["state"]["values"]["version"]["answer"]["selected_option"] = {"value": "two"}
        with pytest.raises(Refused, match="Choose the text"):
            tell_people.command(asked_about(first), forged)

    @pytest.mark.parametrize(("seconds", "is_asked"), [(-1, False), (0, False), (1, True)])
    def test_reasons_for_the_delay_are_asked_once_it_is_late(self, seconds: int, is_asked: bool) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        now = NOON + timedelta(hours=72, seconds=seconds)
        assert ("delay_reasons" in asked(file.what_was_filed(asked_about(incident, at(now))))) is is_asked


class TestReading:
    def test_a_number_is_a_whole_number(self) -> None:
        view = tell_people.when_and_how(asked_about(cast.aware()))
        sent = {"channel": "E-mail"}
        assert form.number(submitted(view, number="2,300", **sent), "number") == 2300
        for wrong in ("-1", "many", "1.5", "²"):
            with pytest.raises(Refused) as refused:
                form.number(submitted(view, number=wrong, **sent), "number")
            assert refused.value.field == "number"

    def test_no_date_is_refused_at_its_field(self) -> None:
        view = submitted(become_aware.since_when(asked_about(cast.opened())), aware_at=None)
        with pytest.raises(Refused) as refused:
            form.instant(view, "aware_at")
        assert refused.value.field == "aware_at"

    @pytest.mark.parametrize("moment", [10**12, 10**30, -(10**12)])
    def test_a_moment_of_no_calendar_is_refused_at_its_field(self, moment: int) -> None:
        view = submitted(become_aware.since_when(asked_about(cast.opened())), aware_at=moment)
        with pytest.raises(Refused, match="Choose a date") as refused:
            form.instant(view, "aware_at")
        assert refused.value.field == "aware_at"

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000])
    def test_a_version_that_no_notice_has_is_refused_before_anything_is_asked(self, version: str) -> None:
        view = {
            "state": {"values": {"version": {"a": {"selected_option": {"value": version}}}}},
            "blocks": [],
        }
        nowhere: Any = None
        with pytest.raises(Refused, match="Choose the draft"):
            file.command(nowhere, view)

    def test_an_option_that_was_not_offered_is_refused(self) -> None:
        values = {"ground": {"answer": {"selected_option": {"value": "d"}}}}
        with pytest.raises(Refused):
            form.one_of({"state": {"values": values}, "blocks": []}, "ground", ("a", "b"))

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "pdb-",
            "pdb-x y",
            "sig-abcdefgh",
            "pdb-abcdefgh:authority:1",
            "pdb-abcdefgh:wife:1:" + SHA,
            "pdb-abcdefgh:page:1:" + "g" * 64,
            "pdb-abcdefgh:page:1:" + SHA + "\n",
        ],
    )
    def test_a_reference_that_is_not_ours_is_refused(self, value: str) -> None:
        with pytest.raises(Refused, match="does not know that button"):
            read_notice_ref(value)

    def test_times_come_back_as_utc(self) -> None:
        view = submitted(
            become_aware.since_when(asked_about(cast.opened())), aware_at=int(NOON.timestamp()) + 60
        )
        assert form.instant(view, "aware_at") == datetime(2026, 11, 24, 12, 1, tzinfo=UTC)


class TestHowLongATextMayBe:
    def test_a_form_takes_as_much_as_the_decision_and_no_more(self) -> None:
        known = samples.incident("A text.", until=e.AuthorityFiled)
        late = NOON + timedelta(hours=99)
        drafted, own = cast.opening(cast.drafted(by=cast.DPO), "authority"), deciding(cast.DPO, cast.ONE_DPO)
        forms: list[tuple[Json, dict[str, int]]] = [
            (modals.report(NOON), {"title": bounds.TITLE}),
            (modals.dismiss(Signal("sig-test0001")), {"reason": bounds.REASON}),
            (
                no_breach.why(asked_about(cast.advised(cast.aware()), own)),
                {"reason": bounds.REASON, "facts_aside": bounds.REASON, "break_glass": bounds.BASIS},
            ),
            (become_aware.since_when(asked_about(cast.opened())), {"basis": bounds.BASIS}),
            (move_awareness.since_when(asked_about(cast.aware())), {"basis": bounds.BASIS}),
            (
                close.what_stays(asked_about(known)),
                dict.fromkeys(("effects", "measures", "lessons"), bounds.ACCOUNT)
                | dict.fromkeys(("what_1", "what_2", "what_3"), bounds.SHORT),
            ),
            (what_changes(asked_about(known)), {"change": bounds.CHANGE}),
            (withdraw.why(asked_about(known)), {"change": bounds.CHANGE}),
            (tell_people.when_and_how(asked_about(known)), {"channel": bounds.SHORT}),
            (waive.which_ground(asked_about(known)), {"reason": bounds.GROUNDS}),
            (
                add_set.name_of_it(asked_about(known)),
                {"title": bounds.SET_TITLE, "basis": bounds.BASIS},
            ),
            (
                explain.why_it_is_so(asked_about(cast.assessed(access_evidence="exfiltration_seen"))),
                {"reason": bounds.GROUNDS},
            ),
            (advise.what_and_why(asked_about(cast.assessed())), {"reason": bounds.GROUNDS}),
            (decide.what_and_why(asked_about(cast.assessed())), {"reason": bounds.GROUNDS}),
            (
                reject.what_has_to_change(asked_to_decide(drafted, "authority", own)),
                {"reason": bounds.BASIS},
            ),
            (
                approve.in_which_capacity(asked_to_decide(drafted, "authority", own)),
                {"break_glass": bounds.BASIS},
            ),
            (
                file.what_was_filed(asked_about(cast.approving(cast.drafted(), "authority"), at(late))),
                {"channel": bounds.SHORT, "reference": bounds.SHORT, "delay_reasons": bounds.REASON},
            ),
        ]
        for view, wanted in forms:
            assert {name: most for name, most in longest(view).items() if name != "number"} == wanted


def longest(view: Json) -> dict[str, int]:
    """How much each text input of a form takes."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {
        form.name_of(block["block_id"]): block["element"]["max_length"]
        for block in inputs
        if block["element"]["type"] == "plain_text_input"
    }
