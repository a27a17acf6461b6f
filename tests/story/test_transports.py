"""The whole story over HTTP and over Socket Mode, on calm days and in a storm: each time the same goes on record.

A storm: answers that are slow, refused, broken or lost; requests that come twice or late; connections that break.
"""

from __future__ import annotations

import asyncio
import difflib
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from breachbot.demo import proof
from breachbot.demo.standing import Standing, standing
from breachbot.demo.story import play
from breachbot.policy import build_policy
from breachbot.store.open import open_to_read
from breachbot.usecases.register import entries
from breachbot.workspace.state import Traffic

pytestmark = pytest.mark.slow

FROM_THE_BOT = [
    ("chat.postMessage", "rate_limited"),
    ("chat.postMessage", "lost_answer"),
    ("chat.update", "server_error"),
    ("chat.postMessage", "slow"),
    ("users.info", "slow"),
    ("views.update", "slow"),
    ("chat.update", "lost_answer"),
    ("chat.postMessage", "server_error"),
]
TO_THE_BOT = [
    ("block_actions", "duplicate"),
    ("view_submission", "duplicate"),
    ("block_actions", "late"),
    ("view_submission", "late"),
]
OVER_THE_SOCKET = [
    ("view_submission", "lost_ack"),
    ("block_actions", "refresh"),
    ("view_submission", "cut"),
    ("block_actions", "lost_ack"),
    ("view_submission", "refresh"),
    ("block_actions", "cut"),
    ("block_actions", "nonsense"),
]
HOUSE = "breachbot"
"""Who carries effects out. They come when they come, between two decisions or after the next."""
Record = dict[str, list[Any]]
Weather = Callable[[Standing, int], Awaitable[None]]
"""What happens to the bot after each step of the story."""


async def storm(demo: Standing, step: int) -> None:
    """Let the next thing of each kind go wrong."""
    faults = [FROM_THE_BOT[step % len(FROM_THE_BOT)], TO_THE_BOT[step % len(TO_THE_BOT)]]
    if demo.settings.slack_app_token:
        faults.append(OVER_THE_SOCKET[step % len(OVER_THE_SOCKET)])
    for method, kind in faults:
        await demo.player.fault(method, kind, seconds=0.4)


async def calmly(demo: Standing, step: int) -> None:
    """Nothing goes wrong."""


async def killing(demo: Standing, step: int) -> None:
    """As by a power cut, after every step."""
    await demo.bot.kill()


def told(folder: Path, *, socket_mode: bool, weather: Weather = calmly) -> tuple[Record, list[Traffic]]:
    """Play the story; give what went on record of it, freed of times and ids, and what went over the wire."""
    steps = 0

    async def whole() -> tuple[Record, list[Traffic]]:
        async with standing(folder, socket_mode=socket_mode) as demo:

            async def after(name: str) -> None:
                nonlocal steps
                await weather(demo, steps)
                steps += 1

            await play(demo.stage(lambda line: None, after))
            policy = build_policy(demo.settings)
            with open_to_read(demo.settings) as store:
                record = proof.read_record(store)
                register = store.read(lambda tx: entries(tx, policy))
            proof.once_each(record)
            await proof.steps(record, policy, demo.player)
            events = [event.model_dump(mode="json") for event in (*record.signal, *record.events)]
            kept = {
                "decisions": [event for event in events if event["by"] != HOUSE],
                "carried_out": [e for e in events if e["by"] == HOUSE and e["kind"] != "page_published"],
                "published": sorted(
                    (e for e in events if e["kind"] == "page_published"),
                    key=lambda e: (e["version"], e["target"]),
                ),
                "register": [in_any_order(entry.model_dump(mode="json")) for entry in register],
            }
            return kept, await demo.player.traffic()

    record, traffic = asyncio.run(whole())
    return {name: freed(values) for name, values in record.items()}, traffic


def in_any_order(entry: dict[str, Any]) -> dict[str, Any]:
    """Of the places at which a page goes out any may be first."""
    lines = [
        [line.partition(", target")[0], *sorted(re.findall("target [^;]*", line))]
        for line in entry["published"]
    ]
    return {**entry, "published": lines}


VARIES = re.compile(
    r"""\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)    # instants
    | \b\d{4}-\d\d-\d\d\b | \b\d{1,2}[ ][A-Z][a-z]+[ ]20\d\d\b | \b\d\d:\d\d(:\d\d)?\b    # as people write them
    | \b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b
    | \b\d+:[0-9a-f]{64}\b    # the head of the log: what is carried out in between comes when it comes
    | \b(pdb|sig|del|burst)-[a-z0-9]+ | \b[0-9a-f]{16,64}\b    # ids and digests
    | =_[0-9a-f]{32}    # what parts a mail: the digest of what it says
    | (?<=Public[ ]notice:)[^\n]*    # whether the page was out when a notice was drafted
    | /\S+/demo-\d+    # the folder
    """,
    re.VERBOSE,
)


SOFT_BREAK = "=\r\n"
"""Where a mail in quoted-printable goes on in the next line, as in the middle of an id."""


def freed(value: Any) -> Any:
    """Without what differs from one run to the next: how late a reminder came has in it how long the machine took."""
    if isinstance(value, dict):
        return {freed(name): freed(each) for name, each in value.items() if name != "late_minutes"}
    if isinstance(value, list):
        return [freed(each) for each in value if not (isinstance(each, str) and "came late" in each)]
    return VARIES.sub("~", value.replace(SOFT_BREAK, "")) if isinstance(value, str) else value


def differences(one: Record, other: Record) -> list[str]:
    """The lines in which two records differ; none if the same is on record."""
    first, second = (json.dumps(record, indent=1, sort_keys=True).splitlines() for record in (one, other))
    found = difflib.unified_diff(first, second, lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What goes on record over HTTP when nothing goes wrong."""
    record, traffic = told(tmp_path_factory.mktemp("calm"), socket_mode=False)
    assert len(record["decisions"]) > 40
    assert "its socket" not in {each.proof for each in traffic}
    return record


def test_freeing_reads_across_the_lines_of_a_mail() -> None:
    assert freed("Reference pdb-k7m2=\r\nq9xw --=_" + "0a" * 16 + "--") == "Reference ~ --~--"


def test_freeing_leaves_what_was_decided() -> None:
    said = "pdb-k7m2q9xw was approved by U0DPO at 2026-11-28T07:38:24.24Z, due Mon 30 November 2026, 07:38"
    head = f"65:{'0a' * 32}"
    assert freed({"a": [said, 72, None, head]}) == {
        "a": ["~ was approved by U0DPO at ~, due ~ ~, ~", 72, None, "~"]
    }


@pytest.mark.proof
def test_over_a_socket_the_same_goes_on_record(calm: Record, tmp_path: Path) -> None:
    record, traffic = told(tmp_path, socket_mode=True)
    assert differences(record, calm) == []
    came = [each for each in traffic if each.direction == "to_bot"]
    assert {each.proof for each in came} == {"its socket"}


@pytest.mark.proof
@pytest.mark.parametrize("socket_mode", [False, True], ids=["http", "socket"])
def test_in_a_storm_the_same_goes_on_record(calm: Record, tmp_path: Path, socket_mode: bool) -> None:
    record, traffic = told(tmp_path, socket_mode=socket_mode, weather=storm)
    assert differences(record, calm) == []
    went = {(each.status, each.ok) for each in traffic if each.direction == "from_bot"}
    assert {
        (429, False),
        (503, False),
        (None, True),
    } <= went  # refused, broken, and done with the answer lost
    if socket_mode:
        opened = [each for each in traffic if each.method == "apps.connections.open" and each.ok]
        assert len(opened) > 3


@pytest.mark.proof
def test_over_a_socket_a_bot_that_is_killed_after_every_step_puts_the_same_on_record(
    calm: Record, tmp_path: Path
) -> None:
    record, _ = told(tmp_path, socket_mode=True, weather=killing)
    assert differences(record, calm) == []
