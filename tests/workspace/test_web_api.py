"""The Web API answers as Slack does: effects, scopes and the real error codes."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.workspace.api.calls import ApiError, arguments
from breachbot.workspace.api.table import METHODS, call
from breachbot.workspace.seed import (
    BOT,
    DPO,
    ENGINEER,
    FOREIGN,
    GENERAL,
    GUEST,
    OUTSIDER,
    TRIAGE,
    default_seed,
)
from breachbot.workspace.state import Workspace

Json = dict[str, Any]
SECTION = {"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "hello"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_732_412_345.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ws(clock: Clock) -> Workspace:
    return Workspace(default_seed(), clock)


def with_scopes(ws: Workspace, *more: str) -> Workspace:
    return Workspace(ws.seed.model_copy(update={"scopes": ws.seed.scopes | set(more)}), ws.now)


def ask(ws: Workspace, method: str, **args: Any) -> Json:
    answer = call(ws, method, args)
    assert answer["ok"], answer
    return answer


def refusal(ws: Workspace, method: str, **args: Any) -> str:
    answer = call(ws, method, args)
    assert not answer["ok"], answer
    return str(answer["error"])


def private(ws: Workspace, name: str = "pdb-00000001") -> str:
    return str(ask(ws, "conversations.create", name=name, is_private=True)["channel"]["id"])


def test_a_posted_message_can_be_changed_and_keeps_what_it_said(ws: Workspace) -> None:
    posted = ask(ws, "chat.postMessage", channel=TRIAGE, text="one", blocks=[SECTION])
    changed = ask(ws, "chat.update", channel=TRIAGE, ts=posted["ts"], text="two")
    assert changed["message"]["edited"]["user"] == BOT
    message = ws.channels[TRIAGE].messages[posted["ts"]]
    assert (message.text, message.blocks) == ("two", [])
    assert [edit["text"] for edit in message.edits] == ["one"]
    ask(ws, "chat.update", channel=TRIAGE, ts=posted["ts"], blocks=[SECTION])
    assert (message.text, message.blocks) == ("two", [SECTION])


def test_timestamps_are_unique_and_rise_even_if_the_clock_stands_or_goes_back(
    ws: Workspace, clock: Clock
) -> None:
    first = ws.next_ts()
    clock.seconds -= 60
    stamps = [first, *(ws.next_ts() for _ in range(20))]
    assert first == "1732412345.000000"
    assert stamps == sorted(set(stamps))


def test_a_post_to_a_person_opens_their_direct_conversation(ws: Workspace) -> None:
    posted = ask(ws, "chat.postMessage", channel=DPO, text="due in 6 h")
    assert ws.channels[posted["channel"]].im_user == DPO
    assert ask(ws, "conversations.open", users=DPO)["channel"]["id"] == posted["channel"]
    assert not ws.sees(ENGINEER, ws.channels[posted["channel"]])


@pytest.mark.parametrize(
    ("code", "method", "args"),
    [
        ("channel_not_found", "chat.postMessage", {"channel": "C404", "text": "x"}),
        ("no_text", "chat.postMessage", {"channel": TRIAGE}),
        ("msg_too_long", "chat.postMessage", {"channel": TRIAGE, "text": "x" * 40_001}),
        ("invalid_blocks", "chat.postMessage", {"channel": TRIAGE, "blocks": [{"type": "nonsense"}]}),
        ("invalid_arguments", "chat.postMessage", {"text": "x"}),
        ("user_not_in_channel", "chat.postEphemeral", {"channel": TRIAGE, "user": GUEST, "text": "x"}),
        ("message_not_found", "chat.update", {"channel": TRIAGE, "ts": "1.0", "text": "x"}),
        ("message_not_found", "chat.getPermalink", {"channel": TRIAGE, "message_ts": "1.0"}),
        ("message_not_found", "pins.add", {"channel": TRIAGE, "timestamp": "1.0"}),
        ("name_taken", "conversations.create", {"name": "general", "is_private": True}),
        ("invalid_name_required", "conversations.create", {"name": "", "is_private": True}),
        ("invalid_name_specials", "conversations.create", {"name": "PDB 1", "is_private": True}),
        ("invalid_name_maxlength", "conversations.create", {"name": "p" * 81, "is_private": True}),
        ("missing_scope", "conversations.create", {"name": "open-for-all"}),
        ("missing_scope", "conversations.list", {}),
        ("missing_scope", "conversations.info", {"channel": GENERAL}),
        ("invalid_types", "conversations.list", {"types": "secret_channel"}),
        ("channel_not_found", "conversations.info", {"channel": "C404"}),
        ("user_not_found", "conversations.open", {"users": "U404"}),
        ("user_not_found", "users.info", {"user": "U404"}),
        ("users_not_found", "users.lookupByEmail", {"email": "nobody@example.com"}),
        ("users_not_found", "users.lookupByEmail", {"email": "foreign@example.com"}),
        ("invalid_trigger_id", "views.open", {"trigger_id": "1.2.3", "view": MODAL}),
        ("not_found", "views.update", {"view_id": "V404", "view": MODAL}),
        ("user_not_found", "views.publish", {"user_id": "U404", "view": MODAL}),
        ("unknown_method", "chat.shout", {}),
    ],
)
def test_slack_refuses_with_its_own_codes(ws: Workspace, code: str, method: str, args: Json) -> None:
    assert refusal(ws, method, **args) == code


def test_a_refused_payload_is_named_by_pointer(ws: Workspace) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}
    answer = call(ws, "chat.postMessage", {"channel": TRIAGE, "blocks": [long]})
    sentence = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {sentence}"]
    assert answer["errors"] == [sentence]


def test_a_missing_scope_is_named(ws: Workspace) -> None:
    answer = call(ws, "conversations.create", {"name": "open-for-all"})
    assert answer["needed"] == "channels:manage"
    assert "groups:write" in answer["provided"].split(",")
    ask(with_scopes(ws, "channels:manage"), "conversations.create", name="open-for-all")


def test_every_method_of_the_table_asks_only_for_scopes_that_exist(ws: Workspace) -> None:
    known = {"channels:manage", "channels:read", "im:read", "mpim:read"} | ws.seed.scopes
    for method in METHODS.values():
        assert method.scopes(ws, {"channel": TRIAGE, "types": "im,mpim"}) <= known


def test_a_message_of_somebody_else_cannot_be_changed(ws: Workspace) -> None:
    posted = ask(ws, "chat.postMessage", channel=TRIAGE, text="x")
    ws.channels[TRIAGE].messages[posted["ts"]].user = ENGINEER
    assert refusal(ws, "chat.update", channel=TRIAGE, ts=posted["ts"], text="y") == "cant_update_message"
    assert refusal(ws, "chat.delete", channel=TRIAGE, ts=posted["ts"]) == "cant_delete_message"


def test_a_private_channel_is_for_its_members(ws: Workspace) -> None:
    channel = private(ws)
    ask(ws, "conversations.invite", channel=channel, users=f"{ENGINEER},{DPO}")
    assert ask(ws, "conversations.members", channel=channel)["members"] == [BOT, ENGINEER, DPO]
    assert [ws.sees(user, ws.channels[channel]) for user in (ENGINEER, OUTSIDER)] == [True, False]
    ws.channels[channel].members.remove(BOT)
    assert refusal(ws, "chat.postMessage", channel=channel, text="x") == "channel_not_found"
    ws.channels[GENERAL].members.remove(BOT)
    assert refusal(ws, "chat.postMessage", channel=GENERAL, text="x") == "not_in_channel"


def test_a_guest_and_a_foreigner_see_only_channels_that_they_are_in(ws: Workspace) -> None:
    for user in (GUEST, FOREIGN):
        assert [ws.sees(user, ws.channels[name]) for name in (GENERAL, TRIAGE)] == [True, False]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U404", "user_not_found"),
        (BOT, "cant_invite_self"),
        (ENGINEER, "already_in_channel"),
        (FOREIGN, "cant_invite"),
    ],
)
def test_one_bad_name_spoils_an_invitation_unless_forced(ws: Workspace, name: str, code: str) -> None:
    channel = private(ws)
    ask(ws, "conversations.invite", channel=channel, users=ENGINEER)
    refused = call(ws, "conversations.invite", {"channel": channel, "users": f"{name},{DPO}"})
    assert refused["error"] == code
    assert refused["errors"] == [{"user": name, "ok": False, "error": code}]
    assert DPO not in ws.channels[channel].members
    forced = ask(ws, "conversations.invite", channel=channel, users=f"{name},{DPO}", force="1")
    assert forced["errors"][0]["error"] == code
    assert DPO in ws.channels[channel].members


def test_nothing_goes_into_an_archived_channel(ws: Workspace) -> None:
    channel = private(ws)
    posted = ask(ws, "chat.postMessage", channel=channel, text="x")
    ask(ws, "conversations.archive", channel=channel)
    assert refusal(ws, "conversations.archive", channel=channel) == "already_archived"
    assert refusal(ws, "chat.postMessage", channel=channel, text="x") == "is_archived"
    assert refusal(ws, "chat.update", channel=channel, ts=posted["ts"], text="y") == "is_archived"
    assert refusal(ws, "conversations.setTopic", channel=channel, topic="x") == "is_archived"
    assert refusal(ws, "conversations.invite", channel=channel, users=DPO) == "is_archived"


def test_a_topic_a_purpose_a_pin_and_a_link(ws: Workspace) -> None:
    channel = private(ws)
    assert ask(ws, "conversations.setTopic", channel=channel, topic="T")["channel"]["topic"]["value"] == "T"
    assert ask(ws, "conversations.setPurpose", channel=channel, purpose="P")["purpose"] == "P"
    assert refusal(ws, "conversations.setTopic", channel=channel, topic="x" * 251) == "too_long"
    posted = ask(ws, "chat.postMessage", channel=channel, text="x")
    ask(ws, "pins.add", channel=channel, timestamp=posted["ts"])
    assert refusal(ws, "pins.add", channel=channel, timestamp=posted["ts"]) == "already_pinned"
    link = ask(ws, "chat.getPermalink", channel=channel, message_ts=posted["ts"])["permalink"]
    assert link.endswith(posted["ts"].replace(".", ""))


def test_the_bot_finds_the_private_channels_that_it_is_in(ws: Workspace) -> None:
    mine, gone, old = (private(ws, f"pdb-{n}") for n in range(3))
    ws.channels[gone].members.remove(BOT)
    ask(ws, "conversations.archive", channel=old)
    listed = ask(ws, "conversations.list", types="private_channel", exclude_archived="true")
    assert [channel["id"] for channel in listed["channels"]] == [TRIAGE, mine]
    everything = ask(with_scopes(ws, "channels:read"), "conversations.list")
    assert [channel["name"] for channel in everything["channels"]] == ["general"]


def test_arguments_come_in_queries_forms_and_json() -> None:
    assert arguments("", "channel=C1", b"") == {"channel": "C1"}
    form = b"text=a%26b&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D"
    assert arguments("application/x-www-form-urlencoded", "", form)["blocks"] == [{"type": "divider"}]
    assert arguments("application/json;charset=utf-8", "a=1", b'{"b": null, "c": 2}') == {"a": "1", "c": 2}


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b"{", "invalid_json"),
        ("application/json", b"[]", "json_not_object"),
        ("application/x-www-form-urlencoded", b"blocks=nonsense", "invalid_blocks_format"),
        ("application/x-www-form-urlencoded", b"view=nonsense", "invalid_arguments"),
    ],
)
def test_arguments_that_cannot_be_read_are_refused(content_type: str, body: bytes, code: str) -> None:
    with pytest.raises(ApiError) as refused:
        arguments(content_type, "", body)
    assert refused.value.code == code


def test_people_are_described_as_slack_describes_them(ws: Workspace) -> None:
    guest = ask(ws, "users.info", user=GUEST)["user"]
    assert (guest["is_restricted"], guest["is_stranger"]) == (True, False)
    foreign = ask(ws, "users.info", user=FOREIGN)["user"]
    assert (foreign["is_stranger"], foreign["team_id"]) == (True, "T0ELSEWHERE")
    assert ask(ws, "users.lookupByEmail", email="DPO@example.com")["user"]["id"] == DPO
    assert FOREIGN not in [user["id"] for user in ask(ws, "users.list")["members"]]
    bare = Workspace(ws.seed.model_copy(update={"scopes": {"users:read"}}), ws.now)
    assert "email" not in ask(bare, "users.info", user=DPO)["user"]["profile"]


@pytest.mark.parametrize(("waited", "expected"), [(2.999, None), (3.0, None), (3.001, "expired_trigger_id")])
def test_a_trigger_lives_three_seconds(
    ws: Workspace, clock: Clock, waited: float, expected: str | None
) -> None:
    trigger = ws.new_trigger(ENGINEER)
    clock.seconds += waited
    assert call(ws, "views.open", {"trigger_id": trigger, "view": MODAL}).get("error") == expected


def test_a_trigger_opens_one_view_and_a_refused_view_does_not_spend_it(ws: Workspace) -> None:
    trigger = ws.new_trigger(ENGINEER)
    assert refusal(ws, "views.open", trigger_id=trigger, view={**MODAL, "title": None}) == "invalid_arguments"
    ask(ws, "views.open", trigger_id=trigger, view=MODAL)
    assert refusal(ws, "views.open", trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"


def test_three_views_lie_on_a_stack_at_most(ws: Workspace) -> None:
    root = ask(ws, "views.open", trigger_id=ws.new_trigger(ENGINEER), view=MODAL)["view"]
    for _ in range(2):
        inner = ws.new_trigger(ENGINEER, root["id"])
        top = ask(ws, "views.push", trigger_id=inner, view=MODAL)["view"]
    assert top["root_view_id"] == root["id"]
    inner = ws.new_trigger(ENGINEER, root["id"])
    assert refusal(ws, "views.push", trigger_id=inner, view=MODAL) == "push_limit_reached"
    assert refusal(ws, "views.push", trigger_id=ws.new_trigger(DPO), view=MODAL) == "not_found"


def test_an_update_with_an_old_hash_conflicts(ws: Workspace) -> None:
    first = ask(ws, "views.open", trigger_id=ws.new_trigger(ENGINEER), view=MODAL)["view"]
    second = ask(ws, "views.update", view_id=first["id"], hash=first["hash"], view=MODAL)["view"]
    assert first["hash"] != second["hash"]
    stale = {"view_id": first["id"], "hash": first["hash"], "view": MODAL}
    assert refusal(ws, "views.update", **stale) == "hash_conflict"
    ask(ws, "views.update", view_id=first["id"], view=MODAL)


def test_an_external_id_names_one_view(ws: Workspace) -> None:
    named = {**MODAL, "external_id": "report-1"}
    ask(ws, "views.open", trigger_id=ws.new_trigger(ENGINEER), view=named)
    again = {"trigger_id": ws.new_trigger(DPO), "view": named}
    assert refusal(ws, "views.open", **again) == "duplicate_external_id"
    ask(ws, "views.update", external_id="report-1", view=named)


def test_a_home_tab_is_published_for_one_person(ws: Workspace) -> None:
    home = {"type": "home", "blocks": [SECTION]}
    first = ask(ws, "views.publish", user_id=DPO, view=home)["view"]
    again = ask(ws, "views.publish", user_id=DPO, view=home, hash=first["hash"])["view"]
    assert again["id"] == first["id"]
    assert refusal(ws, "views.publish", user_id=DPO, view=home, hash=first["hash"]) == "hash_conflict"


def test_blocks_and_views_are_validated_with_the_places_of_what_is_wrong(ws: Workspace) -> None:
    assert call(ws, "blocks.validate", {"view": MODAL}) == {"ok": True}
    assert call(ws, "blocks.validate", {"blocks": [SECTION]}) == {"ok": True}
    wide = call(ws, "blocks.validate", {"view": {**MODAL, "title": {"type": "plain_text", "text": "T" * 25}}})
    assert (wide["error"], wide["errors"][0]["pointer"]) == ("invalid_view", "/view/title/text")
    assert call(ws, "blocks.validate", {"blocks": [{"type": "nonsense"}]})["error"] == "invalid_blocks"
