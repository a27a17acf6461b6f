"""Who hears directly of a change of the team: whom it concerns, who answers for who may decide, and whoever is said to
have asked for it where somebody else typed it."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.changes.asking import deciding
from breachbot.incident.changes.dpo import second
from breachbot.incident.changes.parts import DECIDES
from breachbot.incident.effect import Effect
from breachbot.incident.team import STREAM, Team


def told_of_change(event: e.Happened, team: Team) -> tuple[str, ...]:
    """Whom the team after an event makes hear of it: not whoever clicked it, but whoever it was typed for."""
    wanted: tuple[str | None, ...] = ()
    if isinstance(event, e.DpoProposed):
        wanted = second(team, event.by, event.person, event.at)
    elif isinstance(event, e.DpoConfirmed):
        wanted = (*deciding(team), event.person, team.dpo_before)
    elif isinstance(event, e.PartGiven | e.PartEnded):
        wanted = (event.person, team.dpo if event.part in DECIDES else None)
    elif isinstance(event, e.AwayStated):
        wanted = (event.person, event.substitute)
    elif isinstance(event, e.BackStated | e.HabitsSet):
        wanted = (event.person,)
    typed_for = (event.by,) if getattr(event, "operator", None) else ()
    others = (user for user in wanted if user and user != event.by)
    return tuple(dict.fromkeys((*others, *typed_for)))


def team_effects(event: e.Happened, team: Team) -> list[Effect]:
    """The direct messages about the newest event of the team; what waits for a second person comes first."""
    return [
        Effect(
            kind="team_note",
            key=f"team_note:{team.seen}:{user}",
            lane=f"dm:{user}",
            stream=STREAM,
            args={"seq": str(team.seen), "user": user},
            urgency="decision" if isinstance(event, e.DpoProposed) else "news",
        )
        for user in told_of_change(event, team)
    ]
