"""A notice rendered in the languages beside the authoritative one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.languages import WRITTEN, addresses, fields_in, languages_of, left, translations
from breachbot.incident.particulars import Edition
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.notices.draft import Draft, Original, named
from breachbot.notices.draft import draft as render
from breachbot.notices.fields import Fields, PageFields
from breachbot.notices.figures import figures
from breachbot.notices.words import language_name

OTHER_FIGURES = (
    "A text has other figures or dates than the one that it translates. Compare them before you approve it."
)


@dataclass(frozen=True)
class Translated:
    """One of them, what the event that records it says of it, and whether figures in it differ from the original."""

    made: Draft
    recorded: e.InLanguage
    other_figures: bool


def in_other_languages(edition: Edition, incident: Incident, policy: Policy) -> dict[str, Translated]:
    """Each by its language; none of a notice to the authority. Raises BadFile as `draft` does."""
    names = languages_of(edition.audience, policy)
    return {name: _in_language(name, edition, incident, policy) for name in names}


def _in_language(name: str, edition: Edition, incident: Incident, policy: Policy) -> Translated:
    fields = fields_in(name, edition, incident, settled_facts(incident), policy)
    made = render(
        fields,
        policy.others[name],
        own_hosts=(policy.firm.host,),
        original=Original(policy.templates.locale, policy.firm.page_url(incident.id)),
        alternates=addresses(incident, edition.audience, policy),
    )
    recorded = e.InLanguage(
        primary=named(made.primary, name),
        sha256=made.sha256,
        fields_sha256=made.fields_sha256,
        left=tuple(left(fields)),
    )
    return Translated(made, recorded, _other_figures(name, fields, incident, policy))


def _other_figures(name: str, fields: Fields, incident: Incident, policy: Policy) -> bool:
    """Whether a text that is shown in another language has other figures or dates than what it stands for."""
    log = fields.log if isinstance(fields, PageFields) else ()
    shown = {getattr(fields, field, None) for field in WRITTEN} | {one.sentence for one in log}
    ours, theirs = policy.templates.words.cldr, policy.others[name].words.cldr
    given = translations(incident, name).items()
    return any(text in shown and figures(text, theirs) != figures(one, ours) for one, text in given)


def problems_elsewhere(made: Draft, others: Mapping[str, Translated]) -> Iterator[str]:
    """Problems that only the text in another language has: what the authoritative one has is said once."""
    found = {one.partition(":")[0] for one in made.problems}
    for name, there in others.items():
        for problem in there.made.problems:
            code, _, what = problem.partition(": ")
            if code not in found:
                yield f"{code}: {language_name(name)}: {what}"
        if there.other_figures:
            yield f"warn figures: {language_name(name)}: {OTHER_FIGURES}"
