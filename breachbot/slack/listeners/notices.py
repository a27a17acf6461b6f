"""The buttons and forms about notices: draft, approve, turn down, file, tell people."""

from __future__ import annotations

from typing import Literal

from slack_bolt.async_app import AsyncApp

from breachbot.errors import Refused
from breachbot.slack import decision_modals, form, notice_modals
from breachbot.slack.actions import Act
from breachbot.slack.desk import Click, Desk, Submission
from breachbot.slack.listeners.incident import asked_about, asked_of_approver
from breachbot.slack.listeners.wiring import changes_form, on_button, on_submission, opens_form
from breachbot.slack.modals import View
from breachbot.slack.refs import read_notice_ref, read_ref
from breachbot.usecases import notices, read
from breachbot.usecases.house import House

CAPACITIES: tuple[Literal["dpo_advice", "controller_decision"], ...] = ("dpo_advice", "controller_decision")
GROUNDS: tuple[Literal["a", "b", "c"], ...] = ("a", "b", "c")


def register(app: AsyncApp, desk: Desk) -> None:
    """What can be asked about notices."""
    on_button(app, desk, Act.DRAFT, draft)
    opens_form(app, desk, Act.REDRAFT, ask_change)
    opens_form(app, desk, Act.WITHDRAW, ask_withdrawal)
    opens_form(app, desk, Act.APPROVE, ask_capacity)
    opens_form(app, desk, Act.REJECT, ask_objection)
    opens_form(app, desk, Act.READ, ask_to_read)
    opens_form(app, desk, Act.CHANGES, ask_what_changed)
    changes_form(app, desk, Act.OBJECT, ask_objection)
    opens_form(app, desk, Act.FILE, ask_filing)
    opens_form(app, desk, Act.TELL, ask_told)
    opens_form(app, desk, Act.WAIVE, ask_ground)
    opens_form(app, desk, Act.CONTROLLER, ask_controller)
    on_submission(app, desk, Act.REDRAFT, redraft)
    on_submission(app, desk, Act.WITHDRAW, withdraw)
    on_submission(app, desk, Act.APPROVE, approve)
    on_submission(app, desk, Act.REJECT, reject)
    on_submission(app, desk, Act.FILE, file)
    on_submission(app, desk, Act.TELL, tell_people)
    on_submission(app, desk, Act.WAIVE, waive)
    on_submission(app, desk, Act.CONTROLLER, tell_controller)


def draft(house: House, click: Click) -> None:
    """Draft what may be needed."""
    notices.draft_notices(
        house, read_ref(click.value, "pdb"), change=None, by=click.user, request=click.request
    )


def ask_change(house: House, click: Click) -> View:
    """What a new version changes."""
    return notice_modals.redraft(asked_about(house, click.value, click.user))


def ask_withdrawal(house: House, click: Click) -> View:
    """Why the page is withdrawn."""
    return notice_modals.withdraw(asked_about(house, click.value, click.user))


def ask_capacity(house: House, click: Click) -> View:
    """How these bytes are approved. Who may not approve them hears so before filling anything in."""
    ref = read_notice_ref(click.value)
    incident = asked_of_approver(house, ref.stream, click.user, "approve a notice")
    single = len(read.load_team(house).approvers) == 1
    return decision_modals.approve(incident, ref, click.user, single_dpo=single)


def ask_to_read(house: House, click: Click) -> View:
    """The whole notice; whoever may decide on it finds the decision below."""
    ref = read_notice_ref(click.value)
    incident, team = asked_about(house, ref.stream, click.user), read.load_team(house)
    alone = len(team.approvers) == 1
    may_decide = click.user in team.approvers
    return decision_modals.read_and_decide(incident, ref, click.user, may_decide=may_decide, alone=alone)


def ask_what_changed(house: House, click: Click) -> View:
    """Where it differs from the last approved version."""
    ref = read_notice_ref(click.value)
    return decision_modals.what_changed(asked_about(house, ref.stream, click.user), ref)


def ask_objection(house: House, click: Click) -> View:
    """What has to change."""
    ref = read_notice_ref(click.value)
    incident = asked_of_approver(house, ref.stream, click.user, "turn down a notice")
    return decision_modals.reject(incident, ref)


def ask_filing(house: House, click: Click) -> View:
    """What was filed, when and where."""
    return notice_modals.file(asked_about(house, click.value, click.user), house.policy, house.now())


def ask_told(house: House, click: Click) -> View:
    """When, how and how many people were told."""
    return notice_modals.tell_people(asked_about(house, click.value, click.user), house.now())


def ask_ground(house: House, click: Click) -> View:
    """Which ground of Art. 34(3), and why."""
    return notice_modals.waive(asked_of_approver(house, click.value, click.user, "decide under Art. 34(3)"))


def ask_controller(house: House, click: Click) -> View:
    """Which controller was told, when and how."""
    return notice_modals.tell_controller(asked_about(house, click.value, click.user), house.now())


def redraft(house: House, sent: Submission) -> None:
    """New versions, saying what changes."""
    incident, change = read_ref(sent.ref, "pdb"), form.text(sent.view, "change")
    notices.draft_notices(house, incident, change=change, by=sent.user, request=sent.request)


def withdraw(house: House, sent: Submission) -> None:
    """A version of the page that withdraws it."""
    incident, reason = read_ref(sent.ref, "pdb"), form.text(sent.view, "change")
    notices.draft_withdrawal(house, incident, reason=reason, by=sent.user, request=sent.request)


def approve(house: House, sent: Submission) -> None:
    """These bytes are approved."""
    ref = read_notice_ref(sent.ref)
    notices.approve(
        house,
        ref.stream,
        audience=ref.audience,
        version=ref.version,
        sha256=ref.sha256,
        capacity=form.one_of(sent.view, "capacity", CAPACITIES),
        break_glass=form.text(sent.view, "break_glass") or None,
        by=sent.user,
        request=sent.request,
    )


def reject(house: House, sent: Submission) -> None:
    """These bytes are turned down."""
    ref = read_notice_ref(sent.ref)
    notices.reject(
        house,
        ref.stream,
        audience=ref.audience,
        version=ref.version,
        sha256=ref.sha256,
        reason=form.text(sent.view, "reason"),
        by=sent.user,
        request=sent.request,
    )


def file(house: House, sent: Submission) -> None:
    """A filing that a person made is on record."""
    version = form.text(sent.view, "version")
    if not (version.isdecimal() and len(version) <= 6):
        raise Refused("Choose the draft that was filed.", field="version")
    notices.file_at_authority(
        house,
        read_ref(sent.ref, "pdb"),
        version=int(version),
        filed_at=form.instant(sent.view, "filed_at"),
        channel=form.text(sent.view, "channel"),
        reference=form.text(sent.view, "reference"),
        delay_reasons=form.text(sent.view, "delay_reasons") or None,
        by=sent.user,
        request=sent.request,
    )


def tell_people(house: House, sent: Submission) -> None:
    """A direct communication is on record."""
    notices.tell_people(
        house,
        read_ref(sent.ref, "pdb"),
        told_at=form.instant(sent.view, "told_at"),
        channel=form.text(sent.view, "channel"),
        number=form.number(sent.view, "number"),
        by=sent.user,
        request=sent.request,
    )


def waive(house: House, sent: Submission) -> None:
    """A reasoned decision under Art. 34(3) is on record."""
    notices.waive_communication(
        house,
        read_ref(sent.ref, "pdb"),
        ground=form.one_of(sent.view, "ground", GROUNDS),
        reason=form.text(sent.view, "reason"),
        by=sent.user,
        request=sent.request,
    )


def tell_controller(house: House, sent: Submission) -> None:
    """That a controller was told is on record."""
    incident = read_ref(sent.ref, "pdb")
    named = notice_modals.told_controller(
        read.load_incident(house, incident), form.text(sent.view, "controller")
    )
    notices.tell_controller(
        house,
        incident,
        told_at=form.instant(sent.view, "told_at"),
        controller=named[1],
        affected_set=named[0],
        channel=form.text(sent.view, "channel"),
        by=sent.user,
        request=sent.request,
    )
