"""What kind of data, and how easily it leads to people: the factors DPC and EI of ENISA's score.

DPC: every kind of data has a class with a base; what the data allow to be concluded adds to it or takes from it, and
the result stays between 1 and 4. Two of ENISA's corrections, data that are wrong and data that were public before, are
asked of nobody here and left out; both only lower the score.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from breachbot.assessment.enisa_factors import Factor, Known, has
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.catalogue import EnisaClass

BASE: Mapping[EnisaClass, int] = {kind: base for base, kind in enumerate(get_args(EnisaClass), start=1)}
"""[checked]"""

CLASSES: Mapping[str, EnisaClass] = {
    "pseudonym": "simple",
    "name": "simple",
    "contact": "simple",
    "company": "simple",
    "device": "behavioural",
    "orders": "behavioural",
    "diet": "simple",
    "contract": "simple",
    "image": "simple",
    "birth_date": "simple",
    "work_education": "simple",
    "family": "simple",
    "credentials_hashed": "simple",
    "credentials_clear": "simple",
    "national_id": "simple",
    "card": "financial",
    "bank_account": "financial",
    "transactions": "financial",
    "payment": "financial",
    "income": "financial",
    "behaviour": "behavioural",
    "location": "behavioural",
    "communications": "behavioural",
    "health": "sensitive",
    "intimate": "sensitive",
    "special": "sensitive",
    "criminal": "sensitive",
}
"""ENISA's class of each kind of data in the vocabulary; our reading. ENISA counts official numbers among what
identifies, and log-in data by what they open, which no fact tells: they stand at the lowest class here."""

Range = tuple[int, int]

BY_VOLUME: Mapping[EnisaClass, Mapping[str, Range]] = {
    "simple": {"moment": (0, 0), "weeks": (0, 1), "longer": (0, 1), "years": (0, 1)},
    "behavioural": {"moment": (-1, -1), "weeks": (0, 0), "longer": (1, 1), "years": (1, 1)},
    "financial": {"moment": (-1, -1), "weeks": (0, 0), "longer": (1, 1), "years": (1, 1)},
    "sensitive": {"moment": (-1, 0), "weeks": (0, 0), "longer": (0, 0), "years": (0, 0)},
}
"""What the span of the data about one person adds. [unchecked-H]"""

MARK: Literal["unchecked-H"] = "unchecked-H"


_ASKED = {"volume": "what span they cover", "people_kinds": "whose data they are"}


def context(known: Known) -> Factor:
    """DPC: the highest of the kinds of data."""
    kinds = known.get("data_categories")
    if not isinstance(kinds, list):
        return Factor("DPC", 1, 4, "the kinds of data are not known", MARK)
    scored = {str(kind): _of_kind(str(kind), known) for kind in kinds if kind in CLASSES}
    low = max((low for low, _ in scored.values()), default=1)
    high = max((high for _, high in scored.values()), default=4)
    highest = [kind for kind, (_, top) in scored.items() if top == high]
    why = "; ".join(f"{FACTS['data_categories'].label(kind)}: {CLASSES[kind]}" for kind in highest)
    missing = [f"{what} is not known" for fact, what in _ASKED.items() if fact not in known]
    return Factor("DPC", low, high, "; ".join([why, *(missing if low < high else [])]), MARK)


def _of_kind(kind: str, known: Known) -> Range:
    of = CLASSES[kind]
    spans = BY_VOLUME[of]
    span = spans.get(str(known.get("volume")), _hull(spans))
    low, high = (BASE[of] + one for one in _added(_added(span, _by_people(of, known)), _by_kind(kind)))
    return min(max(low, 1), 4), min(max(high, 1), 4)


def _by_people(of: EnisaClass, known: Known) -> Range:
    """What it adds that these people are patients, in need of protection, or in hiding."""
    if of not in ("simple", "behavioural"):
        return (0, 0)
    if "people_kinds" not in known:
        return (0, 3)
    if has(known, "people_kinds", "endangered"):
        return (3, 3)
    return (2, 2) if has(known, "people_kinds", "patients", "vulnerable") else (0, 0)


def _by_kind(kind: str) -> Range:
    """Food wishes allow to guess at health or faith; payment data may or may not be enough to pay with."""
    return {"diet": (0, 2), "payment": (0, 1), "card": (0, 1)}.get(kind, (0, 0))


def _hull(ranges: Mapping[str, Range]) -> Range:
    return min(low for low, _ in ranges.values()), max(high for _, high in ranges.values())


def _added(one: Range, other: Range) -> Range:
    return one[0] + other[0], one[1] + other[1]


def identification(known: Known) -> Factor:
    """EI: negligible 0.25, limited 0.5, significant 0.75, maximum 1."""
    if has(known, "encryption", "left_encrypted", "key_safe"):
        return _ei(0.25, 0.25, "encrypted, and the key is safe")
    low, high, why = _by_content(known)
    return (
        _ei(low, high, why)
        if "encryption" in known
        else _ei(0.25, high, f"{why}; how they were protected is not known")
    )


def _by_content(known: Known) -> tuple[float, float, str]:
    together = has(known, "data_categories", "contact", "birth_date", "national_id", "image")
    match known.get("identifiability"):
        case "pseudonyms_only":
            return 0.25, 0.25, "nothing in the data leads to a person"
        case "with_other_data":
            return 0.5, 0.75, "only together with other data"
        case "direct" if together and has(known, "data_categories", "name"):
            return 1, 1, "a name together with what tells people of that name apart"
        case "direct":
            return 0.5, 1, "direct, without a name and something that tells people of that name apart"
    return 0.25, 1, "whether they lead to a person is not known"


def _ei(low: float, high: float, why: str) -> Factor:
    return Factor("EI", low, high, why, "checked")
