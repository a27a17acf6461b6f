"""State facts: answers about one affected set, to which the playbook is applied at once."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from breachbot.assessment.contradictions import clashing
from breachbot.assessment.facts import FACTS, validate
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, always, the_set
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.known import facts_of_people
from breachbot.incident.state import Incident


class StateFacts(Command):
    """Answers by the id of the fact; None states that the answer is not known."""

    answers: dict[str, JsonValue]
    source: Literal["alert", "person", "document"] = "person"
    affected_set: str = e.MAIN


def events(incident: Incident, command: StateFacts, context: Context) -> list[e.IncidentEvent]:
    """An answer that repeats what its author said before is left out. The word of the DPO or a deputy settles a
    conflict. Contradictions among what people said are refused as a whole, so that nothing is half recorded."""
    the_set(incident, command.affected_set)
    news = [
        said
        for fact, value in command.answers.items()
        if not _repeats(incident, said := _statement(fact, value, command, context))
    ]
    after = after_all(incident, news)
    before = clashing(facts_of_people(incident, command.affected_set))
    against = [one for one in clashing(facts_of_people(after, command.affected_set)) if one not in before]
    if against:
        names, sentence = against[0]
        raise Refused(sentence + _who_said(incident, command, names))
    return [*news, *consequences(after, context.policy, context.now)] if news else []


def _who_said(incident: Incident, command: StateFacts, names: tuple[str, ...]) -> str:
    """Of answers that are on record already, whose they are: those people can correct them."""
    known = facts_of_people(incident, command.affected_set)
    there = [known[name] for name in names if name in known and name not in command.answers]
    said = (
        f"“{FACTS[one.fact].question}” was answered by {', '.join(f'<@{view.by}>' for view in one.views)}."
        for one in there
    )
    return "".join(f" {sentence}" for sentence in said)


def _statement(fact: str, value: JsonValue, command: StateFacts, context: Context) -> e.FactStated:
    return e.FactStated(
        at=context.now,
        by=context.by,
        fact=fact,
        value=None if value is None else validate(fact, value),
        source=command.source,
        confirmed=command.source != "alert",
        settles=context.by in context.team.approvers,
        affected_set=command.affected_set,
    )


def _repeats(incident: Incident, new: e.FactStated) -> bool:
    """Whether its author said just that before, and nobody has settled it since. Who settles a dispute may have to say
    the same again, after what others said."""
    said = [s for s in incident.statements if (s.affected_set, s.fact) == (new.affected_set, new.fact)]
    own = [n for n, s in enumerate(said) if s.by == new.by and s.account is None]
    if not own or said[own[-1]].value != new.value:
        return False
    since = said[own[-1] + 1 :]
    if since and new.fact in FACTS and not FACTS[new.fact].for_rules:
        return False  # the latest word stands, and that is somebody else's
    return not any(s.settles or new.settles for s in since)


ACT = Act("state_facts", StateFacts, "responder", "state facts", always, events)
