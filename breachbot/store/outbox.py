"""The outbox in the database: asked for with the events, claimed under a fenced lease, settled with the answer.

Within a lane the most urgent waiting row goes first, of several the oldest, and holds back the others; one that failed
for good does not, nor does one that stepped aside (`aside_at`) because it always failed. What stepped aside is still
tried, in the same order and before what came later, whenever its pause is over; as soon as something gets through in a
lane that had trouble, its pause is over. So a lane in which nothing got through comes back in its order, but for the
one message that found it mended.

Of cards, which show the whole state, only the newest waiting one is sent. All times here are real time.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import structlog
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from breachbot.incident.effect import COALESCED, RANKS, Effect, EffectKind
from breachbot.incident.reach import Receipt
from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.tables import FAILED, WAITING, outbox
from breachbot.usecases.ports.outbox import HELD_UP, SHUT_OUT, ClaimedEffect, EffectRow

log = structlog.get_logger("breachbot.store")

LONGEST_ERROR = 200
"""Characters kept of an error's code."""
TROUBLED = and_(WAITING, or_(outbox.c.error.is_not(None), outbox.c.aside_at.is_not(None)))
"""It waits, and a try failed."""


SLOT = "note:"
"""How the slots begin of what goes to one person about one event (incident/effects.py)."""
TO_PEOPLE = and_(
    outbox.c.urgency == RANKS["deadline"],
    outbox.c.kind.in_(("direct_note", "reminder_call")),
)
"""Reminders that go to one person each."""
QUIET = outbox.c.args.like('%"quiet"%')
"""It waits until somebody's quiet hours are over."""
CLAIMED = ("id", "kind", "key", "lane", "stream", "slot", "args", "attempts")
"""What is read of a row that goes out: no time, which SQLite would keep in any form."""
RECEIVED = ("slot", "args", "created_at", "state", "result_ref", "done_at")
"""What is read of a row to see what became of it."""
SPOILT = "the row cannot be read: it was changed in the database"


class Outbox(Part):
    """What is to be done outside."""

    def enqueue(self, effects: Sequence[Effect]) -> None:
        now = real_time(self._conn) if effects else None
        for effect in effects:
            new = insert_new(self._conn, outbox).values(
                key=effect.key,
                kind=effect.kind,
                lane=effect.lane,
                stream=effect.stream,
                slot=effect.slot,
                args=json.dumps(effect.args, sort_keys=True),
                not_before=now + effect.after if now and effect.after else effect.not_before,
                attempts=0,
                state="waiting",
                urgency=effect.rank,
                created_at=now,
            )
            added = self._conn.execute(
                new.on_conflict_do_nothing().returning(outbox.c.id)
            ).scalar_one_or_none()
            if added is not None and effect.kind in COALESCED:
                _supersede(self._conn, effect, added)
            if added is not None and effect.urgency == "deadline":
                _leave_quiet(self._conn, effect, added)

    def claim(
        self, limit: int, lease: timedelta, kinds: Collection[EffectKind] | None = None
    ) -> list[ClaimedEffect]:
        """Lease what may go out now, the most urgent first and of those the oldest: of each lane its head, or something
        that stepped aside."""
        now = real_time(self._conn)
        free = self._conn.execute(_free(_names(kinds)), {"now": now, "limit": limit}).all()
        leased = [_lease(self._conn, row, now + lease) for row in free]
        return [one for one in leased if one is not None]

    def settle(self, claimed: ClaimedEffect, ref: str, sha256: str, also: Collection[str] = ()) -> bool:
        """It went out. Also counts for a row that was superseded after its lease ran out: the message exists."""
        sent = {"state": "sent", "result_ref": ref, "result_sha256": sha256, "done_at": real_time(self._conn)}
        if not _finish(self._conn, claimed, ("waiting", "superseded"), sent):
            return False
        if also:
            self._went_together(claimed, also, sent)
        if claimed.aside or claimed.attempts > 1:
            waits = update(outbox).where(
                WAITING, outbox.c.lane == claimed.lane, outbox.c.aside_at.is_not(None)
            )
            self._conn.execute(waits.values(not_before=None))
        return True

    def behind(self, claimed: ClaimedEffect, limit: int) -> list[Effect]:
        ours = outbox.c.lane == claimed.lane, outbox.c.kind == claimed.kind, outbox.c.id > claimed.id
        found = select(outbox).where(WAITING, *ours, outbox.c.aside_at.is_(None)).order_by(outbox.c.id)
        return [_effect(row) for row in self._conn.execute(found.limit(limit))]

    def _went_together(self, claimed: ClaimedEffect, also: Collection[str], sent: Mapping[str, Any]) -> None:
        """Record what went out with an effect, and with each of them which ones they were."""
        with_it = update(outbox).where(WAITING, outbox.c.lane == claimed.lane, outbox.c.key.in_(also))
        self._conn.execute(with_it.values(**sent))
        keys = (claimed.key, *also)
        for row in self._conn.execute(select(outbox).where(outbox.c.key.in_(keys))).all():
            args = json.dumps({**_arguments(row.args), "with": " ".join(keys)}, sort_keys=True)
            self._conn.execute(update(outbox).where(outbox.c.id == row.id).values(args=args))

    def hold_reminders(self, stream: str, most: timedelta) -> None:
        fresh = and_(WAITING, TO_PEOPLE, outbox.c.stream == stream, outbox.c.attempts == 0)
        held = update(outbox).where(fresh, outbox.c.not_before.is_(None))
        self._conn.execute(held.values(not_before=real_time(self._conn) + most))

    def release_reminders(self) -> None:
        held = update(outbox).where(WAITING, TO_PEOPLE, outbox.c.attempts == 0, ~QUIET)
        self._conn.execute(held.values(not_before=None))

    def together(self, stream: str, kind: EffectKind, slot: str) -> list[Effect]:
        ours = outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot
        args = self._conn.execute(select(outbox.c.args).where(*ours).order_by(outbox.c.id).limit(1)).scalar()
        keys = _arguments(args).get("with", "").split() if args else []
        found = select(outbox).where(outbox.c.key.in_(keys), outbox.c.state == "sent").order_by(outbox.c.id)
        return [_effect(row) for row in self._conn.execute(found)] if keys else []

    def retry(self, claimed: ClaimedEffect, after: timedelta, error: str, *, aside: bool = False) -> bool:
        now = real_time(self._conn)
        later: dict[str, Any] = {"not_before": now + after, "error": error[:LONGEST_ERROR]}
        if aside and not claimed.aside:
            later["aside_at"] = now
        return _finish(self._conn, claimed, ("waiting",), later)

    def note(self, claimed: ClaimedEffect, args: Mapping[str, str]) -> bool:
        kept = json.dumps({**claimed.args, **args}, sort_keys=True)
        ours = update(outbox).where(WAITING, outbox.c.id == claimed.id, outbox.c.lease_token == claimed.token)
        return self._conn.execute(ours.values(args=kept)).rowcount == 1

    def coming(self, lane: str) -> bool:
        # Locked, so that nobody sends it before this transaction has ended.
        idle = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= real_time(self._conn))
        wanted = select(outbox.c.id).where(WAITING, outbox.c.lane == lane, idle)
        return self._conn.execute(wanted.limit(1).with_for_update()).first() is not None

    def awaited(self, kind: EffectKind, slot: str) -> bool:
        wanted = select(outbox.c.id).where(
            WAITING, outbox.c.kind == kind, outbox.c.slot == slot, outbox.c.aside_at.is_(None)
        )
        return self._conn.execute(wanted.limit(1)).first() is not None

    def troubled_lanes(self) -> frozenset[str]:
        trouble = or_(outbox.c.error.startswith(HELD_UP), outbox.c.aside_at.is_not(None))
        return frozenset(self._conn.execute(select(outbox.c.lane).where(WAITING, trouble)).scalars())

    def fail(self, claimed: ClaimedEffect, error: str) -> bool:
        failed = {"state": "failed", "error": error[:LONGEST_ERROR], "done_at": real_time(self._conn)}
        return _finish(self._conn, claimed, ("waiting",), failed)

    def failures(self, stream: str, kind: EffectKind) -> int:
        wanted = select(func.count()).where(FAILED, outbox.c.stream == stream, outbox.c.kind == kind)
        return int(self._conn.execute(wanted).scalar_one())

    def undone(self) -> list[EffectRow]:
        now = real_time(self._conn)
        wanted = select(outbox).where(or_(WAITING, FAILED)).order_by(outbox.c.id)
        return [
            EffectRow(
                id=row.id,
                kind=row.kind,
                stream=row.stream,
                state=row.state,
                age_seconds=(now - row.created_at).total_seconds(),
                attempts=row.attempts,
                error=row.error or "",
                aside=row.state == "waiting" and row.aside_at is not None,
            )
            for row in self._conn.execute(wanted)
        ]

    def try_again(self, effect: int) -> bool:
        # It keeps its place, so it goes before what came later.
        again = {"state": "waiting", "attempts": 0, "not_before": None, "done_at": None, "aside_at": None}
        if self._conn.execute(update(outbox).where(outbox.c.id == effect, FAILED).values(again)).rowcount:
            return True
        now = update(outbox).where(outbox.c.id == effect, TROUBLED).values(not_before=None)
        return self._conn.execute(now).rowcount == 1

    def set_aside(self, effect: int) -> bool:
        left_out = update(outbox).where(outbox.c.id == effect, or_(FAILED, TROUBLED))
        return (
            self._conn.execute(left_out.values(state="superseded", done_at=real_time(self._conn))).rowcount
            == 1
        )

    def result_of(self, key: str) -> str | None:
        wanted = select(outbox.c.result_ref).where(outbox.c.key == key, outbox.c.state == "sent")
        return self._conn.execute(wanted).scalar_one_or_none()

    def result_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        wanted = select(outbox.c.result_ref).where(
            outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot, outbox.c.result_ref != ""
        )
        return self._conn.execute(wanted.order_by(outbox.c.id.desc()).limit(1)).scalar_one_or_none()

    def receipts(self, stream: str) -> list[Receipt]:
        asked = select(*(outbox.c[name] for name in RECEIVED)).where(
            outbox.c.stream == stream,
            outbox.c.kind.in_(("direct_note", "reminder_call")),
            outbox.c.slot.startswith(SLOT),
        )
        found: dict[str, Receipt] = {}
        for row in self._conn.execute(asked.order_by(outbox.c.id)):
            with suppress(TypeError, ValueError, RecursionError, LookupError):  # a row that somebody damaged
                first = found.get(row.slot) or _receipt(row)
                if first.sent_at is None and row.state == "sent" and row.result_ref:
                    first = replace(first, sent_at=row.done_at)
                found[row.slot] = first
        return list(found.values())

    def hash_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        wanted = select(outbox.c.result_sha256).where(
            outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot, outbox.c.result_ref != ""
        )
        return self._conn.execute(wanted.order_by(outbox.c.id.desc()).limit(1)).scalar_one_or_none()

    def effects_of(self, stream: str, kind: EffectKind) -> list[Effect]:
        wanted = select(outbox).where(outbox.c.stream == stream, outbox.c.kind == kind).order_by(outbox.c.id)
        return [_effect(row) for row in self._conn.execute(wanted)]

    def ever_asked_in(self, stream: str, kind: EffectKind, slot: str) -> bool:
        wanted = select(outbox.c.id).where(
            outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot
        )
        return self._conn.execute(wanted.limit(1)).first() is not None


def _receipt(row: Any) -> Receipt:
    """That of a message which has not gone out. Raises ValueError or LookupError for a row that says not whose."""
    args = _arguments(row.args)
    return Receipt(int(args["seq"]), args["user"], args.get("channel", "slack"), row.created_at, None)


def _supersede(conn: Connection, effect: Effect, newer: int) -> None:
    """Leave out older waiting cards of the same place, but not one that is on its way: its answer names the message.

    A refresh of a Home tab does not leave out the page that somebody turned to: it shows that page. Where an older one
    stepped aside, the newer one steps aside in its place and holds back nothing either.
    """
    now = real_time(conn)
    older = update(outbox).where(
        WAITING,
        outbox.c.lane == effect.lane,
        outbox.c.kind == effect.kind,
        outbox.c.slot == effect.slot,
        outbox.c.stream == effect.stream,
        outbox.c.id < newer,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
        *([] if "page" in effect.args else [outbox.c.args.not_like('%"page"%')]),
    )
    left_out = older.values(state="superseded", done_at=now).returning(outbox.c.aside_at, outbox.c.urgency)
    found = conn.execute(left_out).all()
    if aside := [at for at, _ in found if at is not None]:
        conn.execute(update(outbox).where(outbox.c.id == newer).values(aside_at=min(aside)))
    if found:
        urgent = min(effect.rank, *(rank for _, rank in found))
        conn.execute(update(outbox).where(outbox.c.id == newer).values(urgency=urgent))


def _leave_quiet(conn: Connection, effect: Effect, newer: int) -> None:
    """Leave out the reminders of an incident that wait for a person's morning: the newer one says all of it."""
    lanes = outbox.c.lane.startswith(effect.lane.partition(":quiet:")[0] + ":quiet:", autoescape=True)
    waits = WAITING, QUIET, outbox.c.attempts == 0, lanes, outbox.c.stream == effect.stream
    older = update(outbox).where(*waits, outbox.c.id < newer, outbox.c.args.not_like('%"again"%'))
    conn.execute(older.values(state="superseded", done_at=real_time(conn)))


NOW = bindparam("now", type_=outbox.c.not_before.type)


@lru_cache(maxsize=16)
def _free(kinds: tuple[EffectKind, ...] | None) -> Select[Any]:
    """What may go out at the time `now`, and no more than `limit`. Put together once for each set of kinds: that takes
    longer than to ask it, and it is asked after each message."""
    older, busy = outbox.alias(), outbox.alias()
    before = tuple_(older.c.urgency, older.c.id) < tuple_(outbox.c.urgency, outbox.c.id)
    passed_by = exists().where(older.c.lane == outbox.c.lane, before, _may_go(older))
    on_its_way = exists().where(busy.c.lane == outbox.c.lane, _waits(busy), busy.c.lease_until > NOW)
    return (
        select(*(outbox.c[name] for name in CLAIMED), outbox.c.aside_at.is_not(None).label("aside"))
        .where(*_of(kinds), _may_go(outbox), ~on_its_way, ~passed_by)
        .order_by(outbox.c.urgency, outbox.c.id)
        .limit(bindparam("limit", type_=Integer()))
        .with_for_update(skip_locked=True)
    )


def _waits(row: FromClause) -> ColumnElement[bool]:
    # Written out, not bound: only then does a database see that an index over these rows alone will do.
    return row.c.state == literal("waiting", literal_execute=True)


def _may_go(row: FromClause) -> ColumnElement[bool]:
    """Whether it is due at the time `now`, and is the head of its lane or stepped aside."""
    ahead = outbox.alias()
    head = (
        select(ahead.c.id)
        .where(ahead.c.lane == row.c.lane, _waits(ahead), ahead.c.aside_at.is_(None))
        .order_by(ahead.c.urgency, ahead.c.id)
        .limit(1)
    )
    return and_(
        _waits(row),
        or_(row.c.not_before.is_(None), row.c.not_before <= NOW),
        or_(row.c.lease_until.is_(None), row.c.lease_until <= NOW),
        or_(row.c.aside_at.is_not(None), row.c.id == head.scalar_subquery()),
    )


def _lease(conn: Connection, row: Any, until: Any) -> ClaimedEffect | None:
    """None for a row that somebody damaged in the database: it is given up, so that it holds up no other."""
    try:
        args = _arguments(row.args)
        attempts = int(row.attempts)
    except (TypeError, ValueError, RecursionError):
        spoilt = {"state": "failed", "error": SPOILT, "attempts": 0, "done_at": real_time(conn)}
        conn.execute(update(outbox).where(outbox.c.id == row.id).values(spoilt))
        log.error("effect_spoilt", effect=row.id)
        return None
    token = secrets.token_hex(8)
    leased = {"lease_until": until, "lease_token": token, "attempts": attempts + 1}
    conn.execute(update(outbox).where(outbox.c.id == row.id).values(leased))
    return ClaimedEffect(
        id=row.id,
        token=token,
        kind=row.kind,
        key=row.key,
        lane=row.lane,
        stream=row.stream,
        slot=row.slot,
        args=args,
        attempts=attempts + 1,
        aside=bool(row.aside),
    )


def _effect(row: Any) -> Effect:
    return Effect(
        kind=row.kind,
        key=row.key,
        lane=row.lane,
        stream=row.stream,
        slot=row.slot,
        args=_arguments(row.args),
    )


def _arguments(text: str) -> dict[str, str]:
    args = json.loads(text)
    if not (isinstance(args, dict) and all(isinstance(value, str) for value in args.values())):
        raise ValueError("an effect's arguments are texts by their names")
    return args


def _finish(conn: Connection, claimed: ClaimedEffect, states: Sequence[str], values: dict[str, Any]) -> bool:
    """Write the outcome if the lease still fences it."""
    ours = update(outbox).where(
        outbox.c.id == claimed.id, outbox.c.lease_token == claimed.token, outbox.c.state.in_(states)
    )
    return conn.execute(ours.values(lease_until=None, lease_token=None, **values)).rowcount == 1


def _of(kinds: Collection[EffectKind] | None) -> list[ColumnElement[bool]]:
    return [] if kinds is None else [outbox.c.kind.in_(kinds)]


def _names(kinds: Collection[EffectKind] | None) -> tuple[EffectKind, ...] | None:
    return None if kinds is None else tuple(sorted(kinds))


ASLEEP = and_(QUIET, outbox.c.attempts == 0, outbox.c.not_before > NOW)
IN_LINE = and_(outbox.c.aside_at.is_(None), ~func.coalesce(ASLEEP, False))
_HOW_MANY = select(func.count()).select_from(outbox)
_COUNTS = tuple(_HOW_MANY.where(which) for which in (WAITING, FAILED, and_(WAITING, ~IN_LINE)))


@lru_cache(maxsize=16)
def _oldest(kinds: tuple[EffectKind, ...] | None) -> Select[Any]:
    """Since when the oldest of these kinds waits that nothing but us holds up."""
    held_up = select(outbox.c.lane).where(WAITING, IN_LINE, outbox.c.error.startswith(HELD_UP))
    ours = WAITING, IN_LINE, outbox.c.lane.not_in(held_up), *_of(kinds)
    return select(func.min(outbox.c.created_at)).where(*ours)


def waiting(conn: Connection, kinds: Collection[EffectKind] | None = None) -> tuple[int, float, int, int]:
    """How many wait, the age of the oldest of these kinds that nothing but us holds up, how many were given up, and
    stepped aside."""
    now = real_time(conn)
    count, failed, aside = (conn.execute(one, {"now": now}).scalar_one() for one in _COUNTS)
    oldest = conn.execute(_oldest(_names(kinds)), {"now": now}).scalar_one()
    return count, max((now - oldest).total_seconds(), 0.0) if oldest else 0.0, failed, aside


def shut_out(conn: Connection, kinds: Collection[EffectKind] | None = None) -> bool:
    """Whether the last try of something of these kinds that waits came to a token that Slack refuses."""
    found = select(outbox.c.id).where(WAITING, outbox.c.error.startswith(SHUT_OUT), *_of(kinds))
    return conn.execute(found.limit(1)).first() is not None


def refusals(conn: Connection) -> dict[str, int]:
    """What the last tries of waiting effects came to, in words of ours, and how many effects had each."""
    wanted = select(outbox.c.error, func.count()).where(WAITING, outbox.c.error.is_not(None))
    return {error: count for error, count in conn.execute(wanted.group_by(outbox.c.error)).all()}


def free_leases(conn: Connection) -> None:
    """Let go of every lease: for the start on SQLite, where the process that held them is known to be dead."""
    conn.execute(update(outbox).where(WAITING).values(lease_until=None, lease_token=None))
