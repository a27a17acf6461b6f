"""What notices of earlier days did not say. What a draft never spoke of makes it neither untrue nor incomplete."""

from __future__ import annotations

from collections.abc import Mapping

FORM = 4
"""The number of what notices say today; each draft keeps that of its day."""

LATER: Mapping[int, Mapping[str, frozenset[str]]] = {
    2: {
        "authority": frozenset(
            {
                "contact_role",
                "processor_told",
                "processor_told_at",
                "own_clocks",
                "taken_over",
                "volume",
                "identifiability",
                "countries",
                "could_reach",
                "exposed_for",
                "recipient",
                "access_evidence",
                "deletion_confirmed",
                "still_out",
                "harm_seen",
                "restore",
                "loss_effect",
                "later_measures",
                "advice",
            }
        ),
        "page": frozenset({"contact_role", "recipient", "could_reach", "deletion_confirmed", "still_out"}),
        "mail": frozenset(
            {"contact_role", "recipient", "could_reach", "deletion_confirmed", "measures_planned"}
        ),
    },
    3: {
        "authority": frozenset(
            {"awaited", "reveals", "already_public", "targeted", "reachable", "in_clear_inside"}
        ),
        "page": frozenset({"awaited", "reveals", "restore"}),
        "mail": frozenset({"reveals", "targeted", "restore"}),
    },
    4: {"authority": frozenset(), "page": frozenset({"everybody_told"}), "mail": frozenset()},
}
"""The fields that each notice got with each later form. Since form 4 a notice says of each affected set by itself where
the data are, and leaves out what other answers overtake."""


def later_than(form: int, audience: str) -> frozenset[str]:
    """The fields of a notice that came after a form."""
    return frozenset().union(*(fields[audience] for number, fields in LATER.items() if number > form))
