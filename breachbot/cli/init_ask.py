"""Who answers the questions of `breachbot init`: a person at a terminal, or the lines of standard input."""

from __future__ import annotations

import getpass
import sys
from typing import Protocol, TextIO

from breachbot.cli.init_questions import LEFT_OUT, QUESTIONS, Question
from breachbot.errors import Refused


class Answerer(Protocol):
    """`can_correct`: whether it can be asked the same once more."""

    can_correct: bool

    def ask(self, question: Question, kept: str) -> str:
        """The answer, without blanks around it. kept: what is known already; an empty answer leaves it."""
        ...


class Person:
    """At a terminal. A secret is not shown while it is typed."""

    can_correct = True

    def ask(self, question: Question, kept: str) -> str:
        words = f"  {question.asks}{' (Enter keeps it)' if kept else ''}: "
        return (getpass.getpass(words) if question.secret else input(words)).strip()


class Lines:
    """One answer a line, in the order of the questions; an empty line for what is not known. Lines that were written
    before forms of authorities were asked about end without it."""

    can_correct = False

    def __init__(self, given: TextIO) -> None:
        self._given = given

    def ask(self, question: Question, kept: str) -> str:
        line = self._given.readline()
        if not line and question not in LEFT_OUT:
            at = QUESTIONS.index(question) + 1
            raise Refused(
                f"Standard input ended before answer {at} of {len(QUESTIONS)} ({question.asks}): give one a line, an "
                "empty line for what is not known. Nothing was written."
            )
        print(f"  {question.asks}: {'read' if line.strip() else 'left open'}")
        return line.strip()


def who_answers() -> Answerer:
    """A person if there is a terminal."""
    return Person() if sys.stdin.isatty() else Lines(sys.stdin)
