"""How a duty was met: who was told, by which way, or why nobody had to be."""

from __future__ import annotations

from typing import Literal

from breachbot.incident.kinds.happened import MAIN, Happened, Utc
from breachbot.notices.fields import Phase


class AuthoritiesConfirmed(Happened):
    """The DPO or a deputy (`by`) said with which authorities the notice is filed. A later word replaces an earlier one.

    `authorities`: their ids in the directory, with their `names` as they were then. `proposed`: the ids that breachbot
    proposed, and `unknown` what it said was not known. `earlier`: which of them has what was filed before anybody said
    with whom. `moved_from`: which had it by the word before, where that was another.
    """

    kind: Literal["authorities_confirmed"] = "authorities_confirmed"
    authorities: tuple[str, ...]
    names: tuple[str, ...]
    proposed: tuple[str, ...]
    unknown: tuple[str, ...]
    reason: str
    earlier: str | None = None
    moved_from: str | None = None


class AuthorityFiled(Happened):
    """A person filed the notice at the authority and recorded it here. `phase` follows Art. 33(4).

    `authority`: the id of the one that was given it; None while nobody has said with which ones the notice is filed.
    """

    kind: Literal["authority_filed"] = "authority_filed"
    phase: Phase
    version: int
    sha256: str
    known_as_of: Utc
    filed_at: Utc
    channel: str
    reference: str
    delay_reasons: str | None
    authority: str | None = None


class PeopleTold(Happened):
    """A direct communication to the people affected (Art. 34(1)) was made.

    version: of the approved mail that went out; 0 for other words; None where nobody was asked, as at first.
    """

    kind: Literal["people_told"] = "people_told"
    told_at: Utc
    channel: str
    number: int
    version: int | None = None


class CommunicationWaived(Happened):
    """A reasoned decision that Art. 34(3)(a), (b) or (c) applies."""

    kind: Literal["communication_waived"] = "communication_waived"
    ground: Literal["a", "b", "c"]
    reason: str


class ControllerMessageDrafted(Happened):
    """A message to one controller (Art. 33(2)), rendered from the facts of its set. Nobody assesses a risk in it."""

    kind: Literal["controller_message_drafted"] = "controller_message_drafted"
    affected_set: str
    controller: str
    text: str
    sha256: str
    fields_sha256: str
    still_unknown: tuple[str, ...]
    template_sha256: str


class ControllerTold(Happened):
    """As a processor, the company told the controller (Art. 33(2)). `sha256` is that of the newest draft, if any."""

    kind: Literal["controller_told"] = "controller_told"
    told_at: Utc
    controller: str
    channel: str
    affected_set: str = MAIN
    sha256: str | None = None


class DutyRecorded(Happened):
    """A person did elsewhere what an obligation asks, and recorded it here. `delay_reasons`: why so late, if it was."""

    kind: Literal["duty_recorded"] = "duty_recorded"
    obligation: str
    done_at: Utc
    channel: str
    reference: str
    delay_reasons: str | None = None
