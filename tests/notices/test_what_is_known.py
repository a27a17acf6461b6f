"""Read as an authority and as somebody affected would: a notice says what is known, and nothing that embarrasses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from breachbot.assessment.facts import FACTS
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.known import settled_facts
from breachbot.incident.news import news_since
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.stale import why_stale
from breachbot.incident.state import Incident
from breachbot.notices.draft import draft as render
from breachbot.notices.fields import digest
from breachbot.slack import facts_modal
from tests.incident import cast
from tests.incident.cast import NOON
from tests.notices.incidents import OUTAGE, SCENARIOS, STRAY_MAIL, TABLE
from tests.notices.reading import seen

WORDS = cast.policy().templates.words


def known(facts: dict[str, Any], **more: Any) -> Incident:
    return cast.stating(cast.aware(), **(facts | more))


def read(incident: Incident, audience: Audience, policy: Policy | None = None) -> str:
    """What a reader sees of the notice of this moment."""
    policy = policy or cast.policy()
    fields = fields_of(Edition(audience, 1, NOON), incident, settled_facts(incident), policy)
    made = render(fields, policy.templates)
    return seen(made.primary, made.documents[made.primary])


def section(text: str, heading: str) -> str:
    """The lines below a heading, down to the next one."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.casefold() == heading.casefold())
    more = lines[start + 1 :]
    ends = [n for n, line in enumerate(more) if line.endswith("?") or line.isupper()]
    return "\n".join(more[: ends[0]] if ends else more)


ASKED_BY_AUTHORITIES = (
    "recipient",
    "could_reach",
    "exposed_for",
    "access_evidence",
    "deletion_confirmed",
    "identifiability",
    "volume",
    "later_measures",
    "harm_seen",
    "taken_over",
    "processor_told",
    "countries",
)


class TestTheAuthority:
    def test_the_page_is_named_only_once_it_is_out_and_where_it_is(self) -> None:
        before = known(TABLE)
        assert "Public notice: not published yet" in read(before, "authority")
        out = cast.publishing(cast.approving(cast.drafted(), "page"))
        assert f"Public notice: {out.published[-1].url}" in read(out, "authority")

    def test_an_approved_notice_holds_when_the_page_goes_out(self) -> None:
        approved = cast.approving(cast.approving(cast.drafted(), "authority"), "page")
        out = cast.publishing(approved)
        assert why_stale(out, cast.the_draft(out, "authority"), cast.policy(), settled_facts(out)) is None

    def test_a_notice_with_everything_known_says_so(self) -> None:
        told = cast.telling(cast.stating(known(TABLE), people_count=3), 3)
        assert "Nothing: every point above is known." in read(told, "authority")
        assert "Complete notice" in read(told, "authority")

    @pytest.mark.parametrize("fact", ASKED_BY_AUTHORITIES)
    def test_no_notice_is_complete_while_what_an_authority_asks_is_open(self, fact: str) -> None:
        told = cast.telling(cast.stating(known(TABLE), people_count=3), 3)
        unknown: dict[str, Any] = {fact: None}
        text = read(cast.stating(told, **unknown), "authority")
        assert "every point above is known" not in text
        assert "Complete notice" not in text
        assert WORDS.titles["authority"][fact] in text

    @pytest.mark.parametrize(
        ("facts", "answer"),
        [
            (TABLE, {"recipient": "known", "deletion_confirmed": "asked"}),
            (TABLE, {"data_categories": ["contact", "payment"]}),
            (OUTAGE, {"restore": "not_yet"}),
        ],
    )
    def test_an_answer_that_is_awaited_is_open(self, facts: dict[str, Any], answer: dict[str, Any]) -> None:
        told = cast.telling(cast.stating(known(facts, **answer), people_count=3), 3)
        for audience in ("authority", "page"):
            text = read(told, audience)
            assert "is known." not in text
            assert "Complete notice" not in text
            for fact in answer.keys() - {"recipient"} & WORDS.titles[audience].keys():
                assert WORDS.titles[audience][fact] in text.splitlines()[-20:]

    @pytest.mark.parametrize("fact", ["restore", "loss_effect"])
    def test_after_an_outage_it_is_asked_how_it_ended(self, fact: str) -> None:
        assert WORDS.titles["authority"][fact] in read(known(OUTAGE, **{fact: None}), "authority")

    @pytest.mark.parametrize("name", SCENARIOS)
    def test_what_was_asked_is_shown(self, name: str) -> None:
        facts, text = SCENARIOS[name], read(known(SCENARIOS[name]), "authority")
        for fact in (*ASKED_BY_AUTHORITIES, "restore", "loss_effect"):
            for value in facts.get(fact, ()) if isinstance(facts.get(fact), list) else [facts.get(fact)]:
                if value not in (None, "yes", "no", "none"):
                    assert FACTS[fact].label(value) in text, (fact, value)
        assert ("22 November 2026, 07:15 UTC" in text) is (name == "outage")

    def test_measures_without_effect_read_as_such_and_not_as_a_choice_of_the_form(self) -> None:
        text = read(known(TABLE), "authority")
        assert "What later measures have achieved\nNothing so far." in text
        assert "None of these" not in text
        asked = read(known(TABLE, recipient="known", deletion_confirmed="in_writing"), "authority")
        assert "What section 5 says of deletion and return. Nothing else so far." in asked
        assert FACTS["later_measures"].label("access_worthless") in read(
            known(TABLE, later_measures=["access_worthless"]), "authority"
        )

    def test_what_does_not_arise_is_not_missing(self) -> None:
        text = read(known(OUTAGE), "authority")
        assert "Who is known to have got them: nobody" in text
        assert "What logs and traces show" not in text
        assert WORDS.titles["authority"]["recipient"] not in text

    @pytest.mark.parametrize(
        ("fact", "value", "said"),
        [
            (
                "reveals",
                "patient",
                "Being among those affected reveals: That they are or were patients, or in need of care",
            ),
            ("already_public", "yes", "Public before, with the knowledge of the people: yes"),
            ("targeted", "yes", "Somebody was after one particular person: yes"),
            ("reachable", "some", "Contact details that work are held for: Some of them"),
            (
                "in_clear_inside",
                "no",
                "Shown in clear where they never should be (logs, error reports, tools): no",
            ),
        ],
    )
    def test_what_only_the_rules_asked_is_shown_where_it_is_known(
        self, fact: str, value: str, said: str
    ) -> None:
        assert said in read(known(TABLE, **{fact: value}), "authority")
        assert said.partition(":")[0] not in read(known(TABLE), "authority")

    def test_it_reads_which_advice_people_get(self) -> None:
        assert "Change your password with us" in read(known(TABLE), "authority")
        assert "Use another name." in read(known(TABLE, advice="Use another name."), "authority")


class TestWhoHasTheData:
    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_people_read_who_has_them_and_whether_they_are_deleted(self, audience: Audience) -> None:
        text = read(known(TABLE), audience)
        assert "Somebody got the data, and we do not know who." in text
        assert "Anyone on the internet could reach the data." in text
        assert "We cannot have the data deleted" in text
        assert "no answer yet" in read(known(STRAY_MAIL), audience)
        assert "Nobody got the data who should not have them." in read(known(OUTAGE), audience)

    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_what_is_not_known_of_it_is_said_to_be_unknown(self, audience: Audience) -> None:
        text = read(known(STRAY_MAIL, recipient=None, deletion_confirmed=None, could_reach=None), audience)
        for fact in ("recipient", "could_reach", "deletion_confirmed"):
            assert WORDS.titles[audience][fact] in text
        assert "Not known yet." in text

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({}, "It is no longer going on, but the data are still in other hands."),
            (
                {"recipient": "hostile", "deletion_confirmed": "in_writing"},
                "Whether the data are in other hands is not certain.",
            ),
            ({"recipient": "public"}, "It is no longer going on, but the data are still in other hands."),
            ({"recipient": "known", "deletion_confirmed": "asked"}, "the data may still be in other hands."),
            ({"recipient": "known", "deletion_confirmed": "said_so"}, "is not certain."),
            ({"recipient": "known", "deletion_confirmed": "in_writing"}, "It is over."),
            ({"recipient": None}, "Whether the data are in other hands is not certain."),
            ({"recipient": "none_known", "access_evidence": "no_logs"}, "is not certain."),
            ({"recipient": "none_known", "access_evidence": "partial_logs_show_none"}, "is not certain."),
            ({"recipient": "none_known", "access_evidence": "complete_logs_show_none"}, "It is over."),
            (
                {"recipient": "none_known", "access_evidence": "no_logs", "could_reach": "nobody_outside"},
                "It is over.",
            ),
            (
                {
                    "recipient": "none_known",
                    "access_evidence": "access_seen",
                    "could_reach": "nobody_outside",
                },
                "is not certain.",
            ),
            (
                {
                    "recipient": "none_known",
                    "access_evidence": "logs_erasable",
                    "could_reach": "nobody_outside",
                },
                "is not certain.",
            ),
            (
                {
                    "recipient": "none_known",
                    "access_evidence": "no_logs",
                    "could_reach": "nobody_outside",
                    "cause": "ransomware",
                },
                "is not certain.",
            ),
            ({"recipient": "colleague", "deletion_confirmed": "said_so"}, "is not certain."),
            ({"recipient": "colleague", "deletion_confirmed": "in_writing"}, "It is over."),
            ({"recipient": "trusted_bound", "deletion_confirmed": "asked"}, "is not certain."),
            ({"recipient": "trusted_bound", "deletion_confirmed": "in_writing"}, "It is over."),
            (
                {
                    "later_measures": ["returned_unopened"],
                    "access_evidence": "no_logs",
                    "cause": "lost",
                    "could_reach": "some_users",
                },
                "It is over.",
            ),
            ({"ongoing": "yes", "occurred_until": None}, "It is still going on."),
        ],
    )
    def test_it_is_over_only_once_the_data_are_not_out_any_more(
        self, answers: dict[str, Any], said: str
    ) -> None:
        text = read(known(TABLE, **answers), "page")
        assert said in text
        assert ("It is over." in text) is (said == "It is over.")

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"recipient": "known", "deletion_confirmed": "came_back"}, "All of the data came back to us."),
            (
                {"recipient": "known", "deletion_confirmed": "in_writing"},
                "Those who got the data have confirmed in writing that they no longer have them.",
            ),
            (
                {"recipient": "known", "deletion_confirmed": "said_so"},
                "Those who got the data told us that they no longer have them. We do not have that in writing.",
            ),
            (
                {"recipient": "none_known", "deletion_confirmed": "came_back", "access_evidence": "no_logs"},
                "As far as we know, nobody got the data who should not have them. All of the data came back to us.",
            ),
        ],
    )
    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_of_deletion_they_read_what_is_known_and_no_other_way_it_may_have_gone(
        self, audience: Audience, answers: dict[str, Any], said: str
    ) -> None:
        text = " ".join(read(known(TABLE, **answers), audience).split())
        assert said in text
        assert "or everything came back" not in text

    def test_who_could_reach_them_stands_before_who_is_known_to_have_got_them(self) -> None:
        facts = {"could_reach": "some_users", "recipient": "several_known", "deletion_confirmed": "asked"}
        for audience in ("page", "mail"):
            text = " ".join(read(known(TABLE, **facts), "page" if audience == "page" else "mail").split())
            could = text.index("Some users, customers or firms outside our company could reach the data.")
            assert could < text.index("Several people or firms got the data. We know who they are.")
        filed = read(known(TABLE, **facts), "authority")
        assert "Who could reach them: Some users, customers or firms outside" in filed
        assert "Who is known to have got them: Several known people or firms" in filed

    def test_once_it_is_over_the_page_tells_of_it_as_past(self) -> None:
        going_on = " ".join(read(known(TABLE, ongoing="yes", occurred_until=None), "page").split())
        assert "Others can see personal data, or have seen them." in going_on
        assert "It ended: not yet" in going_on
        assert "Breach ended: not yet" in read(known(TABLE, ongoing="yes", occurred_until=None), "authority")
        assert "Others saw or could see personal data." in " ".join(read(known(TABLE), "page").split())

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            (0, "We are going to tell the people affected directly."),
            (2, "We have told some of the people affected directly, and are going to tell the others."),
            (3, "We have told everybody affected directly."),
        ],
    )
    def test_how_many_were_told_directly_is_said_in_the_tense_of_that(self, told: int, said: str) -> None:
        incident = cast.stating(known(TABLE), people_count={"min": 1, "max": 3})
        assert said in read(cast.telling(incident, told) if told else incident, "page")

    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_people_read_whether_lost_data_are_back(self, audience: Audience) -> None:
        for restore, said in (
            ("in_days", "Within days"),
            ("never", "They cannot be"),
            (None, "not known yet"),
        ):
            text = " ".join(read(known(OUTAGE, restore=restore), audience).split())
            assert f"Lost or changed data were put right: {said}" in text
            assert "It is over." not in text
        assert "put right" not in read(known(TABLE), audience)

    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_what_being_among_the_people_affected_shows_is_worded_with_care(self, audience: Audience) -> None:
        listed = read(known(TABLE, reveals="patient"), audience)
        assert "can tell that the people in them are or were patients, or in need of care." in " ".join(
            listed.split()
        )
        for harmless in ({}, {"reveals": "nothing"}):
            assert "people keep private" not in read(known(TABLE, **harmless), audience)
            assert "can tell that" not in read(known(TABLE, **harmless), audience)

    def test_that_somebody_was_after_a_person_is_said_to_them_alone(self) -> None:
        sought = known(TABLE, targeted="yes")
        assert "was after one particular person" in " ".join(read(sought, "mail").split())
        assert "particular person" not in read(sought, "page")
        assert "particular person" not in read(known(TABLE, targeted="no"), "mail")


class TestMeasuresAndAdvice:
    def test_the_mail_says_what_is_planned(self) -> None:
        assert TABLE["measures_planned"] in " ".join(read(known(TABLE), "mail").split())

    @pytest.mark.parametrize("audience", ["page", "mail"])
    def test_advice_follows_from_the_kinds_of_data(self, audience: Audience) -> None:
        text = " ".join(read(known(TABLE), audience).split())
        assert WORDS.advice.kinds["credentials_clear"] in text
        assert WORDS.advice.kinds["card"] in text
        assert "your orders" not in text
        only_orders = " ".join(read(known(TABLE, data_categories=["orders"]), audience).split())
        assert WORDS.advice.kinds["orders"] in only_orders
        assert "Change your password" not in only_orders

    def test_nobody_is_warned_of_misuse_of_data_that_nobody_got(self) -> None:
        text = " ".join(read(known(OUTAGE), "page").split())
        assert WORDS.advice.lost in text
        assert WORDS.advice.kinds["health"] not in text

    @pytest.mark.parametrize("reveals", ["private_use", "patient", "belief"])
    def test_whom_a_list_exposes_is_warned_of_blackmail(self, reveals: str) -> None:
        names = {"data_categories": ["name"]}
        text = " ".join(read(known(TABLE, **names, reveals=reveals), "mail").split())
        assert WORDS.advice.kinds["intimate"] in text
        assert WORDS.advice.kinds["intimate"] not in " ".join(read(known(TABLE, **names), "mail").split())

    def test_what_people_wrote_stays(self) -> None:
        text = read(known(TABLE, advice="Call us on Monday."), "page")
        assert "Call us on Monday." in text
        assert "Have your card blocked" not in text

    def test_the_form_proposes_it_and_what_was_written_is_what_it_shows(self) -> None:
        def proposed(incident: Incident) -> Any:
            view = facts_modal.facts(incident, cast.policy(), "account")
            asked = next(block for block in view["blocks"] if block.get("block_id", "").startswith("advice"))
            return asked["element"]["initial_value"]

        assert proposed(known(TABLE)).startswith("- Have your card blocked")
        assert proposed(known(TABLE, advice="Call us on Monday.")) == "Call us on Monday."

    def test_one_kind_of_payment_data_does_not_read_as_three(self) -> None:
        text = read(known(TABLE), "page")
        assert "Payment cards (number, expiry date, security code)" in text
        assert "bank account" not in text.casefold()
        older = read(known(TABLE, data_categories=["payment"]), "page")
        assert "Payment data (not yet clear which)" in older


class TestTimes:
    BERLIN = replace(
        cast.policy(), templates=replace(cast.policy().templates, zone=ZoneInfo("Europe/Berlin"))
    )

    @pytest.mark.parametrize("audience", ["authority", "page", "mail"])
    def test_the_companys_own_time_stands_beside_utc(self, audience: Audience) -> None:
        text = " ".join(read(known(TABLE), audience, self.BERLIN).split())
        assert "24 November 2026, 10:00 UTC (11:00 CET)" in text
        assert "2 November 2026, 23:30 UTC (3 November, 00:30 CET)" in text
        assert "CET" not in read(known(TABLE), audience)

    def test_summer_time_is_its_own(self) -> None:
        text = read(known(TABLE, occurred_from="2026-07-01T08:00:00+00:00"), "page", self.BERLIN)
        assert "1 July 2026, 08:00 UTC (10:00 CEST)" in text

    def test_a_zone_changes_no_fact(self) -> None:
        incident = cast.drafting(known(TABLE))
        draft = cast.the_draft(incident, "page")
        assert why_stale(incident, draft, self.BERLIN, settled_facts(incident)) is None


class TestTheNextUpdate:
    SOON = NOON + timedelta(days=3)

    def test_only_a_date_that_lies_ahead_is_promised(self) -> None:
        promised = known(TABLE, next_update_by=self.SOON.isoformat())
        assert "Next update by: 27 November 2026, 12:00 UTC." in read(promised, "page")
        past = known(TABLE, next_update_by=NOON.isoformat())
        assert "Next update by" not in read(past, "page")

    def test_without_a_date_nothing_is_promised(self) -> None:
        assert "We change this notice as soon as we know more." in read(known(TABLE), "page")
        told = cast.telling(cast.stating(known(TABLE), people_count=3), 3)
        assert "No further update is planned." in read(told, "page")


class TestNothingInternal:
    @pytest.mark.parametrize("audience", ["authority", "page", "mail"])
    @pytest.mark.parametrize(
        "facts", [*SCENARIOS.values(), {}, {"data_categories": ["name"]}], ids=[*SCENARIOS, "none", "little"]
    )
    def test_no_internal_sentence_shows(self, facts: dict[str, Any], audience: Audience) -> None:
        text = read(known(facts) if facts else cast.aware(), audience)
        for words in ("counts as required", "leaves this open", "Please follow", "matter of judgement"):
            assert words not in text

    @pytest.mark.parametrize("audience", ["authority", "page", "mail"])
    def test_the_contact_is_who_the_company_says(self, audience: Audience) -> None:
        def by(**contact: str) -> str:
            firm = cast.policy().firm.model_copy(update=contact)
            return read(known(TABLE), audience, replace(cast.policy(), firm=firm))

        desk = by(contact_role="Privacy team", contact_name="Ivo Marek")
        assert "Privacy team" in desk
        assert "Ivo Marek" in desk
        assert "data protection officer" not in desk.casefold()
        for name in ("The data protection officer", "data protection officer"):
            assert by(contact_name=name).casefold().count("data protection officer") == 1


class TestOfEarlierDays:
    """A notice drafted before a field existed never spoke of it."""

    def drafted_before(self, audience: Audience) -> tuple[Incident, NoticeDrafted]:
        incident = cast.drafting(known(TABLE, could_reach=None))
        draft = cast.the_draft(incident, audience)
        edition = Edition(audience, 1, draft.as_of, form=1)
        fields = fields_of(edition, incident, settled_facts(incident), cast.policy())
        before = draft.model_copy(update={"form": 1, "fields_sha256": digest(fields, 1)})
        drafts = tuple(before if one is draft else one for one in incident.drafts)
        return replace(incident, drafts=drafts), before

    @pytest.mark.parametrize("audience", ["authority", "page", "mail"])
    def test_only_a_fact_that_it_stated_makes_it_stale(self, audience: Audience) -> None:
        incident, draft = self.drafted_before(audience)
        assert why_stale(incident, draft, cast.policy(), settled_facts(incident)) is None
        more = cast.stating(incident, could_reach="internet")
        assert why_stale(more, draft, cast.policy(), settled_facts(more)) is None
        assert news_since(more, draft, cast.policy()) is None
        other = cast.stating(incident, consequences="Something else may follow.")
        assert why_stale(other, draft, cast.policy(), settled_facts(other)) is not None

    def test_one_of_today_does_state_it(self) -> None:
        incident = cast.drafting(known(TABLE, could_reach=None))
        more = cast.stating(incident, could_reach="internet")
        for audience in ("authority", "page", "mail"):
            draft = cast.the_draft(incident, audience)
            assert why_stale(more, draft, cast.policy(), settled_facts(more)) is not None

    def test_the_fingerprints_on_record_are_still_those_of_the_same_facts(self) -> None:
        """Computed by the version before the fields of form 2."""
        facts: dict[str, Any] = {
            "role": "controller",
            "personal_data": "yes",
            "confidentiality": "yes",
            "integrity": "no",
            "availability": "no",
            "cause": "software_fault",
            "data_categories": ["name", "orders"],
            "identifiability": "direct",
            "people_kinds": ["customers"],
            "people_count": 2300,
            "encryption": "none",
            "recipient": "unknown",
            "access_evidence": "access_seen",
            "next_update_by": "2026-12-01T12:00:00+00:00",
            "what_happened": "An export held rows of others.",
            "consequences": "Unwanted mail may come.",
            "measures_taken": "The export was switched off.",
            "ongoing": "no",
        }
        firm = cast.policy().firm.model_copy(update={"contact_name": "Nora"})
        incident, policy = known(facts), replace(cast.policy(), firm=firm)
        for audience, sha256 in {
            "page": "30c8a1bfe2f5542067e9162825798dd9ed2c38566d0b6f6271621eacd72c64ba",
            "mail": "3f90584529dfe7679877a5327b2aa6e009252b8ddc928f90064d1d8831b50ba0",
        }.items():
            edition = Edition("page" if audience == "page" else "mail", 1, NOON, form=1)
            assert digest(fields_of(edition, incident, settled_facts(incident), policy), 1) == sha256

    def test_those_of_form_2_hold_too(self) -> None:
        """Computed by the version before the fields of form 3, when “nobody known” still read as “nothing out”."""
        incident = known(
            TABLE,
            recipient="none_known",
            access_evidence="no_logs",
            deletion_confirmed=None,
            availability="yes",
            restore="not_yet",
            reveals="patient",
            targeted="yes",
        )
        on_record: dict[Audience, str] = {
            "authority": "5ee8e7c2c644975defb27e42e834413aa05f32ff232b6be75a2e97999337a61b",
            "page": "dc6c9313e4c35b8958c14df49e44ca3ca4e47c0e2f98a01efc36930bd34aeeaa",
            "mail": "f59aed7f8c9736d984a7399bfd7d12ee2e2f08319d898e166d92ea10331ac736",
        }
        for audience, sha256 in on_record.items():
            fields = fields_of(
                Edition(audience, 1, NOON, form=2), incident, settled_facts(incident), cast.policy()
            )
            assert digest(fields, 2) == sha256

    def test_those_of_form_3_hold_too(self) -> None:
        """Computed by the version before form 4, which read several sets as one, and had other words."""
        first: dict[str, Any] = TABLE | {
            "recipient": "colleague",
            "could_reach": "some_users",
            "access_evidence": "access_seen",
            "deletion_confirmed": "in_writing",
            "reveals": "patient",
        }
        second: dict[str, Any] = TABLE | {
            "recipient": "unknown",
            "deletion_confirmed": "not_possible",
            "later_measures": ["access_worthless"],
        }
        one = known(first)
        two = cast.taking(one, AddSet(title="Backup", breach="same"))
        two = cast.taking(two, StateFacts(answers=second, affected_set="set-2"))
        on_record: list[tuple[Incident, Audience, str]] = [
            (one, "authority", "f5c3747bf0843b64beab057194a90742a78e0a75d447577745ea0a239bef06d3"),
            (one, "page", "30f66fd8b2cc400959ee332f519218a46b7bf40c1395a8c292ecff02bb4c0b1b"),
            (one, "mail", "e41b3ca9f58575b3493242e099839f2e0686f679ecfdd55f8bb61a3a93ca59f0"),
            (two, "authority", "2de40dc829a8bfaaa457bce307a97afc7e6be1030fbfec5fb99d14c4e98ca977"),
            (two, "page", "ff9616a6c4d82dd7d2e59bb12784a1d17a62734db6eb13d42b1e9f12eec40211"),
            (two, "mail", "7e36b4624e193ea4091bba8135262d7535013fcb33241f90ee7a2b3eecd66cc5"),
        ]
        for incident, audience, sha256 in on_record:
            fields = fields_of(
                Edition(audience, 1, NOON, form=3), incident, settled_facts(incident), cast.policy()
            )
            assert digest(fields, 3) == sha256
