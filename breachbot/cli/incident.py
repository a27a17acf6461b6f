"""`breachbot incident`: every act from the command line, for when Slack is away or not to be trusted.

Whatever is done here is on record as done by an operator on the word of a person, who countersigns it later in Slack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from breachbot.cli.choice import person_in_slack
from breachbot.cli.house import opened_house
from breachbot.errors import Refused
from breachbot.visible import quoted, visible

if TYPE_CHECKING:
    from breachbot.incident.act import Act
    from breachbot.incident.behalf import Operator
    from breachbot.incident.state import Incident
    from breachbot.usecases.house import House

acting = typer.Typer(
    help="Act on an incident without Slack, on behalf of a person who countersigns it later.",
    no_args_is_help=True,
)
APART = frozenset({"report", "countersign"})
"""Acts that are no `take`: one begins an incident, and the other is for nobody but the person."""


Id = Annotated[str, typer.Argument(metavar="INCIDENT", help="The codename, such as pdb-k7m2q9xw.")]
For = Annotated[
    str,
    typer.Option("--for", metavar="USER", parser=person_in_slack, help="On whose word: their id in Slack."),
]
By = Annotated[str, typer.Option("--operator", help="Who you are. It stays on record.")]
Why = Annotated[str, typer.Option("--because", help="Why they do not do it themselves. It stays on record.")]
Fields = Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="See `acts`.")]


@acting.command("acts")
def list_acts(
    name: Annotated[str | None, typer.Argument(metavar="ACT", help="Only this one.")] = None,
) -> None:
    """What can be done to an incident, with the fields of each act."""
    from breachbot.cli.typed import fields
    from breachbot.incident.registry import ACTS

    who = {"anybody": "anybody", "responder": "a responder", "approver": "the DPO or a deputy"}
    for act in [_act(name)] if name else [one for one in ACTS.values() if one.name not in APART]:
        print(f"{act.name}: {act.what} ({who[act.who]})")
        for field, how, optional in fields(act):
            print(f"  {field}{' (optional)' if optional else ''}: {how}")


@acting.command("next")
def show_next(incident: Id, user: For) -> None:
    """What comes next, and what this person can do now."""
    from breachbot.usecases.read import situation

    with opened_house(write=False) as house:
        _known(house, incident)
        found, context = situation(house, incident, user)
    for line in _next(found, context):
        print(visible(line))


@acting.command("take")
def take_act(
    incident: Id,
    act: Annotated[
        str, typer.Argument(metavar="ACT", help="Its name, as `breachbot incident acts` lists it.")
    ],
    user: For,
    operator: By,
    because: Why,
    words: Fields = None,
) -> None:
    """Take an act on the word of a person. It counts at once, and waits for their signature."""
    from breachbot.cli.typed import command
    from breachbot.usecases.take import take

    with opened_house() as house:
        before, signed = _known(house, incident), _operator(operator, because)
        typed, request = command(_act(act), words or []), f"cli:{uuid4()}"
        _say(house, before, take(house, incident, typed, by=user, request=request, operator=signed), user)


@acting.command("report")
def report(user: For, operator: By, because: Why, words: Fields = None) -> None:
    """Begin an incident that a person reports; print its codename."""
    from breachbot.cli.typed import command
    from breachbot.incident.registry import ACTS
    from breachbot.incident.state import Incident
    from breachbot.usecases.take import take

    with opened_house() as house:
        typed, request = command(ACTS["report"], words or []), f"cli:{uuid4()}"
        new, signed = Incident(house.stream_id("pdb", request)), _operator(operator, because)
        _say(house, new, take(house, new.id, typed, by=user, request=request, operator=signed), user)


@acting.command("read")
def read_notice(
    incident: Id,
    audience: Annotated[str, typer.Argument(metavar="NOTICE", help="authority, page or mail.")],
    user: For,
    operator: By,
    because: Why,
    language: Annotated[
        str | None,
        typer.Option("--language", help="In which of its languages; not given: the authoritative one."),
    ] = None,
) -> None:
    """Print the newest draft of a notice, to read out to a person, and its version and hash for `approve`.

    That they have it before them is recorded first: nobody approves what they have not seen.
    """
    from breachbot.incident.documents import file_shown
    from breachbot.incident.drafting import AUDIENCES
    from breachbot.usecases.notices import opened

    wanted = next((one for one in AUDIENCES if one == audience), None)
    if wanted is None:
        raise Refused(f"There is no draft for {quoted(audience)}; there may be for {', '.join(AUDIENCES)}.")
    with opened_house() as house:
        draft = _known(house, incident).draft(wanted)
        if draft is None:
            raise Refused(f"There is no draft of that notice in {incident}.")
        signed = _operator(operator, because)
        opened(house, incident, draft, by=user, language=language, operator=signed)
    for line in draft.documents[file_shown(draft, language)].splitlines():
        print(visible(line))
    print(f"\nversion={draft.version} sha256={draft.sha256}")


def _known(house: House, name: str) -> Incident:
    from breachbot.cli.register_log import incident_in

    return incident_in(house.store, name)


def _act(name: str) -> Act[Any]:
    from breachbot.incident.registry import ACTS

    if name == "countersign":
        raise Refused("Only the person themselves can countersign, in Slack.")
    if name not in ACTS or name in APART:
        raise Refused(f"There is no act {quoted(name)}; `breachbot incident acts` lists them.")
    return ACTS[name]


def _operator(name: str, because: str) -> Operator:
    from breachbot.incident.behalf import Operator

    try:
        return Operator.of(name=name, because=because)
    except Refused as refused:
        option = {"name": "--operator", "because": "--because"}[refused.field or "name"]
        raise Refused(f"{option}: {refused}") from None


def _say(house: House, before: Incident, after: Incident, user: str) -> None:
    """What came of it, and what comes next."""
    from breachbot.usecases.read import situation

    found, context = situation(house, after.id, user)
    print(f"{after.id}: {after.seen - before.seen} events recorded; {user} countersigns them in Slack.")
    for line in _next(found, context):
        print(visible(line))


def _next(found: Incident, context: Any) -> Iterator[str]:
    from breachbot.cli.particulars import not_as_the_server
    from breachbot.cli.register_page import step_line
    from breachbot.incident.guidance import guide

    ahead = guide(found, context)
    yield from not_as_the_server()
    yield f"{found.id}: {ahead.headline}."
    for step in ahead.steps:
        yield f"Next: {step_line(step)}"
    can = [one for one in ahead.offers if one not in APART]
    yield f"{context.by} can now: {', '.join(can) or 'nothing'}."
