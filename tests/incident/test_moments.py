"""A slip in the year of a moment from which another law counts is refused beside its field, and nothing breaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import EARLIEST, refuse_slip

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("moment", [EARLIEST, EARLIEST + SECOND])
def test_what_may_have_been_is_taken(moment: datetime) -> None:
    refuse_slip(moment, field="x")


@pytest.mark.parametrize("moment", [EARLIEST - SECOND, datetime.min.replace(tzinfo=UTC)])
def test_a_slip_is_refused_beside_its_field(moment: datetime) -> None:
    with pytest.raises(Refused, match="before 1970") as refused:
        refuse_slip(moment, field="x")
    assert refused.value.field == "x"
