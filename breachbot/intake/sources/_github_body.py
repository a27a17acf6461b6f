"""The parts of GitHub's bodies that are read. Names are those on the wire.

https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

from typing import Any

from breachbot.intake.lenient import Flag, Id, Lenient, Moment, Part, Text


class Advisory(Part):
    ghsa_id: Text = None
    cve_id: Text = None
    severity: Text = None
    classification: Text = None
    summary: Text = None
    description: Text = None


class Weakness(Part):
    severity: Text = None


class Message(Part):
    text: Text = None


class Instance(Part):
    """Where code scanning saw it last, and what it says of it there."""

    message: Lenient[Message] = None


class Rule(Part):
    id: Text = None
    severity: Text = None
    security_severity_level: Text = None
    description: Text = None
    full_description: Text = None


class Alert(Part):
    """`alert` of the three kinds: what a kind does not have is None."""

    number: Id = None
    state: Text = None
    html_url: Text = None
    created_at: Moment = None
    secret_type: Text = None
    validity: Text = None
    publicly_leaked: Flag = None
    dependency: Any = None
    security_advisory: Lenient[Advisory] = None
    security_vulnerability: Lenient[Weakness] = None
    rule: Lenient[Rule] = None
    tool: Any = None
    most_recent_instance: Lenient[Instance] = None
    secret_type_display_name: Text = None
    resolved_by: Any = None
    dismissed_by: Any = None
    resolution_comment: Any = None
    dismissed_comment: Any = None


class Repository(Part):
    id: Id = None
    full_name: Text = None
    html_url: Text = None
    private: Flag = None
    visibility: Text = None
    owner: Any = None


class Body(Part):
    """A whole delivery."""

    action: Text = None
    alert: Lenient[Alert] = None
    location: Any = None
    repository: Lenient[Repository] = None
    sender: Any = None
    organization: Any = None
