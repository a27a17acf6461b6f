"""`breachbot filing`: the form of an authority, filled in for an incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from breachbot.errors import Refused

if TYPE_CHECKING:
    from breachbot.incident.filing.pack import FilingPack
    from breachbot.incident.filing.sources import FilingPhase
    from breachbot.incident.policy import Policy
    from breachbot.incident.state import Incident
    from breachbot.playbook.authority import Authority
    from breachbot.settings import Settings


def filing(
    incident: Annotated[str, typer.Argument(help="The id of the incident.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder to write to.")],
    authority: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Its id in `breachbot authorities`. Default: those confirmed, else BREACHBOT_AUTHORITY.",
        ),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(
            metavar="initial|follow_up|complete|correction|withdrawal",
            help="Which report it is. Default: what comes next.",
        ),
    ] = None,
    complete_by: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The day by which the report will be complete, such as 2026-12-04."),
    ] = None,
) -> None:
    """Write what the form of an authority asks, filled in: as a page to copy from, Markdown and JSON.

    What is still unknown and what has to be typed by hand comes first. Nothing is invented: what nobody has stated and
    confirmed is not filled in. Approve the notice itself in breachbot; this writes, and sends nothing.
    """
    from breachbot.cli.register_log import incident_in, opened
    from breachbot.publish.filing import counted, write_pack
    from breachbot.settings import load

    settings = load()
    with opened() as (store, policy):
        found = incident_in(store, incident)
        which = _authorities(settings, policy, found, authority)
        wanted = _phase(phase), _day(complete_by)
        packs = [(to, _pack(settings, policy, found, to, *wanted)) for to in which]
    for to, pack in packs:
        for path in write_pack(pack, to, policy.templates, out / to.id if len(packs) > 1 else out):
            print(path)
        print(f"{to.id}: {counted(pack)}")
        for line in _remarks(pack):
            print(line)


def _authorities(settings: Settings, policy: Policy, incident: Incident, id: str | None) -> list[Authority]:
    """The one that is named; else those that the DPO has confirmed, else that of the settings."""
    from breachbot.incident.addressees import addressees
    from breachbot.settings import variable
    from breachbot.store.authorities import the_authority

    if id is None and (confirmed := addressees(incident)):
        return [the_authority(policy.authorities, one.id, incident.id) for one in confirmed]
    asked = id or settings.authority
    if asked is None:
        raise Refused(
            f"Name the authority: --authority ID, or {variable('authority')}; `breachbot authorities` lists them."
        )
    return [the_authority(policy.authorities, asked, "--authority" if id else variable("authority"))]


def _pack(
    settings: Settings,
    policy: Policy,
    incident: Incident,
    authority: Authority,
    phase: FilingPhase | None,
    complete_by: datetime | None,
) -> FilingPack:
    from breachbot.incident.filing.pack import occasion_of, pack_of
    from breachbot.policy import desk_of
    from breachbot.store.forms import own_forms

    now = datetime.now(UTC)
    forms = own_forms(settings.playbooks_dir)
    form = forms.of_authority(authority, now.date(), settings.common_form_from)
    occasion = occasion_of(incident, now, authority.id, phase, complete_by, policy.firm.authority)
    return pack_of(incident, form, desk_of(settings, policy, forms.superset), occasion, authority)


def _phase(typed: str | None) -> FilingPhase | None:
    from breachbot.incident.filing.sources import FilingPhase

    known: tuple[FilingPhase, ...] = get_args(FilingPhase)
    found = next((one for one in known if one == typed), None)
    if typed is not None and found is None:
        raise Refused(f"--phase: “{typed}” is no phase of a report; there are: {', '.join(known)}.")
    return found


def _day(typed: str | None) -> datetime | None:
    """The end of a day, in UTC."""
    if typed is None:
        return None
    try:
        return datetime.combine(datetime.strptime(typed, "%Y-%m-%d").date(), time(23, 59), UTC)  # noqa: DTZ007
    except ValueError:
        raise Refused(f"--complete-by: “{typed}” is no day such as 2026-12-04.") from None


def _remarks(pack: FilingPack) -> Iterator[str]:
    """How sure the form is."""
    marks = [one.mark for one in pack.fields]
    if unsure := len(marks) - marks.count("checked"):
        yield f"{unsure} of {len(marks)} fields were not checked against the form: the page marks them."
