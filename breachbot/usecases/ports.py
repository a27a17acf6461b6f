"""What the verbs need from a store, as protocols: the store implements them, nothing here imports it.

Two kinds of time are kept apart. What the rules ask about (`at`, `due_at`, `next_reminder_at`) is the domain's and is
handed in; what the machinery asks about (leases, `not_before`, when a row was made) is real time, by the database's
clock, so that moving the domain's clock neither loses nor repeats a message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeVar

from breachbot.deadlines.silence import Watched
from breachbot.errors import BreachbotError, NotReady
from breachbot.incident.effect import Effect, EffectKind
from breachbot.incident.events import Happened
from breachbot.incident.reach import Receipt
from breachbot.register.chain import ChainHead, ChainRow
from breachbot.register.verify import Content

T = TypeVar("T")

Queue = Literal["people", "signals", "background"]
"""Who is waiting for a write: a person's click goes first, then what a sender delivered, then the rest."""


Rooms = Collection[str] | None
"""The channels that somebody is in; None where every incident counts, whatever its channel."""

Confirmed = Literal["member", "guest", "stranger", "gone"]
"""What Slack can say of a person."""

HELD_UP = "held up: "
"""The beginning of an effect's error where somebody has to repair something in Slack before it can go out."""


SHUT_OUT = "shut out: "
"""The same where Slack refuses the token, so that nobody can be told there."""


class Conflict(BreachbotError):
    """Another writer was first. Nothing was written: load and decide again."""


class QueueFull(BreachbotError):
    """More deliveries wait than can be held. Nothing was stored: the sender should come back in a second."""


class StoreUnavailable(NotReady):
    """The database cannot be written or read now (disk full, read-only, no connection). Nothing was acknowledged."""


class Erased(BreachbotError):
    """The key of a stream or delivery was deleted: its content is gone for ever, its place in the chain is not."""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """An authenticated body as it came. `headers` are the few that reading it needs, by names of our own.

    fetched: we asked for it, so it is no sign that the sender delivers.
    """

    source: str
    received_at: datetime
    headers: dict[str, str]
    body: bytes = field(repr=False)
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """A stored delivery, unsealed."""

    id: str
    source: str
    received_at: datetime
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignalRow:
    """The state of a signal, and how often deliveries of its series came. The counts are the store's own.

    split: whether deliveries were taken out of it. counted_to: as for a DeadlineRow.
    """

    id: str
    source: str
    series: str
    verdict: str
    phase: str
    incident: str | None
    next_escalation_at: datetime | None
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    split: bool = False
    counted_to: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fate:
    """Signals of one source that rest on the same rules and came to the same.

    erased: their content is gone. became: whether the incident is a breach, where somebody has said so.
    """

    erased: bool
    source: str
    rules: tuple[str, ...]
    phase: str
    became: Literal["breach", "no_breach"] | None
    number: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A delivery that was read as one of a signal, and when it came."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Those:
    """Which signals are asked for; None: whatever it is."""

    source: str | None = None
    verdict: str | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class BurstRow:
    """Candidates that came close together.

    reports: whether they are reports of people. over_at: when its message has to say that it is over; None if it has
    no message, or once it does.
    """

    id: str
    reports: bool
    began_at: datetime
    last_at: datetime
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberCount:
    """How many signals of a burst came from one source and stand at one point of their life."""

    source: str
    phase: str
    number: int


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """The state of an incident: ids, times and words of our own, no text that a person wrote.

    urgency, pressing_at: its place among the open ones, as `projections.pressing` says; None once it is over.
    """

    id: str
    phase: str
    opened_at: datetime
    aware_at: datetime | None
    due_at: datetime | None
    channel: str | None
    urgency: int | None = None
    pressing_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A step in an incident that waits for a person. kind: the name of its act. by: whom it waits for."""

    incident: str
    number: int
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A duty that still needs reminders. `due_at` is None where the law gives no hours.

    counted_to: the newest moment on record that `next_reminder_at` follows from. Once that lies in the future, the
    clock was set back, and the row has to be written again.
    """

    incident: str
    obligation: str
    due_at: datetime | None
    next_reminder_at: datetime
    counted_to: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StalledRow:
    """A stream whose clock could not be worked on, how often it was tried in vain, and since when, in real time.

    why: the name of an error of ours or of the program, never its words.
    """

    stream: str
    tries: int
    since: datetime
    why: str


How = Literal["refused", "unread", "late"]
"""What became of a request: refused with 503; refused before it was read, so that nobody knows whose it was; or stored,
but answered later than its sender waits."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Requests of one source that came to the same, with never a long pause between two. id: that of its row."""

    source: str
    how: How
    started_at: datetime
    ended_at: datetime
    count: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedEffect:
    """An effect under a lease. `token` fences it: once the lease ran out and another claimed it, this one is void.

    aside: it always failed and has let the others of its lane pass.
    """

    id: int
    token: str
    kind: EffectKind
    key: str
    lane: str
    stream: str
    slot: str
    args: dict[str, str]
    attempts: int
    aside: bool = False


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An effect that is not carried out: it waits, or it was given up. Ids and words of our own.

    age_seconds: since it was asked for. error: the last one, as a code; empty if there was none. aside: it waits, and
    lets the others of its lane pass.
    """

    id: int
    kind: EffectKind
    stream: str
    state: Literal["waiting", "failed"]
    age_seconds: float
    attempts: int
    error: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: unread deliveries, unsent effects, effects given up.

    oldest_effect_seconds: the age of the oldest effect, leaving out lanes in which somebody has to repair something in
    Slack first: one archived channel does not make the process unfit. aside: how many let the others of their lane
    pass, since they always failed while Slack could be reached; they do not count as the oldest either. shut_out: Slack
    refuses the token.
    """

    deliveries: int
    effects: int
    oldest_effect_seconds: float
    failed: int
    aside: int = 0
    oldest_unread_seconds: float = 0.0
    """For how long the oldest delivery waits to be read."""
    shut_out: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What Slack last said of a person, as seen from one workspace. `age` is negative if a clock was set back since."""

    standing: Confirmed
    workspace: str
    age: timedelta


class Transaction(Protocol):
    """One transaction, handed to a function that must not keep it. It commits if the function returns."""

    # --- events -------------------------------------------------------------------------------------------

    def events(self, stream: str) -> list[Happened]:
        """The events of a stream, oldest first; none if it does not exist. Raises Erased if its key was deleted."""

    def beginnings(self, streams: Sequence[str]) -> dict[str, Happened]:
        """The first event of each of these streams; without those whose key was deleted."""

    def append(self, stream: str, seen: int, news: Sequence[Happened]) -> None:
        """Add events after the first `seen`, on which the decision was based. Raises Conflict if there are more."""

    def streams(self, prefix: str = "") -> list[str]:
        """The names of the streams that start with `prefix` (such as `pdb-`), in the order in which they began."""

    def erased(self) -> list[str]:
        """The streams whose key was deleted, in the order in which they began: in the chain, and unreadable."""

    def register_streams(self, skip: int = 0, limit: int | None = None) -> list[str]:
        """The streams that have an entry in the register: incidents, then signals that were ever dismissed; each
        in the order in which they began, without the first `skip`, and at most `limit`."""

    def register_size(self) -> int:
        """How many streams have an entry in the register."""

    def in_register(self, stream: str) -> bool:
        """Whether this stream has one."""

    def linked_rows(self, stream: str) -> list[tuple[ChainRow, bytes | None]]:
        """The stored rows of a stream, each with the hash of the row before it in the log; None if that is missing."""

    def log_end(self) -> ChainHead:
        """The last row there is, to be compared with `chain_head`."""

    def head(self) -> str:
        """The head of the chain as `position:hash in hex`."""

    def chain_head(self) -> ChainHead:
        """The same as a value, for `register.chain.verify`."""

    def chain_rows(self) -> Iterator[ChainRow]:
        """Every stored row in order of position, sealed as it is; read in portions, so use it while reading."""

    def opened_rows(self) -> Iterator[tuple[ChainRow, Content]]:
        """The same, each with what is sealed in it."""

    def hash_at(self, position: int) -> bytes | None:
        """The hash of one stored row; None if it is not there."""

    def keys_without_rows(self) -> list[str]:
        """The streams and deliveries whose key is there, and none of whose rows is."""

    def first_time(self, request_key: str) -> bool:
        """Remember a request; False if it was seen before."""

    # --- projections --------------------------------------------------------------------------------------

    def save_incident(self, row: IncidentRow) -> None:
        """Write the row of an incident, or replace it."""

    def save_deadlines(self, incident_id: str, rows: Sequence[DeadlineRow]) -> None:
        """Replace the deadlines of an incident."""

    def save_pending(self, incident_id: str, rows: Sequence[PendingRow]) -> None:
        """Replace what waits for a decision in an incident."""

    def pending(self) -> list[PendingRow]:
        """Everything that waits for a decision."""

    def open_incidents(self, rooms: Rooms, skip: int, limit: int) -> list[str]:
        """Open incidents in these channels or in none, the most pressing first; not those that were erased."""

    def open_count(self, rooms: Rooms) -> int:
        """How many those are."""

    def hidden_incidents(self, rooms: Rooms, limit: int) -> list[str]:
        """The other open ones."""

    def ended_incidents(self, rooms: Rooms, skip: int, limit: int) -> tuple[int, list[str]]:
        """How many incidents of these channels have ended, and some of them, those opened last first; not those that
        were erased."""

    def undecided(self, rooms: Rooms, user: str, limit: int) -> tuple[int, list[str]]:
        """How many things wait for a decision in open incidents of these channels, without what `but_by` drafted; and
        the first incidents that hold one."""

    def waiting_signals(self, claimed_by: str | None, limit: int, skip: int = 0) -> tuple[int, list[str]]:
        """How many candidates this person has claimed, or nobody if None, and some of them by arrival."""

    def incidents(self) -> list[IncidentRow]:
        """Every incident, oldest first."""

    def incident_in(self, channel: str) -> str | None:
        """The incident whose private channel this is, unless it was erased."""

    def save_card(self, incident_id: str, at: datetime | None) -> None:
        """When its card is to be shown again because time has passed; None: not before something happens."""

    def anything_due(self, now: datetime, latest_card: datetime) -> bool:
        """Whether a tick may find something to do or to count: a reminder, an escalation, a card (`latest_card` as for
        `due_cards`), a burst that is over, a stalled stream, or a duty past its hours."""

    def due_cards(self, now: datetime, latest: datetime, limit: int) -> list[str]:
        """The incidents with a running clock whose card was to be shown at `now` or before, or, since a clock was set
        back, only after `latest`. Without stalled ones whose pause lasts."""

    def opened_between(self, start: datetime, end: datetime) -> list[str]:
        """The incidents that were opened from `start` to `end`, whatever opened them."""

    def deadlines(self) -> list[DeadlineRow]:
        """Every duty that still needs reminders, the next one first."""

    def deadline(self, incident_id: str, obligation: str) -> DeadlineRow | None:
        """The row of one duty, if it still needs reminders."""

    def overdue(self, now: datetime) -> int:
        """How many of these duties are past their hours."""

    def due_reminders(self, now: datetime, limit: int, after: DeadlineRow | None = None) -> list[DeadlineRow]:
        """Those whose next reminder is at `now` or before it, or whose clock was set back, the oldest first.

        Without those of stalled streams whose pause lasts; only those that come `after` another one, if given."""

    def save_signal(
        self,
        signal_id: str,
        *,
        source: str,
        series: str,
        verdict: str,
        phase: str,
        incident: str | None,
        next_escalation_at: datetime | None,
        claimed_by: str | None = None,
        counted_to: datetime | None = None,
        burst: str | None = None,
        steps_asked: int | None = None,
        gravity: int = 0,
        split: bool = False,
        rules: Sequence[str] = (),
    ) -> None:
        """Write the state of a signal; its counts stay, and for a new row are taken from its deliveries."""

    def signals(self) -> list[SignalRow]:
        """Every signal, by id."""

    def latest_signals(self, those: Those, skip: int, limit: int) -> tuple[int, list[SignalRow]]:
        """How many signals there are of those, and some of them, those heard of last first."""

    def opened_by(self, actor: str, after: datetime, until: datetime) -> int:
        """How many signals somebody opened as incidents after a moment, and at another one or before it."""

    def fates(self, verdicts: Collection[str]) -> list[Fate]:
        """What became of all signals with one of these verdicts: how many there are alike."""

    def last_heard(self) -> dict[str, datetime]:
        """When a signal of each source last came."""

    def signal_of(self, source: str, series: str) -> SignalRow | None:
        """The signal of a series, if there is one."""

    def signal_row(self, signal_id: str) -> SignalRow | None:
        """The row of one signal."""

    # --- bursts ---------------------------------------------------------------------------------------------

    def save_burst(self, row: BurstRow) -> None:
        """Write the row of a burst, or replace it."""

    def burst(self, burst_id: str) -> BurstRow | None:
        """The row of one burst."""

    def last_burst(self, until: datetime, *, reports: bool) -> BurstRow | None:
        """The burst to which something came last, of what came up to `until`: of people's reports, or of alerts."""

    def bursts_over(self, now: datetime) -> list[BurstRow]:
        """Those whose message has to say that they are over."""

    def burst_told(self, burst_id: str) -> None:
        """Its message says so."""

    def burst_size(self, burst_id: str, most: int) -> int:
        """How many signals are in it, counted up to `most`."""

    def burst_counts(self, burst_id: str) -> list[MemberCount]:
        """How many signals are in it, by source and phase."""

    def gravest(self, burst_id: str, limit: int) -> list[str]:
        """The signals in it that nobody has claimed or judged, the gravest first."""

    def asked_already(self, burst_id: str, verdicts: Collection[str], step: int, *, but: str) -> bool:
        """Whether another signal in it, with one of these verdicts, still waits after `step` steps of asking."""

    # --- what is due ----------------------------------------------------------------------------------------

    def due_escalations(self, now: datetime, limit: int, after: SignalRow | None = None) -> list[SignalRow]:
        """Signals for which the next person is to be asked at `now` or before it, as `due_reminders` gives duties."""

    def oldest_due(self, now: datetime, *, put_off: bool) -> datetime | None:
        """Since when the oldest reminder or escalation is due; with `put_off`, also of those streams."""

    def has_clock(self, stream: str) -> bool:
        """Whether a reminder or an escalation of this stream will come by its rows."""

    def hold_log(self) -> None:
        """Keep other writers of events waiting until this transaction ends: what is read next stays the newest."""

    def clear_projections(self) -> None:
        """Empty the lists of incidents, deadlines and signals, to be written again from the events."""

    # --- what cannot be worked on, and facts about the database ---------------------------------------------

    def put_off(self, stream: str, why: str) -> StalledRow:
        """The clock of this stream could not be worked on: leave it for a pause that doubles with each try."""

    def resume(self, stream: str | None) -> None:
        """The clock of this stream goes on; None means every stream."""

    def stalled(self) -> list[StalledRow]:
        """Every stream that is put off, the oldest first."""

    def stalled_to_try(self) -> list[str]:
        """Those of them whose pause is over."""

    def fact(self, name: str) -> str | None:
        """A fact about this database, or None if it was never kept."""

    def keep_fact(self, name: str, value: str) -> None:
        """Keep a fact in place of the one before."""

    def real_time(self) -> datetime:
        """The database's own clock; on SQLite this process's."""

    # --- people -------------------------------------------------------------------------------------------

    def confirm_standing(self, user: str, workspace: str, standing: Confirmed) -> None:
        """Keep what Slack says of a person now, in place of what it said before."""

    def confirmation(self, user: str) -> Confirmation | None:
        """What Slack last said of a person; None if it never did."""

    # --- deliveries ---------------------------------------------------------------------------------------

    def pending_deliveries(self, limit: int) -> list[Delivery]:
        """Deliveries that nobody has read yet, in order of arrival. Those whose key was deleted are left out."""

    def delivery(self, delivery_id: str) -> Delivery | None:
        """One delivery as it came; None if there is none. Raises Erased if its key was deleted."""

    def newest_delivery(self, signal_id: str) -> str | None:
        """The id of the last delivery that was read as one of a signal; None if there is none."""

    def deliveries_of(
        self, signal_id: str, limit: int, *, since: str = "", until: str | None = None
    ) -> list[Arrived]:
        """Deliveries that were read as those of a signal, the newest first; those from one id on, and up to one."""

    def hold_signal(self, signal_id: str) -> None:
        """Keep deliveries of this signal from being recorded until this transaction ends. Call it before anything is
        appended, as they do."""

    def take_out(self, signal_id: str, to: str, deliveries: Sequence[str]) -> None:
        """Have these be deliveries of another signal, and count the rest again."""

    def numbered_deliveries(self, signal_id: str, skip: int, limit: int) -> tuple[int, list[Arrived]]:
        """How many deliveries were read as those of a signal, and some of them, in the order in which they came."""

    def delivery_done(
        self, delivery_id: str, note: str, signal: str | None = None, digest: str | None = None
    ) -> bool:
        """Mark it read; `note` is one word of our own, `signal` that of its one alert, `digest` that of its bytes,
        keyed. False if it was done already.

        Call it before that alert is recorded: it locks the row, and on False another process has done the whole work.
        """

    def delivered_since(self, digest: str, since: datetime) -> bool:
        """Whether a delivery that came after `since` (aware UTC) was marked read with this digest."""

    def part_done(self, delivery_id: str, number: int, signal: str) -> bool:
        """Keep of which signal one alert is, of a delivery that holds several and is not marked as read. False if that
        was done already; call it before the alert is recorded, as above."""

    def count_on(self, signal_id: str, received_at: datetime) -> bool:
        """Count one alert more on a signal. False if there is no such signal yet: then it is counted from its
        deliveries when it is saved."""

    # --- how the sources fare -------------------------------------------------------------------------------

    def heard(self, source: str, until: datetime) -> datetime | None:
        """When a source last delivered anything by itself, at `until` or before it."""

    def watched(self) -> list[Watched]:
        """The sources that are expected to send something."""

    def watch(self, watched: Watched) -> None:
        """Keep what is known of one, in place of what was."""

    def unwatch(self, source: str) -> None:
        """Nothing is expected of it any more."""

    def missed(self, stretch: Stretch, pause: timedelta, longest: timedelta) -> None:
        """Keep a stretch. One that follows within `pause` on one that nobody was told of makes that longer, if it stays
        shorter than `longest`."""

    def untold(self, quiet_since: datetime, begun_by: datetime) -> list[Stretch]:
        """What was refused and nobody was told of: what has ended by `quiet_since` or lasted since `begun_by`."""

    def told(self, stretch: int, now: datetime) -> bool:
        """People are told of it now. False if they were already."""

    def count_missed(self, source: str, since: datetime) -> int:
        """How many requests that were certainly its own were refused or answered late, in stretches that ended after
        `since`."""

    def stretches(self, source: str, limit: int) -> list[Stretch]:
        """The newest of a source, the newest first."""

    # --- outbox -------------------------------------------------------------------------------------------

    def enqueue(self, effects: Sequence[Effect]) -> None:
        """Ask for effects; one whose key was ever asked for is left out. A newer card supersedes a waiting one."""

    def claim(self, limit: int, lease: timedelta) -> list[ClaimedEffect]:
        """Take the effects that may go out now, at most one of each lane, oldest first.

        A lane keeps its order, but for what stepped aside: that is tried when its own pause is over, and holds back
        nothing.
        """

    def settle(self, claimed: ClaimedEffect, ref: str, sha256: str, also: Collection[str] = ()) -> bool:
        """It went out, and with it those of its lane with the keys in `also`. False if the lease was lost; then nothing
        is recorded.

        If its lane had trouble before, what stepped aside in it is tried at once, oldest first.
        """

    def behind(self, claimed: ClaimedEffect, limit: int) -> list[Effect]:
        """What waits behind it in its lane, and is of its kind; the oldest first."""

    def hold_reminders(self, stream: str, most: timedelta) -> None:
        """Keep the reminders of a stream to people back until they are let go, or for so long. Not those that somebody
        has tried to send."""

    def release_reminders(self) -> None:
        """Let go of all that are held."""

    def together(self, stream: str, kind: EffectKind, slot: str) -> list[Effect]:
        """What went out as one message with the first effect of a slot, that one included, the oldest first; empty
        where it went out alone."""

    def retry(self, claimed: ClaimedEffect, after: timedelta, error: str, *, aside: bool = False) -> bool:
        """It did not go out and is tried again in `after`. `error` is a code. False if the lease was lost.

        Its lane waits with it, unless it steps `aside` or did so before.
        """

    def note(self, claimed: ClaimedEffect, args: Mapping[str, str]) -> bool:
        """Keep with an effect what its sending has come to, so that a later try is given it among its arguments; ids
        alone. False if the lease was lost."""

    def coming(self, lane: str) -> bool:
        """Whether an effect of this lane waits that is not on its way: it will show what this transaction does."""

    def awaited(self, kind: EffectKind, slot: str) -> bool:
        """Whether an effect of this kind and slot waits that did not step aside."""

    def troubled_lanes(self) -> frozenset[str]:
        """Lanes in which something waits until somebody repairs something, or stepped aside."""

    def fail(self, claimed: ClaimedEffect, error: str) -> bool:
        """It never will go out; its lane goes on. False if the lease was lost."""

    def failures(self, stream: str, kind: EffectKind) -> int:
        """How many effects of this kind and stream are given up and not looked at yet."""

    def undone(self) -> list[EffectRow]:
        """Every effect that waits or was given up, oldest first."""

    def try_again(self, effect: int) -> bool:
        """Try one now that was given up, or that failed and waits. False if it is neither."""

    def set_aside(self, effect: int) -> bool:
        """Drop for good one that was given up, or that failed and waits. False if it is neither."""

    def result_of(self, key: str) -> str | None:
        """What the other side answered to the effect with this key; None if it has not gone out."""

    def result_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        """The newest answer in a slot that names something: where the message to edit is. None if there is none."""

    def receipts(self, stream: str) -> list[Receipt]:
        """What became of each message about an event of a stream that went to one person, the oldest first."""

    def hash_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        """The hash of what the newest answer in a slot was to. None if there is none."""

    def effects_of(self, stream: str, kind: EffectKind) -> list[Effect]:
        """All that was ever asked for of a kind in a stream, whatever came of it; the oldest first."""

    def ever_asked_in(self, stream: str, kind: EffectKind, slot: str) -> bool:
        """Whether an effect in a slot was ever asked for, whatever came of it."""

    def backlog(self) -> Backlog:
        """What waits, for metrics and readiness."""


class Store(Protocol):
    """The one door to the database. Every method may be called from any thread."""

    def submit(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> Future[T]:
        """Run `work` in a transaction; the future resolves once it is on disk, or with what it raised.

        `work` may be called once only, must do no I/O of its own, and on PostgreSQL runs beside others: where two
        append to one stream, one gets Conflict.
        """

    def write(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> T:
        """`submit`, and wait."""

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent state, in the caller's thread. Any write in it fails."""

    def accept(self, delivery: NewDelivery) -> asyncio.Future[str]:
        """Seal and store a delivery; the future of the running loop gives its id once it is on disk.

        Call it from a running event loop; all waiters of one commit are woken by one call into that loop. Raises
        QueueFull; the future raises StoreUnavailable.
        """

    def require_current(self) -> None:
        """Raises Outdated where this version cannot work with the schema, since a newer one has changed it."""

    def close(self) -> None:
        """Finish what was submitted, then stop."""
