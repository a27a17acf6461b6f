"""Whose turn it is: the next step of an incident for one reader, in words and as the one button that leads there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident.events import NoticeDrafted
from breachbot.incident.pending import waiting_drafts
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.next_step import next_step
from breachbot.slack.pending import AUDIENCES
from breachbot.slack.refs import NoticeRef
from breachbot.slack.words import listed

ENDS = (Act.CLOSE, Act.NO_BREACH)
"""How an incident ends; the DPO or a deputy says so."""
THEIRS = (*ENDS, Act.CONFIRM_AWARE)
"""What only the DPO or a deputy does."""


@dataclass(frozen=True)
class Turn:
    """What a reader can do next: in a sentence, the button, and the opaque reference that it carries.

    act: None where others have to act first.
    """

    words: str
    act: Act | None
    value: str


def turn(incident: Incident, policy: Policy, team: Team, user: str, now: datetime) -> Turn:
    """The next step that this person can take; what only they can decide comes before what anybody can do."""
    step = next_step(incident, policy, now)
    if drafts := to_decide(incident, policy, team, user):
        words = f"Read and decide on {listed([AUDIENCES[draft.audience] for draft in drafts])}."
        meanwhile = f" Meanwhile: {step.words}" if step.act else ""
        return Turn(words + meanwhile, Act.READ, ref_of(incident, drafts[0]))
    waiting = [] if incident.ended else waiting_drafts(incident, policy)
    if step.act is None and waiting:
        own = user in team.approvers
        words = "You drafted it, so another of the DPO and the deputies decides." if own else step.words
        return Turn(words, Act.READ, ref_of(incident, waiting[0]))
    may = step.act not in THEIRS or user in team.approvers
    return Turn(step.words, step.act if may else None, incident.id)


def to_decide(incident: Incident, policy: Policy, team: Team, user: str) -> list[NoticeDrafted]:
    """The drafts that wait for this person's decision: nobody decides on their own, but an only DPO."""
    if incident.ended or user not in team.approvers:
        return []
    alone = len(team.approvers) == 1
    return [draft for draft in waiting_drafts(incident, policy) if draft.by != user or alone]


def ref_of(incident: Incident, draft: NoticeDrafted) -> str:
    """The reference that a button about this version carries."""
    return str(NoticeRef(incident.id, draft.audience, draft.version, draft.sha256))
