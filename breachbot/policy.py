"""What this company goes by, put together from the settings and its files; it loads neither Slack nor a server."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from breachbot.configured.places import bundled
from breachbot.incident.filing.sources import Desk
from breachbot.incident.policy import Firm, Policy
from breachbot.notices.responsible import Establishments
from breachbot.playbook.authority import Authority, Directory
from breachbot.playbook.forms import Superset
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.triage import TriageRules
from breachbot.publish.templates import load_templates
from breachbot.reach import reached_by, tracker
from breachbot.settings import Settings, variable
from breachbot.store.authorities import load_directory, the_authority
from breachbot.store.forms import ASKED_ONCE
from breachbot.store.playbooks import TRIAGE, load_regimes, load_triage, pack_files


def build_policy(settings: Settings) -> Policy:
    """Playbooks, templates and company. Raises BadFile with the place of what is wrong."""
    regimes = regimes_of(settings)
    zone = ZoneInfo(settings.timezone)
    templates = load_templates(settings.templates_dir, settings.locale, zone)
    others = {
        name: load_templates(settings.templates_dir, name, zone)
        for name in settings.languages
        if name != settings.locale
    }
    authorities = authorities_of(settings)
    firm = Firm(
        name=settings.company_name or templates.words.unnamed_company,
        address=settings.company_address,
        contact_role=settings.contact_role,
        contact_name=settings.dpo_name,
        contact_email=settings.security_contact or settings.dpo_email,
        contact_phone=settings.dpo_phone,
        establishments=Establishments(
            settings.established_in,
            settings.also_established_in,
            settings.represented_in,
            settings.controller_kind,
            settings.authority,
        ),
        **_competent(settings, authorities),
        own_url=settings.url,
        targets=settings.publish_to,
        files=settings.slack_files,
        public_url=settings.public_url or f"http://{settings.host}:{settings.port}",
    )
    triage, reached = triage_rules(settings), reached_by(settings)
    tickets = tracker(settings) is not None
    return Policy(firm, regimes, templates, triage, reached, authorities, others, tickets)


def desk_of(settings: Settings, policy: Policy, superset: Superset) -> Desk:
    """What every filing pack of this company is made with."""
    given = {name: getattr(settings, name) for name in sorted(ASKED_ONCE)}
    company = {name: str(value) for name, value in given.items() if value}
    company.setdefault("contact_role", policy.templates.words.contact_role)
    if settings.security_contact:
        company.setdefault("dpo_email", settings.security_contact)
    return Desk(superset, company, policy)


def regimes_of(settings: Settings) -> Regimes:
    """The laws that the company goes by: its playbooks, and the packs that are switched on. Raises BadFile."""
    folder = settings.playbooks_dir
    return load_regimes(folder, pack_files(settings.regimes, folder, bundled("playbooks")))


def triage_rules(settings: Settings) -> TriageRules:
    """What signals weigh; the rules that come along where there are none of one's own. Raises BadFile."""
    own = settings.playbooks_dir / TRIAGE
    return load_triage(own if own.exists() else bundled("playbooks") / TRIAGE)


def authorities_of(settings: Settings) -> Directory:
    """The directory of authorities: those that come along, and one's own in their place. Raises BadFile."""
    return load_directory(*dict.fromkeys((bundled("playbooks"), settings.playbooks_dir)))


def authority_of(settings: Settings, authorities: Directory) -> Authority | None:
    """The authority that the settings name by its id; None where they name none. Raises BadFile for an unknown id."""
    if settings.authority is None:
        return None
    return the_authority(authorities, settings.authority, variable("authority"))


def _competent(settings: Settings, authorities: Directory) -> dict[str, str | None]:
    """The fields of the firm about its authority: what is set, and the rest from the directory."""
    named = authority_of(settings, authorities)
    form = named.filing.form if named else None
    doubt = named.doubt if named and form else None
    return {
        "authority": settings.authority,
        "authority_name": settings.authority_name or (named.name if named else None),
        "authority_form_url": settings.authority_form_url or form,
        "authority_form_doubt": None if settings.authority_form_url else doubt,
    }
