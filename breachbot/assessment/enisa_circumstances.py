"""What happened to the data: the factor CB of ENISA's score, a sum of four parts of 0, 0.25 or 0.5."""

from breachbot.assessment.enisa_factors import Factor, Known, has
from breachbot.assessment.vocabulary import ACTS

_SOON = ("in_minutes", "in_hours")
_ASKED = {"confidentiality": "whether anyone could get at them", "access_evidence": "what traces show"}
_KNOWN = ("colleague", "several_colleagues", "trusted_bound", "known", "several_known", "staff_outside_task")
_LATER = ("in_a_day", "in_days", "in_weeks")


def circumstances(known: Known) -> tuple[Factor, ...]:
    """The four parts, in ENISA's order."""
    return (_confidentiality(known), _integrity(known), _availability(known), _intent(known))


def _confidentiality(known: Known) -> Factor:
    if has(known, "confidentiality", "no") or has(known, "access_evidence", "complete_logs_show_none"):
        return _part("confidentiality", 0, 0, "nobody got at the data")
    low, high, why = _by_recipient(known)
    if missing := [what for fact, what in _ASKED.items() if fact not in known]:
        return _part("confidentiality", 0, 0.5, f"{why}; {' and '.join(missing)} is not known")
    return _part("confidentiality", low, high, why)


def _by_recipient(known: Known) -> tuple[float, float, str]:
    seen = has(known, "access_evidence", "access_seen", "exfiltration_seen")
    match known.get("recipient"):
        case recipient if recipient in _KNOWN:
            return 0.25, 0.25, "those who got the data are known"
        case "public":
            return 0.5, 0.5, "anybody may have got the data"
        case "unknown" if seen:
            return 0.5, 0.5, "nobody can say how many got the data"
        case "hostile":
            return 0.25, 0.5, "whoever took them may have passed them on"
        case "none_known" if not seen:
            return 0, 0, "exposed, and nobody is known to have got the data"
    return 0, 0.5, "who got the data is not known"


def _integrity(known: Known) -> Factor:
    if has(known, "integrity", "no"):
        return _part("integrity", 0, 0, "nothing was changed")
    if "integrity" not in known:
        return _part("integrity", 0, 0.5, "whether data were changed is not known")
    if has(known, "restore", *_SOON) and has(known, "loss_effect", "unused", "none"):
        return _part("integrity", 0, 0, "put right before anybody used it")
    if has(known, "restore", *_SOON) and "loss_effect" not in known:
        return _part("integrity", 0, 0.25, "put right; whether anybody used it is not known")
    if has(known, "restore", *_SOON, *_LATER):
        return _part("integrity", 0.25, 0.25, "changed, and put right")
    if has(known, "restore", "never", "in_part"):
        return _part("integrity", 0.5, 0.5, "changed, and not to be put right")
    return _part("integrity", 0, 0.5, "whether it can be put right is not known")


def _availability(known: Known) -> Factor:
    if has(known, "availability", "no"):
        return _part("availability", 0, 0, "nothing was lost")
    if "availability" not in known:
        return _part("availability", 0, 0.5, "whether data were lost is not known")
    if has(known, "restore", *_SOON):
        return _part("availability", 0, 0, "restored without difficulty")
    if has(known, "restore", *_LATER, "in_part"):
        return _part("availability", 0.25, 0.25, "missing for a time, or collected again in part")
    if has(known, "restore", "never"):
        return _part("availability", 0.5, 0.5, "cannot be restored")
    if has(known, "restore", "not_yet"):
        return _part("availability", 0.25, 0.5, "not restored so far")
    return _part("availability", 0, 0.5, "how soon it was restored is not known")


def _intent(known: Known) -> Factor:
    if "cause" not in known:
        return _part("intent", 0, 0.5, "the cause is not known")
    if has(known, "cause", *ACTS):
        return _part("intent", 0.5, 0.5, "it was done on purpose")
    return _part("intent", 0, 0, "an accident")


def _part(name: str, low: float, high: float, why: str) -> Factor:
    return Factor(name, low, high, why, "checked")
