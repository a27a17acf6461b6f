"""The hook for senders who sign with a key of their own: asked, verified, confirmed and stored, over real https."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from starlette.types import Message

from breachbot.intake.source import Source
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.web.webhooks import Hooks
from tests.intake.certificates import NOW, SIGNER, certificate, key_set, sns, token
from tests.intake.test_aws import CONFIRMATION, SAMPLE
from tests.intake.test_google_scc import OURS as GOOGLE
from tests.web.platform import Platform, platform

AWS = {"aws_topics": SAMPLE["TopicArn"]}
TOPIC = {"x-amz-sns-topic-arn": SAMPLE["TopicArn"]}
CERTIFICATE = "/" + SAMPLE["SigningCertURL"].rpartition("/")[2]


@dataclass
class Door:
    """The hook beside a platform, with what it counted and stored."""

    here: Platform
    counted: list[str] = field(default_factory=list)
    stored: list[NewDelivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = {"aws": AWS, "google_scc": GOOGLE}
        self.hooks = Hooks(settings, self._accept, lambda: NOW, self._count, keys=self.here.keys())

    async def _accept(self, delivery: NewDelivery) -> None:
        self.stored.append(delivery)

    def _count(self, source: Source | None, reason: str) -> None:
        self.counted.append(reason)

    async def post(self, name: str, body: bytes, headers: dict[str, str]) -> int:
        answers: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            answers.append(message)

        pairs = [(key.encode(), value.encode()) for key, value in headers.items()]
        await self.hooks(
            {"type": "http", "method": "POST", "path": f"/hooks/{name}", "headers": pairs}, receive, send
        )
        status: int = answers[0]["status"]
        return status

    async def amazon(self, message: Any) -> int:
        return await self.post("aws", json.dumps(message).encode(), TOPIC)

    async def google(self, shown: str) -> int:
        return await self.post("google_scc", b"{}", {"authorization": f"Bearer {shown}"})


def at_a_door(folder: Path, story: Any) -> None:
    async def run() -> None:
        async with platform(folder) as here:
            here.answers[CERTIFICATE] = web.Response(body=certificate())
            here.answers["/"] = web.Response(body=b"<ConfirmSubscriptionResponse/>")
            here.answers["/oauth2/v3/certs"] = web.Response(body=key_set(("k1", SIGNER)))
            await story(Door(here))

    asyncio.run(run())


def test_what_sns_signed_is_stored_and_its_certificate_is_fetched_once(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        assert [await door.amazon(sns(SAMPLE)) for _ in range(3)] == [200] * 3
        assert await door.amazon(sns(SAMPLE) | {"Message": "{}"}) == 401
        assert (len(door.stored), door.counted) == (3, ["accepted"] * 3 + ["bad_signature"])
        assert door.here.asked == [f"sns.eu-west-1.amazonaws.com{CERTIFICATE}"]

    at_a_door(tmp_path, story)


def test_a_subscription_is_confirmed_at_amazon_only_once_its_signature_holds(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        forged = sns(CONFIRMATION) | {"Token": "another"}
        assert await door.amazon(forged) == 401
        assert not any("Confirm" in asked for asked in door.here.asked)
        assert await door.amazon(sns(CONFIRMATION | {"SubscribeURL": "https://evil.example/"})) == 200
        (confirmed,) = (asked for asked in door.here.asked if "Confirm" in asked)
        assert confirmed.startswith("sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=")
        assert len(door.stored) == 1

    at_a_door(tmp_path, story)


def test_a_confirmation_that_amazon_does_not_take_is_to_be_sent_again(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        door.here.answers["/"] = web.Response(status=500)
        assert await door.amazon(sns(CONFIRMATION)) == 503
        assert (door.stored, door.counted) == ([], ["no_key"])

    at_a_door(tmp_path, story)


def test_while_the_certificate_cannot_be_had_sns_is_told_to_send_again(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        door.here.answers[CERTIFICATE] = web.Response(status=503)
        assert [await door.amazon(sns(SAMPLE)) for _ in range(3)] == [503] * 3
        assert len(door.here.asked) == 1

    at_a_door(tmp_path, story)


@pytest.mark.parametrize(
    "headers", [{}, {"x-amz-sns-topic-arn": "arn:aws:sns:eu-west-1:999988887777:alerts"}]
)
def test_a_topic_of_somebody_else_makes_no_request_at_all(tmp_path: Path, headers: dict[str, str]) -> None:
    async def story(door: Door) -> None:
        foreign = SAMPLE | {"TopicArn": "arn:aws:sns:eu-west-1:999988887777:alerts"}
        for message in (sns(SAMPLE), sns(foreign), sns(CONFIRMATION | {"TopicArn": foreign["TopicArn"]})):
            assert await door.post("aws", json.dumps(message).encode(), headers) == 401
        assert (door.here.asked, door.stored) == ([], [])

    at_a_door(tmp_path, story)


def test_a_token_of_google_is_taken_and_its_keys_are_fetched_once(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        assert [await door.google(token()) for _ in range(3)] == [200] * 3
        assert await door.google(token(kid="made up")) == 401
        assert await door.google(token(aud="https://other.example.com/")) == 401
        assert await door.google("x.y.z") == 401
        assert door.here.asked == ["www.googleapis.com/oauth2/v3/certs"]
        assert len(door.stored) == 3

    at_a_door(tmp_path, story)
