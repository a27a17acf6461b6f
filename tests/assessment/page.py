"""The tables of docs/assessment.md, from the playbook, the published cases and their neighbours.

`python -m tests.assessment.page` (or `make docs`) writes them again; a test fails while the page says something else.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from breachbot.assessment.assess import Assessment, assess
from breachbot.assessment.enisa import score
from breachbot.assessment.facts import FACTS, Settled
from breachbot.cli.facts_file import read_facts
from breachbot.store.playbooks import load_catalogue, load_playbook
from tests.assessment.grave import GRAVE
from tests.yaml_cases import parsed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "assessment.md"
CASES = sorted((ROOT / "tests" / "cases" / "edpb-01-2021").glob("*.yaml"))
GDPR = load_playbook(ROOT / "playbooks" / "gdpr.yaml").playbook
CATALOGUE = load_catalogue(ROOT / "playbooks" / "catalogue.yaml")
DUTIES = ("document", "notify_authority", "communicate")
WORDS = {"required": "yes", "not_required": "no", "undetermined": "open"}


def page(before: str) -> str:
    """The page with its tables as they should be. Raises ValueError where a table has no place in it."""
    tables = {"facts": _facts(), "cases": _cases(), "neighbours": _neighbours(), "rules": _rules()}
    for name, lines in tables.items():
        place = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
        before, found = place.subn(lambda m, lines=lines: m[1] + "\n".join(lines) + "\n" + m[2], before)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"{PAGE.name} has {found} places for the table of {name}")
    return before


def _facts() -> Iterator[str]:
    yield from _head("Fact", "Question", "Answers")
    kinds = {"count": "a number or a range", "text": "a text", "instant": "a date and time"}
    for fact in FACTS.values():
        answers = (f"**{one}**" if one in GRAVE.get(fact.id, ()) else one for one in fact.worst_first)
        yield _row(f"`{fact.id}`", fact.question, ", ".join(answers) or kinds[fact.kind])


def _cases() -> Iterator[str]:
    yield from _head("No", "Case", "Register", "Authority", "People", "Grounds", "ENISA, explains only")
    for path in CASES:
        told = parsed(path.read_text(encoding="utf-8"))
        settled = _settled(path)
        ours = assess(GDPR, settled)
        outcomes = [_beside(told["published"][duty], _outcome(ours, duty)) for duty in DUTIES]
        severity = score(settled)
        bands = " to ".join(dict.fromkeys((severity.bands[0], severity.bands[-1])))
        yield _row(path.stem, told["title"], *outcomes, _grounds(ours), f"{severity.numbers} ({bands})")


def _settled(path: Path) -> dict[str, Settled]:
    (only,) = read_facts(path, CATALOGUE)
    return dict(only.settled)


def _beside(published: str, ours: str) -> str:
    """The published outcome, and ours where it differs."""
    return WORDS[published] if published == ours else f"{WORDS[published]}, **we say {WORDS[ours]}**"


def _outcome(assessment: Assessment, duty: str) -> str:
    ruling = assessment.ruling(duty)
    return ruling.outcome if ruling else "undetermined"


def _grounds(assessment: Assessment) -> str:
    found: list[str] = []
    for duty in DUTIES[1:]:
        ruling = assessment.ruling(duty)
        assert ruling is not None
        found += ruling.rules or [f"otherwise ({duty})"]
    return ", ".join(dict.fromkeys(found))


def _neighbours() -> Iterator[str]:
    yield from _head("Case", "What is different", "Then", "Ground")
    for one in parsed((ROOT / "tests" / "cases" / "neighbours.yaml").read_text(encoding="utf-8")):
        then = ", ".join(f"{duty} {outcome}" for duty, outcome in one["then"].items()).replace("_", " ")
        yield _row(one["case"], one["why"], then or "as published", one.get("by", "otherwise"))


def _rules() -> Iterator[str]:
    yield from _head("Rule", "For", "Effect", "Law", "Read in", "Mark")
    for rule in GDPR.rules:
        what = [rule.id, rule.obligation, rule.effect]
        yield _row(*(text.replace("_", " ") for text in what), rule.article, rule.source, rule.mark)


def _head(*names: str) -> Iterable[str]:
    return _row(*names), _row(*["---"] * len(names))


def _row(*cells: Any) -> str:
    texts: Sequence[str] = [str(cell).replace("|", "/") for cell in cells]
    return f"| {' | '.join(texts)} |"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
