"""One notice, rendered: the same facts and templates give the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from breachbot.notices.fields import Audience, Fields, State


@dataclass(frozen=True)
class Templates:
    """Template texts by path below the templates folder, such as `page/en/page.html.j2`."""

    sources: Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """The documents of one notice. The names are those of the event that records it.

    `sha256` is over the UTF-8 bytes of the primary document, `fields_sha256` over the facts rendered in it,
    `template_sha256` over the templates of the audience. `problems` are lines that begin with `refuse` or `warn`.
    """

    audience: Audience
    version: int
    state: State
    documents: Mapping[str, str]
    primary: str
    sha256: str
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
    raise NotImplementedError(fields, templates, locale, names, own_hosts)
