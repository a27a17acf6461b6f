"""Confirm with which authorities the notice is filed: those that are proposed, or others, with the reason.

From then on each of them has filings of its own, and the duty is met only once each has one. A later word replaces an
earlier one; an authority that has a filing stays.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.addressees import name_of, unnamed
from breachbot.incident.responsible import proposal
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve
from breachbot.incident.twice import on_record
from breachbot.playbook.authority import Authority


class ConfirmAuthorities(Command):
    """Which authorities, by their ids in the directory, and why these.

    earlier: which of them has what was filed before anybody confirmed any.
    """

    authorities: tuple[str, ...]
    reason: Annotated[
        str, Told("Say in a sentence why these authorities.", least=bounds.SENTENCE, most=bounds.REASON)
    ]
    earlier: Annotated[str | None, Told("", least=0, most=bounds.SHORT)] = None


def ready(_incident: Incident, context: Context) -> Obstacle | None:
    if eea(context):
        return None
    return Obstacle("There is no directory of authorities here: whoever runs breachbot can add one.")


def eea(context: Context) -> dict[str, Authority]:
    """The authorities with which a notice under Art. 33 GDPR can be filed, by id."""
    return {one.id: one for one in context.policy.authorities if one.law == "gdpr"}


def events(incident: Incident, command: ConfirmAuthorities, context: Context) -> list[e.IncidentEvent]:
    chosen = _chosen(incident, command, context)
    earlier = _earlier(incident, command, context)
    before, proposed = incident.authorities[-1:], proposal(incident, context.policy)
    ids = tuple(one.id for one in chosen)
    moved = before[0].earlier if before and before[0].earlier != earlier else None
    same = before and (before[0].authorities, before[0].proposed) == (ids, proposed.to_file)
    if same and before[0].earlier == earlier:
        raise Refused(f"That is on record already, {on_record(before[0])}.", field="authorities")
    confirmed = e.AuthoritiesConfirmed(
        at=context.now,
        by=context.by,
        authorities=ids,
        names=tuple(one.name for one in chosen),
        proposed=proposed.to_file,
        unknown=proposed.unknown,
        reason=command.reason,
        earlier=earlier,
        moved_from=moved,
    )
    return [confirmed, *stale_now(evolve(incident, confirmed), context.policy, context.now)]


def _chosen(incident: Incident, command: ConfirmAuthorities, context: Context) -> list[Authority]:
    """The authorities, once each. Raises Refused for none, for one that is not in the directory or under another law,
    and where one that has a filing is left out, unless nobody could choose that one now."""
    known, ids = eea(context), tuple(dict.fromkeys(command.authorities))
    if not ids:
        raise Refused("Choose at least one authority.", field="authorities")
    for id in ids:
        if id not in known:
            raise Refused(_why_not(id, context), field="authorities")
    filed = dict.fromkeys(one.authority for one in incident.filings if one.authority)
    if gone := [name_of(incident, id) or id for id in filed if id in known and id not in ids]:
        raise Refused(f"A notice is filed with {', '.join(gone)}: leave it on the list.", field="authorities")
    return [known[id] for id in ids]


def _why_not(id: str, context: Context) -> str:
    other = context.policy.authorities.get(id)
    if other is None:
        return f"The directory has no authority {id}."
    return (
        f"{other.short} takes notifications under another law, with a clock of its own. Say under “Does a law apply?” "
        "that it applies, and record there what was filed."
    )


def _earlier(incident: Incident, command: ConfirmAuthorities, context: Context) -> str | None:
    """Which authority has what was filed without a name. Raises Refused where that is asked for and not said, and where
    it would move to one that has a filing of its own."""
    if not unnamed(incident):
        return None
    if command.earlier not in command.authorities:
        why = "Something was filed before: say which of these authorities has it."
        raise Refused(why, field="earlier")
    had = incident.authorities[-1].earlier if incident.authorities else None
    own = any(one.authority == command.earlier for one in incident.filings)
    if own and had in eea(context) and had != command.earlier:
        to, kept = name_of(incident, command.earlier), name_of(incident, had)
        why = f"{to} has a filing of its own: leave what was filed before with {kept}."
        raise Refused(why, field="earlier")
    return command.earlier


ACT = Act(
    "confirm_authorities",
    ConfirmAuthorities,
    "approver",
    "confirm with which authorities the notice is filed",
    ready,
    events,
)
