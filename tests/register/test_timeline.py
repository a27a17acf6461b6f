"""The timeline of an incident: its points, whether the authority was told in time, and the picture of both."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.incident import events as e
from breachbot.incident.state import Incident
from breachbot.register.drawing import LEFT, MOST, RIGHT, Dot, Words, draw, svg
from breachbot.register.timeline import apart, rows, timeline
from tests.incident import cast
from tests.incident.cast import DPO, HOUR, NOON, policy

SVG = "{http://www.w3.org/2000/svg}"
LATER = NOON + 50 * HOUR


def filed(hours: float) -> Incident:
    """One that was filed so long after awareness."""
    incident = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + HOUR)
    (filing,) = incident.filings
    return replace(incident, filings=(filing.model_copy(update={"filed_at": NOON + hours * HOUR}),))


def closed(incident: Incident, hours: float) -> Incident:
    end = e.IncidentClosed(at=NOON + hours * HOUR, by=DPO, effects="none", measures="some", lessons="many")
    return cast.after(incident, [end])


def test_the_points_are_in_the_order_of_time_and_what_is_not_on_record_comes_last() -> None:
    found = list(rows(timeline(filed(41), policy(), LATER)))
    assert [(what, since) for what, _, since in found] == [
        ("Detected", "at once"),
        ("Aware", ""),
        ("First drafts", "at once"),
        ("First decision", "at once"),
        ("Filed, initial", "41 h after"),
        ("Now", "50 h after"),
        ("72 hours end", "72 h after"),
        ("People told", "not yet"),
        ("Closed", "not yet"),
    ]
    assert found[4][1] == "Thu 2026-11-26 05:00 UTC"


def test_one_that_has_ended_does_not_change_with_time_and_says_what_never_was() -> None:
    over = closed(filed(41), 60)
    found = timeline(over, policy(), LATER)
    assert found == timeline(over, policy(), LATER + 1000 * HOUR)
    assert ("People told", "none on record", "none on record") in list(rows(found))
    assert "Now" not in [point.label for point in found.points]


BACKGROUND = (
    "Background: if the hour in which the company became aware is not counted (Regulation (EEC, Euratom) 1182/71 "
    "Art. 3(1), 3(2)(a)), they ended at 2026-11-27 13:00 UTC."
)


@pytest.mark.parametrize(
    ("incident", "verdict", "summary"),
    [
        (cast.opened(), "no clock", "Nobody stated awareness, so the clock did not run."),
        (cast.drafted(), "open", "The 72 hours run, and not everything is filed."),
        (filed(41), "in time", "Filed in time: 41 h after awareness; 72 hours were allowed."),
        (filed(72), "in time", "Filed in time: 72 h after awareness; 72 hours were allowed."),
        (filed(75.5), "late", "Filed late: 3 h 30 min after the 72 hours had ended."),
        (
            filed(72 + 20 / 3600),
            "late",
            f"Filed late: less than a minute after the 72 hours had ended. {BACKGROUND}",
        ),
        (filed(73), "late", f"Filed late: 1 h after the 72 hours had ended. {BACKGROUND}"),
        (filed(73 + 1 / 3600), "late", "Filed late: 1 h after the 72 hours had ended."),
        (filed(-4), "in time", "Filed in time: 4 h before awareness; 72 hours were allowed."),
    ],
)
def test_it_says_whether_the_authority_was_told_in_time(
    incident: Incident, verdict: str, summary: str
) -> None:
    found = timeline(incident, policy(), LATER)
    assert (found.verdict, found.summary) == (verdict, summary)


def test_hours_that_are_over_are_late_while_nothing_is_filed() -> None:
    found = timeline(cast.drafted(), policy(), NOON + 80 * HOUR)
    assert found.verdict == "late"
    assert found.summary == "Late: the 72 hours ended 8 h ago, and not everything is filed."


def test_a_late_filing_is_marked_and_a_later_one_is_not() -> None:
    found = timeline(filed(80), policy(), NOON + 90 * HOUR)
    assert [point.label for point in found.points if point.late] == ["Filed, initial"]


def test_one_that_was_never_opened_has_none() -> None:
    with pytest.raises(ValueError, match="never opened"):
        timeline(Incident("pdb-none0000"), policy(), NOON)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=-12), "12 min"),
        (5 * HOUR + timedelta(minutes=20), "5 h 20 min"),
        (72 * HOUR, "72 h"),
        (96 * HOUR, "4 d"),
        (99 * HOUR, "4 d 3 h"),
    ],
)
def test_a_length_of_time_in_words(span: timedelta, words: str) -> None:
    assert apart(span) == words


# --- the picture -------------------------------------------------------------------------------------------------


def test_the_picture_is_the_same_each_time_has_words_for_whoever_does_not_see_it_and_nothing_that_acts() -> (
    None
):
    over = closed(filed(41), 60)
    text = svg(draw(timeline(over, policy(), LATER)))
    assert text == svg(draw(timeline(over, policy(), LATER)))
    root = ET.fromstring(text)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", f"{title.get('id')} {desc.get('id')}")
    assert title.text == f"Timeline of {over.id}"
    assert "Filed, initial: Thu 2026-11-26 05:00 UTC" in str(desc.text)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "circle",
    }
    assert not re.search(r"href|style=|on[a-z]+=|url\(", text)
    assert len(text) < 8000


def test_of_very_many_points_the_first_are_drawn_and_the_register_is_named_for_the_rest() -> None:
    (filing,) = filed(41).filings
    many = tuple(filing.model_copy(update={"filed_at": NOON + hour * HOUR}) for hour in range(41, 241))
    found = timeline(closed(replace(filed(41), filings=many), 300), policy(), LATER)
    drawing = draw(found)
    words = [shape.text for shape in drawing.shapes if isinstance(shape, Words)]
    assert f"{len(found.points) - MOST} more in the register" in words
    assert {"Detected", "Aware", "72 hours end", "Closed"} <= {*words}
    assert words.count("Filed, initial") + words.count("Filed, initial (late)") < MOST
    assert drawing.height < 1000


def test_nothing_that_a_person_wrote_is_drawn() -> None:
    over = closed(filed(41), 60)
    assert over.opened is not None
    drawing = draw(timeline(over, policy(), LATER))
    words = " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Words))
    assert over.opened.title not in words + drawing.description + drawing.title


@pytest.mark.parametrize("end", [1, 60, 72, 100, 1000, 9000])
def test_every_point_and_its_words_are_within_the_picture(end: int) -> None:
    drawing = draw(timeline(closed(filed(41), end), policy(), LATER))
    for shape in drawing.shapes:
        if isinstance(shape, Dot):
            assert LEFT <= shape.x <= RIGHT
        if isinstance(shape, Words):
            width = len(shape.text) * shape.size * 0.62
            assert (shape.x if shape.anchor == "start" else shape.x - width) >= 0
            assert (shape.x + width if shape.anchor == "start" else shape.x) <= drawing.width


def test_what_lies_beyond_the_scale_is_a_ring_at_its_edge() -> None:
    drawing = draw(timeline(closed(filed(41), 1000), policy(), LATER))
    *_, last = (shape for shape in drawing.shapes if isinstance(shape, Dot))
    assert (last.filled, last.x) == (False, RIGHT - 8)


@pytest.mark.parametrize("ground", ["#ffffff", "#e3edf7"])
def test_the_words_stand_out_from_what_is_behind_them(ground: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5."""
    drawing = draw(timeline(closed(filed(80), 100), policy(), LATER))
    for colour in {shape.colour for shape in drawing.shapes if isinstance(shape, Words)}:
        assert contrast(colour, ground) >= 4.5, colour


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
