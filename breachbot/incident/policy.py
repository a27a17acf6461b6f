"""What this company goes by: itself, its playbooks and its templates. The same for every incident of a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from breachbot.incident.events import STATIC
from breachbot.notices.render import Templates
from breachbot.notices.responsible import Establishments
from breachbot.playbook.authority import Directory
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.triage import TriageRules


class Firm(BaseModel):
    """The controller, its contact for data protection and its authority. None reads 'not known yet' in a notice, but a
    contact without a role is called as the language has it.

    establishments: where it sits. targets: where its security page goes out, by name. authority: the id of its
    authority in the directory. authority_form_url: where a person files the notice; authority_form_doubt: why that
    address is not sure, if so.
    files: whether notices may be put into the chat as files. own_url: where breachbot itself is reached.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    name: str
    address: str | None = None
    contact_role: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    establishments: Establishments = Establishments()
    authority: str | None = None
    authority_name: str | None = None
    authority_form_url: str | None = None
    authority_form_doubt: str | None = None
    public_url: str = "http://127.0.0.1/"
    own_url: str | None = None
    targets: tuple[str, ...] = (STATIC,)
    files: bool = True

    @property
    def host(self) -> str:
        """The public host name, which may appear in a notice."""
        return urlsplit(self.public_url).hostname or ""

    def page_url(self, incident: str) -> str:
        """The address of the incident's public notice."""
        return f"{self.public_url.rstrip('/')}/{incident}/"


@dataclass(frozen=True)
class Policy:
    """The firm, the regimes that it goes by, the templates of the notices, what signals weigh, and the authorities.

    others: the templates of the other languages of the page and the mail, by language.
    reached_by: who can be reached by which channel beside Slack: user ids, `director` and `operators`. tracker: whether
    tickets go to one.
    """

    firm: Firm
    regimes: Regimes
    templates: Templates
    triage: TriageRules
    reached_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    authorities: Directory = field(default_factory=lambda: Directory({}))
    others: Mapping[str, Templates] = field(default_factory=dict)
    tracker: bool = False
