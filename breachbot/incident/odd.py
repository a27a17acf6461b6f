"""The answers that seldom go together, and what is asked about them. Those that never do are refused
(assessment/contradictions.py)."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.assessment.contradictions import Side

_WITH_THEM = ("deletion_confirmed", frozenset({"asked", "not_possible"}))
_OVER = ("ongoing", frozenset({"no"}))
_BY_WORD = ("deletion_confirmed", frozenset({"in_writing", "said_so", "asked"}))


@dataclass(frozen=True)
class Odd:
    """Answers about one affected set that seldom go together, and what is asked about them."""

    id: str
    asks: str
    sides: tuple[Side, ...]


ODD: tuple[Odd, ...] = (
    Odd(
        "over_while_out",
        "It is said to be over while others still have the data. In what sense is it over?",
        (_OVER, ("recipient", frozenset({"public", "hostile"})), _WITH_THEM),
    ),
    Odd(
        "over_while_copied",
        "It is said to be over while the data were copied away. In what sense is it over?",
        (_OVER, ("access_evidence", frozenset({"exfiltration_seen"})), _WITH_THEM),
    ),
    Odd(
        "over_while_seen",
        "It is said to be over while somebody nobody knows got at the data. In what sense is it over?",
        (
            _OVER,
            ("recipient", frozenset({"unknown"})),
            ("access_evidence", frozenset({"access_seen", "exfiltration_seen"})),
        ),
    ),
    Odd(
        "nobody_who_answered",
        "Nobody is known to have got the data, and yet somebody was asked to delete them, or did. Who?",
        (("recipient", frozenset({"none_known"})), _BY_WORD),
    ),
    Odd(
        "closed_and_answered",
        "Nobody could get at the data, and yet somebody was asked to delete them, or did. Who?",
        (("confidentiality", frozenset({"no"})), _BY_WORD),
    ),
    Odd(
        "copied_before_reset",
        "Data were copied away, and yet the access was changed before any use. How is it known that it was not used?",
        (
            ("access_evidence", frozenset({"exfiltration_seen"})),
            ("later_measures", frozenset({"access_worthless"})),
        ),
    ),
    Odd(
        "insider_who_is_bound",
        "Own staff who misuse data are no trusted recipient. Who got the data, and what binds them?",
        (("cause", frozenset({"insider"})), ("recipient", frozenset({"trusted_bound", "colleague"}))),
    ),
    Odd(
        "taker_who_deleted",
        "Whoever takes data on purpose seldom deletes them. What makes their word good?",
        (("recipient", frozenset({"hostile"})), ("deletion_confirmed", frozenset({"in_writing", "said_so"}))),
    ),
    Odd(
        "encrypted_device",
        "It was stored encrypted, but readable for whoever used the system. Was the device off or locked when it went, "
        "and is its key safe?",
        (("cause", frozenset({"lost", "stolen"})), ("encryption", frozenset({"at_rest"}))),
    ),
    Odd(
        "nameless_with_an_address",
        "The data are said to name nobody, and yet addresses or numbers of people are among them. Which is right?",
        (
            ("identifiability", frozenset({"pseudonyms_only"})),
            ("data_categories", frozenset({"contact", "national_id", "bank_account"})),
        ),
    ),
    Odd(
        "sealed_and_deleted",
        "The data came back unopened, and yet somebody was asked to delete them, or did. Was there a copy?",
        (("later_measures", frozenset({"returned_unopened"})), _BY_WORD),
    ),
)
