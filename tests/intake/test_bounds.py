"""A sender's texts, however long: what is kept in clear of them is short, and nothing of it holds anything up."""

from __future__ import annotations

import json
from typing import Any

from breachbot.incident.events import encode
from breachbot.slack.signal_cards import signal_card
from breachbot.store.store import DatabaseStore
from breachbot.usecases import incidents, read
from tests.incident import cast
from tests.intake.bodies import alert
from tests.slack.judges import judged_message
from tests.usecases.stage import Stage

LONG = 30_000
MOST_BYTES = 20_000
"""Of one event of a signal. The longest are findings: at most so many, each with a place of some names."""


def stretched(value: Any, depth: int = 0) -> Any:
    """The same body with each text followed by a long one, but for what tells how it is to be read."""
    if isinstance(value, dict):
        return {key: stretched(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [stretched(item, depth + 1) for item in value]
    return value + "x" * LONG if isinstance(value, str) and depth > 3 else value


def test_the_longest_texts_of_a_sender_are_not_kept_in_clear(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    keyed = {"k" * LONG: {"email": "anna.example@example.com", "n" * LONG: "4111 1111 1111 1111"}}
    for body in (stretched(alert()), alert() | keyed):
        assert len(json.dumps(body)) > LONG
        stage.deliver(body)
    for name in store.read(lambda tx: tx.streams("sig-")):
        for event in store.read(lambda tx, name=name: tx.events(name)):  # type: ignore[misc]
            assert len(encode(event)) < MOST_BYTES
        signal, row = read.load_signal(stage.house, name)
        seen = row.first_seen or cast.NOON
        judged_message(signal_card(signal, count=row.count, first_seen=seen, last_seen=seen))
        incidents.open_from_signal(stage.house, name, by=cast.ENGINEER, request=name)
