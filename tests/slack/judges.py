"""Who judges a payload in these tests: our own limits, Slack's SDK, and a search for words that could act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from breachbot.slack.kit.limits import problems
from breachbot.workspace.samples import keeper

Json = dict[str, Any]

keep = keeper()
"""These payloads go to the judges of tests/judges as well."""

HOSTILE = (
    "<!channel> look here <@U12345678> <https://evil.example|click>",
    "<script>alert(1)</script> & more",
    "x" * 10_000,
    "<&>" * 3_000,
    "\u202egnp.exe \u2066 שלום",
    "🧯" * 400,
    "\ud800 half \x00 nul \x07 bell",
    " ",
    "*bold* _under_ `code` ~gone~\n> quote\n1. list",
    "line\n" * 500,
)

_TOKEN = re.compile(
    r"<!date\^[0-9]+\^(\{date_long_pretty\} at \{time\}|\{date_long\} at \{time\}|\{ago\})"
    r"\|([A-Z][a-z]+day )?[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC>"
    r"|<@[UW][A-Z0-9]+>|<#[CGD][A-Z0-9]+>"
    r"|<https?://[^\s<>|]+\|(The message that was reported|Look at the source|its card|[tT]he alert at its source"
    r"|The signal’s card|Notice to the authority|Security page|Mail to the people affected)>"
)


def judged_message(payload: Json, method: str = "chat.postMessage") -> None:
    """Fail if Slack would refuse it, or if a word from outside could act in it."""
    assert problems(method, payload) == []
    assert problems("chat.update", payload) == []
    parsed = Block.parse_all(payload["blocks"])
    assert len(parsed) == len(payload["blocks"])
    assert [block.to_dict()["type"] for block in parsed] == [block["type"] for block in payload["blocks"]]
    harmless(payload)
    keep(method, {"channel": "C0TRIAGE", "text": "…", **payload})


def judged_view(view: Json) -> None:
    """The same for a modal."""
    assert problems("views.open", {"view": view}) == []
    assert View(**view).to_dict()["type"] == "modal"
    harmless(view)
    keep("views.update", {"view_id": "V0000001", "view": view})


def judged_home(view: Json) -> None:
    """The same for a Home tab."""
    assert problems("views.publish", {"view": view}) == []
    assert View(**view).to_dict()["type"] == "home"
    harmless(view)


def harmless(payload: Json) -> None:
    """Of what Slack's `<…>` can do only our mentions and times are left; nothing turns the reading."""
    for text in _strings(payload):
        rest = _TOKEN.sub("", text)
        assert "<" not in rest, f"something acts here: {rest[:200]!r}"
        assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00-\x08]", rest), (
            f"odd marks: {rest[:80]!r}"
        )


def _strings(value: Any) -> Iterator[str]:
    """Every text that Slack shows; what a form was filled with is shown as it is and acts nowhere."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name != "initial_value":
                yield from _strings(item)


def text_of(payload: Json) -> str:
    """All words of a payload, for a search."""
    return "\n".join(_strings(payload))


def actions_of(payload: Json) -> list[str]:
    """The names of the buttons, in order."""
    rows = [block["elements"] for block in payload["blocks"] if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]
