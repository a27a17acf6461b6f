"""The outbox in the database: asked for with the events, claimed under a fenced lease, settled with the answer.

Within a lane the oldest waiting row goes first and holds back the others; one that failed for good does not. Of cards,
which show the whole state, only the newest waiting one is sent. All times here are real time.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from breachbot.incident.effects import COALESCED, Effect, EffectKind
from breachbot.store.database import insert_new, real_time
from breachbot.store.tables import FAILED, WAITING, outbox
from breachbot.usecases.ports import HELD_UP, ClaimedEffect, EffectRow

LONGEST_ERROR = 200
"""Characters kept of an error's code."""


def enqueue(conn: Connection, effects: Sequence[Effect]) -> None:
    """Ask for effects, once per key for ever."""
    now = real_time(conn) if effects else None
    for effect in effects:
        new = insert_new(conn, outbox).values(
            key=effect.key, kind=effect.kind, lane=effect.lane, stream=effect.stream, slot=effect.slot,
            args=json.dumps(effect.args, sort_keys=True), not_before=effect.not_before, attempts=0, state="waiting",
            created_at=now,
        )  # fmt: skip
        added = conn.execute(new.on_conflict_do_nothing().returning(outbox.c.id)).scalar_one_or_none()
        if added is not None and effect.kind in COALESCED:
            _supersede(conn, effect, added)


def _supersede(conn: Connection, effect: Effect, newer: int) -> None:
    """Leave out older waiting cards of the same place, but not one that is on its way: its answer names the message."""
    now = real_time(conn)
    older = update(outbox).where(
        WAITING, outbox.c.lane == effect.lane, outbox.c.kind == effect.kind, outbox.c.slot == effect.slot,
        outbox.c.stream == effect.stream, outbox.c.id < newer,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
    )  # fmt: skip
    conn.execute(older.values(state="superseded", done_at=now))


def claim(conn: Connection, limit: int, lease: timedelta) -> list[ClaimedEffect]:
    """Lease the effects that may go out now: the head of each lane, oldest first."""
    now = real_time(conn)
    ahead = outbox.alias()
    first = select(func.min(ahead.c.id)).where(ahead.c.lane == outbox.c.lane, ahead.c.state == "waiting")
    free = (
        select(outbox)
        .where(
            WAITING,
            outbox.c.id == first.scalar_subquery(),
            or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now),
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
        )
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_lease(conn, row, now + lease) for row in conn.execute(free).all()]


def _lease(conn: Connection, row: Any, until: Any) -> ClaimedEffect:
    token = secrets.token_hex(8)
    leased = {"lease_until": until, "lease_token": token, "attempts": row.attempts + 1}
    conn.execute(update(outbox).where(outbox.c.id == row.id).values(leased))
    return ClaimedEffect(
        id=row.id, token=token, kind=row.kind, key=row.key, lane=row.lane, stream=row.stream, slot=row.slot,
        args=json.loads(row.args), attempts=row.attempts + 1,
    )  # fmt: skip


def settle(conn: Connection, claimed: ClaimedEffect, ref: str, sha256: str) -> bool:
    """It went out. Also counts for a row that was superseded after its lease ran out: the message exists."""
    sent = {"state": "sent", "result_ref": ref, "result_sha256": sha256, "done_at": real_time(conn)}
    return _finish(conn, claimed, ("waiting", "superseded"), sent)


def retry(conn: Connection, claimed: ClaimedEffect, after: timedelta, error: str) -> bool:
    """Let it wait; the lane waits with it."""
    later = {"not_before": real_time(conn) + after, "error": error[:LONGEST_ERROR]}
    return _finish(conn, claimed, ("waiting",), later)


def fail(conn: Connection, claimed: ClaimedEffect, error: str) -> bool:
    """Give it up; the lane goes on."""
    failed = {"state": "failed", "error": error[:LONGEST_ERROR], "done_at": real_time(conn)}
    return _finish(conn, claimed, ("waiting",), failed)


def _finish(conn: Connection, claimed: ClaimedEffect, states: Sequence[str], values: dict[str, Any]) -> bool:
    """Write the outcome if the lease still fences it."""
    ours = update(outbox).where(
        outbox.c.id == claimed.id, outbox.c.lease_token == claimed.token, outbox.c.state.in_(states)
    )
    return conn.execute(ours.values(lease_until=None, lease_token=None, **values)).rowcount == 1


def failures(conn: Connection, stream: str, kind: EffectKind) -> int:
    """How many of this kind and stream are given up and not looked at yet."""
    wanted = select(func.count()).where(FAILED, outbox.c.stream == stream, outbox.c.kind == kind)
    return int(conn.execute(wanted).scalar_one())


def undone(conn: Connection) -> list[EffectRow]:
    """What waits or was given up, oldest first."""
    now = real_time(conn)
    wanted = select(outbox).where(or_(WAITING, FAILED)).order_by(outbox.c.id)
    return [
        EffectRow(
            id=row.id, kind=row.kind, stream=row.stream, state=row.state,
            age_seconds=(now - row.created_at).total_seconds(), attempts=row.attempts, error=row.error or "",
        )
        for row in conn.execute(wanted)
    ]  # fmt: skip


def try_again(conn: Connection, effect: int) -> bool:
    """Let one that was given up wait anew. It keeps its place in its lane, so it goes before what came later."""
    anew = {"state": "waiting", "attempts": 0, "not_before": None, "done_at": None}
    return conn.execute(update(outbox).where(outbox.c.id == effect, FAILED).values(anew)).rowcount == 1


def set_aside(conn: Connection, effect: int) -> bool:
    """Leave out one that was given up; its row stays."""
    left_out = update(outbox).where(outbox.c.id == effect, FAILED).values(state="superseded")
    return conn.execute(left_out).rowcount == 1


def result_of(conn: Connection, key: str) -> str | None:
    """The answer to the effect with this key; None if it has not gone out."""
    wanted = select(outbox.c.result_ref).where(outbox.c.key == key, outbox.c.state == "sent")
    return conn.execute(wanted).scalar_one_or_none()


def result_in(conn: Connection, stream: str, kind: EffectKind, slot: str) -> str | None:
    """The newest answer in a slot that names something."""
    wanted = select(outbox.c.result_ref).where(
        outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot, outbox.c.result_ref != ""
    )
    return conn.execute(wanted.order_by(outbox.c.id.desc()).limit(1)).scalar_one_or_none()


def ever_asked_in(conn: Connection, stream: str, kind: EffectKind, slot: str) -> bool:
    """Whether the slot was ever written for."""
    wanted = select(outbox.c.id).where(
        outbox.c.stream == stream, outbox.c.kind == kind, outbox.c.slot == slot
    )
    return conn.execute(wanted.limit(1)).first() is not None


def waiting(conn: Connection) -> tuple[int, float, int]:
    """How many effects wait, the age of the oldest that nothing but us holds up, and how many were given up."""
    count = conn.execute(select(func.count()).select_from(outbox).where(WAITING)).scalar_one()
    held_up = select(outbox.c.lane).where(WAITING, outbox.c.error.startswith(HELD_UP))
    ours = select(func.min(outbox.c.created_at)).where(WAITING, outbox.c.lane.not_in(held_up))
    oldest = conn.execute(ours).scalar_one()
    failed = conn.execute(select(func.count()).select_from(outbox).where(FAILED)).scalar_one()
    return count, (real_time(conn) - oldest).total_seconds() if oldest else 0.0, failed


def refusals(conn: Connection) -> dict[str, int]:
    """What the last tries of waiting effects came to, in words of ours, and how many effects had each."""
    wanted = select(outbox.c.error, func.count()).where(WAITING, outbox.c.error.is_not(None))
    return {error: count for error, count in conn.execute(wanted.group_by(outbox.c.error)).all()}


def free_leases(conn: Connection) -> None:
    """Let go of every lease: for the start on SQLite, where the process that held them is known to be dead."""
    conn.execute(update(outbox).where(WAITING).values(lease_until=None, lease_token=None))
