"""The timeline of an incident as a drawing: shapes with their places, and the SVG that shows them.

The same shapes give the picture that Slack shows, so that the two cannot differ. Words are ours, ids and times alone:
nothing that a person wrote is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Literal

from breachbot.register.timeline import Point, Timeline, apart, rows, said

INK, QUIET, BAND, RULE, BLUE, RED, GREEN, PAPER = (
    "#1d2330",
    "#4a5568",
    "#e3edf7",
    "#c5ced9",
    "#1a5fb4",
    "#b3261e",
    "#1b6b3a",
    "#ffffff",
)
"""Each of the colours for words has a contrast of at least 4.5 with the paper and with the band."""
WIDTH, TOP, ROW = 640, 84, 42
"""Of the drawing, in pixels: narrow enough to be read on a phone."""
LEFT, RIGHT, MARGIN = 236, 624, 16
"""Where the scale begins and ends, and the space at the edges."""
SMALL, NORMAL, LARGE = 13, 15, 18
MOST = 20
"""Points that are drawn; making a picture of more takes longer than anybody looks at them."""
LONGEST = 7.4
"""How wide a small letter is at most, on average: it decides on which side of a point its words have room."""


@dataclass(frozen=True)
class Box:
    """A filled area."""

    x: int
    y: int
    width: int
    height: int
    fill: str


@dataclass(frozen=True)
class Dot:
    """A filled disc, or a ring where it is not filled."""

    x: int
    y: int
    colour: str
    filled: bool


@dataclass(frozen=True)
class Words:
    """A line of text; `y` is its base line, `x` where it begins or ends."""

    x: int
    y: int
    text: str
    size: int
    colour: str = INK
    anchor: Literal["start", "end"] = "start"
    bold: bool = False


Shape = Box | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on paper, what they show in a few words, and the same as text for whoever does not see them."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...]


def draw(found: Timeline) -> Drawing:
    """A row for each point, or for the first of very many, with its place on one scale and the hours for the notice as
    a band behind all of them."""
    points = _drawn(found.points)
    height = TOP + ROW * len(points) + 34
    scale = _scale(found)
    shapes = [Box(0, 0, WIDTH, height, PAPER), *_head(found), *_band(found, scale, height)]
    for number, point in enumerate(points):
        shapes += _row(found, point, scale, TOP + ROW * number)
    if left := len(found.points) - len(points):
        shapes.append(Words(MARGIN, height - 12, f"{left} more in the register", SMALL, QUIET))
    lines = "; ".join(f"{what}: {when}" for what, when, _ in rows(found))
    return Drawing(WIDTH, height, f"Timeline of {found.incident}", f"{found.summary} {lines}.", tuple(shapes))


def _drawn(points: Sequence[Point]) -> list[Point]:
    """As many as have room, in their order; filings, which can be any number, give way to the rest."""
    ranked = sorted(range(len(points)), key=lambda place: points[place].stage == "filed")
    return [points[place] for place in sorted(ranked[:MOST])]


def svg(drawing: Drawing) -> str:
    """The drawing as a file of its own, the same bytes each time: no script, no style sheet, nothing to be fetched."""
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}" '
        'font-family="system-ui, sans-serif">',
        f'<title id="title">{escape(drawing.title)}</title>',
        f'<desc id="desc">{escape(drawing.description)}</desc>',
        *map(_svg, drawing.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _svg(shape: Shape) -> str:
    if isinstance(shape, Box):
        place = f'x="{shape.x}" y="{shape.y}" width="{shape.width}" height="{shape.height}"'
        return f'<rect {place} fill="{shape.fill}"/>'
    if isinstance(shape, Dot):
        fill = shape.colour if shape.filled else PAPER
        return f'<circle cx="{shape.x}" cy="{shape.y}" r="6" fill="{fill}" stroke="{shape.colour}" stroke-width="2"/>'
    bold = ' font-weight="bold"' if shape.bold else ""
    anchor = ' text-anchor="end"' if shape.anchor == "end" else ""
    look = f'font-size="{shape.size}" fill="{shape.colour}"{anchor}{bold}'
    return f'<text x="{shape.x}" y="{shape.y}" {look}>{escape(shape.text)}</text>'


# --- where things go -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scale:
    """From when to when the scale goes. What lies outside is shown at its edge, as a ring."""

    start: datetime
    end: datetime

    def x(self, at: datetime) -> int:
        part = (min(max(at, self.start), self.end) - self.start) / (self.end - self.start)
        return LEFT + 8 + round(part * (RIGHT - LEFT - 16))

    def shows(self, at: datetime) -> bool:
        return self.start <= at <= self.end


def _scale(found: Timeline) -> _Scale:
    """All of it if that fits within twice the hours; else the hours and as much again, so that both can be read."""
    moments = [one.at for one in found.points if one.at]
    first, last = min(moments), max(moments)
    if found.aware_at is None or found.due_at is None:
        return _Scale(first, max(last, first + timedelta(hours=1)))
    hours = found.due_at - found.aware_at
    return _Scale(
        max(first, found.aware_at - hours / 2),
        min(max(last, found.due_at + hours / 12), found.due_at + hours),
    )


def _head(found: Timeline) -> Iterator[Shape]:
    colours = {"in time": GREEN, "late": RED}
    yield Words(MARGIN, 34, f"Timeline of {found.incident}", LARGE, bold=True)
    yield Words(MARGIN, 60, found.summary, NORMAL, colours.get(found.verdict, INK), bold=True)


def _band(found: Timeline, scale: _Scale, height: int) -> Iterator[Shape]:
    """The hours behind all rows, and below them how many they are."""
    if found.aware_at is None or found.due_at is None:
        return
    start, end = scale.x(found.aware_at), scale.x(found.due_at)
    yield Box(start, TOP, end - start, height - TOP - 34, BAND)
    yield Box(end - 1, TOP, 2, height - TOP - 34, RED)
    hours = apart(found.due_at - found.aware_at)
    yield Words(start, height - 12, "aware", SMALL, QUIET)
    yield Words(end, height - 12, f"{hours} end", SMALL, RED, anchor="end")


def _row(found: Timeline, point: Point, scale: _Scale, y: int) -> Iterator[Shape]:
    colour = RED if point.late or point.stage == "due" else QUIET if point.at is None else INK
    label = point.label + (" (late)" if point.late else "")
    yield Words(MARGIN, y + 17, label, NORMAL, colour, bold=True)
    yield Words(MARGIN, y + 34, said(found, point), SMALL, QUIET)
    yield Box(LEFT, y + 20, RIGHT - LEFT, 1, RULE)
    if point.at is None:
        return
    x = scale.x(point.at)
    yield Dot(x, y + 20, RED if colour == RED else BLUE, scale.shows(point.at))
    beside = found.since(point)
    if x + 12 + LONGEST * len(beside) <= RIGHT:
        yield Words(x + 12, y + 15, beside, SMALL, QUIET)
    else:
        yield Words(x - 12, y + 15, beside, SMALL, QUIET, anchor="end")
