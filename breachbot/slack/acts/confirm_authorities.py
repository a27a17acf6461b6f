"""The form in which the DPO confirms with which authorities the notice is filed: the proposal, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident.act import Context
from breachbot.incident.acts.confirm_authorities import ConfirmAuthorities, eea
from breachbot.incident.addressees import unnamed
from breachbot.incident.responsible import proposal
from breachbot.notices.responsible import ROLES, Proposal, Responsible
from breachbot.playbook.words import MARKS
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape

MOST_SHOWN = 12
"""Authorities with their reasons; of the others the number."""


def which_and_why(asked: Asked) -> View:
    incident, context = asked.incident, asked.context
    found = proposal(incident, context.policy)
    names = _options(found, context)
    last = incident.authorities[-1].authorities if incident.authorities else found.to_file
    had = incident.authorities[-1].earlier if incident.authorities else None
    earlier = ask(
        "earlier",
        "Which of them has what was filed before?",
        choice("static_select", names, [id for id in (had,) if id in names]),
        hint="Nobody had said then with which authority it was filed.",
    )
    return modal(
        Act.AUTHORITIES,
        "Which authorities?",
        "Confirm",
        incident.id,
        *_proposed(found),
        ask("authorities", "File the notice with", choice("multi_static_select", names, last)),
        ask("reason", "Why these?", line(tall=True, most=ConfirmAuthorities.most("reason"))),
        *([earlier] if unnamed(incident) else []),
    )


def _options(found: Proposal, context: Context) -> dict[str, str]:
    """The authorities by id, those of which the proposal speaks first, the others by place."""
    spoken = [id for one in found.found for id in ([one.authority.id] if one.authority else one.choices)]
    first = {id: place for place, id in enumerate(dict.fromkeys(spoken))}
    ordered = sorted(eea(context).values(), key=lambda one: (first.get(one.id, len(first)), one.place))
    return {one.id: f"{one.place}: {one.short} ({one.id})" for one in ordered}


def _proposed(found: Proposal) -> Iterator[Block]:
    """What follows from settings and facts, and what is not known."""
    shown = [_one(each) for each in found.found[:MOST_SHOWN]]
    if (more := len(found.found) - MOST_SHOWN) > 0:
        shown.append(f"and {more} more: `breachbot authorities --incident` lists them all.")
    if shown:
        yield say(clip("\n".join(["*Proposed*", *shown]), 2900))
    if found.unknown:
        yield say(clip("\n".join(["*Not known*", *(f"• {escape(each)}" for each in found.unknown)]), 2900))


def _one(found: Responsible) -> str:
    who = found.authority.short if found.authority else "which authority is not known"
    why = f"{escape(found.because)} _{escape(found.source)}; {MARKS[found.mark]}_"
    return f"• *{escape(found.place)}, {escape(who)}* ({ROLES[found.role]}). {why}"


def command(_asked: Asked, view: View) -> ConfirmAuthorities:
    return ConfirmAuthorities.of(
        authorities=tuple(form.several(view, "authorities")),
        reason=form.text(view, "reason"),
        earlier=form.text(view, "earlier") or None,
    )


BUTTONS = (Button(Act.AUTHORITIES, "confirm_authorities", "Which authorities?", command, which_and_why),)
