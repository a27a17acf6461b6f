"""What Slack says about the answers of `breachbot init`."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from breachbot.cli.findings import Examined, ask
from breachbot.cli.init_questions import APP_LEVEL, Question

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

NOT_ASKED = Examined(
    "slack", "unknown", "neither channel nor people are looked up in Slack, since no token was taken there"
)


class SlackSays:
    """Asks the Slack at an address of its Web API. Whoever is asked about before there is a token is not known."""

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._client: AsyncWebClient | None = None
        self._told = False

    def about(self, question: Question, answer: str) -> Iterator[Examined]:
        """What is found about an answer; nothing where there is nothing to ask."""
        if not answer or not question.check:
            return
        if question.check == "token":
            yield from self._token(answer)
        elif question.check == "door":
            yield from self._door(answer)
        elif self._client is None:
            yield from self._not_asked()
        elif question.check == "channel":
            yield self._channel(self._client, answer)
        else:
            yield from self._people(self._client, answer)

    def _not_asked(self) -> Iterator[Examined]:
        """Said once: it is the same for all that follows."""
        if not self._told:
            self._told = True
            yield NOT_ASKED

    def _made(self, token: str) -> AsyncWebClient:
        from breachbot.slack.app import make_client

        return make_client(token, self._api_url)

    def _token(self, token: str) -> Iterator[Examined]:
        from breachbot.cli.doctor_slack import scopes_fit, token_fits

        self._client = None
        client = self._made(token)
        found = _now("token", token_fits(client, None))
        yield found
        if found.state == "ok":
            self._client = client
            yield _now("scopes", scopes_fit(client, files=True))

    def _door(self, answer: str) -> Iterator[Examined]:
        from breachbot.cli.doctor_slack import socket_opens

        if answer.startswith(APP_LEVEL):
            yield _now("socket mode", socket_opens(self._made(answer)))
        else:
            yield Examined(
                "signing secret",
                "unknown",
                "Slack cannot be asked about it; it shows once Slack calls breachbot",
            )

    def _channel(self, client: AsyncWebClient, channel: str) -> Examined:
        from breachbot.cli.doctor_slack import channel_fits

        return _now("channel", channel_fits(client, channel))

    def _people(self, client: AsyncWebClient, answer: str) -> Iterator[Examined]:
        from breachbot.cli.doctor_slack import person_fits

        for user in filter(None, map(str.strip, answer.split(","))):
            yield _now("person", person_fits(client, user, direct=False))


def _now(name: str, asked: Coroutine[Any, Any, str]) -> Examined:
    return asyncio.run(ask(name, asked))
