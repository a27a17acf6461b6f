"""`python -m bench [--rounds N] [--seconds S] [--own-generator] [--postgres URL]
[--clicks] [--clocks] [--door] [--growth] [--lateness] [--signals]`.

The whole comparison, as a table, also on a server of PostgreSQL where one is given; with `--clicks` only how fast
people are answered under load, with `--clocks` only what clocks cost as pending reminders grow in number, with `--door`
only how long hooks wait while the door is under attack, with `--growth` only what grows with the incidents, with
`--lateness` how late reminders are, with `--signals` whether a million stored signals make the next one slower.

Exit code 1 if an answered signal is missing after a kill; the other aims are printed beside their figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import bodies, clicks, clocks, door, growth, lateness, servers, signals
from bench.load import figures_under_load

CONNECTIONS = 32
WARM_UP = 1
KILL_AFTER = (0.7, 1.5, 2.6)
"""Seconds of load before each of the three kills."""

KINDS: dict[str, Callable[[Path, str], servers.Server]] = {
    "floor": servers.floor,
    "breachbot": servers.breachbot,
}


@dataclass(frozen=True)
class Run:
    """One server under load once. Times in milliseconds unless said otherwise."""

    rate: float
    p50: float
    p99: float
    worst: float
    errors: int
    idle_mb: float
    first_answer_s: float


def main() -> int:
    """Measure, print, and say by the exit code whether anything answered was lost."""
    options = _options()
    wrk = None if options.own_generator else shutil.which("wrk")
    with tempfile.TemporaryDirectory(prefix="breachbot-bench-") as name:
        folder = Path(name)
        if options.clocks:
            return 0 if clocks.measure(folder) else 1
        if options.growth:
            return 0 if growth.measure(folder) else 1
        if options.lateness:
            return 0 if lateness.measure(folder) else 1
        if options.signals:
            return 0 if signals.measure(folder) else 1
        requests = folder / "requests"
        bodies.write(requests)
        if options.clicks:
            _clicks(folder, requests, wrk, options.seconds)
            return 0
        if options.door:
            _door(folder, requests, options.seconds)
            return 0
        generator = "wrk" if wrk else "bench/load.py (wrk is not installed)"
        compared = [("SQLite FULL", "", 0.8)]
        compared += [("PostgreSQL", options.postgres, 0.7)] if options.postgres else []
        for database, url, least in compared:
            runs = _rounds(folder, requests, wrk, options.rounds, options.seconds, url)
            _print_table(runs, f"{database}; load from {generator}", least)
        _clicks(folder, requests, wrk, options.seconds)
        _door(folder, requests, options.seconds)
        return 0 if _kills(folder, requests) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--own-generator", action="store_true")
    parser.add_argument("--postgres", default="", metavar="URL")
    parser.add_argument("--clicks", action="store_true")
    parser.add_argument("--clocks", action="store_true")
    parser.add_argument("--door", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--lateness", action="store_true")
    parser.add_argument("--signals", action="store_true")
    return parser.parse_args()


def _rounds(
    folder: Path, requests: Path, wrk: str | None, rounds: int, seconds: float, postgres: str
) -> dict[str, list[Run]]:
    """Both servers in turn, so that whatever else the machine does falls on both."""
    runs: dict[str, list[Run]] = {name: [] for name in KINDS}
    for number in range(rounds):
        for name, start in KINDS.items():
            place = folder / f"{name}-{number}"
            place.mkdir()
            with servers.database_at(postgres) as database:
                runs[name].append(_run(start(place, database), requests, wrk, seconds))
            shutil.rmtree(place)
    return runs


def _run(server: servers.Server, requests: Path, wrk: str | None, seconds: float) -> Run:
    try:
        os.sync()  # what the run before left to be written must not slow this one
        time.sleep(1)
        idle = server.memory()
        figures_under_load(server.port, requests, CONNECTIONS, wrk, WARM_UP)
        figures = figures_under_load(server.port, requests, CONNECTIONS, wrk, seconds)
    finally:
        server.stop()
    return Run(
        rate=figures["answered"] / figures["seconds"],
        p50=figures["p50"],
        p99=figures["p99"],
        worst=figures["worst"],
        errors=int(figures["errors"]),
        idle_mb=idle,
        first_answer_s=server.first_answer,
    )


def _print_table(runs: dict[str, list[Run]], how: str, least: float) -> None:
    """how: the database and the generator. least: the aim for the share of the floor's requests."""
    print(f"signed bodies of 5 KB, {CONNECTIONS} connections, one process, {how}")
    print(f"median of {len(runs['floor'])} rounds in turn; max and errors over all rounds")
    print(
        f"{'':<12}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'errors':>8}{'idle MB':>9}{'first s':>9}"
    )
    for name, some in runs.items():
        print(
            f"{name:<12}{_middle(some, 'rate'):>8.0f}{_middle(some, 'p50'):>9.1f}{_middle(some, 'p99'):>9.1f}"
            f"{max(run.worst for run in some):>9.1f}{sum(run.errors for run in some):>8}"
            f"{_middle(some, 'idle_mb'):>9.0f}{_middle(some, 'first_answer_s'):>9.2f}"
        )
    ours, floor = runs["breachbot"], runs["floor"]
    _aim("ratio to the floor", _middle(ours, "rate") / _middle(floor, "rate"), "at least", least)
    _aim("p99 in ms", _middle(ours, "p99"), "under", max(90, 2 * _middle(floor, "p99")))
    _aim("max in ms", max(run.worst for run in ours), "under", 500)
    _aim("idle memory in MB", _middle(ours, "idle_mb"), "under", 100)
    _aim("first answer in s", _middle(ours, "first_answer_s"), "under", 3 * _middle(floor, "first_answer_s"))


def _clicks(folder: Path, requests: Path, wrk: str | None, seconds: float) -> None:
    """Let people work under load, and print how long they waited for an answer."""
    place = folder / "clicks"
    place.mkdir()
    tally = clicks.measure(place, requests, CONNECTIONS, wrk, seconds)
    print(
        f"people at work while {CONNECTIONS} connections send {tally.signals_a_second:.0f} signals a second; "
        "ms until the bot had answered Slack"
    )
    print(f"{'':<12}{'acts':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}")
    everything = [ms for times in tally.times.values() for ms in times]
    for kind, some in {**tally.times, "all": everything}.items():
        times = sorted(some)
        print(f"{kind:<12}{len(times):>8}{_share(times, 50):>9.1f}{_share(times, 99):>9.1f}{times[-1]:>9.1f}")
    _aim("p99 of people in ms", _share(sorted(everything), 99), "under", 1000)
    _aim("their errors", len(tally.errors), "under", 1)


def _door(folder: Path, requests: Path, seconds: float) -> None:
    """Attack the door of both servers, and print how long hooks waited meanwhile."""
    print(
        f"the door under attack: {door.CONNECTIONS} connections with header lines of 40 to 80 MB, reopened in a loop"
    )
    print(f"{'':<22}{'hooks':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'MB':>9}")
    for name, start in KINDS.items():
        place = folder / f"door-{name}"
        place.mkdir()
        server = start(place, "")
        try:
            _print_waits(f"{name}, left alone", door.waits(server.port, requests, seconds), server.memory())
            times = door.under_attack(server.port, requests, seconds)
            _print_waits(f"{name}, attacked", times, server.memory())
        finally:
            server.stop()
    _aim("worst hook in ms", times[-1], "under", 200)


def _print_waits(what: str, times: list[float], memory: float) -> None:
    print(
        f"{what:<22}{len(times):>8}{_share(times, 50):>9.1f}{_share(times, 99):>9.1f}{times[-1]:>9.1f}{memory:>9.0f}"
    )


def _share(times: list[float], percent: int) -> float:
    """The time within which so many percent of sorted times lie."""
    return times[len(times) * percent // 100]


def _middle(runs: list[Run], figure: str) -> float:
    return float(statistics.median(getattr(run, figure) for run in runs))


def _aim(what: str, value: float, side: str, bound: float) -> None:
    met = value >= bound if side == "at least" else value < bound
    print(f"{what:<20}{value:>8.2f}   aim: {side} {bound:g}   {'met' if met else 'MISSED'}")


def _kills(folder: Path, requests: Path) -> bool:
    """Kill breachbot under load, at three moments; whether everything it answered is in its database."""
    fine = True
    for number, after in enumerate(KILL_AFTER):
        place = folder / f"kill-{number}"
        place.mkdir()
        server = servers.breachbot(place)
        load = subprocess.Popen(
            [sys.executable, "-m", "bench.load", str(requests), str(server.port), str(CONNECTIONS), "30"],
            stdout=subprocess.PIPE,
        )
        time.sleep(after)
        server.stop(signal.SIGKILL)
        answered = int(json.loads(load.communicate()[0])["answered"])
        stored = _stored(server.folder / "breachbot.db")
        fine = fine and stored >= answered > 0
        print(
            f"kill -9 after {after} s of load: answered {answered}, stored {stored}: {_judged(answered, stored)}"
        )
    return fine


def _stored(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        (rows,) = connection.execute("SELECT count(*) FROM delivery").fetchone()
    finally:
        connection.close()
    return int(rows)


def _judged(answered: int, stored: int) -> str:
    if not answered:
        return "NOTHING WAS ANSWERED"
    return f"nothing lost, {stored - answered} stored but not yet answered" if stored >= answered else "LOST"


if __name__ == "__main__":
    sys.exit(main())
