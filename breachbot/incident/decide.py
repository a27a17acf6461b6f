"""The life of an incident: one function per intention, from the state and a command to the events that follow.

Each raises Refused with a sentence fit to show. Notices have their own decisions in `sign_off.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from breachbot.assessment.facts import contradictions, validate
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import ACCOUNT, BASIS, REASON, TITLE, bounded
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.duties import open_duties
from breachbot.incident.known import facts_of_people
from breachbot.incident.plausible import unusual
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident, evolve
from breachbot.incident.team import Team
from breachbot.incident.twice import on_record
from breachbot.notices.lint import personal_kinds

SHORTEST_REASON = 10
"""Characters. Less than that explains nothing to an inspector."""


def open_incident(
    incident: Incident,
    policy: Policy,
    *,
    title: str,
    detected_at: datetime,
    signal: str | None,
    personal_data: Literal["yes", "no"] | None = None,
    message: str | None = None,
    reporter: str | None = None,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Anybody of the company may report. The clock does not run yet: suspicion is not awareness.

    What the reporter (`by`, unless another is named) says of personal data is a first fact, not confirmed: it lowers
    nothing. A signal's title was checked when it came.
    """
    if incident.opened:
        raise Refused(f"{incident.id} is open already.")
    title = checked_title(title) if signal is None else title.strip()[:TITLE]
    refuse_future(detected_at, now, field="detected_at")
    book = policy.playbook
    opened = e.IncidentOpened(
        at=now, by=by, title=title, detected_at=detected_at, signal=signal, message=message,
        playbook=book.id, playbook_version=book.version, playbook_sha256=policy.playbook_sha256,
    )  # fmt: skip
    if personal_data is None:
        return [opened]
    said = {"fact": "personal_data", "value": personal_data, "source": "person", "confirmed": False}
    return [opened, e.FactStated.model_validate({"at": now, "by": reporter or by, **said})]


def checked_title(title: str) -> str:
    """A person's title, trimmed. It is shown wherever the incident is: on cards, the Home tab and for good in the
    register."""
    if not title.strip():
        raise Refused("Say in a few words what happened.", field="title")
    title = bounded(title, TITLE, field="title")
    if kinds := personal_kinds(title):
        raise Refused(
            f"This looks like personal data: {', '.join(kinds)}. Leave out names, addresses and numbers of "
            "people; say what happened. The details go into the private channel.",
            field="title",
        )
    return title


def open_channel(
    incident: Incident, _team: Team, *, channel: str, invited: tuple[str, ...], now: datetime
) -> list[e.IncidentEvent]:
    """Record the private channel, once."""
    if incident.channel:
        return []
    return [e.ChannelOpened(at=now, by=e.SYSTEM, channel=channel, invited=invited)]


def let_in(incident: Incident, _team: Team, *, user: str, now: datetime) -> list[e.IncidentEvent]:
    """Record that somebody was let into the channel later than the others: who is in it is stated once more."""
    if incident.channel is None or user in incident.invited:
        return []
    everybody = (*incident.invited, user)
    return [e.ChannelOpened(at=now, by=e.SYSTEM, channel=incident.channel, invited=everybody)]


def become_aware(
    incident: Incident, team: Team, *, policy: Policy, aware_at: datetime, basis: str, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Any responder may state awareness; it starts the clock at once. The future is refused and the past is not: an
    unusual moment, of which an edge asks first whether it is meant, waits for the DPO's word while the clock runs."""
    require_open(incident)
    team.require_responder(by)
    if incident.aware_at:
        raise Refused(_stated_before(incident))
    refuse_future(aware_at, now, field="aware_at")
    basis = require_reason(basis, "Say what the certainty rests on.", most=BASIS, field="basis")
    odd = unusual(incident, policy, aware_at, now)
    aware = e.BecameAware(
        at=now, by=by, aware_at=aware_at, basis=basis, unusual=odd,
        to_confirm=bool(odd) and by not in team.approvers,
    )  # fmt: skip
    return [aware, *consequences(evolve(incident, aware), policy, now)]


def move_awareness(
    incident: Incident, team: Team, *, policy: Policy, aware_at: datetime, reason: str, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Correct the moment of awareness. Earlier: any responder. Later: the DPO or a deputy, since it gains time."""
    require_open(incident)
    team.require_responder(by)
    if incident.aware_at is None:
        raise Refused("Nobody has stated awareness yet.")
    if aware_at > incident.aware_at:
        team.require_approver(by, "move the moment of awareness to a later time")
    refuse_future(aware_at, now, field="aware_at")
    reason = require_reason(reason, "Say why the moment of awareness changes.", most=BASIS, field="basis")
    if aware_at == incident.aware_at:
        return []
    odd = unusual(incident, policy, aware_at, now)
    moved = e.AwarenessMoved(
        at=now, by=by, was=incident.aware_at, aware_at=aware_at, reason=reason, unusual=odd,
        to_confirm=bool(odd) and by not in team.approvers,
    )  # fmt: skip
    return [moved, *consequences(evolve(incident, moved), policy, now)]


def _stated_before(incident: Incident) -> str:
    since = f"{incident.aware_at:%Y-%m-%d %H:%M} UTC" if incident.aware_at else "then"
    return (
        f"The clock runs already: aware since {since}, {on_record(incident.awareness[-1])}. If it was earlier, correct "
        "the moment of awareness; to a later one the DPO or a deputy corrects it."
    )


def state_facts(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    answers: Mapping[str, JsonValue],
    source: Literal["alert", "person", "document"] = "person",
    affected_set: str = e.MAIN,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Record answers about one affected set and apply the playbook. None states that the answer is not known.

    An answer that repeats what its author said before is left out. The word of the DPO or a deputy settles a
    conflict. Contradictions among what people said are refused as a whole, so that nothing is half recorded.
    """
    require_open(incident)
    team.require_responder(by)
    require_set(incident, affected_set)
    settles = team.role(by) in ("dpo", "deputy")
    news: list[e.IncidentEvent] = []
    for fact, value in answers.items():
        checked = None if value is None else validate(fact, value)
        if not _repeats(incident, affected_set, fact, checked, by):
            news.append(
                e.FactStated(
                    at=now, by=by, fact=fact, value=checked, source=source,
                    confirmed=source != "alert", settles=settles, affected_set=affected_set,
                )
            )  # fmt: skip
    after = after_all(incident, news)
    if against := contradictions(facts_of_people(after, affected_set)):
        raise Refused(against[0])
    return [*news, *consequences(after, policy, now)] if news else []


def judge_no_breach(
    incident: Incident, team: Team, *, reason: str, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Art. 4(12) is not met: no personal data, or no breach of security. Kept in the register with its reason."""
    require_open(incident)
    team.require_approver(by, "judge that an incident is no personal data breach")
    if incident.filings or incident.published or incident.told:
        raise Refused(
            "The outside has been told already. Record the facts and file a follow-up that says it was no breach."
        )
    reason = require_reason(
        reason, "Say why this is not a personal data breach.", most=REASON, field="reason"
    )
    return [e.JudgedNoBreach(at=now, by=by, reason=reason)]


def close(
    incident: Incident,
    team: Team,
    *,
    policy: Policy,
    effects: str,
    measures: str,
    lessons: str,
    by: str,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Close once every obligation is met. Effects and remedial action are what Art. 33(5) wants documented."""
    require_open(incident)
    team.require_approver(by, "close an incident")
    if incident.aware_at is None:
        raise Refused(
            "Nobody stated awareness. If it is no breach, say so with a reason; else state awareness."
        )
    if incident.unconfirmed:
        raise Refused("Not yet: the moment of awareness is unusual. Confirm or correct it first.")
    if still := open_duties(incident, policy):
        raise Refused(f"Not yet: {still[0].wants}")
    if incident.published and (page := incident.undecided("page")):
        raise Refused(
            f"Not yet: draft {page.version} of the security page waits for a decision, and afterwards it could "
            "not go out. Approve it or turn it down."
        )
    what_for = {
        "effects": (effects, "Say what the effects were (Art. 33(5))."),
        "measures": (measures, "Say what was done about it (Art. 33(5))."),
        "lessons": (lessons, "Say what you learned."),
    }
    texts = {
        field: require_reason(text, sentence, most=ACCOUNT, field=field)
        for field, (text, sentence) in what_for.items()
    }
    return [e.IncidentClosed(at=now, by=by, **texts)]


def _repeats(incident: Incident, affected_set: str, fact: str, value: JsonValue, by: str) -> bool:
    said = [s for s in incident.statements if (s.affected_set, s.fact) == (affected_set, fact)]
    own = [n for n, s in enumerate(said) if s.by == by]
    return bool(own) and said[own[-1]].value == value and not any(s.settles for s in said[own[-1] + 1 :])


def require_set(incident: Incident, affected_set: str) -> AffectedSet:
    """The affected set of that id. Raises Refused if there is none."""
    found = incident.affected_set(affected_set)
    if found is None:
        raise Refused("There is no such affected set.")
    return found


def require_open(incident: Incident) -> None:
    if incident.opened is None:
        raise Refused("There is no such incident.")
    if incident.ended:
        raise Refused(f"{incident.id} is closed, {on_record(incident.ended)}.")


def refuse_future(instant: datetime, now: datetime, *, field: str) -> None:
    if instant > now:
        raise Refused("That lies in the future.", field=field)


def require_reason(text: str, sentence: str, *, most: int, field: str) -> str:
    """The reason, trimmed. Raises Refused with the sentence if it explains nothing, and if it is too long."""
    if len(text.strip()) < SHORTEST_REASON:
        raise Refused(sentence, field=field)
    return bounded(text, most, field=field)
