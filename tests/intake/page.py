"""docs/sources.md: what is read from the sample of each source, and what it weighs.

`python -m tests.intake.page` (or `make docs`) writes it again; a test fails while the page says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from breachbot.intake.reading import read
from breachbot.intake.signal import NotASignal, Unreadable
from breachbot.intake.source import Read
from breachbot.intake.triage import triage
from tests.intake.bodies import EVERY, RULES, digest

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"
SAMPLES = Path(__file__).parent / "samples"
KEPT: Mapping[str, Mapping[str, str]] = {
    "cloudevents-binary": {
        "id": "c-1",
        "source": "/example/invoices",
        "type": "com.example.invoice.foreign",
        "time": "2026-11-24T09:30:00Z",
    },
}
"""The stored headers of a sample, where reading needs them."""
INTRODUCTION = """\
# What is read from each source

Each line is one alert of a sample in `tests/intake/samples`, all of them made up: what breachbot reads from it, what it
weighs by the rules that come along (`playbooks/triage.yaml`), and why. The id is that by which repeats are counted; an
id of the sender that may hold anything is kept as a digest. What is likely a breach, or a candidate, is shown to
people; a note is kept and counted; a test is neither. How to connect a sender: [connect.md](connect.md).
`breachbot signal SOURCE FILE` says the same of a body of yours. This page is written by `make docs`.
"""


def page() -> str:
    """The page as it should be."""
    lines = [INTRODUCTION]
    for name, source in sorted(EVERY.items(), key=lambda one: one[1].title.lower()):
        lines += [f"## {source.title}", "", *_table(name), ""]
    return "\n".join(lines).rstrip() + "\n"


def read_sample(path: Path, source: str) -> tuple[Read, ...]:
    """What is read from a body, with the headers that came with it."""
    return read(source, KEPT.get(path.stem, {}), path.read_bytes(), digest, EVERY)


def of_source(name: str) -> list[Path]:
    """The samples of a source: `<name>.json`, then `<name>-<kind>.json`."""
    found = (path for path in SAMPLES.glob(f"{name}*.json") if path.stem.partition("-")[0] == name)
    return sorted(found, key=lambda path: path.stem)


def _table(name: str) -> Iterator[str]:
    yield "| Sample | Id | What | About | Severity | When | Verdict | Why |"
    yield "|---|---|---|---|---|---|---|---|"
    for path in of_source(name):
        for one in read_sample(path, name):
            yield "| " + " | ".join((f"`{path.stem}`", *_cells(name, one))) + " |"


def _cells(source: str, seen: Read) -> tuple[str, ...]:
    if isinstance(seen, Unreadable):
        return ("not given", "an alert that cannot be read", "", "", "", "candidate", seen.why)
    if isinstance(seen, NotASignal):
        return ("none", "no alert", "", "", "", "none", seen.why)
    verdict = triage(source, seen, RULES)
    return (
        f"`{seen.series}`",
        f"`{seen.what}`",
        seen.type.replace("_", " "),
        seen.severity or "not given",
        f"{seen.occurred_at:%Y-%m-%d %H:%M} UTC" if seen.occurred_at else "not given",
        verdict.kind,
        "; ".join(verdict.reasons),
    )


if __name__ == "__main__":
    PAGE.write_text(page())
