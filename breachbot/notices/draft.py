"""One notice, rendered: the same facts and templates give the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from breachbot.notices.fields import (
    Audience,
    AuthorityFields,
    Fields,
    MailFields,
    PageFields,
    State,
    digest,
    late,
    late_without_reasons,
    points,
    still_unknown,
)
from breachbot.notices.lint import Problem, lint
from breachbot.notices.mail import compose
from breachbot.notices.reading import Document
from breachbot.notices.render import Templates, mail_page, render, web_page

PRIMARY: Mapping[Audience, str] = {"authority": "notice.md", "page": "page.html", "mail": "mail.eml"}
"""The document whose bytes are approved."""

_TEMPLATES: Mapping[Audience, str] = {"authority": "notice.md", "page": "page.md", "mail": "mail.md"}
"""The one template of each notice, from which its other document is derived."""

INCOMPLETE = "incomplete"
"""The code of the problem that a message to people lacks what it must say."""

_OWED_TO_PEOPLE = {
    "mail": ("what_happened", "consequences", "measures_taken", "contact_email"),
    "page": ("what_happened",),
}
"""Art. 34(2) with 33(3)(b), (c) and (d): what happened, what may follow, what was done, and whom to ask. A page is
completed in the open, so its first version may leave open all but what happened."""

_EARLIER = re.compile(r"(?<!\\)\]\((v[1-9][0-9]*)\.html\)")
"""A link of the page to an earlier version. No fact can look like one: its brackets are escaped."""

_TEXT_FOR_PEOPLE = {"mail": "A message to the people affected", "page": "The security page"}


@dataclass(frozen=True)
class Draft:
    """The documents of one notice. The names are those of the event that records it.

    `sha256` is over the UTF-8 bytes of the primary document and `files` holds that of each document by its name;
    `fields_sha256` is over the facts rendered in it, `template_sha256` over the templates of the audience. Each
    of `problems` begins with "refuse" or "warn". `points` counts what the notice has to say, known or not.
    """

    audience: Audience
    version: int
    state: State
    documents: Mapping[str, str]
    primary: str
    sha256: str
    files: Mapping[str, str]
    fields_sha256: str
    points: int
    still_unknown: tuple[str, ...]
    problems: tuple[str, ...]
    late_without_reasons: bool
    template_sha256: str
    as_of: datetime


@dataclass(frozen=True)
class Original:
    """The text of which a notice in another language is a translation: its language and the address of the page."""

    language: str
    address: str


def draft(
    fields: Fields,
    templates: Templates,
    *,
    names: Collection[str] = (),
    own_hosts: Collection[str] = (),
    original: Original | None = None,
    alternates: Mapping[str, str] | None = None,
) -> Draft:
    """Render the notice of `fields.audience`.

    original: of a translation. alternates: the address of the page in each of its languages, where there are several.
    names: names of people affected, as far as the caller knows them, that must not appear.
    own_hosts: public host names of the company, whose addresses may appear.
    Raises BadFile if a template is missing, cannot be read, or asks for a field that does not exist.
    """
    document = said(fields, templates, original)
    primary = PRIMARY[fields.audience]
    both = {_TEMPLATES[fields.audience]: document.markdown} | _derived(
        fields, document, templates, alternates or {}
    )
    documents = {primary: both[primary]} | both
    files = hashes(documents)
    problems = (
        *_incomplete(fields, templates),
        *lint(document.words, fields, templates.style, names=names, own_hosts=own_hosts, judged=document.own),
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
        points=points(fields),
        still_unknown=_unknown(fields, templates),
        problems=tuple(str(problem) for problem in problems),
        late_without_reasons=late_without_reasons(fields),
        template_sha256=templates.sha256(fields.audience),
        as_of=fields.as_of,
    )


def named(name: str, language: str) -> str:
    """The name of a document in another language: `page.de.html`."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{language}.{suffix}"


def language_of(name: str) -> str | None:
    """The language that the name of a document says; None for the authoritative one."""
    parts = name.split(".")
    return parts[1] if len(parts) > 2 else None


def said(fields: Fields, templates: Templates, original: Original | None = None) -> Document:
    """What the notice of `fields.audience` says, from which its documents are made. Raises BadFile as `draft` does."""
    path = f"{fields.audience}/{_TEMPLATES[fields.audience]}.j2"
    unknown = _unknown(fields, templates)
    return render(templates, path, f=fields, still_unknown=unknown, late=late(fields), original=original)


def _unknown(fields: Fields, templates: Templates) -> tuple[str, ...]:
    """The titles of what is still unknown."""
    titles = templates.words.titles[fields.audience]
    return tuple(titles[name] for name in still_unknown(fields))


def hashes(documents: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 (hex) over the UTF-8 bytes of each document, by its name."""
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(documents.items())}


def _derived(
    fields: Fields, document: Document, templates: Templates, alternates: Mapping[str, str]
) -> dict[str, str]:
    """The same words as a web page or as a mail, by the name of the file."""
    match fields:
        case AuthorityFields():
            page = web_page(
                templates, document, kind="filing", about=fields.reference, home=None, address=None
            )
            return {"notice.html": page}
        case PageFields():
            page = web_page(
                templates,
                document,
                kind=f"public {fields.state}",
                about=fields.company_name,
                home="../",
                address=fields.page_url,
                alternates=alternates,
            )
            # Where the Markdown is shown, the earlier versions are Markdown too.
            markdown = _EARLIER.sub(r"](\1.md)", document.markdown)
            return {"page.html": page, "page.md": markdown}
        case MailFields():
            return {
                "mail.eml": compose(
                    fields, templates.locale, document.title, document.text, mail_page(templates, document)
                )
            }


def _incomplete(fields: Fields, templates: Templates) -> list[Problem]:
    """What a text for people lacks. Nobody can approve a message that leaves open what Art. 34(2) asks for, since it
    comes once, and not in phases as a notice to the authority may (Art. 33(4)); nor a page that does not say what
    happened."""
    if isinstance(fields, AuthorityFields) or fields.state == "withdrawal":
        return []
    owed = _OWED_TO_PEOPLE[fields.audience]
    titles = templates.words.titles[fields.audience]
    missing = [titles[name] for name in still_unknown(fields) if name in owed]
    what = f"{_TEXT_FOR_PEOPLE[fields.audience]} has to say this, and it is not known yet."
    return [Problem("refuse", INCOMPLETE, what, "; ".join(missing))] if missing else []
