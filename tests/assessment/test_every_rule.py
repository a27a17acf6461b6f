"""Each rule is there for a reason: without it an outcome changes, or, where it only gives a reason, that is gone."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

import pytest

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import Settled
from breachbot.playbook.rules import Rule
from breachbot.playbook.types import Playbook
from tests.assessment.test_cases import CASES, FOLDERS
from tests.assessment.test_edpb_cases import GDPR, case, failing, settled

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
def accounts() -> list[tuple[str, str, dict[str, object]]]:
    """The case, the witness, and what they say, of all labelled cases."""
    paths = (path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml")))
    return [
        (path.stem, witness, facts) for path in paths for witness, facts in case(path)["encodings"].items()
    ]


@cache
def held() -> dict[str, list[tuple[str, Mapping[str, Settled], str]]]:
    """For each rule the accounts in which it decides, and the outcome."""
    found: dict[str, list[tuple[str, Mapping[str, Settled], str]]] = {}
    for stem, witness, facts in accounts():
        known = settled(facts)
        for ruling in assess(GDPR, known).rulings:
            for rule in ruling.rules:
                found.setdefault(rule, []).append((f"{stem}, {witness}", known, ruling.outcome))
    return found


def only(duty: str, besides: str | None = None) -> Playbook:
    """The playbook with one obligation alone, and without one of its rules. Each obligation is ruled on by itself, so
    that nothing else can come out otherwise."""
    rules = (one for one in GDPR.rules if one.obligation == duty and one.id != besides)
    duties = (one for one in GDPR.obligations if one.id == duty)
    return GDPR.model_copy(update={"obligations": (*duties,), "rules": (*rules,), "considerations": ()})


def changed(playbook: Playbook, rule: Rule) -> Iterator[str]:
    """What comes out otherwise without the rule in the accounts in which it decides."""
    for name, facts, before in held().get(rule.id, ()):
        after = assess(playbook, facts).ruling(rule.obligation)
        if after is None or after.outcome != before:
            yield f"outcome of {name}"


@pytest.mark.parametrize("duty", [one.id for one in GDPR.obligations])
def test_with_all_its_rules_everything_comes_out_as_it_should(duty: str) -> None:
    assert list(failing(only(duty))) == []


@pytest.mark.parametrize("rule", GDPR.rules, ids=lambda rule: rule.id)
def test_without_it_something_comes_out_otherwise(rule: Rule) -> None:
    rest = only(rule.obligation, besides=rule.id)
    wrong = chain(failing(rest), changed(rest, rule))
    assert any(one.startswith("outcome") or gives_reasons_only(rule) for one in wrong)
