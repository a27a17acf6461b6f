"""The front door to facts: the vocabulary, checking an answer, settling statements, contradictions."""

from breachbot.assessment.answers import validate
from breachbot.assessment.contradictions import contradictions
from breachbot.assessment.statements import Settled, Statement, settle
from breachbot.assessment.vocabulary import FACTS, Fact

__all__ = ["FACTS", "Fact", "Settled", "Statement", "contradictions", "settle", "validate"]
