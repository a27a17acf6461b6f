"""The advice that follows from the kinds of data: proposed to people, and shown until they write other advice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.assessment.facts import FACTS, Settled
from breachbot.notices.words import Wording

_REVEALED = {"private_use": ("intimate",), "patient": ("health",), "belief": ("special",)}
"""Which kind of data it is like that somebody is found among those affected."""


def proposed_advice(known: Mapping[str, Any], words: Wording) -> str | None:
    """A list in the words of the language, for the gravest kinds first; None where nothing is known to advise on.

    known: the values that are confirmed. What nobody got at can be misused by nobody.
    """
    kinds = () if known.get("confidentiality") == "no" else _kinds(known)
    gravest_first = list(FACTS["data_categories"].options)[::-1]
    sentences = [words.advice.kinds[kind] for kind in gravest_first if kind in kinds]
    sentences += [words.advice.changed] if known.get("integrity") == "yes" else []
    sentences += [words.advice.lost] if known.get("availability") == "yes" else []
    return "\n".join(f"- {one}" for one in dict.fromkeys(sentences)) or None


def _kinds(known: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of data, and that which merely being among those affected reveals."""
    revealed = _REVEALED.get(known.get("reveals", ""), ())
    return (*known.get("data_categories", ()), *revealed)


def advice_of(facts: Mapping[str, Settled], words: Wording) -> str | None:
    """The same from what was stated."""
    return proposed_advice({name: one.value for name, one in facts.items() if one.firm}, words)
