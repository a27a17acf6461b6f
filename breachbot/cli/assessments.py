"""`breachbot register assessments|compare|replay`: what was concluded when, and whether it can be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli.number import whole
from breachbot.cli.register_log import read_incident

if TYPE_CHECKING:
    from breachbot.assessment.facts import Settled
    from breachbot.incident import events as e
    from breachbot.incident.state import Assessment, Incident

IncidentId = Annotated[str, typer.Argument(help="The id of the incident.")]


def assessments(incident: IncidentId) -> None:
    """Every assessment of an incident, with its number, its playbook and its outcomes."""
    from breachbot.playbook.words import OUTCOMES

    for number, one in enumerate(_incident(incident).assessments, start=1):
        print(f"{number}  {_about(one)}")
        for ruling in one.event.rulings:
            print(f"   {ruling.obligation}: {OUTCOMES[ruling.outcome]}")


def compare(
    incident: IncidentId,
    older: Annotated[int, typer.Argument(parser=whole(), help="The number of an assessment.")],
    newer: Annotated[int, typer.Argument(parser=whole(), help="The number of another assessment.")],
) -> None:
    """Compare two assessments of one set of data: which facts differ, and which outcomes."""
    from breachbot.incident.versions import compare as side_by_side

    found = side_by_side(_incident(incident), older, newer)
    print(f"{older}  {_about(found.older)}\n{newer}  {_about(found.newer)}")
    if found.other_playbook:
        print("The playbook was a different one.")
    print("Facts:" if found.facts else "Facts: none differ.")
    for fact in found.facts:
        print(f"  {fact.fact}: {_answer(fact.before)} -> {_answer(fact.after)}")
    print("Outcomes:" if found.outcomes else "Outcomes: none differ.")
    for outcome in found.outcomes:
        print(f"  {outcome.obligation}: {_ruling(outcome.before)}\n    -> {_ruling(outcome.after)}")


def replay(
    incident: IncidentId,
    number: Annotated[int, typer.Argument(parser=whole(), help="The number of the assessment.")],
) -> None:
    """Repeat an old assessment with the playbook of that day. Exit code 1 if the result differs from the record."""
    from breachbot.settings import load
    from breachbot.store.open import open_to_read
    from breachbot.store.playbooks import parse_playbook
    from breachbot.usecases.assessments import replay_assessment

    with open_to_read(load()) as store:
        found = store.read(lambda tx: replay_assessment(tx, incident, number, parse_playbook))
    print(f"{number}  {_about(found.recorded)}")
    if found.same:
        print("Repeated with the playbook of that day: the same result, word for word.")
        return
    for recorded, again in zip(found.recorded.event.rulings, found.again, strict=False):
        if recorded != again:
            print(f"DIFFERS: {recorded.obligation}: on record {_ruling(recorded)}\n    now {_ruling(again)}")
    raise typer.Exit(1)


def _incident(incident_id: str) -> Incident:
    from breachbot.settings import load

    return read_incident(load(), incident_id)


def _about(assessment: Assessment) -> str:
    event = assessment.event
    version = event.playbook_version or "version not recorded"
    when = event.at.isoformat(timespec="seconds")
    return f"{when}, set {event.affected_set}, playbook {version}, sha256 {event.playbook_sha256}"


def _answer(known: Settled | None) -> str:
    from breachbot.register.flat import one_line

    if known is not None and known.conflict:
        return "disputed"
    if known is None or known.value is None:
        return "not known"
    return one_line(str(known.value)) + ("" if known.firm else " (not confirmed)")


def _ruling(ruling: e.Ruling | None) -> str:
    from breachbot.playbook.words import OUTCOMES

    return (
        f"{OUTCOMES[ruling.outcome]} ({'; '.join(ruling.rules) or 'no rule'})" if ruling else "not ruled on"
    )
