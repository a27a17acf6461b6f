"""What happened, in the past tense: the only state that breachbot keeps.

Every class here is frozen and is written once. A correction is a new event; an old kind stays readable for ever.
A stream is the life of one thing: an incident (`pdb-…`), a signal (`sig-…`) or the team (`team`).
The classes are in `incident/kinds/`, by what they are about; here are all their names, and which kinds there are.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from breachbot.incident.kinds.awareness import AwarenessConfirmed as AwarenessConfirmed
from breachbot.incident.kinds.awareness import AwarenessMoved as AwarenessMoved
from breachbot.incident.kinds.awareness import BecameAware as BecameAware
from breachbot.incident.kinds.awareness import ChannelOpened as ChannelOpened
from breachbot.incident.kinds.awareness import EvidenceProposed as EvidenceProposed
from breachbot.incident.kinds.awareness import IncidentOpened as IncidentOpened
from breachbot.incident.kinds.awareness import Unusual as Unusual
from breachbot.incident.kinds.duties import AuthoritiesConfirmed as AuthoritiesConfirmed
from breachbot.incident.kinds.duties import AuthorityFiled as AuthorityFiled
from breachbot.incident.kinds.duties import CommunicationWaived as CommunicationWaived
from breachbot.incident.kinds.duties import ControllerMessageDrafted as ControllerMessageDrafted
from breachbot.incident.kinds.duties import ControllerTold as ControllerTold
from breachbot.incident.kinds.duties import DutyRecorded as DutyRecorded
from breachbot.incident.kinds.duties import PeopleTold as PeopleTold
from breachbot.incident.kinds.ending import IncidentClosed as IncidentClosed
from breachbot.incident.kinds.ending import JudgedNoBreach as JudgedNoBreach
from breachbot.incident.kinds.ending import Measure as Measure
from breachbot.incident.kinds.ending import MeasureAdded as MeasureAdded
from breachbot.incident.kinds.ending import MeasureDone as MeasureDone
from breachbot.incident.kinds.facts import AffectedSetAdded as AffectedSetAdded
from breachbot.incident.kinds.facts import Breach as Breach
from breachbot.incident.kinds.facts import BreachToldApart as BreachToldApart
from breachbot.incident.kinds.facts import ControllersNamed as ControllersNamed
from breachbot.incident.kinds.facts import DoubtExplained as DoubtExplained
from breachbot.incident.kinds.facts import FactStated as FactStated
from breachbot.incident.kinds.facts import InWords as InWords
from breachbot.incident.kinds.facts import ToldConfirmed as ToldConfirmed
from breachbot.incident.kinds.happened import MAIN as MAIN
from breachbot.incident.kinds.happened import OPERATOR as OPERATOR
from breachbot.incident.kinds.happened import STATIC as STATIC
from breachbot.incident.kinds.happened import SYSTEM as SYSTEM
from breachbot.incident.kinds.happened import Happened as Happened
from breachbot.incident.kinds.happened import Utc as Utc
from breachbot.incident.kinds.linked import IncidentMerged as IncidentMerged
from breachbot.incident.kinds.linked import IncidentTakenIn as IncidentTakenIn
from breachbot.incident.kinds.linked import OpenedAsPart as OpenedAsPart
from breachbot.incident.kinds.linked import PartOpened as PartOpened
from breachbot.incident.kinds.notices import ApprovalVoided as ApprovalVoided
from breachbot.incident.kinds.notices import InLanguage as InLanguage
from breachbot.incident.kinds.notices import NoticeApproved as NoticeApproved
from breachbot.incident.kinds.notices import NoticeDrafted as NoticeDrafted
from breachbot.incident.kinds.notices import NoticeOpened as NoticeOpened
from breachbot.incident.kinds.notices import NoticeRejected as NoticeRejected
from breachbot.incident.kinds.notices import Own as Own
from breachbot.incident.kinds.notices import PageNotPublished as PageNotPublished
from breachbot.incident.kinds.notices import PagePublished as PagePublished
from breachbot.incident.kinds.notices import PassageTranslated as PassageTranslated
from breachbot.incident.kinds.outcomes import AdviceGiven as AdviceGiven
from breachbot.incident.kinds.outcomes import Assessed as Assessed
from breachbot.incident.kinds.outcomes import DecisionLapsed as DecisionLapsed
from breachbot.incident.kinds.outcomes import MomentStated as MomentStated
from breachbot.incident.kinds.outcomes import OutcomeDecided as OutcomeDecided
from breachbot.incident.kinds.outcomes import RegimeConfirmed as RegimeConfirmed
from breachbot.incident.kinds.outcomes import Ruling as Ruling
from breachbot.incident.kinds.outcomes import Weighed as Weighed
from breachbot.incident.kinds.people import CalendarClosed as CalendarClosed
from breachbot.incident.kinds.people import CalendarOpened as CalendarOpened
from breachbot.incident.kinds.people import Countersigned as Countersigned
from breachbot.incident.kinds.people import PlaybookAdopted as PlaybookAdopted
from breachbot.incident.kinds.people import RolesChanged as RolesChanged
from breachbot.incident.kinds.people import TakenForSomebody as TakenForSomebody
from breachbot.incident.kinds.reminders import HandOverAnswered as HandOverAnswered
from breachbot.incident.kinds.reminders import HandOverAsked as HandOverAsked
from breachbot.incident.kinds.reminders import ReminderAnswered as ReminderAnswered
from breachbot.incident.kinds.reminders import ReminderPassedOn as ReminderPassedOn
from breachbot.incident.kinds.reminders import ReminderRaised as ReminderRaised
from breachbot.incident.kinds.reminders import ReminderSnoozed as ReminderSnoozed
from breachbot.incident.kinds.signals import Burst as Burst
from breachbot.incident.kinds.signals import DismissalProposed as DismissalProposed
from breachbot.incident.kinds.signals import Later as Later
from breachbot.incident.kinds.signals import Likeness as Likeness
from breachbot.incident.kinds.signals import Report as Report
from breachbot.incident.kinds.signals import SignalClaimed as SignalClaimed
from breachbot.incident.kinds.signals import SignalDismissed as SignalDismissed
from breachbot.incident.kinds.signals import SignalEscalated as SignalEscalated
from breachbot.incident.kinds.signals import SignalOpened as SignalOpened
from breachbot.incident.kinds.signals import SignalRaised as SignalRaised
from breachbot.incident.kinds.signals import SignalRead as SignalRead
from breachbot.incident.kinds.signals import SignalReceived as SignalReceived
from breachbot.incident.kinds.signals import SignalSplit as SignalSplit
from breachbot.incident.kinds.signals import SplitOff as SplitOff
from breachbot.incident.kinds.team import AwayStated as AwayStated
from breachbot.incident.kinds.team import BackStated as BackStated
from breachbot.incident.kinds.team import DpoConfirmed as DpoConfirmed
from breachbot.incident.kinds.team import DpoProposed as DpoProposed
from breachbot.incident.kinds.team import GroupRead as GroupRead
from breachbot.incident.kinds.team import GroupSet as GroupSet
from breachbot.incident.kinds.team import HabitsSet as HabitsSet
from breachbot.incident.kinds.team import Part as Part
from breachbot.incident.kinds.team import PartEnded as PartEnded
from breachbot.incident.kinds.team import PartGiven as PartGiven
from breachbot.incident.kinds.team import RotaSet as RotaSet
from breachbot.incident.kinds.team import TeamEvent as TeamEvent
from breachbot.incident.kinds.team import Way as Way
from breachbot.notices.fields import Audience as Audience

SignalEvent = (
    SignalReceived
    | SignalRaised
    | SignalClaimed
    | SignalEscalated
    | SignalRead
    | DismissalProposed
    | SignalDismissed
    | SignalSplit
    | SignalOpened
)

IncidentEvent = (
    IncidentOpened
    | EvidenceProposed
    | ChannelOpened
    | BecameAware
    | AwarenessMoved
    | AwarenessConfirmed
    | AffectedSetAdded
    | BreachToldApart
    | ControllersNamed
    | FactStated
    | ToldConfirmed
    | DoubtExplained
    | Assessed
    | AdviceGiven
    | OutcomeDecided
    | DecisionLapsed
    | ControllerMessageDrafted
    | NoticeDrafted
    | NoticeOpened
    | PassageTranslated
    | NoticeApproved
    | NoticeRejected
    | ApprovalVoided
    | PagePublished
    | PageNotPublished
    | AuthoritiesConfirmed
    | AuthorityFiled
    | PeopleTold
    | CommunicationWaived
    | ControllerTold
    | DutyRecorded
    | RegimeConfirmed
    | MomentStated
    | ReminderRaised
    | ReminderPassedOn
    | ReminderAnswered
    | ReminderSnoozed
    | HandOverAsked
    | HandOverAnswered
    | IncidentTakenIn
    | PartOpened
    | OpenedAsPart
    | JudgedNoBreach
    | IncidentClosed
    | IncidentMerged
    | MeasureAdded
    | MeasureDone
    | TakenForSomebody
    | Countersigned
)

Event = Annotated[
    SignalEvent
    | IncidentEvent
    | TeamEvent
    | RolesChanged
    | PlaybookAdopted
    | CalendarOpened
    | CalendarClosed,
    Field(discriminator="kind"),
]


@cache
def _adapter() -> TypeAdapter[Any]:
    """What reads any event; made with the first that is read, since much of what starts reads none."""
    return TypeAdapter(Event)


def encode(event: Happened) -> bytes:
    """The stored form. ASCII JSON, so that NUL and lone surrogates in a person's text survive every database."""
    said = event.model_dump(mode="json", exclude=None if event.instead_of else {"instead_of"})
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")


def decode(body: bytes) -> Happened:
    """The event that `encode` wrote. Raises pydantic's ValidationError on anything else."""
    event: Happened = _adapter().validate_python(json.loads(body))
    return event
