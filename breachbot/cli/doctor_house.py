"""The doctor's look at what lies on this machine: database, keys, folders, templates, effects given up."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from breachbot.cli.findings import Examined, Unknown, look
from breachbot.errors import NotReady

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from breachbot.settings import Settings
    from breachbot.store.store import DatabaseStore
    from breachbot.usecases.ports.watch import Stretch
    from breachbot.usecases.watch import Fared

SKEW = timedelta(seconds=30)
"""By how much a clock may differ. Slack's signatures are good for five minutes, and the record counts by the second."""
RECENT = timedelta(days=1)
"""So long a refusal is worth a word."""
READ_WITHIN = 60.0
"""Seconds within which an alert is read, however many come."""
MOST_SOURCES = 3
"""Silences and gaps that are told; `breachbot sources` lists them all."""
MOST_NAMED = 20


def examine_house(settings: Settings) -> Iterator[Examined]:
    """Everything that needs no network beyond the database."""
    yield from examine_database(settings)
    yield look("publication", lambda: _publication(settings))
    yield look("templates", lambda: _templates(settings))


def examine_database(settings: Settings) -> Iterator[Examined]:
    """The database, its clock, the master key and the outbox; only the first where that is wrong. Makes nothing."""
    from breachbot.store.database import make_engine, sqlite_path

    path = sqlite_path(settings.database_url.get_secret_value())
    if path and not path.exists():
        yield Examined("database", "wrong", f"there is none at {path} yet: run `breachbot migrate`")
        return
    engine = make_engine(settings.database_url.get_secret_value(), "read")
    try:
        schema = look("database", lambda: _schema(settings, engine))
        yield schema
        if schema.state == "ok":
            yield from _inside(settings, engine)
    finally:
        engine.dispose()


def _inside(settings: Settings, engine: Engine) -> Iterator[Examined]:
    yield from _open_files(settings)
    if settings.on_postgres:
        yield look("database clock", lambda: _clock(engine, datetime.now(UTC)))
    yield look("master key", lambda: _master_key(settings))
    yield look("log", lambda: _log(settings))
    yield look("clocks", lambda: _clocks(engine))
    yield look("reading", lambda: _reading(engine))
    yield look("outbox", lambda: _outbox(engine, with_slack=settings.slack_bot_token is not None))
    yield look("sources", lambda: _sources(settings, datetime.now(UTC)))


def _schema(settings: Settings, engine: Engine) -> str:
    from sqlalchemy import text

    from breachbot.store.database import say_so
    from breachbot.store.schema import HEAD, require_current

    with say_so():
        require_current(engine)
        if settings.on_postgres:
            return f"PostgreSQL, schema {HEAD}"
        with engine.connect() as conn:
            said = conn.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if said != "ok":
        raise NotReady("the SQLite file is damaged: stop breachbot and restore the last backup")
    return f"SQLite, schema {HEAD}, file whole"


def _open_files(settings: Settings) -> Iterator[Examined]:
    """The files of the SQLite database, and that of the settings, that others can read, if there are any."""
    from breachbot import private
    from breachbot.settings import ENV_FILE
    from breachbot.store.database import files_of, sqlite_path

    path = sqlite_path(settings.database_url.get_secret_value())
    ours = [*(files_of(path) if path else []), ENV_FILE]
    found = [file for file in ours if file.exists() and private.is_open(file)]
    if found:
        names = " ".join(map(str, found))
        yield Examined("files", "wrong", f"others can read {names}: run `chmod 600 {names}`")


def _clock(engine: Engine, now: datetime) -> str:
    from breachbot.store.database import real_time, say_so

    with say_so(), engine.connect() as conn:
        theirs = real_time(conn)
    return compare_clocks(theirs, now, "the database's")


def compare_clocks(theirs: datetime, ours: datetime, whose: str) -> str:
    """How much this machine's clock differs from another. Raises NotReady if it is too much; both are aware."""
    ahead = round((ours - theirs).total_seconds())
    if abs(ahead) > SKEW.total_seconds():
        side = "ahead of" if ahead > 0 else "behind"
        raise NotReady(
            f"this machine's clock is {abs(ahead)} s {side} {whose}: set it by NTP, since deadlines and "
            "signatures depend on it"
        )
    return f"within {SKEW.seconds} s of {whose}"


def _master_key(settings: Settings) -> str:
    from breachbot.store.keys import KEY_FILE
    from breachbot.store.open import NeverUsed, open_to_read

    try:
        with open_to_read(settings):
            pass
    except NeverUsed:
        raise Unknown(
            "nothing has been sealed yet; it is made or compared at the first start of `serve`"
        ) from None
    path = settings.data_dir / KEY_FILE
    if settings.master_key is None and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise NotReady(f"{path} can be read by others: run `chmod 600 {path}`")
    return "it opens what is in the database; keep a copy of it apart from the backups"


def _log(settings: Settings) -> str:
    """The whole log, as `register verify` looks at it."""
    from breachbot.usecases.register import proof

    with _opened(settings) as store:
        found = store.read(proof)
    if not found.ok:
        raise NotReady(f"{found.why}: keep the file as it is, and compare it with a backup")
    if not found.complete:
        raise NotReady(
            f"{found.erased} rows have no key and {found.unreadable} cannot be read, so they cannot be compared: "
            "see `breachbot register verify`"
        )
    return f"the chain of its {found.rows} rows is whole, and each says what is sealed in it"


@contextmanager
def _opened(settings: Settings) -> Iterator[DatabaseStore]:
    """The store, to read. Raises Unknown where no server was ever started on it."""
    from breachbot.store.open import NeverUsed, open_to_read

    try:
        with open_to_read(settings) as store:
            yield store
    except NeverUsed:
        raise Unknown("nothing has been stored yet; the first start of `serve` begins it") from None


def _clocks(engine: Engine) -> str:
    from breachbot.store.database import say_so
    from breachbot.store.due import stalled_rows

    with say_so(), engine.connect() as conn:
        rows = stalled_rows(conn)
    if rows:
        named = ", ".join(f"{row.stream} ({row.why}, tried {row.tries} times)" for row in rows[:MOST_NAMED])
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        raise NotReady(
            f"{len(rows)} clocks have stopped: {named}{more}. Nobody is reminded of these: look at them by hand, "
            "see the log of `serve`, and run `breachbot register verify`"
        )
    return "none has stopped"


def _reading(engine: Engine) -> str:
    from breachbot.store.database import say_so
    from breachbot.store.deliveries import unread

    with say_so(), engine.connect() as conn:
        count, oldest = unread(conn)
    if oldest > READ_WITHIN:
        raise NotReady(
            f"{count} alerts are stored and not read, the oldest for {round(oldest)} s: see that `serve` runs, "
            "its log, and how busy this machine is"
        )
    return f"{count} alerts wait to be read" if count else "every alert was read"


def _outbox(engine: Engine, *, with_slack: bool) -> str:
    from sqlalchemy import func, select

    from breachbot.store.database import say_so
    from breachbot.store.outbox import refusals, waiting
    from breachbot.store.tables import FAILED, WAITING, outbox
    from breachbot.usecases.alarms import STUCK
    from breachbot.usecases.ports.outbox import HELD_UP, SHUT_OUT

    with say_so(), engine.connect() as conn:
        count, oldest, failed, aside = waiting(conn)
        kinds = conn.execute(select(outbox.c.kind, func.count()).where(FAILED).group_by(outbox.c.kind)).all()
        refused = refusals(conn)
        uninvited = select(func.count()).where(WAITING, outbox.c.kind == "invitation")
        outside = conn.execute(uninvited).scalar_one()
    wrong = []
    if failed:
        what = ", ".join(f"{kind} {number}" for kind, number in sorted(map(tuple, kinds)))
        wrong.append(
            f"{failed} effects were given up ({what}): see `breachbot outbox list` and fix the cause"
        )
    if held_up := sorted(error.removeprefix(HELD_UP) for error in refused if error.startswith(HELD_UP)):
        wrong.append(f"{count} effects wait, and go out once this is fixed: {'; '.join(held_up)}")
    if aside:
        why = sorted(error for error in refused if not error.startswith(HELD_UP))
        wrong.append(
            f"{aside} effects keep failing and have stepped aside; they are still tried: "
            f"{'; '.join(why) or 'see `breachbot outbox list`'}"
        )
    if outside:
        wrong.append(
            f"{outside} people could not be added to the channel of an incident yet: see `breachbot outbox list`"
        )
    if oldest >= STUCK and (with_slack or refused):
        why = sorted(error.removeprefix(SHUT_OUT) for error in refused) or [
            "see `breachbot outbox list` for why"
        ]
        wrong.append(f"the oldest of {count} effects has waited {round(oldest)} s: {'; '.join(why)}")
    if wrong:
        raise NotReady("; ".join(wrong))
    without = "" if with_slack or not count else " for Slack, which is not set up here: nothing to do"
    return f"nothing was given up, {count} waiting{without}"


def _sources(settings: Settings, now: datetime) -> str:
    """Whether those that are set up still reach us. Raises NotReady for one that is silent, or was just refused."""
    from breachbot.settings import EXPECTED, variable
    from breachbot.usecases.watch import fared

    on = [name for name, source in settings.sources.items() if settings.of_source(source)]
    with _opened(settings) as store:
        found = store.read(lambda tx: fared(tx, on, settings.rhythms(), now))
    wrong = [
        sentence
        for name, one in found.items()
        for sentence in (
            *_silence(name, one),
            *(_gap(gap) for gap in one.gaps if now - gap.ended_at < RECENT),
        )
    ]
    if wrong:
        more = f"; and {len(wrong) - MOST_SOURCES} more, see `breachbot sources`"
        raise NotReady("; ".join(wrong[:MOST_SOURCES]) + (more if len(wrong) > MOST_SOURCES else ""))
    unwatched = [variable(EXPECTED.format(name)) for name, one in found.items() if one.silence is None]
    if unwatched:
        others = f", and those of {len(unwatched) - 1} more" if len(unwatched) > 1 else ""
        return f"nothing was refused in the last day; to hear of a silence, set {unwatched[0]}{others}"
    return "none is silent, and nothing was refused in the last day"


def _silence(name: str, fared: Fared) -> Iterator[str]:
    if fared.silence and fared.silence.broken:
        since = f"{fared.silence.since:%Y-%m-%d %H:%M} UTC"
        yield f"nothing has come from {name} since {since}: see there whether its hook is still on"


def _gap(gap: Stretch) -> str:
    until = f"until {gap.ended_at:%Y-%m-%d %H:%M} UTC"
    if gap.how == "late":
        return (
            f"{gap.count} requests of {gap.source} were answered late {until}: see how busy this machine is"
        )
    return (
        f"{gap.count} requests of {gap.source} were refused with 503 {until}: see there what is missing here"
    )


def _publication(settings: Settings) -> str:
    if wrong := [why for target, given in settings.targets() if (why := target.fault(given))]:
        raise NotReady("; ".join(wrong))
    where = f"shown at {settings.public_url}" if settings.public_url else "BREACHBOT_PUBLIC_URL is not set"
    return f"it can be written at {', '.join(settings.publish_to)}; {where}"


def _templates(settings: Settings) -> str:
    from breachbot.cli.sample import samples
    from breachbot.notices.draft import draft
    from breachbot.policy import build_policy

    for folder in (settings.playbooks_dir, settings.templates_dir):
        if not Path(folder).is_dir():
            raise NotReady(f"there is no folder {folder}")
    policy = build_policy(settings)
    drawn = [draft(fields, policy.templates) for fields in samples()]
    return f"the playbook is read, and every notice renders with nothing and with all known ({len(drawn)} drafts)"
