"""The manifest asks for no more than what is used, and Slack's own rules for names and lengths hold."""

from __future__ import annotations

import json
import re

from breachbot.slack.manifest import FILE_SCOPES, PATH, SCOPES, manifest


def test_it_names_the_command_and_the_one_address() -> None:
    made = manifest("https://breachbot.example.com/")
    url = f"https://breachbot.example.com{PATH}"
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": url}
    (command,) = made["features"]["slash_commands"]
    assert (command["command"], command["url"]) == ("/breach", url)
    assert json.loads(json.dumps(made)) == made


def test_it_has_a_home_tab_and_hears_only_that_it_was_opened_and_who_joins_a_channel() -> None:
    made = manifest("https://x.example")
    assert made["features"]["app_home"]["home_tab_enabled"] is True
    assert made["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "member_joined_channel",
    ]
    assert made["settings"]["event_subscriptions"]["request_url"].endswith(PATH)


def test_it_offers_to_report_everywhere_and_from_a_message() -> None:
    shortcuts = manifest("https://x.example")["features"]["shortcuts"]
    assert [(each["type"], each["name"]) for each in shortcuts] == [
        ("message", "Report as breach"),
        ("global", "Report as breach"),
    ]
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in shortcuts)


def test_it_asks_for_nothing_that_reads_what_people_write() -> None:
    assert manifest("https://x.example")["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert not [
        scope for scope in SCOPES if scope.endswith((":history", ".email")) or scope.startswith("channels:")
    ]


def test_a_workspace_that_takes_no_files_need_not_grant_them() -> None:
    without = manifest("https://x.example", files=False)["oauth_config"]["scopes"]["bot"]
    assert set(SCOPES) - set(without) == set(FILE_SCOPES)


def test_names_keep_to_slacks_lengths() -> None:
    made = manifest("https://x.example")
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert re.fullmatch(r"#[0-9a-f]{6}", made["display_information"]["background_color"])
    assert len(made["features"]["slash_commands"][0]["description"]) <= 2000
