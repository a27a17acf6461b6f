"""The only wiring: settings in, a running process out."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import structlog
import uvloop
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from breachbot.errors import NotReady
from breachbot.incident.paged import PAGER, TRACKER
from breachbot.incident.reach import OPERATORS
from breachbot.incident.team import Team
from breachbot.intake.source import Source
from breachbot.observe.metrics import Metrics, metrics_app
from breachbot.ping import EVERY, Ping
from breachbot.policy import build_policy
from breachbot.reach import mail_server, pager, tracker
from breachbot.reconcile import Reconciler
from breachbot.rounds import Rounds
from breachbot.settings import Settings
from breachbot.store.open import open_store
from breachbot.usecases.alarms import STUCK
from breachbot.usecases.assessments import adopt_playbooks
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.watch import How
from breachbot.usecases.team import sync_roles
from breachbot.web.body import Bounded
from breachbot.web.calendar import calendar_routes
from breachbot.web.health import TICK_WITHIN, WRITE_WITHIN, Check, health_routes, is_fresh
from breachbot.web.hosts import Named
from breachbot.web.room import Room
from breachbot.web.server import Server, config, listen
from breachbot.web.webhooks import PATH, Hooks

if TYPE_CHECKING:
    from breachbot.outbox.deliver import Outbox, Sent, Transport
    from breachbot.publish.target import Given, Target
    from breachbot.slack.people import Directory
    from breachbot.slack.socket import SocketMode

log = structlog.get_logger("breachbot.app")

TICK = 5.0
"""Seconds between two checks of what is due."""
START_WITHIN = 5.0
"""Seconds that the start may spend on writing the lists again; the rest is written while it serves."""
DUE_WITHIN = 600.0
"""Seconds that a reminder may be due and not raised before `/readyz` says that the clocks are late."""

BESIDE_IDLE = 2.0
"""Seconds between two looks for what goes out without Slack: nothing wakes it, so taking alerts in costs no more."""

HOW: Mapping[str, How] = {
    "queue_full": "refused",
    "store_unavailable": "refused",
    "no_room": "unread",
    "no_key": "unread",
    "late": "late",
}
"""What goes on record of a request, by the answer that is counted."""


def utc_now() -> datetime:
    """The domain's clock of a real process."""
    return datetime.now(UTC)


def serve(
    settings: Settings,
    without_slack: bool = False,
    *,
    now: Callable[[], datetime] = utc_now,
    tick: float = TICK,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Run until a signal comes. Raises NotReady or BadFile with one sentence where it cannot start.

    ready: called once the server answers.
    """
    # Each request lets go of the interpreter a few times; at the usual 5 ms a busy writer would make it wait each time.
    sys.setswitchinterval(0.001)
    policy = build_policy(settings)
    store, digest = open_store(settings)
    try:
        own = {"sentry": settings.sentry_own_project} if settings.sentry_own_project else {}
        house = House(
            *(store, policy, now, digest),
            own_projects=own,
            sources=settings.sources,
            rhythms=settings.rhythms(),
        )
        sync_roles(house, Team(settings.responders, settings.dpo, settings.deputies))
        adopt_playbooks(house)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_run(house, settings, without_slack, tick, ready))
    finally:
        store.close()


async def _run(
    house: House, settings: Settings, without_slack: bool, tick: float, ready: Callable[[], None]
) -> None:
    metrics = Metrics()
    side_of_slack = None if without_slack else _slack(house, settings, metrics)
    outbox = side_of_slack.outbox if side_of_slack else _beside_slack(house, settings)
    if side_of_slack:
        house = side_of_slack.house
    rounds = Rounds(house, metrics, kinds=outbox.kinds)
    rounds.clocks.find_stale()
    rounds.clocks.write_stale(START_WITHIN)
    scheduler = rounds.scheduler(tick)
    if settings.ping_url:
        scheduler.add_job(Ping(settings.ping_url, rounds).work, "interval", seconds=EVERY)
    web = _web(house, settings, metrics, rounds, side_of_slack)
    main = Server(config(web, settings.host, settings.port, metrics.turn_away), ready)
    figures = Named(metrics_app(metrics), settings.names())
    side = Server(config(figures, "127.0.0.1", settings.metrics_port, metrics.turn_away))
    front, back = (
        listen(settings.host, settings.port, "PORT"),
        listen("127.0.0.1", settings.metrics_port, "METRICS_PORT"),
    )
    rounds.on_outdated = main.leave
    for stop in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(stop, main.leave)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(rounds.read)
        tasks.start_soon(rounds.write_stale)
        tasks.start_soon(side.serve, [back])
        tasks.start_soon(outbox.run)
        if side_of_slack:
            tasks.start_soon(side_of_slack.directory.stay_confirmed)
            tasks.start_soon(side_of_slack.group)
        if side_of_slack and side_of_slack.socket:
            tasks.start_soon(side_of_slack.socket.run)
        tasks.start_soon(_reconciler(house, settings, rounds).run)
        scheduler.start()
        await main.serve([front])
        if side_of_slack and side_of_slack.socket:
            await side_of_slack.socket.leave()
        scheduler.pause()
        await rounds.leave()
        scheduler.shutdown(wait=False)
        tasks.cancel_scope.cancel()
    if rounds.outdated:
        raise rounds.outdated


@dataclass(frozen=True)
class _Slack:
    """The Slack side: the house that wakes the outbox, the people, the outbox, what reads the user group, and the way
    in, routes or a socket."""

    house: House
    directory: Directory
    outbox: Outbox
    group: Callable[[], Coroutine[Any, Any, None]]
    routes: list[Route] = field(default_factory=list)
    socket: SocketMode | None = None


def _slack(house: House, settings: Settings, metrics: Metrics) -> _Slack:
    if not (settings.slack_bot_token and settings.triage_channel):
        raise NotReady("Slack is not set up: `breachbot settings` shows which variables it needs.")
    # Imported here: a fifth of the start and 15 MB, which nobody without Slack should pay.
    from breachbot.outbox.deliver import Outbox
    from breachbot.outbox.registry import CHANNELS
    from breachbot.outbox.ways import Ways
    from breachbot.slack.app import build_app, make_client, routes
    from breachbot.slack.group import stay_read
    from breachbot.slack.people import Directory
    from breachbot.slack.socket import SocketMode
    from breachbot.slack.transport import SlackTransport

    loop = asyncio.get_running_loop()
    client = make_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    directory = Directory(client, house, settings.slack_team_id)

    async def send(claimed: ClaimedEffect) -> Sent:
        return await ways(claimed)

    async def reachable() -> bool:
        return await slack.reachable()

    outbox = Outbox(house.store, send, reachable=reachable)

    def wake() -> None:
        loop.call_soon_threadsafe(outbox.wake)

    house = replace(house, wake=wake)
    deliver = partial(CHANNELS["slack"].deliver, client)
    slack = SlackTransport(client, deliver, house, directory, triage_channel=settings.triage_channel)
    group = partial(stay_read, client, house, directory)
    ways = Ways(house, _targets(settings), {"slack": slack.send, **_other_channels(house, settings)})
    if settings.slack_app_token:
        caller = make_client(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
        app = build_app(house, client, directory)
        opened = SocketMode(app, caller, greeted=metrics.socket_opened.inc)
        metrics.socket_connected.set_function(lambda: opened.connected)
        return _Slack(house, directory, outbox, group, socket=opened)
    if not settings.slack_signing_secret:
        raise NotReady("BREACHBOT_SLACK_SIGNING_SECRET or BREACHBOT_SLACK_APP_TOKEN is needed.")
    secret = settings.slack_signing_secret.get_secret_value()
    app = build_app(house, client, directory, signing_secret=secret)
    return _Slack(house, directory, outbox, group, routes(app, secret))


def _beside_slack(house: House, settings: Settings) -> Outbox:
    """Without Slack: mail, the pager and the security page go out, and everything else waits until Slack is there."""
    from breachbot.outbox.deliver import Outbox
    from breachbot.outbox.ways import BESIDE_SLACK, Ways

    ways = Ways(house, _targets(settings), _other_channels(house, settings))
    return Outbox(house.store, ways, idle=BESIDE_IDLE, kinds=BESIDE_SLACK)


def _targets(settings: Settings) -> Mapping[str, tuple[Target, Given]]:
    return {target.name: (target, given) for target, given in settings.targets()}


def _other_channels(house: House, settings: Settings) -> dict[str, Transport]:
    """What carries reminders by mail and by web hook, and tickets, as far as they are set up."""
    server, hook, made = mail_server(settings), pager(settings), dict[str, "Transport"]()
    tickets = tracker(settings)
    if not server and not hook and not tickets:
        return made  # without loading what only they need
    from breachbot.outbox.calls import Calls
    from breachbot.outbox.registry import CHANNELS

    if server:
        deliver = partial(CHANNELS["mail"].deliver, server)
        made["mail"] = Calls(house, deliver, settings.addresses).send
    if hook:
        deliver = partial(CHANNELS["webhook"].deliver, hook)
        made[PAGER] = Calls(house, deliver, {OPERATORS: (OPERATORS,)}).send
    if tickets:
        from breachbot.outbox.tickets import Tickets

        made[TRACKER] = Tickets(house, partial(CHANNELS["webhook"].deliver, tickets)).send
    return made


def _web(house: House, settings: Settings, metrics: Metrics, rounds: Rounds, slack: _Slack | None) -> ASGIApp:
    """The web hooks beside everything else; they go first because they have one second."""
    room = Room()
    hooks = _hooks(house, settings, metrics, rounds, room)
    health = health_routes(_checks(rounds), settings.names(), _notes(rounds, slack))
    calendars = calendar_routes(house) if settings.url else []
    routes = Starlette(routes=[*health, *calendars, *(slack.routes if slack else _address_check(settings))])
    rest = Bounded(routes, metrics.turn_away, room)

    async def web(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(PATH):
            await hooks(scope, receive, send)
        else:
            await rest(scope, receive, send)

    return web


def _address_check(settings: Settings) -> list[Route]:
    """Without Slack: whether the address is ours, for an app whose bot token is still to come."""
    if not settings.slack_signing_secret:
        return []
    from breachbot.slack.signed import only_verified

    return only_verified(settings.slack_signing_secret.get_secret_value())


def _hooks(house: House, settings: Settings, metrics: Metrics, rounds: Rounds, room: Room) -> Hooks:
    accepted = {name: metrics.accepted.labels(source=name) for name in settings.sources}
    given = {name: settings.of_source(source) for name, source in settings.sources.items()}

    def count(source: Source | None, reason: str) -> None:
        if source and reason == "accepted":
            accepted[source.name].inc()
        elif source and reason == "late":
            metrics.late.labels(source=source.name).inc()
        else:
            metrics.refused.labels(reason=reason).inc()
        if source and given[source.name] and (how := HOW.get(reason)):
            rounds.watch.missed(source.name, how)

    return Hooks(given, rounds.accept, house.now, count, room, sources=settings.sources)


def _reconciler(house: House, settings: Settings, rounds: Rounds) -> Reconciler:
    given = {name: settings.of_source(source) for name, source in settings.sources.items()}
    made, loop = Reconciler(house, given, rounds.accept), asyncio.get_running_loop()

    def over(source: str) -> None:
        loop.call_soon_threadsafe(made.gap_over, source)

    rounds.watch.over = over
    return made


def _checks(rounds: Rounds) -> dict[str, Check]:
    """What has to hold for `/readyz`, from what the rounds found by themselves: a request never writes."""
    return {
        "database": lambda: is_fresh(rounds.last_write, time.monotonic(), WRITE_WITHIN),
        "tick": lambda: is_fresh(rounds.last_tick, time.monotonic(), TICK_WITHIN),
        "reminders": lambda: rounds.clocks.oldest_due_seconds < DUE_WITHIN,
    }


def _notes(rounds: Rounds, slack: _Slack | None) -> dict[str, Callable[[], str]]:
    """What `/readyz` tells beside its checks: alerts are taken in whether Slack is there or not."""
    notes = {
        "clocks": lambda: "stalled" if rounds.clocks.stalled else "ok",
        "machine_clock": lambda: "differs" if rounds.clock_differs else "ok",
    }
    if slack:
        notes["outbox"] = lambda: "ok" if rounds.oldest_effect_seconds < STUCK else "stuck"
    if slack and (opened := slack.socket):
        notes["socket_mode"] = lambda: "connected" if opened.connected else "not connected"
    return notes
