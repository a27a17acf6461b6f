"""The page about Slack names everything that an installation asks for, and every refusal that somebody can repair."""

from __future__ import annotations

from pathlib import Path

from breachbot.slack.codes import REPAIRABLE, SHUT_OUT
from breachbot.slack.manifest import EVENTS, PATH, SCOPES, manifest

PAGE = (Path(__file__).parents[2] / "docs" / "slack.md").read_text(encoding="utf-8")


def test_it_gives_a_reason_for_each_scope_and_event_and_for_no_other() -> None:
    rows = [line.split("|")[1:3] for line in PAGE.splitlines() if line.startswith("| `")]
    reasons = {name.strip().strip("`"): why.strip() for name, why in rows}
    assert {name for name in reasons if ":" in name or name == "commands"} == set(SCOPES)
    assert all(reasons[name] for name in (*SCOPES, *EVENTS))


def test_it_names_each_shortcut_and_the_one_address() -> None:
    shortcuts = manifest("https://x.example")["features"]["shortcuts"]
    assert all(f"*{each['name']}* (`{each['callback_id']}`)" in PAGE for each in shortcuts)
    assert f"`{PATH}`" in PAGE


def test_it_says_what_to_do_about_each_refusal_that_somebody_can_repair() -> None:
    assert not [code for code in REPAIRABLE | SHUT_OUT if f"`{code}`" not in PAGE]
