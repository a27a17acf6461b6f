"""What another law would change: beside what is owed now, and without a trace."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import Refused
from breachbot.incident.state import Incident
from breachbot.incident.whatif import Change, what_if
from breachbot.playbook.regimes import Regime
from breachbot.store.playbooks import load_playbook, pack_file
from tests.incident import cast
from tests.incident.cast import HOUR, NOON
from tests.incident.test_packs import applies, taking

FOLDER = bundled("playbooks")


def law(name: str) -> Regime:
    return load_playbook(pack_file(name, FOLDER))


def changed(incident: Incident, what: Regime, policy: Any = None) -> dict[str, Change]:
    return {
        one.obligation: one for one in what_if(incident, policy or cast.policy(), what, NOON) if one.changes
    }


def test_the_proposal_gives_more_time_where_the_risk_is_high() -> None:
    found = changed(cast.assessed(), law("gdpr_proposal_2025"))
    assert [*found] == ["notify_authority"]
    one = found["notify_authority"]
    assert one.now is not None
    assert one.then is not None
    assert (one.now.outcome, one.now.due_at) == ("required", NOON + 72 * HOUR)
    assert (one.then.outcome, one.then.due_at) == ("required", NOON + 96 * HOUR)


def authority(**facts: Any) -> tuple[str, str]:
    """What is owed to the authority now, and what would be under the proposal."""
    found = what_if(cast.assessed(**facts), cast.policy(), law("gdpr_proposal_2025"), NOON)
    one = next(one for one in found if one.obligation == "notify_authority")
    assert one.now is not None
    assert one.then is not None
    return one.now.outcome, one.then.outcome


def test_it_never_asks_for_more_than_the_law_does() -> None:
    assert authority(encryption="left_encrypted") == ("not_required", "not_required")


def test_an_exception_from_telling_people_leaves_open_whether_the_risk_is_high() -> None:
    lifted = {"later_measures": ["taker_stopped"], "data_categories": ["name", "contact"]}
    assert authority(**lifted, targeted="no", reveals="nothing") == ("required", "weigh")


def test_a_pack_adds_its_duties() -> None:
    found = changed(cast.assessed(), law("nis2"))
    assert found["nis2_early_warning"].now is None
    assert found["nis2_early_warning"].then is not None
    assert found["nis2_early_warning"].then.due_at == NOON + 24 * HOUR
    final = found["nis2_final_report"].then
    assert final is not None
    assert (final.due_at, final.gap, final.time) == (None, "anchor", "1 month")


def test_another_version_of_a_pack_that_applies_stands_beside_the_frozen_one() -> None:
    policy = cast.with_packs("nis2")
    incident = taking(cast.assessed(), applies("nis2", "significant"), policy)
    (pack,) = policy.regimes.packs
    short = pack.playbook.obligations[0].model_copy(update={"within": 12 * HOUR})
    newer = Regime(pack.playbook.model_copy(update={"obligations": (short,)}), "9" * 64, "")
    found = changed(incident, newer, policy)
    warning = found["nis2_early_warning"]
    assert warning.now is not None
    assert warning.then is not None
    assert (warning.now.due_at, warning.then.due_at) == (NOON + 24 * HOUR, NOON + 12 * HOUR)
    assert found["nis2_notification"].then is None


def test_another_version_of_the_leading_law_is_assessed_anew() -> None:
    leading = cast.policy().regimes.leading
    duties = tuple(
        one.model_copy(update={"within": 96 * HOUR}) if one.id == "notify_authority" else one
        for one in leading.playbook.obligations
    )
    other = Regime(
        leading.playbook.model_copy(update={"obligations": duties, "version": "2027-01-01"}), "8" * 64, ""
    )
    found = changed(cast.assessed(), other)
    assert [*found] == ["notify_authority"]
    assert found["notify_authority"].then is not None
    assert found["notify_authority"].then.due_at == NOON + 96 * HOUR
    assert changed(cast.assessed(), leading) == {}


def test_a_law_that_cannot_lead_is_refused() -> None:
    leading = cast.policy().regimes.leading
    filing = tuple(one for one in leading.playbook.obligations if one.id == "notify_authority")
    alone = Regime(leading.playbook.model_copy(update={"obligations": filing}), "8" * 64, "")
    with pytest.raises(Refused, match="cannot lead"):
        what_if(cast.assessed(), cast.policy(), alone, NOON)
