"""How an incident ended, and what is to be done after it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from breachbot.incident.kinds.happened import Happened
from breachbot.playbook.words import Outcome


class JudgedNoBreach(Happened):
    """Looked into, and not a personal data breach (Art. 4(12)); the reason stays in the register.

    `computed`: what the playbook said of documenting a breach at that moment; None: not recorded. `facts_aside`: why
    the facts on record do not matter, where they did not show it. `break_glass`: why who advised on it judged it too.
    """

    kind: Literal["judged_no_breach"] = "judged_no_breach"
    reason: str
    computed: Outcome | None = None
    facts_aside: str | None = None
    break_glass: str | None = None


class Measure(BaseModel):
    """What is to be done after the end, by whom (a Slack user id), and by the end of which day (in UTC)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    what: str
    owner: str
    until: date


class IncidentClosed(Happened):
    """Every obligation is met or reasoned away. `follow_up`: what is still to be done so that it does not happen again;
    early closings did not say it.
    """

    kind: Literal["incident_closed"] = "incident_closed"
    effects: str
    measures: str
    lessons: str
    follow_up: tuple[Measure, ...] = ()


class MeasureAdded(Happened):
    """A follow-up measure was agreed after the end. `measure`: what is to be done, by whom and by when."""

    kind: Literal["measure_added"] = "measure_added"
    measure: Measure


class MeasureDone(Happened):
    """A follow-up measure was carried out. `number`: its place among those of the closing and those that were added
    later, from 1."""

    kind: Literal["measure_done"] = "measure_done"
    number: int
    note: str
