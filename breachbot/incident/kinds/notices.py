"""The notices: drafted, opened, approved or turned down, and published."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from breachbot.incident.kinds.happened import STATIC, Happened, Utc
from breachbot.notices.fields import Audience as Audience
from breachbot.notices.fields import State
from breachbot.playbook.words import Outcome


class InLanguage(BaseModel):
    """The same notice in another language: which document is approved, and its SHA-256.

    `fields_sha256` is over what it says; `left` names the passages that stand in it as they were written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    primary: str
    sha256: str
    fields_sha256: str
    left: tuple[str, ...] = ()


class PassageTranslated(Happened):
    """The DPO or a deputy gave a text of a person in another language; `original` is what that person wrote.

    Without a `text` it stands as it was written again.
    """

    kind: Literal["passage_translated"] = "passage_translated"
    language: str
    passage: str
    original: str
    text: str | None


class NoticeDrafted(Happened):
    """A rendered notice. `documents` maps a file name to its exact text; `sha256` is that of `primary`.

    `files` maps every file name to its SHA-256; early drafts did not say it.

    `fields_sha256` is over every fact rendered in it and `outcome` is that of its obligation at the time: a later
    change of either voids an approval. `change` says what a correction or a withdrawal changes. `form` is the number of
    what notices of that day said (notices/forms.py). `language` is that of `primary`, which is authoritative;
    `languages` holds the same notice in others. `points` counts what the notice has to say, known or not; early drafts
    did not say it.
    """

    kind: Literal["notice_drafted"] = "notice_drafted"
    audience: Audience
    version: int
    state: State
    change: str | None
    outcome: Outcome
    documents: dict[str, str]
    primary: str
    sha256: str
    files: dict[str, str] = Field({})
    fields_sha256: str
    points: int | None = None
    still_unknown: tuple[str, ...]
    problems: tuple[str, ...]
    late_without_reasons: bool
    template_sha256: str
    as_of: Utc
    form: int = 1
    language: str | None = None
    languages: dict[str, InLanguage] = Field({})


class NoticeOpened(Happened):
    """Somebody who decides on notices (`by`) opened the text of this version, in one of its languages (None: the
    authoritative one). Nobody can say that they read it."""

    kind: Literal["notice_opened"] = "notice_opened"
    audience: Audience
    version: int
    sha256: str
    language: str | None = None


Own = Literal["draft", "facts", "translation"]
"""Which part of an approved notice was the approver's own: its draft, each fact, or a text in another language."""


class NoticeApproved(Happened):
    """The DPO or deputy (`by`) approved these exact bytes, as advice or as the controller's decision.

    `files` holds the SHA-256 of every file of the notice by its name; early approvals named the primary one alone.
    `languages` holds that of the primary document in each other language.
    `targets` names where a page is to go out; early approvals meant the folder of plain files.
    `own`: what of it was the approver's own, so that no second pair of eyes saw it; early approvals did not say.
    """

    kind: Literal["notice_approved"] = "notice_approved"
    audience: Audience
    version: int
    sha256: str
    files: dict[str, str] = Field({})
    languages: dict[str, str] = Field({})
    targets: tuple[str, ...] = (STATIC,)
    capacity: Literal["dpo_advice", "controller_decision"]
    break_glass: str | None
    own: tuple[Own, ...] = ()
    head: str


class NoticeRejected(Happened):
    """The draft was turned down; the reason says what to change."""

    kind: Literal["notice_rejected"] = "notice_rejected"
    audience: Audience
    version: int
    sha256: str
    reason: str


class ApprovalVoided(Happened):
    """Something that the approved notice says is no longer so."""

    kind: Literal["approval_voided"] = "approval_voided"
    audience: Audience
    version: int
    reason: str


class PagePublished(Happened):
    """The approved bytes were written at a target and read back; `path` is where they lie, as the target names it.

    `files` holds the SHA-256 of what else the public sees changed by it (the index, the feed, …), by its path; early
    publications did not say it.
    """

    kind: Literal["page_published"] = "page_published"
    target: str = STATIC
    version: int
    sha256: str
    state: State
    path: str
    url: str
    files: dict[str, str] = Field({})


class PageNotPublished(Happened):
    """An approved page could not be written at a target, for the `reason` that the target gave.

    `given_up`: it is not tried again by itself; otherwise it is, and is on record since it has failed for a while.
    """

    kind: Literal["page_not_published"] = "page_not_published"
    target: str
    version: int
    reason: str
    given_up: bool
