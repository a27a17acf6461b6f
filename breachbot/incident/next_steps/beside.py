"""What no single duty asks for: the packs, what was done on somebody's behalf, and the end."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident.act import Context
from breachbot.incident.acts.no_breach import advice_of_all, without_advice
from breachbot.incident.behalf import unsigned
from breachbot.incident.duties import of_packs
from breachbot.incident.next_steps.step import Step
from breachbot.incident.outcome import outcome
from breachbot.incident.packs import unanswered
from breachbot.incident.responsible import elsewhere, in_the_eea, proposal
from breachbot.incident.state import Incident
from breachbot.incident.times import decide_by
from breachbot.playbook.obligation import Kind


def countersigning(incident: Incident, context: Context) -> Iterator[Step]:
    """That people say whether what an operator did was their word; it holds up nothing else."""
    asked = {one.taken.person for one in unsigned(incident)} & set(context.team.everyone)
    if asked:
        who = "The DPO or a deputy" if asked <= set(context.team.approvers) else "Whoever it concerns"
        yield Step(
            f"{who} countersigns what was recorded on their behalf on the command line.", "countersign"
        )


def decided_by(incident: Incident, context: Context) -> str:
    """By when people are to have decided whether the company is aware."""
    by, rule = decide_by(incident, context.policy), context.policy.regimes.investigation
    if by is None or rule is None:
        return ""
    was = "which was due" if context.now > by else "and decide"
    return f", {was} by {by:%Y-%m-%d %H:%M} UTC{rule.unsure}"


def whether_it_applies(incident: Incident, context: Context) -> Iterator[Step]:
    """The question that is open about each pack, in one step."""
    if open_ones := unanswered(incident, context.policy, context.now.date()):
        *first, last = [f"“{one.title}”" for one in open_ones]
        names = f"{', '.join(first)} and {last} apply, by their" if first else f"{last} applies, by its"
        yield Step(f"Say whether {names} criteria: the clocks start only then.", "confirm_regime")


def whom_to_notify(incident: Incident, context: Context) -> Iterator[Step]:
    """That the DPO confirms with which authorities the notice is filed, where the settings say where the company sits:
    unless the only one is that of the settings, or nothing else is proposed than when they last did. Where the settings
    name one under another law, it is asked as soon as anything leads to the EEA, and only then."""
    firm, other_law = context.policy.firm, elsewhere(context.policy)
    asked = in_the_eea(incident, context.policy) if other_law else firm.establishments.main is not None
    if not asked or outcome(incident, context.policy.regimes.filing.id) == "not_required":
        return
    found = proposal(incident, context.policy)
    last = incident.authorities[-1].proposed if incident.authorities else (firm.authority,)
    if found.to_file == last:
        return
    named = ", ".join(one.authority.short for one in found.found if one.files and one.authority)
    proposed = f"{named}, as proposed, or others" if named else "settings and facts do not say it"
    yield Step(
        f"The DPO or a deputy confirms with which authorities the notice is filed: {proposed}.",
        "confirm_authorities",
    )


def ending(incident: Incident, context: Context) -> Step:
    """Without any duty it may be no breach at all; a breach without duties stays in the register (Art. 33(5))."""
    regimes = context.policy.regimes
    others = [one.id for one in regimes.obligations if one.met_by is not Kind.REGISTER]
    if any(outcome(incident, name) != "not_required" for name in others):
        return Step("All duties are met. The DPO or a deputy can close it.", "close")
    if outcome(incident, regimes.register.id) == "required" or incident.told_outside:
        words = "Nobody has to be notified. The DPO or a deputy can close it; the register keeps it."
        return Step(words, "close")
    if without_advice(incident, context.policy):
        return Step("No duty applies. The DPO advises first whether it is no breach, with reasons.", "advise")
    return Step("No duty applies, and the DPO has advised. The DPO or a deputy judges it.", "no_breach")


def advised_as_none(incident: Incident, context: Context) -> Iterator[Step]:
    """Once the advice on all of it is that it is no breach: that somebody judges it, unless facts came since, or
    another law holds it open."""
    if of_packs(incident, context.policy) or unanswered(incident, context.policy, context.now.date()):
        return
    given = advice_of_all(incident, context.policy)
    since = {advice.affected_set: advice.at for advice in given}
    newer = any(
        said.at > since[said.affected_set] for said in incident.statements if said.affected_set in since
    )
    agreed = {advice.outcome for advice in given} == {"not_required"} and len(given) == len(incident.sets)
    if agreed and not newer and not incident.told_outside:
        yield Step("The advice is that it is no breach. The DPO or a deputy judges it.", "no_breach")
