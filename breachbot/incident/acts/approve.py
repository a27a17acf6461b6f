"""Approve a notice: exactly the bytes that were read, as the DPO's advice or as the controller's decision.

Four eyes: who approves neither drafted it nor is the only person on whose word it rests, unless there is nobody else.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Blocked, Command, Context, Obstacle, Told
from breachbot.incident.doubts import in_doubt
from breachbot.incident.drafting import AUDIENCES, moot
from breachbot.incident.known import settled_facts, witnesses
from breachbot.incident.languages import translators
from breachbot.incident.outcome import outcome
from breachbot.incident.stale import why_stale
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record
from breachbot.notices.draft import hashes
from breachbot.notices.lint import refuses
from breachbot.notices.words import language_name

GLASS = Told(
    "You drafted this notice or gave a text of it in another language, or all that it says rests on your word alone. "
    "To approve it yourself, give a reason of at least 20 characters; the register will show it.",
    least=20,
    most=bounds.BASIS,
)
"""The reason of somebody who approves what is their own, which they may only where nobody else can."""


class Approve(Command):
    """Which bytes: the version and the SHA-256 beside the button that was clicked."""

    audience: e.Audience
    version: int
    sha256: str
    capacity: Literal["dpo_advice", "controller_decision"]
    break_glass: Annotated[str | None, Told("", least=0, most=GLASS.most)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    """Some draft can be approved by this person; else what stands in the way of the first that waits."""
    found = [obstacle(incident, draft, context) for draft in undecided(incident)]
    if not found:
        return Obstacle("No draft waits for a decision.", "draft")
    return None if None in found else found[0]


def undecided(incident: Incident) -> list[e.NoticeDrafted]:
    """The newest drafts on which nobody has decided, the authority's first."""
    return [draft for audience in AUDIENCES if (draft := incident.undecided(audience))]


def obstacle(incident: Incident, draft: e.NoticeDrafted, context: Context) -> Obstacle | None:
    """What stands in the way of the approval of this draft by this person."""
    if found := in_the_way(incident, draft, context):
        return found
    if draft.by == context.by and not context.alone:
        return Obstacle("You drafted this notice, so somebody else has to approve it.", "approve")
    others = [user for user in context.team.approvers if user not in (context.by, draft.by)]
    if others and "facts" in own(incident, draft, context.by):
        why = "All that this notice says rests on your word alone, so somebody else has to approve it."
        return Obstacle(why, "approve")
    return None


def own(incident: Incident, draft: e.NoticeDrafted, user: str) -> tuple[e.Own, ...]:
    """What of a notice is a person's own: with that, their approval would put a second pair of eyes on nothing."""
    found: dict[e.Own, bool] = {
        "draft": draft.by == user,
        "facts": witnesses(incident) == {user},
        "translation": user in translators(incident, draft),
    }
    return tuple(what for what, is_own in found.items() if is_own)


def in_the_way(incident: Incident, draft: e.NoticeDrafted, context: Context) -> Obstacle | None:
    """The same whoever asks."""
    if moot(incident, draft, context.policy):
        return Obstacle("The assessment no longer asks for this notice.")
    if why := why_stale(incident, draft, context.policy, settled_facts(incident)):
        return Obstacle(f"{why} Draft it again and approve that.", "draft")
    if found := in_doubt(incident, draft):
        sides = " and ".join(side.words for side in found.said)
        return Obstacle(f"{found.asks} On record: {sides}. Settle that first, or explain it.", "explain")
    law = context.policy.regimes.communication
    if draft.audience != "authority" and draft.state != "withdrawal" and outcome(incident, law.id) == "weigh":
        return Obstacle("Whether the people affected must be told is not decided yet.", "decide")
    if draft.late_without_reasons:
        article = context.policy.regimes.filing.article
        return Obstacle(
            f"This notice is late, and {article} asks for the reasons for the delay. State them first.",
            "state_facts",
        )
    if refusing := [problem for problem in draft.problems if refuses(problem)]:
        more = f" ({len(refusing) - 1} more)" if len(refusing) > 1 else ""
        what = refusing[0].partition(": ")[2]
        return Obstacle(f"This text cannot go out as it is. {what}{more}", "state_facts")
    return None


def events(incident: Incident, command: Approve, context: Context) -> list[e.IncidentEvent]:
    draft = the_newest(incident, command.audience, command.version, command.sha256)
    require_files(draft, draft.files, draft.sha256)
    require_undecided(incident, draft)
    if found := obstacle(incident, draft, context):
        raise Blocked(found)
    require_opened(incident, draft, context.by)
    theirs = own(incident, draft, context.by)
    if theirs and bounds.too_short(command.break_glass or "", GLASS.least):
        raise Refused(GLASS.ask, field="break_glass")
    approved = e.NoticeApproved(
        at=context.now,
        by=context.by,
        audience=draft.audience,
        version=draft.version,
        sha256=draft.sha256,
        files=hashes(draft.documents),
        languages={name: one.sha256 for name, one in draft.languages.items()},
        targets=context.policy.firm.targets if draft.audience == "page" else (),
        capacity=command.capacity,
        break_glass=command.break_glass if theirs else None,
        own=theirs,
        head=context.head,
    )
    return [approved]


def require_undecided(incident: Incident, draft: e.NoticeDrafted) -> None:
    """Raise Refused where somebody has decided on this draft."""
    if standing := incident.approval(draft.audience):
        raise Refused(f"It is approved already, {on_record(standing.event)}.")
    if turned_down := incident.rejection(draft):
        raise Blocked(Obstacle(f"It was turned down, {on_record(turned_down)}. Draft it again.", "draft"))
    if any(a.event.version == draft.version for a in incident.approvals_of(draft.audience)):
        raise Blocked(Obstacle("Its approval became void. Draft it again.", "draft"))


def opened_by(incident: Incident, draft: e.NoticeDrafted, user: str) -> bool:
    """Whether a person opened the text of this version in each of its languages."""
    return not unopened(incident, draft, user)


def unopened(incident: Incident, draft: e.NoticeDrafted, user: str) -> tuple[str | None, ...]:
    """The languages in which a person has not opened this version; None is the authoritative one."""
    return tuple(
        language for language in (None, *draft.languages) if not opened_in(incident, draft, user, language)
    )


def opened_in(incident: Incident, draft: e.NoticeDrafted, user: str, language: str | None) -> bool:
    """The same of one language."""
    sha256 = draft.languages[language].sha256 if language else draft.sha256
    about = (user, draft.audience, draft.version, language, sha256)
    return any(
        (one.by, one.audience, one.version, one.language, one.sha256) == about for one in incident.openings
    )


def require_opened(incident: Incident, draft: e.NoticeDrafted, user: str) -> None:
    """Raise Refused where this person never opened this version, in each language: nobody approves what they have not
    seen."""
    closed = unopened(incident, draft, user)
    if not closed:
        return
    there = [language_name(one) for one in closed if one]
    where = f" in {' and in '.join(there)}" if there and None not in closed else ""
    raise Refused(f"You have not opened draft {draft.version}{where} yet. Open it with “Read”, then decide.")


def the_newest(incident: Incident, audience: e.Audience, version: int, sha256: str) -> e.NoticeDrafted:
    """The newest draft, if it is the one that was read. Raises Refused if there is another one by now."""
    draft = incident.draft(audience)
    if draft is None:
        raise Refused("There is no such draft.")
    same = hmac.compare_digest(draft.sha256.encode(), sha256.encode())
    if draft.version != version or not same:
        raise Refused(f"That button is out of date: draft {draft.version} is the newest. Look at that one.")
    return draft


def require_files(draft: e.NoticeDrafted, files: Mapping[str, str], sha256: str) -> None:
    """Raise Refused unless the texts are the ones with these hashes: what is read on a screen and what goes out."""
    found = hashes(draft.documents)
    if (files or found) != found or found[draft.primary] != sha256:
        raise Refused("The files of this notice are not those with its hashes. Draft it again.")


ACT = Act("approve", Approve, "approver", "approve a notice", ready, events)
