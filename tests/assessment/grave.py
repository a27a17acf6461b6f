"""The grave kinds, as the playbook's concept of grave data lists them."""

from collections.abc import Iterator, Mapping

from breachbot.playbook.conditions import AnyOf, Condition, Includes
from tests.assessment.test_edpb_cases import GDPR


def _listed(condition: Condition) -> Iterator[Includes]:
    match condition:
        case AnyOf():
            for part in condition.any:
                yield from _listed(part)
        case Includes():
            yield condition
        case _:
            raise AssertionError(f"grave data are lists of answers, not: {condition}")


(CONCEPT,) = (one for one in GDPR.concepts if one.id == "grave_data")
GRAVE: Mapping[str, tuple[str, ...]] = {one.fact: one.includes for one in _listed(CONCEPT.when)}
"""For each fact the answers any one of which makes the data grave."""
