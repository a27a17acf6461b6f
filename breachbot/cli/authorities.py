"""`breachbot authorities`: the supervisory authorities, how a breach is filed with each, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breachbot.cli.table import as_lines, table
from breachbot.errors import Refused
from breachbot.visible import quoted, visible

if TYPE_CHECKING:
    from breachbot.notices.responsible import Responsible
    from breachbot.playbook.authority import Authority, Read

COLUMNS = ("id", "place", "short", "languages", "ways", "mark", "form")
NOT_KNOWN = "not known"


def authorities(
    country: Annotated[
        str | None, typer.Option("--country", help="Only those of a country, such as DE, each in full.")
    ] = None,
    incident: Annotated[
        str | None,
        typer.Option(
            "--incident", help="Instead, who is responsible for an incident, with reasons: a proposal."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object on a line for each.")] = False,
) -> None:
    """List the supervisory authorities: where, in which languages, how to file, and how sure that is."""
    from breachbot.policy import authorities_of
    from breachbot.settings import load

    if incident:
        _propose(incident, as_json)
        return
    directory = authorities_of(load())
    found = directory.of_country(country.upper()) if country else tuple(directory)
    if not found:
        raise Refused(f"--country: the directory has no authority of {quoted(country or '')}.")
    if as_json:
        as_lines(one.model_dump(mode="json") for one in found)
    elif country:
        print("\n\n".join("\n".join(map(visible, _in_full(one))) for one in found))
    else:
        table(COLUMNS, [_row(one) for one in found])


def _propose(id: str, as_json: bool) -> None:
    """Print who is responsible for an incident, and what is not known."""
    from breachbot.cli.register_log import incident_in, opened
    from breachbot.incident.responsible import proposal

    with opened() as (store, policy):
        found = proposal(incident_in(store, id), policy)
    if as_json:
        as_lines([*map(_responsible, found.found), *({"unknown": one} for one in found.unknown)])
        return
    for one in found.found:
        for line in _in_words(one):
            print(visible(line))
    for sentence in found.unknown:
        print(visible(f"Not known: {sentence}"))


def _responsible(one: Responsible) -> dict[str, Any]:
    return {
        "authority": one.authority.id if one.authority else None,
        "role": one.role,
        "files": one.files,
        "place": one.place,
        "because": one.because,
        "source": one.source,
        "mark": one.mark,
        "choices": one.choices,
    }


def _in_words(one: Responsible) -> Iterator[str]:
    from breachbot.notices.responsible import ROLES
    from breachbot.playbook.words import MARKS

    who = (
        f"{one.authority.id}, {one.authority.title}"
        if one.authority
        else f"which one of {one.place} is not known"
    )
    yield f"{ROLES[one.role]}: {who}"
    yield f"  {one.because} ({one.source}; {MARKS[one.mark]})"


def _row(one: Authority) -> dict[str, Any]:
    return {
        "id": one.id,
        "place": one.place,
        "short": one.short,
        "languages": ", ".join(one.languages.codes),
        "ways": ways(one),
        "mark": one.filing.mark,
        "form": one.filing.form or NOT_KNOWN,
    }


def ways(one: Authority) -> str:
    """Its ways of filing, in words."""
    from breachbot.playbook.authority import WAYS

    return ", ".join(WAYS[way] for way in one.filing.ways)


def _in_full(one: Authority) -> Iterator[str]:
    from breachbot.playbook.authority import SERVES

    filing = one.filing
    yield f"{one.id}: {one.title}"
    yield f"  place: {one.place}; takes notifications of {SERVES[one.serves]}"
    yield f"  website: {one.website}; general e-mail, not for filing: {one.email or NOT_KNOWN}"
    yield f"    {known(one)}"
    yield f"  languages: {', '.join(one.languages.codes)}"
    yield f"    {known(one.languages)}"
    yield f"  ways of filing: {ways(one)}; form: {filing.form or NOT_KNOWN}"
    for what in ("needs", "fallback", "receipt"):
        yield f"  {what}: {getattr(filing, what) or NOT_KNOWN}"
    if filing.notes:
        yield f"  notes: {filing.notes}"
    yield f"    {known(filing)}"


def known(read: Read) -> str:
    """How something is known: its mark, its source, and when somebody looked at the live page."""
    from breachbot.playbook.authority import SEEN

    live = f"live page seen on {read.verified_on}" if read.verified_on else "live page not looked at"
    return f"{read.mark}: {SEEN[read.mark]}; source: {read.source}; {live}"
