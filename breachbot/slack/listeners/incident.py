"""The buttons and forms about the life of an incident: awareness, facts, no breach, close."""

from __future__ import annotations

from datetime import datetime

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.incident.state import Incident
from breachbot.slack import awareness_modals, facts_modal, form, modals
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.listeners.wiring import changes_form, on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.outlook_sheet import outlook_sheet
from breachbot.slack.refs import read_moment, read_proposal, read_ref, read_set
from breachbot.usecases import incidents, read
from breachbot.usecases.house import House


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be asked of an incident."""
    opens_form(app, desk, Act.AWARE, ask_awareness)
    opens_form(app, desk, Act.MOVE, ask_awareness)
    opens_form(app, desk, Act.CONFIRM_AWARE, ask_confirmation)
    opens_form(app, desk, Act.FACTS, ask_facts)
    changes_form(app, desk, Act.GROUP, ask_group)
    on_button(app, desk, Act.CONFIRM, confirm)
    opens_form(app, desk, Act.OUTLOOK, show_outlook)
    changes_form(app, desk, Act.OUTLOOK_SET, show_outlook_of)
    opens_form(app, desk, Act.NO_BREACH, ask_no_breach)
    opens_form(app, desk, Act.CLOSE, ask_close)
    on_submission(app, desk, Act.AWARE, become_aware)
    on_submission(app, desk, Act.MOVE, move_awareness)
    on_submission(app, desk, Act.CONFIRM_AWARE, confirm_awareness)
    on_submission(app, desk, Act.FACTS, state_facts)
    on_submission(app, desk, Act.NO_BREACH, judge)
    on_submission(app, desk, Act.CLOSE, close)


def asked_about(house: House, ref: str, user: str) -> Incident:
    """The incident that a button names, for somebody of the team. Raises Refused."""
    read.load_team(house).require_responder(user)
    return read.load_incident(house, read_ref(ref, "pdb"))


def asked_of_approver(house: House, ref: str, user: str, what: str) -> Incident:
    """The same for the DPO or a deputy; anybody else hears so before filling anything in."""
    read.load_team(house).require_approver(user, what)
    return asked_about(house, ref, user)


def ask_awareness(house: House, click: Click) -> View:
    """Since when, and on what it rests."""
    return modals.aware(asked_about(house, click.value, click.user), house.now())


def ask_confirmation(house: House, click: Click) -> View:
    """The unusual moment that waits, and what shows that it is right."""
    incident = asked_of_approver(house, click.value, click.user, "confirm the moment of awareness")
    return awareness_modals.confirm(incident, house.policy, house.now())


def ask_facts(house: House, click: Click) -> View:
    """The questions that matter now."""
    return facts_modal.facts(asked_about(house, click.value, click.user), house.policy)


def ask_group(house: House, click: Click) -> View:
    """The questions of the group that was chosen."""
    incident = asked_about(house, click.ref, click.user)
    return facts_modal.facts(incident, house.policy, click.value, read_set(click.ref))


def confirm(house: House, click: Click) -> None:
    """What an alert suggests is taken over."""
    incident, proposal = read_ref(click.value, "pdb"), read_proposal(click.value)
    incidents.confirm_proposal(house, incident, proposal=proposal, by=click.user, request=click.request)


def show_outlook(house: House, click: Click) -> View:
    """What would change the outcomes."""
    incident = asked_about(house, click.value, click.user)
    return outlook_sheet(incident, house.policy, read_set(click.value))


def show_outlook_of(house: House, click: Click) -> View:
    """The same for the set that was chosen in the sheet."""
    return outlook_sheet(asked_about(house, click.ref, click.user), house.policy, click.value)


def ask_no_breach(house: House, click: Click) -> View:
    """Why it is none."""
    what = "judge that an incident is no personal data breach"
    incident = asked_of_approver(house, click.value, click.user, what)
    return modals.no_breach(
        incident, suggested_reason(incident.evidence[-1].reading if incident.evidence else "")
    )


def ask_close(house: House, click: Click) -> View:
    """Effects, measures, lessons."""
    return modals.close(asked_of_approver(house, click.value, click.user, "close an incident"))


def become_aware(house: House, sent: Submission) -> View | None:
    """The clock starts; before an unusual moment the person is asked whether they mean it."""
    aware_at = form.instant_or(sent.view, "aware_at", read_moment(sent.ref))
    if asked := _is_it_so(house, sent, Act.AWARE, aware_at):
        return asked
    incidents.become_aware(
        house,
        read_ref(sent.ref, "pdb"),
        aware_at=aware_at,
        basis=form.text(sent.view, "basis"),
        by=sent.user,
        request=sent.request,
    )
    return None


def move_awareness(house: House, sent: Submission) -> View | None:
    """The moment of awareness is corrected; the same is asked before an unusual one."""
    aware_at = form.instant_or(sent.view, "aware_at", read_moment(sent.ref))
    if asked := _is_it_so(house, sent, Act.MOVE, aware_at):
        return asked
    incidents.move_awareness(
        house,
        read_ref(sent.ref, "pdb"),
        aware_at=aware_at,
        reason=form.text(sent.view, "basis"),
        by=sent.user,
        request=sent.request,
    )
    return None


def _is_it_so(house: House, sent: Submission, act: Act, aware_at: datetime) -> View | None:
    """The question back about an unusual moment; None for a usual one, and for the one that was asked about."""
    if aware_at == read_moment(sent.ref):
        return None
    basis = form.text(sent.view, "basis")
    found = incidents.asked_back(
        house, read_ref(sent.ref, "pdb"), aware_at=aware_at, reason=basis, moves=act is Act.MOVE, by=sent.user
    )
    return awareness_modals.is_it_so(found[0], act, found[1], basis, house.now()) if found else None


def confirm_awareness(house: House, sent: Submission) -> None:
    """The unusual moment is confirmed, with a reason."""
    aware_at = read_moment(sent.ref)
    if aware_at is None:
        raise Refused("That form is not one of ours.")
    incidents.confirm_awareness(
        house,
        read_ref(sent.ref, "pdb"),
        aware_at=aware_at,
        reason=form.text(sent.view, "reason"),
        by=sent.user,
        request=sent.request,
    )


def state_facts(house: House, sent: Submission) -> View | None:
    """Record the answers; if a duty still hangs on a question nobody spoke to, go on with those."""
    affected_set = read_set(sent.ref)
    incident = incidents.state_facts(
        house,
        read_ref(sent.ref, "pdb"),
        answers=facts_modal.stated(sent.view),
        affected_set=affected_set,
        by=sent.user,
        request=sent.request,
    )
    more = facts_modal.more_to_ask(incident, house.policy, affected_set)
    return facts_modal.facts(incident, house.policy, affected_set=affected_set) if more else None


def judge(house: House, sent: Submission) -> None:
    """No breach, for the reason given."""
    incident, reason = read_ref(sent.ref, "pdb"), form.text(sent.view, "reason")
    incidents.judge_no_breach(house, incident, reason=reason, by=sent.user, request=sent.request)


def close(house: House, sent: Submission) -> None:
    """The end of it, with what Art. 33(5) wants on record."""
    incidents.close(
        house,
        read_ref(sent.ref, "pdb"),
        effects=form.text(sent.view, "effects"),
        measures=form.text(sent.view, "measures"),
        lessons=form.text(sent.view, "lessons"),
        by=sent.user,
        request=sent.request,
    )
