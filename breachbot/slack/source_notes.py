"""What is told of a source: it is silent, it is back, it is about to leave, or some of its alerts were refused or had
to be fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from breachbot.intake.source import Manners, Source
from breachbot.slack.kit.blocks import Payload, message, say
from breachbot.slack.kit.words import escape, many, span, when

AGAIN = {
    "never": "It does not send them again.",
    "once": "It tries each once more and then gives up.",
    "for_a_while": "It sends them again for a while.",
    None: "Whether it sends them again is not known.",
}


def source_note(args: Mapping[str, str], source: Source | None) -> Payload:
    """The message for the arguments of a `source_note`; `source` is None if it is there no more."""
    title = escape(source.title if source else args["source"])
    text = _TEXTS[args["about"]](args, title, source.manners if source else Manners())
    return message(text, say(text))


def _silent(args: Mapping[str, str], title: str, manners: Manners) -> str:
    since, every = when(_instant(args["since"])), span(timedelta(seconds=int(args["every"])))
    last = f"Nothing has come from it since {since}"
    if not args["heard"]:
        last = f"Nothing has ever come from it, and something has been expected since {since}"
    still = " still" if int(args["told"]) > 1 else ""
    return (
        f"*{title} is{still} silent.* {last}. It should send something at least every {every}, so alerts may be "
        f"missing here. Next: see in {title} whether the hook is on and its deliveries succeed, send a test alert, and "
        "look there at the alerts since then."
    )


def _back(args: Mapping[str, str], title: str, manners: Manners) -> str:
    heard, since = when(_instant(args["heard"])), when(_instant(args["since"]))
    return (
        f"*{title} is back.* Something came {heard}, after nothing since {since}. Next: see in {title} whether there "
        "are alerts between the two; they would be missing here."
    )


def _refused(args: Mapping[str, str], title: str, manners: Manners) -> str:
    start, end = when(_instant(args["from"])), when(_instant(args["to"]))
    count = many(int(args["count"]), "request", "requests")
    return (
        f"*{count} of {title} could not be taken in* between {start} and {end}: breachbot had no room for them or "
        f"could not write. {AGAIN[manners.again]} Next: look in {title} at the alerts of that time; some may be "
        "missing here."
    )


def _leaving(args: Mapping[str, str], title: str, manners: Manners) -> str:
    most, within = manners.leaves or (0, timedelta())
    failed = many(int(args["count"]), "delivery", "deliveries")
    limit = f" in {within // timedelta(hours=1)} h; after {most:,} it sends nothing more" if most else ""
    return (
        f"*{title} may soon switch this hook off.* {failed} failed or were answered too late{limit}. Next: ask whoever "
        f"runs breachbot to look at `breachbot doctor`, and see in {title} that the hook is still on."
    )


def _fetched(args: Mapping[str, str], title: str, manners: Manners) -> str:
    count = many(int(args["count"]), "alert", "alerts")
    return (
        f"*{count} of {title} had not arrived*, and breachbot has fetched what {title} lists. Next: see in {title} "
        "whether the deliveries of the hook succeed, and whether its rules send all that you want here."
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


_TEXTS: Mapping[str, Callable[[Mapping[str, str], str, Manners], str]] = {
    "silent": _silent,
    "back": _back,
    "refused": _refused,
    "leaving": _leaving,
    "fetched": _fetched,
}
