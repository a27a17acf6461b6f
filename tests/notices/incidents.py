"""Three incidents as witnesses told them, whose notices are read as an authority and somebody affected would."""

from __future__ import annotations

from typing import Any

TABLE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "software_fault",
    "taken_over": "no",
    "data_categories": ["contact", "credentials_clear", "card"],
    "volume": "moment",
    "identifiability": "direct",
    "people_kinds": ["users", "customers"],
    "people_count": {"min": 40000, "max": 52000},
    "records_count": 52000,
    "countries": ["IE", "FR", "DE"],
    "encryption": "none",
    "could_reach": "internet",
    "exposed_for": "weeks",
    "recipient": "unknown",
    "access_evidence": "exfiltration_seen",
    "deletion_confirmed": "not_possible",
    "later_measures": ["none"],
    "harm_seen": "no",
    "what_happened": "A table of our customer database could be read on the internet without a password. "
    "Somebody copied it.",
    "consequences": "Strangers can use the passwords to log in elsewhere, and the card numbers to pay.",
    "measures_taken": "We closed the access and ended every session. Nobody can log in with an old password.",
    "measures_planned": "We store no readable passwords any more. An outside firm examines how this could happen.",
    "occurred_from": "2026-11-02T23:30:00+00:00",
    "occurred_until": "2026-11-24T10:00:00+00:00",
    "ongoing": "no",
    "processor_told": "no",
    "people_told_how": "By e-mail",
}
"""Somebody copied a table with readable passwords."""

STRAY_MAIL: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "sent_astray",
    "taken_over": "no",
    "data_categories": ["name", "contact", "health", "income"],
    "volume": "longer",
    "identifiability": "direct",
    "people_kinds": ["employees"],
    "people_count": 38,
    "countries": ["AT"],
    "encryption": "none",
    "could_reach": "some_users",
    "exposed_for": "hours",
    "recipient": "known",
    "deletion_confirmed": "asked",
    "what_happened": "A list of sick leave and wages of 38 colleagues was sent to a customer by mistake.",
    "consequences": "The customer knows of illnesses and wages that nobody should know.",
    "measures_taken": "We called the customer and asked for the mail to be deleted.",
    "occurred_from": "2026-11-24T08:10:00+00:00",
    "ongoing": "no",
}
"""A mail went to a wrong recipient; not everything is known yet."""

OUTAGE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "no",
    "integrity": "no",
    "availability": "yes",
    "cause": "software_fault",
    "taken_over": "no",
    "data_categories": ["name", "contact", "health"],
    "volume": "years",
    "identifiability": "direct",
    "people_kinds": ["patients"],
    "people_count": 900,
    "records_count": 12000,
    "countries": ["IE"],
    "encryption": "none",
    "restore": "in_days",
    "loss_effect": "essential",
    "harm_seen": "no",
    "what_happened": "After an update, three clinics could not open the records of their patients for two days. "
    "Operations had to be put off.",
    "consequences": "Treatment was late. Where care could not wait, it was given without the record.",
    "measures_taken": "We brought the records back from a copy and compared them with the paper files.",
    "measures_planned": "Updates are tried on a second system first.",
    "occurred_from": "2026-11-22T05:00:00+00:00",
    "occurred_until": "2026-11-24T06:00:00+00:00",
    "ongoing": "no",
    "processor_told": "yes",
    "processor_told_at": "2026-11-22T07:15:00+00:00",
    "people_told_how": "By letter from the clinic",
}
"""An outage that delayed care; nobody got at the data."""

SCENARIOS = {"table": TABLE, "stray_mail": STRAY_MAIL, "outage": OUTAGE}
