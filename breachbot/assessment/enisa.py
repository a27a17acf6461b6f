"""ENISA's severity of a breach, with its arithmetic shown. It explains and decides nothing.

    SE = DPC x EI + CB

DPC is the context of the data (1 to 4, the highest of the kinds affected), EI how easily people are identified (0.25
to 1), CB what happened to the data (confidentiality, integrity, availability, intent; 0 to 2). A factor that the facts
leave open is a range, and so is the score then. By these bands alone five of the eighteen published EDPB cases come
out wrong, which is why no rule asks for the score.

Source: ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches, v1.0 (2013).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from breachbot.assessment.enisa_circumstances import circumstances
from breachbot.assessment.enisa_data import context, identification
from breachbot.assessment.enisa_factors import Factor, Known, has
from breachbot.assessment.statements import Settled

BANDS = ((2.0, "low"), (3.0, "medium"), (4.0, "high"))
"""Each band ends before its number; from 4 on it is very high. [checked]"""

MANY = 100
"""More people than this raise a flag. [checked]"""


@dataclass(frozen=True)
class Score:
    """The score as a range, factor by factor. Flags are shown beside the number and do not change it."""

    dpc: Factor
    ei: Factor
    cb: tuple[Factor, ...]
    flags: tuple[str, ...]

    @property
    def low(self) -> float:
        """The score if everything open turns out well."""
        return self.dpc.low * self.ei.low + sum(part.low for part in self.cb)

    @property
    def high(self) -> float:
        """The score if everything open turns out badly."""
        return self.dpc.high * self.ei.high + sum(part.high for part in self.cb)

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands in which it may lie, the mildest first."""
        names = [*(name for _, name in BANDS), "very high"]
        return tuple(names[names.index(_band(self.low)) : names.index(_band(self.high)) + 1])

    @property
    def arithmetic(self) -> str:
        """The sum in one line."""
        circumstances = " + ".join(part.numbers for part in self.cb)
        return f"DPC {self.dpc.numbers} x EI {self.ei.numbers} + CB ({circumstances}) = {self.numbers}"

    @property
    def numbers(self) -> str:
        """The score in words."""
        return Factor("SE", self.low, self.high, "", "checked").numbers


def score(settled: Mapping[str, Settled]) -> Score:
    """The score of what is known; unknown and disputed facts make ranges."""
    known: Known = {fact: one.value for fact, one in settled.items() if one.value is not None}
    return Score(context(known), identification(known), circumstances(known), tuple(_flags(known)))


def _band(number: float) -> str:
    return next((name for end, name in BANDS if number < end), "very high")


def _flags(known: Known) -> list[str]:
    flags = []
    least, most = _ends(known.get("people_count"))
    if least > MANY:
        flags.append(f"more than {MANY} people")
    elif most is None or most > MANY:
        flags.append(f"perhaps more than {MANY} people")
    if has(known, "encryption", "left_encrypted", "key_safe"):
        flags.append("unintelligible data: encrypted, and the key is safe")
    return flags


def _ends(count: JsonValue) -> tuple[int, int | None]:
    """The least and the most people that may be affected; None where nobody can say."""
    low, high = (count.get("min"), count.get("max")) if isinstance(count, dict) else (count, count)
    return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, None)
