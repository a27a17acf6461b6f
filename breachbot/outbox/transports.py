"""Which effect goes out by which way: pages to the disk, everything else to Slack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread

from breachbot.errors import DeliveryError, Refused
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.state import Incident
from breachbot.notices.words import PageWords
from breachbot.outbox.deliver import Sent
from breachbot.publish.static import ApprovedPage, publish
from breachbot.usecases import notices
from breachbot.usecases.house import House
from breachbot.usecases.ports import ClaimedEffect


@dataclass(frozen=True)
class Transports:
    """The transport of the outbox. `slack` carries out what is shown there."""

    house: House
    public_dir: Path
    slack: Callable[[ClaimedEffect], Awaitable[Sent]]

    async def __call__(self, claimed: ClaimedEffect) -> Sent:
        """Carry out one effect. Raises DeliveryError."""
        if claimed.kind == "publish_page":
            return await anyio.to_thread.run_sync(publish_page, self.house, self.public_dir, claimed)
        return await self.slack(claimed)


def publish_page(house: House, public_dir: Path, claimed: ClaimedEffect) -> Sent:
    """Write the approved page and record that it stands there. Doing it again after a crash changes nothing.

    The approval is asked for again here, at the last moment before writing; a void one is a permanent failure.
    """
    version = int(claimed.args["version"])
    try:
        incident, draft = notices.page_to_publish(house, claimed.stream, version)
        firm, templates = house.policy.firm, house.policy.templates
        written = publish(
            public_dir,
            _page(incident, draft, templates.words.page),
            base_url=firm.public_url,
            company_name=firm.name,
            templates=templates,
        )
    except Refused as refused:
        raise DeliveryError(str(refused), permanent=True) from refused
    notices.page_published(
        house,
        incident.id,
        version=version,
        path=str(written.path),
        url=written.url,
        sha256=written.sha256,
        files=written.files,
    )
    return Sent(ref=written.url, sha256=written.sha256)


def _page(incident: Incident, draft: NoticeDrafted, words: PageWords) -> ApprovedPage:
    """The page as the public counts it: its number is how many went out before it, plus one."""
    approval = incident.approval("page")
    if approval is None:
        raise Refused("The approval of this page no longer holds; it is not published.")
    return ApprovedPage(
        slug=incident.id,
        version=1 + sum(1 for page in incident.published if page.version < draft.version),
        state=draft.state,
        html=draft.documents[draft.primary].encode(),
        approved_sha256=approval.event.sha256,
        title=words.title,
        published_at=approval.event.at,
        line=draft.change or words.first_published,
    )
