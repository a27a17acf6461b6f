"""What is said in the channel when an answer changes what is owed, or contradicts another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from breachbot.assessment.facts import FACTS, Settled, Statement
from breachbot.incident import events as e
from breachbot.incident.policy import Policy
from breachbot.incident.reassessed import AssessmentNews, Change
from breachbot.playbook.words import OUTCOMES
from breachbot.slack.fact_words import answer, listed, question
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, person
from breachbot.slack.kit.words import listed as joined

MOST_ANSWERS = 2
LONGEST = 200
BECAUSE = 400


def reassessed(news: AssessmentNews, policy: Policy, of: str = "") -> str:
    """The obligations whose outcome changed, a line each, after the answers that changed them and by whom.

    of: the affected set, where there are several.
    """
    if not news.changes:
        return "The playbook was applied to the new facts. The outcomes stay as they were."
    title = f"*{escape(clip(of, LONGEST))}*\n" if of else ""
    return f"{title}{_answers(news.answers)}\n{listed(_changes(news.changes, policy))}"


def disagreement(one: Settled) -> str:
    """Two people say different things of one fact. Settled meanwhile, it says so."""
    if not one.conflict:
        return f"People disagreed, but it is settled now: {escape(question(one.fact))}"
    return (
        f"*People disagree.* {disputed(one)}\n"
        "It counts as unknown until they agree, or the DPO or a deputy states an answer."
    )


def disputed(one: Settled) -> str:
    """Who says what of one fact."""
    said = "; ".join(
        f"{_author(view)}: “{_words(view.fact, view.value)}”" for view in one.views if view.value is not None
    )
    return f"{escape(question(one.fact))}\n{said}"


def _author(view: Statement) -> str:
    """Who says it; where it came along from another incident, in which one."""
    return f"{person(view.by)} in {view.account}" if view.account else person(view.by)


def _answers(answers: tuple[e.FactStated, ...]) -> str:
    """Which answers they were; the last word on each question."""
    last = [one for one in {one.fact: one for one in answers}.values() if _matters(one.fact)]
    if not last:
        return "The playbook was applied to what is known:"
    people = joined(list(dict.fromkeys(person(one.by) for one in last)))
    if len(last) > MOST_ANSWERS:
        return f"{len(last)} answers of {people} change what is owed:"
    said = "; ".join(f"{escape(question(one.fact))} “{_words(one.fact, one.value)}”" for one in last)
    return f"This changes what is owed, says {people}: {said}"


def _matters(fact: str) -> bool:
    """Whether a duty can hang on it: on no text in somebody's own words."""
    return fact not in FACTS or FACTS[fact].kind != "text"


def _changes(changes: Sequence[Change], policy: Policy) -> Iterator[str]:
    """The outcomes with why; those of which the same is to be said share a line. That a breach is documented is
    said where nothing else is."""
    lines: dict[tuple[str, str], list[str]] = {}
    news = [one for one in changes if one.ruling.obligation != policy.regimes.register.id]
    for change in news or changes:
        was = f", was {OUTCOMES[change.was]}" if change.was else ""
        because = escape(clip(change.ruling.because[0], BECAUSE)) if change.ruling.because else ""
        said = f"*{OUTCOMES[change.ruling.outcome]}*{was}."
        lines.setdefault((said, because), []).append(policy.regimes.label(change.ruling.obligation))
    for (said, because), names in lines.items():
        yield f"{joined(names)}: {said} {because}".rstrip()


def _words(fact: str, value: object) -> str:
    words = answer(FACTS[fact], value) if fact in FACTS else str(value)  # type: ignore[arg-type]
    return escape(clip(words, LONGEST))
