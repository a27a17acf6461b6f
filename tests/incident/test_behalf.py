"""What an operator does on somebody's word: it counts at once, says who typed it, and waits for that person's word."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import documents
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.countersign import Countersign
from breachbot.incident.behalf import Operator, unsigned_by
from breachbot.incident.effects import incident_effects
from breachbot.incident.events import BecameAware, Countersigned, TakenForSomebody
from breachbot.incident.guidance import decide, guide, require_part
from breachbot.incident.state import Incident
from breachbot.incident.told import told_directly
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, OUTSIDER, TEAM, policy

NIGHT = Operator(name="The night desk", because="Slack does not answer tonight.")
DENIED = "I was asleep and said nothing of the kind."
AWARE = BecomeAware(aware_at=NOON, basis="Foreign rows seen in the export")


def by(user: str, hours: int = 1) -> Context:
    return Context(user, TEAM, policy(), NOON + hours * HOUR, "1:00")


def taking(incident: Incident, command: Any, user: str, operator: Operator | None = None) -> Incident:
    return cast.after(incident, decide(incident, command, by(user), operator))


def aware_for(user: str = ENGINEER) -> Incident:
    return taking(cast.opened(), AWARE, user, NIGHT)


def approved_for_the_dpo() -> Incident:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "authority")
    incident = cast.after(incident, [*documents.opening(incident, draft, by(DPO))])
    about = {"audience": "authority", "version": draft.version, "sha256": draft.sha256}
    return taking(incident, Approve.of(**about, capacity="dpo_advice"), DPO, NIGHT)


def signed(incident: Incident, user: str, *, theirs: bool = True, remark: str | None = None) -> Incident:
    return taking(incident, Countersign(number=1, theirs=theirs, remark=remark), user)


def test_it_counts_at_once_and_names_who_typed_it() -> None:
    incident = aware_for()
    assert incident.aware_at == NOON
    (taken,) = incident.taken_for
    assert (taken.person, taken.act, taken.operator) == (ENGINEER, "become_aware", "The night desk")
    assert incident.awareness[0].by == ENGINEER


def test_it_names_the_events_that_followed() -> None:
    before = cast.opened()
    news = decide(before, AWARE, by(ENGINEER), NIGHT)
    taken = news[-1]
    assert isinstance(news[0], BecameAware)
    assert isinstance(taken, TakenForSomebody)
    assert taken.events == tuple(range(before.seen + 1, before.seen + len(news)))


def test_an_operator_has_no_more_rights_than_the_person() -> None:
    with pytest.raises(Refused, match="response team"):
        aware_for(OUTSIDER)


def test_the_person_and_the_dpo_are_told() -> None:
    (taken,) = aware_for().taken_for
    assert told_directly(taken, TEAM) == (ENGINEER, DPO)
    (taken,) = aware_for(DPO).taken_for
    assert told_directly(taken, TEAM) == (DPO,)


@pytest.mark.parametrize("user", [ENGINEER, DPO])
def test_it_waits_for_that_person_alone(user: str) -> None:
    incident = aware_for(user)
    for other in TEAM.everyone:
        mine = [step.act for step in guide(incident, by(other)).mine]
        assert ("countersign" in mine) == (other == user)
        assert ("countersign" in guide(incident, by(other)).offers) == (other == user)


def test_it_holds_nothing_else_up() -> None:
    for incident in (aware_for(), approved_for_the_dpo()):
        assert guide(incident, by(DPO)).next.act != "countersign"


def test_whoever_countersigns_is_asked_no_more() -> None:
    incident = signed(aware_for(), ENGINEER)
    assert unsigned_by(incident, ENGINEER) == ()
    assert "countersign" not in guide(incident, by(ENGINEER)).offers
    with pytest.raises(Refused, match="Nothing that was recorded on your behalf"):
        signed(incident, ENGINEER)


@pytest.mark.parametrize("number", [0, 2])
def test_there_is_no_other(number: int) -> None:
    with pytest.raises(Refused, match="not recorded on your behalf"):
        taking(aware_for(), Countersign(number=number, theirs=True), ENGINEER)


def test_nobody_signs_for_another() -> None:
    with pytest.raises(Refused, match="on your behalf"):
        signed(aware_for(), DPO)


@pytest.mark.parametrize("remark", [None, "", "no", " " * 40, "123456789"])
def test_whoever_denies_it_says_what_is_not_so(remark: str | None) -> None:
    with pytest.raises(Refused, match="Say what is not so") as refused:
        signed(aware_for(), ENGINEER, theirs=False, remark=remark)
    assert refused.value.field == "remark"


def test_a_denied_approval_is_void_at_once() -> None:
    before = approved_for_the_dpo()
    assert before.approval("authority")
    after = signed(before, DPO, theirs=False, remark=DENIED)
    assert after.approval("authority") is None
    assert "not their word" in str(after.approvals[-1].void)


def test_a_countersigned_approval_stands() -> None:
    assert signed(approved_for_the_dpo(), DPO).approval("authority")


def test_an_approval_that_somebody_else_gave_since_stands() -> None:
    """What is denied is that one, not what others did at another time."""
    before = approved_for_the_dpo()
    theirs = before.approvals[-1].event
    own = theirs.model_copy(update={"by": DEPUTY, "audience": "page", "at": theirs.at})
    after = signed(cast.after(before, [own]), DPO, theirs=False, remark=DENIED)
    assert [one.void is None for one in after.approvals] == [False, True]


def test_a_denial_stops_no_clock_and_is_told_to_who_decides() -> None:
    after = signed(aware_for(), ENGINEER, theirs=False, remark=DENIED)
    assert after.aware_at == NOON
    (answer,) = after.countersigned
    assert told_directly(answer, TEAM) == (DPO, DEPUTY)
    effects = incident_effects(after, [answer], TEAM, policy())
    assert {one.args["user"] for one in effects if one.kind == "direct_note"} == {DPO, DEPUTY}


def test_a_signature_is_no_news_to_anybody_directly() -> None:
    (answer,) = signed(aware_for(), ENGINEER).countersigned
    assert told_directly(answer, TEAM) == ()


def test_it_can_be_signed_after_the_end() -> None:
    said: dict[str, Any] = dict.fromkeys(("effects", "measures", "lessons"), "Each export is tested now.")
    closed = cast.after(cast.told_everything(), [])
    closed = taking_late(closed, Close(**said), DPO, NIGHT)
    assert "countersign" in guide(closed, by(DPO, 100)).offers
    after = taking_late(closed, Countersign(number=1, theirs=True), DPO)
    assert isinstance(after.countersigned[0], Countersigned)


def taking_late(incident: Incident, command: Any, user: str, operator: Operator | None = None) -> Incident:
    return cast.after(incident, decide(incident, command, by(user, 90), operator))


def test_somebody_outside_the_team_may_open_the_form_about_what_is_theirs() -> None:
    incident = aware_for()
    require_part("countersign", incident, by(ENGINEER))
    with pytest.raises(Refused, match="response team"):
        require_part("countersign", incident, by(OUTSIDER))


def test_the_register_says_who_typed_it_and_whether_it_was_signed() -> None:
    def flag(incident: Incident) -> str:
        (said,) = [one for one in incident_entry(incident, policy()).flags if "on behalf of" in one]
        return said

    waiting = flag(aware_for())
    assert f"on behalf of {ENGINEER}, The night desk on the command line: state awareness" in waiting
    assert waiting.endswith("not countersigned yet")
    assert "countersigned 2026-11-24T13:00:00+00:00" in flag(signed(aware_for(), ENGINEER))
    denied = flag(signed(aware_for(), ENGINEER, theirs=False, remark=DENIED))
    assert f"denied 2026-11-24T13:00:00+00:00: {DENIED}" in denied


@pytest.mark.parametrize(
    ("name", "because", "field"), [("", "x" * 10, "name"), ("ab", "too short", "because")]
)
def test_an_operator_says_who_they_are_and_why(name: str, because: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        Operator.of(name=name, because=because)
    assert refused.value.field == field
