"""What holds of guidance in every life of an incident: the properties, each under its letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from breachbot.errors import Refused
from breachbot.incident.act import Obstacle
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.duties import Owed, duties
from breachbot.incident.events import FactStated, Happened
from breachbot.incident.guidance import Step, guide, leads_to, require_decidable, require_ready, steps
from breachbot.incident.registry import ACTS
from tests.incident.lives import Life, filled, offered, unsaid

FACTS_AND_DECISIONS = frozenset(
    {
        "fact_stated",
        "assessed",
        "affected_set_added",
        "controllers_named",
        "awareness_moved",
        "outcome_decided",
        "decision_lapsed",
        "part_opened",  # where it went every duty is open
    }
)
OUTSIDE = frozenset(
    {
        "page_published",
        "authority_filed",
        "people_told",
        "controller_told",
        "communication_waived",
        "duty_recorded",
    }
)
"""What meets a duty, besides a fact or a decision that lifts it: no draft, approval or advice does."""
ANOTHER_CLOCK = frozenset(
    {"affected_set_added", "role", "assessed", "outcome_decided", "decision_lapsed", "became_aware"}
)
"""What makes a notice due of data of which no notice speaks yet, although one of other data is filed."""
CONCERNS: dict[str, frozenset[str]] = {
    "update": FACTS_AND_DECISIONS,
    "number": frozenset({"people_count", "role", "affected_set_added"}),
    "others": frozenset({"people_count", "role", "affected_set_added"}),
    "page": frozenset({"page_published", "communication_waived"}),
    "targets": frozenset({"page_published", "communication_waived"}),
    "controllers": frozenset({"controllers_named"}),
    **dict.fromkeys(("notice", "facts", "judgement"), ANOTHER_CLOCK),
}
"""What opens a met duty again while its outcome stays: kinds of events, and facts."""


class Broken(AssertionError):
    """A property of guidance does not hold."""

    def __init__(self, letter: str, *seen: object) -> None:
        super().__init__(f"Property ({letter}) does not hold: " + "; ".join(str(one)[:300] for one in seen))


@contextmanager
def guiding() -> Iterator[None]:
    """Guidance has an answer for every incident, person and moment."""
    try:
        yield
    except (Broken, Refused):
        raise
    except Exception as error:
        raise Broken("c", "guidance has no answer", repr(error)) from error


def guidance_holds(life: Life) -> None:
    """(b), (c) and (f) of an open incident at one moment."""
    with guiding():
        the_ball_can_be_played(life)
        refusals_lead_on(life)


def refusals_lead_on(life: Life) -> None:
    """(b) Each refusal names an act that somebody is offered, and (f) in the words that everybody else is shown."""
    open_to = {act for act, _ in offered(life)}
    for (name, found), user in _refusals(life).items():
        first = leads_to(life.incident, found, life.context(user))
        if first is None or first.act not in (*open_to, None):
            raise Broken("b", f"{name} is refused to {user}", found, first)
        words = refused(life, name, user).partition("Next: ")[2]
        if words != first.words:
            raise Broken("f", f"{name} is refused to {user} with other words than {first.words}", words)


def _refusals(life: Life) -> dict[tuple[str, Obstacle], str]:
    """Each act that cannot be taken, and what stands in its way, with somebody who has the role for it."""
    found: dict[tuple[str, Obstacle], str] = {}
    for user in life.people():
        for name, act in ACTS.items():
            asked = act.obstacle(life.incident, life.context(user)) if act.permits(life.team, user) else None
            if asked and name != "report":
                found.setdefault((name, asked), user)
    return found


def refused(life: Life, act: str, user: str) -> str:
    """What somebody hears who asks for the form of an act."""
    try:
        require_ready(act, life.incident, life.context(user))
    except Refused as refusal:
        return str(refusal)
    raise Broken("a", f"{act} is not offered to {user}, and would be accepted")


def the_ball_can_be_played(life: Life) -> None:
    """(c) Whoever has the ball sees it, and nothing waits for a person who cannot do it."""
    found = steps(life.incident, life.context(""))
    if not found:
        raise Broken("c", "nothing comes next, and the incident is open")
    for step in found:
        if step.act is None:
            raise Broken("c", "breachbot has done its part, and is waited for", step)
        if not step.holders:
            raise Broken("c", "a step waits for nobody", step)
        who_has_the_ball_is_named(life, step)
        for user in step.holders:
            mine = guide(life.incident, life.context(user))
            if step not in mine.mine or step.act not in mine.offers:
                raise Broken("c", f"{user} has the ball and cannot play it", step, mine.offers)
            if step.draft:
                decidable(life, step, user)


def who_has_the_ball_is_named(life: Life, step: Step) -> None:
    """What waits for the DPO or a deputy alone says so: the others on the team read it as well."""
    approvers = set(life.team.approvers)
    if set(step.holders) <= approvers < set(life.team.everyone) and "DPO" not in step.words:
        raise Broken("c", "a step only the DPO or a deputy can take reads as if it were anybody's", step)


def decidable(life: Life, step: Step, user: str) -> None:
    """Who is asked to decide on a draft can decide on it."""
    assert step.draft is not None
    try:
        require_decidable(life.incident, step.draft, life.context(user))
    except Refused as refusal:
        raise Broken("c", f"{user} is asked to decide, and may not: {refusal}", step) from None


def nobody_is_led_astray(before: Life, after: Life, user: str) -> None:
    """(c) Who takes the step that waits for them is not kept from deciding by it, where others could have taken it."""
    team = after.team
    if user in team.approvers and set(team.everyone) - set(team.approvers):
        for step in steps(after.incident, after.context("")):
            drafted = step.draft is not None and step.draft not in before.incident.drafts
            if drafted and user not in step.holders:
                raise Broken("c", f"{user} was asked to draft, and may not decide on it now", step)


def nothing_met_opens_by_itself(before: Life, after: Life) -> None:
    """(e) A met duty opens again only through a fact or a decision that concerns it, which is named; and an open one is
    met only by what went out, or by a fact or a decision."""
    was = {owed.key: owed for owed in duties(before.incident, before.policy)}
    happened = _happened(after.news)
    for owed in duties(after.incident, after.policy):
        then = was.get(owed.key)
        if then is None or then.met == owed.met:
            continue
        if owed.met and not happened & (FACTS_AND_DECISIONS | OUTSIDE):
            raise Broken("e", "a duty is met by what meets none", owed, happened)
        if not owed.met and not _concerned(then, owed, happened):
            raise Broken("e", "a duty opened by itself", owed, happened)


def _concerned(then: Owed, owed: Owed, happened: frozenset[str]) -> bool:
    if owed.gap == "update":
        return bool(owed.changed) and bool(happened & FACTS_AND_DECISIONS)
    if owed.outcome != then.outcome:
        return bool(owed.because) and bool(happened & FACTS_AND_DECISIONS)
    return bool(happened & CONCERNS.get(owed.gap or "", frozenset()))


def _happened(news: Iterable[Happened]) -> frozenset[str]:
    """The kinds of the events, and the facts that were stated."""
    stated = {one.fact for one in news if isinstance(one, FactStated)}
    return frozenset(stated | {str(one.kind) for one in news})  # type: ignore[attr-defined]


AT_A_TIME = 12
"""As often as a step may be taken in a row: there are several sets and controllers, and each needs one of its own."""


def carried_through(life: Life) -> list[Step]:
    """(d) There is a way to close: all that a team has done that took each next step as it is named, up to the end."""
    done: list[Step] = []
    while not life.incident.ended:
        guidance_holds(life)
        facts_open_what_they_concern(life)
        step = guide(life.incident, life.context("")).next
        done.append(step)
        if step.act is None or _in_circles(done):
            raise Broken("d", "no way to close; it ends with", *[one.words for one in done[-6:]])
        if step.act == "state_facts" and not has_something_to_say(life, step.holders[0]):
            raise Broken("d", f"{step.holders[0]} is asked for facts, and has said all", step)
        life = life.later(timedelta(minutes=5))
        after = taken(life, step.act, step.holders[0], step.draft)
        nothing_met_opens_by_itself(life, after)
        nobody_is_led_astray(life, after, step.holders[0])
        life = after
    return done


def has_something_to_say(life: Life, user: str) -> bool:
    """Whether there is any fact that a person can still state without making it up."""
    return any(unsaid(life, user, one.id) for one in life.incident.sets)


def facts_open_what_they_concern(life: Life) -> None:
    """(e) At every stage, if a fact turns out otherwise."""
    for said in ({"measures_planned": "Each export is tested every night."}, {"records_count": 77}):
        nothing_met_opens_by_itself(life, life.taking(StateFacts(answers=said), life.people()[0]))


def _in_circles(done: list[Step]) -> bool:
    return len(done) > 10 * AT_A_TIME or [one.words for one in done[-AT_A_TIME:]] == AT_A_TIME * [
        done[-1].words
    ]


def taken(life: Life, act: str, user: str, draft: Any = None) -> Life:
    """(a) What a person is offered is accepted when filled in sensibly, and changes something."""
    try:
        after = life.taking(filled(life, act, user, draft), user)
    except (Refused, StopIteration) as error:
        raise Broken("a", f"{act} was offered to {user}, and refused", repr(error)) from error
    if after.incident.seen == life.incident.seen:
        raise Broken("a", f"{act} was offered to {user}, and changed nothing")
    return after
