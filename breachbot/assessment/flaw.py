"""One thing that is wrong in a data file, and where."""

from dataclasses import dataclass

Place = tuple[str | int, ...]
"""The way to a value inside the file: keys and positions, from the top."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong, in a sentence."""

    place: Place
    sentence: str
