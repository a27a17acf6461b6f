"""What was done in somebody's name, who has which role, and what the team goes by."""

from __future__ import annotations

from typing import Literal

from breachbot.incident.kinds.happened import Happened


class TakenForSomebody(Happened):
    """An operator (`by`) did something on the command line on the word of a person, such as while Slack was away.

    person: whose word it was; the events themselves name them. act: the name of the act, or `open_notice`. events: the
    numbers of what followed, in this stream from 1. operator: who typed it, as they say. because: why the person did
    not do it themselves.
    """

    kind: Literal["taken_for_somebody"] = "taken_for_somebody"
    person: str
    act: str
    events: tuple[int, ...]
    operator: str
    because: str


class Countersigned(Happened):
    """The person for whom an operator did something says whether it was their word. number: which time, from 1."""

    kind: Literal["countersigned"] = "countersigned"
    number: int
    theirs: bool
    remark: str | None = None


class RolesChanged(Happened):
    """Who may do what from now on (Slack user ids). `team_id` is the workspace they belong to."""

    kind: Literal["roles_changed"] = "roles_changed"
    responders: tuple[str, ...]
    dpo: str | None
    deputies: tuple[str, ...]


class CalendarOpened(Happened):
    """A person has a calendar of deadlines, in place of any before. digest: the keyed digest of its address."""

    kind: Literal["calendar_opened"] = "calendar_opened"
    digest: str


class CalendarClosed(Happened):
    """A person's calendar was ended: its address shows nothing any more."""

    kind: Literal["calendar_closed"] = "calendar_closed"


class PlaybookAdopted(Happened):
    """A playbook came into use. Its text is kept, so that an old assessment can be made again as it was."""

    kind: Literal["playbook_adopted"] = "playbook_adopted"
    playbook: str
    version: str
    sha256: str
    text: str
