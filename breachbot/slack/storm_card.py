"""The one message of signals that came close together, and the list of all that wait: an allow-list, as on a card."""

from __future__ import annotations

from breachbot.incident.signal import Signal
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    beside,
    button,
    fields,
    header,
    message,
    say,
    sheet,
    small,
)
from breachbot.slack.kit.words import escape, listed, person, when
from breachbot.slack.modals import View
from breachbot.slack.signal_cards import kinds_of, named
from breachbot.usecases.storms import Gathered, Waiting

MOST_KINDS, MOST_SOURCES = 4, 6


def storm_card(burst: Gathered) -> Payload:
    """The burst as of now: how much of what, the gravest that wait, and what to do next."""
    title = "Many reports in a short time" if burst.reports else "Many possible breaches in a short time"
    standing = _standing(burst)
    return message(
        f"{title}: {standing}",
        header(title),
        fields(*_values(burst)),
        say(standing),
        *([say("*The gravest of those that wait:*")] if burst.gravest else []),
        *[_line(one, Act.CLAIM) for one in burst.gravest],
        *([actions(button(Act.SIGNALS, "Show all that wait", "0"))] if burst.gravest else []),
        small(_how_it_goes_on(burst)),
    )


def waiting_list(found: Waiting) -> View:
    """All signals that nobody has claimed, page by page."""
    if not found.size:
        return sheet("Signals waiting", say("No signal is waiting for somebody to look at it."))
    turn = [
        *([button(Act.SIGNALS_BACK, "Earlier", str(found.page - 1))] if found.page else []),
        *([button(Act.SIGNALS_ON, "Later", str(found.page + 1))] if found.page + 1 < found.pages else []),
    ]
    view = sheet(
        "Signals waiting",
        say(f"*{found.size:,} wait.* Next: claim one. Its card is in the triage channel then."),
        *[_line(one, Act.CLAIM_LISTED) for one in found.signals],
        *([small(f"Page {found.page + 1} of {found.pages}"), actions(*turn)] if turn else []),
    )
    return view | {"private_metadata": str(found.page)}


def _values(burst: Gathered) -> list[tuple[str, str]]:
    several = [f"{escape(title)} ({number:,})" for title, number in burst.sources.most_common(MOST_SOURCES)]
    others = len(burst.sources) - MOST_SOURCES
    more = [f"{others} other sources"] if others > 0 else []
    return [
        ("Reports", f"{burst.size:,}") if burst.reports else ("Distinct findings", f"{burst.size:,}"),
        ("From", "people" if burst.reports else listed([*several, *more])),
        ("Since", when(burst.began_at)),
        ("Last", when(burst.last_at)),
    ]


def _standing(burst: Gathered) -> str:
    phases = burst.phases
    counted = [
        (phases["claimed"], "claimed"),
        (phases["dismissed"], "judged to be no breach"),
        (phases["opened"], "opened as incidents"),
    ]
    done = listed([f"{number:,} {words}" for number, words in counted if number])
    if not phases["open"]:
        return f"Nobody has to claim any of them now: {done}."
    asked = max((one.asked[-1] for one in burst.gravest if one.asked), key=lambda one: one.at, default=None)
    told = f" {person(asked.to)} was asked {when(asked.at)}." if asked else ""
    waits = f"{phases['open']:,} wait" if done else "Nobody has claimed one so far"
    return f"{waits}{f', {done}' if done else ''}.{told} Next: claim the gravest, then look through all that wait."


def _how_it_goes_on(burst: Gathered) -> str:
    kept = "Each of them is kept and counted, and gets its card here once somebody has claimed or judged it."
    if burst.over:
        return f"It is over: nothing is added here any more. {kept}"
    return f"What comes now is added here. {kept}"


def _line(signal: Signal, act: Act) -> Block:
    return beside(f"{named(signal)}\n{_why(signal)}", button(act, "Claim", signal.id), f"signal:{signal.id}")


def _why(signal: Signal) -> str:
    """Its verdict and the kinds of data that were recognised."""
    kinds = kinds_of(signal.findings)
    more = [f"{len(kinds) - MOST_KINDS} more kinds"] if len(kinds) > MOST_KINDS else []
    data = f"recognised: {listed([*kinds[:MOST_KINDS], *more])}" if kinds else "no personal data recognised"
    second = " A second person decides." if signal.proposed else ""
    return f"{'*Likely a breach*' if signal.verdict == 'likely' else 'Possible breach'}; {data}.{second}"
