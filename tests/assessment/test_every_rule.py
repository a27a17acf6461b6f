"""Each rule is there for a reason: without it an outcome changes, or, where it only gives a reason, that is gone."""

from collections.abc import Iterator
from functools import cache

import pytest
import yaml

from breachbot.assessment.assess import assess
from breachbot.playbook.types import Playbook, Rule
from tests.assessment.test_cases import CASES, FOLDERS
from tests.assessment.test_edpb_cases import GDPR, failing, settled

pytestmark = pytest.mark.slow


def gives_reasons_only(rule: Rule) -> bool:
    """A ground for a risk says why the authority is notified, where another leads to the same; what nobody can read is
    not exposed, so no ground of a high risk holds anyway; data about people in hiding are grave whatever they are; and
    a public form leaves the duty as it is."""
    return (
        rule.id.startswith("risk-")
        or rule.id in ("exception-unintelligible", "high-endangered")
        or rule.effect == "public_instead"
    )


@cache
def held() -> dict[str, list[tuple[str, str]]]:
    """For each rule the accounts of labelled cases in which it decides: the case and the witness."""
    found: dict[str, list[tuple[str, str]]] = {}
    for case, witness, facts in accounts():
        for ruling in assess(GDPR, settled(facts)).rulings:
            for rule in ruling.rules:
                found.setdefault(rule, []).append((case, witness))
    return found


@cache
def accounts() -> list[tuple[str, str, dict[str, object]]]:
    paths = (path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml")))
    cases = ((path.stem, yaml.safe_load(path.read_text())) for path in paths)
    return [(stem, witness, facts) for stem, case in cases for witness, facts in case["encodings"].items()]


def changed(playbook: Playbook, rule: str) -> Iterator[str]:
    """What comes out otherwise without the rule in the accounts in which it decides."""
    for case, witness, facts in accounts():
        if (case, witness) in held().get(rule, ()):
            before, after = (
                {one.obligation: one.outcome for one in assess(book, settled(facts)).rulings}
                for book in (GDPR, playbook)
            )
            if before != after:
                yield f"outcome of {case}, {witness}"


@pytest.mark.parametrize("rule", GDPR.rules, ids=lambda rule: rule.id)
def test_without_it_something_comes_out_otherwise(rule: Rule) -> None:
    rest = GDPR.model_copy(update={"rules": tuple(other for other in GDPR.rules if other.id != rule.id)})
    wrong = [*failing(rest), *changed(rest, rule.id)]
    assert [one for one in wrong if one.startswith("outcome") or gives_reasons_only(rule)]
