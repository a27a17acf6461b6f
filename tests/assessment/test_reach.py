"""A condition that asks nothing is found, although few conditions are multiplied out to see that they ask something."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.reach import unreachable
from breachbot.assessment.rulebook import language_of, possible
from breachbot.playbook.conditions import All, AnyOf, Condition, Includes, Is, Not, Only
from breachbot.playbook.types import Playbook
from tests.assessment.test_assess import GDPR

PEOPLE = ("users", "children")
questions = st.one_of(
    st.sampled_from(["yes", "no"]).map(
        lambda answer: Is.model_validate({"fact": "personal_data", "is": [answer]})
    ),
    st.sampled_from(PEOPLE).map(lambda kind: Includes(fact="people_kinds", includes=(kind,))),
    st.just(Only(fact="people_kinds", only=PEOPLE)),
)
"""Without personal data there are no people whose data they are: a contradiction, which counts as impossible."""

conditions: st.SearchStrategy[Condition] = st.recursive(
    questions,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=4).map(lambda some: All(all=tuple(some))),
        st.lists(parts, min_size=2, max_size=4).map(lambda some: AnyOf(any=tuple(some))),
        parts.map(lambda part: Not.model_validate({"not": part})),
    ),
    max_leaves=12,
)


def parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    match condition:
        case All():
            inner = condition.all
        case AnyOf():
            inner = condition.any
        case Not():
            inner = (condition.negated,)
        case _:
            return
    for part in inner:
        yield from parts(part)


def asking(condition: Condition) -> Playbook:
    """A playbook that asks nothing else."""
    consideration = GDPR.considerations[0].model_copy(update={"when": condition})
    nothing = GDPR.obligations[0].model_copy(update={"applies_when": None, "applies_because": ()})
    return GDPR.model_copy(
        update={
            "concepts": (),
            "rules": (),
            "obligations": (nothing,),
            "considerations": (consideration,),
        }
    )


@given(conditions)
def test_it_says_what_multiplying_out_would_say(condition: Condition) -> None:
    playbook = asking(condition)
    language = language_of(playbook)
    asks_nothing = any(
        not possible(language.cubes(part, negated=negated), language)
        for part in parts(condition)
        for negated in (False, True)
    )
    assert bool([*unreachable(playbook)]) == asks_nothing
