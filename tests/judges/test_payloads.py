"""Everything that breachbot sends, before three judges: Slack's SDK, Slack's types, and our own limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from breachbot.slack.desk import Desk
from breachbot.slack.kit.limits import problems
from breachbot.slack.listeners.register import register
from breachbot.workspace.samples import Sample
from tests.judges import typed
from tests.judges.conftest import COLLECTED

pytestmark = pytest.mark.slow

OFTEN = {
    "chat.postMessage",
    "chat.update",
    "conversations.create",
    "conversations.invite",
    "views.open",
    "views.update",
}
"""What every story sends."""


class Registry:
    """Stands where Bolt's app stands, and notes for which forms there is a listener."""

    def __init__(self) -> None:
        self.forms: set[str] = set()

    def view(self, callback_id: str) -> Callable[[Any], Any]:
        self.forms.add(callback_id)
        return lambda listener: listener

    def __getattr__(self, name: str) -> Callable[..., Callable[[Any], Any]]:
        return lambda *args, **more: lambda listener: listener


def forms() -> set[str]:
    """Every form that somebody can send."""
    registry = Registry()
    register(cast(AsyncApp, registry), Desk(cast(Any, None), cast(Any, None), cast(Any, None)))
    return registry.forms


def judged_as(sample: Sample) -> str | None:
    """The method under whose limits a payload falls, if any."""
    if sample.method != "acknowledgement":
        return sample.method
    if "view" in sample.payload:
        return "views.update"
    return "response_url" if "text" in sample.payload else None


def test_there_is_something_to_judge(samples: list[Sample]) -> None:
    methods = {sample.method for sample in samples}
    assert methods > OFTEN
    if COLLECTED:
        views = [sample.payload["view"] for sample in samples if "view" in sample.payload]
        assert {view.get("callback_id") for view in views} >= forms()
        assert "views.publish" in methods


def test_slacks_sdk_reads_each_and_writes_the_same(samples: list[Sample]) -> None:
    for sample in samples:
        blocks, view = sample.payload.get("blocks"), sample.payload.get("view")
        if blocks:
            assert [block.to_dict() for block in Block.parse_all(blocks)] == blocks
        if view:
            assert View(**view).to_dict() == {name: value for name, value in view.items() if value != ""}


def test_slacks_types_fit_each(samples: list[Sample], tmp_path: Path) -> None:
    made = [claim for sample in samples for claim in typed.claims(sample.method, sample.payload)]
    assert typed.objections(tmp_path, made) == []


def test_our_limits_let_each_pass(samples: list[Sample]) -> None:
    for sample in samples:
        if method := judged_as(sample):
            assert problems(method, sample.payload) == [], sample.method


BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}}
FAULTS: list[tuple[str, Mapping[str, Any], str]] = [
    (
        "a style that there is not",
        {"type": "actions", "elements": [{**BUTTON, "style": "warning"}]},
        "warning",
    ),
    ("a block that there is not", {"type": "sektion"}, "sektion"),
    ("a field that there is not", {"type": "divider", "colour": "red"}, "colour"),
    ("a header in mrkdwn", {"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "mrkdwn"),
    ("an input without a label", {"type": "input", "element": {"type": "plain_text_input"}}, "label"),
]


def test_slacks_types_see_what_is_wrong(tmp_path: Path) -> None:
    made = [typed.Claim(name, block, "types.KnownBlock") for name, block, _ in FAULTS]
    said = typed.objections(tmp_path, [*made, typed.Claim("nothing", BUTTON, "types.Button")])
    assert len(said) == len(FAULTS)
    for line, (name, _, word) in zip(said, FAULTS, strict=True):
        assert line.startswith(name)
        assert word in line


def test_slacks_types_see_a_call_without_its_channel(tmp_path: Path) -> None:
    (said,) = typed.objections(tmp_path, typed.claims("chat.postMessage", {"text": "x"}))
    assert "does not satisfy the expected type 'ChatPostMessageArguments'" in said
