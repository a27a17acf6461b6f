"""What the playbook and the packs ask, and what people advise and decide on it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from breachbot.incident.kinds.happened import MAIN, Happened, Utc
from breachbot.playbook.timing import Anchor
from breachbot.playbook.words import Outcome


class Weighed(BaseModel):
    """What spoke for a risk or against it where an outcome was left to judgement, and the facts behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    speaks: Literal["for", "against"]
    because: str
    facts: tuple[str, ...]


class Ruling(BaseModel):
    """The outcome for one obligation and the rules that decided it; where it is to be weighed, what speaks for what."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    obligation: str
    outcome: Outcome
    rules: tuple[str, ...]
    because: tuple[str, ...]
    waiting_for: tuple[str, ...] = ()
    considerations: tuple[Weighed, ...] = ()


class Assessed(Happened):
    """One playbook applied to the facts of one affected set at that moment.

    Neither the version nor the playbook's id was kept at first: there was one, which the incident names.
    """

    kind: Literal["assessed"] = "assessed"
    rulings: tuple[Ruling, ...]
    playbook_sha256: str
    playbook_version: str | None = None
    affected_set: str = MAIN
    playbook: str | None = None


class AdviceGiven(Happened):
    """What the DPO or a deputy advises on one obligation of one set (Art. 39(1)(a)). It changes no outcome."""

    kind: Literal["advice_given"] = "advice_given"
    affected_set: str
    obligation: str
    outcome: Literal["required", "not_required"]
    reason: str


class OutcomeDecided(Happened):
    """What the controller decides on one obligation of one set, beside the ruling that stood at that moment."""

    kind: Literal["outcome_decided"] = "outcome_decided"
    affected_set: str
    ruling: Ruling
    outcome: Literal["required", "not_required"]
    reason: str


class DecisionLapsed(Happened):
    """Something became known, so a decision that had lifted a duty is no longer in force."""

    kind: Literal["decision_lapsed"] = "decision_lapsed"
    affected_set: str
    obligation: str
    outcome: Outcome
    decided_at: Utc


class RegimeConfirmed(Happened):
    """Somebody said whether a pack applies, by which of its criteria, and why. `pack`: the pack as it was then, whole,
    by which the incident goes from then on; `sha256` is that of its file."""

    kind: Literal["regime_confirmed"] = "regime_confirmed"
    regime: str
    applies: bool
    criteria: tuple[str, ...]
    reason: str
    version: str
    sha256: str
    pack: dict[str, JsonValue]


class MomentStated(Happened):
    """From when a time of a law counts: what `anchor` names (playbook/timing.py) was at `moment`, and how that is
    known. A later one about the same replaces it."""

    kind: Literal["moment_stated"] = "moment_stated"
    regime: str
    anchor: Anchor
    moment: Utc
    basis: str
