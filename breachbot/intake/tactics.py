"""What a tactic of MITRE ATT&CK says of a finding: many platforms sort theirs by it, so one table serves them all.

Exfiltration is what it says; whoever gathers data, takes what opens accounts or goes on from one machine to the next is
in already. The other tactics are tried every day, and how grave one is says its severity.
https://attack.mitre.org/tactics/enterprise/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from breachbot.playbook.triage import FindingType

_SAYS: Mapping[str, FindingType] = {
    "ta0010": "exfiltration",
    "exfiltration": "exfiltration",
    "ta0009": "unauthorised_access",
    "collection": "unauthorised_access",
    "ta0006": "unauthorised_access",
    "credentialaccess": "unauthorised_access",
    "ta0008": "unauthorised_access",
    "lateralmovement": "unauthorised_access",
    "ta0011": "malware",
    "commandandcontrol": "malware",
}
"""The gravest first, by the number of a tactic or its name without spaces and capitals."""
_SPACES = re.compile(r"[^a-z0-9]")


def about(tactics: Iterable[str | None]) -> FindingType | None:
    """What the gravest of these tactics says, or None if none of them says more than that somebody tried something."""
    given = {_SPACES.sub("", tactic.lower()) for tactic in tactics if tactic}
    return next((kind for tactic, kind in _SAYS.items() if tactic in given), None)
