"""GitHub, through the web hook of a repository, an organisation or an app.

It signs the body: `X-Hub-Signature-256` is `sha256=` and the lowercase hex HMAC-SHA256. `X-GitHub-Event`, which names
the kind, is not signed, so that the body goes first. The secret itself is in none of the alerts about it.
https://docs.github.com/en/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote_to_bytes

from breachbot.intake import allowed
from breachbot.intake.places import places_of
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.signature import same, sign
from breachbot.intake.source import Document, Given, Manners, Read, Request, Source
from breachbot.intake.sources._github_body import (
    Advisory,
    Alert,
    Body,
    Instance,
    Message,
    Repository,
    Rule,
    Weakness,
)
from breachbot.intake.wording import hints
from breachbot.playbook.triage import Severity

SIGNATURE = "x-hub-signature-256"
FORM = b"payload="
"""A hook may be set to send a form with this one field."""

_KINDS = {
    "secret_scanning_alert": "secret",
    "secret_scanning_alert_location": "secret",
    "dependabot_alert": "dependency",
    "repository_vulnerability_alert": "dependency",
    "code_scanning_alert": "code",
}
"""Events that report an alert, by what it is about."""
_QUIET = {
    "resolved": "the alert was closed on GitHub, which does not say that nobody used what it found",
    "fixed": "the weakness was mended, which does not say that nobody used it",
    "dismissed": "the alert was dismissed on GitHub, which does not say that nobody used what it found",
    "auto_dismissed": "a rule on GitHub dismissed the alert, which does not say that nobody used what it found",
    "closed_by_user": "the alert was closed on GitHub, which does not say that nobody used what it found",
    "assigned": "somebody was assigned to an alert that is known",
    "unassigned": "somebody was taken off an alert that is known",
    "assignees_changed": "others were assigned to an alert that is known",
    "updated_assignment": "others were assigned to an alert that is known",
}
"""What is only news of an alert."""
_AGAIN = {
    "publicly_leaked": "the secret was found in a place that everybody can read",
    **dict.fromkeys(
        ("reopened", "reopened_by_user", "auto_reopened", "reintroduced"),
        "it was closed on GitHub and is open again",
    ),
}
"""What is more than a repeat of an alert that is known."""
_ACTIONS = (
    frozenset(_QUIET)
    | frozenset(_AGAIN)
    | {
        "created",
        "appeared_in_branch",
        "validated",
        "publicized",
    }
)
_OTHER = {
    "zen": "GitHub tried whether the hook answers",
    "security_advisory": "an advisory was published for everybody; what concerns you comes as an alert",
    **dict.fromkeys(
        (
            *(
                "commits",
                "ref_type",
                "pull_request",
                "issue",
                "comment",
                "review",
                "release",
                "forkee",
                "pages",
            ),
            *("check_run", "check_suite", "workflow_run", "workflow_job", "deployment", "starred_at"),
            *("discussion", "label", "milestone", "package", "registry_package", "member", "secret_types"),
        ),
        "it reports work on a repository and no alert",
    ),
}
"""Fields that name what a body without an alert is about, and why it reports nothing."""
_REPOSITORY = frozenset({"created", "archived", "unarchived", "edited", "renamed", "privatized", "deleted"})
"""What happens to a repository and opens it to nobody."""


def authenticate(request: Request, given: Given) -> bool:
    """Signed with the current secret, or with the one before it."""
    wanted = [f"sha256={sign(request.body, secret)}" for secret in given.values() if secret]
    return same(request.headers.get(SIGNATURE), wanted)


def signed(body: bytes, given: Given, at: datetime) -> list[dict[str, str]]:
    """As GitHub would; the moment is no part of it."""
    return [{SIGNATURE: f"sha256={sign(body, secret)}"} for secret in given.values()]


def unpack(body: bytes) -> bytes:
    """The JSON, also where the hook sends it as the field of a form."""
    return unquote_to_bytes(body[len(FORM) :].replace(b"+", b" ")) if body.startswith(FORM) else body


def read(document: Document, headers: Mapping[str, str]) -> Read:
    """What one delivery says; `event` is the header, if there was one."""
    body, event = Body.model_validate(document), headers.get("event")
    repository = body.repository or Repository()
    if body.alert or event in _KINDS:
        alert = body.alert or Alert()
        kind = _kind(document.get("alert")) or _KINDS.get(event or "")
        return _alert(kind, body, alert, repository) if kind and body.alert else _strange()
    if body.repository and (body.action == "publicized" or event == "public"):
        return _made_public(repository)
    for field, why in _OTHER.items():
        if field in document:
            return NotASignal("ping" if field == "zen" else "other", "", why)
    if body.repository and body.action in _REPOSITORY:
        return NotASignal("repository", body.action or "", "nobody else can read the repository for it")
    return Unreadable("GitHub sent a kind of message that breachbot does not know")


def _strange() -> Unreadable:
    return Unreadable("an alert of GitHub of a kind that breachbot does not know")


def _kind(alert: object) -> str | None:
    """What an alert is about, from the fields that only such an alert has."""
    known = alert if isinstance(alert, dict) else {}
    fields = {
        "secret": ("secret_type", "locations_url", "validity"),
        "dependency": ("security_advisory", "security_vulnerability", "dependency"),
        "code": ("rule", "tool", "most_recent_instance"),
    }
    return next((kind for kind, names in fields.items() if any(name in known for name in names)), None)


def _alert(kind: str, body: Body, alert: Alert, repository: Repository) -> Signal:
    action = allowed.word(body.action, _ACTIONS)
    common = replace(
        _common(kind, action, repository, alert.number),
        nothing_new=_QUIET.get(action),
        again=_AGAIN.get(action),
        link=allowed.link(alert.html_url) or allowed.link(repository.html_url),
        occurred_at=allowed.instant(alert.created_at),
        hints=hints(_told(alert)),
    )
    return {"secret": _secret, "dependency": _dependency, "code": _code}[kind](common, alert, repository)


def _told(alert: Alert) -> tuple[str | None, ...]:
    """What an alert says in words: those of the advisory, of the rule, and of the place where it was seen."""
    advisory, rule = alert.security_advisory or Advisory(), alert.rule or Rule()
    message = (alert.most_recent_instance or Instance()).message or Message()
    told = (advisory.summary, advisory.description, rule.description, rule.full_description, message.text)
    return (*told, alert.secret_type_display_name)


def _common(kind: str, action: str, repository: Repository, *ids: str | int | None) -> Signal:
    """What a signal about a repository has whatever its kind; it is a series if all of its ids are known."""
    return Signal(
        resource=kind,
        action=action,
        series=allowed.lasting(kind, repository.id, *ids),
        what=kind,
        project=allowed.repository(repository.full_name),
        project_id=allowed.identifier(repository.id),
        link=allowed.link(repository.html_url),
    )


def _secret(common: Signal, alert: Alert, repository: Repository) -> Signal:
    public = _public(repository) or alert.publicly_leaked is True or common.action == "publicly_leaked"
    works = alert.validity == "active"
    severity: Severity = "critical" if public and works else "high" if public or works else "medium"
    what = allowed.titled("exposed secret", allowed.class_name(alert.secret_type))
    return replace(common, type="secret_exposed", what=what, severity=severity, level=severity)


def _dependency(common: Signal, alert: Alert, repository: Repository) -> Signal:
    advisory, weakness = alert.security_advisory or Advisory(), alert.security_vulnerability or Weakness()
    severity = allowed.severity(weakness.severity) or allowed.severity(advisory.severity)
    shown = allowed.readable(allowed.name(advisory.cve_id), allowed.name(advisory.ghsa_id))
    if advisory.classification == "malware":
        what = allowed.titled("malware in a dependency", shown)
        return replace(common, type="malware", what=what, severity=severity, level=severity)
    what = allowed.titled("vulnerable dependency", shown)
    return replace(common, type="vulnerability", what=what, severity=severity, level=severity)


def _code(common: Signal, alert: Alert, repository: Repository) -> Signal:
    rule = alert.rule or Rule()
    severity = allowed.severity(rule.security_severity_level) or allowed.severity(rule.severity)
    what = allowed.titled("weakness in code", allowed.repository(rule.id))
    return replace(common, type="vulnerability", what=what, severity=severity, level=severity)


def _made_public(repository: Repository) -> Signal:
    common = _common("public", "publicized", repository)
    return replace(common, type="public_access", what="repository made public", severity="high", level="high")


def _public(repository: Repository) -> bool:
    """Whether strangers can read it. Where the two fields disagree, the worse one is believed."""
    return repository.private is False or repository.visibility == "public"


SOURCE = Source(
    name="github",
    title="GitHub",
    wants="Webhook, “Secret”: the secret; GitHub signs with it (X-Hub-Signature-256)",
    settings={
        "github_secret": "Secret of the web hook on GitHub; it signs what GitHub sends.",
        "github_secret_previous": "The secret before it, still accepted while you rotate.",
    },
    keeps={"event": "x-github-event"},
    authenticate=authenticate,
    sign=signed,
    read=read,
    places=places_of(Body),
    ordinary=frozenset({"sender", "organization", "repository", "repository.owner"}),
    unpack=unpack,
    manners=Manners(waits=10.0, again="never"),
)
