"""Moments that people state: the past is allowed, the future and a slip in the year are refused, and nothing breaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import EARLIEST, require_past
from breachbot.incident.acts.become_aware import BecomeAware
from tests.incident import cast
from tests.incident.cast import ENGINEER, NOON

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("moment", [NOON, NOON - SECOND, EARLIEST, EARLIEST + SECOND])
def test_the_past_is_taken(moment: datetime) -> None:
    require_past(moment, NOON, field="x")


@pytest.mark.parametrize("moment", [NOON + SECOND, EARLIEST - SECOND, datetime.min.replace(tzinfo=UTC)])
def test_what_has_not_come_or_was_never_is_refused_beside_its_field(moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        require_past(moment, NOON, field="x")
    assert refused.value.field == "x"


def test_a_slip_in_the_year_is_refused_before_anything_is_computed_from_it() -> None:
    stated = BecomeAware(aware_at=datetime(26, 11, 24, tzinfo=UTC), basis="Foreign rows in the export")
    with pytest.raises(Refused, match="before 1970"):
        cast.taking(cast.opened(), stated, ENGINEER)
