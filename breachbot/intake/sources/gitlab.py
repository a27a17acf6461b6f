"""GitLab, through the web hook of a project or a group, or a system hook.

A hook has a secret token, which comes in clear in `X-Gitlab-Token`, or a signing token, which begins with `whsec_` and
signs as Standard Webhooks says. No alert has an id of its own; its address ends with its number.
https://docs.gitlab.com/user/project/integrations/webhook_events/#vulnerability-events
https://www.standardwebhooks.com/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic import JsonValue

from breachbot.intake import allowed, standard
from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text
from breachbot.intake.places import places_of
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import same
from breachbot.intake.source import Document, Given, Read, Request, Source
from breachbot.intake.wording import hints

TOKEN = "x-gitlab-token"  # noqa: S105


class Identifier(Part):
    name: Text = None
    external_id: Text = None


class Vulnerability(Part):
    url: Text = None
    title: Text = None
    description: Text = None
    state: Text = None
    project_id: Id = None
    severity: Text = None
    report_type: Text = None
    identifiers: Many[Identifier] = None
    location: Any = None
    created_at: Moment = None


class Body(Part):
    object_kind: Text = None
    event_name: Text = None
    object_attributes: Lenient[Vulnerability] = None
    project_id: Id = None
    path_with_namespace: Text = None
    project_visibility: Text = None
    owners: Any = None
    owner_email: Text = None
    updated_at: Moment = None


_QUIET = {
    "resolved": "the alert was resolved in GitLab, which does not say that nobody used what it found",
    "dismissed": "the alert was dismissed in GitLab, which does not say that nobody used what it found",
}
_WORK = """
    access_token build deployment emoji feature_flag issue merge_request milestone note pipeline push release
    repository_update tag_push wiki_page work_item group_create group_destroy group_rename key_create key_destroy
    project_destroy project_rename project_transfer subgroup_create subgroup_destroy user_add_to_group
    user_add_to_team user_create user_destroy user_failed_login user_remove_from_group user_remove_from_team
    user_rename user_update_for_group user_update_for_team user_access_request_to_group
    user_access_request_to_project user_access_request_denied_for_group user_access_request_denied_for_project
    user_access_request_revoked_for_group user_access_request_revoked_for_project"""
_OTHER = frozenset(_WORK.split())
"""Kinds of events that report no alert."""
_SETTINGS = frozenset({"project_create", "project_update"})
_NUMBER = re.compile(r"/vulnerabilities/([0-9]{1,20})/?\Z")


def authenticate(request: Request, given: Given) -> bool:
    """One of the active secrets, each used as what it is."""
    secrets = [secret for secret in given.values() if secret]
    tokens = [secret for secret in secrets if not standard.is_key(secret)]
    shown = same(request.headers.get(TOKEN), tokens)
    return shown | standard.verify(request, [secret for secret in secrets if standard.is_key(secret)])


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As GitLab would with each of them."""
    return [
        standard.signing(body, secret, at) if standard.is_key(secret) else {TOKEN: secret}
        for secret in given.values()
    ]


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """What one delivery says; what it holds goes before its name in a header."""
    body = Body.model_validate(document)
    known, told = body.object_attributes or Vulnerability(), document.get("object_attributes")
    if isinstance(told, dict) and ("report_type" in told or body.object_kind == "vulnerability"):
        return _alert(known, told)
    if body.event_name in _SETTINGS:
        return _project(body)
    kind = allowed.word(body.object_kind or body.event_name, _OTHER)
    if kind in _OTHER and headers.get("event") != "Vulnerability Hook":
        return NotASignal(kind, "", "it reports work in GitLab and no alert")
    return Unreadable("GitLab sent a kind of message that breachbot does not know")


def _alert(known: Vulnerability, told: Mapping[str, JsonValue]) -> Signal:
    secret = known.report_type == "secret_detection"
    severity = allowed.severity(known.severity)
    named = [allowed.name(one.name) for one in known.identifiers or () if one]
    cve = allowed.readable(*(one for one in named if one and one.startswith("CVE-")))
    number = allowed.identifier(known.project_id)
    return Signal(
        resource="vulnerability",
        action=allowed.word(known.state, ("detected", "confirmed", *_QUIET)),
        series=_series(known, told),
        what="exposed secret" if secret else allowed.titled("vulnerability", cve),
        type="secret_exposed" if secret else "vulnerability",
        severity=severity,
        nothing_new=_QUIET.get(known.state or ""),
        project=allowed.readable(_path(known.url)) or number,
        project_id=number,
        level=severity,
        link=allowed.link(known.url),
        occurred_at=allowed.instant(known.created_at),
        hints=hints((known.title, known.description, *(named or ()))),
    )


def _series(known: Vulnerability, told: Mapping[str, JsonValue]) -> str:
    """By the number in its address, else by what was found and where."""
    if number := _NUMBER.search(known.url or ""):
        return allowed.lasting("vulnerability", known.project_id, number[1])
    found = [one.external_id for one in known.identifiers or () if one and one.external_id]
    where = repr((sorted(found), told.get("location"))) if found else None
    return allowed.lasting("vulnerability", known.project_id, where)


def _path(url: str | None) -> str | None:
    """The project in the address of an alert, as `group/shop`."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    before, dash, _ = path.partition("/-/")
    return allowed.repository(before.strip("/")) if dash else None


def _project(body: Body) -> Signal | NotASignal:
    """GitLab tells that settings of a project changed and how it stands, but not what changed."""
    if body.project_visibility in ("private", "internal"):
        return NotASignal("project", "updated", "nobody outside can read the project")
    return Signal(
        resource="project",
        action="updated",
        series=allowed.lasting("public", body.project_id),
        what="project that everybody can read",
        type="misconfiguration",
        severity="medium",
        project=allowed.readable(allowed.repository(body.path_with_namespace))
        or allowed.identifier(body.project_id),
        project_id=allowed.identifier(body.project_id),
        level="medium",
        occurred_at=allowed.instant(body.updated_at),
    )


SOURCE = Source(
    name="gitlab",
    title="GitLab",
    wants="Webhook, “Secret token”: the secret (X-Gitlab-Token); or its signing token “whsec_…”, with "
    "which it signs (webhook-signature)",
    settings={
        "gitlab_secret": "Secret token of the web hook in GitLab, or its signing token (`whsec_…`).",
        "gitlab_secret_previous": "The one before it, still accepted while you rotate.",
    },
    keeps={"event": "x-gitlab-event"},
    authenticate=authenticate,
    sign=signed,
    read=read,
    places=places_of(Body),
    ordinary=frozenset({"owners", "owner_email"}),
)
