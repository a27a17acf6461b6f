"""Three incidents that packs are made of, and a company that has answered what forms ask whatever has happened."""

from __future__ import annotations

from functools import cache
from typing import Any

from breachbot.configured.places import bundled
from breachbot.demo.beginning import FACTS as DEMO
from breachbot.incident.filing.pack import FilingPack, occasion_of, pack_of
from breachbot.incident.filing.sources import Desk
from breachbot.incident.state import Incident
from breachbot.playbook.authority import Directory
from breachbot.playbook.forms import Forms
from breachbot.store.authorities import load_directory
from breachbot.store.forms import load_forms
from tests.incident import cast

ENOUGH = 0.76
"""The share of what can be answered that is filled in, in the forms of the five authorities for the three incidents.

It was 0.8 while what nobody had ticked was put down as “no”. Those answers are to be typed now.
"""
AUTHORITIES = ("ie-dpc", "de-by", "fr-cnil", "pl-uodo", "gb-ico")

COMPANY = {
    "company_name": "Example Shop Ltd",
    "company_address": "1 Example Street, Dublin",
    "company_country": "IE",
    "registration_number": "000000",
    "company_sector": "Online shop",
    "legal_representative": "The directors of Example Shop Ltd",
    "union_representative": "none",
    "main_establishment": "Dublin, Ireland",
    "lead_authority": "Data Protection Commission",
    "contact_preference": "By e-mail",
    "contact_role": "Data protection officer",
    "dpo_name": "Nora Byrne",
    "dpo_email": "privacy@example.com",
    "dpo_phone": "+353 1 555 0100",
    "staff_training": "All staff once a year, and developers when they start.",
    "standing_measures": "Access by role, encrypted connections, logs of the export.",
}

DEMOS: dict[str, Any] = {fact: value for group in DEMO.values() for fact, value in group.items()} | {
    "people_count": 2300,
    "records_count": 4100,
    "occurred_from": "2026-11-20T12:00:00+00:00",
    "occurred_until": "2026-11-24T11:45:00+00:00",
}
"""The export of the demo."""

ARCHIVE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "yes",
    "cause": "lost",
    "taken_over": "no",
    "data_categories": ["name", "contact", "birth_date", "health", "national_id"],
    "volume": "years",
    "identifiability": "direct",
    "people_kinds": ["patients", "children"],
    "people_count": {"min": 6000, "max": 7500},
    "records_count": {"min": 20000, "max": 26000},
    "countries": ["DE", "FR", "IE", "PL", "GB"],
    "encryption": "weak",
    "could_reach": "some_users",
    "exposed_for": "weeks",
    "recipient": "unknown",
    "access_evidence": "no_logs",
    "deletion_confirmed": "not_possible",
    "later_measures": ["none"],
    "restore": "in_part",
    "loss_effect": "delays",
    "harm_seen": "no",
    "what_happened": "A box of backup tapes was missing when the archive moved. Nobody knows where it is.",
    "consequences": "Strangers could read diagnoses and official numbers of patients.",
    "measures_taken": "The carrier searches every stop of the route. The archive is counted.",
    "measures_planned": "Tapes leave the house with today's encryption only.",
    "people_told_how": "By letter",
    "occurred_from": "2026-11-16T07:00:00+00:00",
    "occurred_until": "2026-11-16T15:00:00+00:00",
    "ongoing": "no",
    "processor_told": "no",
}
"""Tapes that got lost, with people in five countries."""

RANSOMWARE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "yes",
    "cause": "ransomware",
    "taken_over": "yes",
    "data_categories": ["name", "contact", "income", "bank_account"],
    "volume": "years",
    "identifiability": "direct",
    "people_kinds": ["employees"],
    "people_count": 420,
    "records_count": 420,
    "countries": ["IE"],
    "encryption": "none",
    "could_reach": "internet",
    "exposed_for": "days",
    "recipient": "hostile",
    "access_evidence": "exfiltration_seen",
    "deletion_confirmed": "not_possible",
    "later_measures": ["none"],
    "restore": "in_days",
    "loss_effect": "delays",
    "harm_seen": "no",
    "what_happened": "Malware encrypted the payroll server of our processor, and payslips were copied away.",
    "consequences": "Strangers could use bank account numbers and salaries for fraud.",
    "measures_taken": "The processor took the server off the network and restored it from a backup.",
    "measures_planned": "The processor asks for a second factor at every log-in.",
    "people_told_how": "By e-mail and at a meeting of all staff",
    "occurred_from": "2026-11-21T02:00:00+00:00",
    "occurred_until": "2026-11-24T08:00:00+00:00",
    "ongoing": "no",
    "processor_told": "yes",
    "processor_told_at": "2026-11-24T11:30:00+00:00",
}
"""What befell a processor."""

TOLD: dict[str, dict[str, Any]] = {
    "the demo's export": DEMOS,
    "a lost archive": ARCHIVE,
    "ransomware": RANSOMWARE,
}


@cache
def forms() -> Forms:
    """The forms that come along."""
    return load_forms(bundled("playbooks"))


@cache
def directory() -> Directory:
    """The authorities that come along."""
    return load_directory(bundled("playbooks"))


def desk(**company: str) -> Desk:
    """What packs are made with."""
    return Desk(forms().superset, COMPANY | company, cast.policy())


def told(facts: dict[str, Any]) -> Incident:
    """An incident of which all this is known."""
    return cast.stating(cast.aware(), **facts)


def packed(incident: Incident, authority: str, **how: Any) -> FilingPack:
    """Its pack for an authority, at a company whose own is the Irish one."""
    form = forms().of_authority(directory().by_id[authority], cast.NOON.date(), None)
    return pack_of(
        incident,
        form,
        desk(),
        occasion_of(incident, cast.NOON, authority, **({"own_authority": "ie-dpc"} | how)),
        directory().by_id[authority],
    )
