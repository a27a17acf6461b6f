"""Say whether a law that only sets clocks (a pack) applies to the incident, by its criteria, which people judge.

Its deadlines and reminders begin with that, by the text of that moment. That it does not apply lifts duties, so the DPO
or a deputy says so. A later answer replaces an earlier one.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.packs import answer, kept, offered
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record
from breachbot.playbook.regimes import Regime


class ConfirmRegime(Command):
    """Which pack, whether it applies, on which of its criteria if it does, and why."""

    regime: str
    applies: bool
    criteria: tuple[str, ...] = ()
    reason: Annotated[
        str, Told("Say in a sentence why it applies, or why not.", least=20, most=bounds.REASON)
    ]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if offered(context.policy, context.now.date()):
        return None
    return Obstacle("No law is switched on here beside the leading one.")


def events(incident: Incident, command: ConfirmRegime, context: Context) -> list[e.IncidentEvent]:
    pack = _pack(command, context)
    if not command.applies:
        context.team.require_approver(context.by, "say that a law does not apply")
    met = _criteria(command, pack)
    before = answer(incident, command.regime)
    if before and (before.applies, before.criteria, before.sha256) == (command.applies, met, pack.sha256):
        raise Refused(f"That is on record already, {on_record(before)}.", field="regime")
    return [
        e.RegimeConfirmed(
            at=context.now,
            by=context.by,
            regime=command.regime,
            applies=command.applies,
            criteria=met,
            reason=command.reason,
            version=pack.playbook.version,
            sha256=pack.sha256,
            pack=kept(pack.playbook),
        )
    ]


def _pack(command: ConfirmRegime, context: Context) -> Regime:
    """The pack as it is now. Raises Refused for one that is not in force, or not switched on."""
    in_force = [one.id for one in offered(context.policy, context.now.date())]
    packs = context.policy.regimes.packs
    found = next((one for one in packs if one.playbook.id == command.regime), None)
    if found is None or command.regime not in in_force:
        raise Refused("That law is not switched on here, or not in force.", field="regime")
    return found


def _criteria(command: ConfirmRegime, pack: Regime) -> tuple[str, ...]:
    """The criteria that are met, in the order of the file. Raises Refused where none is, or one is not the pack's."""
    known = [one.id for one in pack.playbook.criteria]
    if not command.applies:
        return ()
    if not command.criteria or not set(command.criteria) <= set(known):
        words = "; ".join(one.means for one in pack.playbook.criteria)
        raise Refused(f"Choose by which criterion it applies: {words}", field="criteria")
    return tuple(one for one in known if one in command.criteria)


ACT = Act("confirm_regime", ConfirmRegime, "responder", "say whether a law applies", ready, events)
