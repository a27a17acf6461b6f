"""A word to one person: a signal, or many that came close together, is waiting to be claimed; or what became of it."""

from __future__ import annotations

from breachbot.incident.signal import Signal
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, Payload, actions, button, message, say, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import code, escape, link, person, room
from breachbot.slack.signal_cards import decisions

NO_MORE_WORDS = "More that come meanwhile are shown there without another message, unless they weigh more."


def nudge(
    signal: Signal, user: str, *, step: int, triage_channel: str, waiting: int = 1, card: str = ""
) -> Payload:
    """Tell a person that a signal is waiting, or once it is not, what became of it; `step` is how many were asked
    before. waiting: how many of its burst are, itself included. card: the address of its card; empty where that is not
    known."""
    received = signal.received
    what = f" ({code(received.what)})" if received else ""
    place = link(card, "its card") if card else room(triage_channel)
    if not signal.wants_somebody or (signal.proposed and signal.proposed.by == user):
        others = signal.burst is not None and not signal.wants_somebody and waiting > 0
        return _decided(signal, user, what, place, others=others)
    if signal.proposed:
        return _second_person(signal, signal.proposed.by, what, place)
    if waiting > 1 and not signal.woken_by:
        return _many_wait(signal, step, room(triage_channel), waiting)
    asked = "You are asked first." if step == 0 else "Nobody has claimed it so far, so it comes to you."
    why = signal.woken_by.why if signal.woken_by else None
    again = f" It was dismissed and has been raised again: {escape(clip(why, 300))}" if why else ""
    text = (
        f"A possible personal data breach{what} is waiting for somebody to look at it.{again} {asked} "
        "Next: open an incident, or claim it while you look"
    )
    return message(
        f"{text}.",
        say(f"{text}: {_where(signal, place)}."),
        *_buttons(signal),
        small(f"{_id(signal)} {NO_MORE_WORDS}"),
    )


def _many_wait(signal: Signal, step: int, place: str, waiting: int) -> Payload:
    asked = "You are asked first." if step == 0 else "Nobody has claimed them so far, so they come to you."
    graver = " One that came last is *likely a breach*." if step == 0 and signal.verdict == "likely" else ""
    text = (
        f"{waiting:,} possible personal data breaches that came close together are waiting for somebody to look at "
        f"them.{graver} {asked} Next: begin with the gravest in {place}."
    )
    show_all = actions(button(Act.SIGNALS, "Show all that wait", "0", style="primary"))
    return message(text, say(text), show_all, small(NO_MORE_WORDS))


def _second_person(signal: Signal, first: str, what: str, place: str) -> Payload:
    text = (
        f"{person(first)} finds that a possible personal data breach{what} is not one. It shows grave data, so a "
        "second person decides. Next: look at it, then dismiss it or open an incident"
    )
    return message(
        f"{text}.", say(f"{text}: {_where(signal, place)}."), *_buttons(signal), small(_id(signal))
    )


def _decided(signal: Signal, user: str, what: str, place: str, *, others: bool) -> Payload:
    """What became of it. Whoever claimed it keeps the buttons. others: more of its burst wait."""
    text = f"The possible personal data breach{what}: {_fate(signal, user)}"
    mine = _buttons(signal) if signal.claimed_by == user else []
    more = [actions(button(Act.SIGNALS, "Show all that wait", "0"))] if others else []
    left = [small("Others that came close to it may still wait.")] if others else []
    return message(text, say(f"{text} {_where(signal, place)}."), *mine, *left, *more, small(_id(signal)))


def _fate(signal: Signal, user: str) -> str:
    if signal.incident:
        return f"✓ opened as incident *{escape(signal.incident)}*. Next: go on in its private channel."
    if signal.dismissed:
        return f"✓ {person(signal.dismissed.by)} found that it is no breach."
    if signal.proposed:
        return "you found that it is no breach; a second person decides."
    if signal.claimed_by == user:
        return "✓ you are looking at it. Next: open an incident, or say why it is none."
    return f"✓ {person(signal.claimed_by or '')} is looking at it. Nothing to do for you."


def _buttons(signal: Signal) -> list[Block]:
    shown = decisions(signal)
    return [actions(*shown)] if shown else []


def _where(signal: Signal, place: str) -> str:
    """Its card, and the alert itself."""
    source = signal.received.link if signal.received else None
    return f"{place}, {link(source, 'the alert at its source')}" if source else place


def _id(signal: Signal) -> str:
    return f"Signal {escape(signal.id)}."
