"""Two incidents that are one breach, and one that is two: awareness, accounts, sets, laws and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident import packs
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.acts.merge import Merge
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.split_off import SplitOff
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.waive import Waive
from breachbot.incident.duties import to_remind
from breachbot.incident.guidance import decide, guide
from breachbot.incident.known import facts_of, witnesses
from breachbot.incident.linked import taking_in
from breachbot.incident.registry import act_of
from breachbot.incident.state import Incident
from breachbot.incident.times import clock
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, TEAM

MINUTE = timedelta(minutes=1)
LATER = NOON + 30 * HOUR
WHY = "Both exports were taken with the same stolen key."
FRESH = "pdb-fresh001"


def both(
    incident: Incident, command: Command, other: Incident | None, by: str = DPO, now: datetime = LATER
) -> tuple[Incident, Incident]:
    """The incident and the other one after an act that is on record in both."""
    context = Context(by, TEAM, cast.policy(), now, "1:00", other, FRESH)
    news = decide(incident, command, context)
    beside = act_of(command).beside
    assert beside is not None
    there = other or Incident(FRESH)
    return cast.after(incident, news), cast.after(there, beside(incident, command, context))


def merged(
    goes: Incident, stays: Incident, by: str = DPO, now: datetime = LATER
) -> tuple[Incident, Incident]:
    return both(goes, Merge(into=stays.id, reason=WHY), stays, by, now)


def other(incident: Incident) -> Incident:
    """The same, as another incident."""
    return replace(incident, id="pdb-other001")


def stating(incident: Incident, by: str = ENGINEER, **facts: Any) -> Incident:
    context = Context(by, TEAM, cast.policy(), LATER, "1:00")
    return cast.after(incident, decide(incident, StateFacts(answers=facts), context))


def disputed(incident: Incident) -> list[str]:
    return [name for name, known in facts_of(incident, e.MAIN).items() if known.conflict]


@pytest.mark.parametrize(
    ("goes", "stays", "since"),
    [
        (cast.aware(NOON), cast.aware(NOON + HOUR), NOON),
        (cast.aware(NOON + HOUR), cast.aware(NOON), NOON),
        (cast.aware(NOON), cast.opened(), NOON),
        (cast.opened(), cast.aware(NOON), NOON),
        (cast.opened(), cast.opened(), None),
    ],
)
def test_the_earlier_awareness_of_both_counts(
    goes: Incident, stays: Incident, since: datetime | None
) -> None:
    _, after = merged(goes, other(stays))
    assert after.aware_at == since
    assert clock(after, cast.policy()) == (since + 72 * HOUR if since else None)


def test_that_the_clock_moved_back_is_an_event_that_says_why() -> None:
    _, after = merged(cast.aware(NOON), other(cast.aware(NOON + HOUR)))
    moved = after.awareness[-1]
    assert isinstance(moved, e.AwarenessMoved)
    assert (moved.was, moved.aware_at) == (NOON + HOUR, NOON)
    assert moved.reason.startswith("As stated in pdb-test0001: ")


def test_before_awareness_the_earlier_detection_counts_for_the_decision() -> None:
    earlier = cast.opened()
    assert earlier.opened is not None
    before = earlier.opened.model_copy(update={"detected_at": NOON - 5 * HOUR})
    _, after = merged(replace(earlier, opened=before), other(cast.opened()))
    (asked,) = to_remind(after, cast.policy())
    assert asked.due_at == NOON + 19 * HOUR


def test_an_unusual_moment_still_waits_for_a_word() -> None:
    said = MoveAwareness(aware_at=NOON - 48 * HOUR, basis="The key was used two days before.")
    context = Context(ENGINEER, TEAM, cast.policy(), NOON, "1:00")
    goes = cast.aware(NOON)
    goes = cast.after(goes, decide(goes, said, context))
    assert goes.unconfirmed
    _, after = merged(goes, other(cast.aware(NOON)))
    assert after.unconfirmed
    assert after.aware_at == NOON - 48 * HOUR


def test_so_does_one_of_a_set_with_a_clock_of_its_own() -> None:
    context = Context(ENGINEER, TEAM, cast.policy(), NOON, "1:00")
    goes = cast.aware(NOON)
    basis = "Found in the log of the mail server"
    own = AddSet(title="Mailbox", breach="own", aware_at=NOON - 48 * HOUR, basis=basis)
    goes = cast.after(goes, decide(goes, own, context))
    assert [one.affected_set for one in goes.waiting] == ["set-2"]
    _, after = merged(goes, other(cast.aware(NOON)))
    assert [(one.affected_set, one.unusual) for one in after.waiting] == [("set-2", goes.waiting[0].unusual)]


def test_what_differs_counts_as_unknown_until_a_person_settles_it() -> None:
    goes = stating(cast.aware(), recipient="public", encryption="none")
    stays = stating(other(cast.aware()), recipient="none_known", encryption="none")
    _, after = merged(goes, stays)
    assert disputed(after) == ["recipient"]
    assert facts_of(after, e.MAIN)["encryption"].firm
    taken = after.taken_in[-1]
    assert (taken.incident, taken.differs) == (goes.id, ("recipient",))
    settled = stating(after, DPO, recipient="public")
    assert disputed(settled) == []
    assert facts_of(settled, e.MAIN)["recipient"].value == "public"


def test_who_said_both_of_it_is_in_conflict_with_themselves_until_they_are_heard_again() -> None:
    """The DPO said one thing there and another here: neither replaces the other in silence."""
    goes = stating(cast.aware(), DPO, recipient="public")
    stays = stating(other(cast.aware()), DPO, recipient="none_known")
    _, after = merged(goes, stays, by=DEPUTY)
    assert disputed(after) == ["recipient"]
    assert facts_of(stating(after, DPO, recipient="public"), e.MAIN)["recipient"].firm


def test_whoever_said_it_is_its_witness_here_too() -> None:
    _, after = merged(stating(cast.aware(), DPO, recipient="public"), other(cast.aware()))
    assert DPO in witnesses(after)


def test_a_text_of_the_other_account_replaces_none() -> None:
    goes = stating(cast.aware(), what_happened="The export service showed rows of others.")
    stays = stating(other(cast.aware()), what_happened="A key of the export service was stolen.")
    _, after = merged(goes, stays)
    assert facts_of(after, e.MAIN)["what_happened"].value == "A key of the export service was stolen."
    assert after.taken_in[-1].differs == ("what_happened",)
    _, bare = merged(goes, other(cast.aware()))
    assert facts_of(bare, e.MAIN)["what_happened"].value == "The export service showed rows of others."


def test_its_sets_come_along_with_the_clocks_that_they_have() -> None:
    context = Context(ENGINEER, TEAM, cast.policy(), NOON, "1:00")
    goes = cast.aware()
    for said in (
        AddSet(title="Mailbox", breach="own", aware_at=NOON, basis="Found in the log of the mail server"),
        AddSet(title="Backup", breach="same"),
    ):
        goes = cast.after(goes, decide(goes, said, context))
    stays = other(cast.aware(NOON - HOUR))
    stays = cast.after(stays, decide(stays, AddSet(title="Mailbox", breach="same"), context))
    _, after = merged(goes, stays)
    assert [(one.id, one.title, one.aware_at) for one in after.sets[1:]] == [
        ("set-2", "Mailbox", None),
        ("set-3", "Mailbox (pdb-test0001)", NOON),
        ("set-4", "Backup", None),
    ]


def test_the_one_that_goes_ends_with_a_pointer_and_reminds_of_nothing() -> None:
    ended, after = merged(cast.assessed(), other(cast.assessed()))
    assert ended.phase == "merged"
    assert to_remind(ended, cast.policy()) == ()
    assert to_remind(after, cast.policy()) != ()
    found = guide(ended, Context(DPO, TEAM, cast.policy(), LATER, "1:00"))
    assert found.headline == "made part of pdb-other001"
    assert found.next.words == "Nothing here: it goes on in pdb-other001."
    assert [(one.name, one.state) for one in found.stages] == [
        ("aware", "done"),
        ("facts", "done"),
        ("closed", "done"),
    ]
    with pytest.raises(Refused, match="is part of pdb-other001, recorded by"):
        stating(ended, recipient="public")


def test_the_register_keeps_both_with_the_link() -> None:
    ended, after = merged(cast.assessed(), other(cast.assessed()))
    gone, stays = (incident_entry(one, cast.policy()) for one in (ended, after))
    assert gone.phase == "merged"
    assert gone.decided_because == f"Part of pdb-other001: {WHY}"
    assert any("made part of pdb-other001 by U_DPO" in flag for flag in gone.flags)
    assert any(f"pdb-test0001 was made part of this by U_DPO: {WHY}" in flag for flag in stays.flags)


@pytest.mark.parametrize(
    ("stays", "why"),
    [
        (None, "no such incident"),
        (cast.aware(), "no such incident"),
        (other(cast.judging(cast.advised(cast.opened()))), "has ended"),
    ],
)
def test_only_into_another_open_one(stays: Incident | None, why: str) -> None:
    with pytest.raises(Refused, match=why):
        both(cast.aware(), Merge(into="pdb-other001", reason=WHY), stays)


def filed(incident: Incident) -> Incident:
    return cast.filing(cast.approving(cast.drafting(incident), "authority"), NOON + HOUR)


def waived(incident: Incident) -> Incident:
    said = Waive(ground="b", reason="Measures taken since make the high risk no longer likely to arise.")
    return cast.taking(incident, said, DPO)


@pytest.mark.parametrize(
    "bound",
    [
        cast.approving(cast.drafting(cast.assessed()), "authority"),
        cast.stating(
            cast.approving(cast.drafting(cast.assessed()), "authority"), by=DPO, recipient="none_known"
        ),
        filed(cast.assessed()),
        cast.publishing(cast.approving(cast.drafting(cast.assessed()), "page")),
        cast.telling(cast.assessed(), 10),
        waived(cast.assessed()),
        cast.advised(cast.opened()),
    ],
    ids=["approved", "approved, void", "filed", "published", "told", "waived", "advised"],
)
def test_once_something_of_either_is_out_or_decided_each_goes_on_by_itself(bound: Incident) -> None:
    """What was filed a minute before must stay recordable, and what lifts a duty here must not lift it there."""
    for goes, stays in ((bound, other(cast.aware())), (cast.aware(), other(bound))):
        with pytest.raises(Refused, match="So each goes on by itself: say in both what is known") as refused:
            merged(goes, stays)
        assert "Next: " in str(refused.value)


def test_that_a_law_does_not_apply_there_speaks_for_nothing_here() -> None:
    policy = cast.with_packs("nis2")

    def answering(incident: Incident, applies: bool) -> Incident:
        criteria = ("significant",) if applies else ()
        said = ConfirmRegime(regime="nis2", applies=applies, criteria=criteria, reason=WHY)
        return cast.after(incident, cast.deciding(incident, said, policy, DPO))

    stays = answering(other(cast.aware()), applies=False)
    into = Merge(into=stays.id, reason=WHY)
    context = Context(DPO, TEAM, policy, LATER, "1:00", stays)
    with pytest.raises(Refused, match="Say first whether it applies here"):
        decide(cast.aware(), into, context)
    for applies in (True, False):
        goes = answering(cast.aware(), applies)
        assert decide(goes, into, context)
        after = cast.after(stays, taking_in(goes, stays, WHY, context))
        said = packs.answer(after, "nis2")
        assert said
        assert said.applies == applies


def test_no_later_awareness_than_that_of_a_part_counts() -> None:
    """The company was aware of this breach by then, whatever the other account began with."""
    _, after = merged(cast.aware(NOON), other(cast.aware(NOON - 18 * HOUR)))
    context = Context(DPO, TEAM, cast.policy(), LATER, "1:00")
    basis = "The first report was a false alarm."
    with pytest.raises(Refused, match="pdb-test0001 is part of this, with awareness since") as refused:
        decide(after, MoveAwareness(aware_at=NOON + MINUTE, basis=basis), context)
    assert refused.value.field == "aware_at"
    for right in (NOON, NOON - MINUTE):
        moved = cast.after(after, decide(after, MoveAwareness(aware_at=right, basis=basis), context))
        assert moved.aware_at == right


def test_only_the_dpo_or_a_deputy_does_either() -> None:
    for command in (Merge(into="pdb-other001", reason=WHY), parting()):
        with pytest.raises(Refused, match="Only the DPO or a deputy"):
            both(cast.aware(), command, other(cast.aware()), by=ENGINEER)


# --- one that is two --------------------------------------------------------------------------------------------


def parting(sets: Sequence[str] = ("set-2",), **given: Any) -> SplitOff:
    return SplitOff(title="Mailbox read by a stranger", reason=WHY, affected_sets=tuple(sets), **given)


def of_two_sets(breach: Any = "same") -> Incident:
    context = Context(ENGINEER, TEAM, cast.policy(), NOON + HOUR, "1:00")
    more = {} if breach == "same" else {"aware_at": NOON + HOUR, "basis": "Found in the log of the server"}
    incident = cast.assessed()
    incident = cast.after(incident, decide(incident, AddSet(title="Mailbox", breach=breach, **more), context))
    said = StateFacts(answers={"recipient": "public", "people_count": 7}, affected_set="set-2")
    return cast.after(incident, decide(incident, said, context))


@pytest.mark.parametrize(("breach", "since"), [("same", NOON), ("own", NOON + HOUR)])
def test_the_second_one_begins_with_the_same_moment_and_what_was_said_of_it(
    breach: str, since: datetime
) -> None:
    left, fresh = both(of_two_sets(breach), parting(), None)
    assert [one.id for one in left.sets] == [e.MAIN]
    assert left.aware_at == NOON
    assert (fresh.aware_at, fresh.opened and fresh.opened.detected_at) == (since, NOON)
    known = facts_of(fresh, e.MAIN)
    assert (known["recipient"].value, known["people_count"].value) == ("public", 7)
    assert fresh.assessments
    assert to_remind(fresh, cast.policy()) != ()


def test_both_keep_the_link() -> None:
    left, fresh = both(of_two_sets(), parting(), None)
    whole, part = (incident_entry(one, cast.policy()) for one in (left, fresh))
    assert any("pdb-fresh001 was opened out of this by U_DPO, with set-2" in flag for flag in whole.flags)
    assert any("opened out of pdb-test0001 by U_DPO" in flag for flag in part.flags)


def test_no_number_of_a_set_is_given_twice() -> None:
    left, _ = both(of_two_sets(), parting(), None)
    context = Context(ENGINEER, TEAM, cast.policy(), LATER, "1:00")
    after = cast.after(left, decide(left, AddSet(title="Backup", breach="same"), context))
    assert [one.id for one in after.sets] == [e.MAIN, "set-3"]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (parting([e.MAIN]), "no set of this incident that could go"),
        (parting(["set-9"]), "no set of this incident that could go"),
        (parting([]), "Choose what goes"),
        (parting([], signals=("sig-other001",)), "none of this incident that could go"),
    ],
)
def test_what_cannot_go(command: SplitOff, why: str) -> None:
    with pytest.raises(Refused, match=why):
        both(of_two_sets(), command, None)


def test_where_there_is_nothing_to_part_it_says_what_comes_first() -> None:
    with pytest.raises(Refused, match="set data apart first"):
        both(cast.assessed(), parting(), None)
