"""An incident in which everything happened, with one and the same text wherever a person can write."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.intake.signal import Finding
from breachbot.slack.button import Asked
from breachbot.slack.draft_card import draft_card
from breachbot.slack.kit.blocks import Payload
from breachbot.slack.kit.refs import NoticeRef
from tests.incident import cast

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ENGINEER, DPO, DEPUTY = "U0ENGINEER", "U0DPO", "U0DEPUTY"
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))
SHA, OTHER_SHA = "a" * 64, "b" * 64
HEAD = "17:" + "c" * 64


def at(now: datetime = NOON, *, by: str = DPO, team: Team = TEAM, policy: Policy | None = None) -> Context:
    """What somebody sees at a moment, or decides on."""
    return Context(by, team, policy or cast.policy(), now, HEAD)


def asked_about(incident: Incident, context: Context | None = None, ref: str = "") -> Asked:
    """What a form is about: the incident itself, unless its button carried more."""
    return Asked(incident, context or at(), ref or incident.id, ("pdb-other001",))


def asked_to_decide(incident: Incident, audience: e.Audience, context: Context | None = None) -> Asked:
    """What a form is about whose button stood beside the newest draft for an audience."""
    draft = cast.the_draft(incident, audience)
    ref = NoticeRef(incident.id, audience, draft.version, draft.sha256)
    return asked_about(incident, context, str(ref))


def card_of(incident: Incident, audience: e.Audience, context: Context) -> Payload:
    """The message about a notice."""
    return draft_card(incident, cast.the_draft(incident, audience), context)


def drafted(
    text: str, audience: e.Audience = "authority", version: int = 1, sha256: str = SHA
) -> e.NoticeDrafted:
    """A draft in which every text is this one."""
    return e.NoticeDrafted(
        at=NOON,
        by=ENGINEER,
        audience=audience,
        version=version,
        state="correction",
        change=text,
        outcome="required",
        documents={"notice.md": text * 3, "notice.html": text},
        primary="notice.html",
        sha256=sha256,
        fields_sha256=SHA,
        points=40,
        still_unknown=(text,) * 20,
        problems=(text,) * 20,
        late_without_reasons=True,
        template_sha256=SHA,
        as_of=NOON,
    )


def life(text: str) -> list[Any]:
    """Every kind of event of an incident, with this text in every field that a person writes."""
    who: dict[str, Any] = {"at": NOON, "by": ENGINEER}
    about: dict[str, Any] = {"audience": "authority", "version": 1}
    reason = text if text.strip() else "A ground."  # a playbook's sentence is never blank
    ruling = e.Ruling(
        obligation="communicate", outcome="required", rules=(text,), because=(reason,), waiting_for=(text,)
    )
    return [
        e.IncidentOpened(
            **who,
            title=text,
            detected_at=NOON,
            signal=None,
            playbook="p",
            playbook_version="v",
            playbook_sha256=SHA,
        ),
        e.ChannelOpened(**who, channel="C0000001", invited=(DPO,)),
        e.BecameAware(**who, aware_at=NOON, basis=text),
        e.AwarenessMoved(**who, was=NOON, aware_at=NOON - timedelta(hours=1), reason=text),
        e.AwarenessConfirmed(**who, aware_at=NOON - timedelta(hours=1), reason=text),
        e.EvidenceProposed(
            **who,
            signal="sig-test0001",
            reading="credentials_in_clear",
            project=text,
            environment=text,
            seen=3,
            answers={"personal_data": "yes", "data_categories": ["contact"], "what_happened": text},
            first_seen=NOON,
            last_seen=NOON,
        ),
        e.AffectedSetAdded(**who, affected_set="set-2", title=text, breach="own"),
        e.BreachToldApart(**who, affected_set="set-2", was="same", reason=text),
        e.BecameAware(**who, aware_at=NOON, basis=text, affected_set="set-2"),
        e.ControllersNamed(**who, affected_set="set-2", controllers=(text,) * 40),
        e.ControllerMessageDrafted(
            **who,
            affected_set="set-2",
            controller=text,
            text=text * 3,
            sha256=SHA,
            fields_sha256=SHA,
            still_unknown=(text,),
            template_sha256=SHA,
        ),
        e.FactStated(**who, fact="what_happened", value=text, source="person", confirmed=True),
        e.ToldConfirmed(
            **who,
            taken=(
                e.InWords(fact="people_count", value={"min": 1, "max": 2}, words=text),
                e.InWords(fact="data_categories", value="name", words=text),
                e.InWords(fact="occurred_from", value=NOON.isoformat(), words=text),
            )
            * 8,
            left=(e.InWords(fact="cause", value="lost", words=text),),
        ),
        e.DoubtExplained(**who, doubt="more_told", affected_set="main", said=(text, text), reason=text),
        e.Assessed(**who, rulings=(ruling,), playbook_sha256=SHA),
        e.AdviceGiven(
            **who, affected_set="main", obligation="communicate", outcome="not_required", reason=text
        ),
        e.OutcomeDecided(**who, affected_set="main", ruling=ruling, outcome="not_required", reason=text),
        e.DecisionLapsed(
            **who, affected_set="main", obligation="communicate", outcome="required", decided_at=NOON
        ),
        drafted(text),
        e.NoticeOpened(**who, **about, sha256=SHA),
        e.NoticeApproved(**who, **about, sha256=SHA, capacity="dpo_advice", break_glass=text, head=HEAD),
        e.ApprovalVoided(**who, **about, reason=text),
        drafted(text, version=2, sha256=OTHER_SHA),
        e.NoticeRejected(**who, audience="authority", version=2, sha256=OTHER_SHA, reason=text),
        e.PagePublished(**who, version=1, sha256=SHA, state="notice", path=text, url=text),
        e.AuthorityFiled(
            **who,
            authority="ie-dpc",
            phase="initial",
            version=1,
            sha256=SHA,
            known_as_of=NOON,
            filed_at=NOON,
            channel=text,
            reference=text,
            delay_reasons=text,
        ),
        e.PeopleTold(**who, told_at=NOON, channel=text, number=2300),
        e.CommunicationWaived(**who, ground="c", reason=text),
        e.ControllerTold(**who, told_at=NOON, controller=text, channel=text),
        e.DutyRecorded(
            **who,
            obligation="nis2_early_warning",
            done_at=NOON,
            channel=text,
            reference=text,
            delay_reasons=text,
        ),
        e.ReminderRaised(
            **who,
            obligation="notify_authority",
            rung="24h_left",
            due_at=NOON + timedelta(hours=20),
            missed=("48h_left",),
            late_minutes=90,
        ),
        e.ReminderPassedOn(**who, reminder=31, to=("U0DEPUTY",), channel="slack", why="unanswered"),
        e.ReminderAnswered(**who, reminder=31),
        e.ReminderSnoozed(**who, reminder=31, until=NOON),
        e.HandOverAsked(**who, reminder=31, to="U0DEPUTY"),
        e.HandOverAnswered(**who, asked=35, accepted=False, of="U0DPO"),
        e.PageNotPublished(**who, version=1, target=text, reason=text, given_up=True),
        e.AuthoritiesConfirmed(
            **who,
            authorities=("ie-dpc", "fr-cnil"),
            names=(text, "CNIL"),
            proposed=("ie-dpc",),
            unknown=(text,),
            reason=text,
        ),
        e.RegimeConfirmed(
            **who,
            regime="nis2",
            applies=True,
            criteria=("significant",),
            reason=text,
            version="2026-11-30",
            sha256=SHA,
            pack=cast.pack("nis2"),
        ),
        e.MomentStated(**who, regime="dora", anchor="classification", moment=NOON, basis=text),
        e.IncidentTakenIn(
            **who,
            incident="pdb-other001",
            detected_at=NOON - timedelta(hours=1),
            aware_at=NOON,
            signals=("sig-other001",),
            reason=text,
            differs=("encryption", "recipient"),
        ),
        e.PartOpened(
            **who, incident="pdb-other002", affected_sets=("set-2",), signals=("sig-other001",), reason=text
        ),
        e.OpenedAsPart(**who, of="pdb-other003", signals=("sig-other003",), reason=text),
        e.JudgedNoBreach(**who, reason=text, computed="undetermined", facts_aside=text, break_glass=text),
        e.IncidentClosed(
            **who,
            effects=text,
            measures=text,
            lessons=text,
            follow_up=(e.Measure(what=text, owner="U0ENGINEER", until=date(2026, 12, 24)),),
        ),
        e.IncidentMerged(**who, into="pdb-other001", reason=text),
        e.MeasureAdded(**who, measure=e.Measure(what=text, owner=ENGINEER, until=date(2027, 2, 1))),
        e.PassageTranslated(**who, language="de", passage="what_happened", original=text, text=text),
        e.MeasureDone(**who, number=1, note=text),
        e.TakenForSomebody(
            **who, person="U0ENGINEER", act="file", events=(1, 2), operator=text, because=text
        ),
        e.Countersigned(**who, number=1, theirs=False, remark=text),
    ]


def incident(text: str, *, until: type | None = None) -> Incident:
    """The incident after those events, or after the first of the type `until`."""
    events = life(text)
    if until is not None:
        last = next(n for n, event in enumerate(events) if isinstance(event, until))
        events = events[: last + 1]
    return replay("pdb-test0001", events)


def signal(text: str = "CrossTenantAccess", **traits: Any) -> Signal:
    """A candidate; `text` stands wherever the allow-list takes a word of the sender."""
    findings = tuple(Finding("email", where=text, count=n) for n in range(1, 14))
    received = {
        "at": NOON,
        "by": "sentry",
        "source": "sentry",
        "series": "issue:1",
        "delivery": "d1",
        "verdict": "candidate",
        "reasons": (text,) * 9,
        "what": text,
        "project": text,
        "environment": text,
        "level": text,
        "link": "https://sentry.example/issues/1/",
        "occurred_at": NOON,
        "findings": findings,
    }
    return evolve_signal(Signal("sig-test0001"), e.SignalReceived.model_validate(received | traits))


def ready_to_close() -> Incident:
    """Every duty is met, and no draft waits for anybody."""
    incident = cast.told_everything()
    decided = {approval.event.sha256 for approval in incident.approvals}
    return replace(incident, drafts=tuple(draft for draft in incident.drafts if draft.sha256 in decided))
