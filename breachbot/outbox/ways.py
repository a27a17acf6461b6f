"""By which way each effect goes out: a page to the target that it names, everything else by its channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import anyio.to_thread

from breachbot.errors import DeliveryError, Refused
from breachbot.incident.effect import EffectKind
from breachbot.incident.events import STATIC, NoticeApproved, NoticeDrafted
from breachbot.incident.recorded import Published
from breachbot.incident.state import Incident
from breachbot.notices.values import readable
from breachbot.notices.words import PageWords, one_line
from breachbot.outbox.deliver import Sent, Transport
from breachbot.publish.target import ApprovedPage, Given, Site, Target, found, publish
from breachbot.usecases import notices
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect

SLACK = "slack"
"""The channel of every effect that names none."""
BESIDE_SLACK: tuple[EffectKind, ...] = ("reminder_call", "call_over", "ticket", "alarm_note", "publish_page")
"""What goes out by other ways."""
TRIES = 5
"""After so many, about half a minute, it is on record that a page is not out at a target."""


@dataclass(frozen=True)
class Ways:
    """The transport of the outbox.

    targets: where pages may go, by name, each with its settings. channels: what carries out the rest, by name.
    """

    house: House
    targets: Mapping[str, tuple[Target, Given]]
    channels: Mapping[str, Transport]

    async def __call__(self, claimed: ClaimedEffect) -> Sent:
        """Carry out one effect. Raises DeliveryError, a permanent one where there is no such way."""
        if claimed.kind == "publish_page":
            return await anyio.to_thread.run_sync(self._publish_page, claimed)
        name = claimed.args.get("channel", SLACK)
        if name not in self.channels:
            raise DeliveryError(f"there is no channel {name}", permanent=True)
        return await self.channels[name](claimed)

    def _publish_page(self, claimed: ClaimedEffect) -> Sent:
        """Write the approved page and record that it is there, or what keeps it from there. Doing it again after a
        crash changes nothing.

        The approval is asked for again here, at the last moment before writing; a void one is a permanent failure.
        Before that, what is there already without a record gets one: the public counts it.
        """
        version, name = int(claimed.args["version"]), claimed.args.get("target", STATIC)
        try:
            self._catch_up(claimed.stream, version, name)
            out = self._written(claimed.stream, version, name)
        except Refused as refused:
            raise DeliveryError(str(refused), permanent=True) from refused
        except DeliveryError as failed:
            if failed.permanent or claimed.attempts >= TRIES:
                self._failed(claimed.stream, version, name, failed)
            raise
        notices.page_published(self.house, claimed.stream, version=version, out=out)
        return Sent(ref=out.url, sha256=out.sha256)

    def _failed(self, incident_id: str, version: int, name: str, failed: DeliveryError) -> None:
        notices.page_not_published(
            self.house,
            incident_id,
            version=version,
            target=name,
            reason=str(failed),
            given_up=failed.permanent,
        )

    def _written(self, incident_id: str, version: int, name: str) -> Published:
        page = _page(*notices.page_to_publish(self.house, incident_id, version, name), self._words)
        target, given = self.targets[name]
        return publish(target, page, self._site, given)

    def _catch_up(self, incident_id: str, version: int, name: str) -> None:
        """Record each earlier version that is at the target although nobody could record it: breachbot was killed
        before, or could not read it back, and its approval became void meanwhile."""
        if name not in self.targets:
            raise Refused(f"BREACHBOT_PUBLISH_TO does not name the target {name}.")
        target, given = self.targets[name]
        for draft, approval in notices.perhaps_out(self.house, incident_id, version, name):
            page = _page(notices.incident(self.house, incident_id), draft, approval, self._words)
            if out := found(target, page, self._site, given):
                notices.page_published(self.house, incident_id, version=draft.version, out=out)

    @property
    def _words(self) -> PageWords:
        return self.house.policy.templates.words.page

    @property
    def _site(self) -> Site:
        firm = self.house.policy.firm
        return Site(firm.public_url, firm.name, self.house.policy.templates)


def _page(
    incident: Incident, draft: NoticeDrafted, approval: NoticeApproved, words: PageWords
) -> ApprovedPage:
    """The page as the public counts it: its number is how many versions went out before it, plus one.

    What changes is told in the line as the page itself tells it: in one line, without marks that nobody sees.
    """
    approved = approval.files or {draft.primary: approval.sha256}
    return ApprovedPage(
        slug=incident.id,
        version=1 + sum(1 for page in incident.published if page.version < draft.version),
        state=draft.state,
        documents={name: draft.documents[name].encode() for name in approved},
        approved=approved,
        title=words.title,
        published_at=approval.at,
        line=one_line(readable(draft.change)) if draft.change else words.first_published,
    )
