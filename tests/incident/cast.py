"""The fixed cast and the fixed house of the stories: the bundled playbook and templates, one company, five people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from typing import Any, ParamSpec

from breachbot.configured.places import bundled
from breachbot.incident import documents, recorded
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.file import File
from breachbot.incident.acts.no_breach import NoBreach
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.report import Report
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.events import Audience, IncidentEvent, NoticeDrafted
from breachbot.incident.guidance import decide, steps
from breachbot.incident.packs import kept
from breachbot.incident.policy import Firm, Policy
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from breachbot.notices.responsible import Establishments
from breachbot.playbook.regimes import Regime, Regimes
from breachbot.publish.templates import load_templates
from breachbot.store.authorities import load_directory
from breachbot.store.playbooks import TRIAGE, load_regimes, load_triage, pack_files, parse_playbook
from tests.recipes.tree import code_of

REPORTER, ENGINEER, DPO, DEPUTY, OUTSIDER = "U_REPORTER", "U_ENGINEER", "U_DPO", "U_DEPUTY", "U_OUTSIDER"
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))
ONE_DPO = Team(responders=(ENGINEER,), dpo=DPO)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

FACTS: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "sent_astray",
    "taken_over": "no",
    "data_categories": ["name", "contact", "orders", "bank_account"],
    "volume": "moment",
    "identifiability": "direct",
    "people_kinds": ["customers"],
    "people_count": 2300,
    "countries": ["IE"],
    "records_count": 4100,
    "encryption": "none",
    "could_reach": "some_users",
    "exposed_for": "days",
    "recipient": "several_known",
    "access_evidence": "access_seen",
    "deletion_confirmed": "not_possible",
    "later_measures": ["none"],
    "harm_seen": "no",
    "what_happened": "An export for business customers held rows of other customers.",
    "consequences": "Those affected may get unwanted mail and attempts at fraud.",
    "measures_taken": "The export was switched off and the fault was mended.",
    "measures_planned": "Each export will be tested against foreign rows.",
    "advice": "Watch your bank statements and be wary of calls that ask for payment details.",
    "ongoing": "no",
}
"""What is known of an export that showed customers each other's data."""


@cache
def policy() -> Policy:
    """The bundled playbook and templates, and a company that is fully described."""
    firm = Firm(
        name="Example Shop Ltd",
        address="1 Example Street, Dublin",
        contact_name="Nora Byrne",
        contact_email="privacy@example.com",
        contact_phone="+353 1 555 0100",
        authority_name="Data Protection Commission",
        public_url="https://example.com/security",
    )
    folder = bundled("playbooks")
    rules = load_triage(folder / TRIAGE)
    return Policy(firm, load_regimes(folder), load_templates(bundled("templates")), rules)


def changed(sha256: str = "0" * 64, **fields: Any) -> Policy:
    """The policy with these fields of its playbook otherwise."""
    leading = policy().regimes.leading
    book = leading.playbook.model_copy(update=fields)
    return replace(policy(), regimes=Regimes((Regime(book, sha256, leading.text),)))


@cache
def two_regimes() -> Policy:
    """The policy with the regime of docs/how-to/add-a-regime.md beside the first."""
    text, _pack = code_of("add-a-regime.md", language="yaml")
    added = Regime(parse_playbook(text, "nis2.yaml"), "1" * 64, text)
    return replace(policy(), regimes=Regimes((*policy().regimes, added)))


@cache
def with_packs(*names: str) -> Policy:
    """The policy of a company that goes by these packs as well."""
    folder = bundled("playbooks")
    return replace(policy(), regimes=load_regimes(folder, pack_files(names, folder)))


@cache
def in_the_directory(main: str | None = None, authority: str | None = None) -> Policy:
    """The policy of a company with the directory of authorities, whose main establishment is there; `none` for none."""
    known = Establishments(main, authority=authority)
    firm = policy().firm.model_copy(update={"establishments": known, "authority": authority})
    return replace(policy(), firm=firm, authorities=load_directory(bundled("playbooks")))


def pack(name: str) -> dict[str, Any]:
    """A pack as an event keeps it."""
    (found,) = with_packs(name).regimes.packs
    return kept(found.playbook)


def deciding(
    incident: Incident, command: Command, by_policy: Policy, by: str = ENGINEER
) -> list[IncidentEvent]:
    """The events of an act at a company that goes by another policy."""
    return decide(incident, command, Context(by, TEAM, by_policy, NOON, "1:00"))


def typed(length: int) -> str:
    """A text of so many characters."""
    return ("the quick brown fox jumps over the lazy dog_" * (length // 44 + 1))[:length].replace(" ", "_")


def after(incident: Incident, news: Sequence[IncidentEvent]) -> Incident:
    """The incident once the news are in."""
    for event in news:
        incident = evolve(incident, event)
    return incident


def taking(
    incident: Incident,
    command: Command,
    by: str = ENGINEER,
    now: datetime = NOON,
    team: Team = TEAM,
    head: str = "1:00",
) -> Incident:
    """Somebody takes an act."""
    return after(incident, following(incident, command, by, now, team, head))


def following(
    incident: Incident,
    command: Command,
    by: str = ENGINEER,
    now: datetime = NOON,
    team: Team = TEAM,
    head: str = "1:00",
) -> list[IncidentEvent]:
    """The events that follow when somebody takes an act."""
    return decide(incident, command, Context(by, team, policy(), now, head))


def next_steps(incident: Incident, now: datetime = NOON, team: Team = TEAM) -> list[str]:
    """What comes next, in the words that people read, what presses most first."""
    return [step.words for step in steps(incident, Context("", team, policy(), now))]


P = ParamSpec("P")


def played_once(story: Callable[P, Incident]) -> Callable[P, Incident]:
    """A story that many tests begin with is played once; each gets an incident of which nothing was asked yet."""
    known: dict[str, Incident] = {}

    @wraps(story)
    def told(*args: P.args, **facts: P.kwargs) -> Incident:
        key = repr((args, sorted(facts.items())))
        if key not in known:
            known[key] = story(*args, **facts)
        return replace(known[key])

    return told


def opened(now: datetime = NOON) -> Incident:
    """An incident that somebody reported."""
    reported = Report(title="Export shows foreign rows", detected_at=now)
    return taking(Incident("pdb-test0001"), reported, REPORTER, now)


@played_once
def aware(now: datetime = NOON) -> Incident:
    """The clock runs since `now`."""
    return taking(opened(now), BecomeAware(aware_at=now, basis="Foreign rows seen in the export"), now=now)


@played_once
def assessed(now: datetime = NOON, **facts: Any) -> Incident:
    """The facts are in."""
    return stating(aware(now), now, **(FACTS | facts))


def stating(
    incident: Incident, now: datetime = NOON, by: str = ENGINEER, team: Team = TEAM, **facts: Any
) -> Incident:
    """Somebody states more facts."""
    return taking(incident, StateFacts(answers=facts), by, now, team)


@played_once
def drafted(now: datetime = NOON, by: str = ENGINEER, **facts: Any) -> Incident:
    """The notices are drafted."""
    return drafting(assessed(now, **facts), now, by)


def drafting(
    incident: Incident, now: datetime = NOON, by: str = ENGINEER, change: str | None = None
) -> Incident:
    """Draft what is needed."""
    return taking(incident, Draft(change=change), by, now)


def the_draft(incident: Incident, audience: Audience) -> NoticeDrafted:
    """The newest draft, which must exist."""
    draft = incident.draft(audience)
    assert draft is not None, f"no draft for {audience}"
    return draft


def approving(
    incident: Incident,
    audience: Audience,
    by: str = DPO,
    now: datetime = NOON,
    team: Team = TEAM,
    head: str = "1:00",
    **given: Any,
) -> Incident:
    """Open and approve the newest draft for an audience."""
    draft = the_draft(incident, audience)
    incident = opening(incident, audience, by, now, team)
    asked: dict[str, Any] = {
        "version": draft.version,
        "sha256": draft.sha256,
        "capacity": "controller_decision",
    }
    return taking(incident, Approve.of(audience=audience, **(asked | given)), by, now, team, head)


def opening(
    incident: Incident, audience: Audience, by: str = DPO, now: datetime = NOON, team: Team = TEAM
) -> Incident:
    """Somebody opens the newest draft for an audience."""
    who = Context(by, team, policy(), now)
    return after(incident, [*documents.opening(incident, the_draft(incident, audience), who)])


def rejecting(incident: Incident, audience: Audience, now: datetime = NOON) -> Incident:
    """The DPO turns the newest draft for an audience down."""
    draft = the_draft(incident, audience)
    bytes_of_it = {"audience": audience, "version": draft.version, "sha256": draft.sha256}
    return taking(incident, Reject.of(**bytes_of_it, reason="The public knows all of it."), DPO, now)


def filing(incident: Incident, filed_at: datetime, now: datetime | None = None, **given: Any) -> Incident:
    """Record the filing of the newest approved notice for the authority."""
    asked: dict[str, Any] = {
        "version": incident.approvals_of("authority")[-1].event.version,
        "channel": "web form",
        "reference": "IN-26-1",
    }
    return taking(incident, File.of(filed_at=filed_at, **(asked | given)), now=now or filed_at)


def telling(incident: Incident, number: int, now: datetime = NOON, **given: Any) -> Incident:
    """Record that so many people were told directly."""
    asked: dict[str, Any] = {"told_at": now, "channel": "e-mail"}
    return taking(incident, TellPeople.of(number=number, **(asked | given)), now=now)


def withdrawing(incident: Incident, now: datetime = NOON) -> Incident:
    """The page is withdrawn: drafted, approved and published as such."""
    drafted = taking(incident, Withdraw(change="It turned out to be our own test data."), now=now)
    return publishing(approving(drafted, "page", now=now), now)


def told_everything(now: datetime = NOON, **facts: Any) -> Incident:
    """Nothing is left to do but to close: the complete notice is filed, the page is out, everybody was told."""
    known = {
        "occurred_from": "2026-11-20T08:00:00+00:00",
        "occurred_until": "2026-11-24T10:00:00+00:00",
        "people_told_how": "by e-mail",
    } | facts
    incident = approving(drafted(now, **known), "page", now=now)
    incident = telling(publishing(incident, now), 2300, now)
    incident = approving(
        drafting(incident, now, change="The people affected were told."), "authority", now=now
    )
    return filing(publishing(approving(incident, "page", now=now), now), now)


NO_BREACH = "Every row of the export was read, and all of them were made up for a test."
"""What was examined, and what it showed."""


def advised(
    incident: Incident, by: str = DPO, team: Team = TEAM, now: datetime = NOON, **given: Any
) -> Incident:
    """The DPO advises on each set that it is no breach, or on one of them."""
    for one in incident.sets if "affected_set" not in given else incident.sets[:1]:
        said = {"obligation": "document", "outcome": "not_required", "reason": NO_BREACH}
        about = {"affected_set": one.id} | given
        incident = taking(incident, Advise.of(**(said | about)), by, now, team)
    return incident


def judging(incident: Incident, by: str = DEPUTY, team: Team = TEAM, **given: Any) -> Incident:
    """Somebody judges that it is no breach."""
    said = {"reason": NO_BREACH, "facts_aside": "The facts were stated of another export by mistake."}
    return taking(incident, NoBreach.of(**(said | given)), by, team=team)


def publishing(incident: Incident, now: datetime = NOON, target: str = "static") -> Incident:
    """The approved page stands where the public reads it."""
    draft = the_draft(incident, "page")
    out = standing(draft, target)
    return after(
        incident, recorded.page_published(incident, policy(), version=draft.version, out=out, now=now)
    )


def standing(draft: NoticeDrafted, target: str = "static") -> recorded.Published:
    """Where a page stands once a target has it."""
    files = {"feed.xml": "f" * 64}
    return recorded.Published(target, "index.html", "https://example.com/x", draft.sha256, files)
