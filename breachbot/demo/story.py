"""The story: what an engineer, a DPO and an outsider do, in order."""

from __future__ import annotations

from breachbot.demo import beginning, ending, signing
from breachbot.demo.stage import Stage


async def play(stage: Stage) -> None:
    """The whole of it, from the alert to the closed incident. Raises StoryFailed."""
    await beginning.alert_arrives(stage)
    await beginning.outsider_is_refused(stage)
    channel = await beginning.incident_is_opened(stage)
    await beginning.first_draft_comes(stage, channel)
    await beginning.facts_are_stated(stage, channel)
    await signing.notices_are_drafted(stage, channel)
    await signing.engineer_cannot_approve(stage, channel)
    await signing.reminders_come(stage, channel)
    await signing.page_is_turned_down(stage, channel)
    await signing.notices_are_approved(stage, channel)
    await ending.page_is_published(stage, channel)
    await ending.authority_is_told(stage, channel)
    await ending.people_are_told(stage, channel)
    await ending.notice_is_completed(stage, channel)
    await ending.incident_is_closed(stage, channel)
