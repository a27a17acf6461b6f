"""Who may approve a notice, and which one: exactly the bytes that were shown.

Approval is the act of the DPO or the deputy, as advice (Art. 39(1)(a)) or as the decision of the controller.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import Literal

from breachbot.errors import Refused
from breachbot.notices.lint import refuses

Capacity = Literal["dpo_advice", "controller_decision"]

SHORTEST_REASON = 20
"""Characters of a break-glass reason: enough to make somebody write a sentence."""


def check_approval(
    *,
    approver: str,
    role: str | None,
    drafter: str,
    sha256_shown: str,
    sha256_current: str,
    capacity: str,
    break_glass: str | None,
    single_dpo: bool,
    problems: Collection[str],
    late_without_reasons: bool,
) -> None:
    """Return if `approver` may approve this draft now; raise Refused with one sentence if not.

    role: `responder`, `dpo`, `deputy` or None, of the approver. problems: the draft's problem lines.
    sha256_shown: of the text beside the button that was clicked.
    break_glass: the reason for approving one's own draft, which only a firm with one DPO may do.
    """
    if role not in ("dpo", "deputy"):
        raise Refused("Only the data protection officer or the deputy can approve a notice.")
    if capacity not in ("dpo_advice", "controller_decision"):
        raise Refused(
            "Say whether you approve as the DPO's advice or as the controller's decision.", field="capacity"
        )
    if not hmac.compare_digest(sha256_shown.encode(), sha256_current.encode()):
        raise Refused("This draft is no longer the current one. Read the newest draft and approve that.")
    if approver == drafter:
        _check_break_glass(break_glass, single_dpo=single_dpo)
    if late_without_reasons:
        raise Refused(
            "This notice is late, and Art. 33(1) asks for the reasons for the delay. State them first."
        )
    _check_problems([problem for problem in problems if refuses(problem)])


def _check_break_glass(reason: str | None, *, single_dpo: bool) -> None:
    if not single_dpo:
        raise Refused("You drafted this notice, so somebody else has to approve it.")
    if len(" ".join((reason or "").split())) < SHORTEST_REASON:
        raise Refused(
            "You drafted this notice. To approve it yourself, give a reason of at least "
            f"{SHORTEST_REASON} characters; the register will show it.",
            field="break_glass",
        )


def _check_problems(refusing: list[str]) -> None:
    if refusing:
        more = f" ({len(refusing) - 1} more)" if len(refusing) > 1 else ""
        raise Refused(f"This text cannot go out as it is. {refusing[0].partition(': ')[2]}{more}")
