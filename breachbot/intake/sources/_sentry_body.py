"""The parts of Sentry's bodies that are read. Names are those on the wire.

https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from breachbot.intake.lenient import Id, Lenient, Many, Moment, Part, Text, whole


class Metadata(Part):
    type: Text = None
    value: Text = None
    title: Text = None


class Raised(Part):
    type: Text = None
    value: Text = None


class Exceptions(Part):
    values: Many[Raised] = None


class LogEntry(Part):
    message: Text = None
    formatted: Text = None


class Shown(Part):
    """A line of the evidence that Sentry shows."""

    name: Text = None
    value: Text = None


class Occurrence(Part):
    """What was seen by a cron monitor, an uptime check, a metric or a detector, where no exception is."""

    issueTitle: Text = None
    subtitle: Text = None
    evidenceDisplay: Many[Shown] = None

    def texts(self) -> Iterator[str | None]:
        yield from (self.issueTitle, self.subtitle)
        for shown in self.evidenceDisplay or ():
            yield from (shown.name, shown.value) if shown else ()


class Feedback(Part):
    """What a user of the program wrote, and who."""

    message: Text = None
    name: Any = None
    contact_email: Any = None


class Contexts(Part):
    feedback: Lenient[Feedback] = None


class Event(Part):
    """`data.event` and `data.error`."""

    event_id: Id = None
    issue_id: Id = None
    groupID: Id = None
    issue_url: Text = None
    project: Id = None
    url: Text = None
    web_url: Text = None
    type: Text = None
    title: Text = None
    culprit: Text = None
    message: Text = None
    transaction: Text = None
    level: Text = None
    environment: Text = None
    datetime: Moment = None
    timestamp: Moment = None
    received: Moment = None
    metadata: Lenient[Metadata] = None
    exception: Lenient[Exceptions] = None
    logentry: Lenient[LogEntry] = None
    occurrence: Lenient[Occurrence] = None
    contexts: Lenient[Contexts] = None
    issueCategory: Text = None
    tags: Any = None

    def feedback(self) -> str | None:
        """What a user wrote, if that is what it is about."""
        told = self.contexts.feedback if self.contexts else None
        return told.message if told else None

    def raised(self) -> list[Raised]:
        """The chain of exceptions, the outermost last."""
        values = self.exception.values if self.exception else None
        return [one for one in values or () if one]

    def texts(self) -> Iterator[str | None]:
        """Everything in words that it says."""
        meta, log = self.metadata or Metadata(), self.logentry or LogEntry()
        for raised in reversed(self.raised()):
            yield from (raised.type, raised.value)
        yield from (self.title, self.culprit, self.message, self.transaction, self.feedback())
        yield from (meta.type, meta.value, meta.title, log.message, log.formatted)
        yield from self.occurrence.texts() if self.occurrence else ()
        for name, value in self.tag_pairs():
            yield f"{name} {value}"

    def tag_pairs(self) -> Iterator[tuple[str, str]]:
        """Tags as a list of pairs, or as an object; whatever is no text is passed over."""
        pairs = self.tags.items() if isinstance(self.tags, dict) else self.tags
        for pair in pairs if isinstance(self.tags, dict | list) else ():
            if (
                isinstance(pair, list | tuple)
                and len(pair) == 2
                and all(isinstance(one, str) for one in pair)
            ):
                yield whole(pair[0]), whole(pair[1])


class Project(Part):
    id: Id = None
    slug: Text = None


class Issue(Part):
    """`data.issue`."""

    id: Id = None
    type: Text = None
    title: Text = None
    culprit: Text = None
    level: Text = None
    web_url: Text = None
    permalink: Text = None
    firstSeen: Moment = None
    count: Id = None
    userCount: Id = None
    substatus: Text = None
    priority: Text = None
    issueCategory: Text = None
    metadata: Lenient[Metadata] = None
    project: Lenient[Project] = None


class AlertRule(Part):
    id: Id = None
    name: Text = None
    environment: Text = None


class MetricAlert(Part):
    """`data.metric_alert`. Its `title` may be a made-up name, so it names nothing."""

    id: Id = None
    title: Text = None
    date_started: Moment = None
    date_detected: Moment = None
    projects: Many[Text] = None
    alert_rule: Lenient[AlertRule] = None


class IssueAlert(Part):
    """The rule that fired, with its settings."""

    id: Id = None
    title: Text = None


class Activity(Part):
    """What happened to an issue that is known. `details` may name colleagues."""

    type: Text = None
    details: Any = None


class Data(Part):
    activity: Lenient[Activity] = None
    event: Lenient[Event] = None
    error: Lenient[Event] = None
    issue: Lenient[Issue] = None
    metric_alert: Lenient[MetricAlert] = None
    issue_alert: Lenient[IssueAlert] = None
    installation: Any = None
    comment: Any = None
    triggered_rule: Text = None
    description_title: Text = None
    description_text: Text = None
    web_url: Text = None


class Body(Part):
    """A whole delivery."""

    action: Text = None
    data: Lenient[Data] = None
