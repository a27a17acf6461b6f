"""Prometheus Alertmanager, through a `webhook_config`.

It signs nothing; `http_config.authorization` sends a token of ours.
https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from breachbot.intake.places import places_of
from breachbot.intake.signature import bearing, bears
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.sources._prometheus import Alert, read_alert, split


def authenticate(request: Request, given: Given) -> bool:
    """The token of the settings, or the one before it."""
    return bears(request, given.values())


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As Alertmanager sends it."""
    return [bearing(token) for token in given.values()]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """One alert."""
    return read_alert(document)


SOURCE = Source(
    name="alertmanager",
    title="Alertmanager",
    wants="webhook_configs, http_config, authorization, credentials: the token (Authorization: Bearer)",
    settings={
        "alertmanager_token": "Token that Alertmanager sends (`http_config.authorization.credentials`).",
        "alertmanager_token_previous": "The token before it, still accepted while you rotate.",
    },
    keeps={},
    authenticate=authenticate,
    sign=signed,
    read=read,
    split=split,
    places=places_of(Alert),
    ordinary=frozenset({"labels"}),
    manners=Manners(again="for_a_while"),
)
