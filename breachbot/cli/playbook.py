"""`breachbot playbook`: the laws that can be switched on, and what one of them would change for an incident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breachbot.cli.register_log import incident_in, opened
from breachbot.visible import visible

if TYPE_CHECKING:
    from breachbot.incident.whatif import Change, Standing
    from breachbot.playbook.regimes import Regime

playbook = typer.Typer(
    help="The laws that a company goes by: what there is, and what one would change.", no_args_is_help=True
)


@playbook.command()
def whatif(
    incident: Annotated[str, typer.Argument(help="The id, such as pdb-k7m2q9xw.")],
    pack: Annotated[
        str, typer.Argument(help="A pack by name, such as nis2, a playbook of yours by name, or a file.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with times in UTC.")] = False,
) -> None:
    """Show what a law, another version of one, or a proposal would change for an incident. Nothing is recorded."""
    from breachbot.incident.whatif import what_if

    now, law = datetime.now(UTC), _law(pack)
    with opened() as (store, policy):
        found = what_if(incident_in(store, incident), policy, law, now)
    if as_json:
        print(json.dumps(_as_json(incident, law, found, now.date()), indent=2, ensure_ascii=False))
        return
    for line in _in_words(incident, law, found, now.date()):
        print(visible(line))


@playbook.command("list")
def list_packs() -> None:
    """List the packs that there are, with their criteria and how sure we are of them."""
    from breachbot.configured.places import bundled
    from breachbot.playbook.words import MARKS
    from breachbot.settings import load
    from breachbot.store.playbooks import PACKS, load_playbook

    settings, today = load(), datetime.now(UTC).date()
    folders = (bundled("playbooks"), settings.playbooks_dir)
    files = {path.stem: path for folder in folders for path in sorted((folder / PACKS).glob("*.yaml"))}
    for name, path in sorted(files.items()):
        law = load_playbook(path)
        on = "switched on" if name in settings.regimes else "not switched on"
        print(visible(f"{name}: {law.playbook.title} ({_state(law, today)}; {on})"))
        for one in law.playbook.criteria:
            print(visible(f"  - {one.means} {one.article} ({MARKS[one.mark]})"))


def _law(name: str) -> Regime:
    """The law of a name or a file. Raises BadFile."""
    from breachbot.configured.places import bundled
    from breachbot.settings import load
    from breachbot.store.playbooks import load_playbook, pack_file

    folder = load().playbooks_dir
    own = [path for path in (Path(name), folder / f"{name}.yaml") if path.is_file()]
    return load_playbook(own[0] if own else pack_file(name, folder, bundled("playbooks")))


def _state(law: Regime, today: date) -> str:
    if law.playbook.proposal:
        return "a proposal, not the law"
    return "in force" if law.playbook.in_force(today) else "not in force"


def _as_json(incident: str, law: Regime, found: tuple[Change, ...], today: date) -> dict[str, Any]:
    book = law.playbook
    return {
        "incident": incident,
        "law": {
            "id": book.id,
            "title": book.title,
            "version": book.version,
            "sha256": law.sha256,
            "proposal": book.proposal,
            "in_force": book.in_force(today),
            "as_if": [one.means for one in book.criteria],
        },
        "duties": [
            {
                "obligation": one.obligation,
                "label": one.label,
                "changes": one.changes,
                "now": _standing_json(one.now),
                "then": _standing_json(one.then),
            }
            for one in found
        ],
    }


def _standing_json(one: Standing | None) -> dict[str, Any] | None:
    if one is None:
        return None
    due = one.due_at.isoformat() if one.due_at else None
    return {"outcome": one.outcome, "due_at": due, "time": one.time or None, "missing": one.gap}


def _in_words(incident: str, law: Regime, found: tuple[Change, ...], today: date) -> Iterator[str]:
    book = law.playbook
    yield f"{incident} under “{book.title}” of {book.version} ({_state(law, today)}). Nothing is recorded."
    for criterion in book.criteria:
        yield f"As if: {criterion.means}"
    changed = [one for one in found if one.changes]
    if not changed:
        yield "Nothing would change."
    for one in changed:
        yield f"- {one.label}"
        yield f"    now:  {_words(one.now)}"
        yield f"    then: {_words(one.then)}"
    if same := [one.label for one in found if not one.changes]:
        yield f"The same as now: {', '.join(same)}."


def _words(one: Standing | None) -> str:
    """Its outcome, its time and what is missing."""
    from breachbot.playbook.words import OUTCOMES

    if one is None:
        return "no such duty"
    if one.outcome == "not_required":
        return OUTCOMES[one.outcome]
    time = one.time or "without a number of hours"
    due = f", by {one.due_at:%Y-%m-%d %H:%M} UTC" if one.due_at else ""
    missing = "; nobody has stated the moment from which it counts" if one.gap == "anchor" else ""
    return f"{OUTCOMES[one.outcome]}, {time}{due}{missing}{'' if one.gap else '; done'}"
