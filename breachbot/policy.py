"""What this company goes by, put together from the settings and its files; it loads neither Slack nor a server."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from breachbot.configured.places import bundled
from breachbot.incident.policy import Firm, Policy
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.triage import TriageRules
from breachbot.publish.templates import load_templates
from breachbot.reach import reached_by
from breachbot.settings import Settings
from breachbot.store.playbooks import TRIAGE, load_regimes, load_triage, pack_files


def build_policy(settings: Settings) -> Policy:
    """Playbooks, templates and company. Raises BadFile with the place of what is wrong."""
    regimes = regimes_of(settings)
    templates = load_templates(settings.templates_dir, settings.locale, ZoneInfo(settings.timezone))
    firm = Firm(
        name=settings.company_name or templates.words.unnamed_company,
        address=settings.company_address,
        contact_role=settings.contact_role,
        contact_name=settings.dpo_name,
        contact_email=settings.security_contact or settings.dpo_email,
        contact_phone=settings.dpo_phone,
        authority_name=settings.authority_name,
        authority_form_url=settings.authority_form_url,
        own_url=settings.url,
        targets=settings.publish_to,
        files=settings.slack_files,
        public_url=settings.public_url or f"http://{settings.host}:{settings.port}",
    )
    return Policy(firm, regimes, templates, triage_rules(settings), reached_by(settings))


def regimes_of(settings: Settings) -> Regimes:
    """The laws that the company goes by: its playbooks, and the packs that are switched on. Raises BadFile."""
    folder = settings.playbooks_dir
    return load_regimes(folder, pack_files(settings.regimes, folder, bundled("playbooks")))


def triage_rules(settings: Settings) -> TriageRules:
    """What signals weigh; the rules that come along where there are none of one's own. Raises BadFile."""
    own = settings.playbooks_dir / TRIAGE
    return load_triage(own if own.exists() else bundled("playbooks") / TRIAGE)
