"""“What would change this”: the outcomes now and why, and what one more answer, or a different one, would change."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.assessment.facts import FACTS, Settled
from breachbot.assessment.outlook import Flip, Outlook, Step
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import because_of, outcomes_of
from breachbot.incident.known import facts_of, outlook
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.words import OUTCOMES
from breachbot.slack.actions import Act
from breachbot.slack.assessment_note import disputed
from breachbot.slack.fact_words import answer, asked, listed, outcomes, question
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, say, sheet, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import set_ref
from breachbot.slack.kit.words import escape
from breachbot.slack.modals import View
from breachbot.slack.sets import set_menu

MOST_FLIPS = 15
MOST_NEXT = 6
LONGEST = 300
"""Characters of one answer; a list of kinds of data can be long."""


def outlook_sheet(incident: Incident, policy: Policy, affected_set: str = MAIN) -> View:
    """The sheet of one affected set as of now. It asks nothing: the answers go into the form for facts."""
    ahead = outlook(incident, policy, affected_set)
    menu = actions(set_menu(incident, Act.OUTLOOK_SET, affected_set)) | {"block_id": f"set:{affected_set}"}
    view = sheet(
        "What would change this",
        *([menu] if len(incident.sets) > 1 else []),
        say(listed(_standing(incident, policy, affected_set))),
        *_disputes(facts_of(incident, affected_set)),
        *_part(
            "*One answer that would change it*, if confirmed and with all else as it is now",
            _flips(ahead, policy),
        ),
        *_part("*What to find out next*: each with what it would lead to", _next(ahead, policy)),
        *_part("*What would have to be true* for the outcome to change", _change(ahead, policy)),
        small(
            "State what you find out under Facts. “Not known” is an answer too, and never lowers an outcome."
        ),
    )
    return view | {"private_metadata": set_ref(incident.id, affected_set)}


def _standing(incident: Incident, policy: Policy, affected_set: str) -> Iterator[str]:
    for obligation in policy.regimes.obligations:
        now, computed = outcomes_of(incident, obligation.id, affected_set)
        beside = "" if now == computed else f", as the controller decided; computed: {OUTCOMES[computed]}"
        because = escape(clip(because_of(incident, obligation.id, affected_set), LONGEST))
        yield f"{obligation.label}: *{OUTCOMES[now]}*{beside}. {because}".rstrip()


def _part(title: str, lines: list[str]) -> list[Block]:
    """A title and a paragraph for each line; nothing where there is nothing to say."""
    return [DIVIDER, say(title), *(say(line) for line in lines)] if lines else []


def _disputes(facts: dict[str, Settled]) -> list[Block]:
    """Where people disagree: it counts as unknown, so it can be what keeps an outcome open."""
    lines = [disputed(one) for one in facts.values() if one.conflict]
    return _part("*People disagree*; until that is settled it counts as unknown", lines)


def _flips(ahead: Outlook, policy: Policy) -> list[str]:
    lines = [_flip(flip, policy) for flip in ahead.flips[:MOST_FLIPS]]
    more = len(ahead.flips) - MOST_FLIPS
    return [*lines, *([f"… and {more} more questions."] if more > 0 else [])]


def _flip(flip: Flip, policy: Policy) -> str:
    """One question; answers that lead to the same are put together."""
    by_outcome: dict[str, list[str]] = {}
    for one in flip.answers:
        value = escape(clip(answer(FACTS[flip.fact], one.value), LONGEST))
        by_outcome.setdefault(outcomes(one.outcomes, policy), []).append(f"“{value}”")
    lines = [f"{' or '.join(answers)} → {then}" for then, answers in by_outcome.items()]
    return f"{escape(question(flip.fact))}\n{listed(lines)}"


def _next(ahead: Outlook, policy: Policy) -> list[str]:
    by_fact: dict[str, list[Step]] = {}
    for step in ahead.next:
        by_fact.setdefault(step.fact, []).append(step)
    return [
        f"{n}. {escape(question(fact))}\n{listed(_leads(step, policy) for step in steps)}"
        for n, (fact, steps) in enumerate(list(by_fact.items())[:MOST_NEXT], start=1)
    ]


def _leads(step: Step, policy: Policy) -> str:
    more = len(step.together_with)
    others = f", with {more} more answer{'s' if more > 1 else ''}" if more else ""
    said = escape(clip(asked(step.ask), LONGEST))
    return f"{said}{others} → {outcomes({step.obligation: step.then}, policy)}"


def _change(ahead: Outlook, policy: Policy) -> list[str]:
    by_outcome: dict[str, list[Step]] = {}
    for step in ahead.change:
        by_outcome.setdefault(outcomes({step.obligation: step.then}, policy), []).append(step)
    return [f"{then} if\n{listed(_way(step) for step in steps)}" for then, steps in by_outcome.items()]


def _way(step: Step) -> str:
    asks = (step.ask, *step.together_with)
    return "; and ".join(escape(f"{question(ask.fact)} {clip(asked(ask), LONGEST)}") for ask in asks)
