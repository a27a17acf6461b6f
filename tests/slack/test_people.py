"""Who is let in, asked of a real (local) workspace over HTTP, and of one that answers oddly or not at all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.slack.people import CALM, PATIENCE, Directory, is_person, person_of
from breachbot.usecases.house import House as BotHouse
from breachbot.usecases.ports.facts import Confirmation, Confirmed
from breachbot.usecases.standing import COUNTS_FOR, confirm, counted
from breachbot.workspace.seed import DPO, ENGINEER, FOREIGN, FOREIGN_TEAM, GUEST, OUTSIDER, TEAM
from tests.conftest import Database
from tests.slack.odd_slack import OddSlack, Reply, odd_slack, said, user
from tests.store.samples import behind_our_back
from tests.workspace.conftest import House, open_house

SECOND = timedelta(seconds=1)
MALFORMED = (
    "",
    " ",
    "U",
    "u0dpo",
    "U0DPO ",
    "U0DPO\n",
    "<@U0DPO>",
    "U0 DPO",
    "B0BREACHBOT",
    "U" + "0" * 64,
    "U0DPÖ",
)


def in_workspace(story: Callable[[House], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with open_house(with_bot=False) as house:
            await story(house)

    asyncio.run(whole())


def with_odd_slack(story: Callable[[OddSlack], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with odd_slack() as slack:
            await story(slack)

    asyncio.run(whole())


async def refused(directory: Directory, user: str, team: str | None = TEAM) -> str:
    with pytest.raises(Refused) as error:
        await directory.admit(user, team)
    return str(error.value)


def test_members_are_let_in_and_guests_and_strangers_are_not(quick_records: BotHouse) -> None:
    async def story(house: House) -> None:
        directory = Directory(house.client, quick_records, TEAM)
        await directory.admit(DPO, TEAM)
        assert "Guests" in await refused(directory, GUEST)
        assert "this workspace" in await refused(directory, FOREIGN, FOREIGN_TEAM)

    in_workspace(story)


def test_a_stranger_is_known_by_slacks_word_even_if_the_request_names_our_workspace(
    quick_records: BotHouse,
) -> None:
    async def story(house: House) -> None:
        assert "this workspace" in await refused(Directory(house.client, quick_records, TEAM), FOREIGN, TEAM)

    in_workspace(story)


def test_without_a_setting_the_workspace_is_that_of_the_token(quick_records: BotHouse) -> None:
    async def story(house: House) -> None:
        directory = Directory(house.client, quick_records, None)
        await directory.admit(DPO, TEAM)
        assert "this workspace" in await refused(directory, ENGINEER, FOREIGN_TEAM)

    in_workspace(story)


def test_an_answer_is_believed_for_ten_minutes_and_not_longer(quick_records: BotHouse) -> None:
    async def story(house: House) -> None:
        times = iter((0.0, 599.0, 600.0, 600.0))
        directory = Directory(house.client, quick_records, TEAM, clock=lambda: next(times))
        asked = []
        for _ in range(3):
            await directory.admit(DPO, TEAM)
            asked.append(len([r for r in await house.player.traffic() if r.method == "users.info"]))
        assert asked == [1, 1, 2]

    in_workspace(story)


@pytest.mark.parametrize("home", [TEAM, None])
def test_slow_answers_are_not_waited_for_longer_than_once(quick_records: BotHouse, home: str | None) -> None:
    """Two questions may have to be asked, and together they get no more time than one: Slack gives three seconds."""

    async def story(slack: OddSlack) -> None:
        slack.replies = {
            "auth.test": replace(said({"ok": True, "team_id": TEAM}), seconds=PATIENCE * 0.8),
            "users.info": replace(user(DPO), seconds=60),
        }
        async with asyncio.timeout(3):
            assert await Directory(slack.client, quick_records, home).admit_reporter(DPO, TEAM) is False

    with_odd_slack(story)


def test_where_nobody_waits_a_slow_answer_counts_as_well(quick_records: BotHouse) -> None:
    """The Home tab is drawn behind a person's back: an answer that comes late must not empty it."""

    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = replace(user(DPO), seconds=PATIENCE + 0.4)
        assert await Directory(slack.client, quick_records, TEAM).standing(DPO, patience=CALM) == "member"

    with_odd_slack(story)


# --- what is no answer ----------------------------------------------------------------------------------------

HTML = b"<html><body>Sign in to the proxy</body></html>"
NO_ANSWERS = {
    "500": Reply(b"upstream error", 500, "text/plain"),
    "502 with HTML": Reply(HTML, 502, "text/html"),
    "429": said({"ok": False, "error": "ratelimited"}, 429),
    "403 with HTML": Reply(HTML, 403, "text/html"),
    "404 with HTML": Reply(HTML, 404, "text/html"),
    "200 with HTML": Reply(HTML, 200, "text/html"),
    "HTML that says JSON": Reply(HTML),
    "nothing": Reply(b""),
    "{}": said({}),
    "[]": said([]),
    "a list": said([{"ok": True}]),
    "null": said(None),
    "not ok": said({"ok": False}),
    "no user": said({"ok": True}),
    "an empty user": said({"ok": True, "user": {}}),
    "a user that is none": said({"ok": True, "user": "U0DPO"}),
    "missing_scope": said({"ok": False, "error": "missing_scope"}),
    "invalid_auth": said({"ok": False, "error": "invalid_auth"}),
    "a code that we do not know": said({"ok": False, "error": "new_in_2027"}),
    "somebody else": user("U0OTHER"),
    "without deleted": user(DPO, deleted=None),
    "without is_bot": user(DPO, is_bot=None),
    "without is_restricted": user(DPO, is_restricted=None),
    "without is_ultra_restricted": user(DPO, is_ultra_restricted=None),
    "without a workspace": user(DPO, team_id=None),
    "an empty workspace": user(DPO, team_id=""),
    "a text for a flag": user(DPO, is_restricted="false"),
    "a number for a flag": user(DPO, deleted=0),
    "of the same organisation": user(DPO, team_id="T0SISTER", enterprise_user={"teams": ["T0SISTER", TEAM]}),
    "of the organisation as a whole": user(DPO, team_id="E0ALL", enterprise_user={"teams": [TEAM]}),
}


@pytest.mark.parametrize("reply", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_does_not_say_who_somebody_is_lets_nobody_in(quick_records: BotHouse, reply: Reply) -> None:
    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = reply
        directory = Directory(slack.client, quick_records, TEAM)
        assert "Nothing was recorded" in await refused(directory, DPO)
        assert await directory.admit_reporter(DPO, TEAM) is False
        assert kept(quick_records, DPO) is None
        slack.replies["users.info"] = user(DPO)
        await directory.admit(DPO, TEAM)

    with_odd_slack(story)


def test_an_answer_that_does_not_come_in_time_says_nothing(quick_records: BotHouse) -> None:
    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = replace(user(DPO), seconds=60)
        directory = Directory(slack.client, quick_records, TEAM)
        assert await directory.standing(DPO, patience=0.1) == "unknown"
        assert kept(quick_records, DPO) is None
        slack.replies["users.info"] = user(DPO)
        await directory.admit(DPO, TEAM)

    with_odd_slack(story)


@pytest.mark.parametrize("reply", [said({"ok": True}), said({"ok": True, "team_id": ""}), Reply(HTML, 502)])
def test_while_the_own_workspace_is_not_known_nobody_is_a_member(
    quick_records: BotHouse, reply: Reply
) -> None:
    """A person of another company in a shared channel differs from a member by the workspace alone."""

    async def story(slack: OddSlack) -> None:
        slack.replies = {"auth.test": reply, "users.info": user(DPO, team_id=FOREIGN_TEAM)}
        assert await Directory(slack.client, quick_records, None).standing(DPO) == "unknown"

    with_odd_slack(story)


NONE_OF_OURS: dict[str, tuple[Reply, Confirmed]] = {
    "a guest": (user(ENGINEER, is_restricted=True), "guest"),
    "a guest of one channel": (user(ENGINEER, is_restricted=True, is_ultra_restricted=True), "guest"),
    "of Slack Connect": (user(ENGINEER, is_stranger=True), "stranger"),
    "of Slack Connect, in a channel of ours": (user(ENGINEER, team_id=FOREIGN_TEAM), "stranger"),
    "of another organisation": (
        user(ENGINEER, team_id=FOREIGN_TEAM, enterprise_user={"teams": [FOREIGN_TEAM]}),
        "stranger",
    ),
    "deactivated": (user(ENGINEER, deleted=True, is_restricted=None, is_ultra_restricted=None), "gone"),
    "a bot": (user(ENGINEER, is_bot=True), "gone"),
    "not there": (said({"ok": False, "error": "user_not_found"}), "gone"),
    "not to be seen": (said({"ok": False, "error": "user_not_visible"}), "gone"),
}


@pytest.mark.parametrize(("reply", "standing"), NONE_OF_OURS.values(), ids=NONE_OF_OURS)
def test_who_was_none_of_ours_stays_out_while_slack_is_down_and_after_a_restart(
    records: BotHouse, reply: Reply, standing: Confirmed
) -> None:
    """Also with a role in our own data: it may be older than what Slack says."""

    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = user(ENGINEER)
        await Directory(slack.client, records, TEAM).admit(ENGINEER, TEAM)
        slack.replies["users.info"] = reply
        assert await Directory(slack.client, records, TEAM).standing(ENGINEER) == standing
        slack.replies["users.info"] = Reply(HTML, 503, "text/html")
        later = Directory(slack.client, records, TEAM)
        assert await later.standing(ENGINEER) == standing
        with pytest.raises(Refused):
            await later.admit_reporter(ENGINEER, TEAM)
        slack.replies["users.info"] = user(ENGINEER)
        await later.admit(ENGINEER, TEAM)

    with_odd_slack(story)


# --- what was confirmed -----------------------------------------------------------------------------------


def kept(records: BotHouse, user: str) -> Confirmation | None:
    return records.store.read(lambda tx: tx.confirmation(user))


def back_date(database: Database, user: str, by: timedelta) -> None:
    """The confirmation is that much older."""
    kept = {"at": (datetime.now(UTC) - by).isoformat(), "standing": "member", "workspace": TEAM}
    statement = "UPDATE meta SET value = :value WHERE key = :key"
    behind_our_back(database, statement, key=f"standing:{user}", value=json.dumps(kept))


@pytest.mark.parametrize(
    ("age", "counts"),
    [
        (timedelta(), True),
        (timedelta(hours=1), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24, minutes=1), False),
        (timedelta(days=400), False),
        (-timedelta(hours=1), False),
    ],
)
def test_a_role_confirmed_within_a_day_counts_while_slack_is_down(
    records: BotHouse, database: Database, age: timedelta, counts: bool
) -> None:
    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = user(ENGINEER)
        await Directory(slack.client, records, TEAM).admit(ENGINEER, TEAM)
        back_date(database, ENGINEER, age)
        slack.replies["users.info"] = Reply(HTML, 503)
        for home in (TEAM, None):
            later = Directory(slack.client, records, home)
            assert await later.standing(ENGINEER, TEAM) == ("member" if counts else "unknown")

    with_odd_slack(story)


def test_without_a_role_a_confirmation_counts_for_nothing_once_slack_is_down(records: BotHouse) -> None:
    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = user(OUTSIDER)
        await Directory(slack.client, records, TEAM).admit(OUTSIDER, TEAM)
        slack.replies["users.info"] = Reply(HTML, 503)
        assert await Directory(slack.client, records, TEAM).admit_reporter(OUTSIDER, TEAM) is False

    with_odd_slack(story)


def test_a_confirmation_in_another_workspace_counts_for_nothing_in_this_one(records: BotHouse) -> None:
    async def story(slack: OddSlack) -> None:
        confirm(records, DPO, FOREIGN_TEAM, "member")
        slack.replies = {}
        assert await Directory(slack.client, records, TEAM).standing(DPO) == "unknown"
        assert await Directory(slack.client, records, None).standing(DPO, TEAM) == "unknown"

    with_odd_slack(story)


def test_an_outage_does_not_prolong_what_was_confirmed(records: BotHouse, database: Database) -> None:
    """Neither in the database nor in the memory of the process that used it."""

    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = user(DPO)
        await Directory(slack.client, records, TEAM).admit(DPO, TEAM)
        slack.replies["users.info"] = Reply(HTML, 503)
        later = Directory(slack.client, records, TEAM)
        back_date(database, DPO, COUNTS_FOR - timedelta(minutes=1))
        for _ in range(3):
            await later.admit(DPO, TEAM)
        back_date(database, DPO, COUNTS_FOR + timedelta(minutes=1))
        assert "Nothing was recorded" in await refused(later, DPO)

    with_odd_slack(story)


def test_everybody_with_a_role_is_asked_about_before_an_outage_comes(records: BotHouse) -> None:
    async def story(house: House) -> None:
        asking = asyncio.create_task(Directory(house.client, records, TEAM).stay_confirmed())
        async with asyncio.timeout(60):
            while not all(kept(records, one) for one in (ENGINEER, DPO)):
                await asyncio.sleep(0.01)
        asking.cancel()
        await house.player.fault("users.info", "server_error", times=9)
        for one in (ENGINEER, DPO):
            await Directory(house.client, records, TEAM).admit(one, TEAM)

    in_workspace(story)


def test_nothing_is_kept_of_a_person_but_the_id(records: BotHouse) -> None:
    confirm(records, DPO, TEAM, "member")
    confirm(records, DPO, TEAM, "guest")
    found = records.store.read(lambda tx: tx.confirmation(DPO))
    assert found is not None
    assert (found.standing, found.workspace) == ("guest", TEAM)
    assert timedelta() <= found.age < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("age", "counts"),
    [
        (-SECOND, False),
        (timedelta(), True),
        (COUNTS_FOR - SECOND, True),
        (COUNTS_FOR, True),
        (COUNTS_FOR + SECOND, False),
    ],
)
def test_a_day_is_24_hours_to_the_second(age: timedelta, counts: bool) -> None:
    last = Confirmation("member", TEAM, age)
    assert counted(last, has_role=True, workspace=TEAM) == ("member" if counts else "unknown")
    assert counted(last, has_role=False, workspace=TEAM) == "unknown"


@pytest.mark.parametrize("age", [-SECOND, timedelta(), COUNTS_FOR + SECOND, timedelta(days=4000)])
def test_a_refusal_has_no_end(age: timedelta) -> None:
    assert counted(Confirmation("guest", TEAM, age), has_role=True, workspace=None) == "guest"


# --- who it is at all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MALFORMED)
def test_an_id_that_is_none_is_refused_before_anybody_is_asked(quick_records: BotHouse, name: str) -> None:
    async def story(slack: OddSlack) -> None:
        slack.replies["users.info"] = user(name)
        directory = Directory(slack.client, quick_records, None)
        for ask in (directory.admit, directory.admit_reporter, directory.standing):
            with pytest.raises(Refused, match="nothing was recorded"):
                await ask(name, TEAM)
        assert slack.asked == []

    with_odd_slack(story)


@pytest.mark.parametrize("name", [*MALFORMED, None, 0, True, [], {}, {"id": None}, ["U0DPO"]])
def test_a_request_names_a_person_or_is_refused(name: object) -> None:
    bodies: list[dict[str, Any]] = [
        {"user": {"id": name}},
        {"user": name},
        {"user_id": name},
        {"event": {"user": name}},
    ]
    bodies += [{}, {"event": "U0DPO"}, {"event": None, "user": {"id": "U0DPO"}}]
    for body in bodies:
        with pytest.raises(Refused, match="nothing was recorded"):
            person_of(body)


def test_ids_of_people_are_such() -> None:
    assert all(is_person(name) for name in ("U012AB3CD", "W012A3CDE", DPO, "U0123456789ABCDEF"))
