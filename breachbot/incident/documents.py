"""The documents that wait for one person's decision, which of them they have opened, and since which version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import opened_by, opened_in
from breachbot.incident.guidance import steps
from breachbot.incident.state import Incident
from breachbot.notices.draft import language_of
from breachbot.visible import quoted


@dataclass(frozen=True)
class Waiting:
    """One draft. opened: whether this person has opened it. before: the newest earlier version that they opened."""

    draft: e.NoticeDrafted
    opened: bool
    before: e.NoticeDrafted | None


def file_shown(draft: e.NoticeDrafted, language: str | None = None) -> str:
    """The name of the file that people are shown in one language (None: the authoritative one): the one in Markdown, or
    the one that goes out if there is none."""
    there = draft.languages[language].primary if language else draft.primary
    names = (name for name in sorted(draft.documents) if language_of(name) == language)
    return next((name for name in names if name.endswith(".md")), there)


def waiting(incident: Incident, context: Context) -> tuple[Waiting, ...]:
    """The drafts that wait for the decision of the person in the context, in the order in which they press."""
    found = [one for one in steps(incident, context) if one.draft and context.by in one.holders]
    return tuple(
        Waiting(
            one.draft, opened_by(incident, one.draft, context.by), before(incident, one.draft, context.by)
        )
        for one in found
        if one.draft
    )


def before(incident: Incident, draft: e.NoticeDrafted, user: str) -> e.NoticeDrafted | None:
    """The newest version before this one that a person opened."""
    earlier = [
        one
        for one in incident.drafts
        if one.audience == draft.audience and one.version < draft.version and opened_by(incident, one, user)
    ]
    return earlier[-1] if earlier else None


def opening(
    incident: Incident, draft: e.NoticeDrafted, context: Context, language: str | None = None
) -> Sequence[e.IncidentEvent]:
    """That somebody who decides on notices opened this version, once; what others read is nobody's business.

    language: in which (None: the authoritative one). Raises Refused for one in which this version is not.
    """
    if language is not None and language not in draft.languages:
        there = " and ".join(draft.languages)
        but = f", but into {there}" if there else ""
        why = f"Draft {draft.version} is not translated into {quoted(language)}{but}."
        raise Refused(f"{why} Name no language to read the authoritative text.")
    if incident.ended or context.by not in context.team.approvers:
        return []
    if opened_in(incident, draft, context.by, language):
        return []
    sha256 = draft.languages[language].sha256 if language else draft.sha256
    about = {"audience": draft.audience, "version": draft.version, "sha256": sha256, "language": language}
    return [e.NoticeOpened(at=context.now, by=context.by, **about)]
