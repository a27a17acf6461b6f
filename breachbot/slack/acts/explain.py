"""The form that explains what is on record and seldom true together, with both sides and who said what."""

from __future__ import annotations

from breachbot.incident.acts.explain import Explain
from breachbot.incident.doubt import Doubt
from breachbot.incident.doubts import open_doubts
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.fact_words import listed
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, person, spoken, when

MOST = 10
INTRO = (
    "These seldom go together. If one is wrong, close this and correct it: answers under “Facts”, and since when the "
    "company is aware under “Correct awareness”."
)


def why_it_is_so(asked: Asked) -> View:
    found = open_doubts(asked.incident)[:MOST]
    return modal(
        Act.EXPLAIN,
        "Settle or explain",
        "Record",
        asked.incident.id,
        say(INTRO),
        *(_sides(number, doubt) for number, doubt in enumerate(found, start=1)),
        _which(found),
        ask(
            "reason",
            "Why is it so?",
            line(tall=True, most=Explain.most("reason")),
            hint="A full sentence that an authority can check. It holds until one of the answers changes.",
        ),
    )


def _sides(number: int, doubt: Doubt) -> Block:
    said = (
        f"{spoken(clip(side.words, 300))} ({', '.join(f'{person(user)}, {when(at)}' for user, at in side.sources)})"
        for side in doubt.said
    )
    return say(f"*{number}. {escape(doubt.asks)}*\n{listed(said)}")


def _which(found: tuple[Doubt, ...]) -> Block:
    numbers = {doubt.key: f"Number {number}" for number, doubt in enumerate(found, start=1)}
    return ask("doubt", "Which of them?", choice("radio_buttons", numbers, [found[0].key]))


def command(_asked: Asked, view: View) -> Explain:
    return Explain.of(doubt=form.text(view, "doubt"), reason=form.text(view, "reason"))


BUTTONS = (Button(Act.EXPLAIN, "explain", "Settle or explain", command, why_it_is_so),)
