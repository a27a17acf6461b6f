"""What a notice says about the company, and what it cannot say while a setting is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from breachbot.settings import Settings, load, variable

if TYPE_CHECKING:
    from breachbot.playbook.authority import Authority

CONTACTS = ("dpo_email", "dpo_phone", "security_contact")
"""One of them is enough for somebody to ask: Art. 33(3)(b) GDPR wants the contact point, not each way to reach it."""

OF_ANOTHER_LAW = (
    "it takes notifications under another law, while the notices and the clock here are those of the GDPR; what is "
    "filed there meets no duty of the GDPR where anything leads to the EEA"
)
"""What is said of an authority of the settings that is none under the GDPR."""


def lacking(settings: Settings) -> list[str]:
    """What every notice needs and nobody has set: the controller, a way to ask, the authority. By its variables."""
    found = [
        name
        for name in ("company_name", "authority_name")
        if getattr(settings, name) is None and name not in from_directory(settings)
    ]
    missing = [variable(name) for name in found]
    if not any(getattr(settings, name) for name in CONTACTS):
        missing.insert(len(missing) and 1, " or ".join(map(variable, CONTACTS[:2])))
    return missing


def from_directory(settings: Settings) -> list[str]:
    """The settings for which the directory of authorities stands in. None for an id that it does not know: the doctor
    and `check` say so in a line of their own."""
    named = _named(settings)
    if named is None:
        return []
    return ["authority_name", *(["authority_form_url"] if named.filing.form else [])]


def _named(settings: Settings) -> Authority | None:
    from breachbot.policy import authorities_of

    return authorities_of(settings).get(settings.authority) if settings.authority else None


def notes(settings: Settings) -> Iterator[str]:
    """A sentence for each particular that is missing."""
    for name in ("company_name", "company_address", "dpo_name", "dpo_email", "dpo_phone", "authority_name"):
        if getattr(settings, name) is None and name not in from_directory(settings):
            yield f"{variable(name)} is not set: notices read “not known yet” there."
    if settings.authority_form_url is None and "authority_form_url" not in from_directory(settings):
        yield f"{variable('authority_form_url')} is not set: nobody is told where the notice is filed."
    named = _named(settings)
    if named and named.law != "gdpr":
        yield f"{variable('authority')}: {named.id}: {OF_ANOTHER_LAW}."


def not_as_the_server() -> Iterator[str]:
    """A sentence where settings of the company are missing here: drafts that were made with them would read otherwise,
    so what comes next may be another step than the server's."""
    if missing := lacking(load()):
        yield f"Not set here: {', '.join(missing)}. What comes next may differ from what the server says."
