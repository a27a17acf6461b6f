"""`breachbot onepager`: an incident on paper, for when nothing else works: its clock, duties, people and drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.visible import visible

if TYPE_CHECKING:
    from breachbot.incident.act import Context
    from breachbot.incident.guidance import Guidance
    from breachbot.incident.state import Incident

NOT_SET = "not set"


def onepager(
    incident: Annotated[str, typer.Argument(help="The codename, such as pdb-k7m2q9xw.")],
    drafts: Annotated[bool, typer.Option(help="Print the newest draft of each notice as well.")] = True,
) -> None:
    """Print an incident on a page: the clock, what is owed, who is who, and the drafts.

    It needs no Slack and no server, and reads a copy of the database as well (BREACHBOT_DATA_DIR names its folder).
    """
    from breachbot.cli.register_log import incident_in, opened
    from breachbot.incident.act import Context
    from breachbot.usecases.house import team

    with opened() as (store, policy):
        found, people = incident_in(store, incident), store.read(team)
    context = Context("", people, policy, datetime.now(UTC))
    for line in _page(found, context, None, drafts=drafts):
        print(visible(line))


def _page(incident: Incident, context: Context, zone: tzinfo | None, *, drafts: bool) -> Iterator[str]:
    """zone: that of whoever prints it; None for that of the machine."""
    from breachbot.cli.particulars import not_as_the_server
    from breachbot.cli.register_page import clock, wrapped
    from breachbot.incident.guidance import guide

    ahead = guide(incident, context)
    assert incident.opened is not None, "only an incident that was opened is read"
    yield f"{incident.id}: {incident.opened.title}"
    yield f"  {ahead.headline}. Printed {clock(context.now, zone)}."
    yield from (part for line in not_as_the_server() for part in wrapped(line))
    for title, lines in (
        ("The clock", _clock(incident, ahead, context, zone)),
        ("What is owed", _owed(incident, ahead, context)),
        ("What comes next", _steps(ahead)),
        ("Who is who", _people(context)),
        ("The notices", _states(incident)),
    ):
        yield from ("", title)
        yield from (part for line in lines for part in wrapped(line))
    if drafts:
        yield from _texts(incident)


def _clock(incident: Incident, ahead: Guidance, context: Context, zone: tzinfo | None) -> Iterator[str]:
    from breachbot.cli.register_page import clock

    if incident.aware_at is None:
        yield "It does not run: nobody has stated since when the company is aware of a breach."
    else:
        yield f"Aware since {clock(incident.aware_at, zone)}."
    if ahead.worst_case:
        hours = context.policy.regimes.filing.hours
        yield f"As if aware since detection, the {hours} would end {clock(ahead.worst_case, zone)}."
    if ahead.due_at is None:
        return
    hours = context.policy.regimes.filing.hours
    yield f"The {hours} for the notice to the authority end {clock(ahead.due_at, zone)}: {_left(ahead, context.now)}."


def _left(ahead: Guidance, now: datetime) -> str:
    from breachbot.slack.kit.words import left

    assert ahead.due_at is not None, "asked where there is a deadline"
    if ahead.stopped:
        return "the authority has a notice"
    return left(ahead.due_at, now)


def _steps(ahead: Guidance) -> Iterator[str]:
    from breachbot.cli.register_page import step_line

    for step in ahead.steps or (ahead.next,):
        yield step_line(step)


def _people(context: Context) -> Iterator[str]:
    """By role, with their ids in Slack, and whom the company has for the outside."""
    team, firm = context.team, context.policy.firm
    yield f"DPO: {team.dpo or NOT_SET}"
    yield f"Deputies: {', '.join(team.deputies) or NOT_SET}"
    yield f"Responders: {', '.join(team.answering) or NOT_SET}"
    contact = [firm.contact_name, firm.contact_email, firm.contact_phone]
    yield f"The company's contact: {', '.join(filter(None, contact)) or NOT_SET}"
    doubt = f" ({firm.authority_form_doubt})" if firm.authority_form_doubt else ""
    yield f"The authority: {firm.authority_name or NOT_SET}, {firm.authority_form_url or 'its form: not set'}{doubt}"


def _owed(incident: Incident, ahead: Guidance, context: Context) -> list[str]:
    from breachbot.slack.owed import owed_lines

    return owed_lines(incident, ahead.duties, context.policy)


def _states(incident: Incident) -> Iterator[str]:
    """What became of each version of each notice."""
    from breachbot.incident.drafting import AUDIENCES
    from breachbot.incident.guidance import NOTICES
    from breachbot.publish.versions import became

    for audience in AUDIENCES:
        drafts = [draft for draft in incident.drafts if draft.audience == audience]
        for draft in drafts:
            yield f"{NOTICES[audience]}: {became(incident, draft)}"
        if not drafts:
            yield f"{NOTICES[audience]}: no draft"


def _texts(incident: Incident) -> Iterator[str]:
    from breachbot.incident.documents import file_shown
    from breachbot.incident.drafting import AUDIENCES
    from breachbot.incident.guidance import NOTICES

    for draft in filter(None, map(incident.draft, AUDIENCES)):
        yield from ("", f"--- {NOTICES[draft.audience]}, draft {draft.version} ---", "")
        yield from draft.documents[file_shown(draft)].splitlines()
