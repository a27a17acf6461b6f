"""What playbooks did not say while code knew it, and what packs need not say. Kept texts stay readable for ever.

These are the only obligations whose ids do not begin with that of their regime: stored events name them so.
"""

from collections.abc import Mapping
from typing import Any

EARLIER: Mapping[str, Mapping[str, Any]] = {
    "document": {"met_by": "register", "label": "Register (Art. 33(5))"},
    "notify_authority": {
        "met_by": "filing",
        "label": "Authority (Art. 33(1))",
        "decidable": "yes",
        "pressing": "PT24H",
        "follow_up": {"article": "GDPR Art. 33(4)", "reminders": {"every": "PT24H"}},
    },
    "communicate": {
        "met_by": "communication",
        "label": "People affected (Art. 34)",
        "decidable": "yes",
        "promised": {"hours_left": ["48", "24", "4"], "overdue_every": "PT24H"},
        "waiver": {
            "article": "GDPR Art. 34(3)",
            "grounds": [
                {"id": "a", "means": "The data are unintelligible to others (encryption)"},
                {"id": "b", "means": "Later measures: the high risk is no longer likely"},
                {
                    "id": "c",
                    "means": "Disproportionate effort: a public communication instead",
                    "in_public": "yes",
                },
            ],
        },
    },
    "notify_controller": {
        "met_by": "controllers",
        "label": "Controller (Art. 33(2))",
        "by_contract": {"hours_left": ["48", "24", "12", "6", "3", "1"], "overdue_every": "PT1H"},
    },
}


REMINDERS: Mapping[str, Any] = {
    "to_everybody": ["24", "6", "1"],
    "steps": [
        {"to": "dpo", "by": "mail", "undelivered": "PT5M", "unanswered": "PT20M"},
        {"to": "deputies", "by": "slack", "undelivered": "PT5M", "unanswered": "PT10M"},
        {"to": "deputies", "by": "mail", "undelivered": "PT5M", "unanswered": "PT5M"},
        {"to": "director", "by": "mail", "undelivered": "PT5M", "unanswered": "PT10M", "left": "PT24H"},
        {"to": "operators", "by": "mail", "undelivered": "PT5M", "unanswered": "PT5M", "left": "PT24H"},
        {"to": "operators", "by": "webhook", "undelivered": "PT5M", "unanswered": "PT5M", "left": "PT24H"},
    ],
}
"""To whom a reminder goes that reached nobody, or that nobody answered, before a file said so."""


def completed(obligation: object) -> object:
    """An obligation as it was read, with what its file did not say; one that names its kind as it is."""
    if not isinstance(obligation, dict) or "met_by" in obligation:
        return obligation
    return {**EARLIER.get(str(obligation.get("id")), {}), **obligation}


def of_a_pack(playbook: object) -> object:
    """A playbook as it was read; the obligations of a pack with what every one of them says alike."""
    if not isinstance(playbook, dict) or not playbook.get("criteria"):
        return playbook
    obligations = playbook.get("obligations")
    if not isinstance(obligations, list | tuple):
        return playbook
    return {**playbook, "obligations": [_of_a_pack(one) for one in obligations]}


def _of_a_pack(obligation: object) -> object:
    if not isinstance(obligation, dict):
        return obligation
    law = {name: obligation[name] for name in ("article", "source", "mark") if name in obligation}
    because = "A person confirmed that this law applies to the incident."
    return {"met_by": "record", "otherwise": {"outcome": "required", "because": because, **law}, **obligation}
