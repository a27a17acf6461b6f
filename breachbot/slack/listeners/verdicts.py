"""The forms about what people make of a computed outcome. Only the DPO or a deputy may record either."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from breachbot.incident.events import MAIN
from breachbot.incident.verdicts import DECIDABLE, Verdict
from breachbot.slack import form, verdict_modals
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.listeners.incident import asked_of_approver
from breachbot.slack.listeners.wiring import on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.refs import read_ref
from breachbot.usecases import verdicts
from breachbot.usecases.house import House

OUTCOMES: tuple[Verdict, ...] = ("required", "not_required")


def register(app: AsyncApp, desk: Desk) -> None:
    """The two buttons and the two forms."""
    opens_form(app, desk, Act.ADVISE, ask_advice)
    opens_form(app, desk, Act.DECIDE, ask_decision)
    on_submission(app, desk, Act.ADVISE, advise)
    on_submission(app, desk, Act.DECIDE, decide)


def ask_advice(house: House, click: Click) -> View:
    """What the DPO advises."""
    return verdict_modals.advise(asked_of_approver(house, click.value, click.user, "give the DPO's advice"))


def ask_decision(house: House, click: Click) -> View:
    """What the controller decides."""
    what = "record the controller's decision"
    return verdict_modals.decide(asked_of_approver(house, click.value, click.user, what))


def advise(house: House, sent: Submission) -> None:
    """The advice is on record."""
    verdicts.advise(
        house,
        read_ref(sent.ref, "pdb"),
        affected_set=form.text(sent.view, "affected_set") or MAIN,
        obligation=form.one_of(sent.view, "obligation", DECIDABLE),
        outcome=form.one_of(sent.view, "outcome", OUTCOMES),
        reason=form.text(sent.view, "reason"),
        by=sent.user,
        request=sent.request,
    )


def decide(house: House, sent: Submission) -> None:
    """The decision is on record, and in force."""
    verdicts.decide(
        house,
        read_ref(sent.ref, "pdb"),
        affected_set=form.text(sent.view, "affected_set") or MAIN,
        obligation=form.one_of(sent.view, "obligation", DECIDABLE),
        outcome=form.one_of(sent.view, "outcome", OUTCOMES),
        reason=form.text(sent.view, "reason"),
        by=sent.user,
        request=sent.request,
    )
