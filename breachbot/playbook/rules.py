"""The rules on an obligation: concepts, grounds, and what is to be weighed."""

from typing import Literal

from breachbot.playbook.conditions import Condition
from breachbot.playbook.words import Effect, Factor, Id, Sentence, Sourced


class Concept(Sourced):
    """A named condition that several rules share, with the sentence that a lawyer would use for it."""

    id: Id
    means: Sentence
    when: Condition


class Consideration(Sourced):
    """What speaks for a risk to people or against it, where the law leaves an outcome to judgement. It decides nothing
    and is shown with the facts behind it. `factor`: one of those of EDPB Guidelines 9/2022 v2.0, section IV.B."""

    id: Id
    factor: Factor
    speaks: Literal["for", "against"]
    because: Sentence
    when: Condition


class Rule(Sourced):
    """One ground. `because` is shown to people when it decides.

    `exception` lifts a duty whose condition is met, and has to be shown: while unknown it lifts nothing.
    `public_instead` leaves the duty as it is and changes its form: a public communication instead of messages to
    each person, or beside them (Art. 34(3)(c)); it has to be shown as well.
    """

    id: Id
    obligation: Id
    effect: Effect
    because: Sentence
    when: Condition
