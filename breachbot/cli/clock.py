"""`breachbot clock`: when the hours for the notice to the authority end, and what the law may allow beyond."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from breachbot.errors import Refused
from breachbot.visible import quoted

if TYPE_CHECKING:
    from breachbot.deadlines.background import Bounds, Works
    from breachbot.playbook.obligation import Bound, Obligation

AHEAD = "That moment has not come yet: awareness can be recorded once it has, and this is what would follow from it."
NO_COUNTRY = "No country was given, so the working days know Saturdays and Sundays, and no public holidays."


def clock(
    aware: Annotated[
        str,
        typer.Option(help="Since when the company is aware: 2026-10-23T15:30, or with its offset."),
    ],
    zone: Annotated[
        str | None, typer.Option(help="The time zone of that moment, such as Europe/Berlin.")
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(help="Whose public holidays count for the contested bounds, such as DE or DE-BY."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with times in UTC.")] = False,
) -> None:
    """Say when the hours for the notice to the authority end. Plan by `due_at`; the bounds are background."""
    from breachbot.deadlines.background import bounds
    from breachbot.deadlines.clock import due_at

    aware_at, place = _moment(aware, zone)
    filing, within = _filing()
    try:
        found = bounds(aware_at, within, place, _works(country))
    except ValueError as error:
        raise Refused(f"--country: {quoted(country or '')} {error}.") from None
    ahead = aware_at > datetime.now(UTC)
    due = due_at(aware_at, within)
    if as_json:
        notes = [*([AHEAD] if ahead else []), *_notes(filing, country)]
        print(
            json.dumps(_as_json(aware_at, due, found, place) | {"notes": notes}, indent=2, ensure_ascii=False)
        )
        return
    print("\n".join(_in_words(aware_at, due, found, place, filing, country)))
    if ahead:
        print(f"breachbot: {AHEAD}", file=sys.stderr)


def _moment(aware: str, name: str | None) -> tuple[datetime, tzinfo]:
    """The instant, and the zone in which it is told. Raises Refused."""
    from breachbot.deadlines.local import instant, offset_of

    try:
        zone = ZoneInfo(name) if name is not None else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path, a folder
        raise Refused(
            f"--zone: {quoted(name or '')} names no time zone: write one such as Europe/Berlin."
        ) from None
    try:
        moment = instant(aware, zone)
    except ValueError as error:
        raise Refused(f"--aware: {quoted(aware)} {error}.") from None
    given = offset_of(aware)
    if (
        zone
        and given
        and given.utcoffset(None)
        and given.utcoffset(None) != moment.astimezone(zone).utcoffset()
    ):
        raise Refused(
            f"--aware: {quoted(aware)} has an offset that {zone} does not have then: leave --zone out, or correct it."
        )
    return moment, zone or given or UTC


def _works(country: str | None) -> Works:
    from breachbot.deadlines.days import regulation_days

    return regulation_days(country)


def _filing() -> tuple[Obligation, timedelta]:
    """The duty to notify the authority, as this company's playbooks have it, and its hours. Raises Refused."""
    from breachbot.settings import load
    from breachbot.store.playbooks import load_regimes

    filing = load_regimes(load().playbooks_dir).filing
    if filing.within is None:
        raise Refused(f"{filing.label}: the playbook sets no number of hours, so nothing can be computed.")
    return filing, filing.within


def _as_json(aware_at: datetime, due: datetime, found: Bounds, zone: tzinfo) -> dict[str, Any]:
    return {
        "due_at": due.isoformat(),
        "latest_bound": found.latest.isoformat(),
        "contested_bounds": {"partial": found.partial.isoformat(), "full": found.full.isoformat()},
        "elapsed_hours": _number((due - aware_at) / timedelta(hours=1)),
        "aware_at": aware_at.isoformat(),
        "local": {
            "zone": str(zone),
            "aware_at": _local(aware_at, zone),
            "due_at": _local(due, zone),
            "latest_bound": _local(found.latest, zone),
            "contested_bounds": {
                "partial": _local(found.partial, zone, ends=True),
                "full": _local(found.full, zone, ends=True),
            },
        },
    }


def _in_words(
    aware_at: datetime, due: datetime, found: Bounds, zone: tzinfo, filing: Obligation, country: str | None
) -> Iterator[str]:
    yield f"Aware: {_both(aware_at, zone)}"
    yield f"Due:   {_both(due, zone)}, when {filing.hours} have elapsed. Plan by this."
    yield "Background, not to plan by:"
    ends = {"latest": found.latest, "partial": found.partial, "full": found.full}
    said: dict[str, Bound] = {law.id: law for law in filing.bounds}
    for name, end in ends.items():
        law = said.get(name)
        means = f"{law.means} ({law.article}{'; contested' if law.contested else ''})." if law else f"{name}."
        yield f"- {_both(end, zone, ends=True)}: {means}"
    if country is None:
        yield NO_COUNTRY


def _notes(filing: Obligation, country: str | None) -> Iterator[str]:
    """What the bounds rest on, and what they leave out."""
    from breachbot.playbook.words import MARKS

    for law in filing.bounds:
        disputed = "; contested" if law.contested else ""
        yield f"{law.id}: {law.means}. {law.article}. Source: {law.source} ({MARKS[law.mark]}){disputed}."
    if country is None:
        yield NO_COUNTRY


def _number(hours: float) -> float | int:
    return int(hours) if hours == int(hours) else hours


def _both(moment: datetime, zone: tzinfo, *, ends: bool = False) -> str:
    return f"{_local(moment, zone, ends=ends)} ({moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"


def _local(moment: datetime, zone: tzinfo, *, ends: bool = False) -> str:
    """As the clocks of the zone show it, with seconds where there are any. `ends`: midnight is the end of a day."""
    local = moment.astimezone(zone)
    if ends and local.time() == time.min:
        return f"{local - timedelta(days=1):%a %Y-%m-%d} 24:00 {local:%Z}"
    return f"{local:%a %Y-%m-%d %H:%M}{f':{local:%S}' if local.second else ''} {local:%Z}"
