"""The benches measure what there is: facts that fit together, and incidents that are as people make them."""

import random
from pathlib import Path

from bench import growth
from bench.assessments import fact_sets
from breachbot.assessment.facts import FACTS, contradictions
from breachbot.incident.state import replay
from breachbot.register.chain import verify
from breachbot.slack.home import home
from breachbot.store.store import DatabaseStore
from breachbot.usecases.home import Reader, overview
from breachbot.usecases.projections import rebuild


def test_the_facts_fit_together_and_range_from_nothing_to_everything() -> None:
    asked = [fact for fact in FACTS.values() if fact.for_rules]
    sets = list(fact_sets(random.Random(7), 3 * (len(asked) + 1)))
    assert [contradictions(facts) for facts in sets] == [[]] * len(sets)
    known = [len(facts) for facts in sets[: len(asked) + 1]]
    assert known[0] == 0
    assert all(n - 3 <= number <= n for n, number in enumerate(known)), "some facts have no answer that fits"


def test_the_incidents_of_the_growth_bench_are_sealed_chained_and_listed_like_any(
    store: DatabaseStore, tmp_path: Path
) -> None:
    house, number = growth.house_of(store), 2 * growth.LIVES + 3
    growth.fill(house, growth.lives_of(tmp_path / "lives"), range(number))

    def lists() -> tuple[object, ...]:
        return store.read(lambda tx: (tx.incidents(), tx.deadlines(), tx.pending()))

    as_stored = lists()
    assert store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok
    streams = store.read(lambda tx: tx.streams("pdb-"))
    assert len(streams) == number
    for name in streams:
        incident = replay(name, store.read(lambda tx: tx.events(name)))  # noqa: B023  read at once
        assert (incident.seen, incident.ended) == (growth.EVENTS, None)
    store.write(lambda tx: rebuild(tx, house.policy, house.now()))
    assert lists() == as_stored
    reader = Reader(growth.DPO, growth.TEAM, None)
    found = overview(house, reader)
    assert found.open == number
    assert found.decisions >= number
    assert home(reader, found, house.policy, house.now())["blocks"]
