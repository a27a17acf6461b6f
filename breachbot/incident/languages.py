"""The same notice in other languages: what the company chose is worded by each language, and a text of a person is what
the DPO gave for it there, or stands as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from breachbot.assessment.facts import Settled
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.notices.fields import Fields, PageFields, digest
from breachbot.notices.values import Foreign, readable

WRITTEN = (
    "what_happened",
    "consequences",
    "measures_taken",
    "measures_planned",
    "advice",
    "people_told_how",
    "change",
)
"""The fields of the page and the mail that hold a text of a person, unless nobody has written one."""


def languages_of(audience: e.Audience, policy: Policy) -> tuple[str, ...]:
    """The languages beside the authoritative one; a notice to the authority has none."""
    return () if audience == "authority" else tuple(policy.others)


def address(incident: Incident, language: str, policy: Policy) -> str:
    """That of the page in another language."""
    return f"{policy.firm.page_url(incident.id)}index.{language}.html"


def addresses(incident: Incident, audience: e.Audience, policy: Policy) -> dict[str, str]:
    """The address of the page in each language, the authoritative one first; empty where there is one alone."""
    names = languages_of(audience, policy)
    first = {policy.templates.locale: policy.firm.page_url(incident.id)} if names else {}
    return first | {name: address(incident, name, policy) for name in names}


def fields_in(
    language: str, edition: Edition, incident: Incident, facts: Mapping[str, Settled], policy: Policy
) -> Fields:
    """What `fields_of` gives, in another language."""
    written = fields_of(edition, incident, facts, policy)
    there = fields_of(edition, incident, facts, replace(policy, templates=policy.others[language]))
    given = translations(incident, language)

    def worded(text: str) -> str:
        return given.get(text) or Foreign(text, policy.templates.locale)

    update: dict[str, object] = {name: worded(text) for name, text in _written(written, there)}
    if isinstance(there, PageFields) and isinstance(written, PageFields):
        pairs = zip(there.log, written.log, strict=True)
        update["log"] = tuple(
            one.model_copy(update={"sentence": worded(one.sentence)}) if one == same else one
            for one, same in pairs
        )
    return there.model_copy(update=update | {"page_url": address(incident, language, policy)})


def translations(incident: Incident, language: str) -> dict[str, str]:
    """The texts that were given in a language, by what they stand for; the newest word counts."""
    newest = {one.original: one.text for one in incident.translations if one.language == language}
    return {original: given for original, text in newest.items() if (given := legible(text))}


def legible(text: str | None) -> str | None:
    """A text with hidden and turning marks made visible, as a notice shows it; None without a letter or a figure."""
    shown = readable(text or "")
    return shown if any(map(str.isalnum, shown)) else None


def translators(incident: Incident, draft: e.NoticeDrafted) -> frozenset[str]:
    """Who gave the texts that a draft shows in its other languages."""
    newest = {(one.language, one.passage): one for one in incident.translations}
    return frozenset(one.by for one in newest.values() if legible(one.text) and _shown_in(draft, one))


def _shown_in(draft: e.NoticeDrafted, given: e.PassageTranslated) -> bool:
    """Whether the field of a passage stands in the draft in that language, and not as it was written."""
    there = draft.languages.get(given.language)
    if there is None:
        return False
    if given.passage.startswith("update_"):
        return draft.audience == "page"
    if given.passage in ("change", "mail_change"):
        return given.original == readable(draft.change or "")
    return given.passage not in there.left


def passages(incident: Incident, policy: Policy) -> dict[str, str]:
    """The texts of people in the page and the mail as they would read now, by name: that of a field, `mail_change`, or
    `update_N` for the line of an earlier version in the list of updates."""
    found: dict[str, str] = {}
    if not policy.others or incident.last_at is None:
        return found
    there = replace(policy, templates=next(iter(policy.others.values())))
    for audience in ("page", "mail"):
        draft = incident.draft(audience)
        edition = Edition(audience, (draft.version if draft else 0) + 1, incident.last_at)
        edition = replace(edition, change=draft.change) if draft else edition
        facts = settled_facts(incident)
        written, other = (fields_of(edition, incident, facts, one) for one in (policy, there))
        for name, text in _written(written, other):
            found.setdefault("mail_change" if (audience, name) == ("mail", "change") else name, text)
        if isinstance(written, PageFields) and isinstance(other, PageFields):
            lines = zip(written.log, other.log, strict=True)
            found |= {f"update_{one.version}": one.sentence for one, same in lines if one == same}
    return found


def left(fields: Fields) -> Iterator[str]:
    """The names of the fields that stand as they were written."""
    for name in type(fields).model_fields:
        value = getattr(fields, name)
        entries = value if isinstance(value, tuple) else ()
        if isinstance(value, Foreign) or any(
            isinstance(getattr(one, "sentence", None), Foreign) for one in entries
        ):
            yield name


def said_otherwise(
    incident: Incident, draft: e.NoticeDrafted, policy: Policy, facts: Mapping[str, Settled]
) -> tuple[str, ...]:
    """The languages in which this draft would read otherwise now, although nothing that it states has changed."""
    edition = Edition(draft.audience, draft.version, draft.as_of, draft.state, draft.change, draft.form)
    return tuple(
        name
        for name, there in draft.languages.items()
        if name in policy.others
        and digest(fields_in(name, edition, incident, facts, policy), draft.form) != there.fields_sha256
    )


def _written(one: Fields, other: Fields) -> Iterator[tuple[str, str]]:
    """The texts that read the same in two languages: people wrote them. What follows from a choice does not."""
    for name in WRITTEN:
        text = getattr(one, name, None)
        if isinstance(text, str) and text == getattr(other, name):
            yield name, text
