"""The front door to facts: the vocabulary, checking an answer, settling statements, contradictions."""

from breachbot.assessment.answers import validate
from breachbot.assessment.contradictions import contradictions
from breachbot.assessment.fact import GROUPS, Fact
from breachbot.assessment.statements import Settled, Statement, settle
from breachbot.assessment.vocabulary import FACTS

__all__ = ["FACTS", "GROUPS", "Fact", "Settled", "Statement", "contradictions", "settle", "validate"]
