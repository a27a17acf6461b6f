"""One notice, rendered: the same facts and templates give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from breachbot.notices.fields import (
    Audience,
    Fields,
    MailFields,
    State,
    digest,
    late,
    late_without_reasons,
    still_unknown,
)
from breachbot.notices.lint import Problem, lint
from breachbot.notices.mail import compose
from breachbot.notices.plain import difference, plain_text
from breachbot.notices.render import Templates, render

PRIMARY: Mapping[Audience, str] = {"authority": "notice.md", "page": "page.html", "mail": "mail.eml"}
"""The document whose bytes are approved."""

_OTHER: Mapping[Audience, str] = {"authority": "notice.html", "page": "page.md", "mail": "mail.md"}

DIFFERS = "differs"
"""The code of the problem that the documents of a notice do not say the same."""

INCOMPLETE = "incomplete"
"""The code of the problem that a message to people lacks what it must say."""

_OWED_TO_PEOPLE = {
    MailFields.model_fields[name].title
    for name in ("what_happened", "consequences", "measures_taken", "contact_email")
}
"""Art. 34(2) with 33(3)(b), (c) and (d): what happened, what may follow, what was done, and whom to ask."""


@dataclass(frozen=True)
class Draft:
    """The documents of one notice. The names are those of the event that records it.

    `sha256` is over the UTF-8 bytes of the primary document and `files` holds that of each document by its name;
    `fields_sha256` is over the facts rendered in it, `template_sha256` over the templates of the audience. Each
    of `problems` begins with "refuse" or "warn".
    """

    audience: Audience
    version: int
    state: State
    documents: Mapping[str, str]
    primary: str
    sha256: str
    files: Mapping[str, str]
    fields_sha256: str
    still_unknown: tuple[str, ...]
    problems: tuple[str, ...]
    late_without_reasons: bool
    template_sha256: str
    as_of: datetime


def draft(
    fields: Fields,
    templates: Templates,
    *,
    locale: str = "en",
    names: Collection[str] = (),
    own_hosts: Collection[str] = (),
) -> Draft:
    """Render the notice of `fields.audience`.

    names: names of people affected, as far as the caller knows them, that must not appear.
    own_hosts: public host names of the company, whose addresses may appear.
    Raises BadFile if a template is missing, cannot be read, or asks for a field that does not exist.
    """
    folder = f"{fields.audience}/{locale}"
    documents, words = _documents(fields, templates, locale)
    primary, files = PRIMARY[fields.audience], hashes(documents)
    problems = (
        *_differing(documents),
        *_incomplete(fields),
        *lint(words, fields, names=names, own_hosts=own_hosts),
    )
    return Draft(
        audience=fields.audience,
        version=fields.version,
        state=fields.state,
        documents=documents,
        primary=primary,
        sha256=files[primary],
        files=files,
        fields_sha256=digest(fields),
        still_unknown=still_unknown(fields),
        problems=tuple(str(problem) for problem in problems),
        late_without_reasons=late_without_reasons(fields),
        template_sha256=templates.sha256(folder),
        as_of=fields.as_of,
    )


def hashes(documents: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 (hex) over the UTF-8 bytes of each document, by its name."""
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(documents.items())}


def _differing(documents: Mapping[str, str]) -> list[Problem]:
    """One document is read and another goes out: unless they say the same, nobody can approve them."""
    where = difference(documents)
    what = "The files of this notice do not say the same. Mend their templates."
    return [Problem("refuse", DIFFERS, what, where)] if where else []


def _incomplete(fields: Fields) -> list[Problem]:
    """What a message to each person lacks. It comes once, and not in phases as a notice to the authority may
    (Art. 33(4)), so nobody can approve one that leaves open what Art. 34(2) asks for."""
    if not isinstance(fields, MailFields) or fields.state == "withdrawal":
        return []
    missing = [title for title in still_unknown(fields) if title in _OWED_TO_PEOPLE]
    what = "A message to the people affected has to say this (Art. 34(2)), and it is not known yet."
    return [Problem("refuse", INCOMPLETE, what, "; ".join(missing))] if missing else []


def _documents(fields: Fields, templates: Templates, locale: str) -> tuple[dict[str, str], str]:
    """The documents by name, and the words that a reader sees in them."""
    values = {"f": fields, "still_unknown": still_unknown(fields), "late": late(fields)}

    def rendered(name: str) -> str:
        return render(templates, f"{fields.audience}/{locale}/{name}.j2", **values)

    other = rendered(_OTHER[fields.audience])
    if isinstance(fields, MailFields):
        subject, body = rendered("subject.txt"), rendered("mail.txt")
        return {"mail.eml": compose(fields, locale, subject, body), "mail.md": other}, f"{subject}\n{body}"
    documents = {PRIMARY[fields.audience]: rendered(PRIMARY[fields.audience]), _OTHER[fields.audience]: other}
    page = next(text for name, text in documents.items() if name.endswith(".html"))
    return documents, plain_text(page)
