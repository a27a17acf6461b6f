"""One transaction: `usecases.ports.store.Transaction` over a connection. The methods are documented there."""

from __future__ import annotations

from collections.abc import Collection

from breachbot.incident.effect import EffectKind
from breachbot.store.bursts import Bursts
from breachbot.store.deliveries import Deliveries, unread
from breachbot.store.due import Due
from breachbot.store.facts import Facts
from breachbot.store.home import Homes
from breachbot.store.log import Log
from breachbot.store.log_register import RegisterPages
from breachbot.store.outbox import Outbox, shut_out, waiting
from breachbot.store.projections import Projections
from breachbot.store.standings import Standings
from breachbot.store.watch import Watch
from breachbot.usecases.ports.outbox import Backlog


class DatabaseTransaction(
    Log, RegisterPages, Projections, Bursts, Due, Homes, Facts, Standings, Deliveries, Watch, Outbox
):
    """All parts together."""

    def backlog(self, kinds: Collection[EffectKind] | None = None) -> Backlog:
        deliveries, oldest = unread(self._conn)
        return Backlog(
            deliveries,
            *waiting(self._conn, kinds),
            oldest_unread_seconds=oldest,
            shut_out=shut_out(self._conn, kinds),
        )
